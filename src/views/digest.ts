import type { KnownBlock } from "@slack/types";
import { addDays, type Day, type Moment, type Span, weekOf } from "../domain/calendar.ts";
import type { Pause } from "../domain/digest.ts";
import type { Who } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import { asOfNotes, backItem, type Line, lineItem, moreItem, nameText, type Told, teamOf, toldList } from "./away.ts";
import {
  type Bullets,
  bullets,
  button,
  context,
  header,
  headlineName,
  type Message,
  noteMessage,
  sections,
  spokenBullets,
  spokenText,
} from "./blocks.ts";
import { questionValue } from "./question.ts";
import { requestButton } from "./time-off.ts";
import { weekGrid } from "./week-grid.ts";

/** Answers beside the digest, which stays as it is for everybody else. */
export const DIGEST_SHOW_ACTION = "digest_show";
export const DIGEST_WHY_ACTION = "digest_why";
export const DIGEST_RESUME_ACTION = "digest_resume";

/** Somebody with something to celebrate. `day`: where it is not that of the digest. */
export type Celebrated = { name: string; team?: string; day?: Day };
/** Those who are told, and how many more there are. */
type Celebration<T extends Celebrated = Celebrated> = { people: T[]; more: number };

export type DigestModel = {
  digestId: string;
  /** The day that it tells about. */
  day: Day;
  who: Who;
  /** What those are called whose absences it tells; undefined: everybody, or the channel itself. */
  of?: string;
  /** The days of its first line; how many are out on them, and of how many, where that is known. */
  focus: { span: Span; out: number; among?: number };
  /** Undefined: it was not asked for. */
  today?: Told;
  week?: Told & { span: Span };
  coming?: Told;
  back?: Told;
  remote?: Told;
  anniversaries?: Celebration<Celebrated & { years: number }>;
  firstDays?: Celebration;
  birthdays?: Celebration;
  /** When Personio was last asked, where it does not answer now. */
  asOf?: Moment;
};

/** Whether there is nothing but the first line, and that says nobody. */
export function tellsNothing(model: DigestModel): boolean {
  const parts = [model.today, model.week, model.coming, model.back, model.remote];
  const celebrated = [model.anniversaries, model.firstDays, model.birthdays];
  return (
    model.focus.out === 0 &&
    parts.every((part) => (part?.lines.length ?? 0) === 0) &&
    celebrated.every((told) => (told?.people.length ?? 0) === 0)
  );
}

/** What is posted to a channel: first line the answer, then the parts that were asked for, then what to do next. */
export function digestMessage(model: DigestModel, texts: Texts): Message {
  const { day, focus } = model;
  const headline = texts.digest.message.headline({
    out: focus.out,
    ...(focus.among !== undefined && { among: focus.among }),
    days: texts.days(focus.span, day),
    ...(model.of && { of: headlineName(model.of) }),
  });
  const parts = partsOf(model, texts);
  const note = asOfNotes(model.asOf, day, texts);
  const spoken = parts.flatMap(({ lists }) => spokenBullets(...lists));
  const around = [...note.map(context), actions(model, texts)];
  const plain = [header(headline), ...sections(spoken), ...around];
  const blocks = [header(headline), ...parts.map(({ grid, lists }) => grid ?? bullets(...lists)), ...around];
  const told = parts.flatMap(({ lists }) => lists.flatMap(({ items }) => items.map(({ stands = 1 }) => stands)));
  const text = spokenText([headline, ...note, ...spoken], (said) => {
    const left = told.slice(said).reduce((sum, stands) => sum + stands, 0);
    return left > 0 ? texts.whosOut.more(left) : undefined;
  });
  return { text, blocks, plain };
}

/** To its owner: why a digest is paused, and a way to go on. */
export function pausedMessage(
  { id, channel, paused }: { id: string; channel: string; paused: Pause },
  texts: Texts,
): Message {
  return resumeMessage(id, texts.digest.told.paused(mentionOf(channel), paused), texts);
}

/** A note about a digest that is paused, in mark-up, and the button that goes on with it. */
export function resumeMessage(id: string, text: string, texts: Texts): Message {
  const note = noteMessage(text);
  return {
    ...note,
    blocks: [
      ...note.blocks,
      { type: "actions", elements: [button(texts.digest.list.resume, DIGEST_RESUME_ACTION, id)] },
    ],
  };
}

/** A channel as Slack shows it, in mark-up. */
export function mentionOf(channel: string): string {
  return `<#${channel}>`;
}

function partsOf(model: DigestModel, texts: Texts): { lists: Bullets[]; grid?: KnownBlock }[] {
  const say = texts.digest.message;
  const { day, today, week } = model;
  const simple = (told: Told | undefined, heading: (count: number) => string) =>
    told && told.lines.length > 0
      ? [
          {
            lists: [
              toldList(heading(told.lines.length + told.more), told, (line) => lineItem(line, day, texts), texts),
            ],
          },
        ]
      : [];
  const names = <T extends Celebrated>(
    heading: string,
    { people, more }: Celebration<T> = { people: [], more: 0 },
    rest: (one: T) => string = () => "",
  ) =>
    people.length === 0
      ? []
      : [
          {
            lists: [
              {
                heading,
                items: [
                  ...people.map((one) => ({
                    bold: nameText(one),
                    rest: `${teamOf(one)}${rest(one)}${one.day ? `, ${texts.away.day(one.day, day)}` : ""}`,
                  })),
                  ...moreItem(more, texts),
                ],
              },
            ],
          },
        ];
  const back =
    model.back &&
    toldList(say.back(model.back.lines.length + model.back.more), model.back, (line) => backItem(line, texts), texts);
  return [
    ...(today && today.lines.length > 0 ? [{ lists: todayLists(today, model, texts) }] : []),
    ...(week && week.lines.length > 0 ? [weekPart(week, day, texts)] : []),
    ...simple(model.coming, say.coming),
    ...(back && back.items.length > 0 ? [{ lists: [back] }] : []),
    ...simple(model.remote, say.remote),
    ...names(say.firstDays, model.firstDays),
    ...names(say.anniversaries, model.anniversaries, ({ years }) => ` – ${say.anniversary(years)}`),
    ...names(say.birthdays, model.birthdays),
  ];
}

/** Under a heading, where the first line is about more than the day. */
function todayLists(told: Told, { day, focus }: DigestModel, texts: Texts): Bullets[] {
  const isSaid = focus.span.first === day && focus.span.last === day;
  const people = new Set(told.lines.map(({ personId }) => personId)).size + told.more;
  const heading = isSaid ? undefined : texts.digest.message.today(people);
  const lists = byTeam(told, day, texts);
  if (lists.length > 1) return heading ? [{ heading, items: [] }, ...lists] : lists;
  return lists.map((list) => ({ ...list, heading }));
}

/** Under the names of their teams, when there are several; those without one come last. */
function byTeam(told: Told, day: Day, texts: Texts): Bullets[] {
  const teams = [...new Set(told.lines.map(({ team }) => team))].sort((a, b) =>
    a === undefined || b === undefined ? (a === b ? 0 : a === undefined ? 1 : -1) : a.localeCompare(b, texts.locale),
  );
  if (teams.length < 2) return [toldList(undefined, told, (line) => lineItem(line, day, texts), texts)];
  const more = told.more > 0 ? [{ heading: texts.whosOut.more(told.more), items: [] }] : [];
  const lists = teams.map((name, index) => {
    const items = told.lines
      .filter(({ team }) => team === name)
      .map(({ team, ...line }) => lineItem(line as Line, day, texts));
    // Whoever does not hear the last of them does not hear how many more there are.
    const isLast = index === teams.length - 1;
    const heard = items.map((item, at) =>
      isLast && at === items.length - 1 ? { ...item, stands: 1 + told.more } : item,
    );
    return { heading: name ?? texts.digest.message.withoutTeam, items: heard };
  });
  return [...lists, ...more];
}

function weekPart(week: Told & { span: Span }, day: Day, texts: Texts): { lists: Bullets[]; grid?: KnownBlock } {
  const days = texts.days(week.span, day);
  const heading = days.charAt(0).toUpperCase() + days.slice(1);
  const lists = [toldList(heading, week, (line) => lineItem(line, day, texts), texts)];
  const grid = week.more === 0 ? weekGrid(week.lines, week.span, day, texts) : undefined;
  return { lists, ...(grid && { grid }) };
}

/** The first of its buttons shows the week after those that the first line is about: from Friday on that is not the next one. */
function actions({ digestId, day, focus, who }: DigestModel, texts: Texts): KnownBlock {
  const say = texts.digest.message;
  const span = weekOf(addDays(weekOf(focus.span.last).first, 7));
  const isNext = span.first === weekOf(addDays(day, 7)).first;
  return {
    type: "actions",
    elements: [
      button(
        (isNext ? say.nextWeek : say.week)(texts.range(span)),
        DIGEST_SHOW_ACTION,
        questionValue({ span, who, page: 0 }),
      ),
      requestButton(texts),
      button(say.why, DIGEST_WHY_ACTION, digestId),
    ],
  };
}
