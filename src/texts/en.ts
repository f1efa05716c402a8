import { type Day, dayText, type HalfDay, type Time } from "../domain/calendar.ts";
import type { Group } from "../domain/whos-out.ts";
import { createDates } from "./dates.ts";
import { enDigest } from "./en-digest.ts";
import { enHome } from "./en-home.ts";
import { enHours } from "./en-hours.ts";
import { enPicture } from "./en-picture.ts";
import { enPresence } from "./en-presence.ts";
import { enTimeOff } from "./en-time-off.ts";

const locale = "en-GB";
const list = (parts: readonly string[]) => new Intl.ListFormat(locale).format(parts);
const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);
const dates = createDates({
  locale,
  day: { today: "today", tomorrow: "tomorrow", yesterday: "yesterday", other: (day) => `on ${day}` },
  week: { current: "this week", next: "next week", last: "last week", other: (days) => `in the week ${days}` },
  month: { current: "this month", other: (month) => `in ${month}` },
  half: { FIRST_HALF: "morning", SECOND_HALF: "afternoon" },
  noon: "noon",
  fromNoon: "from noon",
  untilNoon: "until noon",
  time: (time) => time,
  times: (from, to) => `${from}–${to}`,
  fromTime: (time) => `from ${time}`,
  untilTime: (time) => `until ${time}`,
  openSince: (day) => `since ${day}, end not known yet`,
  openFrom: (day) => `from ${day}, end not known yet`,
});
const { day } = dates;

/**
 * Every sentence for people, in English. Another language is another file of this shape.
 * No text here is marked up: names and types may stand in it, and views decide how it is escaped.
 */
export const en = {
  locale,
  /** Each language by its own name, so that whoever landed in a foreign one finds home. */
  language: { code: "en", name: "English" },

  days: dates.days,
  range: dates.range,

  /** What every window has, and what stands in one for the moment. */
  window: {
    close: "Close",
    loading: "One moment, I am asking Personio …",
    failed: "I could not show this. I have written to you why.",
  },

  whosOut: {
    /** @param of whom it was asked: a team, a workplace, a person; undefined: everybody */
    headline(count: number, days: string, of?: string): string {
      const whom = of === undefined ? "" : ` in ${of}`;
      if (count === 0) return `Nobody${whom} is out ${days} 🎉`;
      return `${people(count)}${whom} out ${days}`;
    },
    personHeadline: (name: string, out: boolean, days: string) =>
      out ? `${name} is out ${days}` : `${name} is not out ${days}`,
    group(group: Group, count: number): string {
      const names: Record<Group, string> = {
        now: "Out today",
        later: "Later",
        earlier: "Earlier",
        out: "Out",
        remote: "Working remotely",
        requested: "Requested, not approved yet (only you see this)",
      };
      return `${names[group]} · ${count}`;
    },
    /** While it is read for the first time. */
    soFar: (count: number, days: string) =>
      `I am still reading Personio. ${people(count)} out ${days} so far; the whole list follows.`,
    reading: "I am still reading Personio. The answer follows.",
    more: (count: number) => `… and ${count} more`,
    thisChannel: "this channel",
    reportsOf: (name: string) => `${name}'s reports`,
    /** @param names of teams, workplaces and the like, at least one */
    several: (names: readonly string[]) =>
      names.length > 3 ? `${names[0]}, ${names[1]} and ${names.length - 2} more` : list(names),
    page: (from: number, to: number, all: number) =>
      `Showing ${from}–${to} of ${all}. Ask for a team or for fewer days to narrow it down.`,
    windowTitle: "Who's out",
    previous: { day: "‹ Previous day", week: "‹ Previous week", month: "‹ Previous month", days: "‹ Earlier" },
    next: { day: "Next day ›", week: "Next week ›", month: "Next month ›", days: "Later ›" },
    nextPage: (count: number) => `Show ${count} more`,
    previousPage: "Back to the previous ones",
    share: "Share in this channel",
    sharedBy: (mention: string) => `Shared by ${mention}`,
    tableCaption: (days: string) => `Who is out ${days}`,
    columns: { name: "Who", back: "Back" },
    in: "–",
    which: (typed: string) => `“${typed}” matches several. Which one do you mean?`,
    notFound: (typed: string) =>
      `I don't know any person, team, department or workplace called “${typed}”, and it isn't a date I can read. Try \`/whosout next week\` or \`/whosout 24 Dec – 2 Jan Design\`.`,
    badDays: {
      "no-such-day": (typed: string) =>
        `“${typed}” isn't a date. Try \`/whosout 2026-12-24\` or \`/whosout next week\`.`,
      backwards: (typed: string) =>
        `“${typed}” ends before it begins. Try \`/whosout 24 Dec – 2 Jan\` or \`/whosout next month\`.`,
      "too-long": (typed: string) =>
        `“${typed}” is more than a year. Try \`/whosout this month\` or \`/whosout 24 Dec – 2 Jan\`.`,
    },
    noTeam: "Personio lists no team for you. Name one instead: `/whosout Design`.",
    help: [
      "*Who is out*",
      "`/whosout` – this week",
      "`/whosout today`, `tomorrow`, `friday`, `next week`, `this month`",
      "`/whosout 24 Dec – 2 Jan`, `/whosout 24.–28.12.`, `/whosout 2026-12-24`",
      "`/whosout Design` – a team, department or workplace; `/whosout my team`",
      "`/whosout @anna` or `/whosout Anna next week` – one person",
      "`/whosout month`, `/whosout month Design December` – a calendar as a picture, of your team or another",
      "Only you see the answer; *Share in this channel* posts it for everybody, without private reasons.",
      "`/whois anna@example.com` tells you who somebody is.",
    ].join("\n"),
    kind: { team: "team", department: "department", workplace: "workplace" },
  },

  away: {
    day,
    out: "away",
    remote: "working remotely",
    requested: "requested",
    when: dates.when,
    partOf: dates.partOf,
    dayHead: dates.dayHead,
    back(back: HalfDay, last: HalfDay | null, today: Day): string {
      if (back.half === "FIRST_HALF") return `back ${day(back.day, today)}`;
      // The day was just named.
      return back.day === last?.day ? "back at noon" : `back ${day(back.day, today)} at noon`;
    },
    backShort: (back: HalfDay, today: Day) =>
      back.half === "SECOND_HALF" ? `${day(back.day, today)}, noon` : day(back.day, today),
    unknownEnd: "not known",
    /** @param day where it is not today */
    asOf: (time: Time, day?: string) =>
      `Personio is not answering right now: this is as of ${day ? `${day} ` : ""}${time}.`,
  },

  timeOff: enTimeOff,
  digest: enDigest,
  home: enHome,
  picture: enPicture,
  hours: enHours,
  presence: enPresence,

  whoIs: {
    position: "Position",
    department: "Department",
    team: "Team",
    workplace: "Workplace",
    supervisor: "Supervisor",
    since: "With us since",
    from: "Joins on",
    email: "E-mail",
    date: (value: Day) => dayText(value, { locale, today: undefined }),
    inToday: "In today",
    freeDay: "Not a working day today",
    notYet: "Not with us yet",
    inactive: "No longer with the company",
    /** `said`: why (as far as it may be told), when, and back when, in this order. */
    outToday: (said: string[]) => `Out today – ${said.join(", ")}`,
    remoteToday: (when: string) => `Working remotely today – ${when}`,
    next: (said: string[]) => `Next absence – ${said.join(", ")}`,
    photoOf: (name: string) => `Photo of ${name}`,
    several: (typed: string, count: number, shown: number) =>
      count > shown
        ? `${count} people match “${typed}”. Here are the first ${shown}; type more of the name to narrow it down.`
        : `${count} people match “${typed}”. Which one?`,
    notFound: (typed: string) =>
      `I found nobody for “${typed}” in Personio. Try a full name, \`/whois @name\`, or the e-mail address: \`/whois anna@example.com\`.`,
    slackOnly: (mention: string) => `${mention} is in Slack, but Personio knows nobody with that e-mail address.`,
    byApp: "An app wrote this, so there is no profile to show.",
    help: [
      "*Who is who*",
      "`/whois @anna`, `/whois anna@example.com`, `/whois Anna Berg` – a colleague's profile",
      "`/whois` – your own",
      "`/whosout` tells you who is out.",
    ].join("\n"),
    tooLong: "That is too long for a name or an e-mail address. Try `/whois Anna Berg` or `/whois anna@example.com`.",
  },

  problem: {
    reference: (reference: string) => `Reference: ${reference}`,
    credentialsRefused:
      "Personio does not accept my credentials any more. Whoever installed me can make new ones in Personio under Settings › Integrations › API credentials and set PERSONIO_CLIENT_ID and PERSONIO_CLIENT_SECRET.",
    scopeMissing: (scope: string) =>
      `Personio does not let me read this: my API credential lacks the scope ${scope}. Whoever installed me can tick it in Personio under Settings › Integrations › API credentials.`,
    personioDown: "Personio is not answering right now, so I cannot tell. Please try again in a few minutes.",
    personioBusy: "Personio asks me to slow down, so I cannot tell right now. Please try again in a minute.",
    personioPuzzling:
      "Personio gave an answer that I do not understand, so I cannot tell. Please tell whoever installed me.",
    notInPersonio: "I can't find that in Personio (any more).",
    personioRefused: (title: string, detail: string) =>
      `Personio refused that: ${[title, detail].filter(Boolean).join(" – ")}`,
    outcomeUnknown:
      "Personio did not answer, so I do not know whether that was carried out. Please look in Personio before trying again.",
    slackScopeMissing: (scope: string) =>
      `Slack does not let me do this: my app lacks the scope ${scope}. Whoever installed me can add it from manifest.yml and reinstall the app.`,
    slackDown: "Slack is not answering me right now. Please try again in a minute.",
    windowLate: "That took too long, and Slack does not let me open the window any more. Please try again.",
    tooMuch: "That was too much at once for me, so I have left out some of it. Please try again in a moment.",
    notAMember: "Sorry, I only answer full members of this workspace.",
    askerUnknown:
      "I cannot find you in Personio: nobody there has the e-mail address of your Slack profile. Ask HR to check it.",
    notYourReport:
      "I only tell your own hours, and those of the people whose supervisor you are in Personio. I found nobody like that among them.",
    ownHoursOnly: "I only tell your own hours: your company has set it up that way.",
    overlap: (when: string) => `You are away then already: ${when}. Nothing was sent.`,
    tooLate: "I could not send this in time, and it is not in Personio. Please ask again if you still want it.",
    sharedChannel:
      "This channel is shared with another company, so I do not post who is out here. The answer stays with you.",
    channelUnknown:
      "I cannot look into this conversation to make sure that no other company reads along, so I do not post here. In a channel, invite me with /invite and share again.",
    notInChannel: "Only members of a channel can see who of it is out. Join it first.",
    whoGone: "The teams, workplaces or supervisors that this is about are not in Personio any more.",
    staleButton: "That button is from an older answer. Please ask again.",
    bug: "Something went wrong on my side. Please try again, and if it keeps happening, tell whoever installed me.",
  },
};

/** What every language has to say. */
export type Texts = typeof en;
/** The beginning of its locales, and what its speakers call it. */
export type Language = Texts["language"];
export type TimeOffTexts = Texts["timeOff"];
export type PresenceTexts = Texts["presence"];
export type DigestTexts = Texts["digest"];
export type PictureTexts = Texts["picture"];
export type HoursTexts = Texts["hours"];
