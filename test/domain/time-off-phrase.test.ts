import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TYPES } from "../../sandbox/company-absences.ts";
import { readTimeOffPhrase } from "../../src/domain/time-off-phrase.ts";

const types = Object.values(TYPES);
const names = new Map<string, string>(types.map(({ id, name }) => [id, name]));
const read = (text: string) => readTimeOffPhrase(text, "2026-11-23", types);

/** What was understood, in a few words: type, days, halves, times. */
function said(text: string): string {
  const phrase = read(text);
  if ("problem" in phrase) return phrase.problem;
  const { absenceTypeId, firstDay, lastDay, fromNoon, untilNoon, from, to } = phrase.draft;
  const parts = [
    names.get(absenceTypeId ?? "") ?? "",
    lastDay ? `${firstDay}/${lastDay}` : (firstDay ?? ""),
    fromNoon ? "from noon" : "",
    untilNoon ? "until noon" : "",
    from ? `${from}-${to}` : "",
    phrase.rest && `? ${phrase.rest}`,
  ];
  return parts.filter(Boolean).join(" ");
}

describe("what somebody typed after /timeoff, on Monday, 23 November 2026", () => {
  it.each([
    ["", ""],
    ["tomorrow", "2026-11-24"],
    ["morgen", "2026-11-24"],
    ["24.12. - 2.1.", "2026-12-24/2027-01-02"],
    ["24.12. – 2.1.", "2026-12-24/2027-01-02"],
    ["24 Dec - 2 Jan Urlaub", "Urlaub 2026-12-24/2027-01-02"],
    ["next week", "2026-11-30/2026-12-06"],
    ["tomorrow afternoon", "2026-11-24 from noon"],
    ["morgen nachmittag", "2026-11-24 from noon"],
    ["Freitag Nachmittag", "2026-11-27 from noon"],
    ["friday morning", "2026-11-27 until noon"],
    ["freitag vormittag", "2026-11-27 until noon"],
    ["morgen früh krank", "Krankheit 2026-11-24 until noon"],
    ["24.12. from noon - 2.1. until noon", "2026-12-24/2027-01-02 from noon until noon"],
    ["morgen ab mittag", "2026-11-24 from noon"],
    ["morgen bis mittags", "2026-11-24 until noon"],
    ["Book vacation on last half of Jan 4", "Urlaub 2027-01-04 from noon"],
    ["first half of Jan 4 vacation", "Urlaub 2027-01-04 until noon"],
    ["half day friday", "2026-11-27"],
    ["friday sick", "Krankheit 2026-11-27"],
    ["sick", "Krankheit 2026-11-23"],
    ["krank", "Krankheit 2026-11-23"],
    ["heute krank", "Krankheit 2026-11-23"],
    ["SICK TODAY", "Krankheit 2026-11-23"],
    ["krankheit ab freitag", "Krankheit 2026-11-27"],
    ["kind krank", "Kind krank"],
    ["sick child today", "Kind krank 2026-11-23"],
    ["urlaub", "Urlaub"],
    ["vacation next week", "Urlaub 2026-11-30/2026-12-06"],
    ["unpaid leave 1.2. - 5.2.", "Unpaid leave 2027-02-01/2027-02-05"],
    ["unpaid vacation tomorrow", "Unpaid leave 2026-11-24"],
    ["unbezahlter Urlaub morgen", "Unpaid leave 2026-11-24"],
    ["from noon 24.12. until noon 2.1.", "2026-12-24/2027-01-02 from noon until noon"],
    ["ab mittag 24.12. bis mittag 2.1.", "2026-12-24/2027-01-02 from noon until noon"],
    ["until noon tomorrow", "2026-11-24 until noon"],
    ["dienstag morgen", "2026-11-24 until noon"],
    ["Freitag früh krank", "Krankheit 2026-11-27 until noon"],
    ["heute morgen krank", "Krankheit 2026-11-23 until noon"],
    ["dienstag krank morgen", "Krankheit 2026-11-24 ? morgen"],
    ["10-2pm tomorrow", "2026-11-24 10:00-14:00"],
    ["2-4pm tomorrow", "2026-11-24 14:00-16:00"],
    ["11-12pm tomorrow", "2026-11-24 11:00-12:00"],
    ["home office tomorrow", "Home office 2026-11-24"],
    ["homeoffice morgen", "Home office 2026-11-24"],
    ["wfh friday", "Home office 2026-11-27"],
    ["arzt morgen 9-11:30", "Arzttermin 2026-11-24 09:00-11:30"],
    ["doctor tomorrow from 14:00 to 15:30", "Arzttermin 2026-11-24 14:00-15:30"],
    ["dentist friday 2pm-4pm", "Arzttermin 2026-11-27 14:00-16:00"],
    ["9–11 Uhr Arzttermin", "Arzttermin 09:00-11:00"],
    ["morgen 14h-16h", "2026-11-24 14:00-16:00"],
    ["morgen von 8 bis 10 Uhr", "2026-11-24 08:00-10:00"],
    ["3-5 dec", "2026-12-03/2026-12-05"],
    ["3.-5.12.", "2026-12-03/2026-12-05"],
    ["I need friday off please", "2026-11-27"],
    ["ich möchte nächste Woche Urlaub", "Urlaub 2026-11-30/2026-12-06"],
    ["bitte morgen frei", "Urlaub 2026-11-24"],
    ["tomorrow bla fasel", "2026-11-24 ? bla fasel"],
    ["tomorrow Urlaubssperre", "2026-11-24 ? Urlaubssperre"],
    ["30.2.", "no-such-day"],
    ["5.1. - 3.1.2027", "backwards"],
  ])("%s → %s", (text, expected) => {
    expect(said(text)).toBe(expected);
  });

  it("guesses no type when two are of that kind, and names beat kinds", () => {
    const two = [...types, { ...TYPES.vacation, id: "second", name: "Sonderurlaub" }];
    const draftOf = (text: string) => {
      const phrase = readTimeOffPhrase(text, "2026-11-23", two);
      return "draft" in phrase ? phrase.draft.absenceTypeId : phrase.problem;
    };
    expect(draftOf("vacation tomorrow")).toBeUndefined();
    expect(draftOf("sonderurlaub morgen")).toBe("second");
    expect(draftOf("urlaub morgen")).toBe(TYPES.vacation.id);
  });

  it("never throws, and never understands an impossible day", () => {
    const word = fc.constantFrom(
      "tomorrow",
      "sick",
      "9-11:30",
      "ab mittag",
      "24.12.",
      "-",
      "Urlaub",
      "morgen früh",
      "(",
      "\\",
      "14h",
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(word, { maxLength: 6 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(text, (typed) => {
        const phrase = read(typed);
        if ("problem" in phrase) return;
        const { firstDay, lastDay, from, to } = phrase.draft;
        expect(firstDay ?? "2026-11-23").toMatch(/^\d{4}-\d\d-\d\d$/);
        if (lastDay) expect(lastDay >= (firstDay ?? "")).toBe(true);
        if (from) expect(to).toMatch(/^([01]\d|2[0-3]):[0-5]\d$/);
      }),
    );
  });
});
