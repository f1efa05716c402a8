import type { ServerResponse } from "node:http";
import type { Clock } from "./domain/calendar.ts";
import type { Log } from "./domain/log.ts";
import type { Metrics } from "./domain/metrics.ts";
import { isSameSecret } from "./domain/secret.ts";
import type { Personio } from "./personio/client.ts";
import { factsOf } from "./problems.ts";
import type { Route } from "./server.ts";
import type { Store } from "./store/store.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Nobody knows of Personio what it did not say lately. */
const SEEN_FOR_MS = 15 * MINUTE;
/** Where nobody asked Personio for so long, it is asked by who wants to know. */
const LOOK_AFTER_MS = 10 * MINUTE;
/** How long a look at store and Personio is good for, however often somebody asks. */
const GOOD_FOR_MS = 10 * SECOND;
/** Who watches the bot does not wait longer. */
const PATIENCE_MS = 2 * SECOND;

/**
 * What those who watch the bot ask it (GET):
 *
 * - `/healthz`: 200 while the process answers. To restart it by.
 * - `/readyz`: 200 when Slack is connected, the store can be written, and Personio gave data within a quarter of an hour; else 503, and
 *   JSON that tells which. To roll out and to alarm by, not to take it from a load balancer: while Personio is away, the bot tells what it
 *   knew.
 * - `/metrics`: Prometheus' text, for who has `token`, where there is one.
 */
export function healthRoutes(needs: {
  isConnected: () => boolean;
  store: Pick<Store, "check">;
  personio: Pick<Personio, "seenAt" | "listAbsenceTypes">;
  metrics: Pick<Metrics, "page" | "contentType">;
  token: string | undefined;
  clock: Clock;
  log: Log;
}): Route[] {
  const { store, personio, metrics, token, clock, log } = needs;
  const now = () => clock().getTime();

  const canWrite = remembered(async () =>
    within(store.check(clock())).then(
      () => true,
      (error: unknown) => {
        log.warn(factsOf(error), "the store cannot be written");
        return false;
      },
    ),
  );

  const look = remembered(async () => {
    // Whoever waits for it sees it in `seenAt`; what went wrong is told by the call itself.
    await within(personio.listAbsenceTypes()).catch(() => {});
  });

  async function seesPersonio(): Promise<boolean> {
    const age = () => now() - (personio.seenAt()?.getTime() ?? Number.NEGATIVE_INFINITY);
    if (age() > LOOK_AFTER_MS) await look();
    return age() <= SEEN_FOR_MS;
  }

  /** Done once in `GOOD_FOR_MS`, however many ask. */
  function remembered<T>(ask: () => Promise<T>): () => Promise<T> {
    let last: { at: number; answer: Promise<T> } | undefined;
    return () => {
      if (!last || now() - last.at >= GOOD_FOR_MS || now() < last.at) last = { at: now(), answer: ask() };
      return last.answer;
    };
  }

  async function ready(response: ServerResponse): Promise<void> {
    const [isWritable, isSeen] = await Promise.all([canWrite(), seesPersonio()]);
    const state = { slack: needs.isConnected(), store: isWritable, personio: isSeen };
    const isReady = Object.values(state).every(Boolean);
    const seen = personio.seenAt()?.toISOString() ?? null;
    tell(response, isReady ? 200 : 503, "application/json", `${JSON.stringify({ ...state, personioSeenAt: seen })}\n`);
  }

  return [
    { path: "/healthz", method: "GET", handler: (_, response) => tell(response, 200, "text/plain", "ok\n") },
    { path: "/readyz", method: "GET", handler: (_, response) => ready(response) },
    {
      path: "/metrics",
      method: "GET",
      handler: async (request, response) => {
        const given = request.headers.authorization ?? "";
        if (token !== undefined && !isSameSecret(given, `Bearer ${token}`)) response.writeHead(401).end();
        else tell(response, 200, metrics.contentType, await metrics.page());
      },
    },
  ];
}

function tell(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { "content-type": type }).end(body);
}

function within<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    AbortSignal.timeout(PATIENCE_MS).addEventListener("abort", () => reject(new Error("too late")));
    promise.then(resolve, reject);
  });
}
