/** Whether `npm run test:long` runs: everything, and not only the share of it that each change waits for. */
export const isLong = process.env.MODE === "long";

/** How often a property is tried: `share` times from a seed that is always the same, or, in the long run, `all` from one that is new. */
export function tried({ share, all }: { share: number; all: number }): { numRuns: number; seed?: number } {
  return isLong ? { numRuns: all } : { numRuns: share, seed: 2026 };
}
