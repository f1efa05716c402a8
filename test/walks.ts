import { openHome, pressHome } from "./commands/home-stage.ts";
import type { Everything } from "./everything.ts";
import { GENERAL } from "./whole-bot.ts";

/** Somebody whose Slack is German, and who has reports. */
export const LENA = "lena";

export type Step = (stage: Everything) => Promise<unknown>;

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

/** Ways of a German colleague through all that the bot can do. */
export const WALKS: Record<string, Step[]> = {
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
