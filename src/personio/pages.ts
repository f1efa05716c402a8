import * as z from "zod";
import type { Log } from "../domain/log.ts";
import type { Call, Query, Success } from "./call.ts";
import type { Endpoint } from "./endpoints.ts";
import { puzzling } from "./errors.ts";

/** Beyond any company, so that a chain of links that never ends does. */
const MAX_PAGES = 2000;
/** Longer lists of ids were answered with 431. */
const VALUES_A_CALL = 50;

const link = z.union([z.string(), z.object({ href: z.string().nullish() })]).nullish();
const page = z.object({
  _data: z.array(z.unknown()),
  _meta: z.object({ links: z.object({ next: link }).nullish() }).nullish(),
});

/** Reads lists to their end. */
export function createPages(options: { call: Call; log: Log }) {
  const { call, log } = options;

  /**
   * The items of a list, as they were sent, page by page. The `next` links are followed as they are: some repeat the filters and some do
   * not, and cursors are nobody's business.
   *
   * @throws ProblemError `personio-puzzling` for what is no list, or a link that leads away from Personio
   */
  return async function* (endpoint: Endpoint, given: { id?: string; query?: Query } = {}): AsyncGenerator<unknown[]> {
    let items = 0;
    const query = { ...given.query, ...(endpoint.limit && { limit: String(endpoint.limit) }) };
    const seen = new Set<string>();
    let answer = await call(endpoint, { ...given, query });
    seen.add(keyOf(answer.url));
    for (;;) {
      const read = page.safeParse(answer.body);
      if (!read.success) throw puzzling(endpoint, answer, read.error.issues[0]?.path.join(".") || "body");
      items += read.data._data.length;
      yield read.data._data;

      const next = nextOf(endpoint, answer, read.data._meta?.links?.next);
      if (!next) return;
      if (seen.has(keyOf(next)) || seen.size === MAX_PAGES) {
        log.warn(
          { path: endpoint.path, pages: seen.size, items },
          "Personio's pages run in a circle or do not end; stopped",
        );
        return;
      }
      seen.add(keyOf(next));
      answer = await call(endpoint, { url: next });
    }
  };
}

/** A page is the same when its cursor is, whatever else the link says. */
function keyOf(url: URL): string {
  return url.searchParams.get("cursor") ?? url.href;
}

function nextOf(endpoint: Endpoint, answer: Success, next: z.infer<typeof link>): URL | undefined {
  const href = typeof next === "object" ? next?.href : next;
  if (!href) return undefined;
  // Relative links occur.
  const url = URL.canParse(href, answer.url.href) ? new URL(href, answer.url) : undefined;
  if (url?.origin !== answer.url.origin || url.username + url.password !== "")
    throw puzzling(endpoint, answer, "_meta.links.next");
  return url;
}

/**
 * The queries that ask for everything in `lists` (parameter → values), each with at most 50 values a parameter, and with `rest`.
 * An empty list stands for nothing, so there is no query at all; a list that is `undefined` is no condition.
 */
export function queriesFor(lists: Readonly<Record<string, readonly string[] | undefined>>, rest: Query = {}): Query[] {
  let queries: Query[] = [rest];
  for (const [name, values] of Object.entries(lists)) {
    if (!values) continue;
    const unique = [...new Set(values)];
    const chunks = Array.from({ length: Math.ceil(unique.length / VALUES_A_CALL) }, (_, index) =>
      unique.slice(index * VALUES_A_CALL, (index + 1) * VALUES_A_CALL).join(","),
    );
    queries = queries.flatMap((query) => chunks.map((chunk) => ({ ...query, [name]: chunk })));
  }
  return queries;
}
