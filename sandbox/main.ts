import { createInterface } from "node:readline/promises";
import { readConfig } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import { startBot } from "../src/start.ts";
import { createCompany } from "./company.ts";
import { pageOf } from "./html.ts";
import { createPersonioStandIn } from "./personio.ts";
import { readable } from "./readable.ts";
import { settingsFor } from "./settings.ts";
import { buttonsOf, createSlackStandIn, type Exchange, type SeenMessage } from "./slack.ts";

/**
 * The real bot between the stand-ins, in a terminal: `npm run demo -- "/whosout next week"` asks once and ends (with --html before it, it
 * prints a page that looks like Slack), without an argument it goes on asking.
 */
const ZONE = "Europe/Berlin";
const CHANNEL = "C0GENERAL";
const FIRST_ASKER = "anna";

const clock = () => new Date();
const today = new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(clock());
const company = createCompany(today);
const slack = await createSlackStandIn({ ...company.slack, clock });
const personio = await createPersonioStandIn({ world: company.personio, clock });

const read = readConfig({
  ...settingsFor(slack, personio),
  TIME_ZONE: ZONE,
  HOLIDAYS: "DE-BE; München=DE-BY; Wien=AT-9; London=GB-ENG",
  LOG_LEVEL: "error",
});
if ("problems" in read) throw new Error(read.problems.join("\n"));
const bot = await startBot(read.config, {
  clock,
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
  log: createLog({ level: "error", secrets: [], write: (line) => process.stderr.write(line) }),
});

let asker = FIRST_ASKER;
let last: SeenMessage | undefined;
const [flag, ...more] = process.argv.slice(2);
const asPage = flag === "--html";
const typed = (asPage ? more : process.argv.slice(2)).join(" ").trim();
if (typed) await ask(typed);
else await converse();
await bot.stop();
await Promise.all([slack.close(), personio.close()]);

async function ask(line: string): Promise<void> {
  const isCommand = /^\/(whosout|whois)(\s|$)/.test(line);
  if (!isCommand)
    return say(`${line}: Slack knows no such command here. Try /whosout or /whois, with help behind it for examples.`);
  const exchange = await slack.command(company.who(asker).slackId, CHANNEL, line);
  if (asPage) return say(pageOf(line, asker, await exchange.answer(), nameOf));
  say(`${asker} types: ${line}\n`);
  await show(exchange);
}

async function show(exchange: Exchange): Promise<void> {
  last = await exchange.answer();
  say(readable(last, nameOf));
}

function nameOf(id: string): string {
  return company.slack.users.find((user) => user.id === id)?.name ?? id;
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
  if (last && button) return show(await slack.press(company.who(asker).slackId, last, button.action_id));
  if (number) return say("The last answer has no such button.");
  if (input !== "") await ask(input);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
