/** Of whatever only grows in a demo that runs for days: more than any test needs. */
export const MOST_KEPT = 5000;

/** Drops what came first, so that no more than so many are left. Gives how many those were. */
export function dropOldest(kept: unknown[] | Map<unknown, unknown>, most: number): number {
  if (Array.isArray(kept)) return kept.splice(0, kept.length - most).length;
  const tooMany = Math.max(0, kept.size - most);
  for (const key of [...kept.keys()].slice(0, tooMany)) kept.delete(key);
  return tooMany;
}
