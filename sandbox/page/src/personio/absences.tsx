import { useState } from "react";
import { useClock, useShown } from "../demo/demo.tsx";
import { fitting } from "../elements/choices.ts";
import { FindPerson } from "../parts/find-person.tsx";
import { Scrolled } from "../parts/scrolled.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { wallClock } from "../world/wall-clock.ts";
import { AbsenceForm } from "./absence-form.tsx";
import { AbsenceRow } from "./absence-row.tsx";
import { fullName } from "./person-names.ts";

const SHOWN = { pending: "Pending", current: "Now and later", all: "All" } as const;
type Filter = keyof typeof SHOWN;

export function Absences() {
  const personio = useShown((snapshot) => snapshot.personio);
  const zone = useShown((snapshot) => snapshot.zone);
  const day = useClock((now) => wallClock(now, zone).day);
  const [filter, setFilter] = useState<Filter>("current");
  const [typed, setTyped] = useState("");
  const [isAdding, setAdding] = useState(false);
  const { persons, absenceTypes, absencePeriods } = personio;

  const choices = persons.map((person) => ({ value: person.id, text: fullName(person), note: person.email ?? "" }));
  const wanted = new Set(fitting(choices, typed).map(({ value }) => value));
  const shown = absencePeriods
    .filter(
      ({ personId, status, last }) =>
        wanted.has(personId) &&
        (filter === "all" || (filter === "pending" ? status === "PENDING" : last === null || last.day >= day)),
    )
    // What waits for somebody comes first, then what was touched last.
    .sort(
      (a, b) =>
        Number(b.status === "PENDING") - Number(a.status === "PENDING") ||
        b.updatedAt.localeCompare(a.updatedAt) ||
        a.first.day.localeCompare(b.first.day),
    );

  return (
    <>
      <div className="personio-head">
        <h1>Absences</h1>
        <button type="button" className="button primary" onClick={() => setAdding(true)}>
          Add an absence
        </button>
      </div>
      <div className="row">
        <FindPerson typed={typed} onType={setTyped} className="text-input narrow" />
        <fieldset className="segments">
          <legend className="unseen">Which absences</legend>
          {(Object.keys(SHOWN) as Filter[]).map((one) => (
            <label key={one}>
              <input type="radio" name="shown" checked={one === filter} onChange={() => setFilter(one)} />
              {SHOWN[one]}
            </label>
          ))}
        </fieldset>
      </div>
      <Scrolled name="Absences">
        <table className="personio-table" aria-label="Absences">
          <thead>
            <tr>
              <th scope="col">Person</th>
              <th scope="col">Type and comment</th>
              <th scope="col">When</th>
              <th scope="col">Status</th>
              <th scope="col">
                <span className="unseen">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {shown.map((period) => (
              <AbsenceRow
                key={period.id}
                period={period}
                today={day}
                person={persons.find(({ id }) => id === period.personId)}
                type={absenceTypes.find(({ id }) => id === period.typeId)?.name ?? period.typeId}
              />
            ))}
          </tbody>
        </table>
      </Scrolled>
      {shown.length === 0 && <p className="faint">No absences found.</p>}
      {isAdding && (
        <Sheet title="Add an absence" onClose={() => setAdding(false)}>
          <AbsenceForm today={day} onDone={() => setAdding(false)} />
        </Sheet>
      )}
    </>
  );
}
