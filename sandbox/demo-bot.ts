import { randomUUID } from "node:crypto";
import { readConfig } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import { createMetrics } from "../src/metrics.ts";
import { type Bot, startBot } from "../src/start.ts";
import { HOLIDAYS } from "./demo-holidays.ts";
import type { DemoStage } from "./demo-stage.ts";
import { freePort } from "./free-port.ts";
import { settingsFor } from "./settings.ts";

export type { Bot };

/** More often than the real one, so that nobody waits long for a digest. */
const ROUND_MS = 1000;
/** The same for every bot of every demo: what it seals are a stand-in's tokens. */
const TOKEN_KEY = "00".repeat(32);
/** How long a bot may finish what it is at: nobody at the page waits longer, however slow Personio is. */
const STOP_LIMIT_MS = 5000;

/**
 * Starts the real bot: the one file of the sandbox that knows `src/`. It is told of what happens in Personio by a webhook of its own. One
 * that does not stop in time is given up: nothing that it says afterwards is heard, as if its process had been killed.
 *
 * @param options.zone of the company, IANA
 * @param options.write takes the bot's log, of errors alone, line by line
 * @throws StartError with one sentence, when Slack does not answer for example
 */
export async function startDemoBot(
  { slack, personio, store }: Pick<DemoStage, "slack" | "personio" | "store">,
  options: { clock: () => Date; zone: string; write: (line: string) => void },
): Promise<Bot> {
  const { clock, zone, write } = options;
  let isGivenUp = false;
  const port = await freePort();
  const token = randomUUID();
  const publicUrl = `http://127.0.0.1:${port}`;
  slack.world.redirectUrls = [publicUrl];
  const read = readConfig({
    ...settingsFor(slack, personio),
    TIME_ZONE: zone,
    HOLIDAYS,
    DATABASE_URL: store.url,
    AWAY_NOTICES: "true",
    SLACK_CLIENT_ID: slack.world.clientId,
    SLACK_CLIENT_SECRET: slack.world.clientSecret,
    TOKEN_KEY,
    PUBLIC_URL: publicUrl,
    PERSONIO_WEBHOOK_TOKEN: token,
    PORT: `${port}`,
    LOG_LEVEL: "error",
  });
  if ("problems" in read) throw new Error(read.problems.join("\n"));
  const bot = await startBot(read.config, {
    clock,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    every: (milliseconds, task) => {
      const timer = setInterval(() => void task(), Math.min(milliseconds, ROUND_MS));
      return () => clearInterval(timer);
    },
    random: Math.random,
    log: createLog({ level: "error", secrets: [], write: (line) => isGivenUp || write(line) }),
    metrics: createMetrics(),
  });
  personio.state.settings.webhook = { url: `${publicUrl}/personio/webhooks`, token };

  return {
    stop: async () => {
      let timer: NodeJS.Timeout | undefined;
      const limit = new Promise<"late">((resolve) => {
        timer = setTimeout(() => resolve("late"), STOP_LIMIT_MS);
      });
      const stopped = await Promise.race([bot.stop(), limit]).finally(() => clearTimeout(timer));
      if (stopped !== "late") return;
      isGivenUp = true;
      slack.disown();
      personio.renewSecret();
    },
  };
}
