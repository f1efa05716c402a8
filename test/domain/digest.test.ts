import { describe, expect, it } from "vitest";
import { addDays, type Day, type Time, wallClock, weekdayOf } from "../../src/domain/calendar.ts";
import { celebratedDays, focusOf, nextSlot, recursOn, slotOf } from "../../src/domain/digest.ts";

const MINUTE = 60_000;
const at = (text: string) => new Date(text);
type Rhythm = Pick<Parameters<typeof slotOf>[0]["setup"], "weekdays" | "time" | "zone">;
const digest = (over: Partial<Rhythm>, since = "2020-01-01T00:00:00Z") =>
  ({
    setup: { weekdays: [1, 2, 3, 4, 5, 6, 7], time: "09:00", zone: "Europe/Berlin", ...over },
    since: at(since),
  }) as Parameters<typeof slotOf>[0];

/** What a bot does that looks at these instants: posts what is due, once, and notes what it missed. */
function posted(
  one: ReturnType<typeof digest>,
  instants: Iterable<Date | ReturnType<typeof wallClock>>,
): { day: Day; at: string; state: "due" | "missed" }[] {
  const settled = new Set<Day>();
  const found: ReturnType<typeof posted> = [];
  for (const now of instants) {
    const wall = now instanceof Date ? wallClock(now, one.setup.zone) : now;
    const slot = slotOf(one, wall, 6);
    if (!slot || settled.has(slot.day)) continue;
    settled.add(slot.day);
    found.push({ ...slot, at: `${wall.day} ${wall.time}` });
  }
  return found;
}

function* every(step: number, from: string, to: string): Generator<Date> {
  for (let now = Date.parse(from); now < Date.parse(to); now += step) yield new Date(now);
}

describe("a year of days", { timeout: 60_000 }, () => {
  it.each(["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"])(
    "in %s brings each digest once a day, on that day, at its time",
    (zone) => {
      const walls = [...every(30 * MINUTE, "2026-01-01T12:00:00Z", "2027-01-01T12:00:00Z")].map((now) =>
        wallClock(now, zone),
      );
      for (const time of ["00:00", "02:30", "23:30"] as Time[]) {
        const found = posted(digest({ zone, time }), walls);
        const days = found.map(({ day }) => day);
        expect(new Set(days).size).toBe(days.length);
        // The first may be one that came before the year began.
        for (const { day, at: when, state } of found.slice(1)) {
          expect(state).toBe("due");
          expect(when.slice(0, 10)).toBe(day);
          expect(when.slice(11) >= time).toBe(true);
        }
        expect(days.slice(1)).toEqual(days.slice(0, -1).map((day) => addDays(day, 1)));
        expect(days.length).toBeGreaterThanOrEqual(365);
      }
    },
  );
});

describe("the nights in which clocks change", () => {
  it.each([
    ["Europe/Berlin", "2026-03-29", "2026-03-28T22:00:00Z"],
    ["Europe/Berlin", "2026-10-25", "2026-10-24T21:00:00Z"],
    ["America/New_York", "2026-03-08", "2026-03-08T04:00:00Z"],
    ["America/New_York", "2026-11-01", "2026-11-01T03:00:00Z"],
    ["Australia/Lord_Howe", "2026-10-04", "2026-10-03T12:00:00Z"],
    ["Africa/Cairo", "2026-04-24", "2026-04-23T20:00:00Z"],
  ])("in %s on %s bring every time of the night once", (zone, day, from) => {
    const to = new Date(Date.parse(from) + 8 * 60 * MINUTE).toISOString();
    const times: Time[] = [];
    for (let minute = 0; minute < 5 * 60; minute += 15) {
      const [hours, rest] = [Math.floor(minute / 60), minute % 60];
      times.push(`${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}` as Time);
    }
    for (const time of times) {
      const found = posted(digest({ zone, time }), every(30_000, from, to)).filter((one) => one.day === day);
      expect(found, `${time}`).toHaveLength(1);
      expect(found[0]?.state).toBe("due");
    }
  });

  it("bring a time that does not exist when the clock has jumped over it", () => {
    const found = posted(digest({ time: "02:30" }), every(1000, "2026-03-29T00:30:00Z", "2026-03-29T02:00:00Z"));
    expect(found.at(-1)).toEqual({ day: "2026-03-29", at: "2026-03-29 03:00", state: "due" });
  });

  it("bring a time that exists twice at its first", () => {
    const found = posted(digest({ time: "02:30" }), every(1000, "2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z"));
    expect(found.filter(({ day }) => day === "2026-10-25")).toEqual([
      { day: "2026-10-25", at: "2026-10-25 02:30", state: "due" },
    ]);
  });
});

describe("a digest", () => {
  const one = digest({ weekdays: [1, 2, 3, 4, 5] }, "2026-11-20T12:00:00Z");
  const lookedAt = (wall: string, lateHours = 6) => {
    const [day, time] = wall.split(" ") as [Day, Time];
    return slotOf(one, { day, time }, lateHours);
  };

  it("is due from its minute on, and late for as many hours as it may be", () => {
    expect(lookedAt("2026-11-23 08:59")).toBeUndefined();
    expect(lookedAt("2026-11-23 09:00")).toEqual({ day: "2026-11-23", state: "due" });
    expect(lookedAt("2026-11-23 15:00")).toEqual({ day: "2026-11-23", state: "due" });
    expect(lookedAt("2026-11-23 15:01")).toEqual({ day: "2026-11-23", state: "missed" });
    expect(lookedAt("2026-11-23 10:01", 1)).toEqual({ day: "2026-11-23", state: "missed" });
  });

  it("is missed on the next day, whatever the hour", () => {
    expect(lookedAt("2026-11-24 00:01")).toEqual({ day: "2026-11-23", state: "missed" });
  });

  it("has no time that came before it was set up, on that day or another", () => {
    expect(lookedAt("2026-11-20 13:00")).toBeUndefined();
    expect(lookedAt("2026-11-22 13:00")).toBeUndefined();
  });

  it("survives a clock that is set back, and one that jumps ahead", () => {
    const instants = [
      "2026-11-23T07:59:00Z",
      "2026-11-23T08:01:00Z",
      "2026-11-23T05:00:00Z",
      "2026-11-23T08:02:00Z",
      "2026-11-26T09:00:00Z",
      "2026-11-25T09:00:00Z",
      "2026-11-26T09:30:00Z",
    ].map(at);
    expect(posted(one, instants).map(({ day, state }) => `${day} ${state}`)).toEqual([
      "2026-11-23 due",
      "2026-11-26 due",
      "2026-11-25 due",
    ]);
  });

  it("comes next today, or on the next of its weekdays", () => {
    expect(nextSlot(one.setup, { day: "2026-11-23", time: "08:00" })).toBe("2026-11-23");
    expect(nextSlot(one.setup, { day: "2026-11-23", time: "09:00" })).toBe("2026-11-24");
    expect(nextSlot(one.setup, { day: "2026-11-27", time: "09:00" })).toBe("2026-11-30");
  });
});

it("is about its day, or about the week, which from Friday on is the next", () => {
  expect(focusOf({ rhythm: "daily" }, "2026-11-27")).toEqual({ first: "2026-11-27", last: "2026-11-27" });
  expect(focusOf({ rhythm: "weekly" }, "2026-11-26")).toEqual({ first: "2026-11-23", last: "2026-11-29" });
  expect(focusOf({ rhythm: "weekly" }, "2026-11-27")).toEqual({ first: "2026-11-30", last: "2026-12-06" });
});

it("celebrates what fell on days without a digest with the next one, and every day once", () => {
  const setup = { rhythm: "daily", weekdays: [1, 2, 3, 4, 5] } as const;
  const weekdays = { ...setup, weekdays: [...setup.weekdays] };
  expect(celebratedDays(weekdays, "2026-11-23")).toEqual({ first: "2026-11-21", last: "2026-11-23" });
  expect(celebratedDays(weekdays, "2026-11-24")).toEqual({ first: "2026-11-24", last: "2026-11-24" });
  expect(weekdayOf("2026-11-23")).toBe(1);
});

it("celebrates 29 February on 1 March where there is none", () => {
  expect(recursOn("2028-02-29", "02-29")).toBe(true);
  expect(recursOn("2027-03-01", "02-29")).toBe(true);
  expect(recursOn("2028-03-01", "02-29")).toBe(false);
  expect(recursOn("2027-02-28", "02-29")).toBe(false);
});
