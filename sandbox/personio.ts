import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type Answer, createRoutes, problem } from "./personio-routes.ts";
import type { PersonioWorld } from "./personio-wire.ts";

/** How a call goes wrong: with a status, with something that is no JSON, never, or by a connection that breaks. */
export type Fault = { status: number } | "html" | "half-json" | "hang" | "drop";

const TOKEN_LIFE_SECONDS = 86_400;
const ALL_SCOPES = [
  "personio:persons:read",
  "personio:absences:read",
  "personio:absences:write",
  "personio:attendances:read",
];

/** A stand-in Personio v2: token, scopes, page bounds, cursors, filters, limits, error bodies, and faults on request. */
export async function createPersonioStandIn(options: { world: PersonioWorld; clock: () => Date }) {
  const clientId = "sandbox-client-id";
  const state = {
    world: options.world,
    clientSecret: "sandbox-client-secret",
    tokens: new Map<string, number>(),
    calls: [] as { method: string; path: string; query: string; status: number }[],
    faults: [] as { path: RegExp; fault: Fault; times: number }[],
    settings: {
      scopes: [...ALL_SCOPES],
      /** Attributes of persons that the credential may read; undefined: all. */
      readableAttributes: undefined as string[] | undefined,
      /** Whether org units and workplaces exist, with the beta header. */
      beta: true,
      /** Whether open-ended absences pass a filter on their end: not documented. */
      openEndsPassFilter: true,
      /** Whether two date filters are joined by AND, or mean "overlaps": both readings of Personio's page. */
      filterReading: "and" as "and" | "overlap",
      /** Calls a second and at once, for persons and everything else. */
      rate: { persons: 30, others: 10, burst: 100 },
      typesToApprove: undefined as string[] | undefined,
    },
  };
  let gate: Promise<void> | undefined;
  const buckets = new Map<string, { tokens: number; at: number }>();
  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const routes = createRoutes(state, origin, options.clock);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const url = new URL(request.url ?? "/", origin);
    const method = request.method ?? "GET";
    const fault = plannedFault(`${method} ${url.pathname}`);
    await gate;
    if (fault === "hang") return;
    if (fault === "drop") return void response.destroy();
    const limit = takeToken(url.pathname);
    const answer = fault
      ? brokenAnswer(fault)
      : limit.left < 0
        ? { status: 429 }
        : answerTo(request, method, url, body);
    state.calls.push({ method, path: url.pathname, query: url.search, status: answer.status });
    response.writeHead(answer.status, {
      "content-type": answer.status < 400 ? "application/json" : "application/problem+json",
      "x-ratelimit-replenish-rate": limit.rate,
      "x-ratelimit-burst-capacity": state.settings.rate.burst,
      "x-ratelimit-requested-tokens": 1,
      "x-ratelimit-remaining": Math.max(0, Math.floor(limit.left)),
    });
    response.end(
      typeof answer.body === "string" ? answer.body : answer.body === undefined ? "" : JSON.stringify(answer.body),
    );
  }

  function answerTo(request: IncomingMessage, method: string, url: URL, body: string): Answer {
    if (url.pathname === "/v2/auth/token" && method === "POST") return tokenAnswer(request, body);
    const token = request.headers.authorization?.replace(/^Bearer /, "") ?? "";
    if ((state.tokens.get(token) ?? 0) <= options.clock().getTime()) return problem(401, "Unauthorized Request", "");
    return routes(method, url, body, request.headers.beta === "true");
  }

  /** Every failure is a 400 with OAuth's own body. */
  function tokenAnswer(request: IncomingMessage, body: string): Answer {
    const refuse = (error: string) => ({
      status: 400,
      body: {
        error,
        error_description: "…",
        timestamp: options.clock().toISOString(),
        trace_id: randomUUID(),
        meta: {},
      },
    });
    if (!request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded"))
      return refuse("invalid_request");
    const form = new URLSearchParams(body);
    if (form.get("grant_type") !== "client_credentials") return refuse("unsupported_grant_type");
    if (form.get("client_id") !== clientId || form.get("client_secret") !== state.clientSecret)
      return refuse("invalid_client");
    const token = `papi-${randomUUID()}`;
    state.tokens.set(token, options.clock().getTime() + TOKEN_LIFE_SECONDS * 1000);
    const scope = state.settings.scopes.join(" ");
    return { status: 200, body: { access_token: token, token_type: "Bearer", expires_in: TOKEN_LIFE_SECONDS, scope } };
  }

  function plannedFault(call: string): Fault | undefined {
    const planned = state.faults.find(({ path, times }) => times > 0 && path.test(call));
    if (planned) planned.times -= 1;
    return planned?.fault;
  }

  /** One bucket an endpoint, whatever the ids in its path. */
  function takeToken(path: string): { rate: number; left: number } {
    const { persons, others, burst } = state.settings.rate;
    const rate = path.startsWith("/v2/persons") ? persons : others;
    const key = path
      .split("/")
      .map((part, index) => (index > 2 && /\d/.test(part) ? "{id}" : part))
      .join("/");
    const now = options.clock().getTime();
    const bucket = buckets.get(key) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, bucket.tokens + (Math.max(0, now - bucket.at) / 1000) * rate) - 1;
    buckets.set(key, { tokens: Math.max(0, tokens), at: now });
    return { rate, left: tokens };
  }

  return {
    ...state,
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
    /** Nothing goes wrong any more. */
    heal: () => state.faults.splice(0),
    revokeTokens: () => state.tokens.clear(),
    /** The calls since the last look. */
    takeCalls: () => state.calls.splice(0),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function brokenAnswer(fault: { status: number } | "html" | "half-json"): Answer {
  if (fault === "html") return { status: 200, body: "<html>Sign in</html>" };
  if (fault === "half-json") return { status: 200, body: '{"_data":[{"id":"1' };
  return problem(fault.status, fault.status === 503 ? "Service Unavailable" : "Trouble", "Please try again later.");
}
