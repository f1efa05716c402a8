/** What a figure is measured in. Times are of a clock that never runs back. */
type Unit = "ms" | "s" | "MB" | "calls" | "round trips" | "commands/s" | "modules" | "packages";
type Value = { value: number; unit: Unit };

/** One line of the table. */
export type Figure = {
  /** The row it belongs to: what `npm run bench -- <row>` measures. */
  row: string;
  what: string;
  /** What it is held against, from the same run. */
  baseline?: Value & { what: string };
  ours: Value;
  /** Ours by the baseline's. */
  ratio?: number;
  /** As people read it; "report": there is none. */
  goal: string;
  holds: boolean;
  /** How many times it misses its goal by: 1 where it just holds, 2 where it takes twice as much as it may. */
  missedBy: number;
  /** Measured by a clock or by the memory of a process, so that a busy machine can spoil it: measured again before it counts as broken. */
  isNoisy: boolean;
  /** How often it was measured, where that was more than once. */
  tries?: number;
  /** What it consists of, where the README lists it. */
  notes?: string[];
  /** Where it stands in a plot. */
  at?: { chart: "latency" | "memory"; line: string; people: number };
};

/** What a row's file exports. `short`: as CI does it, in seconds. */
export type Measure = (how: { short: boolean }) => Promise<Figure[]>;

type Measured = Pick<Figure, "row" | "what" | "ours"> & Partial<Pick<Figure, "at" | "isNoisy" | "notes">>;

/** Held against its baseline by their ratio, at most or at least so many times. */
export function compared(
  measured: Measured & { baseline: NonNullable<Figure["baseline"]> },
  goal: { atMost: number } | { atLeast: number },
): Figure {
  const ratio = measured.ours.value / measured.baseline.value;
  const isUpper = "atMost" in goal;
  return {
    isNoisy: true,
    ...measured,
    ratio,
    goal: isUpper ? `≤ ${goal.atMost}×` : `≥ ${goal.atLeast}×`,
    holds: isUpper ? ratio <= goal.atMost : ratio >= goal.atLeast,
    missedBy: isUpper ? ratio / goal.atMost : goal.atLeast / ratio,
  };
}

/** Held against a bound in its own unit. */
export function bounded(measured: Measured & Pick<Figure, "baseline">, goal: { atMost: number }): Figure {
  const { value, unit } = measured.ours;
  const { baseline } = measured;
  return {
    isNoisy: true,
    ...measured,
    ...(baseline && { ratio: value / baseline.value }),
    goal: `≤ ${goal.atMost} ${unit}`,
    holds: value <= goal.atMost,
    missedBy: value <= goal.atMost ? 1 : value / goal.atMost,
  };
}

/** Held against its baseline by how much more it is. */
export function within(
  measured: Measured & { baseline: NonNullable<Figure["baseline"]> },
  goal: { more: number },
): Figure {
  const { ours, baseline } = measured;
  return {
    isNoisy: true,
    ...measured,
    ratio: ours.value / baseline.value,
    goal: `≤ +${goal.more} ${ours.unit}`,
    holds: ours.value - baseline.value <= goal.more,
    missedBy: (ours.value - baseline.value) / goal.more,
  };
}

/** Only told. */
export function reported(measured: Measured & Pick<Figure, "baseline">): Figure {
  const { ours, baseline } = measured;
  return {
    isNoisy: true,
    ...measured,
    ...(baseline && { ratio: ours.value / baseline.value }),
    goal: "report",
    holds: true,
    missedBy: 1,
  };
}
