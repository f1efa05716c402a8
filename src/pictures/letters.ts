/**
 * What the font has, from and to: Latin, Greek and Cyrillic letters, the marks above them, figures and punctuation.
 * `test/pictures/letters.test.ts` looks into the font.
 */
export const DRAWN: readonly [from: number, to: number][] = [
  [0x20, 0x7e],
  [0xa0, 0xac],
  [0xae, 0x24f],
  [0x300, 0x345],
  [0x370, 0x377],
  [0x37a, 0x37f],
  [0x384, 0x38a],
  [0x38e, 0x3a1],
  [0x3a3, 0x3e1],
  [0x3f0, 0x52f],
  [0x1e00, 0x1f15],
  [0x38c, 0x38c],
  [0x1f18, 0x1f1d],
  [0x1f20, 0x1f45],
  [0x1f48, 0x1f4d],
  [0x1f50, 0x1f57],
  [0x1f80, 0x1fb4],
  [0x1fb6, 0x1fc4],
  [0x2010, 0x2027],
  [0x2030, 0x203a],
  [0x20ac, 0x20ac],
];

/** Pictographs, and what makes them up: they say nothing that the words beside them do not. */
const DECORATION =
  /(?![\d#*©®])\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\u20e3|\ufe0e|\ufe0f/gu;
/** What no line of text shows: controls, joiners and marks of direction, halves of characters. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** What is written above a letter, and has been piled up: no language has more than three, and each takes time to draw. */
const PILED_UP = /(\p{M}{3})\p{M}+/gu;

/**
 * A text as the picture can draw it: without pictographs and what is invisible. Undefined when the font lacks a letter of it, or nothing is
 * left: a box in place of a letter would tell nothing.
 */
export function drawable(text: string): string | undefined {
  const shown = text.normalize("NFC").replace(DECORATION, "").replace(INVISIBLE, "").replace(PILED_UP, "$1");
  const plain = shown.replace(/\s+/g, " ").trim();
  return plain !== "" && [...plain].every(isDrawn) ? plain : undefined;
}

function isDrawn(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  return DRAWN.some(([from, to]) => code >= from && code <= to);
}
