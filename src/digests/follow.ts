import { type Channels, closedTo } from "../commands/channel.ts";
import type { Clock } from "../domain/calendar.ts";
import { type Delivery, followsUntilEvening, type Posted } from "../domain/digest.ts";
import type { Log } from "../domain/log.ts";
import { factsOf } from "../problems.ts";
import type { Store } from "../store/store.ts";
import { textsFor } from "../texts/texts.ts";
import { digestMessage } from "../views/digest.ts";
import type { Compose } from "./compose.ts";
import { CLOSED, hashOf, type Poster } from "./poster.ts";

/** How often a posted message is compared with what is true. */
export const FOLLOW_MS = 5 * 60_000;
/** Slack's codes for a message that is not ours to change any more. */
const OVER = new Set(["message_not_found", "cant_update_message", "edit_window_closed", ...Object.keys(CLOSED)]);

/**
 * Brings posted messages up to date, one after the other, until none is left to look at. An update is no notification.
 *
 * @returns a function that does nothing while it is at work already
 */
export function createFollow(needs: {
  store: Store;
  compose: Compose;
  poster: Poster;
  channels: Pick<Channels, "info" | "mine">;
  clock: Clock;
  log: Log;
  isStopped: () => boolean;
}) {
  const { store, poster, clock, log } = needs;
  let isFollowing = false;

  async function bringUpToDate(delivery: Delivery, { channel, ts, hash: before }: Posted): Promise<void> {
    const digest = await store.getDigest(delivery.digestId);
    const isMeant = digest?.setup.channel === channel && followsUntilEvening(digest.setup, delivery.day, clock());
    if (!isMeant) return store.noteFollowing(delivery, undefined);
    // It may be resumed before the evening.
    if (digest.paused) return;
    const lastTold = await store.lastTold(digest.id, delivery.day);
    const model = await needs.compose.compose(digest, delivery.day, lastTold);
    // What it says is as new as what is known.
    if (model.asOf) return;
    const message = digestMessage(model, textsFor(digest.setup.language));
    const hash = hashOf(message);
    if (hash === before) return;
    const known = (await needs.channels.mine()).get(channel) ?? (await needs.channels.info(channel));
    if (closedTo(known)) return store.noteFollowing(delivery, undefined);
    const answer = await poster.update({ channel, ts }, message);
    if (answer.kind === "posted") return store.noteFollowing(delivery, { channel, ts, hash });
    if (answer.kind === "refused" && OVER.has(answer.slackError)) return store.noteFollowing(delivery, undefined);
    log.info({ digest: delivery.digestId, ...answer }, "Slack did not take an update");
  }

  return async function follow(): Promise<void> {
    if (isFollowing) return;
    isFollowing = true;
    try {
      while (!needs.isStopped() && !poster.quietUntil()) {
        const now = clock();
        const next = await store.claimFollowing(now, new Date(now.getTime() + FOLLOW_MS));
        if (!next) return;
        await bringUpToDate(next.delivery, next.posted).catch((error: unknown) =>
          log.warn({ digest: next.delivery.digestId, ...factsOf(error) }, "a posted digest stays as it is for now"),
        );
      }
    } finally {
      isFollowing = false;
    }
  };
}
