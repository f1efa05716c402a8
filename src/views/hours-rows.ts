import type { RawNumberElement, RawTextElement } from "@slack/types";
import type { HoursOfDay } from "../domain/attendance.ts";
import { type Day, eachDay, isWeekend, weekOf } from "../domain/calendar.ts";
import type { TargetOfDay } from "../domain/target-hours.ts";
import type { Texts } from "../texts/en.ts";
import { type HoursModel, isEmpty, sum } from "./hours-model.ts";

/** More days than these are told by weeks. */
const MOST_DAYS = 14;
/** One day, or one week: its cells, and the same in a sentence. */
export type Row = { label: string; cells: Cell[]; told: string };
type Cell = RawTextElement | RawNumberElement;

/** A cell; a dash says that it is empty, also to who only hears it. */
export function inWords(text: string): RawTextElement {
  return { type: "raw_text", text: text || "–" };
}

/** A number, so that a table can be sorted by it. */
function inMinutes(minutes: number, texts: Texts): RawNumberElement {
  return { type: "raw_number", value: Math.round(minutes), text: minutes > 0 ? texts.hours.amount(minutes) : "–" };
}

/** Whether a few days are told day by day, rather than week by week. */
export function isByDay({ question }: HoursModel): boolean {
  return eachDay(question.span).length <= MOST_DAYS;
}

/** What was worked, a row a day or a week. */
export function rowsOf(model: HoursModel, texts: Texts): Row[] {
  return isByDay(model) ? dayRows(model, texts) : weekRows(model, texts);
}

/** Weekends, and days to come, where there is something to tell of them. */
function dayRows({ question, today, hours, target }: HoursModel, texts: Texts): Row[] {
  const say = texts.hours;
  return eachDay(question.span).flatMap((day): Row[] => {
    const worked = hours.days.find((one) => one.day === day);
    const notes = [
      ...offNotes(
        target?.days.find((one) => one.day === day),
        texts,
      ),
      ...unconfirmedNote(worked, texts),
    ];
    const isBlank = isEmpty(hours) || isWeekend(day) || day > today;
    if (!worked && notes.length === 0 && isBlank) return [];
    const label = texts.away.day(day, today);
    const note = inWords(notes.join(", "));
    const [work, breaks] = [worked?.work ?? 0, worked?.breaks ?? 0];
    const fromTo = worked ? say.fromTo(worked.first, worked.last) : "";
    const cells = [inMinutes(work, texts), inWords(fromTo), inMinutes(breaks, texts), note];
    if (!worked) return [{ label, cells, told: notes.join(", ") || say.nothing }];
    const told = [say.amount(work), fromTo, ...breaksText(breaks, texts), ...notes].join(", ");
    return [{ label, cells, told }];
  });
}

function weekRows({ question: { span }, today, hours, target }: HoursModel, texts: Texts): Row[] {
  const say = texts.hours;
  if (isEmpty(hours)) return [];
  const mondays = [...new Set(eachDay(span).map((day) => weekOf(day).first))];
  return mondays.flatMap((monday): Row[] => {
    const isIn = ({ day }: { day: Day }) => weekOf(day).first === monday;
    const worked = hours.days.filter(isIn);
    const asked = target?.days.filter(isIn) ?? [];
    const due = target && sum(asked, ({ minutes }) => minutes);
    const [holiday, absence] = [sum(asked, (one) => one.holiday), sum(asked, (one) => one.absence)];
    if (worked.length === 0 && (monday > today || (due === 0 && holiday + absence === 0))) return [];
    const [work, breaks] = [sum(worked, (one) => one.work), sum(worked, (one) => one.breaks)];
    const unconfirmed = sum(worked, (one) => one.unconfirmed);
    const notes = [
      ...(holiday > 0 ? [say.holiday] : []),
      ...(absence > 0 ? [say.partlyAway(say.amount(absence))] : []),
      ...(unconfirmed > 0 ? [say.unconfirmed(say.amount(unconfirmed))] : []),
    ];
    const told = [
      due ? say.of(say.amount(work), say.amount(due)) : say.amount(work),
      ...breaksText(breaks, texts),
      ...notes,
    ].join(", ");
    const cells = [
      inMinutes(work, texts),
      due === undefined ? inWords("") : inMinutes(due, texts),
      inMinutes(breaks, texts),
      inWords(notes.join(", ")),
    ];
    const days = eachDay(span).filter((day) => isIn({ day }));
    return [{ label: texts.range({ first: days[0] ?? monday, last: days.at(-1) ?? monday }), cells, told }];
  });
}

function breaksText(breaks: number, texts: Texts): string[] {
  return breaks > 0 ? [texts.hours.breaks(texts.hours.amount(breaks))] : [];
}

function offNotes(target: TargetOfDay | undefined, texts: Texts): string[] {
  if (!target) return [];
  const { holiday, absence, minutes } = target;
  return [
    ...(holiday > 0 ? [texts.hours.holiday] : []),
    ...(absence > 0 ? [minutes > 0 ? texts.hours.partlyAway(texts.hours.amount(absence)) : texts.hours.away] : []),
  ];
}

function unconfirmedNote(worked: HoursOfDay | undefined, texts: Texts): string[] {
  if (!worked || worked.unconfirmed === 0) return [];
  const { unconfirmed, work } = worked;
  return [unconfirmed === work ? texts.hours.allUnconfirmed : texts.hours.unconfirmed(texts.hours.amount(unconfirmed))];
}
