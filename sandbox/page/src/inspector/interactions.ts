import type { Trace } from "../../../demo-wire.ts";

/** What began with one thing that somebody did, in order. */
export type Interaction = { first: Trace; steps: Trace[]; isOk: boolean; isWaiting: boolean; tookMs: number };

/** The newest first. */
export function interactionsOf(trace: readonly Trace[]): Interaction[] {
  const groups = new Map<number, Trace[]>();
  for (const step of trace) {
    const key = step.of ?? step.number;
    const steps = groups.get(key) ?? [];
    groups.set(key, [...steps, step]);
  }
  return [...groups.values()]
    .flatMap((steps) => {
      const [first] = steps;
      if (!first) return [];
      const end = Math.max(...steps.map(({ at, tookMs = 0 }) => Date.parse(at) + tookMs));
      return [
        {
          first,
          steps,
          isOk: steps.every(({ isOk }) => isOk),
          isWaiting: first.kind === "slack→bot" && !steps.some(({ kind }) => kind === "ack") && steps.length === 1,
          tookMs: Math.max(0, end - Date.parse(first.at)),
        },
      ];
    })
    .reverse();
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
