import * as z from "zod";
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

  /** The records of one list, which may come in parts. */
  const collector = <T>(endpoint: Endpoint) => {
    const seen = new Set<string>();
    const records: T[] = [];
    let leftOut = 0;
    return {
      /** Gives those that are new. */
      add: (schema: z.ZodType<T>, items: readonly unknown[]): T[] => {
        const before = records.length;
        for (const item of items) {
          const id = withId.safeParse(item).data?.id;
          if (id !== undefined && seen.has(id)) continue;
          if (id !== undefined) seen.add(id);
          const read = schema.safeParse(item);
          if (read.success) records.push(read.data);
          else if (leftOut++ < MOST_ODD) {
            const facts = { path: endpoint.path, ...loggable(id), at: placeOf(read.error) };
            log.warn(facts, "left out a record of Personio's");
          }
        }
        return records.slice(before);
      },
      all: (): T[] => {
        // Then nobody knows what it holds: it is not nothing, as "nobody is out" would be.
        if (records.length === 0 && leftOut > 0) {
          const { method, path } = endpoint;
          throw new ProblemError({ kind: "personio-puzzling" }, { facts: { method, path, leftOut } });
        }
        return records;
      },
    };
  };

  return {
    /**
     * The records of a list, read to its end, for each of the queries. One that lacks what we cannot do without is left out with
     * a warning, since the others are still worth showing; one that comes twice (pages shift while they are read) is there once.
     *
     * @param schema or what will be it, which is not waited for before the first page is there
     * @param given.onPage hears of the records of each page as it comes
     * @throws ProblemError `personio-puzzling` also for a list with records of which not one can be read: it is not nothing
     */
    async list<T>(
      endpoint: Endpoint,
      schema: z.ZodType<T> | Promise<z.ZodType<T>>,
      given: { id?: string; queries?: readonly Query[]; onPage?: ((records: T[]) => void) | undefined } = {},
    ): Promise<T[]> {
      const { queries = [{}], onPage, ...path } = given;
      const known = Promise.resolve(schema);
      // Heard below, should it fail before a page is there.
      known.catch(() => {});
      const { add, all } = collector<T>(endpoint);
      await Promise.all(
        queries.map(async (query) => {
          for await (const items of pages(endpoint, { ...path, query })) {
            const records = add(await known, items);
            onPage?.(records);
          }
        }),
      );
      return all();
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
      const { add, all } = collector<T>(endpoint);
      add(schema, read.data.data);
      return all();
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
