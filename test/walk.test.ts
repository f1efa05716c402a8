import { describe, expect, it } from "vitest";
import { LANGUAGES, textsFor } from "../src/texts/texts.ts";
import { typedText } from "../src/views/blocks.ts";
import { type Everything, everything } from "./everything.ts";
import { saidIn, wordsOf } from "./texts/words.ts";
import { LENA, type Step, WALKS } from "./walks.ts";
import type { Stage } from "./whole-bot.ts";

/** Words that only English sentences of ours have. */
const ENGLISH = (() => {
  const [english, german] = ["en", "de"].map(
    (code) => new Set([...saidIn(textsFor(code))].flatMap(({ texts }) => texts.flatMap(wordsOf))),
  );
  // Weekdays and months come from Intl: "Do." is a Thursday.
  const days = Array.from({ length: 366 }, (_, index) => new Date(Date.UTC(2026, 0, 1 + index)));
  const dates = (["short", "long"] as const).flatMap((style) =>
    days.flatMap((date) =>
      wordsOf(date.toLocaleDateString("de-DE", { weekday: style, month: style, timeZone: "UTC" })),
    ),
  );
  const spoken = new Set([...(german ?? []), ...dates]);
  return new Set([...(english ?? [])].filter((word) => !spoken.has(word)));
})();

/** What is written otherwise than in backticks and is no sentence of ours: names of people, teams, places, positions, absence types, languages. */
function namesIn({ company }: Stage): string[] {
  const found: string[] = [];
  const look = (value: unknown) => {
    if (typeof value === "string" && /\p{L}/u.test(value)) found.push(value);
    else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) look(one);
  };
  look([LANGUAGES.map(({ name }) => name), company.personio, company.slack.users, company.slack.channels]);
  return [...new Set(found)].sort((a, b) => b.length - a.length);
}

/** Everything that a German colleague sees on a walk; `silent`: what a screen reader has nothing to say of. */
async function seenOn(stage: Everything, walk: Step[]): Promise<{ texts: Set<string>; silent: string[] }> {
  const texts = new Set<string>();
  const silent = new Set<string>();
  const me = stage.id(LENA);
  const read = (value: unknown) => {
    if (typeof value !== "object" || value === null) return;
    if ("type" in value && !isSpoken(value as Element)) silent.add(JSON.stringify(value));
    for (const [key, one] of Object.entries(value)) {
      if (typeof one === "string" && /^(text|alt_text|title|fallback|caption|description)$/.test(key)) texts.add(one);
      else read(one);
    }
  };
  for (const step of walk) {
    await step(stage);
    const { messages, views, homes } = stage.slack.world;
    const mine = messages.filter(({ to, from, channel }) => (to === me || channel === me) && from === undefined);
    for (const { text, blocks } of mine) if (!hasWords(text)) silent.add(JSON.stringify(blocks));
    read([mine, views.filter(({ user }) => user === me), homes.get(me)]);
    for (const { errors } of views) for (const error of Object.values(errors)) texts.add(error);
  }
  return { texts, silent: [...silent] };
}

type Element = { type: string; text?: { text: string }; label?: { text: string }; alt_text?: string; caption?: string };

const hasWords = (text: string | undefined) => /\p{L}{2,}/u.test(text ?? "");

/** Whether a picture has its text, a field its label, a button words and not only a sign, and a table its caption. */
function isSpoken({ type, text, label, alt_text, caption }: Element): boolean {
  if (type === "image") return hasWords(alt_text);
  if (type === "input") return hasWords(label?.text);
  if (type === "button") return hasWords(text?.text);
  return type !== "data_table" || hasWords(caption);
}

/** The texts that hold a word which only English has. */
function englishIn(texts: Iterable<string>, names: readonly string[]): string[] {
  const strange = (text: string) => {
    // The id of a request is drawn by lot, and may hold "be" or "add".
    const plain = typedText(text.replace(/<[^>]*>|\b[0-9a-f]{8}\b/g, " "));
    const own = names.reduce((rest, name) => rest.replaceAll(name, " "), plain);
    return wordsOf(own).filter((word) => ENGLISH.has(word));
  };
  return [...texts].flatMap((text) => (strange(text).length > 0 ? [`${strange(text).join(" ")}: ${text}`] : []));
}

it("knows an English sentence when it sees one", () => {
  expect(englishIn(["Nobody is out this week 🎉"], [])).toHaveLength(1);
  expect(englishIn(["Diese Woche ist niemand abwesend 🎉", "`/whosout next week`"], [])).toEqual([]);
});

describe.each(Object.entries(WALKS))("a German colleague who %s", (_what, walk) => {
  it("meets no English sentence, and nothing that cannot be read aloud", async () => {
    const stage = await everything();
    const seen = await seenOn(stage, walk);
    expect(seen.texts.size).toBeGreaterThan(walk.length / 2);
    expect(englishIn(seen.texts, namesIn(stage))).toEqual([]);
    expect(seen.silent).toEqual([]);
  });
});
