import type { AbsenceType } from "./absence.ts";
import type { Day, Time } from "./calendar.ts";
import { MOST_CHARACTERS, readDayPhrase } from "./day-phrase.ts";
import { foldName } from "./person.ts";
import type { Draft } from "./time-off-draft.ts";

export type TimeOffPhrase =
  /** `rest`: what was not understood, trimmed. */
  { draft: Draft; rest: string } | { problem: "no-such-day" | "backwards" | "too-long"; phrase: string };

const CLOCK = String.raw`(\d{1,2})(?:[:.](\d{2}))? ?(?:h|uhr|o'?clock)? ?(am|pm)?`;
/** "9:00-11:30", "from 9 to 11 Uhr", "2pm-4pm": two moments of which one at least says that it is a time, not a day. */
const TIMES = new RegExp(
  String.raw`(?:^|\s)(?:from |von |between |zwischen )?${CLOCK} ?(?:-|to|bis|until|and|und) ?${CLOCK}(?=\s|$|[,;])`,
  "i",
);
const SAYS_TIME = /:|uhr|\dh\b|am\b|pm\b|o'?clock/i;

const HALVES: [RegExp, "fromNoon" | "untilNoon"][] = [
  // Alone, "morgen" is tomorrow.
  [/(?<=\b(?:(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|heute)\s)(?:morgen|früh)(?=\s)/i, "untilNoon"],
  [
    /\b(from noon|from midday|ab mittags?|this afternoon|in the afternoon|afternoon|nachmittags?|(?:last|second) half(?: of)?|zweite hälfte)\b/i,
    "fromNoon",
  ],
  [
    /\b(until noon|till noon|until midday|bis mittags?|in the morning|morning|vormittags?|morgens|(?:tomorrow|morgen) früh|first half(?: of)?|erste hälfte)\b/i,
    "untilNoon",
  ],
];

/** Words that people use for a category, whatever their company calls the type. */
const WORDS: [RegExp, string][] = [
  [/\b(unpaid(?: vacation| holidays?| leave| time off)?|unbezahlt(?:e[rn]?)?(?: urlaub)?)\b/i, "UNPAID_VACATION"],
  [/\b(sick child|child sick|kind krank|krankes kind|kindkrank)\b/i, "CHILD_CARE"],
  [/\b(sick|ill|krank|krankheit|au)\b/i, "SICK_LEAVE"],
  [/\b(vacation|holidays?|leave|pto|urlaub|frei)\b/i, "PAID_VACATION"],
  [/\b(home ?office|wfh|remote|mobil)\b/i, "OFFSITE_WORK"],
];
const DOCTOR = /\b(doctor|dentist|arzt|arzttermin|zahnarzt)\b/i;

const NOISE =
  /\b(please|bitte|request|book|take|need|i need|i'm|i am|ich|möchte|nehme|brauche|beantrage|beantragen|off|time off|day off|am|on|at|for|für|a|an|einen?|the|half day)\b/gi;

/**
 * Reads what somebody typed after `/timeoff`, in English or German: days, half days, times, and an absence type by its name or by
 * the words that people use for its category ("sick", "krank"). Sickness without a day is today's.
 *
 * @param types none: only the days are read
 */
export function readTimeOffPhrase(text: string, today: Day, types: Iterable<AbsenceType>): TimeOffPhrase {
  if (text.length > MOST_CHARACTERS) return { draft: {}, rest: text.trim() };
  const draft: Draft = {};
  let rest = ` ${text
    .normalize("NFC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .trim()} `;
  const take = (pattern: RegExp): string | undefined => {
    const found = pattern.exec(rest)?.[0];
    if (found === undefined) return undefined;
    // "tomorrow früh" is tomorrow, and "until noon" may stand between two days.
    const instead = /\sfrüh/i.test(found)
      ? ` ${found.split(" ")[0]} `
      : /^(until|till|bis)\s/i.test(found)
        ? " - "
        : " ";
    rest = rest.replace(pattern, instead);
    return found;
  };

  const times = timesIn(rest);
  if (times) {
    rest = rest.replace(times.phrase, " ");
    Object.assign(draft, times.draft);
  }
  for (const [pattern, half] of HALVES) if (take(pattern)) draft[half] = true;
  const type = typeIn(rest, [...types]);
  if (type) {
    draft.absenceTypeId = type.type.id;
    rest = rest.replace(type.phrase, " ");
  }

  const days = readDayPhrase(rest.replace(/\s+/g, " ").trim(), today);
  if ("problem" in days) return days;
  if (days.span) {
    draft.firstDay = days.span.first;
    if (days.span.last !== days.span.first) draft.lastDay = days.span.last;
  } else if (type?.type.category.toUpperCase() === "SICK_LEAVE") draft.firstDay = today;
  return {
    draft,
    rest: days.rest
      .replace(NOISE, " ")
      .replace(/[\s,.;:!-]+/g, " ")
      .trim(),
  };
}

function timesIn(text: string): { phrase: string; draft: { from: Time; to: Time } } | undefined {
  const match = TIMES.exec(text);
  if (!match || !SAYS_TIME.test(match[0])) return undefined;
  const [phrase, fromHour, fromMinute, fromHalf, toHour, toMinute, toHalf] = match;
  const to = timeOf(toHour, toMinute, toHalf);
  const sameHalf = timeOf(fromHour, fromMinute, fromHalf ?? toHalf);
  // "2-4pm" begins in the afternoon, "10-2pm" does not.
  const from = sameHalf && to && sameHalf < to ? sameHalf : timeOf(fromHour, fromMinute, fromHalf);
  return from && to ? { phrase, draft: { from, to } } : undefined;
}

function timeOf(hours = "", minutes = "00", half?: string): Time | undefined {
  const shift = half?.toLowerCase() === "pm" && Number(hours) < 12 ? 12 : 0;
  const time = `${String(Number(hours) + shift).padStart(2, "0")}:${minutes}`;
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(time) ? (time as Time) : undefined;
}

/** A type by its whole name first, then by a word for its category that fits one type only. */
function typeIn(text: string, types: readonly AbsenceType[]): { type: AbsenceType; phrase: RegExp } | undefined {
  const folded = foldName(text);
  const named = types
    .filter(({ category }) => category.toUpperCase() === "UNPAID_VACATION" || !/\b(unpaid|unbezahlt)/i.test(text))
    .filter(({ name }) =>
      new RegExp(`(?<![\\p{L}\\d])${escapedForRegExp(foldName(name))}(?![\\p{L}\\d])`, "u").test(folded),
    )
    .sort((a, b) => b.name.length - a.name.length)[0];
  if (named) return { type: named, phrase: new RegExp(escapedForRegExp(named.name), "i") };
  const [phrase, category] = WORDS.find(([word]) => word.test(text)) ?? [];
  const fitting = types.filter((type) => type.category.toUpperCase() === category);
  if (phrase && fitting[0] && fitting.length === 1) return { type: fitting[0], phrase };
  const doctor = types.filter(({ name, unit }) => unit === "HOUR" && /arzt|doctor/i.test(name));
  return DOCTOR.test(text) && doctor[0] && doctor.length === 1 ? { type: doctor[0], phrase: DOCTOR } : undefined;
}

function escapedForRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
