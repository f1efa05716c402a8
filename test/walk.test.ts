import { describe, expect, it } from "vitest";
import { LANGUAGES, textsFor } from "../src/texts/texts.ts";
import { typedText } from "../src/views/blocks.ts";
import { openHome, pressHome } from "./commands/home-stage.ts";
import { type Everything, everything } from "./everything.ts";
import { saidIn, wordsOf } from "./texts/words.ts";
import { GENERAL, type Stage } from "./whole-bot.ts";

/** Somebody whose Slack is German, and who has reports. */
const LENA = "lena";

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

type Step = (stage: Everything) => Promise<unknown>;

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
    const plain = typedText(text.replace(/<[^>]*>/g, " "));
    const own = names.reduce((rest, name) => rest.replaceAll(name, " "), plain);
    return wordsOf(own).filter((word) => ENGLISH.has(word));
  };
  return [...texts].flatMap((text) => (strange(text).length > 0 ? [`${strange(text).join(" ")}: ${text}`] : []));
}

const say =
  (line: string): Step =>
  ({ ask }) =>
    ask(LENA, line);
/** Presses a button of what a command answers. */
const sayAndPress =
  (line: string, button: string): Step =>
  async ({ ask, press }) =>
    press(LENA, await ask(LENA, line), button);
const hasForm = ({ submit }: { submit?: string }) => submit !== undefined;
const open =
  (line: string, login = LENA): Step =>
  async ({ slack, id }) => {
    await slack.command(id(login), GENERAL, line);
    await slack.nextForm(id(login), hasForm);
  };
const send =
  (login = LENA): Step =>
  ({ slack, id }) =>
    slack.submit(id(login));
const close: Step = ({ slack, id }) => slack.dismiss(id(LENA), { all: true });
const personioIsDown: Step = async ({ personio, pass }) => {
  personio.state.settings.isDown = true;
  pass(30 * 3_600_000);
};

const WALKS: Record<string, Step[]> = {
  "asks who is out": [
    ...["", "help", "today", "nächste Woche", "Dezember", "30 Feb", "Anna", "Tom", "Nirgends", "Wien", "mein Team"].map(
      (text) => say(`/whosout ${text}`),
    ),
    sayAndPress("/whosout", "Woche danach ›"),
  ],
  "looks people up": ["", "help", "Anna", "Tom Fischer", "niemand@example.com", "anna@example.com", "@april"].map(
    (who) => say(`/whois ${who}`),
  ),
  "asks for time off, and one of her reports does": [
    ...["help", "liste", "30 Feb"].map((text) => say(`/timeoff ${text}`)),
    open("/timeoff 1.12. – 4.12. Urlaub"),
    send(),
    ({ slack, id }) => slack.nextMessageTo(id(LENA)),
    close,
    say("/timeoff liste"),
    open("/timeoff 24.12. – 31.12. Urlaub"),
    send(),
    close,
    open("/timeoff 21.12. – 22.12. Urlaub", "mo"),
    send("mo"),
    ({ slack, id }) => slack.nextMessageTo(id("mo")),
  ],
  "asks for hours, also in a window": [
    ...["", "help", "heute", "letzte Woche", "diesen Monat", "30 Feb", "@anna", "Mo", "Nirgends"].map((text) =>
      say(`/hours ${text}`),
    ),
    sayAndPress("/hours", "‹ Woche davor"),
    async (stage) => {
      await openHome(stage, LENA);
      await pressHome(stage, LENA, "home_hours");
      await stage.slack.nextForm(stage.id(LENA), ({ blocks }) => blocks.length > 1);
    },
  ],
  "uses shortcuts": [
    async ({ slack, id }) => {
      await slack.shortcut(id(LENA), "whos_out");
      await slack.nextForm(id(LENA), ({ blocks }) => blocks.length > 1);
    },
    ...["anna", "carla", "robot"].map(
      (login): Step =>
        async ({ slack, id }) => {
          const message = slack.world.post({ channel: GENERAL, from: id(login), text: "Moin!", blocks: [] });
          await (await slack.messageShortcut(id(LENA), message, "who_is_this")).answer();
        },
    ),
  ],
  "sets up a digest": [
    say("/digest help"),
    say("/digest liste"),
    open("/digest"),
    async ({ slack, id }) => {
      await slack.pressIn(id(LENA), "Vorschau der nächsten Nachricht");
      await slack.nextForm(id(LENA), ({ title, blocks }) => title === "Die nächste Nachricht" && blocks.length > 1);
    },
    ({ slack, id }) => slack.dismiss(id(LENA)),
    send(),
    close,
    say("/digest liste"),
    sayAndPress("/digest liste", "Pausieren"),
    sayAndPress("/digest liste", "Löschen"),
  ],
  "looks at a month": [
    say("/whosout Bild help"),
    say("/whosout Monat"),
    ({ slack, id }) => slack.nextMessageTo(id(LENA)),
    async (stage) => {
      const picture = stage.slack.seenBy(stage.id(LENA), stage.id(LENA)).at(-1);
      if (picture) await stage.press(LENA, picture, "Im Channel teilen");
    },
  ],
  "looks at App Home, and chooses her settings": [
    (stage) => openHome(stage, LENA),
    async (stage) => {
      await pressHome(stage, LENA, "home_settings");
      await stage.slack.nextForm(stage.id(LENA), hasForm);
    },
    send(),
    (stage) => pressHome(stage, LENA, "home_whos_out"),
    ({ slack, id }) => slack.nextForm(id(LENA), ({ blocks }) => blocks.length > 1),
    close,
    personioIsDown,
    (stage) => openHome(stage, LENA),
  ],
  "mentions somebody who is out": [
    async ({ slack, id }) => (await slack.say(id(LENA), GENERAL, "@anna @guel schaut ihr mal?"))?.answer(),
  ],
  "lets the bot set her status, and stops it": [
    (stage) => stage.allow(LENA),
    (stage) => openHome(stage, LENA),
    async (stage) => {
      await pressHome(stage, LENA, "home_settings");
      await stage.slack.nextForm(stage.id(LENA), hasForm);
    },
    ({ slack, id }) => slack.pressIn(id(LENA), "status_stop"),
  ],
  "asks while Personio is down": [
    personioIsDown,
    ...["/whosout", "/whois Anna", "/timeoff liste", "/hours", "/whosout Monat"].map(say),
  ],
};

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
