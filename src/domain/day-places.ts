import { addDays, type Span } from "./calendar.ts";
import type { Meaning, Reference } from "./day-meaning.ts";
import { fromTo } from "./day-range.ts";
import { DAY_IN_WEEK, EVERY_RULE, meaningOf, RULES, SHORT_DAY_IN_WEEK, SHORT_RULES, standing } from "./day-rules.ts";
import { weekdayIndex } from "./day-words.ts";

/** Words that may mean days, and where they stand; `parts` are the two of "Monday" and "next week" when they stand together. */
type Place = { start: number; end: number; words: string; parts: Place[] };
type Found = { start: number; end: number; span: Meaning };

const DAYS = standing([...RULES, ...SHORT_RULES]);
const TO = /^(?: ?(?:-|\.\.) ?| (?:to|until|till|through|bis|bis zum) )$/;
const AND = /^ (?:and|und|&) $/;
const BETWEEN_BEFORE = /(?:^| )(?:between|zwischen) $/;
const UNTIL_BEFORE = /(?:^| )(?:until|till|bis|bis zum) $/;

/** Finds the first range, else the first day, week or month. `text` is in lower case. */
export function findDays(text: string, at: Reference): Found | undefined {
  const places = placesIn(text);
  return range(text, places, at) ?? point(text, places, at);
}

function placesIn(text: string): Place[] {
  const places: Place[] = [];
  for (const match of text.matchAll(DAYS)) {
    const place = { start: match.index, end: match.index + match[0].length, words: match[0], parts: [] };
    const before = places.at(-1);
    const words = before ? text.slice(before.start, place.end) : "";
    // What it means does not matter here, only whether the two are one.
    const isOne = meaningOf(words, { today: "2000-01-01" }, [...DAY_IN_WEEK, ...SHORT_DAY_IN_WEEK]) !== undefined;
    if (before && isOne) places.splice(-1, 1, { start: before.start, end: place.end, words, parts: [before, place] });
    else places.push(place);
  }
  return places;
}

function range(text: string, places: Place[], at: Reference): Found | undefined {
  const { today } = at;
  const pairs = places.slice(1).flatMap((last, index) => {
    const first = places[index];
    if (!first || !standsAlone(text, first)) return [];
    return [{ first, last, between: text.slice(first.end, last.start), before: text.slice(0, first.start) }];
  });
  for (const { first, last, between, before } of pairs) {
    const isRange = TO.test(between) || (AND.test(between) && BETWEEN_BEFORE.test(before));
    const span = isRange ? fromTo(first.words, last.words, at) : undefined;
    if (span) return { start: first.start, end: last.end, span };
  }
  for (const { first, last, between } of pairs) {
    const span = AND.test(between) ? neighbours(first.words, last.words, at) : undefined;
    if (span) return { start: first.start, end: last.end, span };
  }
  for (const place of places) {
    const until = UNTIL_BEFORE.exec(text.slice(0, place.start));
    const end = until ? meaningOf(place.words, { ...at, after: today }, EVERY_RULE) : undefined;
    if (until && end)
      return {
        start: until.index,
        end: place.end,
        span: typeof end === "object" ? { first: today, last: end.last } : end,
      };
  }
  return undefined;
}

/** "today and tomorrow" is one span; "Monday and Friday" is not, and "April and May" may be two people. */
function neighbours(one: string, other: string, at: Reference): Span | undefined {
  const [a, b] = [one, other].map((words) => meaningOf(words, at, [...RULES, ...DAY_IN_WEEK]));
  if (typeof a !== "object" || typeof b !== "object") return undefined;
  return addDays(a.last, 1) === b.first ? { first: a.first, last: b.last } : undefined;
}

function point(text: string, places: Place[], at: Reference): Found | undefined {
  const whole = meaningOf(text.replace(/^(?:on|am) /, ""), at, EVERY_RULE);
  if (whole) return { start: 0, end: text.length, span: whole };
  for (const place of places) {
    for (const { start, end, words, parts } of [place, ...place.parts]) {
      // A short weekday at the very beginning, with its week behind it, is nobody's second name.
      const isWeekdayFirst = start === 0 && weekdayIndex(parts[0]?.words) >= 0;
      const rules = [...RULES, ...DAY_IN_WEEK, ...(isWeekdayFirst ? SHORT_DAY_IN_WEEK : [])];
      const span = standsAlone(text, { start }) ? meaningOf(words, at, rules) : undefined;
      if (span) return { start, end, span };
    }
  }
  return undefined;
}

/** Whether no dash and no dot ties the words to others before them. */
function standsAlone(text: string, { start }: { start: number }): boolean {
  return !/[-.]/.test(text.charAt(start - 1));
}
