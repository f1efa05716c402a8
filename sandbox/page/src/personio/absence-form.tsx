import { type FormEvent, useState } from "react";
import type { Days } from "../../../demo-wire.ts";
import { useAsking, useShown } from "../demo/demo.tsx";
import { fullName, type PeriodRecord } from "./person-names.ts";

/** Native fields: it is Personio's side, and nothing of Slack's. @param period the one that is changed; a new one without */
export function AbsenceForm({ today, period, onDone }: { today: string; period?: PeriodRecord; onDone: () => void }) {
  const { persons, absenceTypes } = useShown((snapshot) => snapshot.personio);
  const [isPending, asking] = useAsking();
  const active = persons
    .filter(({ status }) => status === "ACTIVE")
    .sort((a, b) => fullName(a).localeCompare(fullName(b)));
  const [typeId, setTypeId] = useState(period?.typeId ?? absenceTypes[0]?.id ?? "");
  const isInHours = absenceTypes.find(({ id }) => id === typeId)?.unit === "HOUR";

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const days = daysIn(data, isInHours);
    const { error } = await asking(
      period
        ? { do: "alter", periodId: period.id, typeId, days }
        : { do: "enter", personId: String(data.get("person")), typeId, ...days },
    );
    if (error === undefined) onDone();
  };

  return (
    <form className="plain-form" onSubmit={submit}>
      {!period && (
        <label>
          Person
          <select name="person" className="native-select">
            {active.map((person) => (
              <option key={person.id} value={person.id}>
                {fullName(person)}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        Type
        <select
          name="type"
          className="native-select"
          value={typeId}
          onChange={(event) => setTypeId(event.currentTarget.value)}
        >
          {absenceTypes.map(({ id, name, unit }) => (
            <option key={id} value={id}>
              {name}
              {unit === "HOUR" && " (in hours)"}
            </option>
          ))}
        </select>
      </label>
      <DayFields today={today} period={period} isInHours={isInHours} />
      <button type="submit" className="button primary" disabled={isPending}>
        {period ? "Save" : "Add"}
      </button>
    </form>
  );
}

function DayFields({
  today,
  period,
  isInHours,
}: {
  today: string;
  period: PeriodRecord | undefined;
  isInHours: boolean;
}) {
  const [isOpenEnd, setOpenEnd] = useState(period?.last === null);
  const [firstDay, setFirstDay] = useState(period?.first.day ?? today);
  const lastDay = period?.last && period.last.day >= firstDay ? period.last.day : firstDay;
  return (
    <>
      <div className="row">
        <label>
          {isInHours ? "Day" : "First day"}
          <input
            type="date"
            name="firstDay"
            className="picker"
            required
            value={firstDay}
            onChange={(event) => setFirstDay(event.currentTarget.value)}
          />
        </label>
        {isInHours ? (
          <>
            <label>
              From
              <input
                type="time"
                name="from"
                className="picker"
                required
                defaultValue={period?.times?.from ?? "09:00"}
              />
            </label>
            <label>
              To
              <input type="time" name="to" className="picker" required defaultValue={period?.times?.to ?? "17:00"} />
            </label>
          </>
        ) : (
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
              defaultValue={lastDay}
            />
          </label>
        )}
      </div>
      {!isInHours && (
        <div className="row">
          <label className="switch">
            <input type="checkbox" name="fromNoon" defaultChecked={period?.first.half === "SECOND_HALF"} />
            From noon on the first day
          </label>
          <label className="switch">
            <input
              type="checkbox"
              name="untilNoon"
              disabled={isOpenEnd}
              defaultChecked={period?.last?.half === "FIRST_HALF"}
            />
            Until noon on the last day
          </label>
          <label className="switch">
            <input type="checkbox" checked={isOpenEnd} onChange={(event) => setOpenEnd(event.currentTarget.checked)} />
            Open end
          </label>
        </div>
      )}
    </>
  );
}

function daysIn(data: FormData, isInHours: boolean): Days {
  const field = (name: string) => String(data.get(name) ?? "");
  const firstDay = field("firstDay");
  if (isInHours) return { firstDay, lastDay: firstDay, times: { from: field("from"), to: field("to") } };
  const first = data.has("fromNoon") ? "SECOND_HALF" : "FIRST_HALF";
  const last = data.has("untilNoon") ? "FIRST_HALF" : "SECOND_HALF";
  return { firstDay, lastDay: data.has("lastDay") ? field("lastDay") : null, halves: { first, last } };
}
