import { instantAt } from "./calendar.ts";
import { type ReasonSetting, seenBy } from "./discretion.ts";
import type { Presence } from "./presence.ts";

/** What stands beside somebody's name in Slack. `emoji` as `:palm_tree:`; `expiration` in Unix seconds, 0: it stays. Empty texts: none. */
export type Status = { text: string; emoji: string; expiration: number };

/** A status that the bot has shown: for which absence, and what it says, in no language. */
export type Shown = { status: Status; periodId: string; facts: string };

/** Somebody who lets the bot set their status. */
export type StatusLink = {
  slackUserId: string;
  /** Sealed. */
  token: string;
  shown?: Shown;
  /** What was about to be shown when this was noted: nobody knows whether it stands there. */
  aboutTo?: Shown;
  /** The absence during which they want their status left alone. */
  leftAlone?: string;
};

/** What somebody's status should tell, as far as everybody may know. */
export type Wanted = Pick<Shown, "periodId" | "facts"> & {
  presence: Presence;
  emoji: string;
  expiration: number;
};

export const NO_STATUS: Status = { text: "", emoji: "", expiration: 0 };

const VACATION = "PAID_VACATION";

/**
 * A status is read by everybody, as a channel is: vacation has its sign where it may be told, and everything else is one and the same
 * "away".
 *
 * @param zone of whom it is about
 */
export function wantedStatus(presence: Presence, zone: string, setting: ReasonSetting): Wanted {
  const { period, type, isRemote, back, until } = presence;
  const seen = seenBy({ kind: "channel" }, period, type, undefined, setting);
  const isVacation = seen?.reason !== null && type?.category.toUpperCase() === VACATION;
  const emoji = isRemote ? ":house_with_garden:" : isVacation ? ":palm_tree:" : ":date:";
  const expiration = until ? instantAt(until, zone).getTime() / 1000 : 0;
  return { presence, emoji, expiration, periodId: period.id, facts: JSON.stringify([emoji, back ?? null, expiration]) };
}

function isSameStatus(a: Status, b: Status): boolean {
  return a.text === b.text && a.emoji === b.emoji && a.expiration === b.expiration;
}

/** Whether Slack has taken a status down by now. */
export function isOver({ expiration }: Status, now: Date): boolean {
  return expiration !== 0 && expiration * 1000 <= now.getTime();
}

/** Whether there is anything to look at in Slack. */
export function isToDo(link: StatusLink, wanted: Wanted | undefined): boolean {
  const { shown, aboutTo, leftAlone } = link;
  if (!wanted) return Boolean(shown || aboutTo || leftAlone);
  if (leftAlone === wanted.periodId) return false;
  return aboutTo !== undefined || shown?.facts !== wanted.facts || shown.periodId !== wanted.periodId;
}

/**
 * What to do about a status, by what stands there now: `set` or `clear` it, `leave` it alone for as long as this absence lasts, come
 * back `later` when their own is gone, or `forget` it, for there is nothing of ours any more.
 */
export function deedFor(
  { shown, aboutTo }: StatusLink,
  current: Status,
  wanted: Wanted | undefined,
  now: Date,
): "set" | "clear" | "leave" | "later" | "forget" {
  const isOurs = [shown, aboutTo].some((one) => one && isSameStatus(one.status, current));
  if (!wanted) return isOurs ? "clear" : "forget";
  if (isOurs) return "set";
  // What we showed for this absence is not there any more, although its time is not over: they took it down, or wrote over it.
  const isChanged = shown?.periodId === wanted.periodId && !isOver(shown.status, now);
  const isEmpty = current.text === "" && current.emoji === "";
  if (isChanged && !(isEmpty && aboutTo)) return "leave";
  return isEmpty ? "set" : "later";
}
