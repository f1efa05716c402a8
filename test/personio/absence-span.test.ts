import { describe, expect, it } from "vitest";
import type { Half } from "../../src/domain/calendar.ts";
import { readLocal, readSpan, type Unit, writeSpan } from "../../src/personio/absence-span.ts";

type Row = [what: string, unit: Unit | undefined, from: string, to: string | null, expected: string | undefined];

/** `2026-03-02T00:00:00 SECOND_HALF`, as one word in the tables. */
function end(text: string) {
  const [date_time = "", type] = text.split(" ");
  return { date_time, type };
}

/** `2026-03-02 pm – 2026-03-04 am 09:00–11:30`, for easy reading. */
function told(unit: Unit | undefined, from: string, to: string | null): string | undefined {
  const span = readSpan(end(from), to === null ? null : end(to), unit);
  if (!span) return undefined;
  const half = (name: Half, whole: Half) => (name === whole ? "" : name === "FIRST_HALF" ? " am" : " pm");
  const first = span.first.day + half(span.first.half, "FIRST_HALF");
  const last = span.last ? span.last.day + half(span.last.half, "SECOND_HALF") : "open";
  return `${first} – ${last}${span.times ? ` ${span.times.from}–${span.times.to}` : ""}`;
}

describe("an absence in days", () => {
  it.each<Row>([
    ["one day", "DAY", "2026-03-02T00:00:00 FIRST_HALF", "2026-03-03T00:00:00 SECOND_HALF", "2026-03-02 – 2026-03-02"],
    [
      "three days",
      "DAY",
      "2026-03-02T00:00:00 FIRST_HALF",
      "2026-03-05T00:00:00 SECOND_HALF",
      "2026-03-02 – 2026-03-04",
    ],
    ["no halves given", "DAY", "2026-03-02T00:00:00", "2026-03-05T00:00:00", "2026-03-02 – 2026-03-04"],
    [
      "a morning",
      "DAY",
      "2026-03-02T00:00:00 FIRST_HALF",
      "2026-03-03T00:00:00 FIRST_HALF",
      "2026-03-02 – 2026-03-02 am",
    ],
    [
      "an afternoon",
      "DAY",
      "2026-03-02T00:00:00 SECOND_HALF",
      "2026-03-03T00:00:00 SECOND_HALF",
      "2026-03-02 pm – 2026-03-02",
    ],
    [
      "from an afternoon to a morning",
      "DAY",
      "2026-03-02T00:00:00 SECOND_HALF",
      "2026-03-05T00:00:00 FIRST_HALF",
      "2026-03-02 pm – 2026-03-04 am",
    ],
    ["a last day sent as itself", "DAY", "2026-03-02T00:00:00", "2026-03-02T00:00:00", "2026-03-02 – 2026-03-02"],
    ["an end that is no midnight", "DAY", "2026-03-02T00:00:00", "2026-03-04T23:59:59", "2026-03-02 – 2026-03-04"],
    ["over the year's end", "DAY", "2026-12-28T00:00:00", "2027-01-01T00:00:00", "2026-12-28 – 2026-12-31"],
    ["up to new year's day", "DAY", "2026-12-28T00:00:00", "2027-01-02T00:00:00", "2026-12-28 – 2027-01-01"],
    ["a leap day", "DAY", "2028-02-28T00:00:00", "2028-03-01T00:00:00", "2028-02-28 – 2028-02-29"],
    ["no leap day", "DAY", "2026-02-27T00:00:00", "2026-03-01T00:00:00", "2026-02-27 – 2026-02-28"],
    [
      "the night the clock goes forward",
      "DAY",
      "2026-03-28T00:00:00",
      "2026-03-30T00:00:00",
      "2026-03-28 – 2026-03-29",
    ],
    ["the night the clock goes back", "DAY", "2026-10-24T00:00:00", "2026-10-26T00:00:00", "2026-10-24 – 2026-10-25"],
    ["milliseconds", "DAY", "2026-03-02T00:00:00.000", "2026-03-03T00:00:00.000", "2026-03-02 – 2026-03-02"],
    [
      "a Z that ought not to be there",
      "DAY",
      "2026-03-02T00:00:00Z",
      "2026-03-03T00:00:00.000Z",
      "2026-03-02 – 2026-03-02",
    ],
    [
      "an offset that ought not to be there",
      "DAY",
      "2026-03-02T00:00:00+01:00",
      "2026-03-03T00:00:00+0100",
      "2026-03-02 – 2026-03-02",
    ],
    ["dates only", "DAY", "2026-03-02", "2026-03-04", "2026-03-02 – 2026-03-03"],
    ["an open end", "DAY", "2026-02-09T00:00:00 FIRST_HALF", null, "2026-02-09 – open"],
    ["an open end from an afternoon", "DAY", "2026-02-09T00:00:00 SECOND_HALF", null, "2026-02-09 pm – open"],
    [
      "unknown type: midnights mean days",
      undefined,
      "2026-03-02T00:00:00",
      "2026-03-05T00:00:00",
      "2026-03-02 – 2026-03-04",
    ],
    ["unknown type, open", undefined, "2026-03-02T00:00:00", null, "2026-03-02 – open"],
  ])("%s", (_what, unit, from, to, expected) => {
    expect(told(unit, from, to)).toBe(expected);
  });
});

describe("an absence in hours", () => {
  it.each<Row>([
    [
      "two and a half hours",
      "HOUR",
      "2026-03-10T09:00:00",
      "2026-03-10T11:30:00",
      "2026-03-10 – 2026-03-10 09:00–11:30",
    ],
    [
      "seconds are cut",
      "HOUR",
      "2026-03-10T09:00:30.500",
      "2026-03-10T11:30:59",
      "2026-03-10 – 2026-03-10 09:00–11:30",
    ],
    ["over midnight", "HOUR", "2026-03-10T20:00:00", "2026-03-11T06:00:00", "2026-03-10 – 2026-03-11 20:00–06:00"],
    ["until midnight", "HOUR", "2026-03-10T20:00:00", "2026-03-11T00:00:00", "2026-03-10 – 2026-03-10 20:00–23:59"],
    ["from midnight", "HOUR", "2026-03-10T00:00:00", "2026-03-10T12:00:00", "2026-03-10 – 2026-03-10 00:00–12:00"],
    [
      "midnight to midnight is a whole day",
      "HOUR",
      "2026-03-10T00:00:00",
      "2026-03-11T00:00:00",
      "2026-03-10 – 2026-03-10",
    ],
    [
      "midnight to a later midnight is whole days",
      "HOUR",
      "2026-03-10T00:00:00",
      "2026-03-13T00:00:00",
      "2026-03-10 – 2026-03-12",
    ],
    [
      "midnight to 23:59 is a whole day",
      "HOUR",
      "2026-03-10T00:00:00",
      "2026-03-10T23:59:00",
      "2026-03-10 – 2026-03-10",
    ],
    [
      "the hour that the clock leaps over",
      "HOUR",
      "2026-03-29T01:30:00",
      "2026-03-29T03:30:00",
      "2026-03-29 – 2026-03-29 01:30–03:30",
    ],
    [
      "the hour that comes twice",
      "HOUR",
      "2026-10-25T02:00:00",
      "2026-10-25T02:45:00",
      "2026-10-25 – 2026-10-25 02:00–02:45",
    ],
    [
      "a time that does not exist on that day",
      "HOUR",
      "2026-03-29T02:30:00",
      "2026-03-29T04:00:00",
      "2026-03-29 – 2026-03-29 02:30–04:00",
    ],
    ["new year's eve", "HOUR", "2026-12-31T18:00:00", "2027-01-01T00:00:00", "2026-12-31 – 2026-12-31 18:00–23:59"],
    ["an open end", "HOUR", "2026-03-10T09:00:00", null, "2026-03-10 – open"],
    [
      "a Z shifts nothing",
      "HOUR",
      "2026-03-10T23:30:00Z",
      "2026-03-10T23:45:00Z",
      "2026-03-10 – 2026-03-10 23:30–23:45",
    ],
    [
      "unknown type: times mean hours",
      undefined,
      "2026-03-10T09:00:00",
      "2026-03-10T11:30:00",
      "2026-03-10 – 2026-03-10 09:00–11:30",
    ],
    [
      "unknown type, only the end has a time",
      undefined,
      "2026-03-10T00:00:00",
      "2026-03-10T11:30:00",
      "2026-03-10 – 2026-03-10 00:00–11:30",
    ],
    ["unknown type, to 23:59:59", undefined, "2026-03-10T00:00:00", "2026-03-12T23:59:59", "2026-03-10 – 2026-03-12"],
  ])("%s", (_what, unit, from, to, expected) => {
    expect(told(unit, from, to)).toBe(expected);
  });
});

describe("nonsense is refused", () => {
  it.each<Row>([
    ["ends days before it begins", "DAY", "2026-03-10T00:00:00", "2026-03-05T00:00:00", undefined],
    ["ends the day before it begins", "DAY", "2026-03-10T00:00:00", "2026-03-09T00:00:00", undefined],
    [
      "from the afternoon to the morning of one day",
      "DAY",
      "2026-03-02T00:00:00 SECOND_HALF",
      "2026-03-03T00:00:00 FIRST_HALF",
      undefined,
    ],
    ["ends hours before it begins", "HOUR", "2026-03-10T09:00:00", "2026-03-10T08:00:00", undefined],
    ["ends hours of another day before it begins", "HOUR", "2026-03-10T09:00:00", "2026-03-09T10:00:00", undefined],
    ["ends at the midnight before", "HOUR", "2026-03-10T09:00:00", "2026-03-10T00:00:00", undefined],
    ["a day that does not exist", "DAY", "2026-02-30T00:00:00", "2026-03-03T00:00:00", undefined],
    ["an end that does not exist", "DAY", "2026-02-27T00:00:00", "2026-02-30T00:00:00", undefined],
    ["an hour that does not exist", "HOUR", "2026-02-27T25:00:00", "2026-02-27T26:00:00", undefined],
    ["no date at all", "DAY", "soon", "2026-03-03T00:00:00", undefined],
  ])("%s", (_what, unit, from, to, expected) => {
    expect(told(unit, from, to)).toBe(expected);
  });
});

it("reads a date and a time as they stand there", () => {
  expect(readLocal("2026-07-06T09:05:00.000")).toEqual({ day: "2026-07-06", time: "09:05" });
});

describe("writing", () => {
  it("sends the midnight of the last day with its half", () => {
    expect(
      writeSpan({ first: { day: "2026-03-02", half: "SECOND_HALF" }, last: { day: "2026-03-04", half: "FIRST_HALF" } }),
    ).toEqual({
      starts_from: { date_time: "2026-03-02T00:00:00", type: "SECOND_HALF" },
      ends_at: { date_time: "2026-03-04T00:00:00", type: "FIRST_HALF" },
    });
  });

  it("sends hours as local times with seconds, and no halves", () => {
    const day = "2026-03-10";
    expect(
      writeSpan({
        first: { day, half: "FIRST_HALF" },
        last: { day, half: "SECOND_HALF" },
        times: { from: "09:00", to: "11:30" },
      }),
    ).toEqual({ starts_from: { date_time: "2026-03-10T09:00:00" }, ends_at: { date_time: "2026-03-10T11:30:00" } });
  });

  it("sends an open end as null", () => {
    expect(writeSpan({ first: { day: "2026-03-10", half: "FIRST_HALF" }, last: null })).toEqual({
      starts_from: { date_time: "2026-03-10T00:00:00", type: "FIRST_HALF" },
      ends_at: null,
    });
  });
});
