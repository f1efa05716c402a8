import { readdirSync, readFileSync } from "node:fs";
import { checkSync } from "recheck";
import { parseAst } from "vite";
import { describe, expect, it } from "vitest";
import { isLong } from "../runs.ts";

const SOURCE = new URL("../../src/", import.meta.url).pathname;
const FILES = readdirSync(SOURCE, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

type Expression = { file: string; source: string; flags: string };

/** All regular expressions that stand in our code, and the files that make some of strings. */
function written(): { literals: Expression[]; makers: string[] } {
  const literals: Expression[] = [];
  const makers = new Set<string>();
  const look = (node: unknown, file: string): void => {
    if (typeof node !== "object" || node === null) return;
    if ("regex" in node && node.regex) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      literals.push({ file, source: pattern, flags });
    }
    const { type, callee } = node as { type?: string; callee?: { name?: string } };
    if ((type === "NewExpression" || type === "CallExpression") && callee?.name === "RegExp") makers.add(file);
    for (const one of Object.values(node)) look(one, file);
  };
  for (const file of FILES) look(parseAst(readFileSync(`${SOURCE}${file}`, "utf8"), { lang: "ts" }), file);
  return { literals, makers: [...makers] };
}

/** Those that are made of strings, while what makes them is loaded and used. */
async function computed(makers: readonly string[]): Promise<Expression[]> {
  const made = new Map<string, Expression>();
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct: (target, given, as) => {
      const expression: RegExp = Reflect.construct(target, given, as);
      const { source, flags } = expression;
      const file = /\/src\/([\w/-]+\.ts)/.exec((new Error("where").stack ?? "").split("\n")[2] ?? "")?.[1];
      if (file) made.set(`${source}/${flags}`, { file, source, flags });
      return expression;
    },
  });
  try {
    for (const file of makers) await import(/* @vite-ignore */ `${SOURCE}${file}`);
    const { readDayPhrase } = await import("../../src/domain/day-phrase.ts");
    const { readTimeOffPhrase } = await import("../../src/domain/time-off-phrase.ts");
    const types = [{ id: "1", name: "Urlaub (+) [a]*", category: "PAID_VACATION", unit: "DAY" as const }];
    for (const said of [
      "x",
      "next friday",
      "24-28 dec",
      "last 3 weeks",
      "monday next week",
      "urlaub (+) [a]* morgen",
    ]) {
      readDayPhrase(said, "2026-11-23");
      readTimeOffPhrase(said, "2026-11-23", types);
    }
  } finally {
    globalThis.RegExp = original;
  }
  return [...made.values()];
}

/**
 * What an expression can cost, by the automaton that it stands for, and not by a clock: the same at each run.
 * @returns undefined where it grows no faster than the text, and, in the share, where that takes longer to find out
 */
function costOf({ file, source, flags }: Expression): string | undefined {
  const found = checkSync(source, flags, { checker: "automaton", timeout: isLong ? 120_000 : 300 });
  if (found.status === "safe" || (found.status === "unknown" && !isLong)) return undefined;
  const cost = found.status === "vulnerable" ? found.complexity.summary : found.error.kind;
  return `${file}: ${cost}: /${source}/${flags}`;
}

describe("no text can make an expression of ours slow:", () => {
  const { literals, makers } = written();

  it("knows one that is slow", () => {
    expect(literals.length).toBeGreaterThan(100);
    expect(costOf({ file: "", source: "^(a+)+$", flags: "" })).toContain("exponential");
    expect(costOf({ file: "", source: "\\s+$", flags: "" })).toContain("polynomial");
  });

  it("those that are written as such", { timeout: 300_000 }, () => {
    const known = new Map(literals.map((one) => [`${one.source}/${one.flags}`, one]));
    expect([...known.values()].flatMap((one) => costOf(one) ?? [])).toEqual([]);
  });

  it("those that are made of strings", { timeout: 300_000 }, async () => {
    const made = await computed(makers);
    expect(new Set(made.map(({ file }) => file))).toEqual(new Set(makers));
    expect(made.flatMap((one) => costOf(one) ?? [])).toEqual([]);
  });
});
