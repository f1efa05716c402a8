import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline/promises";
import { readConfig } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import { startBot } from "../src/start.ts";
import { createCompany } from "./company.ts";
import { formPage, pageOf } from "./html.ts";
import { createPersonioStandIn } from "./personio.ts";
import { readable } from "./readable.ts";
import { readableForm } from "./readable-form.ts";
import { settingsFor } from "./settings.ts";
import { buttonsOf, createSlackStandIn, type Exchange, type SeenForm, type SeenMessage } from "./slack.ts";

/**
 * The real bot between the stand-ins, in a terminal: `npm run demo -- "/whosout next week"` asks once and ends (with --html before it, it
 * prints a page that looks like Slack), without an argument it goes on asking.
 */
const ZONE = "Europe/Berlin";
const CHANNEL = "C0GENERAL";
const FIRST_ASKER = "anna";

const clock = () => new Date();
const folder = mkdtempSync(join(tmpdir(), "whosout-demo-"));
const today = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(clock());
const company = createCompany(today);
const slack = await createSlackStandIn({ ...company.slack, clock });
const personio = await createPersonioStandIn({ world: company.personio, clock });

const read = readConfig({
  ...settingsFor(slack, personio),
  TIME_ZONE: ZONE,
  HOLIDAYS: "DE-BE; München=DE-BY; Wien=AT-9; London=GB-ENG",
  DATABASE_URL: `file:${folder}/whosout.db`,
  LOG_LEVEL: "error",
});
if ("problems" in read) throw new Error(read.problems.join("\n"));
const bot = await startBot(read.config, {
  clock,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  every: (milliseconds, task) => {
    // More often than the real one, so that nobody waits for the digest longer than its minute.
    const timer = setInterval(() => void task(), Math.min(milliseconds, 2000));
    return () => clearInterval(timer);
  },
  random: Math.random,
  log: createLog({ level: "error", secrets: [], write: (line) => process.stderr.write(line) }),
});

let asker = FIRST_ASKER;
let last: SeenMessage | SeenForm | undefined;
let lastHash: string | undefined;
const [flag, ...more] = process.argv.slice(2);
const asPage = flag === "--html";
const typed = (asPage ? more : process.argv.slice(2)).join(" ").trim();
if (typed) await ask(typed);
else await converse();
await bot.stop();
await Promise.all([slack.close(), personio.close()]);
rmSync(folder, { recursive: true });

async function ask(line: string): Promise<void> {
  const isCommand = /^\/(whosout|whois|timeoff|digest)(\s|$)/.test(line);
  if (!isCommand)
    return say(
      `${line}: Slack knows no such command here. Try /whosout, /whois, /timeoff or /digest, with help behind it for examples.`,
    );
  if (!asPage) say(`${asker} types: ${line}\n`);
  await show(await slack.command(company.who(asker).slackId, CHANNEL, line), line);
}

/** What comes of it: a window that opens or changes, or a message. */
async function show(exchange: Exchange, line = ""): Promise<void> {
  const me = company.who(asker).slackId;
  const answer = exchange.answer();
  // A window that was shown already stays open, whatever is asked next.
  const form = slack.nextForm(me, ({ submit, hash }) => submit !== undefined && hash !== lastHash);
  const came = await Promise.any([form, answer]);
  last = came;
  if ("ts" in came) return say(asPage ? pageOf(line, asker, came, nameOf) : readable(came, nameOf));
  lastHash = came.hash;
  say(asPage ? formPage(line, asker, came, nameOf) : readableForm(came, nameOf));
}

function nameOf(id: string): string {
  return [...company.slack.users, ...company.slack.channels].find((one) => one.id === id)?.name ?? id;
}

/** Somebody has set up a digest for #general, which comes within a minute. */
async function setUpDigest(): Promise<void> {
  const gerd = company.who("gerd").slackId;
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, hour: "2-digit", minute: "2-digit" }).format(
    clock().getTime() + 60_000,
  );
  await slack.command(gerd, CHANNEL, "/digest");
  await slack.nextForm(gerd, ({ submit }) => submit !== undefined);
  await slack.fill(gerd, "digest_time", time);
  await slack.fill(gerd, "digest_zone", ZONE);
  await slack.fill(gerd, "digest_language", "en");
  await slack.fill(gerd, "digest_weekdays", ["1", "2", "3", "4", "5", "6", "7"]);
  await slack.fill(gerd, "digest_options", ["postsWhenNobody", "postsOnFreeDays", "followsTheDay"]);
  await slack.submit(gerd);
  await slack.dismiss(gerd);
  say(`Gerd has set up a digest for #general: it comes at ${time}.\n`);
  const isDigest = ({ channel, to }: SeenMessage) => channel === CHANNEL && to === undefined;
  void slack.world.changeFrom(slack.world.position(), isDigest).found.then(({ message }) => {
    last = message;
    say(`\n#general, ${time}\n\n${readable(message, nameOf)}\n`);
  });
}

async function converse(): Promise<void> {
  say(
    [
      `Morgenrot Instruments, ${today}. You are ${asker} (no Slack, no Personio: everything happens on this machine).`,
      "Type /whosout, /whosout next week Design, /whois @gerd … or",
      "  2         to press the second button of the last answer",
      "  as gerd   to be somebody else: gerd (Anna's supervisor, German), april, carla (not in Personio), guest",
      "  quit      to end",
      "",
    ].join("\n"),
  );
  await setUpDigest();
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "> " });
  terminal.prompt();
  for await (const line of terminal) {
    const input = line.trim();
    if (input === "quit" || input === "exit") break;
    await obey(input).catch((error: Error) => say(error.message));
    terminal.prompt();
  }
  terminal.close();
}

async function obey(input: string): Promise<void> {
  const other = /^as @?([\w.]+)$/.exec(input)?.[1];
  if (other) {
    if (company.who(other).slackId === "") return say(`Nobody here is called ${other}.`);
    asker = other;
    return say(`You are ${asker}.`);
  }
  const number = /^\d+$/.test(input) ? Number(input) : undefined;
  const button = number && last ? buttonsOf(last)[number - 1] : undefined;
  const me = company.who(asker).slackId;
  if (last && button) return show(await ("ts" in last ? slack.press(me, last, button) : slack.pressIn(me, button)));
  if (number) return say("The last answer has no such button.");
  if (input !== "") await ask(input);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
