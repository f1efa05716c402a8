/** How often each kind of call was made, whatever the ids in its path; the most frequent first. */
export type Calls = Record<string, number>;

export function countOf(calls: readonly { method: string; path: string }[]): Calls {
  const counts = new Map<string, number>();
  for (const { method, path } of calls) {
    const kind = `${method} ${path.replace(/\/(?:\d{4,}|[0-9a-f-]{36})(?=\/|$)/g, "/{id}")}`;
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].toSorted(([, a], [, b]) => b - a));
}

export function added(all: Calls, more: Calls): Calls {
  const kinds = new Set([...Object.keys(all), ...Object.keys(more)]);
  const sums = [...kinds].map((kind) => [kind, (all[kind] ?? 0) + (more[kind] ?? 0)] as const);
  return Object.fromEntries(sums.toSorted(([, a], [, b]) => b - a));
}

/** Without those for a token. */
export function sumOf(calls: Calls): number {
  return Object.entries(calls).reduce((sum, [kind, count]) => sum + (kind.includes("/auth/") ? 0 : count), 0);
}

/** One line a kind, for the notes of a row. */
export function told(about: string, calls: Calls): string[] {
  return Object.entries(calls).map(([kind, count]) => `${about}${kind}: ${Math.round(count).toLocaleString("en")}`);
}
