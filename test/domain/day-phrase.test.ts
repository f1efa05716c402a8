import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { addDays, type Day, daysBetween, spanText, toDay } from "../../src/domain/calendar.ts";
import { readDayPhrase } from "../../src/domain/day-phrase.ts";
import { readMonthPhrase } from "../../src/domain/month-phrase.ts";
import { isLong, tried } from "../runs.ts";

if (isLong) vi.setConfig({ testTimeout: 120_000 });

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
    ["kommenden Freitag", "2026-11-27", ""],
    ["kommenden Montag", "2026-11-30", ""],
    ["kommendes Wochenende", "2026-11-28 2026-11-29", ""],
    ["monday to wednesday", "2026-11-23 2026-11-25", ""],
    ["Mo-Mi", "2026-11-23 2026-11-25", ""],
    ["thu - tue", "2026-11-26 2026-12-01", ""],
    ["today to friday", "2026-11-23 2026-11-27", ""],
    ["until friday", "2026-11-23 2026-11-27", ""],
    ["today and tomorrow", "2026-11-23 2026-11-24", ""],
    ["between monday and friday", "2026-11-23 2026-11-27", ""],
    // weekdays of another week
    ["Monday next week", "2026-11-30", ""],
    ["Montag in der nächsten Woche", "2026-11-30", ""],
    ["next week Monday", "2026-11-30", ""],
    ["Mo nächste Woche", "2026-11-30", ""],
    ["Montag in einer Woche", "2026-11-30", ""],
    ["Freitag KW 50", "2026-12-11", ""],
    ["monday - friday next week", "2026-11-30 2026-12-04", ""],
    ["friday to monday next week", "2026-11-27 2026-11-30", ""],
    ["nächste Woche Mi-Fr", "2026-12-02 2026-12-04", ""],
    ["bis Freitag nächste Woche", "2026-11-23 2026-12-04", ""],
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
    ["Rest dieser Woche", "2026-11-23 2026-11-29", ""],
    ["in der nächsten Woche", "2026-11-30 2026-12-06", ""],
    ["this week and next week", "2026-11-23 2026-12-06", ""],
    ["next 3 days", "2026-11-23 2026-11-26", ""],
    ["die nächsten zwei Wochen", "2026-11-23 2026-12-07", ""],
    ["last 7 days", "2026-11-16 2026-11-23", ""],
    ["in 2 weeks", "2026-12-07 2026-12-13", ""],
    ["in zwei Wochen", "2026-12-07 2026-12-13", ""],
    ["KW 49", "2026-11-30 2026-12-06", ""],
    ["KW 47-49", "2026-11-16 2026-12-06", ""],
    ["week 51 to 2", "2026-12-14 2027-01-17", ""],
    ["week 1", "2027-01-04 2027-01-10", ""],
    ["weekend", "2026-11-28 2026-11-29", ""],
    ["nächstes Wochenende", "2026-12-05 2026-12-06", ""],
    ["this month", "2026-11-01 2026-11-30", ""],
    ["nächsten Monat", "2026-12-01 2026-12-31", ""],
    ["last month", "2026-10-01 2026-10-31", ""],
    ["December", "2026-12-01 2026-12-31", ""],
    ["until november", "2026-11-23 2026-11-30", ""],
    ["december to february", "2026-12-01 2027-02-28", ""],
    ["im Dezember", "2026-12-01 2026-12-31", ""],
    ["in march", "2027-03-01 2027-03-31", ""],
    ["im Jan", "2027-01-01 2027-01-31", ""],
    ["diesen Dezember", "2026-12-01 2026-12-31", ""],
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
    ["2026/12/24", "2026-12-24", ""],
    ["3/4", "2027-04-03", ""],
    ["20.11.", "2026-11-20", ""],
    ["2.1.", "2027-01-02", ""],
    ["1.7.", "2027-07-01", ""],
    ["29.2.", "2028-02-29", ""],
    ["in three days", "2026-11-26", ""],
    ["in 3 Tagen", "2026-11-26", ""],
    ["in twelve days", "2026-12-05", ""],
    ["3 days ago", "2026-11-20", ""],
    ["first of December", "2026-12-01", ""],
    // dates with their weekday
    ["Thu 24 Dec", "2026-12-24", ""],
    ["Donnerstag, den 24.12.", "2026-12-24", ""],
    ["Thursday, December 24", "2026-12-24", ""],
    ["monday - friday 4 dec", "2026-11-30 2026-12-04", ""],
    // ranges
    ["24.–28.12.", "2026-12-24 2026-12-28", ""],
    ["24.-28.12.2027", "2027-12-24 2027-12-28", ""],
    ["24-28 Dec", "2026-12-24 2026-12-28", ""],
    ["Dec 24–28", "2026-12-24 2026-12-28", ""],
    ["Dec 24th - 28th", "2026-12-24 2026-12-28", ""],
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
    ["Berlin in the next week", "2026-11-30 2026-12-06", "Berlin"],
    ["morgen von Berg", "2026-11-24", "von Berg"],
    ["next week Sun Li", "2026-11-30 2026-12-06", "Sun Li"],
    ["Mo nächste Woche Design", "2026-11-30", "Design"],
    ["mon-fri next week Design", "2026-11-30 2026-12-04", "Design"],
    ["Müller-Montag morgen", "2026-11-24", "Müller-Montag"],
    ["Anna Sun next week", "2026-11-30 2026-12-06", "Anna Sun"],
    ["April and May tomorrow", "2026-11-24", "April and May"],
    ["Team 1.99 tomorrow", "2026-11-24", "Team 1.99"],
    ["Support 50/50 tomorrow", "2026-11-24", "Support 50/50"],
    ["Anna tomorrow?", "2026-11-24", "Anna"],
    ["tomorrow?", "2026-11-24", ""],
    ["Anna (next week)", "2026-11-30 2026-12-06", "Anna"],
    ["“next week” Anna", "2026-11-30 2026-12-06", "Anna"],
    ["‘morgen’", "2026-11-24", ""],
    ["*tomorrow* Anna", "2026-11-24", "Anna"],
    ["Anna - tomorrow", "2026-11-24", "Anna"],
    ["\u200btomorrow", "2026-11-24", ""],
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
    "The Second",
    "2 days",
    "in 3 hours",
    "last night",
    "Friday's",
    "d'April",
    "<@U1|tomorrow>",
    "<#C1|next week>",
  ])("%s is no day, and stays whole", (text) => {
    expect(read(text, MONDAY)).toEqual(["-", text]);
  });

  it.each([
    ["31.2.", "no-such-day", "31.2."],
    ["2026-02-30", "no-such-day", "2026-02-30"],
    ["Anna 31.11.", "no-such-day", "31.11."],
    ["30.2. - 5.3.", "no-such-day", "30.2. - 5.3."],
    ["kw 54", "no-such-day", "kw 54"],
    ["kw 12 0000", "no-such-day", "kw 12 0000"],
    ["kw 12/2431", "no-such-day", "kw 12/2431"],
    ["28.-24.12.", "backwards", "28.-24.12."],
    ["Dec 28-24", "backwards", "Dec 28-24"],
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
    ["2027-01-02", "week 53", "2026-12-28 2027-01-03"],
    ["2027-01-02", "KW 52", "2026-12-21 2026-12-27"],
    ["2027-01-02", "KW 2", "2027-01-11 2027-01-17"],
    ["2026-12-31", "last month", "2026-11-01 2026-11-30"],
    ["2026-11-29", "friday this week", "2026-11-27"],
    ["2026-11-28", "last friday", "2026-11-27"],
    ["2026-11-28", "vorletzten Freitag", "2026-11-20"],
    ["2026-11-28", "next friday", "2026-12-04"],
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
    "der",
    "Wochenende",
    "übernächste",
    "Woche",
    "drei",
    "Tagen",
    "vor",
    "Jänner",
    "1900",
    "2199",
    "24:00",
    "\u202e",
    "K\u0130",
    "day after tomorrow",
  );
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 250 }),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(" ")),
  );

  const TODAYS: Day[] = [MONDAY, "2026-01-01", "2026-12-31", "2028-02-29", "2027-03-28"];

  it("never fails, and never gives an impossible span", () => {
    fc.assert(
      fc.property(text, fc.boolean(), fc.constantFrom(...TODAYS), (typed, isOfThePast, today) => {
        readMonthPhrase(typed);
        const found = readDayPhrase(typed, today, { isOfThePast });
        if ("problem" in found || !found.span) return;
        const { first, last } = found.span;
        expect([toDay(first), toDay(last)]).toEqual([first, last]);
        expect(daysBetween(first, last)).toBeGreaterThanOrEqual(0);
        expect(daysBetween(first, last)).toBeLessThan(366);
      }),
      tried({ share: 1000, all: 30_000 }),
    );
  });

  it.each(["en-GB", "de-DE"])("may be our own words for days, in %s", (locale) => {
    const texts = fc.tuple(fc.integer({ min: -90, max: 250 }), fc.integer({ min: 0, max: 90 }));
    fc.assert(
      fc.property(texts, ([ahead, more]) => {
        const first = addDays(MONDAY, ahead);
        const span = { first, last: addDays(first, more) };
        expect(readDayPhrase(spanText(span, { locale, today: MONDAY }), MONDAY)).toMatchObject({ span, rest: "" });
      }),
      tried({ share: 500, all: 10_000 }),
    );
  });

  it("is not read when it is longer than any question", () => {
    const long = `${"a ".repeat(120)}tomorrow`;
    expect(read(long, MONDAY)).toEqual(["-", long]);
  });
});

describe("days of the past", () => {
  it.each([
    ["friday", "2026-11-20", "2026-11-20"],
    ["monday", "2026-11-23", "2026-11-23"],
    ["April", "2026-04-01", "2026-04-30"],
    ["Dezember", "2025-12-01", "2025-12-31"],
    ["november", "2026-11-01", "2026-11-30"],
    ["24.12.", "2025-12-24", "2025-12-24"],
    ["24.12. - 2.1.", "2025-12-24", "2026-01-02"],
    ["2 - 13 Nov", "2026-11-02", "2026-11-13"],
    ["KW 50", "2025-12-08", "2025-12-14"],
    ["last week", "2026-11-16", "2026-11-22"],
    ["tomorrow", "2026-11-24", "2026-11-24"],
    ["April 2027", "2027-04-01", "2027-04-30"],
  ])("%s, where what leaves it open is not ahead", (typed, first, last) => {
    expect(readDayPhrase(typed, MONDAY, { isOfThePast: true })).toMatchObject({ span: { first, last } });
  });
});
