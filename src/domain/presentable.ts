/** Text from elsewhere (Personio, Slack, a form, what somebody typed) as it may stand among ours. */

/** Longer than any name; what is longer would keep everything else out. */
const MOST_CHARACTERS = 300;

const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/**
 * What nobody sees, and what turns the line around in which it stands: controls, halves of characters, marks of direction, fillers, tags.
 * The joiners that Persian, Indian scripts and emoji are written with stay.
 */
const UNSEEN =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
/** Marks above a letter that reach into the lines around it: no language has more than three. */
const PILED_UP = /(\p{M}{3})\p{M}+/gu;

/** One line without anything that is not seen, that turns the line around, or that reaches out of it. At most `max` characters. */
export function presentable(text: string, max = MOST_CHARACTERS): string {
  return seen(text.slice(0, max).replace(BREAKS, " ")).replace(/ +/g, " ").trim();
}

/** The same of a text that may have several lines. */
export function presentableLines(text: string, max: number): string {
  return text.slice(0, max).replace(/\r\n?/g, "\n").split("\n").map(seen).join("\n").trim();
}

/** Without any of these characters at its beginning and its end. An expression for that takes as long as the text is, squared. */
export function trimmed(text: string, atFirst: string, atLast = atFirst): string {
  let [first, last] = [0, text.length];
  while (first < last && atFirst.includes(text.charAt(first))) first += 1;
  while (last > first && atLast.includes(text.charAt(last - 1))) last -= 1;
  return text.slice(first, last);
}

function seen(text: string): string {
  return text.replace(UNSEEN, "").replace(PILED_UP, "$1");
}
