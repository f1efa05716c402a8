import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AttendancePeriod, hoursOf } from "../../src/domain/attendance.ts";
import { addDays, type Day, type Moment, type Time } from "../../src/domain/calendar.ts";

const MONDAY: Day = "2026-11-23";
const NOON: Moment = { day: MONDAY, time: "12:00" };

/** "WORK 8:30-12:30", with the days after Monday behind a plus: "WORK 22:00-02:00+1"; open: "WORK 8:15-". */
function entry(text: string, more: Partial<AttendancePeriod> = {}): AttendancePeriod {
  const [, type = "", from = "", start = "0", to = "", end = "0"] =
    /^(WORK|BREAK) (\d\d:\d\d)(?:\+(-?\d+))?-(?:(\d\d:\d\d)(?:\+(-?\d+))?)?$/.exec(text) ?? [];
  const day = addDays(MONDAY, Number(start));
  return {
    id: text,
    personId: "1",
    type: type as "WORK",
    day,
    start: { day, time: from as Time },
    end: to ? { day: addDays(MONDAY, Number(end)), time: to as Time } : null,
    status: "CONFIRMED",
    ...more,
  };
}

const only = (...periods: AttendancePeriod[]) => hoursOf(periods, NOON).days[0];

describe("the hours of a day", () => {
  it.each<[string, AttendancePeriod[], { work: number; breaks: number }]>([
    ["are what was worked", [entry("WORK 08:30-12:30")], { work: 240, breaks: 0 }],
    [
      "have breaks between",
      [entry("WORK 08:30-12:30"), entry("BREAK 12:30-13:00"), entry("WORK 13:00-17:15")],
      { work: 495, breaks: 30 },
    ],
    ["have breaks inside", [entry("WORK 08:00-17:00"), entry("BREAK 12:00-12:45")], { work: 495, breaks: 45 }],
    ["count a minute once", [entry("WORK 08:00-12:00"), entry("WORK 10:00-13:00")], { work: 300, breaks: 0 }],
    ["hold one entry in another", [entry("WORK 08:00-12:00"), entry("WORK 09:00-10:00")], { work: 240, breaks: 0 }],
    ["go across midnight", [entry("WORK 22:00-02:30+1")], { work: 270, breaks: 0 }],
    ["are none for no time", [entry("WORK 09:00-09:00"), entry("WORK 10:00-10:30")], { work: 30, breaks: 0 }],
    [
      "are none for what ends before it begins",
      [entry("WORK 09:00-08:00"), entry("WORK 10:00-10:30")],
      { work: 30, breaks: 0 },
    ],
    ["run until now", [entry("WORK 08:15-")], { work: 225, breaks: 0 }],
    ["stop for a break that runs", [entry("WORK 08:00-11:30"), entry("BREAK 11:30-")], { work: 210, breaks: 30 }],
    ["run once, however often", [entry("WORK 08:15-"), entry("WORK 09:00-")], { work: 225, breaks: 0 }],
    ["have not begun, by another clock", [entry("WORK 13:00-")], { work: 0, breaks: 0 }],
    ["may be breaks alone", [entry("BREAK 11:00-11:30")], { work: 0, breaks: 30 }],
  ])("%s", (_, periods, expected) => {
    expect(only(...periods)).toMatchObject(expected);
  });

  it("tell when the first began and the last ended", () => {
    expect(only(entry("WORK 13:00-17:15"), entry("WORK 08:30-12:30"))).toMatchObject({ first: "08:30", last: "17:15" });
    expect(only(entry("WORK 20:00-01:30+1"), entry("WORK 08:30-12:30"))).toMatchObject({ last: "01:30" });
    expect(only(entry("WORK 08:15-"))).toMatchObject({ first: "08:15", last: null });
  });

  it("are those of the day that the time counts for", () => {
    const { days } = hoursOf([entry("WORK 00:30+1-02:00+1", { day: MONDAY }), entry("WORK 09:00+1-10:00+1")], NOON);
    expect(days.map(({ day, work }) => [day, work])).toEqual([
      [MONDAY, 90],
      ["2026-11-24", 60],
    ]);
  });

  it("say what nobody has confirmed, but not of what runs", () => {
    const pending = { status: "PENDING" as const };
    expect(only(entry("WORK 08:00-10:00"), entry("WORK 10:00-11:00", pending))).toMatchObject({ unconfirmed: 60 });
    expect(only(entry("WORK 08:00-10:00"), entry("WORK 09:00-11:00", pending))).toMatchObject({ unconfirmed: 60 });
    expect(only(entry("WORK 08:00-11:00", { status: "UNKNOWN" }), entry("BREAK 09:00-10:00"))).toMatchObject({
      work: 120,
      unconfirmed: 120,
    });
    expect(only(entry("WORK 11:00-", pending))).toMatchObject({ work: 60, unconfirmed: 0 });
  });

  it("are without what was rejected, which is told", () => {
    const hours = hoursOf([entry("WORK 08:00-10:00", { status: "REJECTED" })], NOON);
    expect(hours).toEqual({ days: [], running: [], forgotten: [], rejected: 1 });
  });

  it("do not run for days: what began more than 24 hours ago was forgotten", () => {
    const hours = hoursOf([entry("WORK 11:59+-1-"), entry("WORK 12:00+-1-"), entry("WORK 08:00-")], NOON);
    expect(hours.forgotten).toEqual([{ day: "2026-11-22", time: "11:59" }]);
    expect(hours.running.map(({ start }) => start.time)).toEqual(["12:00", "08:00"]);
    expect(hours.days.map(({ work }) => work)).toEqual([24 * 60, 240]);
  });

  it("are by the wall in the night when the clocks change, as Personio has them", () => {
    const night = (day: Day) =>
      hoursOf(
        [{ ...entry("WORK 01:00-04:00"), day, start: { day, time: "01:00" }, end: { day, time: "04:00" } }],
        NOON,
      );
    expect(night("2026-03-29").days[0]?.work).toBe(180);
    expect(night("2026-10-25").days[0]?.work).toBe(180);
  });
});

describe("hours of any entries", () => {
  const moment = fc
    .tuple(fc.integer({ min: -3, max: 3 }), fc.integer({ min: 0, max: 1439 }))
    .map(([days, minute]): Moment => ({ day: addDays(MONDAY, days), time: clock(minute) }));
  const period = fc
    .record({
      type: fc.constantFrom("WORK" as const, "BREAK" as const),
      start: moment,
      end: fc.option(moment),
      status: fc.constantFrom("PENDING" as const, "CONFIRMED" as const, "REJECTED" as const, "UNKNOWN" as const),
    })
    .map((given): AttendancePeriod => ({ id: "x", personId: "1", day: given.start.day, ...given }));
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}` as Time;

  it("are never negative, never more unconfirmed than worked, and do not depend on the order", () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 12 }), moment, (periods, now) => {
        const { days } = hoursOf(periods, now);
        for (const { work, breaks, unconfirmed } of days) {
          expect(Math.min(work, breaks, unconfirmed)).toBeGreaterThanOrEqual(0);
          expect(unconfirmed).toBeLessThanOrEqual(work);
        }
        expect(days.map(({ day }) => day)).toEqual([...new Set(days.map(({ day }) => day))].sort());
        expect(hoursOf(periods.toReversed(), now).days.map(({ work }) => work)).toEqual(days.map(({ work }) => work));
      }),
    );
  });

  it("add up: those of each day alone are those of all days together", () => {
    fc.assert(
      fc.property(fc.array(period, { maxLength: 12 }), moment, (periods, now) => {
        const { days } = hoursOf(periods, now);
        const alone = days.map(
          ({ day }) =>
            hoursOf(
              periods.filter((one) => one.day === day),
              now,
            ).days[0],
        );
        expect(alone).toEqual(days);
      }),
    );
  });

  it("are the same where an entry is cut in two, and no more than the entries are long together", () => {
    const sorted = fc.uniqueArray(fc.integer({ min: 0, max: 1439 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(sorted, (minutes) => {
        const [from = 0, cut = 0, to = 0] = minutes.sort((a, b) => a - b);
        const whole = only(entry(`WORK ${clock(from)}-${clock(to)}`));
        expect(whole?.work).toBe(to - from);
        expect(only(entry(`WORK ${clock(from)}-${clock(cut)}`), entry(`WORK ${clock(cut)}-${clock(to)}`))).toEqual(
          whole,
        );
      }),
    );
  });
});
