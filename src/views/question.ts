import * as z from "zod";
import type { Day } from "../domain/calendar.ts";
import { type Question, shapeOf, turned } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import { headlineName } from "./blocks.ts";
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

/** The first line of an answer. @param model.of whom it was asked of, by name; undefined: everybody */
export function headlineOf(
  { question, today, of }: { question: Question; today: Day; of?: { name: string; isPerson: boolean } },
  peopleOut: number,
  texts: Texts,
): string {
  const days = texts.days(question.span, today);
  const name = of && headlineName(of.name);
  if (name !== undefined && of?.isPerson) return texts.whosOut.personHeadline(name, peopleOut > 0, days);
  return texts.whosOut.headline(peopleOut, days, name);
}

/** What can be asked next: other pages of the answer, then the days before and after. @param page how much of `all` it shows */
export function turnsOf(
  question: Question,
  { shown, all, aPage }: { shown: number; all: number; aPage: number },
  texts: Texts,
): { label: string; to: Question }[] {
  const { previousPage, nextPage, previous, next } = texts.whosOut;
  const { span, page } = question;
  const left = all - page * aPage - shown;
  const shape = shapeOf(span);
  const [before, after] = [turned(span, -1), turned(span, 1)];
  return [
    ...(page > 0 ? [{ label: previousPage, to: { ...question, page: page - 1 } }] : []),
    ...(left > 0 ? [{ label: nextPage(Math.min(aPage, left)), to: { ...question, page: page + 1 } }] : []),
    ...(before ? [{ label: previous[shape], to: { ...question, span: before, page: 0 } }] : []),
    ...(after ? [{ label: next[shape], to: { ...question, span: after, page: 0 } }] : []),
  ];
}
