import { useState } from "react";
import { nowThere, useAsking, useClock, useShown } from "../demo/demo.tsx";
import { momentText } from "../demo/times.ts";
import { addDays, instantOf, wallClock, weekdayOf } from "./wall-clock.ts";

/** Only forward: what was said and kept has its time. */
export function Clock() {
  const zone = useShown((snapshot) => snapshot.zone);
  const text = useClock((now) => momentText(now, { locale: "en-GB", zone }));
  const [isPending, asking] = useAsking();
  const [picked, pick] = useState("");
  const day = useClock((now) => wallClock(now, zone).day);
  const turnTo = (to: Date) => void asking({ do: "turnClock", to: to.toISOString() });
  const untilMonday = 8 - weekdayOf(day);
  const choices = [
    { name: "+1 hour", to: () => new Date(nowThere().getTime() + 3_600_000) },
    { name: "Tomorrow, 09:00", to: () => instantOf(addDays(day, 1), "09:00", zone) },
    { name: "Next Monday, 09:00", to: () => instantOf(addDays(day, untilMonday), "09:00", zone) },
  ];
  return (
    <section aria-label="Clock" className="world-section">
      <h3>Clock</h3>
      <p>
        It is <strong>{text}</strong> in {zone.split("/").at(-1)}. Digests and reminders come at their time; the clock
        only goes forward.
      </p>
      <div className="row">
        {choices.map(({ name, to }) => (
          <button key={name} type="button" className="button default" disabled={isPending} onClick={() => turnTo(to())}>
            {name}
          </button>
        ))}
      </div>
      <form
        className="row"
        onSubmit={(event) => {
          event.preventDefault();
          const [to = "", time = ""] = picked.split("T");
          if (time) turnTo(instantOf(to, time, zone));
        }}
      >
        <label>
          Turn to{" "}
          <input
            type="datetime-local"
            className="picker"
            value={picked}
            min={`${day}T00:00`}
            onChange={(event) => pick(event.currentTarget.value)}
          />
        </label>
        <button type="submit" className="button default" disabled={isPending || picked === ""}>
          Turn the clock
        </button>
      </form>
    </section>
  );
}
