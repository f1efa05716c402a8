import { type Params, type Result, refused } from "./slack-result.ts";

/**
 * A page of a list, as Slack cuts it: its cursor names the first item that is left, so that what comes or goes meanwhile moves nothing.
 * After the last page it is empty.
 *
 * @param keyOf what an item is found again by
 * @param limits the largest `limit` that Slack takes, and how many there are without one
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: Params,
  limits: { most: number; byDefault: number },
): { page: T[]; next_cursor: string } | { refusal: Result } {
  const isAsked = limit !== undefined && limit !== "";
  const count = isAsked ? Number(limit) : limits.byDefault;
  if (isAsked && !(Number.isInteger(count) && count >= 1 && count <= limits.most))
    return { refusal: refused("invalid_limit") };
  const from = cursor === undefined || cursor === "" ? 0 : items.findIndex((item) => cursorAt(keyOf(item)) === cursor);
  if (from < 0) return { refusal: refused("invalid_cursor") };
  const left = items[from + count];
  return { page: items.slice(from, from + count), next_cursor: left === undefined ? "" : cursorAt(keyOf(left)) };
}

function cursorAt(key: string): string {
  return Buffer.from(`next:${key}`).toString("base64");
}
