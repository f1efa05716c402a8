import { randomUUID } from "node:crypto";
import type { Answer, Answers } from "./personio-answers.ts";

/** One parameter of a list: which values it takes, and, of these, which items fit them. */
type Filter<T> = { takes: RegExp; fitting: (values: string[]) => (item: T) => boolean };

/** What a list of Personio's takes. `limit`: the largest page, and the one without a `limit`. */
export type ListKind<T> = {
  limit: { max: number; byDefault: number };
  filters: Record<string, Filter<T>>;
  /** Keys of the parameter `sort`; there is none without them. */
  sorts?: Record<string, (item: T) => string>;
  sortedBy?: string;
  /** Whether the next link repeats the filters. That of persons and employments holds the cursor alone, even of a filtered call. */
  nextRepeatsFilters: boolean;
};

const ANYTHING = /^/;
const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/;
const LOCAL_DATE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?$/;
/** `YYYY-MM-DDTHH:MM:SS`: what of a date-time is compared, as text. */
const COMPARED = 19;

/** One of several, separated by commas or in repeated parameters. */
export function oneOf<T>(of: (item: T) => string | null | undefined): Filter<T> {
  return {
    takes: ANYTHING,
    fitting: (values) => {
      const wanted = new Set(values.flatMap((list) => list.split(",")));
      return (item) => wanted.has(of(item) ?? "");
    },
  };
}

/** A bound of a date or date-time, inclusive (`gte`, `lte`) or not (`gt`, `lt`). What has none fits no bound. */
export function bound<T>(
  operator: "gt" | "gte" | "lt" | "lte",
  of: (item: T) => string | null | undefined,
  takes: "date" | "date-time" | "local" = "date-time",
): Filter<T> {
  return {
    takes: { date: DATE, "date-time": DATE_TIME, local: LOCAL_DATE_TIME }[takes],
    fitting: ([asked = ""]) => {
      const limit = asked.slice(0, COMPARED);
      return (item) => {
        const value = of(item)?.slice(0, COMPARED);
        if (!value) return false;
        if (operator.endsWith("e") && value === limit) return true;
        return operator.startsWith("g") ? value > limit : value < limit;
      };
    },
  };
}

/** A parameter that is checked here and understood elsewhere. */
export function checked<T>(takes: RegExp): Filter<T> {
  return { takes, fitting: () => () => true };
}
export const ABSENCE_DATE_TIME = DATE_TIME;

/** Cuts lists into pages. */
export function createLists(origin: string, answers: Answers) {
  /** A cursor remembers the list that it cut, and where, for whom, and how. */
  const cursors = new Map<
    string,
    { items: readonly unknown[]; from: number; path: string; filters: string; limit: number }
  >();

  /**
   * @param all is asked for the items of the whole list where no cursor remembers them
   * @param shown what of a page's items goes over the wire: for long lists, of which nobody wants to spell each item at each call
   */
  return <T>(
    url: URL,
    kind: ListKind<T>,
    all: () => readonly T[],
    shown: (page: T[]) => unknown[] = (page) => page,
  ): Answer => {
    const { pathname: path, searchParams: query } = url;
    const asked = [...new Set(query.keys())].filter((name) => name !== "limit" && name !== "cursor" && name !== "sort");
    for (const name of asked) {
      const filter = kind.filters[name];
      if (!filter) return answers.badRequest("Provided filter encoding is invalid.");
      if (!query.getAll(name).every((value) => filter.takes.test(value)))
        return answers.badRequest("Invalid request content.");
    }
    const filters = asked.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(query.getAll(name).join())}`);

    const cursor = query.get("cursor");
    const kept = cursor === null ? undefined : cursors.get(cursor);
    const isOthers =
      kept && (kept.path !== path || (filters.length > 0 && kept.filters !== filters.toSorted().join("&")));
    if (cursor !== null && (!kept || isOthers)) return answers.badRequest("The provided cursor is invalid.");

    const limit = Number(query.get("limit") ?? kept?.limit ?? kind.limit.byDefault);
    if (!Number.isInteger(limit) || limit < 1 || limit > kind.limit.max)
      return answers.badRequest("Provided value for limit is not valid");

    const sort = query.get("sort");
    const order = orderOf(kind, sort ?? kind.sortedBy ?? "");
    if (!order || (sort !== null && !kind.sorts)) return answers.badRequest("Provided request parameters are invalid.");

    const items = (kept?.items as readonly T[] | undefined) ?? fittingIn(all(), asked, query, kind).toSorted(order);
    const from = kept?.from ?? 0;
    const end = from + limit;
    const links: Record<string, { href: string }> = { self: { href: `${origin}${path}${url.search}` } };
    if (items.length > end) {
      // Personio's hold what must be encoded.
      const next = `cur_${randomUUID()}+/=`;
      const remembered = kept?.filters ?? filters.toSorted().join("&");
      cursors.set(next, { items, from: end, path, filters: remembered, limit });
      const repeated = kind.nextRepeatsFilters ? `limit=${limit}&${remembered && `${remembered}&`}` : "";
      links.next = { href: `${origin}${path}?${repeated}cursor=${encodeURIComponent(next)}` };
    }
    return { status: 200, body: { _data: shown(items.slice(from, end)), _meta: { links } } };
  };
}

function fittingIn<T>(items: readonly T[], asked: string[], query: URLSearchParams, kind: ListKind<T>): T[] {
  const conditions = asked.flatMap((name) => kind.filters[name]?.fitting(query.getAll(name)) ?? []);
  return items.filter((item) => conditions.every((fits) => fits(item)));
}

const { compare } = new Intl.Collator("en", { numeric: true });

/** Undefined when `sort` names what the list cannot be sorted by. */
function orderOf<T>({ sorts = {} }: ListKind<T>, sort: string): ((a: T, b: T) => number) | undefined {
  const keys = sort.split(",").filter(Boolean);
  if (keys.some((key) => !sorts[key.replace(/^-/, "")])) return undefined;
  return (a, b) => {
    for (const key of keys) {
      const of = sorts[key.replace(/^-/, "")];
      const found = of ? compare(of(a), of(b)) : 0;
      if (found !== 0) return key.startsWith("-") ? -found : found;
    }
    return 0;
  };
}
