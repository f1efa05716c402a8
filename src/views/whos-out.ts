import type { Button, KnownBlock, ModalView } from "@slack/types";
import type { Day, Moment, Span } from "../domain/calendar.ts";
import { GROUPS, type Group, type Question, shapeOf, type Who } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import { asOfNotes, type Line, lineItem, toldList } from "./away.ts";
import {
  type Bullets,
  bullets,
  button,
  choiceMessage,
  context,
  escaped,
  header,
  type Message,
  noteMessage,
  PAGES_BLOCK,
  plainText,
  sections,
  spokenBullets,
  spokenText,
} from "./blocks.ts";
import { monthButton } from "./month.ts";
import { headlineOf, questionValue, turnsOf } from "./question.ts";
import { requestButton } from "./time-off.ts";
import { weekGrid } from "./week-grid.ts";

/** How many lines one page of an answer has: what fits a table and Slack's limits, and what somebody still reads. */
export const LINES_A_PAGE = 50;
/** How many lines are told of an answer that is still being read. */
const LINES_SO_FAR = 10;
/** From how many lines on a week reads better as a grid of people and days. */
const GRID_FROM = 6;

/** Not out: told in lists of their own, beside the grid. */
const ASIDE: Group[] = ["remote", "requested"];

/** Every button of an answer asks another question; the number only keeps ids apart. */
export const SHOW_ACTION = /^whos_out_show_\d+$/;
export const SHARE_ACTION = "whos_out_share";

export type WhosOutModel = {
  question: Question;
  today: Day;
  /** Whom it was asked of, by name; undefined: everybody. `person`: somebody by name, rather than a group of people. */
  of?: { name: string; isPerson: boolean };
  /** The lines of this page, in order. */
  lines: Line[];
  /** How many lines all pages have together, and in each group. */
  count: { lines: number; groups: Partial<Record<Group, number>>; peopleOut: number };
  /** When Personio was last asked, where it does not answer now. */
  asOf?: Moment;
  /** Set when it is posted to a channel: the Slack user who shared it. Then there are no buttons. */
  sharedBy?: string;
};

/** What was made of a model that many are given (`askWhosOut`). */
const made = new WeakMap<WhosOutModel, { message: Message; texts: Texts }>();

/** The answer to `/whosout`: first line the answer, then one line an absence, then what to do next. */
export function whosOutMessage(model: WhosOutModel, texts: Texts): Message {
  const known = made.get(model);
  if (known?.texts === texts) return known.message;
  const message = makeMessage(model, texts);
  made.set(model, { message, texts });
  return message;
}

function makeMessage(model: WhosOutModel, texts: Texts): Message {
  const headline = headlineOf(model, model.count.peopleOut, texts);
  const told = listsOf(model, texts);
  const note = asOfNotes(model.asOf, model.today, texts);
  // Nobody should read a long table before they read how old it is.
  const top = [header(headline), ...note.map(context)];
  const around = [...pageNote(model, texts), ...sharer(model, texts), ...actions(model, texts)];
  const spoken = spokenBullets(...told);
  const plain = [...top, ...sections(spoken), ...around];
  const inGrid = model.lines.filter(({ group }) => !ASIDE.includes(group));
  const grid =
    shapeOf(model.question.span) === "week" && inGrid.length >= GRID_FROM
      ? weekGrid(inGrid, model.question.span, model.today, texts)
      : undefined;
  const listed = grid ? told.filter(({ group }) => ASIDE.includes(group)) : told;
  const blocks = [...top, ...(grid ? [grid] : []), ...listed.map((one) => bullets(one)), ...around];
  const by = model.sharedBy && texts.whosOut.sharedBy(`<@${model.sharedBy}>`);
  const text = spokenText(
    [headline, ...note, ...spoken],
    (said) => {
      const rest = model.count.lines - model.question.page * LINES_A_PAGE - said;
      return rest > 0 ? texts.whosOut.more(rest) : undefined;
    },
    by,
  );
  return { text, blocks, plain };
}

/**
 * That the answer is still being read, and who is out as far as it is.
 * @param model undefined where that is not worth telling
 */
export function soFarMessage(model: WhosOutModel | undefined, texts: Texts): Message {
  const out = (model?.lines ?? []).filter(({ group }) => !ASIDE.includes(group));
  if (!model || out.length === 0) return noteMessage(texts.whosOut.reading);
  const { question, count, today } = model;
  // When they are back depends on what is not read yet.
  const lines = out.slice(0, LINES_SO_FAR).map((line) => ({ ...line, back: undefined }));
  const soFar = texts.whosOut.soFar(count.peopleOut, texts.days(question.span, today));
  const told = toldList(
    undefined,
    { lines, more: count.lines - countedAside(count) - lines.length },
    (line) => lineItem(line, today, texts),
    texts,
  );
  return { text: escaped([soFar, ...spokenBullets(told)].join("\n")), blocks: [...sections([soFar]), bullets(told)] };
}

function countedAside({ groups }: WhosOutModel["count"]): number {
  return ASIDE.reduce((sum, group) => sum + (groups[group] ?? 0), 0);
}

/** The same in a window, which has no tables, and no channel to share it in. */
export function whosOutWindow(model: WhosOutModel, texts: Texts): ModalView {
  return {
    type: "modal",
    title: plainText(texts.whosOut.windowTitle),
    close: plainText(texts.window.close),
    blocks: [
      header(headlineOf(model, model.count.peopleOut, texts)),
      ...asOfNotes(model.asOf, model.today, texts).map(context),
      ...listsOf(model, texts).map((one) => bullets(one)),
      ...pageNote(model, texts),
      ...actions(model, texts, { isInWindow: true }),
    ],
  };
}

function listsOf(model: WhosOutModel, texts: Texts): (Bullets & { group: Group })[] {
  const groups = GROUPS.map((group) => ({
    group,
    heading: texts.whosOut.group(group, model.count.groups[group] ?? 0),
    lines: model.lines.filter((line) => line.group === group),
  })).filter(({ lines }) => lines.length > 0);
  // One plain list of people out needs no heading: the headline said it.
  const bare = groups.length === 1 && groups[0]?.lines[0]?.group === "out";
  return groups.map(({ group, heading, lines }) => ({
    group,
    heading: bare ? undefined : heading,
    items: lines.map((line) => lineItem(line, model.today, texts)),
  }));
}

/** Buttons for a name that fits several teams, places or people; each asks the whole question again. */
export function whichMessage(typed: string, span: Span, choices: { label: string; who: Who }[], texts: Texts): Message {
  const buttons = choices.map(({ label, who }, index) => showButton(index, label, { span, who, page: 0 }));
  return choiceMessage(texts.whosOut.which(typed), buttons);
}

function pageNote({ question, lines, count }: WhosOutModel, texts: Texts): KnownBlock[] {
  if (count.lines <= lines.length) return [];
  const from = question.page * LINES_A_PAGE;
  return [context(texts.whosOut.page(from + 1, from + lines.length, count.lines))];
}

function sharer({ sharedBy }: WhosOutModel, texts: Texts): KnownBlock[] {
  return sharedBy ? [context(texts.whosOut.sharedBy(`<@${sharedBy}>`))] : [];
}

function actions(model: WhosOutModel, texts: Texts, { isInWindow = false } = {}): KnownBlock[] {
  if (model.sharedBy) return [];
  const { question, count, lines } = model;
  const turns = turnsOf(question, { shown: lines.length, all: count.lines, aPage: LINES_A_PAGE }, texts);
  const elements = turns.map(({ label, to }, index) => showButton(index, label, to));
  if (!isInWindow) {
    elements.push(button(texts.whosOut.share, SHARE_ACTION, questionValue({ ...question, page: 0 })));
    elements.push(monthButton(question, texts));
  }
  elements.push(requestButton(texts));
  return [{ type: "actions", block_id: PAGES_BLOCK, elements }];
}

function showButton(index: number, label: string, question: Question): Button {
  return button(label, `whos_out_show_${index}`, questionValue(question));
}
