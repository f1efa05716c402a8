import {
  addDays,
  type Day,
  type Moment,
  minutesOf,
  type Span,
  type Time,
  toDay,
  wallClock,
  weekdayOf,
  weekOf,
} from "./calendar.ts";
import type { Who } from "./whos-out.ts";

/** What a digest can tell, in the order of reading. */
export const TELLS = ["today", "week", "coming", "back", "remote", "anniversaries", "birthdays"] as const;
export type Tell = (typeof TELLS)[number];

/** What somebody chose for a channel. */
export type Setup = {
  /** Slack's id. */
  channel: string;
  /** `daily`: about the day, on each of the weekdays; `weekly`: about the week, on one of them. */
  rhythm: "daily" | "weekly";
  /** 1 is Monday, 7 is Sunday; ascending, at least one. */
  weekdays: number[];
  time: Time;
  /** IANA name; the time is local there, and so is the day that is told. */
  zone: string;
  /** The beginning of a locale, such as `de`. */
  language: string;
  who: Who;
  tells: Tell[];
  /** Posts a short line on a day on which there is nothing to tell. */
  postsWhenNobody: boolean;
  /** Posts on days on which nobody of them works, too. */
  postsOnFreeDays: boolean;
  /** The posted message follows what changes, until the evening. */
  followsTheDay: boolean;
};

/** Why a digest is not posted: somebody wished it, its channel does not let us, or Slack takes no such message (`unfit`). */
export type Pause = "wished" | "archived" | "removed" | "shared" | "gone" | "refused" | "unfit";

export type Digest = {
  id: string;
  setup: Setup;
  /** Who set it up, by Slack's id; missing: they were forgotten, and whoever changes it next is the owner. */
  ownerId?: string;
  /** Times that came before it are not its own. */
  since: Date;
  paused?: Pause;
};

/** What was done with a digest, by whom (Slack's id; undefined: by the bot itself; empty: by somebody who was forgotten), when. */
export type DigestChange = {
  id: string;
  digestId: string;
  at: Date;
  by?: string;
  change: "made" | "changed" | "paused" | "resumed" | "sent" | "deleted";
};

/** How often a missing answer of Slack's is met with another attempt, when nobody can tell whether the message was posted. */
export const MOST_TRIES = 2;

/** One posting of a digest: the regular one of a day, whose `slot` is that day, or one that somebody asked for by "Send now". */
export type Delivery = {
  digestId: string;
  slot: string;
  /** The day that it tells about. */
  day: Day;
  /** How often Slack was asked to post it without a clear answer, and since when nobody knows. */
  tries: number;
  doubtSince?: Date;
};

/**
 * What became of a delivery. `sent` stands with the message alone; `lost`: Slack may have posted it or not, and was asked often enough.
 */
export type DeliveryOutcome = "sent" | "nobody" | "free-day" | "late" | "paused" | "lost";

/** A message that was posted, and what it says, so that it can be kept up to date. */
export type Posted = { channel: string; ts: string; hash: string };

/** When somebody looks at the wall of a digest's zone. */

/** A day whose time has come for a digest; `due`: it still makes sense to post, on that same day, for so many hours after its time. */
export type Slot = { day: Day; state: "due" | "missed" };

/**
 * The days whose time has come for a digest since it was set up, of the last seven, the latest first.
 *
 * Wall clocks are compared, never instants: a time that the day leaves out comes when the clock jumps over it, and one that it has twice
 * comes the first time; the second finds the day settled.
 */
export function* slotsOf(
  { setup, since }: Pick<Digest, "setup" | "since">,
  now: Moment,
  lateHours: number,
): Generator<Slot> {
  const begun = wallClock(since, setup.zone);
  for (let back = 0; back < 7; back++) {
    const day = addDays(now.day, -back);
    if (!setup.weekdays.includes(weekdayOf(day)) || (back === 0 && setup.time > now.time)) continue;
    if (!isAfter({ day, time: setup.time }, begun)) return;
    const isLate = back > 0 || minutesOf(now.time) - minutesOf(setup.time) > lateHours * 60;
    yield { day, state: isLate ? "missed" : "due" };
  }
}

/** The latest of them. */
export function slotOf(...of: Parameters<typeof slotsOf>): Slot | undefined {
  const [latest] = slotsOf(...of);
  return latest;
}

/** In how many minutes its time comes today; undefined: not today, or it has come. */
export function minutesUntil({ weekdays, time }: Pick<Setup, "weekdays" | "time">, now: Moment): number | undefined {
  const left = minutesOf(time) - minutesOf(now.time);
  return left > 0 && weekdays.includes(weekdayOf(now.day)) ? left : undefined;
}

/** The next day whose time is still to come. */
export function nextSlot({ weekdays, time }: Pick<Setup, "weekdays" | "time">, now: Moment): Day {
  let day = time > now.time ? now.day : addDays(now.day, 1);
  while (!weekdays.includes(weekdayOf(day))) day = addDays(day, 1);
  return day;
}

/** The days that its first line is about: its day, or the whole week; from Friday on that is the next one. */
export function focusOf({ rhythm }: Pick<Setup, "rhythm">, day: Day): Span {
  if (rhythm === "daily") return { first: day, last: day };
  return weekOf(weekdayOf(day) >= 5 ? addDays(day, 7) : day);
}

/** How far back what a digest celebrates may lie, in days: over Christmas nobody is told anything. */
const CELEBRATED_BACK_DAYS = 10;

/**
 * The days whose anniversaries and birthdays are told: those that the digest is about, and those since the last one, so that no Sunday
 * and no holiday is forgotten.
 *
 * @param lastTold the day of the last message before it; undefined: there was none
 */
export function celebratedDays(setup: Pick<Setup, "rhythm" | "weekdays">, day: Day, lastTold?: Day): Span {
  const { first, last } = focusOf(setup, day);
  let from = first;
  if (lastTold !== undefined) from = addDays(focusOf(setup, lastTold).last, 1);
  else if (setup.rhythm === "daily") {
    while (!setup.weekdays.includes(weekdayOf(addDays(from, -1)))) from = addDays(from, -1);
  }
  const earliest = addDays(first, -CELEBRATED_BACK_DAYS);
  if (from < earliest) return { first: earliest, last };
  return from < first ? { first: from, last } : { first, last };
}

/** Whether a day of the year (`MM-DD`) is celebrated on `day`: that of 29 February on 1 March, where there is none. */
export function recursOn(day: Day, dayOfYear: string): boolean {
  const isMissing = dayOfYear === "02-29" && toDay(`${day.slice(0, 4)}-02-29`) === undefined;
  return day.slice(5) === (isMissing ? "03-01" : dayOfYear);
}

/** Until when a posted message is kept up to date, on the wall of its zone. */
const EVENING = "18:00";

/** Whether the posted message of a day still follows what changes. */
export function followsUntilEvening(
  { followsTheDay, zone }: Pick<Setup, "followsTheDay" | "zone">,
  day: Day,
  now: Date,
) {
  const wall = wallClock(now, zone);
  return followsTheDay && wall.day === day && wall.time < EVENING;
}

function isAfter(a: Moment, b: Moment): boolean {
  return a.day === b.day ? a.time > b.time : a.day > b.day;
}
