import { useState } from "react";
import { useSnapshot } from "../demo/demo.tsx";
import { dayText } from "../demo/times.ts";
import { fitting } from "../elements/choices.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Scrolled } from "../parts/scrolled.tsx";
import { fullName } from "./person-names.ts";

export function Persons() {
  const { personio } = useSnapshot();
  const { persons, employments, orgUnits, workplaces } = personio;
  const [typed, setTyped] = useState("");
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
        <input
          type="search"
          className="text-input narrow"
          placeholder="Find a person"
          aria-label="Find a person"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      <Scrolled name="Persons">
        <table className="personio-table" aria-label="Persons">
          <thead>
            <tr>
              {["Name", "Position", "Team", "Workplace", "Supervisor", "Since", "E-mail", "Status"].map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(fitting(rows, typed) as typeof rows).map(({ person, text, employment, team, place }) => (
              <tr key={person.id}>
                <th scope="row">
                  <span className="person-cell">
                    <Avatar name={text} size={28} /> {text}
                  </span>
                </th>
                <td>{employment?.position ?? "–"}</td>
                <td>{team}</td>
                <td>{place}</td>
                <td>{nameOf(employment?.supervisorId)}</td>
                <td>{employment ? dayText(employment.startDate, "en-GB") : "–"}</td>
                <td>{person.email ?? "–"}</td>
                <td>
                  <span className={`status ${person.status.toLowerCase()}`}>
                    {(employment?.status ?? person.status).toLowerCase()}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scrolled>
    </>
  );
}
