import { describe, expect, it } from "vitest";
import type { AbsencePeriod } from "../../src/domain/absence.ts";
import { type Day, isWeekend, monthOf, weekOf } from "../../src/domain/calendar.ts";
import type { Employment } from "../../src/domain/person.ts";
import { targetOf } from "../../src/domain/target-hours.ts";

const MONDAY: Day = "2026-11-23";
const WEEK = weekOf(MONDAY);
const contract = (more: Partial<Employment> = {}): Employment => ({
  id: "e",
  personId: "1",
  orgUnits: [],
  weeklyWorkingHours: 40,
  ...more,
});
const absence = (more: Partial<AbsencePeriod>): AbsencePeriod => ({
  id: "a",
  personId: "1",
  absenceTypeId: "t",
  first: { day: MONDAY, half: "FIRST_HALF" },
  last: { day: MONDAY, half: "SECOND_HALF" },
  status: "APPROVED",
  ...more,
});
const target = ({
  span = WEEK,
  contracts = [contract()],
  absences = [] as AbsencePeriod[],
  holidays = [] as Day[],
} = {}) => targetOf(span, { contracts, absences, isFree: (day) => isWeekend(day) || holidays.includes(day) });

describe("what a contract asks for", () => {
  it("is its weekly hours in a week", () => {
    expect(target()).toMatchObject({ minutes: 2400, weekly: 40 });
    expect(target({ contracts: [contract({ weeklyWorkingHours: 38.5 })] })).toMatchObject({ minutes: 2310 });
    expect(target({ contracts: [contract({ weeklyWorkingHours: 37.7 })] })).toMatchObject({ minutes: 2262 });
    expect(target({ contracts: [contract({ weeklyWorkingHours: 20 })] })).toMatchObject({ minutes: 1200, weekly: 20 });
  });

  it("is shared among the working days of other spans", () => {
    expect(target({ span: { first: MONDAY, last: MONDAY } })?.minutes).toBe(480);
    expect(target({ span: { first: "2026-11-28", last: "2026-11-29" } })?.minutes).toBe(0);
    expect(target({ span: monthOf(MONDAY) })?.minutes).toBe(21 * 480);
  });

  it("is less by public holidays and by absences, but by a day only once", () => {
    expect(target({ holidays: ["2026-11-25"] })).toMatchObject({ minutes: 4 * 480 });
    expect(target({ absences: [absence({})] })).toMatchObject({ minutes: 4 * 480 });
    const both = target({ absences: [absence({}), absence({ id: "b" })], holidays: [MONDAY] });
    expect(both?.minutes).toBe(4 * 480);
    expect(both?.days[0]).toEqual({ day: MONDAY, minutes: 0, holiday: 480, absence: 0 });
  });

  it.each<[string, Partial<AbsencePeriod>, number]>([
    ["a morning", { last: { day: MONDAY, half: "FIRST_HALF" } }, 240],
    ["an afternoon", { first: { day: MONDAY, half: "SECOND_HALF" } }, 240],
    ["two and a half days", { last: { day: "2026-11-25", half: "FIRST_HALF" } }, 1200],
    ["no end", { last: null }, 2400],
    ["hours", { times: { from: "09:00", to: "11:30" } }, 150],
    ["more hours than a day has to work", { times: { from: "00:00", to: "23:00" } }, 480],
    [
      "hours across midnight",
      { last: { day: "2026-11-24", half: "SECOND_HALF" }, times: { from: "22:00", to: "03:00" } },
      300,
    ],
    [
      "days long before",
      { first: { day: "2026-11-01", half: "SECOND_HALF" }, last: { day: "2026-11-08", half: "FIRST_HALF" } },
      0,
    ],
    [
      "a weekend",
      { first: { day: "2026-11-28", half: "FIRST_HALF" }, last: { day: "2026-11-29", half: "SECOND_HALF" } },
      0,
    ],
  ])("is less by %s away", (_, more, less) => {
    expect(target({ absences: [absence(more)] })?.minutes).toBe(2400 - less);
  });

  it("follows the contracts: another one, none yet, none any more", () => {
    const contracts = [
      contract({ startDate: "2026-11-26", weeklyWorkingHours: 20 }),
      contract({ startDate: "2026-11-24", endDate: "2026-11-25" }),
    ];
    const found = target({ contracts });
    expect(found?.minutes).toBe(480 * 2 + 240 * 2);
    expect(found?.weekly).toBeUndefined();
    expect(target({ contracts: [contract({ startDate: "2026-12-01" })] })?.minutes).toBe(0);
  });

  it("is not known where a contract tells no hours", () => {
    const { weeklyWorkingHours: _, ...silent } = contract();
    expect(target({ contracts: [silent] })).toBeUndefined();
    expect(target({ contracts: [contract({ weeklyWorkingHours: 0 })] })).toBeUndefined();
  });

  it("is not known without a contract", () => {
    expect(target({ contracts: [] })).toBeUndefined();
  });
});
