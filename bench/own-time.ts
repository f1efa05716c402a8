import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import axios from "axios";
import undici from "undici";
import { readManifest } from "../sandbox/manifest.ts";
import { createPersonioStandIn } from "../sandbox/personio.ts";
import { settingsFor } from "../sandbox/settings.ts";
import { createSlackStandIn, type SeenMessage, type SlackChannel } from "../sandbox/slack.ts";
import { listen } from "../src/bot.ts";
import { type Config, readConfig } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import { createMetrics } from "../src/metrics.ts";
import { createParts, personioOf, type World } from "../src/parts.ts";
import { connectSlack } from "../src/slack.ts";
import { startBot } from "../src/start.ts";
import { openStore } from "../src/store/open.ts";
import { createTime } from "../test/faults/time.ts";
import { companyOf, SHARE_OUT } from "./company.ts";
import { digestsOf } from "./setups.ts";

export type OwnTime = Awaited<ReturnType<typeof openOwnTime>>;

/**
 * A company of so many people, and the whole bot between the stand-ins in this process, with a time of their own: it goes on to the next
 * timer as soon as nothing is on its way, so that a day takes a minute, and the same happens each time.
 *
 * @param options.begin an instant, such as `2026-11-23T07:00:00Z`
 * @param options.today the day around which the company's absences lie; that of `begin` in UTC, when left out
 * @param options.roundMs how seldom the bot makes its rounds, where that changes nothing: most of a long day's work is looking what is due
 * @param options.digests how many there are, each for a channel of its own
 * @param options.slackMs how long an answer of Slack's takes
 */
export async function openOwnTime(options: {
  people: number;
  begin: string;
  today?: string;
  roundMs?: number;
  digests?: number;
  slackMs?: number;
  env?: Record<string, string>;
}) {
  const wire = countOnItsWay(options.slackMs ?? 0);
  let asking = 0;
  const time = createTime(Date.parse(options.begin), { busy: () => wire.onItsWay() + asking });
  const { clock } = time;
  const today = options.today ?? options.begin.slice(0, 10);
  const company = companyOf(options.people, today, Math.round(options.people * SHARE_OUT));
  const digests = digestsOf(options.digests ?? 0, { users: company.users, orgUnits: company.personio.orgUnits });
  const general: SlackChannel = { id: "C0GENERAL", name: "general", members: company.users.map(({ id }) => id) };
  const slack = await createSlackStandIn({
    users: company.users,
    channels: [general, ...digests.channels],
    clock,
    app: readManifest(),
  });
  const personio = await createPersonioStandIn({ world: company.personio, clock });
  const folder = mkdtempSync(join(tmpdir(), "whosout-bench-"));
  const logged: string[] = [];
  let number = 0;

  /** Settings of a bot; each has a store of its own, where it names none. */
  const configFor = (env: Record<string, string> = {}): Config => {
    number += 1;
    const read = readConfig({
      ...settingsFor(slack, personio),
      DATABASE_URL: `file:${folder}/${number}.db`,
      HOLIDAYS: "DE-BE",
      ...options.env,
      ...env,
    });
    if ("problems" in read) throw new Error(read.problems.join("\n"));
    return read.config;
  };
  const world = (): World => ({
    clock,
    sleep: time.sleep,
    every: (milliseconds, task) => {
      const timer = setInterval(() => void task(), Math.max(milliseconds, options.roundMs ?? 0));
      return () => clearInterval(timer);
    },
    random: () => 0.5,
    log: createLog({ level: "info", secrets: [], write: (line) => logged.push(line) }),
    metrics: createMetrics(),
  });

  const config = configFor();
  await digests.add(config.DATABASE_URL, clock());

  /** Carries out something that the bot and the stand-ins are at, with time standing still while anything is on its way. */
  async function within<T>(work: Promise<T>): Promise<T> {
    let isOver = false;
    const done = work.finally(() => {
      isOver = true;
    });
    done.catch(() => {});
    while (!isOver) await time.pass(1000, () => isOver);
    return done;
  }

  const command = (by: string, line: string) => counted(slack.command(by, general.id, line));

  /** Slack delivers over a socket, which nobody counts: while that is so, time stands still. */
  async function counted<T>(work: Promise<T>): Promise<T> {
    asking += 1;
    return work.finally(() => {
      asking -= 1;
    });
  }

  return {
    time,
    clock,
    company,
    slack,
    personio,
    logged,
    /** Of a bot whose store has the digests. */
    config,
    configFor,
    within,
    /** The whole bot, as `npm start` has it. */
    start: (config: Config) => within(startBot(config, world())),
    /** Time passes until an instant; what is over is over. */
    passUntil: (instant: number) => time.pass(Math.max(0, instant - clock().getTime())),

    /** A bot that knows nothing, reads nothing ahead and does nothing unasked: what an answer costs that is asked for afresh. */
    startAfresh: async (config: Config) => {
      const made = world();
      const connected = await within(connectSlack(config, made.log, made.metrics));
      const store = await openStore(config.DATABASE_URL);
      const outside = {
        slack: connected.app.client,
        clients: connected.clients,
        home: connected.home,
        personio: personioOf(config, made),
        store,
      };
      listen(connected.app, createParts(config, made, outside));
      await within(connected.start());
      return {
        stop: async () => {
          await within(connected.stop());
          await store.close();
        },
      };
    },

    /** Somebody types a command in #general, and this is what they read first. */
    ask: (by: string, line: string): Promise<SeenMessage> =>
      within(command(by, line).then((exchange) => exchange.answer())),
    /** The same, answered by a window or not at all. */
    command: (by: string, line: string) => within(command(by, line)),
    openHome: (by: string) => within(counted(slack.openHome(by))),

    close: async () => {
      time.end();
      wire.end();
      await slack.close();
      await personio.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Counts what the bot has asked of Slack and Personio and not heard yet. */
function countOnItsWay(slackMs: number) {
  let onItsWay = 0;
  const { fetch } = globalThis;
  const { request } = undici;
  const { adapter } = axios.defaults;
  const send = axios.getAdapter("http");
  const counted = async <T>(call: () => Promise<T>): Promise<T> => {
    onItsWay += 1;
    try {
      return await call();
    } finally {
      onItsWay -= 1;
    }
  };
  axios.defaults.adapter = (config) => counted(() => send(config));
  globalThis.fetch = async (input, init) => {
    const answer = await counted(async () => {
      const response = await fetch(input, init);
      // Its body, too, is on its way.
      return new Response(await response.arrayBuffer(), { status: response.status, headers: response.headers });
    });
    if (slackMs > 0) await new Promise((resolve) => setTimeout(resolve, slackMs));
    return answer;
  };
  // Answers go by this one (`src/slack.ts`).
  undici.request = ((...of: Parameters<typeof request>) => counted(() => request(...of))) as typeof request;
  return {
    onItsWay: () => onItsWay,
    end: () => {
      Object.assign(axios.defaults, { adapter });
      globalThis.fetch = fetch;
      undici.request = request;
    },
  };
}
