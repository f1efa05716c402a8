import type { DirectMessage } from "../domain/preferences.ts";

/** Sentences of App Home and its settings, in English. */
export const enHome = {
  whosOut: "Who's out this week",
  settings: "Settings",
  again: "Try again",
  tomorrow: "tomorrow",
  on: (day: string) => `on ${day}`,
  /** @param when as `tomorrow` or `on` says it */
  back: (when: string, count: number) => `Back ${when} · ${count}`,
  nobodyBack: (when: string) => `Nobody is back ${when}.`,
  waiting: (count: number) => `Waiting for a decision in Personio · ${count}`,
  wantsToCancel: (what: string) => `wants to cancel: ${what}`,
  unreadWaiting: (people: number) =>
    people === 1
      ? "⚠️ Somebody waits for a decision, and Personio does not tell me right now to whom they report. If it is you, look in Personio."
      : `⚠️ ${people} people wait for a decision, and Personio does not tell me right now to whom they report. If it is you, look in Personio.`,
  decide: "Only Personio itself can approve or reject them.",
  digests: "Your digests",
  form: {
    title: "Settings",
    save: "Save",
    language: "Language",
    /** @param name of the language that it comes to */
    asInSlack: (name: string) => `As in Slack (${name})`,
    messages: "Direct messages I send you",
    messagesHint: "When something that you asked for goes wrong, I always tell you.",
    message: {
      confirmations: "My request has arrived in Personio",
      decisions: "My request was approved, rejected or changed there",
      requests: "Somebody who reports to me asks for time off",
      digests: "One of my digests was paused",
    } satisfies Record<DirectMessage, string>,
    announced: "When I am mentioned",
    announcedOption: "Tell whoever mentions me that I am out, and until when",
    announcedHint: "Only they see it, and never why.",
  },
};
