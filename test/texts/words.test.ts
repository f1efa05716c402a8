import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { LANGUAGES, type Texts, textsFor } from "../../src/texts/texts.ts";
import { saidIn, textsIn, wordsOf } from "./words.ts";

const source = join(import.meta.dirname, "../../src");
const wordsIn = (texts: Texts) => new Set([...saidIn(texts)].flatMap((said) => said.texts.flatMap(wordsOf)));

/** Names, words of Slack's and Personio's own, and what is spelled alike by chance. More of them is English that was left standing. */
const SHARED =
  `also am an api app berlin browser channel channels client digest hand hr id in invite link mail manifest min minute moment pause person personio position private scope secret slack so stand status still team teams was whosout workspace yml`.split(
    /\s+/,
  );

it("no English sentence was left standing in the German ones", () => {
  const english = wordsIn(textsFor("en"));
  const shared = [...wordsIn(textsFor("de"))].filter((word) => english.has(word));
  expect(shared.sort()).toEqual(SHARED);
});

it("every language says of everything something of its own", () => {
  const [english, ...others] = LANGUAGES.map(({ code }) => [...saidIn(textsFor(code))]);
  for (const other of others) {
    expect(other.map(({ place }) => place).sort()).toEqual(english?.map(({ place }) => place).sort());
    const said = new Map(other.map(({ place, texts }) => [place, texts.join("\n")]));
    const same = english?.filter(
      ({ place, texts }) => wordsOf(texts.join(" ")).length > 2 && said.get(place) === texts.join("\n"),
    );
    expect(same).toEqual([]);
  }
});

/** What people type, and a word that the store knows a posting by. */
const NO_SENTENCES = new Set([
  "my team",
  "mein team",
  "asked for",
  // What metrics call what is kept.
  "users by e-mail",
  "members of a channel",
  "members of a channel now",
  "members of a channel lately",
]);

it("every sentence for people stands in the catalogues, so that it can be translated", () => {
  const rooms = ["bot.ts", "problems.ts", "commands", "views", "errands", "digests", "presence"];
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && rooms.some((room) => file.startsWith(room)),
  );
  // Only marks what the catalogue says.
  files.splice(files.indexOf("views/status-page.ts"), 1);
  expect(files.length).toBeGreaterThan(rooms.length);
  const sentences = files.flatMap((file) =>
    textsIn(readFileSync(join(source, file), "utf8"))
      .filter((text) => !NO_SENTENCES.has(text) && /\p{L}{2,} \p{L}{2,}/u.test(text))
      .map((text) => `${file}: ${text}`),
  );
  expect(sentences).toEqual([]);
});

it("German has one word for a channel: Slack's own", () => {
  const german = [...saidIn(textsFor("de"))].flatMap(({ texts }) => texts);
  expect(german.filter((text) => /Kan[aä]l/.test(text))).toEqual([]);
});
