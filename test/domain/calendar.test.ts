import { TZDate } from "@date-fns/tz";
import { format } from "date-fns/format";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  addDays,
  daysBetween,
  dayText,
  eachDay,
  monthOf,
  nextWorkday,
  spanText,
  toDay,
  wallClock,
  weekdayOf,
  weekOf,
} from "../../src/domain/calendar.ts";

describe("a day", () => {
  it.each(["2026-11-23", "2028-02-29", "1900-01-01", "2199-12-31"])("%s is one", (text) =>
    expect(toDay(text)).toBe(text),
  );
  it.each([
    "2026-02-30",
    "2027-02-29",
    "2026-13-01",
    "2026-1-1",
    "1899-12-31",
    "2200-01-01",
    "2026-11-23T00:00:00",
    "",
    "heute",
  ])("%j is none", (text) => expect(toDay(text)).toBeUndefined());

  it.each([
    ["2026-11-23", 1, "2026-11-24"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-03-28", 2, "2026-03-30"],
    ["2026-10-26", -2, "2026-10-24"],
    ["2026-11-23", -365, "2025-11-23"],
  ] as const)("%s and %i days is %s", (day, days, then) => {
    expect(addDays(day, days)).toBe(then);
    expect(daysBetween(day, then)).toBe(days);
  });

  it.each([
    ["2026-11-23", 1],
    ["2026-11-28", 6],
    ["2026-11-29", 7],
  ] as const)("%s is weekday %i", (day, weekday) => expect(weekdayOf(day)).toBe(weekday));
});

describe("spans", () => {
  it.each([
    ["2026-11-23", "2026-11-23", "2026-11-29"],
    ["2026-11-29", "2026-11-23", "2026-11-29"],
    ["2027-01-01", "2026-12-28", "2027-01-03"],
  ] as const)("the week of %s is %s to %s", (day, first, last) => expect(weekOf(day)).toEqual({ first, last }));

  it.each([
    ["2026-11-23", "2026-11-01", "2026-11-30"],
    ["2028-02-01", "2028-02-01", "2028-02-29"],
    ["2026-12-31", "2026-12-01", "2026-12-31"],
  ] as const)("the month of %s is %s to %s", (day, first, last) => expect(monthOf(day)).toEqual({ first, last }));

  it("lists each day once, over the change of the clocks too", () => {
    expect(eachDay({ first: "2026-10-24", last: "2026-10-26" })).toEqual(["2026-10-24", "2026-10-25", "2026-10-26"]);
  });
});

it("finds the next working day, and ends where there is none", () => {
  expect(nextWorkday("2026-11-27", (day) => weekdayOf(day) > 5)).toBe("2026-11-30");
  expect(
    daysBetween(
      "2026-11-27",
      nextWorkday("2026-11-27", () => true),
    ),
  ).toBeGreaterThan(300);
});

describe("what the wall shows", () => {
  it.each([
    ["2026-11-23T08:05:00Z", "Europe/Berlin", "2026-11-23", "09:05"],
    ["2026-11-23T23:30:00Z", "Europe/Berlin", "2026-11-24", "00:30"],
    ["2026-11-23T23:30:00Z", "America/New_York", "2026-11-23", "18:30"],
    ["2026-11-23T10:30:00Z", "Pacific/Kiritimati", "2026-11-24", "00:30"],
    ["2026-11-23T10:30:00Z", "Pacific/Pago_Pago", "2026-11-22", "23:30"],
    ["2026-03-29T00:59:00Z", "Europe/Berlin", "2026-03-29", "01:59"],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29", "03:00"],
    ["2026-10-25T01:30:00Z", "Europe/Berlin", "2026-10-25", "02:30"],
  ])("at %s in %s", (instant, zone, day, time) => expect(wallClock(new Date(instant), zone)).toEqual({ day, time }));

  it("as the calendar of dates has it, in every zone of this machine at any time of half a century", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const start = Date.UTC(1990, 0, 1);
    for (const [index, zone] of zones.entries()) {
      const instant = new Date(start + index * 45 * 86_400_000 + index * 12_345_678);
      const [day, time] = format(new TZDate(instant, zone), "yyyy-MM-dd HH:mm").split(" ");
      expect(wallClock(instant, zone), zone).toEqual({ day, time });
    }
  });
});

describe("on a machine in any zone", () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ["UTC", 0],
    ["America/New_York", 300],
    ["Pacific/Kiritimati", -840],
    ["Pacific/Pago_Pago", 660],
    ["Africa/Cairo", -120],
  ])("%s has the same days", (zone, minutesBehind) => {
    vi.stubEnv("TZ", zone);
    expect(new Date("2026-01-15T12:00:00Z").getTimezoneOffset()).toBe(minutesBehind);
    // Cairo's clocks skip midnight on 24 April, New York's change on 8 March and 1 November.
    for (const day of ["2026-03-08", "2026-04-24", "2026-11-01"] as const) {
      expect([day, addDays(addDays(day, 1), -1)]).toEqual([day, day]);
      expect(daysBetween(addDays(day, -1), addDays(day, 1))).toBe(2);
      expect([day, weekdayOf(day)]).toEqual([day, day === "2026-04-24" ? 5 : 7]);
      expect(eachDay(monthOf(day)).at(-1)).toBe(monthOf(day).last);
      expect(toDay(day)).toBe(day);
    }
    expect(spanText({ first: "2026-03-08", last: "2026-04-24" }, { locale: "en-GB", today: "2026-11-23" })).toBe(
      "Sun 8 Mar – Fri 24 Apr",
    );
    expect(wallClock(new Date("2026-03-29T01:00:00Z"), "Europe/Berlin")).toEqual({ day: "2026-03-29", time: "03:00" });
    expect(wallClock(new Date("2026-04-23T22:30:00Z"), "Africa/Cairo")).toEqual({ day: "2026-04-24", time: "01:30" });
  });
});

describe("days for people", () => {
  const en = { locale: "en-GB", today: "2026-11-23" } as const;
  const de = { locale: "de-DE", today: "2026-11-23" } as const;
  it.each([
    ["2026-11-23", "Mon 23 Nov", "Mo., 23. Nov."],
    ["2027-01-02", "Sat 2 Jan 2027", "Sa., 2. Jan. 2027"],
  ] as const)("%s is %s, %s", (day, english, german) => {
    expect([dayText(day, en), dayText(day, de)]).toEqual([english, german]);
  });

  it.each([
    ["2026-11-23", "2026-11-23", "Mon 23 Nov"],
    ["2026-11-23", "2026-11-25", "Mon 23 – Wed 25 Nov"],
    ["2026-11-30", "2026-12-02", "Mon 30 Nov – Wed 2 Dec"],
    ["2026-12-24", "2027-01-02", "Thu 24 Dec 2026 – Sat 2 Jan 2027"],
    ["2027-01-04", "2027-01-05", "Mon 4 – Tue 5 Jan 2027"],
    ["2025-09-01", "2026-12-18", "Mon 1 Sept 2025 – Fri 18 Dec 2026"],
  ] as const)("%s to %s is %s", (first, last, text) => expect(spanText({ first, last }, en)).toBe(text));
});
