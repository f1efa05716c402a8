import type { Trace } from "../../../demo-wire.ts";

/** What began with one thing that somebody did, or what the bot did on its own, in order. */
export type Interaction = {
  key: number;
  title: string;
  at: string;
  steps: Trace[];
  isOk: boolean;
  isWaiting: boolean;
  tookMs: number;
};

/**
 * The newest first. Steps that belong to nothing (the bot's calls to Personio do not tell what they are for) stand where they fell: in what
 * was going on then, else among what the bot did by itself.
 */
export function interactionsOf(trace: readonly Trace[]): Interaction[] {
  const begun = new Map<number, Trace[]>();
  const loose: Trace[] = [];
  for (const step of trace) {
    const key = step.of ?? (step.kind === "slack→bot" ? step.number : undefined);
    if (key === undefined) loose.push(step);
    else begun.set(key, [...(begun.get(key) ?? []), step]);
  }
  const groups = [...begun.values()].map((steps) => ({ steps, from: numberAt(steps, 0), until: numberAt(steps, -1) }));
  const own: Trace[][] = [];
  for (const step of loose) {
    const around = groups.findLast(({ from, until }) => from < step.number && step.number < until);
    if (around) around.steps.push(step);
    else {
      const last = own.at(-1);
      const isNext = last && !groups.some(({ from }) => from > numberAt(last, -1) && from < step.number);
      if (isNext) last.push(step);
      else own.push([step]);
    }
  }
  return [
    ...groups.map(({ steps }) => interaction(steps.sort((a, b) => a.number - b.number))),
    ...own.map((steps) => interaction(steps, steps.length > 1 ? `By itself: ${steps.length} steps` : undefined)),
  ].sort((a, b) => b.key - a.key);
}

function numberAt(steps: readonly Trace[], at: number): number {
  return steps.at(at)?.number ?? 0;
}

function interaction(steps: Trace[], title?: string): Interaction {
  const [first] = steps;
  const at = first?.at ?? "";
  const end = Math.max(...steps.map((step) => Date.parse(step.at)));
  return {
    key: first?.number ?? 0,
    title: title ?? first?.title ?? "",
    at,
    steps,
    isOk: steps.every(({ isOk }) => isOk),
    isWaiting: first?.kind === "slack→bot" && steps.length === 1,
    tookMs: Math.max(0, end - Date.parse(at)),
  };
}

/** Slack's own words for what it refused, wherever they stand in an answer. */
export function messagesIn(detail: unknown): string[] {
  if (typeof detail !== "object" || detail === null) return [];
  const found: string[] = [];
  for (const [key, value] of Object.entries(detail)) {
    if (key === "response_metadata" && typeof value === "object" && value !== null && "messages" in value) {
      const { messages } = value as { messages: unknown };
      if (Array.isArray(messages)) found.push(...messages.map(String));
    } else found.push(...messagesIn(value));
  }
  return found;
}
