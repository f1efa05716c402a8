import { z } from "zod";
import type { Question } from "../domain/whos-out.ts";
import { idField, readCarried, spanField } from "./carried.ts";

/** How many teams, places and supervisors one question may name: what fits a button's value. */
export const MOST_PARTS = 20;
export const partField = z.strictObject({ kind: z.enum(["unit", "workplace", "reports"]), id: idField });

export const questionField = z.strictObject({
  span: spanField,
  who: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("everybody") }),
    z.strictObject({ kind: z.enum(["person", "channel"]), id: idField }),
    partField,
    z.strictObject({ kind: z.literal("some"), of: z.array(partField).min(1).max(MOST_PARTS) }),
  ]),
  page: z.int().min(0).max(1000),
});

/** What a button carries that asks this question. */
export function questionValue(question: Question): string {
  return JSON.stringify(question);
}

/** Reads what a button of ours carries; `undefined` when it is none of ours, or too old to be understood. */
export function readQuestion(value: string | undefined): Question | undefined {
  return readCarried(questionField, value);
}
