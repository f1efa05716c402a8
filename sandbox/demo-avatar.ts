/** White reads well on each. */
const COLOURS = ["#7a3e9d", "#0b6e4f", "#9c3d10", "#1d5fa8", "#8a2c5a", "#4c5a0f", "#00687a", "#5b4bb5"];

/** A picture of somebody as SVG, as the page draws them too: initials on a colour that is always the same. @param name "Anna Berg" */
export function avatarOf(name: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">
<rect width="96" height="96" fill="${colourOf(name)}"/>
<text x="48" y="51" fill="#fff" font-family="Lato, sans-serif" font-size="38" text-anchor="middle" dominant-baseline="middle">${initialsOf(name)}</text>
</svg>`;
}

export function colourOf(name: string): string {
  const sum = [...name].reduce((total, sign) => (total * 31 + (sign.codePointAt(0) ?? 0)) % 9973, 7);
  return COLOURS[sum % COLOURS.length] ?? "#1d5fa8";
}

/** Of the first and the last word that begin with a letter: "AB", of whatever letters those are. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
