import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { readConfig } from "../src/config.ts";
import { createLog } from "../src/log.ts";
import { type Bot, startBot } from "../src/start.ts";
import type { DemoStage } from "./demo-stage.ts";
import { settingsFor } from "./settings.ts";

export type { Bot };

/** More often than the real one, so that nobody waits long for a digest. */
const ROUND_MS = 1000;

/**
 * The real bot, as often as somebody wants it: the one file of the sandbox that knows `src/`. Each is told of what happens in Personio
 * by its webhook.
 *
 * @param options.zone of the company, IANA
 * @param options.write takes the bots' log, of errors alone, line by line
 */
export async function createBots(options: { clock: () => Date; zone: string; write: (line: string) => void }) {
  const { clock, zone, write } = options;
  const log = createLog({ level: "error", secrets: [], write });
  const port = await freePort();
  const token = randomUUID();

  return {
    webhook: { url: `http://127.0.0.1:${port}/personio/webhooks`, token },

    /** @throws StartError with one sentence, when Slack does not answer for example */
    start: ({ slack, personio, store }: Pick<DemoStage, "slack" | "personio" | "store">): Promise<Bot> => {
      const read = readConfig({
        ...settingsFor(slack, personio),
        TIME_ZONE: zone,
        HOLIDAYS: "DE-BE; München=DE-BY; Wien=AT-9; London=GB-ENG",
        DATABASE_URL: store.url,
        PERSONIO_WEBHOOK_TOKEN: token,
        PORT: `${port}`,
        LOG_LEVEL: "error",
      });
      if ("problems" in read) throw new Error(read.problems.join("\n"));
      return startBot(read.config, {
        clock,
        sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
        every: (milliseconds, task) => {
          const timer = setInterval(() => void task(), Math.min(milliseconds, ROUND_MS));
          return () => clearInterval(timer);
        },
        random: Math.random,
        log,
      });
    },
  };
}

/** A port of this machine that nobody listens on right now. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== "object" || address === null) throw new Error("no port is free");
  return address.port;
}
