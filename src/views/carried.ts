import * as z from "zod";
import { type Day, daysBetween, type Time, toDay } from "../domain/calendar.ts";
import { ID } from "../domain/id.ts";

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
/** Ids of Personio's, of Slack's, and our own. */
export const idField = z.string().regex(ID);
/** What Slack lets a form carry; a button carries less. */
const MOST_CARRIED = 3000;

/** What Slack lets an option carry, and show. */
export const optionField = z.object({ value: z.string().max(150) });
/** The fields of a form: blocks, each with its elements. Slack shows no more than a hundred blocks. */
export const stateOf = <T extends z.ZodType>(element: T) =>
  z.record(z.string(), z.record(z.string(), element)).refine((blocks) => Object.keys(blocks).length <= 100);

/** @returns undefined for what is no JSON, has another shape, or is longer than anything of ours */
export function readCarried<T extends z.ZodType>(schema: T, text: string | undefined): z.output<T> | undefined {
  try {
    return typeof text === "string" && text.length <= MOST_CARRIED
      ? schema.safeParse(JSON.parse(text)).data
      : undefined;
  } catch {
    return undefined;
  }
}
