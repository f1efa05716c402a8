import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";
import { type Answer, createAnswers } from "./personio-answers.ts";
import { createBook, type Entry } from "./personio-book.ts";
import { createBuckets } from "./personio-buckets.ts";
import { createFaults } from "./personio-faults.ts";
import { createRoutes, jsonOf } from "./personio-routes.ts";
import { createSettings } from "./personio-settings.ts";
import { alterPerson, type PersonChanges } from "./personio-staff.ts";
import { createTokens, type Token } from "./personio-tokens.ts";
import { createWebhooks } from "./personio-webhooks.ts";
import type { PeriodRecord, PersonioWorld } from "./personio-wire.ts";
import type { Note } from "./trace.ts";

/** One call that was carried out, refused or spoilt. `body`: what was written, as JSON; not that of tokens. */
type Noted = { method: string; path: string; query: string; status: number; body?: unknown };

/**
 * A stand-in Personio v2: token, scopes, page bounds, cursors, filters, limits, error bodies, webhooks, and faults on request.
 *
 * @param options.world the company, as plain data; may be changed between calls
 * @param options.clock what tokens age by, limits refill by, and changes are stamped with
 * @param options.port any that is free, when left out
 * @param options.note hears of every call
 */
export async function createPersonioStandIn(options: {
  world: PersonioWorld;
  clock: () => Date;
  port?: number;
  note?: Note;
}) {
  const { world, clock, note: tellStep = () => 0 } = options;
  const clientId = "sandbox-client-id";
  const settings = createSettings();
  const state = {
    world,
    clientSecret: "sandbox-client-secret",
    tokens: new Map<string, Token>(),
    calls: [] as Noted[],
    settings,
  };
  let gate: Promise<void> | undefined;
  let answering = 0;
  const server = createServer((request, response) => {
    answering += 1;
    void serve(request, response)
      .catch(() => response.destroy())
      .finally(() => {
        answering -= 1;
      });
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answers = createAnswers(clock);
  const faults = createFaults(answers);
  const webhooks = createWebhooks({ settings, clock, note: tellStep });
  const tell = (event: string, { id, personId }: PeriodRecord) =>
    webhooks.tell(event, { id, person: { id: personId } });
  const book = createBook({ world, settings, clock, tell });
  const tokens = createTokens({ clientId, state, answers, clock });
  const routes = createRoutes({ state, book, origin, answers, clock });
  const takeToken = createBuckets(settings, clock);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const startedAt = performance.now();
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? "/", origin);
    const method = request.method ?? "GET";
    const fault = faults.take(`${method} ${url.pathname}`);
    answering -= 1;
    await gate;
    answering += 1;
    const { latencyMs, isDown, isLimited } = settings;
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    const limit = takeToken(url.pathname);
    const written = url.pathname.startsWith("/v2/auth/") ? undefined : jsonOf(body);
    const note = (answer: Answer): Answer => {
      const { status } = answer;
      const call = { method, path: url.pathname, query: url.search, status };
      state.calls.push({ ...call, ...(written !== undefined && { body: written }) });
      dropOldest(state.calls, MOST_KEPT);
      return answer;
    };
    const carryOut = () => note(answerTo(request, method, url, body));
    const refusal = isDown ? 503 : isLimited || limit.isEmpty ? 429 : undefined;
    const answer = refusal ? note(answers.trouble(refusal)) : faults.answer(fault, carryOut, note);
    const status = typeof answer === "string" ? undefined : answer.status;
    tellStep({
      kind: "bot→personio",
      title: `${method} ${url.pathname}`,
      isOk: status !== undefined && status < 400,
      outcome: `${status ?? "no answer"}`,
      tookMs: performance.now() - startedAt,
      detail: {
        query: [...url.searchParams].map((pair) => pair.join("=")),
        ...(written !== undefined && { body: written }),
      },
    });
    if (answer === "hang") return;
    if (answer === "drop") return void response.destroy();
    response.writeHead(answer.status, {
      ...limit.headers,
      ...(answer.body !== undefined && {
        "content-type": answer.type ?? (answer.status < 400 ? "application/json" : "application/problem+json"),
      }),
    });
    response.end(typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body));
  }

  function answerTo({ headers }: IncomingMessage, method: string, url: URL, body: string): Answer {
    const door = `${method} ${url.pathname}`;
    if (door === "POST /v2/auth/token") return tokens.grant(headers["content-type"], body);
    if (door === "POST /v2/auth/revoke") return tokens.revoke(headers["content-type"], body);
    const scopes = tokens.scopesOf(headers.authorization);
    if (!scopes) return answers.unauthorized();
    return routes({ method, url, body, isBeta: headers.beta === "true", scopes });
  }

  return {
    /** What the imitated company holds and may; change it as you like. */
    state,
    url: origin,
    clientId,

    /** The next `times` calls whose "METHOD /path" fits fail. */
    failNext: faults.failNext,
    /** What was lost on its way arrives after all, in its order. */
    landLate: faults.landLate,
    /** Nothing goes wrong any more; what is late stays so. */
    heal: faults.heal,
    /** Whether somebody waits for an answer that will come at once. */
    isAnswering: () => answering > 0,
    /** Nothing is answered until the function that comes back is called. */
    pause: (): (() => void) => {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    /** No token that was granted is good any more. */
    revokeTokens: () => state.tokens.clear(),
    /** Nor is the secret of the credential, which gets another one. */
    renewSecret: () => {
      state.clientSecret = `sandbox-client-secret-${randomUUID()}`;
      state.tokens.clear();
    },

    /** Somebody enters an absence in Personio's web app, whatever stands there already. */
    enter: (entry: Entry): PeriodRecord => book.add(entry),
    /** Somebody changes one there; what is not named stays. False when it is not there, here and below. */
    alter: (periodId: string, changes: Partial<Entry>): boolean => book.alter(periodId, changes),
    /** Somebody changes a person and their employment there. */
    alterPerson: (id: string, changes: PersonChanges): boolean => alterPerson(world, id, changes, webhooks.tell),
    /** Somebody approves or rejects a request there. */
    decide: (periodId: string, status: "APPROVED" | "REJECTED"): boolean => book.alter(periodId, { status }),
    /** Somebody deletes one there, or agrees to its deletion. */
    erase: (periodId: string): boolean => book.remove(periodId),

    /** What was sent to the webhook of the settings, attempt by attempt, and what was answered. */
    deliveries: webhooks.deliveries,
    /** Somebody presses "test" where webhooks are set up. */
    ping: () => webhooks.tell("ping", {}),
    /** Every event is sent once more, the last one first. */
    redeliver: webhooks.redeliver,
    /** Resolves when every event was taken, refused, or given up. */
    webhooksDone: webhooks.done,

    /** The calls since the last look; one that hangs or breaks is none, unless it is carried out. */
    takeCalls: () => state.calls.splice(0),
    close: async () => {
      await webhooks.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
