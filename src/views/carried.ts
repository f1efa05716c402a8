import { z } from "zod";
import { type Day, daysBetween, type Time, toDay } from "../domain/calendar.ts";

/** What buttons and forms of ours carry through Slack and back. It is read strictly: it may be old, or somebody else's. */

export const dayField = z.string().transform((text, check): Day => {
  const day = toDay(text);
  if (!day) check.addIssue("not a day");
  return day ?? z.NEVER;
});
export const timeField = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
  .transform((text) => text as Time);
/** No longer than a phrase may be. */
export const spanField = z
  .strictObject({ first: dayField, last: dayField })
  .refine(({ first, last }) => first <= last && daysBetween(first, last) < 366);
export const idField = z.string().min(1).max(64);

/** @returns undefined for what is no JSON, or has another shape */
export function readCarried<T extends z.ZodType>(schema: T, text: string | undefined): z.output<T> | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}
