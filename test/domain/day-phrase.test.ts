import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Day, daysBetween, toDay } from "../../src/domain/calendar.ts";
import { readDayPhrase } from "../../src/domain/day-phrase.ts";

/** `2026-12-24` for one day, `2026-12-24 2027-01-02` for more, `-` for none, `no-such-day` … for what cannot be. */
function read(text: string, today: Day): [string, string] {
  const found = readDayPhrase(text, today);
  if ("problem" in found) return [found.problem, found.phrase];
  if (!found.span) return ["-", found.rest];
  const { first, last } = found.span;
  return [first === last ? first : `${first} ${last}`, found.rest];
}

const MONDAY = "2026-11-23";

describe("on Monday 23 November 2026", () => {
  it.each([
    ["", "-", ""],
    ["today", "2026-11-23", ""],
    ["heute", "2026-11-23", ""],
    ["TOMORROW", "2026-11-24", ""],
    ["Morgen", "2026-11-24", ""],
    ["übermorgen", "2026-11-25", ""],
    ["day after tomorrow", "2026-11-25", ""],
    ["gestern", "2026-11-22", ""],
    ["vorgestern", "2026-11-21", ""],
    // weekdays
    ["monday", "2026-11-23", ""],
    ["Freitag", "2026-11-27", ""],
    ["on friday", "2026-11-27", ""],
    ["fri", "2026-11-27", ""],
    ["Mi", "2026-11-25", ""],
    ["next monday", "2026-11-30", ""],
    ["nächsten Montag", "2026-11-30", ""],
    ["last friday", "2026-11-20", ""],
    ["next fri", "2026-12-04", ""],
    ["monday to wednesday", "2026-11-23 2026-11-25", ""],
    ["Mo-Mi", "2026-11-23 2026-11-25", ""],
    ["thu - tue", "2026-11-26 2026-12-01", ""],
    ["today to friday", "2026-11-23 2026-11-27", ""],
    ["until friday", "2026-11-23 2026-11-27", ""],
    ["bis Freitag", "2026-11-23 2026-11-27", ""],
    // weeks and months
    ["this week", "2026-11-23 2026-11-29", ""],
    ["diese Woche", "2026-11-23 2026-11-29", ""],
    ["next week", "2026-11-30 2026-12-06", ""],
    ["naechste Woche", "2026-11-30 2026-12-06", ""],
    ["kommende Woche", "2026-11-30 2026-12-06", ""],
    ["letzte Woche", "2026-11-16 2026-11-22", ""],
    ["vorletzte Woche", "2026-11-09 2026-11-15", ""],
    ["übernächste Woche", "2026-12-07 2026-12-13", ""],
    ["rest of the week", "2026-11-23 2026-11-29", ""],
    ["in 2 weeks", "2026-12-07 2026-12-13", ""],
    ["in zwei Wochen", "2026-12-07 2026-12-13", ""],
    ["KW 49", "2026-11-30 2026-12-06", ""],
    ["week 1", "2027-01-04 2027-01-10", ""],
    ["weekend", "2026-11-28 2026-11-29", ""],
    ["nächstes Wochenende", "2026-12-05 2026-12-06", ""],
    ["this month", "2026-11-01 2026-11-30", ""],
    ["nächsten Monat", "2026-12-01 2026-12-31", ""],
    ["last month", "2026-10-01 2026-10-31", ""],
    ["December", "2026-12-01 2026-12-31", ""],
    ["im Dezember", "2026-12-01 2026-12-31", ""],
    ["in march", "2027-03-01 2027-03-31", ""],
    ["Dez 2027", "2027-12-01 2027-12-31", ""],
    // dates
    ["2026-12-24", "2026-12-24", ""],
    ["24.12.", "2026-12-24", ""],
    ["24.12.2027", "2027-12-24", ""],
    ["24.12.26", "2026-12-24", ""],
    ["24. Dezember", "2026-12-24", ""],
    ["am 3. Dezember", "2026-12-03", ""],
    ["24 Dec", "2026-12-24", ""],
    ["Dec 24", "2026-12-24", ""],
    ["December 24, 2027", "2027-12-24", ""],
    ["the 5th of December", "2026-12-05", ""],
    ["24/12", "2026-12-24", ""],
    ["12/24", "2026-12-24", ""],
    ["3/4", "2027-04-03", ""],
    ["20.11.", "2026-11-20", ""],
    ["2.1.", "2027-01-02", ""],
    ["1.7.", "2027-07-01", ""],
    ["29.2.", "2028-02-29", ""],
    ["in three days", "2026-11-26", ""],
    ["in 3 Tagen", "2026-11-26", ""],
    // ranges
    ["24.–28.12.", "2026-12-24 2026-12-28", ""],
    ["24.-28.12.2027", "2027-12-24 2027-12-28", ""],
    ["24-28 Dec", "2026-12-24 2026-12-28", ""],
    ["Dec 24–28", "2026-12-24 2026-12-28", ""],
    ["24.12.-2.1.", "2026-12-24 2027-01-02", ""],
    ["vom 24.12. bis 2.1.", "2026-12-24 2027-01-02", ""],
    ["24 Dec - 2 Jan", "2026-12-24 2027-01-02", ""],
    ["Dec 24 — Jan 2", "2026-12-24 2027-01-02", ""],
    ["from 24 Dec to 2 Jan", "2026-12-24 2027-01-02", ""],
    ["24 Dec 2026 - 2 Jan 2027", "2026-12-24 2027-01-02", ""],
    ["2026-12-24 - 2027-01-02", "2026-12-24 2027-01-02", ""],
    ["2026-12-24..2026-12-31", "2026-12-24 2026-12-31", ""],
    ["24.12.\u00a0–\u00a02.1.", "2026-12-24 2027-01-02", ""],
    ["２４.１２.", "2026-12-24", ""],
  ])("%s is %s", (text, span, rest) => {
    expect(read(text, MONDAY)).toEqual([span, rest]);
  });

  it.each([
    ["next week Design", "2026-11-30 2026-12-06", "Design"],
    ["Design next week", "2026-11-30 2026-12-06", "Design"],
    ["next week in Berlin", "2026-11-30 2026-12-06", "Berlin"],
    ["Anna nächste Woche", "2026-11-30 2026-12-06", "Anna"],
    ["Anna im Dezember", "2026-12-01 2026-12-31", "Anna"],
    ["Friday Design", "2026-11-27", "Design"],
    ["<@U123|anna> tomorrow", "2026-11-24", "<@U123|anna>"],
    ["<@U2026|today> ", "-", "<@U2026|today>"],
    ["O’Neill heute", "2026-11-23", "O'Neill"],
    ["morgen Müller-Lüdenscheidt", "2026-11-24", "Müller-Lüdenscheidt"],
    ["People & Culture 24.12.", "2026-12-24", "People & Culture"],
  ])("%s is %s of %s", (text, span, rest) => {
    expect(read(text, MONDAY)).toEqual([span, rest]);
  });

  it.each([
    "jan",
    "Jan Berg",
    "April Smith",
    "Sun Li",
    "Mo Salah",
    "Siegfried",
    "Montague",
    "Sonntags",
    "Augustine",
    "Team 24",
    "v2.1",
    "at 5",
    "von Berg",
    "Morgenrot",
    "Heutelbeck",
    "Tom Freitags",
    "Second Level Support",
    "Marchand",
  ])("%s is no day, and stays whole", (text) => {
    expect(read(text, MONDAY)).toEqual(["-", text]);
  });

  it.each([
    ["31.2.", "no-such-day", "31.2."],
    ["2026-02-30", "no-such-day", "2026-02-30"],
    ["Anna 31.11.", "no-such-day", "31.11."],
    ["30.2. - 5.3.", "no-such-day", "30.2. - 5.3."],
    ["kw 54", "no-such-day", "kw 54"],
    ["2027-01-02 - 2026-12-24", "backwards", "2027-01-02 - 2026-12-24"],
    ["1.1.2026 - 1.3.2028", "too-long", "1.1.2026 - 1.3.2028"],
  ])("%s is told to be %s", (text, problem, phrase) => {
    expect(read(text, MONDAY)).toEqual([problem, phrase]);
  });
});

describe("on other days", () => {
  it.each([
    ["2026-11-29", "this week", "2026-11-23 2026-11-29"],
    ["2026-11-29", "monday", "2026-11-30"],
    ["2026-11-29", "sunday", "2026-11-29"],
    ["2026-12-31", "tomorrow", "2027-01-01"],
    ["2026-12-31", "next month", "2027-01-01 2027-01-31"],
    ["2026-12-31", "2.1.", "2027-01-02"],
    ["2026-12-31", "week 53", "2026-12-28 2027-01-03"],
    ["2027-01-02", "24.12. - 2.1.", "2026-12-24 2027-01-02"],
    ["2028-02-29", "next month", "2028-03-01 2028-03-31"],
    ["2028-01-31", "in 29 days", "2028-02-29"],
    ["2026-03-29", "tomorrow", "2026-03-30"],
    ["2026-10-25", "yesterday", "2026-10-24"],
  ] as const)("on %s, %s is %s", (today, text, span) => {
    expect(read(text, today)[0]).toBe(span);
  });
});

describe("whatever is typed", () => {
  const words = fc.constantFrom(
    "next",
    "week",
    "24.12.",
    "-",
    "bis",
    "31.2.",
    "mon",
    "in",
    "Anna",
    "2026-12-24",
    "<@U1>",
    "kw",
    "99",
    "/",
    "letzten",
    ".",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 250 }),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(" ")),
  );

  it("never fails, and never gives an impossible span", () => {
    fc.assert(
      fc.property(text, (typed) => {
        const found = readDayPhrase(typed, MONDAY);
        if ("problem" in found || !found.span) return;
        const { first, last } = found.span;
        expect([toDay(first), toDay(last)]).toEqual([first, last]);
        expect(daysBetween(first, last)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(first, last)).toBeLessThan(366);
      }),
      { numRuns: 1000 },
    );
  });

  it("is not read when it is longer than any question", () => {
    const long = `${"a ".repeat(120)}tomorrow`;
    expect(read(long, MONDAY)).toEqual(["-", long]);
  });
});
