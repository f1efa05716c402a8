import { type Logger, LogLevel } from "@slack/bolt";
import pino from "pino";
import type { Log } from "./domain/log.ts";
import { currentRequest } from "./requests.ts";

export const LOG_LEVELS = ["debug", "info", "warn", "error"] as const;
export type Level = (typeof LOG_LEVELS)[number];

/** Tokens and one-time addresses by their looks, wherever they come from: Slack's tokens, Personio's, and addresses that carry a right. */
const SECRET_SHAPES = [
  /\bxox[a-z](?:\.xox[a-z])?-[\w-]+/g,
  /\bxapp-[\w-]+/g,
  /\bpapi-[\w-]+/g,
  /\bBearer\s+[\w.~+/-]+=*/gi,
  /(https?:\/\/[^\s"\\/]+\/(?:commands|actions|services|app)\/)[^\s"\\]+/g,
  /\b(wss?:\/\/[^\s"\\?]+)(?:\?[^\s"\\]+)?/g,
  // Slack's payloads carry the old verification token, and triggers that open views.
  /("(?:token|trigger_id)\\*"\s*:\s*\\*")[^"\\]+/g,
];

/** Payloads of events, answers about a channel's past, and what a code is traded for a token with. */
const LEFT_OUT = /"(?:events_api|event_callback|client_secret)"|"messages":/;

/**
 * One JSON line an event, with the id of the request that it belongs to. Every line is scrubbed before it is written: the secrets of this
 * process by value, others by their looks, so that not even a library's debug output can spill one.
 *
 * @param write takes a line that ends in a line break
 */
export function createLog(options: { level: Level; secrets: readonly string[]; write: (line: string) => void }): Log {
  const secrets = [...new Set(options.secrets.filter((secret) => secret.length > 0).flatMap(spellings))];
  const scrub = (line: string) => {
    let clean = line;
    for (const secret of secrets) clean = clean.replaceAll(secret, "[secret]");
    for (const shape of SECRET_SHAPES)
      clean = clean.replace(shape, (_match, kept?: unknown) => `${typeof kept === "string" ? kept : ""}[secret]`);
    return clean;
  };
  const logger = pino(
    {
      level: options.level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      mixin: () => {
        const request = currentRequest();
        return request ? { request: request.id } : {};
      },
      formatters: { level: (level) => ({ level }) },
    },
    { write: (line: string) => options.write(scrub(line)) },
  );
  return {
    debug: (facts, message) => logger.debug(facts, message),
    info: (facts, message) => logger.info(facts, message),
    warn: (facts, message) => logger.warn(facts, message),
    error: (facts, message) => logger.error(facts, message),
  };
}

/** As it is, as JSON writes it, and as addresses and forms do. */
function spellings(secret: string): string[] {
  const inForms = new URLSearchParams([["", secret]]).toString().slice(1);
  return [
    JSON.stringify(secret).slice(1, -1),
    secret,
    inForms,
    inForms.replaceAll("+", "%20"),
    encodeURIComponent(secret),
  ];
}

/**
 * Bolt and Slack's clients write through our log. Their debug lines hold whole payloads (names, texts), so they are written at
 * debug only; objects that they add at other levels are left out, because errors of theirs carry requests and answers. What people write
 * to one another is not written at all.
 */
export function boltLogger(log: Log, level: Level): Logger {
  const said = (messages: unknown[]) => messages.filter((part) => typeof part === "string").join(" ");
  return {
    debug: (...messages) => {
      // Each call has some, with all of a payload.
      if (level !== "debug") return;
      const line = messages.map(String).join(" ");
      log.debug({ by: "slack" }, LEFT_OUT.test(line) ? "an event, messages of a channel, or a secret: left out" : line);
    },
    info: (...messages) => log.info({ by: "slack" }, said(messages)),
    warn: (...messages) => log.warn({ by: "slack" }, said(messages)),
    error: (...messages) => log.error({ by: "slack" }, said(messages)),
    setLevel: () => {},
    getLevel: () => (level === "debug" ? LogLevel.DEBUG : LogLevel.INFO),
    setName: () => {},
  };
}
