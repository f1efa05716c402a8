import * as z from "zod";
import type { Asked } from "./demo-wire.ts";
import { SCOPES } from "./personio-settings.ts";

/** What may come in from the page, with its limits. */
const id = z.string().min(1).max(300);
const chosen = z.string().max(3000);
const many = z.union([chosen, z.array(chosen).max(200)]);
const at = { blockId: id, actionId: id };
const inWindow = { view: id.exactOptional(), ...at };
const half = z.enum(["FIRST_HALF", "SECOND_HALF"]);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const days = {
  firstDay: z.iso.date(),
  lastDay: z.iso.date().nullable(),
  halves: z.strictObject({ first: half, last: half }).exactOptional(),
  times: z.strictObject({ from: time, to: time }).exactOptional(),
};

const ask = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("say"), channel: id, text: z.string().max(12_000) }),
  z.strictObject({ do: z.literal("shortcut"), callbackId: id }),
  z.strictObject({ do: z.literal("messageShortcut"), callbackId: id, channel: id, ts: id }),
  z.strictObject({
    do: z.literal("press"),
    channel: id,
    ts: id.exactOptional(),
    ...at,
    choice: many.nullable().exactOptional(),
  }),
  z.strictObject({ do: z.literal("fill"), ...inWindow, value: many.nullable() }),
  z.strictObject({
    do: z.literal("offer"),
    channel: id.exactOptional(),
    ts: id.exactOptional(),
    home: z.literal(true).exactOptional(),
    ...inWindow,
    typed: z.string().max(300),
  }),
  z.strictObject({ do: z.literal("pressInWindow"), ...inWindow, choice: chosen.exactOptional() }),
  z.strictObject({ do: z.literal("submit"), view: id.exactOptional() }),
  z.strictObject({ do: z.literal("dismiss"), view: id.exactOptional(), all: z.literal(true).exactOptional() }),
  z.strictObject({ do: z.literal("openHome") }),
  z.strictObject({ do: z.literal("be"), user: id }),
  z.strictObject({ do: z.literal("decide"), periodId: id, status: z.enum(["APPROVED", "REJECTED"]) }),
  z.strictObject({ do: z.literal("enter"), personId: id, typeId: id, ...days }),
  z.strictObject({
    do: z.literal("alter"),
    periodId: id,
    typeId: id.exactOptional(),
    days: z.strictObject(days).exactOptional(),
  }),
  z.strictObject({ do: z.literal("erase"), periodId: id }),
  z.strictObject({
    do: z.literal("alterPerson"),
    personId: id,
    position: z.string().min(1).max(300).exactOptional(),
    teamId: id.nullable().exactOptional(),
    supervisorId: id.nullable().exactOptional(),
    workplaceId: id.nullable().exactOptional(),
    email: id.nullable().exactOptional(),
    status: z.enum(["ACTIVE", "INACTIVE", "ONBOARDING", "LEAVE"]).exactOptional(),
  }),
  z.strictObject({
    do: z.literal("trouble"),
    latencyMs: z.int().min(0).max(30_000).exactOptional(),
    isDown: z.boolean().exactOptional(),
    isLimited: z.boolean().exactOptional(),
    scopes: z.array(z.enum(SCOPES)).max(SCOPES.length).exactOptional(),
  }),
  z.strictObject({ do: z.literal("revokeTokens") }),
  z.strictObject({ do: z.literal("slackTrouble"), isDown: z.boolean() }),
  z.strictObject({ do: z.literal("turnClock"), to: z.iso.datetime({ offset: true }) }),
  z.strictObject({ do: z.literal("restartBot") }),
  z.strictObject({ do: z.literal("startOver") }),
  z.strictObject({ do: z.literal("open"), world: z.unknown() }),
  z.strictObject({ do: z.literal("detail"), number: z.int() }),
]);
const asked: z.ZodType<Asked> = z.strictObject({ number: z.int(), ask });
const numbered = z.object({ number: z.int() });

/** @returns what is asked; or why it is nothing, and the number to answer with, where it has one (else -1) */
export function readAsked(text: string): Asked | { number: number; error: string } {
  const json = read(text);
  const whole = asked.safeParse(json);
  if (whole.success) return whole.data;
  const number = numbered.safeParse(json).data?.number ?? -1;
  const [issue] = whole.error.issues;
  const path = issue?.path.filter((part) => part !== "ask").join(".");
  const most = issue && longest(issue);
  if (most !== undefined) {
    const what = path === "text" ? "Your message" : "This";
    return { number, error: `${what} is too long: ${most.toLocaleString("en")} characters at most.` };
  }
  return { number, error: `That is nothing that can be asked here: ${path ? `${path}: ` : ""}${issue?.message}` };
}

/** How many characters a text may have that is too long, also where something else could stand in its place. */
function longest(issue: z.core.$ZodIssue): number | undefined {
  if (issue.code === "too_big" && issue.origin === "string") return Number(issue.maximum);
  if (issue.code !== "invalid_union") return undefined;
  return issue.errors
    .flat()
    .map(longest)
    .find((most) => most !== undefined);
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
