import type { Time } from "../domain/calendar.ts";
import type { DeliveryOutcome, Digest, DigestChange, Pause, Tell } from "../domain/digest.ts";

const list = (parts: readonly string[]) => new Intl.ListFormat("en-GB").format(parts);
const years = (count: number) => (count === 1 ? "1 year" : `${count} years`);
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const SHORT = WEEKDAYS.map((name) => name.slice(0, 3));

/** Sentences of and about digests, in English. `channel` is a mention of it, `who` one of a person. */
export const enDigest = {
  message: {
    /**
     * How many and when come first, so that what is cut off a long one is names.
     * @param among how many there are, where that is known @param of teams or the like; undefined: everybody
     */
    headline({ out, among, days, of }: { out: number; among?: number; days: string; of?: string }): string {
      const whose = of === undefined ? "" : ` · ${of}`;
      const count = among === undefined ? (out === 1 ? "1 person" : `${out} people`) : `${out} of ${among}`;
      return out === 0 ? `Nobody is out ${days} 🎉${whose}` : `${count} out ${days}${whose}`;
    },
    today: (count: number) => `Out today · ${count}`,
    coming: (count: number) => `Coming up in the next 7 days · ${count}`,
    back: (count: number) => `Back today · ${count}`,
    backAtNoon: "at noon",
    remote: (count: number) => `Working remotely today · ${count}`,
    anniversaries: "Work anniversaries",
    firstDays: "First day with us",
    birthdays: "Birthdays 🎂",
    anniversary: (count: number) => `${years(count)} with us`,
    withoutTeam: "Without a team",
    nextWeek: (days: string) => `Show next week (${days})`,
    week: (days: string) => `Show ${days}`,
    why: "Why am I seeing this?",
  },

  form: {
    title: "Channel digest",
    editTitle: "Edit the digest",
    submit: "Set it up",
    save: "Save",
    channel: "Channel",
    channelHint:
      "Public or private. Everybody in it reads the digest, guests too. I have to be in it: /invite @whosout.",
    rhythm: "How often",
    daily: "On each of these days, about that day",
    weekly: "Once a week, about the whole week (from Friday on about the next one)",
    weekdays: "Weekdays",
    weekday: (weekday: number) => WEEKDAYS[weekday - 1] ?? "",
    time: "Time",
    zone: "Time zone",
    zonePlaceholder: "Type a city, such as Berlin",
    language: "Language",
    who: "Whose absences",
    everybody: "Everybody in the company",
    members: "The members of this channel",
    some: "Only these:",
    parts: "Teams, departments, workplaces, supervisors",
    partsPlaceholder: "Type a name",
    partsHint: "For a supervisor, the people who report to them.",
    tells: "What it tells",
    tell: {
      today: "Who is out today",
      week: "This week as a table, people and weekdays",
      coming: "Coming up in the next 7 days",
      back: "Who is back today",
      remote: "Who works remotely",
      anniversaries: "Work anniversaries and first days",
      birthdays: "Birthdays",
    } satisfies Record<Tell, string>,
    options: "And",
    option: {
      postsWhenNobody: "Post a short line when there is nothing to tell",
      postsOnFreeDays: "Post on weekends and public holidays, too",
      followsTheDay: "Update the posted message until the evening, silently",
    },
    preview: "Preview the next message",
    previewTitle: "The next message",
    previewNote: (when: string) => `This is what would be posted ${when}, as far as it is known now.`,
    previewNothing: (when: string) =>
      `Nothing would be posted ${when}: as far as it is known now, there is nothing to tell.`,
    slow: "That took too long to look up. Please press the button again.",
    saved: (channel: string, when: string) => `Saved. The next message comes to ${channel} ${when}.`,
    resumed: (channel: string, when: string) =>
      `Saved, and it is not paused any more. The next message comes to ${channel} ${when}.`,
    savedPaused: (channel: string) =>
      `Saved. It is still paused: nothing comes to ${channel} until somebody presses Resume in /digest list.`,
    alreadySaved: "This form was saved before. To change it, press Edit in /digest list.",
  },
  fault: {
    notInvited: "I am not in this channel. Type /invite @whosout there, then press the button again.",
    unknownChannel: "Slack does not show me this channel. If it is private, type /invite @whosout there first.",
    archived: "This channel is archived.",
    shared: "This channel is shared with another company, so I do not post absences there.",
    notYours: "Only members of a channel can set up a digest there. Join it first.",
    noPlace: "Choose a channel.",
    noWeekdays: "Choose at least one weekday.",
    noTime: "Choose a time.",
    oneWeekday: "Choose one day for once a week.",
    freeWeekdays:
      "Nobody works on Saturdays and Sundays, so nothing would be posted then. Tick “weekends and public holidays”, too, or only other days.",
    noParts: "Name at least one, or choose everybody.",
    strayParts: "Choose “Only these”, or leave this empty.",
    noTells: "Choose at least one thing to tell.",
    noZone: "Choose a time zone.",
  },

  /** "Mon–Fri at 09:00 (Europe/Berlin)" */
  rhythm(setup: { rhythm: "daily" | "weekly"; weekdays: readonly number[]; time: Time; zone: string }): string {
    const whole: Record<string, string> = { "12345": "Mon–Fri", "1234567": "every day" };
    const days = whole[setup.weekdays.join("")] ?? list(setup.weekdays.map((day) => SHORT[day - 1] ?? ""));
    return `${setup.rhythm === "weekly" ? "weekly on " : ""}${days} at ${setup.time} (${setup.zone})`;
  },
  /** "on Tue 24 Nov at 09:00 (Europe/Berlin)" */
  next: (day: string, time: Time, zone: string) => `on ${day} at ${time} (${zone})`,
  whose: {
    everybody: "everybody",
    channel: "the members of the channel",
    gone: "teams that are gone from Personio",
    /** Where Personio does not tell their names now. */
    some: "some teams",
  },
  /** "who is out today and what is coming up" */
  tells: (tells: readonly Tell[]) =>
    list(
      tells.map(
        (tell) =>
          ({
            today: "who is out today",
            week: "who is out in the week",
            coming: "what is coming up",
            back: "who is back today",
            remote: "who works remotely",
            anniversaries: "who has an anniversary or a first day",
            birthdays: "who has a birthday",
          })[tell],
      ),
    ),

  list: {
    title: "Digests",
    none: "There is no digest in this channel, and you have none elsewhere. `/digest` sets one up.",
    more: (count: number) => `… and ${count} more. Ask in their channels.`,
    about: (whose: string, tells: string) => `Tells ${tells}, for ${whose}.`,
    next: (day: string, time: Time) => `Next: ${day}, ${time}`,
    paused: (pause: Pause) =>
      `⏸ Paused: ${
        {
          wished: "somebody wished so",
          archived: "the channel is archived",
          removed: "I am not in the channel any more",
          shared: "the channel is shared with another company",
          gone: "whom it is about is not in Personio any more",
          refused: "Slack does not let me post there",
          unfit: "Slack does not take its message",
        }[pause]
      }.`,
    last: (day: string, outcome: DeliveryOutcome) =>
      `${day}: ${
        {
          sent: "posted",
          nobody: "nothing to tell, so nothing was posted",
          "free-day": "not posted, nobody works then",
          late: "not posted: I could not do it in time",
          paused: "not posted, it was paused",
          lost: "Slack did not say whether it was posted",
        }[outcome]
      }`,
    change: (change: DigestChange["change"], who: string, when: string) =>
      `${
        {
          made: "Set up",
          changed: "Changed",
          paused: "Paused",
          resumed: "Resumed",
          sent: "Sent by hand",
          deleted: "Deleted",
        }[change]
      } by ${who} on ${when}`,
    bot: "me",
    /** Who it was, nobody knows any more. */
    somebody: "somebody",
    edit: "Edit",
    pause: "Pause",
    resume: "Resume",
    sendNow: "Send now",
    delete: "Delete",
    deleteTitle: "Delete this digest?",
    keep: "Keep it",
  },
  told: {
    sent: (channel: string) => `Posted in ${channel}.`,
    onItsWay: (channel: string) => `It is on its way to ${channel}: Slack or Personio make me wait.`,
    notPosted: (channel: string) => `It was not posted in ${channel}.`,
    /** To its owner, who did not just press anything. */
    unsure: (channel: string) =>
      `Slack gave no answer when I posted the digest in ${channel}, so I cannot tell whether it stands there. *Send now* in \`/digest list\` posts it again.`,
    isPaused: (channel: string) =>
      `The digest in ${channel} is paused, so I do not send it. Press Resume first, here or in \`/digest list\`.`,
    deleted: (channel: string) => `The digest in ${channel} is deleted.`,
    gone: "This digest is deleted.",
    paused: (channel: string, pause: NonNullable<Digest["paused"]>) =>
      `I paused your digest in ${channel}: ${
        {
          wished: "somebody wished so.",
          archived: "the channel is archived. Unarchive it, then press Resume.",
          removed: "I am not in the channel any more. Type /invite @whosout there, then press Resume.",
          shared: "the channel is now shared with another company, and absences are nobody else's business.",
          gone: "the teams, workplaces or supervisors that it is about are not in Personio any more. Edit it.",
          refused: "Slack does not let me post there any more. Look at who may post in the channel, then press Resume.",
          unfit:
            "Slack does not take its message. Choose fewer people or parts with Edit in /digest list, then press Resume.",
        }[pause]
      }`,
    mayNot: "Only who set a digest up, who made its channel, and workspace admins can change it.",
  },
  help: [
    "*Channel digests*",
    "`/digest` – sets up a message that tells a channel who is out, every day or once a week",
    "`/digest list` – those of this channel and yours, with *Edit*, *Pause*, *Send now* and *Delete*",
    "What a channel reads is never more than every colleague may know.",
  ].join("\n"),
};
