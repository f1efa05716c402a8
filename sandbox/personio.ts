import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, createAnswers } from "./personio-answers.ts";
import { createBuckets } from "./personio-buckets.ts";
import { createRoutes } from "./personio-routes.ts";
import { createTokens, type Token } from "./personio-tokens.ts";
import type { PersonioWorld } from "./personio-wire.ts";

type Refusal = { status: number; body?: unknown };
/**
 * How a call goes wrong: with a status (and a body of your own), with something that is no JSON, with a next link that points to its
 * own page, never, or by a connection that breaks. `after`: the call is carried out all the same, and only its answer goes wrong.
 * `late`: the connection breaks, and the call is carried out when the test says so (`landLate`).
 */
export type Fault =
  | Refusal
  | "html"
  | "half-json"
  | "loop"
  | "hang"
  | "drop"
  | { after: Refusal | "hang" | "drop" }
  | "late";

const ALL_SCOPES = [
  "personio:persons:read",
  "personio:absences:read",
  "personio:absences:write",
  "personio:attendances:read",
];

/** Not Personio's: what a person would press in its web app. */
const DECISION = /^\/__sandbox\/absence-periods\/([\w-]+)\/(approve|reject)$/;

/**
 * A stand-in Personio v2: token, scopes, page bounds, cursors, filters, limits, error bodies, and faults on request.
 *
 * @param options.world the company, as plain data; may be changed between calls
 * @param options.clock what tokens age by, limits refill by, and changes are stamped with
 * @param options.port any that is free, when left out
 */
export async function createPersonioStandIn(options: { world: PersonioWorld; clock: () => Date; port?: number }) {
  const { clock } = options;
  const clientId = "sandbox-client-id";
  const state = {
    world: options.world,
    clientSecret: "sandbox-client-secret",
    tokens: new Map<string, Token>(),
    calls: [] as { method: string; path: string; query: string; status: number }[],
    faults: [] as { path: RegExp; fault: Fault; times: number }[],
    settings: {
      scopes: [...ALL_SCOPES],
      /** Attributes of persons that the credential may read; undefined: all. */
      readableAttributes: undefined as string[] | undefined,
      /** Whether org units and workplaces can be listed, with the beta header. */
      beta: true,
      /** Whether open-ended absences pass a filter on their end: not documented. */
      openEndsPassFilter: true,
      /** Whether two date filters are joined by AND, or mean "overlaps": both readings of Personio's page. */
      filterReading: "and" as "and" | "overlap",
      /** Whether the end of an absence in days is written as it is read: midnight after the last day. Clients write the last day. */
      writeExclusive: false,
      /** Whether breakdowns list weekends with 0: not documented. */
      breakdownWeekends: "left-out" as "zero" | "left-out",
      /** Absence types that need a substitute, and that take none. */
      typesWithSubstitute: [] as string[],
      typesWithoutSubstitute: [] as string[],
      /** Whether one person may be absent twice at a time; Personio refuses that. */
      acceptsOverlaps: false,
      /** Whether somebody has to agree before an approved absence is deleted. */
      approveDeletions: false,
      /** Absence types that need somebody's word; undefined: all. */
      typesToApprove: undefined as string[] | undefined,
      /** Calls a second, for persons and for everything else, and how many at once. */
      rate: { persons: 30, others: 10, burst: 100 },
      /** How long each answer takes. */
      latencyMs: 0,
    },
  };
  let gate: Promise<void> | undefined;
  const late: (() => void)[] = [];
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const answers = createAnswers(clock);
  const tokens = createTokens({ clientId, state, answers, clock });
  const routes = createRoutes({ state, origin, answers, clock });
  const takeToken = createBuckets(state.settings, clock);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? "/", origin);
    const method = request.method ?? "GET";
    const [, decided, decision] = DECISION.exec(url.pathname) ?? [];
    if (method === "POST" && decided)
      return void response
        .writeHead(decide(decided, decision === "approve" ? "APPROVED" : "REJECTED") ? 204 : 404)
        .end();

    const fault = plannedFault(`${method} ${url.pathname}`);
    await gate;
    const { latencyMs } = state.settings;
    if (latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, latencyMs));
    if (fault === "hang") return;
    if (fault === "drop") return void response.destroy();
    if (fault === "late") {
      late.push(() => answerTo(request, method, url, body));
      return void response.destroy();
    }
    if (typeof fault === "object" && "after" in fault) {
      const { status } = answerTo(request, method, url, body);
      state.calls.push({ method, path: url.pathname, query: url.search, status });
      if (fault.after === "hang") return;
      if (fault.after === "drop") return void response.destroy();
      const said = fault.after.body ?? answers.trouble(fault.after.status).body;
      response.writeHead(fault.after.status, { "content-type": "application/problem+json" });
      return void response.end(JSON.stringify(said));
    }
    const limit = takeToken(url.pathname);
    const answer = limit.isEmpty ? answers.trouble(429) : spoilt(fault, () => answerTo(request, method, url, body));
    state.calls.push({ method, path: url.pathname, query: url.search, status: answer.status });
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

  function spoilt(fault: Refusal | "html" | "half-json" | "loop" | undefined, answer: () => Answer): Answer {
    if (fault === undefined) return answer();
    if (fault === "html") return { status: 200, type: "text/html", body: "<html>Sign in</html>" };
    if (fault === "half-json") return { status: 200, body: '{"_data":[{"id":"1' };
    if (fault !== "loop") return fault.body === undefined ? answers.trouble(fault.status) : fault;
    const whole = answer();
    const { links } = (whole.body as { _meta?: { links?: { self: object; next?: object } } } | undefined)?._meta ?? {};
    if (links) links.next = links.self;
    return whole;
  }

  function plannedFault(call: string): Fault | undefined {
    const planned = state.faults.find(({ path, times }) => times > 0 && path.test(call));
    if (planned) planned.times -= 1;
    return planned?.fault;
  }

  function decide(periodId: string, status: "APPROVED" | "REJECTED"): boolean {
    const period = state.world.absencePeriods.find(({ id }) => id === periodId);
    if (period) Object.assign(period, { status, updatedAt: clock().toISOString() });
    return period !== undefined;
  }

  return {
    /** What the imitated company holds and may; change it as you like. */
    state,
    url: origin,
    clientId,
    /** The next `times` calls whose "METHOD /path" fits fail. */
    failNext: (path: RegExp, fault: Fault, times = 1) => state.faults.push({ path, fault, times }),
    /** Nothing is answered until the function that comes back is called. */
    pause: (): (() => void) => {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    /** What was lost on its way arrives after all. */
    landLate: () => {
      for (const land of late.splice(0)) land();
    },
    /** Nothing goes wrong any more. */
    heal: () => state.faults.splice(0),
    /** No token that was granted is good any more. */
    revokeTokens: () => state.tokens.clear(),
    /** Somebody approves or rejects a request in Personio's web app; also `POST /__sandbox/absence-periods/{id}/approve`. */
    decide,
    /** The calls since the last look. */
    takeCalls: () => state.calls.splice(0),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
