import { expect, it } from "vitest";
import { monthWith, readMonthPhrase } from "../../src/domain/month-phrase.ts";

it.each([
  ["month", ""],
  ["  Month   Design ", "Design"],
  ["month of december", "december"],
  ["monat im Dezember", "Dezember"],
  ["Kalender Design", "Design"],
  ["calendar next month", "next month"],
  ["bild", ""],
])("%j asks for the picture, of %j", (text, rest) => {
  expect(readMonthPhrase(text)).toBe(rest);
});

it.each([
  "",
  "next month",
  "nächsten Monat",
  "Design month",
  "calendar week 49",
  "Monatsabschluss",
  "picturesque",
  "Bildung",
])("%j does not ask for the picture", (text) => {
  expect(readMonthPhrase(text)).toBeUndefined();
});

it("is of the month in which the days begin, or of this one where today is among them", () => {
  const week = { first: "2026-11-30", last: "2026-12-06" } as const;
  expect(monthWith(week, "2026-11-23").first).toBe("2026-11-01");
  expect(monthWith(week, "2026-12-02")).toEqual({ first: "2026-12-01", last: "2026-12-31" });
});
