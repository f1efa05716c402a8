import { type FormEvent, useState } from "react";
import { useAsking, useSnapshot } from "../demo/demo.tsx";
import { fullName } from "./person-names.ts";

/** Native fields: it is Personio's side, and nothing of Slack's. */
export function AbsenceForm({ today, onDone }: { today: string; onDone: () => void }) {
  const { personio } = useSnapshot();
  const [isPending, asking] = useAsking();
  const [isOpenEnd, setOpenEnd] = useState(false);
  const [firstDay, setFirstDay] = useState(today);
  const persons = [...personio.persons]
    .filter(({ status }) => status === "ACTIVE")
    .sort((a, b) => fullName(a).localeCompare(fullName(b)));

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const field = (name: string) => String(data.get(name) ?? "");
    const { error } = await asking({
      do: "enter",
      personId: field("person"),
      typeId: field("type"),
      firstDay: field("firstDay"),
      lastDay: isOpenEnd ? null : field("lastDay"),
    });
    if (error === undefined) onDone();
  };

  return (
    <form className="plain-form" onSubmit={submit}>
      <label>
        Person
        <select name="person" className="native-select">
          {persons.map((person) => (
            <option key={person.id} value={person.id}>
              {fullName(person)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Type
        <select name="type" className="native-select">
          {personio.absenceTypes
            .filter(({ unit }) => unit === "DAY")
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </select>
      </label>
      <div className="row">
        <label>
          First day
          <input
            type="date"
            name="firstDay"
            className="picker"
            required
            value={firstDay}
            onChange={(event) => setFirstDay(event.currentTarget.value)}
          />
        </label>
        <label>
          Last day
          <input
            type="date"
            name="lastDay"
            className="picker"
            key={firstDay}
            required={!isOpenEnd}
            disabled={isOpenEnd}
            min={firstDay}
            defaultValue={firstDay}
          />
        </label>
        <label className="switch">
          <input type="checkbox" checked={isOpenEnd} onChange={(event) => setOpenEnd(event.currentTarget.checked)} />
          Open end
        </label>
      </div>
      <button type="submit" className="button primary" disabled={isPending}>
        Add
      </button>
    </form>
  );
}
