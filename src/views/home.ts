import type { Button, HomeView, KnownBlock } from "@slack/types";
import type { Day, Moment } from "../domain/calendar.ts";
import type { Problem } from "../domain/problem.ts";
import type { Texts } from "../texts/en.ts";
import { asOfNotes, backItem, type Line, lineItem, type Told, toldList } from "./away.ts";
import { type Bullets, bullets, button, context, header, headlineName, type Message, sections } from "./blocks.ts";
import { digestBlocks, type ListedDigest } from "./digest-list.ts";
import { problemText } from "./problem.ts";
import { comingBlocks, openPersonioButton, requestButton, type TimeOffList } from "./time-off.ts";

export const HOME_WHOS_OUT_ACTION = "home_whos_out";
export const HOME_HOURS_ACTION = "home_hours";
export const HOME_SETTINGS_ACTION = "home_settings";
export const HOME_AGAIN_ACTION = "home_again";

/** How much of each App Home shows: what somebody still reads, and never more than Slack's hundred blocks. */
export const MOST_AT_HOME = { lines: 10, absences: 5, balances: 10, requests: 10, digests: 5 };

/** Something that was asked for: what came of it, or why nothing did. */
export type Asked<T> = { is: T } | { problem: Problem };

/** What somebody sees at home. What is missing is still being asked for. */
export type HomeModel = {
  today: Day;
  out?: Asked<HomeToday>;
  mine?: Asked<TimeOffList>;
  /** What the reports of the one who looks wait for; undefined: nothing. */
  waiting?: Asked<HomeWaiting | undefined>;
  digests?: Asked<{ listed: ListedDigest[]; left: number }>;
};

export type HomeToday = {
  /** Whose absences: their team's name; undefined: everybody's. */
  of?: string;
  /** Today is no working day where they work. */
  isFree: boolean;
  people: number;
  out: Told;
  remote: Told;
  /** The next working day, and who is back then. */
  next: { day: Day; isTomorrow: boolean; back: Told };
  /** When Personio was last asked, where it does not answer now. */
  asOf?: Moment;
};

/** `unread`: how many people wait for something of whom Personio does not tell, just now, to whom they report. */
export type HomeWaiting = {
  requests: { name: string; what: string }[];
  more: number;
  unread: number;
  url?: string;
  /** When Personio was last asked, where it does not answer now. */
  asOf?: Moment;
};

/**
 * App Home.
 * @param note what came of something that was pressed there; it stands on top
 */
export function homeView(model: HomeModel, note: Message | undefined, texts: Texts): HomeView {
  const { out, mine, waiting, digests } = model;
  const parts = [out, mine, waiting, digests];
  const problems = parts.flatMap((part) => (part && "problem" in part ? [part.problem] : []));
  const isWaiting = parts.some((part) => part === undefined);
  return homeOf([
    ...(note ? [...note.blocks, divider] : []),
    // To ask again helps against what passes.
    {
      type: "actions",
      elements: buttons(
        { isUnknown: problems.some(isUnknown), isLacking: problems.some((problem) => !isUnknown(problem)) },
        texts,
      ),
    },
    // The same trouble keeps several parts away, and is told once.
    ...sections([...new Set(problems.map((problem) => `⚠️ ${problemText(problem, texts)}`))]),
    ...isOf(out, (today) => todayBlocks(today, model.today, texts)),
    ...isOf(waiting, (told) => (told ? waitingBlocks(told, model.today, texts) : [])),
    ...isOf(mine, (list) => mineBlocks(list, texts)),
    ...isOf(digests, ({ listed, left }) =>
      listed.length === 0 ? [] : [header(texts.home.digests), ...digestBlocks(listed, left, texts)],
    ),
    ...(isWaiting ? [context(texts.window.loading)] : []),
  ]);
}

/** App Home with nothing but a few words, for those who are told nothing else. */
export function homeNote(note: Message): HomeView {
  return homeOf(note.blocks);
}

function homeOf(blocks: KnownBlock[]): HomeView {
  return { type: "home", blocks };
}

const divider: KnownBlock = { type: "divider" };

function isUnknown({ kind }: Problem): boolean {
  return kind === "asker-unknown";
}

/** @param of.isUnknown who looks is nobody in Personio: what is theirs there is not offered */
function buttons({ isUnknown, isLacking }: { isUnknown: boolean; isLacking: boolean }, texts: Texts): Button[] {
  const say = texts.home;
  return [
    ...(isUnknown ? [] : [{ ...requestButton(texts), style: "primary" as const }]),
    button(say.whosOut, HOME_WHOS_OUT_ACTION, "week"),
    ...(isUnknown ? [] : [button(texts.hours.windowTitle, HOME_HOURS_ACTION, "week")]),
    button(say.settings, HOME_SETTINGS_ACTION, "settings"),
    ...(isLacking ? [button(say.again, HOME_AGAIN_ACTION, "again")] : []),
  ];
}

function isOf<T>(part: Asked<T> | undefined, blocks: (is: T) => KnownBlock[]): KnownBlock[] {
  return part && "is" in part ? blocks(part.is) : [];
}

function todayBlocks(told: HomeToday, today: Day, texts: Texts): KnownBlock[] {
  const { of, out, remote, next, asOf } = told;
  const say = texts.home;
  const days = texts.days({ first: today, last: today }, today);
  const line = (one: Line) => lineItem(one, today, texts);
  const count = ({ lines, more }: Told) => lines.length + more;
  const lists: Bullets[] = [
    ...(count(out) > 0 ? [toldList(undefined, out, line, texts)] : []),
    ...(count(remote) > 0 ? [toldList(texts.whosOut.group("remote", count(remote)), remote, line, texts)] : []),
    ...(count(next.back) > 0
      ? [toldList(backHeading(next, today, texts), next.back, (one) => backItem(one, texts), texts)]
      : []),
  ];
  return [
    header(texts.whosOut.headline(told.people, days, of && headlineName(of))),
    ...asOfNotes(asOf, today, texts).map(context),
    ...(told.isFree ? [context(texts.whoIs.freeDay)] : []),
    ...lists.map((list) => bullets(list)),
    ...(count(next.back) === 0 && told.people > 0 ? [context(say.nobodyBack(dayOf(next, today, texts)))] : []),
  ];
}

function backHeading(next: HomeToday["next"], today: Day, texts: Texts): string {
  return texts.home.back(dayOf(next, today, texts), next.back.lines.length + next.back.more);
}

function dayOf({ day, isTomorrow }: HomeToday["next"], today: Day, texts: Texts): string {
  return isTomorrow ? texts.home.tomorrow : texts.home.on(texts.away.day(day, today));
}

function waitingBlocks({ requests, more, unread, url, asOf }: HomeWaiting, today: Day, texts: Texts): KnownBlock[] {
  const missing = unread > 0 ? [context(texts.home.unreadWaiting(unread))] : [];
  if (requests.length + more === 0) return missing;
  const items = requests.map(({ name, what }) => ({ bold: name, rest: ` – ${what}` }));
  const rest = more > 0 ? [{ bold: texts.whosOut.more(more), rest: "" }] : [];
  return [
    header(texts.home.waiting(requests.length + more)),
    bullets({ heading: undefined, items: [...items, ...rest] }),
    ...missing,
    context(texts.home.decide),
    ...asOfNotes(asOf, today, texts).map(context),
    ...(url ? [{ type: "actions" as const, elements: [openPersonioButton(url, texts)] }] : []),
  ];
}

function mineBlocks({ balances, ...list }: TimeOffList, texts: Texts): KnownBlock[] {
  const shown = balances.slice(0, MOST_AT_HOME.balances);
  const left = balances.length - shown.length;
  return [
    header(texts.timeOff.list.title),
    ...sections([...shown, ...(left > 0 ? [texts.whosOut.more(left)] : [])]),
    ...comingBlocks(list, texts),
    ...(list.note === undefined ? [] : [context(list.note)]),
  ];
}
