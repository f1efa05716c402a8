import { z } from "zod";
import type { Asked } from "./demo-wire.ts";
import { SCOPES } from "./personio-settings.ts";

/** What may come in from the page, with its limits. */
const id = z.string().min(1).max(300);
const chosen = z.string().max(3000);
const many = z.union([chosen, z.array(chosen).max(200)]);
const at = { blockId: id, actionId: id };

const ask = z.discriminatedUnion("do", [
  z.strictObject({ do: z.literal("say"), channel: id, text: z.string().max(12_000) }),
  z.strictObject({ do: z.literal("shortcut"), callbackId: id }),
  z.strictObject({
    do: z.literal("press"),
    channel: id,
    ts: id.exactOptional(),
    ...at,
    choice: many.nullable().exactOptional(),
  }),
  z.strictObject({ do: z.literal("fill"), ...at, value: many.nullable() }),
  z.strictObject({
    do: z.literal("offer"),
    channel: id.exactOptional(),
    ts: id.exactOptional(),
    ...at,
    typed: z.string().max(300),
  }),
  z.strictObject({ do: z.literal("pressInWindow"), ...at, choice: chosen.exactOptional() }),
  z.strictObject({ do: z.literal("submit") }),
  z.strictObject({ do: z.literal("dismiss") }),
  z.strictObject({ do: z.literal("openHome") }),
  z.strictObject({ do: z.literal("be"), user: id }),
  z.strictObject({ do: z.literal("decide"), periodId: id, status: z.enum(["APPROVED", "REJECTED"]) }),
  z.strictObject({
    do: z.literal("enter"),
    personId: id,
    typeId: id,
    firstDay: z.iso.date(),
    lastDay: z.iso.date().nullable(),
  }),
  z.strictObject({ do: z.literal("erase"), periodId: id }),
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
  const where = issue?.path.filter((part) => part !== "ask").join(".");
  return { number, error: `That is nothing that can be asked here: ${where ? `${where}: ` : ""}${issue?.message}` };
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
