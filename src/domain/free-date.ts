import { casual as german } from "chrono-node/de";
import { GB as british } from "chrono-node/en";
import { type Day, dayOf, type Span } from "./calendar.ts";
import { MONTH } from "./day-words.ts";

/** "in twelve days", "3 days ago", "vor drei Tagen", "the first of December": all else that chrono knows is a day by chance. */
const DATES = [
  /^(?:in|vor) .*(?:days?|tage?n?)$/i,
  /days? (?:ago|from now|later)$/i,
  new RegExp(`(?:st|nd|rd|th) of (?:${MONTH})`, "i"),
];

/** What each of them needs somewhere. Most of what is typed is names, and chrono's own patterns take half a second to be compiled. */
const MAY_BE_ONE = /day|tag|(?:st|nd|rd|th) of /i;

/**
 * Whole dates that our own rules do not know, as chrono reads them. Never times, bare numbers, or names ("Second May").
 *
 * @returns where in the text the date stands; `end` is behind its last letter
 */
export function findFreeDate(text: string, today: Day): { start: number; end: number; span: Span } | undefined {
  if (!MAY_BE_ONE.test(text)) return undefined;
  const [year = 0, month = 1, date = 1] = today.split("-").map(Number);
  const reference = { instant: new Date(Date.UTC(year, month - 1, date, 12)), timezone: 0 };
  for (const language of [british, german]) {
    for (const { index, text: words, start } of language.parse(text, reference, { forwardDate: true })) {
      const found = dayOf(start.get("year") ?? 0, start.get("month") ?? 0, start.get("day") ?? 0);
      if (found && DATES.some((pattern) => pattern.test(words)))
        return { start: index, end: index + words.length, span: { first: found, last: found } };
    }
  }
  return undefined;
}
