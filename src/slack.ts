import { App, HTTPReceiver, type Receiver, RespondError, type RespondFn, SocketModeReceiver } from "@slack/bolt";
import { WebClient, type WebClientOptions } from "@slack/web-api";
import undici from "undici";
import { slackErrorOf } from "./commands/slack-error.ts";
import type { Home } from "./commands/slack-user.ts";
import type { Config } from "./config.ts";
import type { Log } from "./domain/log.ts";
import type { Metrics } from "./domain/metrics.ts";
import { boltLogger } from "./log.ts";
import { factsOf } from "./problems.ts";
import { bodyOf, type Route } from "./server.ts";

/** What keeps the bot from starting, as one sentence for the admin. */
export class StartError extends Error {
  override readonly name = "StartError";
}

export type Slack = {
  app: App;
  clients: Clients;
  home: Home;
  /** Answers at a `response_url`. */
  respondTo: (responseUrl: string) => RespondFn;
  /** What Slack calls on PORT. */
  routes: Route[];
  isConnected: () => boolean;
  /** Resolves when we can hear Slack. @throws StartError */
  start: () => Promise<void>;
  /** Stops taking requests and resolves when the connection is closed. What is being answered goes on. */
  stop: () => Promise<void>;
};

/** Clients beside the one that answers people. */
export type Clients = {
  /** Waits when Slack asks for it: for lists, and whatever nobody waits for. */
  patient: WebClient;
  /** The same for lists of very many pages, of which Slack gives few a minute: one "slow down" stops all calls of a client. */
  listing: WebClient;
  /** Neither repeats nor waits: for what must not happen twice. */
  posting: WebClient;
  /** Has no token: for calls in somebody's name, with theirs. Does not wait when Slack asks for it. */
  people: WebClient;
};

const SECOND = 1000;
/** A call of Slack's inside an answer: two more tries, and no waiting for ever (the client's own default is no limit at all). */
const CALLS = {
  retryConfig: { retries: 2, minTimeout: 300, factor: 2 },
  timeout: 8 * SECOND,
} satisfies WebClientOptions;
const PATIENT = { retryConfig: { retries: 5, minTimeout: SECOND, factor: 2 }, timeout: 30 * SECOND };
/** Nobody waits for it, so it may take long; the longer, the more often its answer is heard. */
const POSTS = { retryConfig: { retries: 0 }, rejectRateLimitedCalls: true, timeout: 30 * SECOND };
/**
 * Reconnecting never gives up: when a bounded policy is used up, the client's rejection escapes from a timer, and the process
 * dies or stays deaf (Bolt 5.1). After 15 tries the pause stays at half a minute; chance spreads many instances.
 */
const RECONNECTS = { retries: 15, forever: true, factor: 1.3, maxTimeout: 30 * SECOND, randomize: true };
/** Whatever stands before these is Slack's: `hooks.slack.com`, `files.slack.com`. */
const SLACKS = ["slack.com", "slack-gov.com"];
const START_LIMIT = 30 * SECOND;
const STOP_LIMIT = 5 * SECOND;

/** Where Slack calls over HTTP. */
const EVENTS_PATH = "/slack/events";
/** The largest that Slack sends are views and what was filled in there: a quarter of that. */
const MOST_BYTES = 1_000_000;

/**
 * Builds the Bolt app: over Socket Mode with an app-level token, else over HTTP.
 *
 * @throws StartError when Slack refuses a token or does not answer
 */
export async function connectSlack(config: Config, log: Log, metrics: Pick<Metrics, "connection">): Promise<Slack> {
  const slackApiUrl = `${config.SLACK_API_URL}/`;
  const logger = boltLogger(log, config.LOG_LEVEL);
  // A new object for each client: Bolt's clients write into what they are given, and a retry policy or token would leak.
  const options = (): WebClientOptions => ({
    slackApiUrl,
    logger,
    fetch: fetchFrom(slackApiUrl),
    ...structuredClone(CALLS),
  });

  // Both tokens are tried here, at the same time. Bolt would try the first without a catch, so that a wrong one would end the process by a
  // rejection; and the second for ever, where it lacks its scope, and say nothing.
  const [me] = await Promise.all([
    new WebClient(config.SLACK_BOT_TOKEN, options()).auth.test().catch((error: unknown) => {
      throw startError(error, "SLACK_BOT_TOKEN", config);
    }),
    config.SLACK_APP_TOKEN &&
      new WebClient(config.SLACK_APP_TOKEN, options()).apps.connections.open({}).catch((error: unknown) => {
        throw startError(error, "SLACK_APP_TOKEN", config);
      }),
  ]);
  if (!me.team_id || !me.user_id) throw new StartError(`${config.SLACK_API_URL} does not answer auth.test like Slack.`);

  const { receiver, ...transport } = config.SLACK_APP_TOKEN
    ? overSocket(config.SLACK_APP_TOKEN, logger, log, options, metrics)
    : overHttp(config, logger);
  const app = new App({
    token: config.SLACK_BOT_TOKEN,
    // Both known: Bolt asks no more.
    botUserId: me.user_id,
    botId: me.bot_id ?? me.user_id,
    receiver,
    clientOptions: options(),
    logger,
    // The store that Bolt keeps by default is never emptied.
    convoStore: false,
    deferInitialization: true,
    extendedErrorHandler: true,
  });
  app.error(async ({ error }: { error: Error }) => {
    log.error(factsOf(error), "a request of Slack's failed outside of a listener");
  });
  await app.init();
  const { fetch: _, ...unhurried } = options();
  return {
    app,
    clients: {
      patient: new WebClient(config.SLACK_BOT_TOKEN, { ...unhurried, ...structuredClone(PATIENT) }),
      listing: new WebClient(config.SLACK_BOT_TOKEN, { ...unhurried, ...structuredClone(PATIENT) }),
      people: new WebClient(undefined, { ...options(), rejectRateLimitedCalls: true }),
      posting: new WebClient(config.SLACK_BOT_TOKEN, { ...unhurried, ...structuredClone(POSTS) }),
    },
    home: { teamId: me.team_id, ...(me.enterprise_id && { enterpriseId: me.enterprise_id }) },
    respondTo: respondTo(slackApiUrl),
    ...transport,
    start: () => transport.start(app),
  };
}

type Transport = {
  receiver: Receiver;
  routes: Route[];
  isConnected: () => boolean;
  start: (app: App) => Promise<void>;
  stop: () => Promise<void>;
};

function overSocket(
  appToken: string,
  logger: ReturnType<typeof boltLogger>,
  log: Log,
  options: () => WebClientOptions,
  metrics: Pick<Metrics, "connection">,
): Transport {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    installerOptions: { clientOptions: { ...options(), retryConfig: RECONNECTS } },
  });
  let isConnected = false;
  receiver.client.on("connected", () => {
    isConnected = true;
    metrics.connection("connected");
    log.info({}, "connected to Slack");
  });
  receiver.client.on("reconnecting", () => {
    isConnected = false;
    metrics.connection("reconnecting");
    log.warn({}, "connecting to Slack again");
  });
  return {
    receiver,
    routes: [],
    isConnected: () => isConnected,
    start: async (app) => {
      await within(
        START_LIMIT,
        app.start(),
        `Slack did not open a connection within ${START_LIMIT / SECOND} seconds. Is a proxy or firewall in the way of its WebSockets?`,
      );
    },
    // Bolt's own stop() comes back before the socket is closed. While reconnecting there is no socket, and nothing comes back.
    stop: async () => {
      isConnected = false;
      await within(STOP_LIMIT, receiver.client.disconnect(), "").catch(() => {});
    },
  };
}

/** Bolt checks signature and age of what comes, and unpacks it; the server is ours. */
function overHttp(config: Config, logger: ReturnType<typeof boltLogger>): Transport {
  const receiver = new HTTPReceiver({
    signingSecret: config.SLACK_SIGNING_SECRET ?? "",
    logger,
  });
  const hear: Route["handler"] = async (request, response) => {
    const rawBody = await bodyOf(request, MOST_BYTES);
    if (!rawBody) return void response.writeHead(413, { connection: "close" }).end();
    // Bolt takes it for granted that something is said, and a rejection of its own would end the process.
    const text = rawBody.toString();
    if ((new URLSearchParams(text).get("payload") ?? text).trim() === "null") return void response.writeHead(400).end();
    receiver.requestListener(Object.assign(request, { rawBody }), response);
  };
  return {
    receiver,
    routes: [{ path: EVENTS_PATH, method: "POST", handler: hear }],
    isConnected: () => true,
    start: async () => {},
    stop: async () => {},
  };
}

/** Slack's refusal of a token, as the admin needs to read it. */
function startError(error: unknown, variable: "SLACK_BOT_TOKEN" | "SLACK_APP_TOKEN", config: Config): StartError {
  const code = slackErrorOf(error);
  if (code === undefined) {
    return new StartError(
      `Slack does not answer at ${config.SLACK_API_URL}. Is this machine online, and SLACK_API_URL right?`,
    );
  }
  const where =
    variable === "SLACK_BOT_TOKEN"
      ? "copy the Bot User OAuth Token again (api.slack.com/apps › your app › OAuth & Permissions)"
      : "make an app-level token with the scope connections:write (api.slack.com/apps › your app › Basic Information)";
  return new StartError(`${variable} is not accepted by Slack (${code}): ${where}.`);
}

/** What is answered leads to told absences, and its address comes with what Slack sent. @throws TypeError for any that is none of Slack's */
const checkAddress = (apiUrl: string, { hostname, protocol }: URL) => {
  const isSlacks = [new URL(apiUrl).hostname, ...SLACKS].some((own) => `.${hostname}`.endsWith(`.${own}`));
  if (!isSlacks || protocol !== new URL(apiUrl).protocol) throw new TypeError("an address that is none of Slack's");
};

/** `fetch` with a limit, since answers to a `response_url` have none of their own, and to Slack alone. */
const fetchFrom =
  (apiUrl: string): typeof fetch =>
  async (url, init) => {
    checkAddress(apiUrl, new URL(url instanceof Request ? url.url : url));
    const limit = AbortSignal.timeout(CALLS.timeout);
    return fetch(url, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit });
  };

/**
 * Bolt's `respond`, for less: by what `fetch` is made of, since `fetch` itself takes as long as everything else of an answer together; and
 * an object that is said again is not put into JSON again, nor that into bytes.
 */
const respondTo = (apiUrl: string) => {
  const bytesOf = new WeakMap<object, Buffer>();
  return (responseUrl: string): RespondFn =>
    async (said) => {
      checkAddress(apiUrl, new URL(responseUrl));
      const message = typeof said === "string" ? { text: said } : said;
      const body = bytesOf.get(message) ?? Buffer.from(JSON.stringify(message));
      bytesOf.set(message, body);
      const signal = AbortSignal.timeout(CALLS.timeout);
      const headers = { "content-type": "application/json" };
      const answered = await undici
        .request(responseUrl, { method: "POST", headers, body, signal })
        .catch((error: unknown) => {
          throw signal.aborted ? signal.reason : new TypeError("fetch failed", { cause: error });
        });
      const { statusCode: status } = answered;
      const text = await answered.body.text();
      if (status < 200 || status >= 300) throw new RespondError("Slack did not take the answer", status);
      // No `Response`, whose making and reading takes as long as the call: just what is read of it.
      return { ok: true, status, text: async () => text } as Response;
    };
};

function within<T>(milliseconds: number, promise: Promise<T>, otherwise: string): Promise<T> {
  return new Promise((resolve, reject) => {
    AbortSignal.timeout(milliseconds).addEventListener("abort", () => reject(new StartError(otherwise)));
    promise.then(resolve, reject);
  });
}
