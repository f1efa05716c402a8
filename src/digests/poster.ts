import { createHash } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { WebAPIRateLimitedError } from "@slack/web-api";
import { slackErrorOf } from "../commands/slack-error.ts";
import type { Clock } from "../domain/calendar.ts";
import type { Delivery, Pause, Posted } from "../domain/digest.ts";
import type { Message } from "../views/blocks.ts";

/** What became of an attempt to post. */
export type Attempt =
  | { kind: "posted"; ts: string }
  /** Slack said no, in its own word: it is not posted. */
  | { kind: "refused"; slackError: string }
  /** Not posted: Slack wants to hear nothing for a while (`quietUntil`). */
  | { kind: "busy" }
  /** Slack was not reached: not posted. */
  | { kind: "unreached" }
  /** Nobody knows. */
  | { kind: "unanswered" };

export type Poster = ReturnType<typeof createPoster>;

/** Slack takes hundreds of messages a minute in a workspace: three hundred. Of one channel it takes one a second. */
const BETWEEN_MS = { messages: 200, inOneChannel: 1000, updates: 1200 };
/** Slack's codes for "slow down", and how long we do where it says no time. */
const TOO_FAST = new Set(["ratelimited", "rate_limited", "message_limit_exceeded"]);
const SLOW_DOWN_MS = 30_000;
/** So much of it is waited for; of a longer one, what is to be posted is left to a later round. */
const WAITED_FOR_MS = 10_000;
/** Names the message among those of other apps, in its metadata, which every member could read: ids alone. */
const EVENT = "whosout_digest";
/** A message of Slack's clock may be stamped a little before ours. */
const CLOCKS_DIFFER_MS = 60_000;
/** How much of a channel's past is looked through for a message. */
const LOOKED_THROUGH = 200;

/** Slack's codes for a channel that is closed to us, and what they mean for a digest. */
export const CLOSED: Record<string, Pause> = {
  channel_not_found: "removed",
  not_in_channel: "removed",
  is_archived: "archived",
  restricted_action: "refused",
  restricted_action_read_only_channel: "refused",
  restricted_action_non_threadable_channel: "refused",
  restricted_action_thread_only_channel: "refused",
};
/** Slack's codes for a message that it will not take tomorrow either. Every other refusal is about the whole bot, and its admin mends it. */
export const UNFIT = new Set([
  "msg_too_long",
  "msg_blocks_too_long",
  "invalid_blocks",
  "invalid_blocks_format",
  "no_text",
  "metadata_too_large",
  "metadata_must_be_sent_from_app",
]);

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
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
}) {
  const { posting, patient, clock, sleep } = needs;
  let turn: Promise<unknown> = Promise.resolve();
  let updateTurn: Promise<unknown> = Promise.resolve();
  let quiet = Number.NEGATIVE_INFINITY;
  /** By channel that was written to: from which instant on it may be again, as soon as that is known. */
  const freeFrom = new Map<string, Promise<number>>();

  const quietUntil = (): Date | undefined => (quiet > clock().getTime() + WAITED_FOR_MS ? new Date(quiet) : undefined);

  const quietIsOver = async (): Promise<void> => {
    for (let left = 1; left > 0 && !quietUntil(); ) {
      left = quiet - clock().getTime();
      if (left > 0) await sleep(left);
    }
  };

  const myTurn = async (): Promise<void> => {
    const mine = turn.then(quietIsOver);
    turn = mine.then(() => sleep(BETWEEN_MS.messages));
    await mine;
  };

  const enter = async (channel: string): Promise<() => void> => {
    const before = freeFrom.get(channel);
    let leave = () => {};
    const left = new Promise<number>((resolve) => {
      leave = () => resolve(clock().getTime() + BETWEEN_MS.inOneChannel);
    });
    freeFrom.set(channel, left);
    const wait = ((await before) ?? 0) - clock().getTime();
    if (wait > 0) await sleep(wait);
    return leave;
  };

  async function attempt(call: () => Promise<{ ts?: string }>): Promise<Attempt> {
    try {
      const { ts } = await call();
      return ts ? { kind: "posted", ts } : { kind: "unanswered" };
    } catch (error) {
      const slackError = slackErrorOf(error);
      const isBusy = error instanceof WebAPIRateLimitedError || (slackError !== undefined && TOO_FAST.has(slackError));
      if (isBusy) {
        const waitMs = error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : SLOW_DOWN_MS;
        quiet = Math.max(quiet, clock().getTime() + waitMs);
        return { kind: "busy" };
      }
      if (slackError !== undefined && !UNSURE.has(slackError)) return { kind: "refused", slackError };
      return codesOf(error).some((code) => NEVER_SENT.has(code)) ? { kind: "unreached" } : { kind: "unanswered" };
    }
  }

  /** Where Slack refuses the newer blocks, the plain form of the same message is taken instead. */
  async function newOrPlain(message: Message, call: (blocks: Message["blocks"]) => Promise<Attempt>): Promise<Attempt> {
    const first = await call(message.blocks);
    const isTooNew = first.kind === "refused" && first.slackError === "invalid_blocks";
    return isTooNew && message.plain ? call(message.plain) : first;
  }

  return {
    /**
     * Until when Slack wants to hear nothing; undefined: it is open, or will be in some seconds, which `myTurn` and `update` wait for. Its
     * "slow down" is meant for all of a workspace's messages.
     */
    quietUntil,

    /** Resolves when a channel may be written to; what comes back is called when that is done. */
    enter,

    /** Resolves when the next message may be posted. Apart from `post`, so that nobody is in doubt about what only waits. */
    myTurn,

    post: (channel: string, message: Message, { digestId, slot }: Key): Promise<Attempt> =>
      newOrPlain(message, (blocks) =>
        attempt(() =>
          posting.chat.postMessage({
            channel,
            text: message.text,
            blocks,
            unfurl_links: false,
            metadata: { event_type: EVENT, event_payload: { digest: digestId, slot } },
          }),
        ),
      ),

    /** Changes a posted message, when it is its turn. */
    update: async (place: Pick<Posted, "channel" | "ts">, message: Message): Promise<Attempt> => {
      const mine = updateTurn.then(quietIsOver);
      updateTurn = mine.then(() => sleep(BETWEEN_MS.updates));
      await mine;
      return newOrPlain(message, (blocks) =>
        attempt(() => posting.chat.update({ channel: place.channel, ts: place.ts, text: message.text, blocks })),
      );
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
