import type { Fault, World } from "./slack-world.ts";

/** What a call brings along: form fields, nested ones already read. */
export type Params = Record<string, unknown>;
export type Result = { status?: number; headers?: Record<string, string>; body: Record<string, unknown> };

export function refused(error: string, more: Record<string, unknown> = {}): Result {
  return { body: { ok: false, error, ...more } };
}

export function missing(needed: string, provided: readonly string[]): Result {
  return refused("missing_scope", { needed, provided: provided.join(",") });
}

/** A parameter that is true or false, as a form carries it. */
export function isYes(value: unknown): boolean {
  return value === "true" || value === "1";
}

/** The next planned fault of a method, used up once. */
export function takeFault(world: World, method: string): Fault | undefined {
  const planned = world.faults.find((fault) => fault.method === method && fault.times > 0);
  if (planned) planned.times -= 1;
  return planned?.fault;
}

/** The answer of a call that is not carried out. */
export function failed(fault: Exclude<Fault, "drop after">): Result | "drop" {
  if (fault === "drop") return fault;
  if ("error" in fault) return { ...refused(fault.error), ...(fault.status && { status: fault.status }) };
  if ("status" in fault) return { status: fault.status, body: {} };
  return limited(fault.retryAfter);
}

export function limited(seconds: number): Result {
  return { ...refused("ratelimited"), status: 429, headers: { "retry-after": String(seconds) } };
}
