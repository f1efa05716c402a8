/** Pieces of SVG. Whatever comes from elsewhere goes through `escaped`. */

type Attributes = Record<string, string | number>;

export function tag(name: string, values: Attributes): string {
  return `<${name} ${attributes(values)}/>`;
}

export function attributes(values: Attributes): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${typeof value === "number" ? Number(value.toFixed(2)) : escaped(value)}"`)
    .join(" ");
}

/** A line of text. `halo`: a rim in this colour, so that it reads on a pattern or a line. */
export function text(
  said: string,
  how: {
    x: number;
    y: number;
    size: number;
    fill: string;
    isBold?: boolean;
    isCentred?: boolean;
    isAtEnd?: boolean;
    halo?: string;
  },
): string {
  const values = attributes({
    x: how.x,
    y: how.y,
    "font-size": how.size,
    fill: how.fill,
    ...(how.isBold && { "font-weight": 700 }),
    ...(how.isCentred && { "text-anchor": "middle" }),
    ...(how.isAtEnd && { "text-anchor": "end" }),
    ...(how.halo && { stroke: how.halo, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" }),
  });
  return `<text ${values}>${escaped(said)}</text>`;
}

/** How wide a text is at most, in the units of `size`: letters by their kind, rather too wide than too narrow. */
export function widthOf(said: string, size: number, isBold = false): number {
  let ems = 0;
  for (const letter of said)
    ems += /[\p{M}]/u.test(letter) ? 0 : (WIDTHS.find(([kind]) => kind.test(letter))?.[1] ?? 0.64);
  return ems * size * (isBold ? 1.07 : 1);
}

const WIDTHS: [RegExp, number][] = [
  [/[ijlI.,:;'|!·’()[\] -]/, 0.36],
  [/[ftr]/, 0.44],
  [/[mwWM@%–—…&ЖШЩЮжшщюфмыЫМΩω]/u, 0.95],
  [/\p{Lu}/u, 0.75],
];

/** As much of a text as has room, the cut marked. Never cuts a character in two, nor the mark above a letter from it. */
export function cut(said: string, size: number, room: number): string {
  const letters = said.match(/\P{M}\p{M}*/gu) ?? [];
  let [width, fitting] = [0, 0];
  for (const letter of letters) {
    width += widthOf(letter, size, true);
    if (width > room) break;
    fitting += 1;
  }
  if (fitting === letters.length) return said;
  const mark = widthOf("…", size, true);
  let kept = letters.slice(0, fitting);
  while (kept.length > 0 && widthOf(kept.join(""), size, true) + mark > room) kept = kept.slice(0, -1);
  return `${kept.join("").trimEnd()}…`;
}

/** Neither mark-up nor characters that XML does not know, alone halves of a character among them. */
function escaped(said: string): string {
  return said
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
