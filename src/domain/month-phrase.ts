import { type Day, monthOf, type Span } from "./calendar.ts";

/** Not "calendar week 49". */
const A_MONTH = /^(?:month|monat|monats(?:bild|kalender)|calendar(?! week)|kalender|picture|bild)(?: |$)(?:of |im )?/i;

/**
 * What else was typed, where somebody asks for the picture of a month, in English or German: "month", "month Design", "Kalender Dezember".
 * Undefined where they do not: "next month", "Monatsabschluss".
 */
export function readMonthPhrase(text: string): string | undefined {
  const typed = text.replace(/\s+/g, " ").trim();
  return A_MONTH.test(typed) ? typed.replace(A_MONTH, "").trim() : undefined;
}

/** The month that some days are of: this one, where they hold today. */
export function monthWith({ first, last }: Span, today: Day): Span {
  return monthOf(first <= today && today <= last ? today : first);
}
