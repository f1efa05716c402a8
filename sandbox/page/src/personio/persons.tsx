import { useState } from "react";
import { useShown } from "../demo/demo.tsx";
import { dayText } from "../demo/times.ts";
import { fitting } from "../elements/choices.ts";
import { Avatar } from "../parts/avatar.tsx";
import { FindPerson } from "../parts/find-person.tsx";
import { Scrolled } from "../parts/scrolled.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { PersonForm } from "./person-form.tsx";
import { fullName, type PersonRecord } from "./person-names.ts";

export function Persons() {
  const personio = useShown((snapshot) => snapshot.personio);
  const { persons, employments, orgUnits, workplaces } = personio;
  const [typed, setTyped] = useState("");
  const [changing, change] = useState<PersonRecord>();
  const nameOf = (id: string | undefined) => {
    const person = persons.find((one) => one.id === id);
    return person ? fullName(person) : "–";
  };
  const rows = persons.map((person) => {
    const employment = employments.find(({ personId }) => personId === person.id);
    return {
      person,
      value: person.id,
      text: fullName(person),
      employment,
      team: orgUnits.find(({ id }) => id === employment?.teamId)?.name ?? "–",
      place: workplaces.find(({ id }) => id === employment?.workplaceId)?.name ?? "remote",
    };
  });
  return (
    <>
      <div className="personio-head">
        <h1>Persons</h1>
      </div>
      <div className="row">
        <FindPerson typed={typed} onType={setTyped} className="text-input narrow" />
      </div>
      <Scrolled name="Persons">
        <table className="personio-table" aria-label="Persons">
          <thead>
            <tr>
              {["Name", "Position", "Team", "Workplace", "Supervisor", "Since", "Status"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
              <th scope="col">
                <span className="unseen">What to do</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {(fitting(rows, typed) as typeof rows).map(({ person, text, employment, team, place }) => (
              <tr key={person.id}>
                <th scope="row">
                  <span className="person-cell">
                    <Avatar name={text} size={28} />
                    <span>
                      {text}
                      <small>{person.email ?? "no e-mail"}</small>
                    </span>
                  </span>
                </th>
                <td>{employment?.position ?? "–"}</td>
                <td>{team}</td>
                <td>{place}</td>
                <td>{nameOf(employment?.supervisorId)}</td>
                <td>{employment ? dayText(employment.startDate, "en-GB") : "–"}</td>
                <td>
                  <span className={`status ${person.status.toLowerCase()}`}>
                    {(employment?.status ?? person.status).toLowerCase()}
                  </span>
                </td>
                <td>
                  <div className="row-actions">
                    <button
                      type="button"
                      className="button small default"
                      aria-label={`Change ${text}`}
                      onClick={() => change(person)}
                    >
                      Change
                    </button>
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
      {changing && (
        <Sheet title={fullName(changing)} onClose={() => change(undefined)}>
          <PersonForm person={changing} onDone={() => change(undefined)} />
        </Sheet>
      )}
    </>
  );
}
