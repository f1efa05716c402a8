import type { Button, DataTableBlock, KnownBlock, ModalView } from "@slack/types";
import * as z from "zod";
import { type Span, weekOf } from "../domain/calendar.ts";
import { shapeOf, turned } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import {
  type Bullets,
  bullets,
  button,
  choiceMessage,
  clipped,
  context,
  header,
  headlineName,
  LIMITS,
  type Message,
  PAGES_BLOCK,
  plainText,
  sections,
  spokenBullets,
  spokenText,
} from "./blocks.ts";
import { idField, readCarried, spanField } from "./carried.ts";
import { type HoursModel, type HoursQuestion, isEmpty, sum } from "./hours-model.ts";
import { notesOf } from "./hours-notes.ts";
import { inWords, isByDay, type Row, rowsOf } from "./hours-rows.ts";

/** Every button asks for other days, or for somebody else's hours; the number only keeps ids apart. */
export const HOURS_ACTION = /^hours_show_\d+$/;

/** The answer to `/hours`: how much in all, then day by day or week by week, then what is to be known of it. */
export function hoursMessage(model: HoursModel, texts: Texts): Message {
  const { headline, rows, list, notes, around } = partsOf(model, texts);
  const spoken = [...spokenBullets(list), ...notes];
  const table = tableOf(model, rows, texts);
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
    close: plainText(texts.window.close),
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
  const choices = people.map(({ id, label }, index) => showButton(index, label, { span, personId: id }));
  return choiceMessage(texts.hours.which(typed), choices);
}

const questionField = z.strictObject({ span: spanField, personId: idField.exactOptional() });

/** Reads what a button of ours carries; `undefined` when it is none of ours, or too old to be understood. */
export function readHoursQuestion(value: string | undefined): HoursQuestion | undefined {
  return readCarried(questionField, value);
}

function partsOf(
  model: HoursModel,
  texts: Texts,
): { headline: string; rows: Row[]; list: Bullets; notes: string[]; around: KnownBlock[] } {
  const notes = notesOf(model, texts);
  const rows = rowsOf(model, texts);
  const items = rows.map(({ label, told }) => ({ bold: label, rest: ` – ${told}` }));
  return {
    headline: headlineOf(model, texts),
    rows,
    list: { heading: undefined, items },
    notes,
    around: [
      ...(notes.length > 0 ? [context(clipped(notes.join("\n"), LIMITS.contextText))] : []),
      actions(model, texts),
    ],
  };
}

function headlineOf({ question, today, hours, target, ...model }: HoursModel, texts: Texts): string {
  const say = texts.hours;
  const name = model.name && headlineName(model.name);
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

function tableOf(model: HoursModel, rows: readonly Row[], texts: Texts): DataTableBlock | undefined {
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

function actions({ question, today }: HoursModel, texts: Texts): KnownBlock {
  const { span } = question;
  const shape = shapeOf(span);
  const elements: Button[] = [];
  const show = (label: string, to: Span | undefined) => {
    if (to) elements.push(showButton(elements.length, label, { ...question, span: to }));
  };
  show(texts.whosOut.previous[shape], turned(span, -1));
  show(texts.whosOut.next[shape], turned(span, 1));
  const week = weekOf(today);
  if (span.first !== week.first || span.last !== week.last) show(texts.hours.thisWeek, week);
  return { type: "actions", block_id: PAGES_BLOCK, elements };
}

function showButton(index: number, label: string, question: HoursQuestion): Button {
  return button(label, `hours_show_${index}`, JSON.stringify(question));
}
