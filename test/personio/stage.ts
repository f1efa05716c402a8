import nock from "nock";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { Log } from "../../src/domain/log.ts";
import { ProblemError } from "../../src/domain/problem.ts";
import { createMetrics } from "../../src/metrics.ts";
import { createPersonio } from "../../src/personio/client.ts";

export const BASE = "https://personio.test";
export const SECRET = "s3cr3t-of-the-client";
export const TOKEN = "papi-token-1";

type Line = { level: keyof Log; facts: Record<string, unknown>; message: string };

/** The client between a scripted wire (nock), a clock that only sleeping moves, and a log that remembers. */
export function stage({ random = 0 } = {}) {
  let now = Date.parse("2026-11-23T08:00:00Z");
  const slept: number[] = [];
  const lines: Line[] = [];
  const write = (level: keyof Log) => (facts: Record<string, unknown>, message: string) => {
    lines.push({ level, facts, message });
  };
  const log: Log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
  const clock = () => new Date(now);
  const sleep = async (ms: number) => {
    slept.push(ms);
    now += ms;
  };
  const metrics = createMetrics();
  const personio = createPersonio({
    baseUrl: BASE,
    clientId: "the-client",
    clientSecret: SECRET,
    clock,
    sleep,
    random: () => random,
    log,
    metrics,
  });
  return {
    personio,
    clock,
    sleep,
    log,
    metrics,
    slept,
    lines,
    warnings: () => lines.filter(({ level }) => level === "warn"),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

/** Personio as it answers over the wire. */
export const api = () => nock(BASE);

/** Lets the token endpoint answer, `times` times with the same. */
export function grant(token = TOKEN, more: Record<string, unknown> = {}, times = 1): nock.Scope {
  const scope = "personio:persons:read personio:absences:read";
  return api()
    .post("/v2/auth/token")
    .times(times)
    .reply(200, { access_token: token, token_type: "Bearer", expires_in: 86_400, scope, ...more });
}

/** One page of a list. */
export const page = (items: unknown[], next?: string) => ({
  _data: items,
  _meta: { links: { self: { href: `${BASE}/self` }, ...(next && { next: { href: next } }) } },
});

/** The body of an error of v2. */
export const trouble = (title = "Trouble", detail = "There is trouble.") => ({
  personio_trace_id: "trace-1",
  timestamp: "2026-11-23T08:00:00Z",
  errors: [{ title, detail, type: null, _meta: {} }],
});

/** The connection breaks, with a code of Node's. */
export const broken = (code: string) =>
  Object.assign(new Error(`${code} for ${SECRET} ${TOKEN} anna@example.com`), { code });

/** What went wrong; fails when nothing did. */
export async function problemFrom(asked: Promise<unknown>): Promise<ProblemError> {
  const error = await asked.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(ProblemError);
  if (!(error instanceof ProblemError)) throw error;
  return error;
}

beforeAll(() => {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
});
afterEach(() => {
  const open = nock.pendingMocks();
  nock.cleanAll();
  // What a test has scripted, it means to be asked.
  expect(open).toEqual([]);
});
afterAll(() => {
  nock.enableNetConnect();
  nock.restore();
});
