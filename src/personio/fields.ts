import { z } from "zod";
import type { Day } from "../domain/calendar.ts";
import { readLocal } from "./absence-span.ts";

/** Digits or a UUID, as text; a number is taken for digits. */
export const id = z.union([z.string().min(1), z.number().int().transform(String)]);
export const ref = z.object({ id });
/** May be missing, null or of another kind than expected: then `undefined`. */
export const optional = <T extends z.ZodType>(schema: T) =>
  schema
    .nullish()
    .catch(undefined)
    .transform((value): z.output<T> | undefined => value ?? undefined);
export const text = optional(z.string());
export const number = optional(z.number());
export const local = z.string().transform((written, check) => {
  const read = readLocal(written);
  if (!read) check.addIssue("neither a date nor a local time");
  return read ?? z.NEVER;
});
export const day = local.transform((read): Day => read.day);
