import { describe, expect, it } from "vitest";
import { type AbsencePeriod, backOn, fallsInto } from "../../src/domain/absence.ts";
import type { Day, Half } from "../../src/domain/calendar.ts";

/** November and December 2026; the 23rd is a Monday. `/` separates day and half: "23/2" is the afternoon of the 23rd. */
const at = (text: string): { day: Day; half: Half } => {
  const [date = "", half] = text.split("/");
  const [day = 0, month = 11] = date.split(".").map(Number);
  return {
    day: `2026-${month}-${String(day).padStart(2, "0")}` as Day,
    half: half === "2" ? "SECOND_HALF" : "FIRST_HALF",
  };
};
const away = (first: string, last: string | null, more: Partial<AbsencePeriod> = {}): AbsencePeriod => ({
  id: `${first}-${last}`,
  personId: "1",
  absenceTypeId: "t",
  first: at(`${first.includes("/") ? first : `${first}/1`}`),
  last: last === null ? null : at(last.includes("/") ? last : `${last}/2`),
  status: "APPROVED",
  ...more,
});
const weekend = (day: Day) => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay());

describe("the day somebody is back", () => {
  it.each([
    ["a day in the week", away("23", "23"), [], "24"],
    ["until Friday: after the weekend", away("23", "27"), [], "30"],
    ["until Sunday: on Monday", away("23", "29"), [], "30"],
    ["a morning: at noon", away("24", "24/1"), [], "24/2"],
    ["an afternoon: the next morning", away("24/2", "24"), [], "25"],
    ["the last day only until noon", away("23", "25/1"), [], "25/2"],
    ["Friday until noon: at noon, not after the weekend", away("23", "27/1"), [], "27/2"],
    ["another absence right after", away("23", "24"), [away("25", "26")], "27"],
    ["another absence after the weekend", away("23", "27"), [away("30", "2.12")], "3.12"],
    ["morning and afternoon as two absences", away("24", "24/1"), [away("24/2", "24")], "25"],
    ["a chain of three, told in any order", away("23", "24"), [away("26", "27"), away("25", "25")], "30"],
    ["an absence that overlaps and reaches on", away("23", "25"), [away("24", "26")], "27"],
    ["an absence of a later week does not count", away("23", "24"), [away("7.12", "8.12")], "25"],
    [
      "hours of the next day do not count",
      away("23", "23"),
      [away("24", "24", { times: { from: "9:00", to: "11:00" } })],
      "24",
    ],
  ])("%s", (_name, period, others, back) => {
    expect(backOn(period, [period, ...others], weekend)).toEqual(at(back.includes("/") ? back : `${back}/1`));
  });

  it("is not known for an open end", () => {
    expect(backOn(away("9", null), [], weekend)).toBeNull();
  });

  it("is not known when an open end follows", () => {
    expect(backOn(away("23", "24"), [away("25", null)], weekend)).toBeNull();
  });

  it("is not told for hours, which are over on the same day", () => {
    expect(backOn(away("24", "24", { times: { from: "9:00", to: "11:30" } }), [], weekend)).toBeUndefined();
  });

  it("is told for hours over several days, which count as absences of others too", () => {
    const hours = { times: { from: "09:00", to: "17:00" } } as const;
    expect(backOn(away("23", "25", hours), [], weekend)).toEqual(at("26/1"));
    expect(backOn(away("23", "23"), [away("24", "26", hours)], weekend)).toEqual(at("27/1"));
  });

  it("is found although absences go round in circles", () => {
    const a = away("23", "27");
    expect(backOn(a, [a, { ...a, id: "twin" }], weekend)).toEqual(at("30/1"));
  });
});

describe("an absence falls into a span", () => {
  const week = { first: "2026-11-23", last: "2026-11-29" } as const;
  it.each([
    ["inside", away("24", "25"), true],
    ["across", away("2", "24.12"), true],
    ["its last day is the first", away("20", "23"), true],
    ["its first day is the last", away("29", "4.12"), true],
    ["open since long", away("2", null), true],
    ["before", away("20", "22"), false],
    ["after", away("30", "30"), false],
    ["open from later", away("30", null), false],
  ])("%s", (_name, period, expected) => {
    expect(fallsInto(period, week)).toBe(expected);
  });
});
