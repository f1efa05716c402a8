import { z } from "zod";
import { ID } from "../domain/id.ts";
import type { Log } from "../domain/log.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Call, Query } from "./call.ts";
import type { Endpoint } from "./endpoints.ts";
import { problemOfAnswer, puzzling } from "./errors.ts";
import { createPages } from "./pages.ts";

/** So many records of a list may be odd, though none is in order; and of more the log tells nothing new. */
const MOST_ODD = 20;
/** Of more values that we do not know nobody reads in the log. */
const MOST_UNKNOWN = 100;

const withId = z.object({ id: z.union([z.string(), z.number()]).transform(String) });
const wrapped = z.object({ _data: z.record(z.string(), z.unknown()) });
const v1List = z.object({ success: z.literal(true), data: z.array(z.unknown()) });
const v1Trouble = z.object({
  success: z.literal(false),
  error: z.object({ code: z.int().min(400).max(599) }).catch({ code: 400 }),
});

export type Read = ReturnType<typeof createRead>;

/** Asks for records and makes them ours. */
export function createRead(options: { call: Call; log: Log }) {
  const { call, log } = options;
  const pages = createPages(options);
  const told = new Set<string>();

  const recordsOf = <T>(endpoint: Endpoint, schema: z.ZodType<T>, items: readonly unknown[]): T[] => {
    const seen = new Set<string>();
    const records: T[] = [];
    let leftOut = 0;
    for (const item of items) {
      const id = withId.safeParse(item).data?.id;
      if (id !== undefined && seen.has(id)) continue;
      if (id !== undefined) seen.add(id);
      const read = schema.safeParse(item);
      if (read.success) records.push(read.data);
      else if (leftOut++ < MOST_ODD)
        log.warn({ path: endpoint.path, ...loggable(id), at: placeOf(read.error) }, "left out a record of Personio's");
    }
    // Then nobody knows what it holds: it is not nothing, as "nobody is out" would be.
    if (records.length === 0 && leftOut > 0) {
      const { method, path } = endpoint;
      throw new ProblemError({ kind: "personio-puzzling" }, { facts: { method, path, leftOut } });
    }
    return records;
  };

  return {
    /**
     * The records of a list, read to its end, for each of the queries. One that lacks what we cannot do without is left out with
     * a warning, since the others are still worth showing; one that comes twice (pages shift while they are read) is there once.
     *
     * @throws ProblemError `personio-puzzling` also for a list with records of which not one can be read: it is not nothing
     */
    async list<T>(
      endpoint: Endpoint,
      schema: z.ZodType<T>,
      given: { id?: string; queries?: readonly Query[] } = {},
    ): Promise<T[]> {
      const { queries = [{}], ...path } = given;
      const lists = await Promise.all(queries.map((query) => pages(endpoint, { ...path, query })));
      return recordsOf(endpoint, schema, lists.flat());
    },

    /** The record that is a whole answer. */
    async one<T>(endpoint: Endpoint, schema: z.ZodType<T>, id: string): Promise<T> {
      const answer = await call(endpoint, { id });
      const read = schema.safeParse(unwrapped(answer.body));
      if (!read.success) throw puzzling(endpoint, answer, placeOf(read.error));
      return read.data;
    },

    /** A list of v1, which has one page, and at times calls a failure 200 and says so in the body. */
    async v1List<T>(endpoint: Endpoint, schema: z.ZodType<T>, id: string): Promise<T[]> {
      const answer = await call(endpoint, { id });
      const trouble = v1Trouble.safeParse(answer.body).data;
      if (trouble) throw problemOfAnswer(endpoint, { ...answer, status: trouble.error.code });
      const read = v1List.safeParse(answer.body);
      if (!read.success) throw puzzling(endpoint, answer, placeOf(read.error));
      return recordsOf(endpoint, schema, read.data.data);
    },

    /** Logs a value that we do not know, once. */
    unknown(field: string, value: string): void {
      const key = `${field} ${value}`;
      if (told.has(key) || told.size === MOST_UNKNOWN) return;
      told.add(key);
      log.warn({ field, value: value.slice(0, 60) }, "Personio sends a value that is not known here");
    },
  };
}

/** A single object is bare; some connectors saw it wrapped like the items of a list. */
export function unwrapped(body: unknown): unknown {
  return wrapped.safeParse(body).data?._data ?? body;
}

function placeOf(error: z.ZodError): string {
  return error.issues[0]?.path.join(".") || "body";
}

/** Only what looks like an id goes into the log. */
function loggable(id: string | undefined): { id?: string } {
  return id !== undefined && ID.test(id) ? { id } : {};
}
