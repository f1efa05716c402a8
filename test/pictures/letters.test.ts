import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { DRAWN, drawable } from "../../src/pictures/letters.ts";

const require = createRequire(import.meta.url);

/** The characters that a TrueType font has signs for, as its table for the basic plane (format 4) lists them. */
function charactersIn(file: string): Set<number> {
  const font = readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${file}`));
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, at) => 12 + 16 * at);
  const cmap = font.readUInt32BE((tables.find((at) => font.toString("latin1", at, at + 4) === "cmap") ?? 0) + 8);
  const parts = Array.from(
    { length: font.readUInt16BE(cmap + 2) },
    (_, at) => cmap + font.readUInt32BE(cmap + 8 + 8 * at),
  );
  const part = parts.find((at) => font.readUInt16BE(at) === 4) ?? 0;
  const twice = font.readUInt16BE(part + 6);
  const found = new Set<number>();
  for (let at = 0; at < twice; at += 2) {
    const last = font.readUInt16BE(part + 14 + at);
    const first = font.readUInt16BE(part + 16 + twice + at);
    for (let code = first; code <= last && code < 0xffff; code++) found.add(code);
  }
  return found;
}

describe("the letters of the pictures", () => {
  it.each(["400Regular/NotoSans_400Regular.ttf", "700Bold/NotoSans_700Bold.ttf"])("stand in %s", (file) => {
    const has = charactersIn(file);
    const lacking = DRAWN.flatMap(([from, to]) =>
      Array.from({ length: to - from + 1 }, (_, at) => from + at).filter(
        (code) => !has.has(code) && /\p{Assigned}/u.test(String.fromCodePoint(code)),
      ),
    );
    expect(lacking.map((code) => code.toString(16))).toEqual([]);
  });

  it.each([
    ["Jörg Müller-Lüdenscheidt", "Jörg Müller-Lüdenscheidt"],
    ["Łukasz Wójcik, Gül Işık, Nguyễn Thị", "Łukasz Wójcik, Gül Işık, Nguyễn Thị"],
    ["Ελένη Παπαδοπούλου", "Ελένη Παπαδοπούλου"],
    ["Анна Петрова", "Анна Петрова"],
    // Two characters that are one letter.
    ["Zoe\u0308", "Zoë"],
    ["🌴 Urlaub 👩‍💻", "Urlaub"],
    ["Team #1 ©", "Team #1 ©"],
    ["\u202eevil\u0007", "evil"],
    ["健 佐藤", undefined],
    ["محمد علي", undefined],
    ["Anna 健", undefined],
    ["🌴", undefined],
    ["\ud800", undefined],
    ["", undefined],
  ])("draws %j as %j", (text, drawn) => {
    expect(drawable(text)).toBe(drawn);
  });
});
