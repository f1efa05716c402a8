import { listen } from "./bot.ts";
import { type Config, OAUTH_PATH, statusSettings } from "./config.ts";
import { wallClock, weekOf } from "./domain/calendar.ts";
import { readDayPhrase } from "./domain/day-phrase.ts";
import { ROUND_MS } from "./errands/round.ts";
import { createParts, type World } from "./parts.ts";
import { createPersonio } from "./personio/client.ts";
import { factsOf, problemOf } from "./problems.ts";
import { connectSlack, type Route, StartError } from "./slack.ts";
import { openStore, StoreError } from "./store/open.ts";

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
  const store = await openStore(config.DATABASE_URL, log).catch((error: unknown) => {
    throw error instanceof StoreError ? new StartError(error.message) : error;
  });
  const slack = await connectSlack(config, log, routesOf(config)).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const personio = createPersonio({
    baseUrl: config.PERSONIO_API_URL,
    clientId: config.PERSONIO_CLIENT_ID,
    clientSecret: config.PERSONIO_CLIENT_SECRET,
    birthdayAttribute: config.BIRTHDAY_ATTRIBUTE,
    ...world,
  });
  const parts = createParts(config, world, {
    slack: slack.app.client,
    clients: slack.clients,
    home: slack.home,
    personio,
    store,
  });
  const { directory, digests, errands, homes, watch, round } = parts;

  /** What is called at PORT by others than Slack's events, as far as the admin set it up. */
  function routesOf({ PERSONIO_WEBHOOK_TOKEN: token }: Config): Route[] {
    const webhook = {
      path: "/personio/webhooks",
      method: "POST",
      handler: (...call) => void watch.webhook(token ?? "")(...call),
    } satisfies Route;
    const callback = {
      path: OAUTH_PATH,
      method: "GET",
      handler: (...call) => void parts.status?.callback(...call),
    } satisfies Route;
    return [...(token === undefined ? [] : [webhook]), ...(statusSettings(config) ? [callback] : [])];
  }

  // Outermost, so that it counts until the last word is said.
  const inFlight = new Set<Promise<void>>();
  slack.app.use(async ({ next }) => {
    const answering = next();
    inFlight.add(answering);
    await answering.finally(() => inFlight.delete(answering));
  });
  listen(slack.app, parts);

  await slack.start();
  log.info({ socketMode: config.SLACK_APP_TOKEN !== undefined, reasons: config.ABSENCE_REASONS }, "ready");

  const stopRounds = world.every(ROUND_MS, round);
  // What the last process left unfinished.
  void round();

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
      stopRounds();
      await slack.stop();
      await Promise.all([errands.stop(), digests.stop(), homes.stop(), parts.status?.statuses.stop()]);
      await Promise.allSettled(inFlight);
      await store.close();
    },
  };
}
