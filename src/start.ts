import { randomBytes } from "node:crypto";
import { listen } from "./bot.ts";
import { createAskers } from "./commands/asker.ts";
import type { Config } from "./config.ts";
import { type Clock, wallClock, weekOf } from "./domain/calendar.ts";
import { readDayPhrase } from "./domain/day-phrase.ts";
import { createHolidays } from "./domain/holidays.ts";
import type { Log } from "./domain/log.ts";
import { createPersonio } from "./personio/client.ts";
import { createDirectory } from "./personio/directory.ts";
import { factsOf, problemOf } from "./problems.ts";
import { connectSlack } from "./slack.ts";

/** What the outside world gives: time, and chance. */
export type World = { clock: Clock; sleep: (milliseconds: number) => Promise<void>; random: () => number; log: Log };

export type Bot = {
  /** Takes nothing new, finishes what is being answered, and resolves. */
  stop: () => Promise<void>;
};

/**
 * Puts the parts together and starts them. `app.ts` calls it with the real world, the sandbox and the tests with theirs.
 *
 * @throws StartError with one sentence for the admin
 */
export async function startBot(config: Config, world: World): Promise<Bot> {
  const { clock, log } = world;
  const slack = await connectSlack(config, log);
  const personio = createPersonio({
    baseUrl: config.PERSONIO_API_URL,
    clientId: config.PERSONIO_CLIENT_ID,
    clientSecret: config.PERSONIO_CLIENT_SECRET,
    ...world,
  });
  const directory = createDirectory({ personio, clock, zone: config.TIME_ZONE, log });
  const { client } = slack.app;

  // Outermost, so that it counts until the last word is said.
  const inFlight = new Set<Promise<void>>();
  slack.app.use(async ({ next }) => {
    const answering = next();
    inFlight.add(answering);
    await answering.finally(() => inFlight.delete(answering));
  });
  listen(slack.app, {
    directory,
    askers: createAskers({ slack: client, directory, home: slack.home, zone: config.TIME_ZONE, clock, log }),
    holidays: createHolidays(config.HOLIDAYS),
    reasons: config.ABSENCE_REASONS,
    slack: client,
    log,
    newReference: () => randomBytes(4).toString("hex"),
  });

  await slack.start();
  log.info({ socketMode: config.SLACK_APP_TOKEN !== undefined, reasons: config.ABSENCE_REASONS }, "ready");

  // So that the first to ask need not wait, and that a wrong Personio credential is in the log at once. Nobody waits for it.
  void warmUp();
  async function warmUp(): Promise<void> {
    const { day } = wallClock(clock(), config.TIME_ZONE);
    // The patterns of days are compiled at their first use, which takes a quarter of a second.
    readDayPhrase("somebody", day);
    try {
      await directory.absencesDuring(weekOf(day));
    } catch (error) {
      log.warn(
        { problem: problemOf(error).kind, ...factsOf(error) },
        "Personio could not be read; `npm run doctor` tells more",
      );
    }
  }

  return {
    stop: async () => {
      await slack.stop();
      await Promise.allSettled(inFlight);
    },
  };
}
