import type { Time } from "../domain/calendar.ts";
import { withoutZero } from "./dates.ts";

/** Sentences about who is away right now, in English: the notice after a mention, and the status in Slack. */
export const enPresence = {
  /** @param back when, in words; undefined: nobody knows */
  isOut: (name: string, back: string | undefined) => `${name} is out${back === undefined ? "" : `, ${back}`}`,
  backAt: (time: Time) => `back at ${withoutZero(time)}`,

  status: {
    out: (back: string | undefined) => (back === undefined ? "Out" : `Out, ${back}`),
    remote: "Working remotely",
    start: "Let Whosout set my status",
    stop: "Stop setting my status",
    isOff:
      "I can set your Slack status while you are out or working remotely: when you are back, and never more than all colleagues may know. I never write over one that you set yourself.",
    isOn: "I set your Slack status while you are out or working remotely, and take it down when you are back. I never write over one that you set yourself.",
    stopped: "I no longer set your Slack status, and have deleted the permission for it.",
  },

  /** What people read in the browser when they come back from Slack. */
  page: {
    linked: {
      title: "All set",
      text: "Whosout will set your Slack status while you are out or working remotely. You can close this page.",
    },
    denied: {
      title: "Nothing has changed",
      text: "Whosout may not set your Slack status. You can close this page.",
    },
    stale: {
      title: "This link no longer works",
      text: "It works once, within ten minutes. Open the settings in Slack again to get a new one.",
    },
    "somebody-else": {
      title: "This link is not yours",
      text: "It belongs to somebody else, or your browser is signed in to Slack as somebody else. Nothing has changed.",
    },
    trouble: {
      title: "That did not work",
      text: "Slack did not answer as expected. Please open the settings in Slack again and try once more.",
    },
  },
};
