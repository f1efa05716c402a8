import { randomUUID } from "node:crypto";
import { listen } from "./bot.ts";
import { rehearse } from "./commands/rehearse.ts";
import { type Config, OAUTH_PATH, USUAL_PORT } from "./config.ts";
import type { AbsencePeriod } from "./domain/absence.ts";
import { wallClock, weekOf } from "./domain/calendar.ts";
import { readDayPhrase } from "./domain/day-phrase.ts";
import { ROUND_MS } from "./errands/round.ts";
import { healthRoutes } from "./health.ts";
import { hear } from "./heard.ts";
import { createParts, personioOf, type World } from "./parts.ts";
import { factsOf, problemOf } from "./problems.ts";
import { createQueues } from "./queues.ts";
import { createRequests } from "./requests.ts";
import { createWebServer, type Route } from "./server.ts";
import { connectSlack, StartError } from "./slack.ts";
import { openStore, StoreError } from "./store/open.ts";

/** By then whoever asked at the start waits for Personio once more: for contracts. */
const WAITED_MS = 60;
/** By then Personio has been asked for the next page. */
const SENT_MS = 70;

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
  const { clock, log, metrics } = world;
  const store = await openStore(config.DATABASE_URL, log).catch((error: unknown) => {
    throw error instanceof StoreError ? new StartError(error.message) : error;
  });
  const personio = personioOf(config, world);
  // So that there is a token by the time Slack is connected. Whoever needs it hears of it, should it be refused.
  personio.grantedScopes().catch(() => {});
  const slack = await connectSlack(config, log, metrics).catch(async (error: unknown) => {
    await store.close();
    throw error;
  });
  const parts = createParts(config, world, {
    slack: slack.app.client,
    clients: slack.clients,
    home: slack.home,
    personio,
    store,
  });
  const { directory, digests, errands, homes, round } = parts;
  const today = () => wallClock(clock(), config.TIME_ZONE).day;

  const requests = createRequests({ newId: () => randomUUID().slice(0, 8), metrics, clock, log });
  const queues = createQueues({ log });
  // The receivers hand over everything here.
  slack.app.processEvent = requests.around(queues.around(slack.app.processEvent.bind(slack.app)));
  hear(slack.app, slack.respondTo, (listening) => listen(listening, parts));

  const called = [...slack.routes, ...routesOf(config, parts)];
  const server = called.length > 0 || config.PORT !== undefined ? await listenOn(config.PORT ?? USUAL_PORT) : undefined;
  async function listenOn(port: number) {
    metrics.watchProcess();
    const { isConnected } = slack;
    const watched = healthRoutes({ isConnected, store, personio, metrics, token: config.METRICS_TOKEN, clock, log });
    const web = createWebServer({ routes: [...called, ...watched], port, log });
    await web.start().catch((error: NodeJS.ErrnoException) => {
      throw new StartError(`PORT ${port} cannot be listened on (${error.code}). Set PORT to a free one.`);
    });
    return web;
  }
  let isRehearsed = false;
  let isStopped = false;
  const firstReading = readAhead();
  await slack.start();
  log.info({ socketMode: config.SLACK_APP_TOKEN !== undefined, reasons: config.ABSENCE_REASONS }, "ready");

  const stopRounds = world.every(ROUND_MS, round);
  void settle();

  /** While Slack is being connected: so that the first to ask need not wait, and that a wrong Personio credential is in the log at once. */
  async function readAhead(): Promise<void> {
    await directory.absencesDuring(weekOf(today()), rehearseOnce).catch((error: unknown) => {
      log.warn(
        { problem: problemOf(error).kind, ...factsOf(error) },
        "Personio could not be read; npm run doctor tells more",
      );
    });
  }

  /** While the next page is on its way. */
  async function rehearseOnce(soFar: readonly AbsencePeriod[]): Promise<void> {
    if (isRehearsed) return;
    isRehearsed = true;
    await world.sleep(SENT_MS);
    await rehearse(directory.soFar(soFar), { today: today(), zone: config.TIME_ZONE }, parts);
  }

  /** What would only be in the way of the first answer. Nobody waits for it. */
  async function settle(): Promise<void> {
    await firstReading;
    await world.sleep(WAITED_MS);
    if (isStopped) return;
    // What the last process left unfinished.
    void round();
    // The patterns of days are compiled at their first use, which takes a tenth of a second.
    readDayPhrase("somebody", today());
  }

  return {
    stop: async () => {
      isStopped = true;
      stopRounds();
      server?.stop();
      await slack.stop();
      await Promise.all([errands.stop(), digests.stop(), homes.stop(), parts.status?.statuses.stop()]);
      await requests.settled();
      await store.close();
    },
  };
}

/** What is called at PORT by others than Slack's events, as far as the admin set it up. */
function routesOf(
  { PERSONIO_WEBHOOK_TOKEN: token }: Config,
  { watch, status }: ReturnType<typeof createParts>,
): Route[] {
  return [
    ...(token ? [{ path: "/personio/webhooks", method: "POST", handler: watch.webhook(token) } satisfies Route] : []),
    ...(status ? [{ path: OAUTH_PATH, method: "GET", handler: status.callback } satisfies Route] : []),
  ];
}
