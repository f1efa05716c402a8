import axios, { AxiosError, type AxiosResponse, type InternalAxiosRequestConfig } from "axios";
import undici from "undici";
import { type Life, lifeNow, outside, step } from "./life.ts";
import { type Body, spoilt } from "./spoil.ts";

/**
 * How a call can go wrong: `lost` was carried out, and its answer never came; `hang` never answers; `slow` and `late` in milliseconds,
 * `late`: the connection breaks, and the call arrives all the same, after so long. The rest are answers that are not what they should be.
 */
export type Fault =
  | "drop"
  | "lost"
  | "hang"
  | "hang after"
  | { slow: number }
  | { late: number }
  | { status: number; retryAfter?: number }
  | { slackError: string }
  | Body;
/** `call`: fits "METHOD /path" of Personio's, or the name of Slack's method ("response_url" for answers). */
export type Rule = { to: "personio" | "slack"; call: RegExp; fault: Fault; times: number };
/** A fault that happened. */
export type Happened = { at: number; to: Rule["to"]; call: string; fault: Fault };
type Reply = { status: number; headers: Record<string, string>; body: string };

/**
 * Everything that the bot asks of Slack and Personio goes through here, in reality, and goes wrong as it was planned: below axios,
 * `fetch` and `undici.request`, which look like what they are. What takes long takes it of the schedule's time.
 */
export function createWire(needs: {
  now: () => number;
  sleep: (milliseconds: number) => Promise<void>;
  /** Something was written to Personio. */
  written: () => void;
}) {
  const { now, sleep } = needs;
  const rules: Rule[] = [];
  const happened: Happened[] = [];
  let onItsWay = 0;
  const { fetch } = globalThis;
  const { request } = undici;
  const { adapter } = axios.defaults;
  const send = axios.getAdapter("http");

  function planned(to: Rule["to"], call: string): Fault | undefined {
    const found = rules.find((rule) => rule.to === to && rule.times > 0 && rule.call.test(call));
    if (found) found.times -= 1;
    return found?.fault;
  }

  async function really<T>(call: () => Promise<T>): Promise<T> {
    onItsWay += 1;
    try {
      return await call();
    } finally {
      onItsWay -= 1;
    }
  }

  /** The dead hear nothing any more, and nothing is kept for them. */
  function unheard({ over }: { over: () => void }): Promise<never> {
    over();
    return new Promise<never>(() => {});
  }

  /**
   * @param what.over is called when it is over, one way or the other
   * @param limit resolves when the bot does not wait any longer
   */
  async function through(
    what: { to: Rule["to"]; call: string; life: Life; over: () => void },
    carryOut: () => Promise<Reply>,
    broken: (how: "broken" | "in time") => Error,
    limit: Promise<void>,
  ): Promise<Reply> {
    const { to, call, life } = what;
    if (life.isOver || !step(life)) return unheard(what);
    const fault = planned(to, call);
    if (fault) happened.push({ at: now(), to, call, fault });
    const reply = await replyUnder(fault, () => really(carryOut), broken, limit);
    // Carried out, and the process ended before it heard of it.
    if (life.isOver || !step(life)) return unheard(what);
    what.over();
    if (reply instanceof Error) throw reply;
    return reply;
  }

  async function replyUnder(
    fault: Fault | undefined,
    carryOut: () => Promise<Reply>,
    broken: (how: "broken" | "in time") => Error,
    limit: Promise<void>,
  ): Promise<Reply | Error> {
    const inTime = () => limit.then(() => broken("in time"));
    if (fault === undefined) return carryOut();
    if (fault === "drop") return broken("broken");
    if (fault === "hang") return inTime();
    if (fault === "lost" || fault === "hang after") {
      await carryOut();
      return fault === "lost" ? broken("broken") : inTime();
    }
    if (typeof fault === "object" && "slow" in fault) {
      const reply = carryOut();
      await Promise.race([sleep(fault.slow), limit]);
      return reply.then(async (read) => ((await isOver(limit)) ? broken("in time") : read));
    }
    if (typeof fault === "object" && "late" in fault) {
      outside(() => void sleep(fault.late).then(carryOut));
      return broken("broken");
    }
    if (typeof fault === "object" && "status" in fault) {
      const { status, retryAfter } = fault;
      return { status, headers: retryAfter === undefined ? {} : { "retry-after": `${retryAfter}` }, body: "" };
    }
    if (typeof fault === "object") {
      const headers = { "content-type": "application/json" };
      return { status: 200, headers, body: JSON.stringify({ ok: false, error: fault.slackError }) };
    }
    const reply = await carryOut();
    return { ...reply, ...spoilt(fault, reply) };
  }

  axios.defaults.adapter = async (config: InternalAxiosRequestConfig): Promise<AxiosResponse> => {
    const life = lifeNow();
    const url = new URL(config.url ?? "");
    const method = (config.method ?? "get").toUpperCase();
    let response: AxiosResponse | undefined;
    const carryOut = async (): Promise<Reply> => {
      response = await send(config);
      if (method !== "GET") needs.written();
      return {
        status: response.status,
        headers: { ...response.headers } as Record<string, string>,
        body: String(response.data),
      };
    };
    const what = {
      to: "personio" as const,
      call: `${method} ${url.pathname}`,
      life: life ?? NOBODY,
      over: () => {},
    };
    const broken = (how: "broken" | "in time") =>
      how === "broken"
        ? new AxiosError("socket hang up", "ECONNRESET", config)
        : new AxiosError(`timeout of ${config.timeout}ms exceeded`, "ECONNABORTED", config);
    const reply = await through(what, carryOut, broken, sleep(config.timeout || Number.MAX_SAFE_INTEGER));
    return {
      ...(response ?? { config, request: undefined }),
      statusText: "",
      status: reply.status,
      headers: reply.headers,
      data: reply.body,
    };
  };

  async function toSlack(
    life: Life,
    address: string,
    signal: AbortSignal | undefined,
    carryOut: () => Promise<Reply>,
  ): Promise<Reply> {
    const { pathname } = new URL(address);
    const call =
      /^\/api\/([\w.]+)$/.exec(pathname)?.[1] ?? (pathname.startsWith("/upload/") ? "upload" : "response_url");
    let abort = () => {};
    const limit = new Promise<void>((resolve) => {
      abort = resolve;
    });
    signal?.addEventListener("abort", abort);
    const broken = (how: "broken" | "in time") =>
      how === "in time" && signal
        ? signal.reason
        : new TypeError("fetch failed", {
            cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }),
          });
    const over = () => signal?.removeEventListener("abort", abort);
    return through({ to: "slack", call, life, over }, carryOut, broken, limit);
  }

  globalThis.fetch = async (input, init) => {
    const life = lifeNow();
    if (!life) return fetch(input, init);
    const reply = await toSlack(life, String(input), init?.signal ?? undefined, async () => {
      const response = await fetch(input, init);
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    });
    const { "content-length": _, "transfer-encoding": __, ...headers } = reply.headers;
    return new Response(reply.body, { status: reply.status, headers });
  };

  // Answers go by this one (`src/slack.ts`).
  undici.request = (async (address: string, init: { method: "POST"; body: string; signal: AbortSignal }) => {
    const life = lifeNow();
    if (!life) return request(address, init);
    const { status, body } = await toSlack(life, address, init.signal, async () => {
      const response = await request(address, init);
      return { status: response.statusCode, headers: {}, body: await response.body.text() };
    });
    return { statusCode: status, body: { text: async () => body } };
  }) as typeof undici.request;

  return {
    /** The next calls that fit go wrong. */
    plan: (rule: Rule): void => void rules.push({ ...rule }),
    heal: (): void => void rules.splice(0),
    /** Everything that went wrong, in order. */
    happened,
    onItsWay: () => onItsWay,
    end: (): void => {
      Object.assign(axios.defaults, { adapter });
      globalThis.fetch = fetch;
      undici.request = request;
    },
  };
}

const NOBODY: Life = { isOver: false, steps: 0, endsAt: Number.POSITIVE_INFINITY, ended: () => {} };

function isOver(limit: Promise<void>): Promise<boolean> {
  return Promise.race([limit.then(() => true), new Promise<boolean>((resolve) => setImmediate(() => resolve(false)))]);
}
