import * as z from "zod";
import type { Day } from "../domain/calendar.ts";
import { ID } from "../domain/id.ts";
import { presentable, presentableLines } from "../domain/presentable.ts";
import { readLocal } from "./absence-span.ts";

/** As long as Personio takes a comment. */
const MOST_OF_A_COMMENT = 2000;

/** Digits or a UUID, as text; a number is taken for digits. What is anything else would be another address, or fit no button. */
export const id = z.union([z.string().regex(ID), z.number().int().transform(String)]);
export const ref = z.object({ id });
/** May be missing, null or of another kind than expected: then `undefined`. */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(undefined)
    .transform((value): z.output<T> | undefined => value ?? undefined);
/** One line that people may be shown: this is where Personio's texts are made so, once. What leaves nothing to see is missing. */
const line = z
  .string()
  .transform((written) => presentable(written))
  .pipe(z.string().min(1));
export const text = optional(line);
export const name = line;
export const comment = optional(z.string().transform((written) => presentableLines(written, MOST_OF_A_COMMENT)));
/** Not made presentable: what is left of an odd address could be somebody else's. */
export const email = optional(
  z
    .string()
    .trim()
    .toLowerCase()
    .max(320)
    .regex(/^[^\s\p{C}<>|?"@]+@[^\s\p{C}<>|?"@]+$/u),
);
export const number = optional(z.number());
export const local = z.string().transform((written, check) => {
  const read = readLocal(written);
  if (!read) check.addIssue("neither a date nor a local time");
  return read ?? z.NEVER;
});
export const day = local.transform((read): Day => read.day);
