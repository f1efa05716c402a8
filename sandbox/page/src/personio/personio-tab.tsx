import { useState } from "react";
import { useShown } from "../demo/demo.tsx";
import { Absences } from "./absences.tsx";
import { Persons } from "./persons.tsx";
import { Troubles } from "./troubles.tsx";

const PARTS = { absences: "Absences", persons: "Persons", troubles: "API and troubles" } as const;
type Part = keyof typeof PARTS;

/** Personio as its administrator has it: everything, of everybody. */
export function PersonioTab() {
  const company = useShown((snapshot) => snapshot.company);
  const personio = useShown((snapshot) => snapshot.personio);
  const [part, setPart] = useState<Part>("absences");
  const pending = personio.absencePeriods.filter(({ status }) => status === "PENDING").length;
  const isTroubled =
    personio.isDown ||
    personio.isLimited ||
    personio.latencyMs > 0 ||
    personio.scopes.some(({ isGranted }) => !isGranted);
  const notes: Partial<Record<Part, string>> = {
    ...(pending > 0 && { absences: `${pending} pending` }),
    ...(isTroubled && { troubles: "troubled" }),
  };
  return (
    <div className="personio">
      <nav aria-label="Personio" className="personio-side">
        <p className="personio-name">
          <span className="personio-sign" aria-hidden="true">
            P
          </span>
          Personio
        </p>
        <p className="faint">{company}, as its administrator sees it. A stand-in: nobody’s real data.</p>
        <ul>
          {(Object.keys(PARTS) as Part[]).map((one) => (
            <li key={one}>
              <button type="button" aria-current={one === part ? "page" : undefined} onClick={() => setPart(one)}>
                {PARTS[one]} {notes[one] && <small>{notes[one]}</small>}
              </button>
            </li>
          ))}
        </ul>
      </nav>
      <main className="personio-main" aria-label={PARTS[part]}>
        {part === "absences" ? <Absences /> : part === "persons" ? <Persons /> : <Troubles />}
      </main>
    </div>
  );
}
