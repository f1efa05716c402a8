import * as z from "zod";
import { isTimeZone } from "./domain/calendar.ts";
import { REASON_SETTINGS } from "./domain/discretion.ts";
import { parseHolidays } from "./domain/holidays.ts";
import { trimmed } from "./domain/presentable.ts";
import { LOG_LEVELS } from "./log.ts";
import { misspelt } from "./misspelt.ts";

/** Where the bot hears what people answered to Slack. */
export const OAUTH_PATH = "/slack/oauth";

/** Where something has to be listened to, and the admin named no PORT. */
export const USUAL_PORT = 3000;

/** Of any variable: a region for each of hundreds of workplaces. */
const MOST_CHARACTERS = 20_000;
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A variable that is there but empty counts as not there: `.env` files are copied with empty lines. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema);

const token = (looks: RegExp, remedy: string) => z.string({ error: remedy }).trim().regex(looks, { error: remedy });

/** One of these words, in any case. */
const word = <const T extends readonly string[]>(words: T) =>
  z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.enum(words, { error: `must be one of ${words.join(", ")}` }));

const yesOrNo = (fallback: "true" | "false") =>
  optional(
    word(["true", "false"])
      .default(fallback)
      .transform((text) => text === "true"),
  );

const count = (what: "days" | "hours", fallback: number, least: number, most: number) => {
  const error = `must be a number of ${what} from ${least} to ${most}`;
  return optional(
    z.coerce.number({ error }).int({ error }).min(least, { error }).max(most, { error }).default(fallback),
  );
};

/** The tokens travel there, so it is https, except on this machine. */
const address = (usual: string) =>
  z
    .string()
    .trim()
    .refine((text) => URL.canParse(text), { error: `is not an address; the usual one is ${usual}`, abort: true })
    .refine((text) => !/[?#]/.test(text), { error: "must not have a ? or #" })
    // What stands before an @ is no host, though it may look like one.
    .refine((text) => new URL(text).username + new URL(text).password === "", { error: "must not have an @" })
    .refine((text) => isSafe(new URL(text)), { error: "must begin with https:// (http:// is for this machine only)" })
    .transform((text) => trimmed(new URL(text).href, "", "/"));
const addressOr = (fallback: string) => optional(address(fallback).default(fallback));

function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && LOOPBACK.has(hostname));
}

const KEY_BYTES = 32;

function keyIn(text: string): Buffer {
  return Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? "hex" : "base64");
}

/** What the status in Slack needs: all of them, or none. */
const STATUS_VARIABLES = ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "TOKEN_KEY", "PUBLIC_URL"] as const;

const variables = z
  .object({
    SLACK_BOT_TOKEN: optional(
      token(
        /^xox[a-z.]*-\S+$/,
        "must be the Bot User OAuth Token that begins with xoxb-: api.slack.com/apps › your app › OAuth & Permissions",
      ),
    ),
    SLACK_APP_TOKEN: optional(
      token(
        /^xapp-\S+$/,
        "must be the app-level token that begins with xapp-: api.slack.com/apps › your app › Basic Information › App-Level Tokens",
      ).optional(),
    ),
    SLACK_SIGNING_SECRET: optional(z.string().trim().optional()),
    SLACK_CLIENT_ID: optional(z.string().trim().optional()),
    SLACK_CLIENT_SECRET: optional(z.string().trim().optional()),
    TOKEN_KEY: optional(
      z
        .string()
        .trim()
        .transform(keyIn)
        .refine((key) => key.length === KEY_BYTES, {
          error: "must be 32 bytes in base64 or hex; `openssl rand -base64 32` makes one",
        })
        .optional(),
    ),
    PUBLIC_URL: optional(address("https://whosout.yourcompany.com").optional()),
    PORT: optional(
      z.coerce
        .number({ error: "must be a port number" })
        .int({ error: "must be a port number" })
        .min(1, { error: "must be a port number" })
        .max(65_535, { error: "must be a port number" })
        .optional(),
    ),
    METRICS_TOKEN: optional(
      z
        .string()
        .trim()
        .min(20, { error: "must have at least 20 characters; `openssl rand -hex 24` makes one" })
        .optional(),
    ),
    PERSONIO_CLIENT_ID: optional(
      z.string({ error: "is missing: Personio › Settings › Integrations › API credentials" }).trim().min(1),
    ),
    PERSONIO_CLIENT_SECRET: optional(
      z.string({ error: "is missing: it is shown once, when the API credential is made in Personio" }).trim().min(1),
    ),
    PERSONIO_WEB_URL: optional(address("https://yourcompany.app.personio.com").optional()),
    PERSONIO_WEBHOOK_TOKEN: optional(
      z
        .string()
        .trim()
        .min(20, { error: "must have at least 20 characters; `openssl rand -hex 24` makes one" })
        .optional(),
    ),
    TIME_ZONE: optional(
      z
        .string()
        .trim()
        .default("Europe/Berlin")
        .refine(isTimeZone, { error: "is not a time zone; write it like Europe/Berlin" }),
    ),
    HOLIDAYS: z
      .string()
      .default("")
      .transform((text, check) => {
        const parsed = parseHolidays(text);
        if ("regions" in parsed) return parsed.regions;
        for (const problem of parsed.problems) check.addIssue(problem);
        return z.NEVER;
      }),
    ABSENCE_REASONS: optional(word(REASON_SETTINGS).default("discreet")),
    SKIP_APPROVAL: yesOrNo("false"),
    NOTIFY_SUPERVISOR: yesOrNo("true"),
    SUPERVISORS_SEE_HOURS: yesOrNo("true"),
    TIME_OFF_DAYS_BACK: count("days", 30, 0, 366),
    DIGEST_LATE_HOURS: count("hours", 6, 1, 23),
    BIRTHDAY_ATTRIBUTE: optional(z.string().trim().optional()),
    ALLOW_SHARED_CHANNELS: yesOrNo("false"),
    AWAY_NOTICES: yesOrNo("false"),
    DATABASE_URL: optional(
      z
        .string()
        .trim()
        .default("file:./data/whosout.db")
        .refine((text) => /^(file:.|postgres(ql)?:\/\/)/.test(text), {
          error: "must be like file:./data/whosout.db or postgres://user:password@host/database",
        }),
    ),
    RETENTION_DAYS: count("days", 90, 1, 3650),
    LOG_LEVEL: optional(word(LOG_LEVELS).default("info")),
    SLACK_API_URL: addressOr("https://slack.com/api"),
    PERSONIO_API_URL: addressOr("https://api.personio.de"),
  })
  .refine((read) => read.SLACK_APP_TOKEN || read.SLACK_SIGNING_SECRET, {
    path: ["SLACK_APP_TOKEN"],
    error:
      "is missing: make an app-level token with the scope connections:write (api.slack.com/apps › your app › Basic Information › App-Level Tokens), or set SLACK_SIGNING_SECRET to be called over HTTP",
    // Told together with whatever else is wrong.
    when: () => true,
  });

/** Every variable that is read, in the order of `.env.example`. */
export const VARIABLES = Object.keys(variables.shape);

export type Config = z.infer<typeof variables>;

/**
 * Reads the environment.
 * @returns the settings, or everything that is wrong with them, one sentence a variable, by name; values are never repeated
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): { config: Config } | { problems: string[] } {
  const tooLong = VARIABLES.filter((name) => (env[name]?.length ?? 0) > MOST_CHARACTERS);
  if (tooLong.length > 0)
    return { problems: tooLong.map((name) => `${name} must not have more than ${MOST_CHARACTERS} characters`) };
  const read = variables.safeParse(env);
  const problems = [
    ...(read.error?.issues ?? []).map((issue) => `${issue.path.join(".")} ${issue.message}`),
    ...missingForStatus(env),
    ...misspelt(env, VARIABLES),
  ];
  return read.data && problems.length === 0 ? { config: read.data } : { problems };
}

function missingForStatus(env: Readonly<Record<string, string | undefined>>): string[] {
  const missing = STATUS_VARIABLES.filter((name) => !env[name]?.trim());
  if (missing.length === STATUS_VARIABLES.length) return [];
  return missing.map((name) => `${name} is missing: the status in Slack needs all of ${STATUS_VARIABLES.join(", ")}`);
}

export type StatusSettings = ReturnType<typeof statusSettings>;

/** What the status in Slack needs; undefined: it is off. */
export function statusSettings({ SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, TOKEN_KEY, PUBLIC_URL, SLACK_API_URL }: Config) {
  if (!SLACK_CLIENT_ID || !SLACK_CLIENT_SECRET || !TOKEN_KEY || !PUBLIC_URL) return undefined;
  return {
    clientId: SLACK_CLIENT_ID,
    clientSecret: SLACK_CLIENT_SECRET,
    tokenKey: TOKEN_KEY,
    /** Where Slack sends people back to. */
    redirectUrl: `${PUBLIC_URL}${OAUTH_PATH}`,
    /** Beside the API, where Slack asks people. */
    authorizeUrl: SLACK_API_URL.replace(/\/api$/, "/oauth/v2/authorize"),
  };
}
