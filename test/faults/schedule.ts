import fc from "fast-check";
import type { Trouble } from "./disk.ts";
import type { Fault, Rule } from "./wire.ts";

const ASKERS = ["anna", "april", "ben", "mo", "emma", "clara"] as const;
export type Login = (typeof ASKERS)[number];

/** One thing that happens. What people do takes a while and goes on beside what follows. */
export type Step =
  | { do: "ask"; who: Login; line: string; twice: boolean; lateMs: number }
  | { do: "press"; who: Login; button: string; twice: boolean }
  | { do: "open home"; who: Login }
  | { do: "save settings"; who: Login }
  /** `meets`: how it goes wrong in Personio, and how often. */
  | { do: "request time off"; who: Login; twice: boolean; meets: { fault: Fault; times: number } | false }
  | { do: "cancel time off"; who: Login; twice: boolean }
  | { do: "change time off"; who: Login }
  | { do: "call in sick"; who: string }
  | { do: "decide"; as: "APPROVED" | "REJECTED" }
  | { do: "go wrong"; rule: Rule }
  | { do: "spoil the disk"; trouble: Trouble }
  | { do: "drop the sockets" }
  | { do: "refresh the connection"; reason: "warning" | "refresh_requested" | "link_disabled" }
  | { do: "take Slack down" }
  | { do: "revoke Personio's tokens" }
  | { do: "heal" }
  | { do: "SIGTERM" }
  | { do: "SIGKILL"; steps: number }
  | { do: "sleep"; ms: number };
export type Schedule = {
  skewMs: number;
  processes: number;
  mayRead: boolean;
  /** Each with how much time passes after it. */
  steps: readonly (Step & { thenMs: number })[];
};

const LINES = [
  "/whosout",
  "/whosout today",
  "/whosout tomorrow",
  "/whosout Design",
  "/whosout @ben",
  "/whois Ben Okafor",
  "/whois @anna",
  "/hours",
  "/hours last week",
  "/timeoff list",
];
const PERSONIO = [
  /./,
  /POST .*token/,
  /GET .*absence-periods/,
  /POST .*absence-periods/,
  /(PATCH|DELETE) /,
  /persons$/,
  /employments/,
  /absence-types/,
  /org-units|workplaces/,
  /balance/,
];
const SLACK = [
  /./,
  /^response_url$/,
  /^chat\.postMessage$/,
  /^chat\.postMessage$/,
  /^chat\.update$/,
  /^views\./,
  /^users\./,
  /^conversations\./,
  /^apps\.connections\.open$/,
];

const seconds = (min: number, max: number) => fc.integer({ min, max }).map((value) => value * 1000);
const broken: fc.Arbitrary<Fault> = fc.oneof(
  fc.constantFrom<Fault>("drop", "lost", "hang", "hang after"),
  seconds(1, 15).map((slow) => ({ slow })),
  fc.constantFrom(500, 502, 503, 504).map((status) => ({ status })),
);
const personioFault: fc.Arbitrary<Fault> = fc.oneof(
  broken,
  seconds(1, 25).map((late) => ({ late })),
  fc.constantFrom(401, 403, 404, 429).map((status) => ({ status })),
  fc.constantFrom<Fault>("html", "half-json", "loop", "unknown values", "missing attributes", "nothing known"),
);
const slackFault: fc.Arbitrary<Fault> = fc.oneof(
  broken,
  fc.integer({ min: 1, max: 40 }).map((retryAfter) => ({ status: 429, retryAfter })),
  fc
    .constantFrom("internal_error", "channel_not_found", "expired_trigger_id", "ratelimited", "service_unavailable")
    .map((slackError) => ({ slackError })),
);
const times = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(50));
const rule = fc.oneof(
  fc.record({ to: fc.constant("personio" as const), call: fc.constantFrom(...PERSONIO), fault: personioFault, times }),
  fc.record({ to: fc.constant("slack" as const), call: fc.constantFrom(...SLACK), fault: slackFault, times }),
);

const who = fc.constantFrom(...ASKERS);
const seldom = fc.oneof({ weight: 4, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const lateMs = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: seconds(1, 8) });
const meets = fc.oneof(
  fc.constant(false as const),
  fc.record({ fault: personioFault, times: fc.integer({ min: 1, max: 3 }) }),
);
const doing = <D extends Step["do"]>(what: D) => fc.constant(what);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 10,
    arbitrary: fc.record({ do: doing("ask"), who, line: fc.constantFrom(...LINES), twice: seldom, lateMs }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: doing("press"),
      who,
      button: fc.constantFrom("Share in this channel", "Next week ›"),
      twice: seldom,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: doing("open home"), who }) },
  { weight: 1, arbitrary: fc.record({ do: doing("save settings"), who }) },
  { weight: 12, arbitrary: fc.record({ do: doing("request time off"), who, twice: seldom, meets }) },
  { weight: 2, arbitrary: fc.record({ do: doing("cancel time off"), who, twice: seldom }) },
  { weight: 2, arbitrary: fc.record({ do: doing("change time off"), who }) },
  { weight: 2, arbitrary: fc.record({ do: doing("call in sick"), who: fc.constantFrom("tom", "nora", "ben") }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: doing("decide"), as: fc.constantFrom("APPROVED" as const, "REJECTED" as const) }),
  },
  { weight: 12, arbitrary: rule.map((planned) => ({ do: "go wrong" as const, rule: planned })) },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom<Trouble>("locked", "full", "read-only", "gone")
      .map((trouble) => ({ do: "spoil the disk" as const, trouble })),
  },
  { weight: 1, arbitrary: fc.record({ do: doing("drop the sockets") }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: doing("refresh the connection"),
      reason: fc.constantFrom("warning" as const, "refresh_requested" as const, "link_disabled" as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: doing("take Slack down") }) },
  { weight: 1, arbitrary: fc.record({ do: doing("revoke Personio's tokens") }) },
  { weight: 4, arbitrary: fc.record({ do: doing("heal") }) },
  { weight: 2, arbitrary: fc.record({ do: doing("SIGTERM") }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 25 }).map((steps) => ({ do: "SIGKILL" as const, steps })) },
  { weight: 1, arbitrary: seconds(60, 3 * 3600).map((ms) => ({ do: "sleep" as const, ms })) },
);
const thenMs = fc.constantFrom(0, 0, 50, 500, 3000, 20_000, 60_000, 240_000);

/** Some minutes or hours of bad luck. */
export const schedules: fc.Arbitrary<Schedule> = fc.record({
  skewMs: fc.constantFrom(0, 0, -4 * 60_000, 3 * 60_000),
  processes: fc.constantFrom(1, 1, 1, 2),
  mayRead: fc.boolean(),
  steps: fc.array(
    fc.tuple(step, thenMs).map(([one, ms]) => ({ ...one, thenMs: ms })),
    { minLength: 3, maxLength: 24 },
  ),
});

/** A schedule as somebody reads it. */
export function readable({ skewMs, processes, mayRead, steps }: Schedule): string {
  const lines = steps.map(({ thenMs: ms, do: what, ...more }, index) => {
    const facts = Object.entries("rule" in more ? more.rule : more).filter(
      ([, value]) => value !== false && value !== 0,
    );
    const said = facts
      .map(([name, value]) => `${name} ${value instanceof RegExp ? value : JSON.stringify(value)}`)
      .join(", ");
    return `${String(index + 1).padStart(3)}. ${what}${said ? ` (${said})` : ""}${ms > 0 ? `, then ${ms / 1000} s pass` : ""}`;
  });
  const bots = `${processes === 1 ? "one process" : `${processes} processes`}, clock ${skewMs / 60_000} min ahead, ${mayRead ? "may" : "may not"} read channels`;
  return [bots, ...lines].join("\n");
}
