import axios, { isAxiosError } from "axios";
import type { Clock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import { createCircuit } from "./circuit.ts";
import type { Endpoint } from "./endpoints.ts";
import type { Pace } from "./pace.ts";

const TIMEOUT_MS = 10_000;
/** A page of 100 absences has some 50 kB. */
const MAX_ANSWER_BYTES = 10_000_000;
/** Pauses between tries. Personio sends no Retry-After; after a 429 it wants a second at least. */
const BACK_OFF_MS = [1000, 2000, 4000];
/** Whoever waits for an answer is told to come back instead of waiting longer than this. */
const LONGEST_WAIT_MS = 8000;

export type Request = {
  method: Endpoint["method"];
  /** The template, for the pace and the log. */
  path: string;
  url: URL;
  headers?: Record<string, string>;
  /** Sent as JSON, or as a form if it is `URLSearchParams`. */
  body?: unknown;
  /** Making the call twice does no harm. */
  isRepeatable: boolean;
  hasStray404?: boolean;
};

export type Answer =
  /** `body` is `undefined` when there is none, or none that is JSON (a proxy's HTML page, a line that broke). */
  { status: number; headers: Readonly<Record<string, unknown>>; body: unknown } | { lost: Loss; code: string };

/** Why there is no answer. `unsent`: no connection came about, or none was tried, so that surely nothing was carried out. */
export type Loss = "timeout" | "dropped" | "unsent" | "too-long";

export type Http = ReturnType<typeof createHttp>;

/**
 * The one door to the network: paced, retried, closed for a while when nobody answers behind it, and with answers of every status given
 * back rather than thrown.
 *
 * How long somebody may wait for it: a Personio that answers 503 at once is asked three times, with pauses of 1 and 2 s and up to
 * an eighth more: 3 s. One that says 429 is asked four times: 7 to 8 s. One that hangs is asked twice for 10 s with a
 * pause of 1 s between: 21 s. Whoever asks after that is refused at once, for ten seconds.
 *
 * @throws ProblemError `personio-busy` when too many wait for their turn
 */
export function createHttp(options: {
  baseUrl: string;
  pace: Pace;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
  log: Log;
  metrics: Pick<Metrics, "personioCall">;
}) {
  const { pace, sleep, random, clock, log, metrics } = options;
  const circuit = createCircuit(options);
  const door = axios.create({
    timeout: TIMEOUT_MS,
    maxRedirects: 0,
    maxContentLength: MAX_ANSWER_BYTES,
    validateStatus: () => true,
    // Read by content, since Personio and what stands before it are free with content types.
    responseType: "text",
    transformResponse: (text) => text,
    headers: { Accept: "application/json", "X-Personio-App-ID": "WHOSOUT" },
    // Plain http is for this machine, which no proxy can reach.
    ...(options.baseUrl.startsWith("http:") && { proxy: false }),
  });

  /** @returns undefined: refused, since nobody answers there */
  const once = async (request: Request): Promise<Answer | undefined> => {
    const call = `${request.method} ${request.path}`;
    if (circuit.isOpen(call)) return undefined;
    await pace.turn(request.path);
    return circuit.through(call, () => timed(request));
  };

  const timed = async (request: Request): Promise<Answer> => {
    const begun = clock().getTime();
    const answer = await asked(request);
    const outcome = "lost" in answer ? answer.lost : answer.status;
    metrics.personioCall(request.method, request.path, outcome, Math.max(0, clock().getTime() - begun));
    return answer;
  };

  const asked = async (request: Request): Promise<Answer> => {
    try {
      const { method, url, body, headers } = request;
      const answer = await door.request<unknown>({ method, url: url.href, data: body, ...(headers && { headers }) });
      const headersRead: Record<string, unknown> = { ...answer.headers };
      pace.learn(request.path, headersRead, answer.status === 429);
      return { status: answer.status, headers: headersRead, body: jsonOf(answer.data) };
    } catch (error) {
      // The error itself is left behind: it holds the token and, in the address, people's e-mail addresses.
      return lossOf(error);
    }
  };

  return async (request: Request): Promise<Answer> => {
    let last: Answer | undefined;
    for (let tried = 1; ; tried++) {
      const answer = await once(request);
      if (!answer) {
        metrics.personioCall(request.method, request.path, "left-alone", undefined);
        return last ?? { lost: "unsent", code: "LEFT_ALONE" };
      }
      last = answer;
      const waitMs = waitBefore(tried, answer, random);
      if (tried >= triesFor(request, answer) || waitMs > LONGEST_WAIT_MS) return answer;
      const trouble = "lost" in answer ? { lost: answer.lost, code: answer.code } : { status: answer.status };
      log.info({ method: request.method, path: request.path, ...trouble, waitMs }, "asking Personio again");
      await sleep(waitMs);
    }
  };
}

/** How often, in all, a request that got this answer may be made. */
function triesFor(request: Request, answer: Answer): number {
  // Refused at the gate, so that nothing was carried out.
  if ("status" in answer && answer.status === 429) return 4;
  if (!request.isRepeatable) return 1;
  if ("lost" in answer) return { timeout: 2, dropped: 3, unsent: 3, "too-long": 1 }[answer.lost];
  if ([502, 503, 504].includes(answer.status)) return 3;
  return answer.status === 404 && request.hasStray404 ? 2 : 1;
}

function waitBefore(tried: number, answer: Answer, random: () => number): number {
  const asked = "headers" in answer ? Number(answer.headers["retry-after"]) : 0;
  const base = asked > 0 ? asked * 1000 : (BACK_OFF_MS[tried - 1] ?? LONGEST_WAIT_MS);
  return Math.ceil(base * (1 + random() / 8));
}

function lossOf(error: unknown): Extract<Answer, { lost: Loss }> {
  const { code = "UNKNOWN", message = "" } = isAxiosError(error) ? error : {};
  if (message.startsWith("maxContentLength")) return { lost: "too-long", code };
  if (code === "ECONNABORTED" || code === "ETIMEDOUT") return { lost: "timeout", code };
  const isUnsent = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "ENETUNREACH", "EHOSTUNREACH"].includes(code);
  return { lost: isUnsent ? "unsent" : "dropped", code };
}

function jsonOf(text: unknown): unknown {
  if (typeof text !== "string") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
