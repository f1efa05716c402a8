/** A picture of somebody as SVG: initials on a colour that is always the same. @param name of the person, "Anna Berg" */
export function avatarOf(id: string, name: string): string {
  const hue = [...id].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 360, 7);
  const words = name.split(/\s+/).filter((word) => /^\p{L}/u.test(word));
  const initials = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? "")][0] ?? "");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">
<rect width="96" height="96" fill="hsl(${hue} 45% 38%)"/>
<text x="48" y="51" fill="#fff" font-family="Lato, sans-serif" font-size="38" text-anchor="middle" dominant-baseline="middle">${initials.join("").toUpperCase()}</text>
</svg>`;
}
