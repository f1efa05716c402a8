import type { Button, DataTableBlock, KnownBlock, ModalView, RawNumberElement, RawTextElement } from "@slack/types";
import { z } from "zod";
import type { Hours, HoursOfDay } from "../domain/attendance.ts";
import { type Day, eachDay, isWeekend, type Span, weekOf } from "../domain/calendar.ts";
import type { Target, TargetOfDay } from "../domain/target-hours.ts";
import { shapeOf, turned } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import {
  type Bullets,
  bullets,
  button,
  clipped,
  context,
  escaped,
  header,
  LIMITS,
  type Message,
  plainText,
  sections,
  spokenBullets,
  spokenText,
} from "./blocks.ts";
import { idField, readCarried, spanField } from "./carried.ts";

/** Every button asks for other days, or for somebody else's hours; the number only keeps ids apart. */
export const HOURS_ACTION = /^hours_show_\d+$/;

/** Whose hours, by Personio's id; the asker's, without one. */
export type HoursQuestion = { span: Span; personId?: string };

export type HoursModel = {
  question: HoursQuestion;
  today: Day;
  /** Whose they are; undefined: the reader's. */
  name?: string;
  hours: Hours;
  /** Undefined where it is not known. */
  target?: Target;
};

/** More days than these are told by weeks. */
const MOST_DAYS = 14;
/** More holidays than these are not named. */
const MOST_HOLIDAYS = 4;

/** One day, or one week: its cells, and the same in a sentence. */
type Row = { label: string; cells: Cell[]; told: string };
type Cell = RawTextElement | RawNumberElement;

/** The answer to `/hours`: how much in all, then day by day or week by week, then what is to be known of it. */
export function hoursMessage(model: HoursModel, texts: Texts): Message {
  const { headline, list, notes, around } = partsOf(model, texts);
  const spoken = [...spokenBullets(list), ...notes];
  const table = tableOf(model, texts);
  return {
    text: spokenText([headline, ...spoken], () => undefined),
    blocks: [header(headline), ...(table ? [table] : []), ...around],
    plain: [header(headline), ...sections(spokenBullets(list)), ...around],
  };
}

/** The same in a window, which has no tables. */
export function hoursWindow(model: HoursModel, texts: Texts): ModalView {
  const { headline, list, around } = partsOf(model, texts);
  return {
    type: "modal",
    title: plainText(texts.hours.windowTitle),
    close: plainText(texts.timeOff.form.close),
    blocks: [header(headline), ...(list.items.length > 0 ? [bullets(list)] : []), ...around],
  };
}

/** Buttons for a name that several reports have. */
export function whoseHoursMessage(
  typed: string,
  span: Span,
  people: readonly { id: string; label: string }[],
  texts: Texts,
): Message {
  const title = texts.hours.which(typed);
  const shown = people.slice(0, LIMITS.actionElements);
  return {
    text: escaped([title, ...shown.map(({ label }) => `• ${label}`)].join("\n")),
    blocks: [
      ...sections([title]),
      {
        type: "actions",
        elements: shown.map(({ id, label }, index) => showButton(index, label, { span, personId: id })),
      },
    ],
  };
}

const questionField = z.strictObject({ span: spanField, personId: idField.exactOptional() });

/** Reads what a button of ours carries; `undefined` when it is none of ours, or too old to be understood. */
export function readHoursQuestion(value: string | undefined): HoursQuestion | undefined {
  return readCarried(questionField, value);
}

function partsOf(
  model: HoursModel,
  texts: Texts,
): { headline: string; list: Bullets; notes: string[]; around: KnownBlock[] } {
  const notes = notesOf(model, texts);
  const items = rowsOf(model, texts).map(({ label, told }) => ({ bold: label, rest: ` – ${told}` }));
  return {
    headline: headlineOf(model, texts),
    list: { heading: undefined, items },
    notes,
    around: [
      ...(notes.length > 0 ? [context(clipped(notes.join("\n"), LIMITS.contextText))] : []),
      actions(model, texts),
    ],
  };
}

function isEmpty({ days, forgotten, rejected }: Hours): boolean {
  return days.length === 0 && forgotten.length === 0 && rejected === 0;
}

function headlineOf({ question, today, hours, target, ...model }: HoursModel, texts: Texts): string {
  const say = texts.hours;
  // So that the sum behind it is never cut off.
  const name = model.name && clipped(model.name, 60);
  const days = texts.days(question.span, today);
  if (isEmpty(hours)) return say.none(days, name);
  const work = say.amount(sum(hours.days, ({ work }) => work));
  return say.headline({
    ...(name !== undefined && { name }),
    days,
    work,
    ...(target && target.minutes > 0 && { target: say.amount(target.minutes) }),
  });
}

function tableOf(model: HoursModel, texts: Texts): DataTableBlock | undefined {
  const rows = rowsOf(model, texts);
  if (rows.length === 0) return undefined;
  const { columns, tableCaption } = texts.hours;
  const head = isByDay(model)
    ? [columns.day, columns.work, columns.fromTo, columns.breaks, columns.note]
    : [columns.week, columns.work, columns.target, columns.breaks, columns.note];
  return {
    type: "data_table",
    caption: tableCaption(texts.days(model.question.span, model.today)),
    row_header_column_index: 0,
    page_size: 25,
    rows: [head.map(inWords), ...rows.map(({ label, cells }) => [inWords(label), ...cells])],
  };
}

function inWords(text: string): RawTextElement {
  return { type: "raw_text", text: text || "–" };
}

/** A number, so that a table can be sorted by it. */
function inMinutes(minutes: number, texts: Texts): RawNumberElement {
  return { type: "raw_number", value: Math.round(minutes), text: minutes > 0 ? texts.hours.amount(minutes) : "–" };
}

function isByDay({ question }: HoursModel): boolean {
  return eachDay(question.span).length <= MOST_DAYS;
}

function rowsOf(model: HoursModel, texts: Texts): Row[] {
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

/** What else is to be known of the hours, each a sentence. */
function notesOf({ question, today, hours, target }: HoursModel, texts: Texts): string[] {
  const say = texts.hours;
  if (isEmpty(hours)) return question.span.first <= today && today <= question.span.last ? [say.noneHint] : [];
  const unconfirmed = sum(hours.days, (one) => one.unconfirmed);
  return [
    ...hours.running.map(({ type, start }) =>
      say[type === "WORK" ? "running" : "runningBreak"](
        start.time,
        start.day === today ? undefined : texts.away.day(start.day, today),
      ),
    ),
    ...hours.forgotten.map(({ day, time }) => say.forgotten(time, texts.away.day(day, today))),
    ...(unconfirmed > 0 ? [say.unconfirmedAll(say.amount(unconfirmed))] : []),
    ...(hours.rejected > 0 ? [say.rejected(hours.rejected)] : []),
    ...targetNote(target, today, texts),
  ];
}

/** What the hours are compared with: nothing is counted that is not said here. */
function targetNote(target: Target | undefined, today: Day, texts: Texts): string[] {
  const say = texts.hours;
  if (!target) return [];
  const holidays = target.days.filter(({ holiday }) => holiday > 0);
  const named = holidays.length > MOST_HOLIDAYS ? [] : holidays.map(({ day }) => texts.away.day(day, today));
  const absence = sum(target.days, (one) => one.absence);
  const less = [
    ...(holidays.length > 0 ? [say.lessHolidays(say.amount(sum(holidays, (one) => one.holiday)), named)] : []),
    ...(absence > 0 ? [say.lessAbsences(say.amount(absence))] : []),
  ];
  if (target.minutes === 0 && less.length === 0) return [];
  return [say.target(target.weekly === undefined ? undefined : say.amount(target.weekly * 60), less)];
}

function actions({ question, today }: HoursModel, texts: Texts): KnownBlock {
  const { span } = question;
  const shape = shapeOf(span);
  const elements: Button[] = [];
  const show = (label: string, to: Span) =>
    elements.push(showButton(elements.length, label, { ...question, span: to }));
  show(texts.whosOut.previous[shape], turned(span, -1));
  show(texts.whosOut.next[shape], turned(span, 1));
  const week = weekOf(today);
  if (span.first !== week.first || span.last !== week.last) show(texts.hours.thisWeek, week);
  return { type: "actions", elements };
}

function showButton(index: number, label: string, question: HoursQuestion): Button {
  return button(label, `hours_show_${index}`, JSON.stringify(question));
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}
