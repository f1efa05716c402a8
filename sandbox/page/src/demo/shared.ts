type Fields = Record<string, unknown>;

/**
 * What came anew, with every part of it that has not changed since taken from before: what is alike is the same object, and need not be
 * drawn again. Things in a list are found again by what names them, wherever they stand now.
 */
export function shared<T>(before: unknown, now: T): T {
  if (Object.is(before, now) || typeof before !== "object" || typeof now !== "object" || !before || !now) return now;
  if (Array.isArray(now)) return Array.isArray(before) ? (sharedList(before, now) as T) : now;
  if (Array.isArray(before)) return now;
  const [old, fields] = [before as Fields, now as Fields];
  const keys = Object.keys(fields);
  let isAlike = keys.length === Object.keys(old).length;
  for (const key of keys) {
    fields[key] = shared(old[key], fields[key]);
    isAlike &&= key in old && fields[key] === old[key];
  }
  return isAlike ? (before as T) : now;
}

function sharedList(before: readonly unknown[], now: unknown[]): readonly unknown[] {
  const named = new Map(before.map((one) => [nameOf(one), one]));
  let isAlike = before.length === now.length;
  for (const [at, one] of now.entries()) {
    const name = nameOf(one);
    now[at] = shared(name === undefined ? before[at] : named.get(name), one);
    isAlike &&= now[at] === before[at];
  }
  return isAlike ? before : now;
}

function nameOf(one: unknown): unknown {
  const { ts, id, number } = (one ?? {}) as Fields;
  return ts ?? id ?? number;
}
