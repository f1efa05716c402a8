import { createHash } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { WebAPIRateLimitedError } from "@slack/web-api";
import { slackErrorOf } from "../commands/asker.ts";
import type { Delivery } from "../domain/digest.ts";
import type { Message } from "../views/blocks.ts";

/** What became of an attempt to post. */
export type Attempt =
  | { kind: "posted"; ts: string }
  /** Slack said no, in its own word: it is not posted. */
  | { kind: "refused"; slackError: string }
  /** Not posted; Slack wants to hear nothing for so many milliseconds. */
  | { kind: "busy"; waitMs: number }
  /** Slack was not reached: not posted. */
  | { kind: "unreached" }
  /** Nobody knows. */
  | { kind: "unanswered" };

export type Poster = ReturnType<typeof createPoster>;

/** Slack takes hundreds of messages a minute in a workspace: three hundred. */
const BETWEEN_MS = 200;
/** Names the message among those of other apps, in its metadata, which every member could read: ids alone. */
const EVENT = "whosout_digest";
/** A message of Slack's clock may be stamped a little before ours. */
const CLOCKS_DIFFER_MS = 60_000;
/** How much of a channel's past is looked through for a message. */
const LOOKED_THROUGH = 200;

/** What Node says when a connection did not even come about. */
const NEVER_SENT = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * Posts to channels, so evenly that Slack need not say "slow down", and says precisely what is known of each attempt.
 *
 * @param needs.posting a client that neither repeats nor waits: a call repeated after a time-out posts twice
 */
export function createPoster(needs: {
  posting: WebClient;
  patient: WebClient;
  sleep: (milliseconds: number) => Promise<void>;
}) {
  const { posting, patient, sleep } = needs;
  let turn: Promise<unknown> = Promise.resolve();
  const myTurn = async (): Promise<void> => {
    const mine = turn;
    turn = mine.then(() => sleep(BETWEEN_MS));
    await mine;
  };

  async function attempt(channel: string, message: Message, { digestId, slot }: Key): Promise<Attempt> {
    try {
      const { ts } = await posting.chat.postMessage({
        channel,
        text: message.text,
        blocks: message.blocks,
        unfurl_links: false,
        metadata: { event_type: EVENT, event_payload: { digest: digestId, slot } },
      });
      return ts ? { kind: "posted", ts } : { kind: "unanswered" };
    } catch (error) {
      if (error instanceof WebAPIRateLimitedError) return { kind: "busy", waitMs: error.retryAfter * 1000 };
      const slackError = slackErrorOf(error);
      if (slackError === "ratelimited") return { kind: "busy", waitMs: BETWEEN_MS * 5 };
      if (slackError !== undefined && !UNSURE.has(slackError)) return { kind: "refused", slackError };
      return codesOf(error).some((code) => NEVER_SENT.has(code)) ? { kind: "unreached" } : { kind: "unanswered" };
    }
  }

  return {
    /** Resolves when the next message may be posted. Apart from `post`, so that nobody is in doubt about what only waits. */
    myTurn,

    /** Where Slack refuses the newer blocks, the plain form of the same message is posted instead. */
    post: async (channel: string, message: Message, key: Key): Promise<Attempt> => {
      const first = await attempt(channel, message, key);
      const isTooNew = first.kind === "refused" && first.slackError === "invalid_blocks" && message.plain;
      if (!isTooNew) return first;
      await myTurn();
      return attempt(channel, { text: message.text, blocks: message.plain ?? [] }, key);
    },

    /**
     * Asks Slack for a message that may have been posted since.
     * @returns undefined when it is not there; "not-allowed" when Slack does not let us look (the scopes `channels:history` and
     * `groups:history`, which the bot does without)
     */
    find: async (
      channel: string,
      { digestId, slot }: Key,
      since: Date,
    ): Promise<string | undefined | "not-allowed"> => {
      try {
        const { messages = [] } = await patient.conversations.history({
          channel,
          oldest: `${(since.getTime() - CLOCKS_DIFFER_MS) / 1000}`,
          limit: LOOKED_THROUGH,
          include_all_metadata: true,
        });
        const isIt = ({ metadata }: (typeof messages)[number]) => {
          const payload = metadata?.event_payload as Record<string, unknown> | undefined;
          return metadata?.event_type === EVENT && payload?.digest === digestId && payload?.slot === slot;
        };
        return messages.find(isIt)?.ts;
      } catch (error) {
        if (slackErrorOf(error) !== undefined) return "not-allowed";
        throw error;
      }
    },
  };
}

type Key = Pick<Delivery, "digestId" | "slot">;

/** Slack's codes for trouble of its own, after which the message may stand there or not. */
const UNSURE = new Set(["internal_error", "fatal_error", "request_timeout", "service_unavailable"]);

/** The codes of an error and of all that caused it. */
function codesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [];
  const { code, cause, original } = error as Error & { code?: unknown; original?: unknown };
  return [
    ...(typeof code === "string" ? [code] : []),
    ...codesOf(cause),
    ...(original === cause ? [] : codesOf(original)),
  ];
}

/** The same for messages that say the same. */
export function hashOf({ text, blocks }: Message): string {
  return createHash("sha256").update(JSON.stringify({ text, blocks })).digest("base64url");
}
