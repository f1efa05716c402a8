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
/** Steps that follow one another and are alike but for the ids in them. */
export type Fold = { title: string; steps: Trace[] };

/** After so long a silence something new begins. */
const SILENCE_MS = 2000;

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
      const isNext =
        last &&
        msBetween(last.at(-1), step) < SILENCE_MS &&
        !groups.some(({ from }) => from > numberAt(last, -1) && from < step.number);
      if (isNext) last.push(step);
      else own.push([step]);
    }
  }
  return [
    ...groups.map(({ steps }) => interaction(steps.sort((a, b) => a.number - b.number))),
    ...own.map((steps) => interaction(steps, steps.length > 1 ? `By itself: ${steps.length} steps` : undefined)),
  ].sort((a, b) => b.key - a.key);
}

/** Runs of three and more become one. */
export function foldsOf(steps: readonly Trace[]): Fold[] {
  const folds: Fold[] = [];
  for (const step of steps) {
    const last = folds.at(-1);
    const title = shapeOf(step.title);
    const [first] = last?.steps ?? [];
    const isLike = first?.kind === step.kind && first.isOk && step.isOk && first.of === step.of;
    if (last && isLike && last.title === title) last.steps.push(step);
    else folds.push({ title, steps: [step] });
  }
  return folds.flatMap((fold) =>
    fold.steps.length > 2 ? [fold] : fold.steps.map((step) => ({ title: step.title, steps: [step] })),
  );
}

/** "GET /v2/persons/{id}/employments" */
function shapeOf(title: string): string {
  return title.replace(/\?.*$/, "?…").replace(/\/(?=[\w-]*\d)(?!v\d+\b)[\w-]+/g, "/{id}");
}

/** A clock that was turned meanwhile tells nothing of silence: then, too, something new begins. */
function msBetween(before: Trace | undefined, after: Trace): number {
  return Math.abs(Date.parse(after.at) - Date.parse(before?.at ?? ""));
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
