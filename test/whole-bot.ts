import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { createCompany } from "../sandbox/company.ts";
import { readManifest } from "../sandbox/manifest.ts";
import { createPersonioStandIn } from "../sandbox/personio.ts";
import { readable } from "../sandbox/readable.ts";
import { settingsFor } from "../sandbox/settings.ts";
import { createSlackStandIn, type SeenMessage } from "../sandbox/slack.ts";
import { type Config, readConfig } from "../src/config.ts";
import { createLog, type Level } from "../src/log.ts";
import { createMetrics } from "../src/metrics.ts";
import type { World } from "../src/parts.ts";
import { startBot } from "../src/start.ts";
import { isPostgresAsked } from "./store/in-hand.ts";

const MONDAY = "2026-11-23";
export const GENERAL = "C0GENERAL";

export type Stage = Awaited<ReturnType<typeof wholeBot>>;

/**
 * The whole bot between the stand-ins, at nine in the morning (Berlin) of a day of your choice. Nothing waits: the bot's pauses move
 * the clock. Everything is taken down when the test has finished.
 */
export async function wholeBot(
  options: {
    today?: string;
    env?: Record<string, string>;
    logLevel?: Level;
    /** Where its file lies, so that another bot can go on with it. */
    folder?: string;
    prepare?: (stage: Unstarted) => void;
  } = {},
) {
  const { today = MONDAY, logLevel = "info" } = options;
  let now = Date.parse(`${today}T08:00:00Z`);
  const clock = () => new Date(now);
  const company = createCompany(today);
  const slack = await createSlackStandIn({ ...company.slack, clock, app: readManifest() });
  onTestFinished(() => slack.close());
  const personio = await createPersonioStandIn({ world: company.personio, clock });
  onTestFinished(() => personio.close());
  options.prepare?.({ company, slack, personio });

  /** Who sleeps, and until when. Those who do so at the same time wake in the order of their pauses, which do not add up. */
  const sleepers: { until: number; wake: () => void }[] = [];
  const sleep = (milliseconds: number) =>
    new Promise<void>((wake) => {
      sleepers.push({ until: now + milliseconds, wake });
      if (sleepers.length === 1) void wakeAll();
    });
  async function wakeAll(): Promise<void> {
    while (sleepers.length > 0) {
      // So that what this machine does in no time is quicker than any pause.
      for (let turn = 0; turn < 200; turn++) {
        await new Promise(setImmediate);
        if (personio.isAnswering() || isPostgresAsked()) turn = 0;
      }
      const { until } = sleepers.reduce((first, one) => (one.until < first.until ? one : first));
      const next = sleepers.findIndex((one) => one.until === until);
      now = Math.max(now, until);
      const [first] = sleepers.splice(next, 1);
      first?.wake();
    }
  }

  const logged: string[] = [];
  const rounds: (() => Promise<void>)[] = [];
  const folder = options.folder ?? temporaryFolder();
  const env = {
    ...settingsFor(slack, personio),
    HOLIDAYS: "DE-BE; München=DE-BY; Wien=AT-9",
    DATABASE_URL: `file:${folder}/whosout.db`,
    LOG_LEVEL: logLevel,
    ...options.env,
  };
  const world: Omit<World, "metrics"> = {
    clock,
    sleep,
    every: (_milliseconds, task) => {
      rounds.push(task);
      return () => rounds.splice(rounds.indexOf(task), 1);
    },
    random: () => 0.5,
    log: createLog({ level: logLevel, secrets: [], write: (line) => logged.push(line) }),
  };
  const start = async (more: Record<string, string> = {}) => {
    const started = await startBot(configOf({ ...env, ...more }), { ...world, metrics: createMetrics() });
    onTestFinished(() => started.stop());
    return started;
  };
  // What is read ahead waits until the test has the bot, and can still change the company.
  const goOn = personio.pause();
  const bot = await start().finally(goOn);

  const id = (login: string) => company.who(login).slackId;
  const nameOf = (slackId: string) => company.slack.users.find((user) => user.id === slackId)?.name ?? slackId;
  return {
    bot,
    /** One more, on the same store, Slack and Personio; with other settings, as far as they are given. */
    startAnother: start,
    folder,
    /** What it was started with. */
    config: configOf(env),
    world: { ...world, metrics: createMetrics() },
    company,
    slack,
    personio,
    logged,
    id,
    person: (login: string) => company.who(login).personId,
    /** Of a Slack id. */
    nameOf,
    /** What the bot does unasked every few seconds, once. */
    round: async () => {
      for (const task of [...rounds]) await task();
    },
    /** Lets time pass. */
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** Somebody types a command in #general (or elsewhere), and this is the message they get. */
    ask: async (login: string, line: string, channel = GENERAL): Promise<SeenMessage> => {
      const exchange = await slack.command(id(login), channel, line);
      return exchange.answer();
    },
    press: async (login: string, message: SeenMessage, button: string): Promise<SeenMessage> => {
      const exchange = await slack.press(id(login), message, button);
      return exchange.answer();
    },
    /** What a message looks like to a person. */
    read: (message: SeenMessage) => readable(message, nameOf),
  };
}

/** For a bot's file; gone when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "whosout-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Before the bot is started. */
export type Unstarted = {
  company: ReturnType<typeof createCompany>;
  slack: Awaited<ReturnType<typeof createSlackStandIn>>;
  personio: Awaited<ReturnType<typeof createPersonioStandIn>>;
};

export function configOf(env: Record<string, string>): Config {
  const read = readConfig(env);
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  return read.config;
}

/** The line of a message's text that begins with a name; the whole text, when there is none, so that a failure shows it. */
export function lineOf(message: SeenMessage, name: string): string {
  return message.text.split("\n").find((line) => line.includes(name)) ?? message.text;
}
