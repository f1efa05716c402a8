import { afterEach, describe, expect, it, vi } from "vitest";
import type { Day } from "../../src/domain/calendar.ts";
import { createHolidays, parseHolidays } from "../../src/domain/holidays.ts";

function holidaysOf(text: string) {
  const parsed = parseHolidays(text);
  if ("problems" in parsed) throw new Error(parsed.problems.join("\n"));
  return createHolidays(parsed.regions);
}

describe("days without work", () => {
  it.each([
    ["", "2026-11-28", true, "a Saturday"],
    ["", "2026-11-29", true, "a Sunday"],
    ["", "2026-12-25", false, "a holiday, where no region is set"],
    ["DE", "2026-12-25", true, "Christmas Day"],
    ["DE", "2026-12-24", false, "Christmas Eve is a working day by law"],
    ["DE", "2026-12-31", false, "New Year's Eve too"],
    ["DE-BE", "2026-04-03", true, "Good Friday, which moves with Easter"],
    ["DE-BE", "2027-03-26", true, "Good Friday a year later"],
    ["DE-BE", "2026-01-06", false, "Epiphany in Berlin"],
    ["DE-BY", "2026-01-06", true, "Epiphany in Bavaria"],
    ["DE-BW", "2026-06-04", true, "Corpus Christi in Stuttgart"],
    ["DE-HH", "2026-06-04", false, "Corpus Christi in Hamburg"],
    ["DE-BY-A", "2025-08-08", true, "the Peace Festival of Augsburg"],
    ["DE-BY", "2025-08-08", false, "not elsewhere in Bavaria"],
    ["AT-9", "2026-12-08", true, "Immaculate Conception in Vienna"],
    ["US-CA", "2026-07-03", true, "the substitute for Independence Day on a Saturday"],
    ["KR", "2026-09-25", true, "the second day of a long holiday"],
    ["IL", "2026-09-21", true, "Yom Kippur, which begins on the evening before"],
    ["CW", "2026-12-31", false, "New Year's Eve, free from noon only"],
    ["GB-ENG", "2026-12-28", true, "the substitute for Boxing Day on a Saturday"],
  ])("%s: %s is free: %s (%s)", (regions, day, free) => {
    expect(holidaysOf(regions).isFree(day as Day)).toBe(free);
  });

  it("follow the workplace, whatever the case of its name, and the company elsewhere", () => {
    const { isFree } = holidaysOf("DE-BE; München=DE-BY;\n wien = at-9 ");
    expect(isFree("2026-01-06", "MÜNCHEN")).toBe(true);
    expect(isFree("2026-12-08", "Wien")).toBe(true);
    expect(isFree("2026-01-06", "Hamburg")).toBe(false);
    expect(isFree("2026-01-06", " Mu\u0308nchen")).toBe(true);
    expect(isFree("2027-03-08", undefined)).toBe(true); // Women's Day, in Berlin alone
    expect(isFree("2027-03-08", "Wien")).toBe(false);
  });
});

describe("on a machine in any zone", () => {
  afterEach(() => vi.unstubAllEnvs());

  // Cairo's clocks skip midnight on 24 April 2026.
  it.each([
    ["UTC", 0],
    ["America/New_York", 240],
    ["Pacific/Kiritimati", -840],
    ["Africa/Cairo", -180],
  ])("%s has the same holidays", (zone, minutesBehind) => {
    vi.stubEnv("TZ", zone);
    expect(new Date("2026-06-15T12:00:00Z").getTimezoneOffset()).toBe(minutesBehind);
    for (const [regions, day] of [
      ["DE-BE", "2026-12-25"],
      ["AM", "2026-04-24"],
      ["AE", "2026-03-20"],
    ] as const) {
      const { isFree } = holidaysOf(regions);
      expect([day, isFree(day)]).toEqual([day, true]);
      expect(isFree("2026-11-26")).toBe(false);
    }
  });
});

describe("HOLIDAYS", () => {
  it.each([
    ["DE-XX", "DE-XX"],
    ["Bayern", "Bayern"],
    ["DE-BE; München=Bayern", "München=Bayern"],
    ["DE-BY-A-1", "DE-BY-A-1"],
    ["=DE-BE", "=DE-BE"],
    ["constructor", "constructor"],
    ["DE-BE, DE-BY", "DE-BE and DE-BY"],
    ["Wien=AT-9; WIEN=DE-BE", "WIEN=DE-BE"],
  ])("%s is refused, naming %s", (text, part) => {
    const parsed = parseHolidays(text);
    expect("problems" in parsed && parsed.problems.join()).toContain(part);
  });
});
