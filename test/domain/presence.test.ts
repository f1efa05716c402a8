import { expect, it } from "vitest";
import type { AbsencePeriod, AbsenceType } from "../../src/domain/absence.ts";
import { instantAt, isWeekend, type Moment, wallClock } from "../../src/domain/calendar.ts";
import { presenceAt } from "../../src/domain/presence.ts";

const types = new Map<string, AbsenceType>([
  ["v", { id: "v", name: "Vacation", category: "PAID_VACATION", unit: "DAY" }],
  ["r", { id: "r", name: "Remote", category: "OFFSITE_WORK", unit: "DAY" }],
]);
let count = 0;
function period(over: Partial<AbsencePeriod>): AbsencePeriod {
  count += 1;
  const day = "2026-11-24" as const;
  return {
    id: `${count}`,
    personId: "p",
    absenceTypeId: "v",
    first: { day, half: "FIRST_HALF" },
    last: { day, half: "SECOND_HALF" },
    status: "APPROVED",
    ...over,
  };
}
const at = (time: Moment["time"], day: Moment["day"] = "2026-11-24"): Moment => ({ day, time });
const look = (moment: Moment, ...periods: AbsencePeriod[]) => presenceAt(moment, periods, types, isWeekend);

it.each<[string, Partial<AbsencePeriod>, Moment, boolean]>([
  ["a whole day from midnight", {}, at("00:00"), true],
  ["until midnight", {}, at("23:59"), true],
  ["not after it", {}, at("00:00", "2026-11-25"), false],
  ["an afternoon not before noon", { first: { day: "2026-11-24", half: "SECOND_HALF" } }, at("11:59"), false],
  ["an afternoon from noon on", { first: { day: "2026-11-24", half: "SECOND_HALF" } }, at("12:00"), true],
  ["a morning until noon", { last: { day: "2026-11-24", half: "FIRST_HALF" } }, at("11:59"), true],
  ["a morning not from noon on", { last: { day: "2026-11-24", half: "FIRST_HALF" } }, at("12:00"), false],
  ["hours from their start", { times: { from: "09:00", to: "11:30" } }, at("09:00"), true],
  ["hours not after their end", { times: { from: "09:00", to: "11:30" } }, at("11:30"), false],
  ["an open end for ever", { last: null }, at("12:00", "2030-01-01"), true],
  ["a wish to cancel", { status: "DELETION_PENDING" }, at("10:00"), true],
  ["no request", { status: "PENDING" }, at("10:00"), false],
  ["nothing rejected", { status: "REJECTED" }, at("10:00"), false],
  ["nothing unknown", { status: "UNKNOWN" }, at("10:00"), false],
])("counts %s", (_what, over, moment, isAway) => {
  expect(look(moment, period(over)) !== undefined).toBe(isAway);
});

it("is over when work begins again: after the weekend, at noon, or nobody knows when", () => {
  const friday = "2026-11-27" as const;
  expect(look(at("10:00", friday), period({ last: { day: friday, half: "SECOND_HALF" } }))?.until).toEqual(
    at("00:00", "2026-11-30"),
  );
  expect(look(at("10:00"), period({ last: { day: "2026-11-24", half: "FIRST_HALF" } }))?.until).toEqual(at("12:00"));
  expect(look(at("10:00"), period({ times: { from: "09:00", to: "11:30" } }))?.until).toEqual(at("11:30"));
  expect(look(at("10:00"), period({ last: null }))?.until).toBeNull();
  expect(
    look(at("10:00", friday), period({ absenceTypeId: "r", last: { day: friday, half: "SECOND_HALF" } }))?.until,
  ).toEqual(at("00:00", "2026-11-28"));
});

it("of several, being out counts before working elsewhere, and the one that lasts longest", () => {
  const remote = period({ absenceTypeId: "r", last: null });
  const short = period({ times: { from: "09:00", to: "11:00" } });
  const long = period({});
  expect(look(at("10:00"), remote, short, long)?.period).toBe(long);
  expect(look(at("10:00"), remote, short)?.period).toBe(short);
  expect(look(at("11:00"), remote, short)?.isRemote).toBe(true);
});

it("the wall of a zone and its instant are each other's, also where the clock jumps", () => {
  for (const zone of ["Europe/Berlin", "Asia/Kathmandu", "America/Los_Angeles", "Pacific/Apia"]) {
    const wall = at("00:00", "2026-11-30");
    expect(wallClock(instantAt(wall, zone), zone)).toEqual(wall);
  }
  expect(instantAt(at("02:30", "2026-03-29"), "Europe/Berlin").toISOString()).toBe("2026-03-29T01:30:00.000Z");
});
