import type { Button, KnownBlock } from "@slack/types";
import * as z from "zod";
import type { Day, Moment } from "../domain/calendar.ts";
import type { Question } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import { asOfNotes, type Line, nameText, reasonOf } from "./away.ts";
import { button, clipped, context, escaped, header, LIMITS, type Message, plainText, spokenText } from "./blocks.ts";
import { idField, readCarried } from "./carried.ts";
import { headlineOf, questionField, turnsOf } from "./question.ts";

/** How many people one picture shows, so that it is not much higher than a phone, and one message. */
export const ROWS = { picture: 20, page: 60 } as const;

/** Each shows a month: a new message, or in place of the message with the button. */
export const MONTH_ACTION = "month_show";
export const MONTH_TURN_ACTION = /^month_turn_\d+$/;
export const MONTH_SHARE_ACTION = "month_share";

/** Somebody, with what keeps them away in the month, the earliest first. */
export type MonthRow = {
  personId: string;
  name: string;
  /** For a name that cannot be drawn. */
  email?: string;
  team?: string;
  lines: Line[];
  /** Public holidays where they work. */
  holidays: Day[];
};

export type MonthModel = {
  /** A whole month, and which page of people. */
  question: Question;
  today: Day;
  /** As of `WhosOutModel`. */
  of?: { name: string; isPerson: boolean };
  /** The people of this page, by name. */
  rows: MonthRow[];
  /** How many people all pages have. */
  people: number;
  /** Everybody who was asked for is shown, also who is in all month. */
  isWhole: boolean;
  peopleOut: number;
  /** As of `WhosOutModel`. */
  asOf?: Moment;
  /** The channel that it was asked in, and can be shared to. */
  from?: string;
  /** Set when it is posted to a channel, as of `WhosOutModel`. */
  sharedBy?: string;
};

/** The message that shows a month. @param fileIds of its pictures in Slack, one for each portion of `ROWS.picture` people */
export function monthMessage(model: MonthModel, fileIds: readonly string[], texts: Texts): Message {
  const { question, rows, people, isWhole, sharedBy } = model;
  const headline = headlineOf(model, model.peopleOut, texts);
  const from = question.page * ROWS.page;
  const notes = [
    ...asOfNotes(model.asOf, model.today, texts),
    ...(isWhole ? [] : [texts.picture.onlyOut]),
    ...(people > rows.length ? [texts.picture.people(from + 1, from + rows.length, people)] : []),
  ];
  const last = sharedBy ? texts.picture.shared(`<@${sharedBy}>`) : texts.picture.private;
  const blocks: KnownBlock[] = [
    header(headline),
    ...fileIds.map(
      (id, at): KnownBlock => ({
        type: "image",
        // Another one for another picture, so that Slack draws it anew.
        block_id: `picture-${id}`,
        slack_file: { id },
        alt_text: altText(model, portionsOf(rows)[at] ?? [], texts),
      }),
    ),
    ...(notes.length > 0 ? [context(notes.join(" "))] : []),
    context(last),
    ...actions(model, texts),
  ];
  const text = spokenText(
    [headline, ...notes, "", ...spokenRows(rows, model.today, texts)],
    (told) => {
      const left = rows.length - told;
      return left > 0 ? texts.whosOut.more(left) : undefined;
    },
    last,
  );
  return { text, blocks };
}

/** The people of each picture. */
export function portionsOf<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / ROWS.picture);
  return Array.from({ length: count }, (_, at) => rows.slice(at * ROWS.picture, (at + 1) * ROWS.picture));
}

/** The same as the picture shows, in as many whole lines as Slack lets it have. */
function altText(model: MonthModel, rows: readonly MonthRow[], texts: Texts): string {
  const lines = spokenRows(rows, model.today, texts);
  const kept = [clipped(texts.picture.alt(titleOf(model, texts)), 300)];
  for (const [at, line] of lines.entries()) {
    const more = texts.whosOut.more(lines.length - at);
    if ([...kept, line, more].join("\n").length > LIMITS.altText) return [...kept, more].join("\n");
    kept.push(line);
  }
  return kept.join("\n");
}

/** One line a person: "• Anna Berg (Design) – Urlaub, Mon 23 – Wed 25 Nov; working remotely, Fri 27 Nov". */
function spokenRows(rows: readonly MonthRow[], today: Day, texts: Texts): string[] {
  return rows.map((row) => {
    const said = row.lines.map((line) => {
      const state = line.seen.requested ? `, ${texts.away.requested}` : "";
      return `${reasonOf(line, texts)}${state}, ${texts.away.when(line.first, line.last, line.times, today)}`;
    });
    const days = said.length > 0 ? said.join("; ") : texts.picture.in;
    return clipped(`• ${nameText(row)} – ${days}`, 600);
  });
}

/** "Design – November 2026" */
export function titleOf({ question, of }: Pick<MonthModel, "question" | "of">, texts: Texts): string {
  return texts.picture.title(texts.picture.month(question.span.first), of?.name);
}

function actions(model: MonthModel, texts: Texts): KnownBlock[] {
  const { question, rows, people, from, sharedBy } = model;
  if (sharedBy) return [];
  const turns = turnsOf(question, { shown: rows.length, all: people, aPage: ROWS.page }, texts);
  const elements = turns.map(({ label, to }, index) =>
    button(label, `month_turn_${index}`, monthValue({ question: to, from })),
  );
  if (from !== undefined) elements.push(shareButton(question, from, texts));
  return [{ type: "actions", elements }];
}

function shareButton(question: Question, from: string, texts: Texts): Button {
  const { share, shareTitle, shareText, keep } = texts.picture;
  return {
    ...button(share, MONTH_SHARE_ACTION, monthValue({ question: { ...question, page: 0 }, from })),
    confirm: {
      title: plainText(shareTitle),
      text: { type: "mrkdwn", text: shareText(`<#${from}>`), verbatim: true },
      confirm: plainText(share),
      deny: plainText(keep),
    },
  };
}

/** A button for the picture of the month that some days are of. */
export function monthButton(question: Question, texts: Texts): Button {
  return button(texts.picture.show, MONTH_ACTION, monthValue({ question: { ...question, page: 0 } }));
}

const monthField = z.strictObject({ question: questionField, from: idField.optional() });
type Asked = { question: Question; from?: string | undefined };

/** What a button carries that shows a month; `from`: the channel that it was first asked in. */
function monthValue(asked: Asked): string {
  return JSON.stringify(asked);
}

/** Reads what such a button carries; `undefined` when it is none of ours. */
export function readMonth(value: string | undefined): Asked | undefined {
  return readCarried(monthField, value);
}

/** That a picture was sent: here only, where Slack tells, a link to it. */
export function sentText(link: string | undefined, texts: Texts): string {
  return link === undefined ? texts.picture.sent : `${texts.picture.sent} <${escaped(link)}|${texts.picture.open}>`;
}
