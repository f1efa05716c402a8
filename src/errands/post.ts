import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { PASSING, slackErrorOf } from "../commands/slack-error.ts";
import { showIn } from "../commands/window.ts";
import type { Log } from "../domain/log.ts";
import type { Message } from "../views/blocks.ts";

/** Where a message stands. */
export type Place = { channel: string; ts: string };

export type Post = ReturnType<typeof createPost>;

/**
 * Direct messages and windows for people who did not just ask. What Slack refuses for good (somebody left, the window was
 * closed) is said by what comes back; what may pass is thrown.
 */
export function createPost({ slack, log }: { slack: WebClient; log: Log }) {
  const orRefused = async <T>(call: Promise<T>): Promise<T | undefined> => {
    try {
      return await call;
    } catch (error) {
      const slackError = slackErrorOf(error);
      if (slackError === undefined || PASSING.has(slackError)) throw error;
      log.info({ slackError }, "Slack did not take a message");
      return undefined;
    }
  };

  return {
    /** @returns where it stands; undefined when the user cannot be written to */
    to: async (slackUserId: string, { text, blocks }: Message): Promise<Place | undefined> => {
      const sent = await orRefused(slack.chat.postMessage({ channel: slackUserId, text, blocks, unfurl_links: false }));
      return sent?.channel && sent.ts ? { channel: sent.channel, ts: sent.ts } : undefined;
    },

    /** @returns false when the message is gone */
    update: async (place: Place, { text, blocks }: Message): Promise<boolean> =>
      (await orRefused(slack.chat.update({ ...place, text, blocks }))) !== undefined,

    /** @returns false when the window is closed, or Slack is away: it is not worth waiting for */
    window: async (viewId: string, view: ModalView): Promise<boolean> => {
      try {
        return await showIn(slack, viewId, view);
      } catch (error) {
        log.info({ slackError: slackErrorOf(error) ?? "no answer" }, "Slack did not take a window");
        return false;
      }
    },
  };
}
