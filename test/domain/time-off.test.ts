import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TYPES } from "../../sandbox/company-absences.ts";
import type { AbsencePeriod, AbsenceType } from "../../src/domain/absence.ts";
import { addDays, type Day, daysBetween, isWeekend } from "../../src/domain/calendar.ts";
import { costOf, isAsAsked, isFoundAs, overlapping, type TimeOff, typesByUse } from "../../src/domain/time-off.ts";
import { checkDraft, type Draft, draftOf } from "../../src/domain/time-off-draft.ts";

const types = new Map<string, AbsenceType>(Object.values(TYPES).map((type) => [type.id, type]));
const vacation = TYPES.vacation.id;
const HOLIDAY: Day = "2026-12-25";
const isFree = (day: Day) => isWeekend(day) || day === HOLIDAY;

const period = (first: string, last: string | null, more: Partial<AbsencePeriod> = {}): AbsencePeriod => ({
  id: `${first}/${last}`,
  personId: "1",
  absenceTypeId: vacation,
  first: { day: first as Day, half: "FIRST_HALF" },
  last: last === null ? null : { day: last as Day, half: "SECOND_HALF" },
  status: "APPROVED",
  ...more,
});
const check = (draft: Draft, own: AbsencePeriod[] = [], changing?: string) =>
  checkDraft(draft, { today: "2026-11-23", types, own, isFree, mostDaysBack: 30, ...(changing && { changing }) });
const days = { absenceTypeId: vacation, firstDay: "2026-12-01", lastDay: "2026-12-03" } as const;
const hours = { absenceTypeId: TYPES.doctor.id, firstDay: "2026-12-01", from: "09:00", to: "11:30" } as const;

describe("what a draft comes to", () => {
  it.each([
    ["whole days", days, { first: ["2026-12-01", "FIRST_HALF"], last: ["2026-12-03", "SECOND_HALF"] }],
    [
      "one day",
      { ...days, lastDay: undefined },
      { first: ["2026-12-01", "FIRST_HALF"], last: ["2026-12-01", "SECOND_HALF"] },
    ],
    [
      "an afternoon",
      { ...days, lastDay: undefined, fromNoon: true },
      { first: ["2026-12-01", "SECOND_HALF"], last: ["2026-12-01", "SECOND_HALF"] },
    ],
    [
      "a morning",
      { ...days, lastDay: undefined, untilNoon: true },
      { first: ["2026-12-01", "FIRST_HALF"], last: ["2026-12-01", "FIRST_HALF"] },
    ],
    [
      "from noon until noon",
      { ...days, fromNoon: true, untilNoon: true },
      { first: ["2026-12-01", "SECOND_HALF"], last: ["2026-12-03", "FIRST_HALF"] },
    ],
    [
      "an open end, of sickness",
      { ...days, absenceTypeId: TYPES.sick.id, openEnd: true, untilNoon: true },
      { first: ["2026-12-01", "FIRST_HALF"], last: null },
    ],
    [
      "no open end, of a vacation",
      { ...days, openEnd: true },
      { first: ["2026-12-01", "FIRST_HALF"], last: ["2026-12-03", "SECOND_HALF"] },
    ],
    [
      "hours, whatever was typed of days",
      { ...hours, lastDay: "2026-12-09", fromNoon: true, openEnd: true },
      { first: ["2026-12-01", "FIRST_HALF"], last: ["2026-12-01", "SECOND_HALF"] },
    ],
  ] as [string, Draft, { first: [string, string]; last: [string, string] | null }][])(
    "%s",
    (_name, draft, { first, last }) => {
      const checked = check(draft);
      expect(checked).toMatchObject({
        timeOff: {
          first: { day: first[0], half: first[1] },
          last: last && { day: last[0], half: last[1] },
        },
      });
    },
  );

  it("has its times, of a type in hours alone", () => {
    expect(check(hours)).toMatchObject({ timeOff: { times: { from: "09:00", to: "11:30" } } });
    expect(check({ ...days, from: "09:00", to: "11:30" })).not.toHaveProperty("timeOff.times");
  });

  it("has a comment when one was written", () => {
    expect(check({ ...days, comment: "  With love \n" })).toMatchObject({ timeOff: { comment: "With love" } });
    expect(check({ ...days, comment: "   " })).not.toHaveProperty("timeOff.comment");
  });
});

describe("what is wrong with a draft, all at once", () => {
  it.each([
    [{}, ["type missing", "firstDay missing"]],
    [{ ...days, absenceTypeId: "gone" }, ["type unknown"]],
    [{ ...days, lastDay: "2026-11-30" }, ["lastDay before-first"]],
    [{ ...days, lastDay: "2027-12-02" }, ["lastDay too-long"]],
    [{ ...days, lastDay: "2027-12-01" }, []],
    [{ ...days, lastDay: undefined, fromNoon: true, untilNoon: true }, ["halves both-halves"]],
    [{ ...days, firstDay: "2026-12-05", lastDay: "2026-12-06" }, ["firstDay no-workday"]],
    [{ ...days, firstDay: HOLIDAY, lastDay: "2026-12-27" }, ["firstDay no-workday"]],
    [{ ...days, firstDay: "2026-10-24", lastDay: "2026-10-26" }, []],
    [{ ...days, firstDay: "2026-10-23" }, ["firstDay too-far-back"]],
    [{ ...hours, from: undefined, to: undefined }, ["from missing", "to missing"]],
    [{ ...hours, to: "09:00" }, ["to not-after-from"]],
    [{ ...hours, to: "00:00" }, ["to midnight"]],
    [{ ...hours, firstDay: "2026-12-05" }, []],
    [{ ...days, comment: "x".repeat(2001) }, ["comment too-long"]],
    [{ ...days, comment: "x".repeat(2000) }, []],
    [
      { absenceTypeId: TYPES.doctor.id, firstDay: "2026-01-01", comment: "x".repeat(2001) },
      ["firstDay too-far-back", "from missing", "to missing", "comment too-long"],
    ],
  ] as [Draft, string[]][])("%o: %o", (draft, expected) => {
    const checked = check(draft);
    expect("faults" in checked ? checked.faults.map(({ field, fault }) => `${field} ${fault}`) : []).toEqual(expected);
  });

  it("names the earliest day there is, and the absence that is in the way", () => {
    expect(check({ ...days, firstDay: "2026-01-01" })).toMatchObject({ faults: [{ earliest: "2026-10-24" }] });
    const inTheWay = period("2026-12-03", "2026-12-04");
    expect(check(days, [inTheWay])).toEqual({ faults: [{ field: "firstDay", fault: "overlap", with: inTheWay }] });
    expect(check(days, [inTheWay], inTheWay.id)).toHaveProperty("timeOff");
  });
});

describe("a change leaves alone what its form does not show", () => {
  const since = period("2026-09-01", null, { absenceTypeId: TYPES.parental.id });
  it("an open end of what is no sickness, and a beginning long ago", () => {
    expect(check({ ...draftOf(since), comment: "new" }, [since], since.id)).toMatchObject({
      timeOff: { first: { day: "2026-09-01" }, last: null },
    });
    expect(check({ ...draftOf(since), lastDay: "2026-12-01" }, [since], since.id)).toMatchObject({
      timeOff: { last: { day: "2026-12-01" } },
    });
  });

  it("hours over two days", () => {
    const two = period("2026-12-01", "2026-12-02", {
      absenceTypeId: TYPES.doctor.id,
      times: { from: "14:00", to: "16:00" },
    });
    expect(check(draftOf(two), [two], two.id)).toMatchObject({ timeOff: { last: { day: "2026-12-02" } } });
  });
});

describe("overlap", () => {
  const wanted = (draft: Draft): TimeOff => {
    const checked = check(draft);
    if ("faults" in checked) throw new Error("not a good draft");
    return checked.timeOff;
  };
  it.each([
    ["the day before", days, period("2026-11-30", "2026-11-30"), false],
    ["the day after", days, period("2026-12-04", "2026-12-04"), false],
    ["the first day", days, period("2026-11-30", "2026-12-01"), true],
    ["inside", days, period("2026-12-02", "2026-12-02"), true],
    ["around", days, period("2026-11-01", "2026-12-24"), true],
    [
      "the other half",
      { ...days, fromNoon: true },
      period("2026-12-01", "2026-12-01", { last: { day: "2026-12-01", half: "FIRST_HALF" } }),
      false,
    ],
    [
      "the same half",
      { ...days, fromNoon: true },
      period("2026-12-01", "2026-12-01", { first: { day: "2026-12-01", half: "SECOND_HALF" } }),
      true,
    ],
    ["rejected", days, period("2026-12-02", "2026-12-02", { status: "REJECTED" }), false],
    ["asked for", days, period("2026-12-02", "2026-12-02", { status: "PENDING" }), true],
    ["sick since last week, without an end", days, period("2026-11-16", null), false],
    ["sick from the same day, without an end", days, period("2026-12-01", null), true],
    [
      "other hours of the day",
      hours,
      period("2026-12-01", "2026-12-01", { times: { from: "11:30", to: "12:00" } }),
      false,
    ],
    ["hours in common", hours, period("2026-12-01", "2026-12-01", { times: { from: "11:00", to: "12:00" } }), true],
    ["hours on a whole day off", hours, period("2026-12-01", "2026-12-01"), true],
    [
      "hours on half a day off",
      hours,
      period("2026-12-01", "2026-12-01", { first: { day: "2026-12-01", half: "SECOND_HALF" } }),
      false,
    ],
  ] as [string, Draft, AbsencePeriod, boolean][])("%s", (_name, draft, standing, expected) => {
    expect(overlapping(wanted(draft), [standing]) !== undefined).toBe(expected);
  });
});

describe("what it costs", () => {
  it.each([
    [
      { ...days, firstDay: "2026-12-24", lastDay: "2026-12-30" },
      { unit: "DAY", days: 4, free: ["2026-12-25", "2026-12-26", "2026-12-27"] },
    ],
    [
      { ...days, fromNoon: true, untilNoon: true },
      { unit: "DAY", days: 2, free: [] },
    ],
    [
      { ...days, lastDay: undefined, fromNoon: true },
      { unit: "DAY", days: 0.5, free: [] },
    ],
    [
      { ...days, firstDay: "2026-12-05", lastDay: "2026-12-07", fromNoon: true },
      { unit: "DAY", days: 1, free: ["2026-12-05", "2026-12-06"] },
    ],
    [hours, { unit: "HOUR", minutes: 150 }],
    [{ ...days, absenceTypeId: TYPES.sick.id, openEnd: true }, undefined],
  ] as [Draft, unknown][])("%o", (draft, cost) => {
    const checked = check(draft);
    expect("timeOff" in checked && costOf(checked.timeOff, isFree)).toEqual(cost);
  });

  it("is never more than the days, and a draft of what exists comes to the same", () => {
    const anyDay = fc.integer({ min: 0, max: 300 }).map((offset) => addDays("2026-11-01", offset));
    fc.assert(
      fc.property(
        anyDay,
        fc.integer({ min: 0, max: 60 }),
        fc.boolean(),
        fc.boolean(),
        (first, length, fromNoon, untilNoon) => {
          const last = addDays(first, length);
          fc.pre(!(length === 0 && fromNoon && untilNoon));
          const standing = period(first, last, {
            first: { day: first, half: fromNoon ? "SECOND_HALF" : "FIRST_HALF" },
            last: { day: last, half: untilNoon ? "FIRST_HALF" : "SECOND_HALF" },
          });
          const checked = checkDraft(draftOf(standing), {
            today: first,
            types,
            own: [],
            isFree: () => false,
            mostDaysBack: 0,
          });
          expect(checked).toEqual({ timeOff: { absenceTypeId: vacation, first: standing.first, last: standing.last } });
          const cost = costOf(standing, isFree);
          expect(cost?.unit === "DAY" && cost.days).toBeLessThanOrEqual(daysBetween(first, last) + 1);
          expect(cost?.unit === "DAY" && cost.days).toBeGreaterThanOrEqual(0);
        },
      ),
    );
  });
});

it("offers the types that were used most in the last year first, then by name", () => {
  const { sick, remote, duty } = TYPES;
  const own = [
    period("2026-06-01", "2026-06-02", { absenceTypeId: remote.id }),
    period("2026-07-01", "2026-07-02", { absenceTypeId: remote.id }),
    period("2026-08-01", "2026-08-02", { absenceTypeId: sick.id }),
    ...["2024-01-01", "2024-02-01", "2024-03-01"].map((day) => period(day, day, { absenceTypeId: duty.id })),
  ];
  const names = typesByUse(types.values(), own, "2026-11-23", "de-DE").map(({ name }) => name);
  expect(names.slice(0, 4)).toEqual(["Home office", "Krankheit", "Arzttermin", "Elternzeit"]);
});

it.each([
  ["itself", {}, true, true],
  ["another type", { absenceTypeId: TYPES.sick.id }, false, false],
  ["a day later", { first: { day: "2026-12-02", half: "FIRST_HALF" } }, false, false],
  ["from noon", { first: { day: "2026-12-01", half: "SECOND_HALF" } }, false, false],
  ["ending a day earlier", { last: { day: "2026-12-02", half: "SECOND_HALF" } }, true, false],
  ["without an end", { last: null }, true, false],
] as [string, Partial<AbsencePeriod>, boolean, boolean][])(
  "what was asked for is found as %s: %s, as asked: %s",
  (_name, changes, found, asAsked) => {
    const timeOff: TimeOff = {
      absenceTypeId: vacation,
      first: { day: "2026-12-01", half: "FIRST_HALF" },
      last: { day: "2026-12-03", half: "SECOND_HALF" },
    };
    const standing = period("2026-12-01", "2026-12-03", changes);
    expect([isFoundAs(standing, timeOff), isAsAsked(standing, timeOff)]).toEqual([found, asAsked]);
  },
);
