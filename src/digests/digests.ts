import pLimit from "p-limit";
import type { Askers } from "../commands/asker.ts";
import type { Channels } from "../commands/channel.ts";
import { addDays, type Clock, type Day, wallClock } from "../domain/calendar.ts";
import {
  type Delivery,
  type DeliveryOutcome,
  type Digest,
  MOST_TRIES,
  type Pause,
  type Posted,
  type Setup,
  slotOf,
} from "../domain/digest.ts";
import type { Log } from "../domain/log.ts";
import { undefinedFor } from "../domain/problem.ts";
import type { Post } from "../errands/post.ts";
import { factsOf } from "../problems.ts";
import type { Store } from "../store/store.ts";
import { textsFor } from "../texts/texts.ts";
import { digestMessage, pausedMessage, tellsNothing } from "../views/digest.ts";
import type { Compose } from "./compose.ts";
import { hashOf, type Poster } from "./poster.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Longer than the longest call to Slack. Composing may take longer once, in a big company; then what it read is known. */
const LEASE_MS = 90 * SECOND;
/** How many are made at a time: one that waits for Personio does not keep the others from being posted. */
const LANES = 8;
/** Until another attempt: after Slack was not reached or gave no answer, and after Personio could not tell. */
const TRY_AGAIN_MS = 30 * SECOND;
const FOLLOW_MS = 5 * MINUTE;
/** Until when a posted message is kept up to date, on the wall of its zone. */
const EVENING = "18:00";
/** Slack's codes for a channel that is closed to us, and what they mean for a digest. */
const CLOSED: Record<string, Pause> = {
  channel_not_found: "removed",
  not_in_channel: "removed",
  is_archived: "archived",
  restricted_action: "refused",
  restricted_action_read_only_channel: "refused",
  restricted_action_non_threadable_channel: "refused",
  restricted_action_thread_only_channel: "refused",
};
/** Slack's codes for trouble with the whole bot, which its admin mends: no fault of any one digest. */
const OF_THE_BOT = new Set([
  "not_authed",
  "invalid_auth",
  "account_inactive",
  "token_revoked",
  "token_expired",
  "missing_scope",
  "not_allowed_token_type",
  "access_denied",
  "team_access_not_granted",
  "team_added_to_org",
  "ekm_access_denied",
  "org_login_required",
  "message_limit_exceeded",
]);

type Needs = {
  store: Store;
  compose: Compose;
  poster: Poster;
  channels: Pick<Channels, "info" | "mine">;
  /** Direct messages, and updates of what was posted. */
  post: Pick<Post, "to" | "update">;
  askers: Pick<Askers, "textsOf">;
  /** Names this process. */
  worker: string;
  newId: () => string;
  /** How many hours after its time a digest still makes sense, on the same day. */
  lateHours: number;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  log: Log;
};
/** One posting that is to be made, or noted as missed. */
type Due = { digest: Digest; slot: string; day: Day; state: "due" | "missed" | "asked for" };

export type Digests = ReturnType<typeof createDigests>;

/**
 * Posts what is due, each once a day, whichever process is at it: a delivery is claimed by one statement, with a lease, and settled by
 * Slack's timestamp of its message alone.
 *
 * When a process ends between posting and noting, or Slack gives no answer, nobody knows whether the message stands there. Where the bot may
 * read the channel, it asks Slack. Else it posts once more, and never a third time: twice told is a nuisance, but a channel that is told
 * nothing believes that everybody is in.
 */
export function createDigests(needs: Needs) {
  const { store, poster, worker, clock, log } = needs;
  const limit = pLimit(LANES);
  const inHand = new Map<string, Promise<void>>();
  let isStopped = false;
  let isFollowing = false;
  let quietUntil = 0;

  /** Makes everything that is due, and resolves when it is done. */
  async function send(): Promise<void> {
    for (const due of await dueNow()) take(due);
    await Promise.all(inHand.values());
  }

  function take(due: Due): Promise<void> {
    const key = `${due.digest.id} ${due.slot}`;
    const work = inHand.get(key) ?? limit(() => deliver(due)).finally(() => inHand.delete(key));
    inHand.set(key, work);
    return work;
  }

  async function dueNow(): Promise<Due[]> {
    const now = clock();
    const walls = new Map<string, ReturnType<typeof wallClock>>();
    const wallIn = (zone: string) => {
      const wall = walls.get(zone) ?? wallClock(now, zone);
      walls.set(zone, wall);
      return wall;
    };
    const digests = await store.runningDigests();
    if (digests.length === 0) return [];
    // Ten days ago in UTC is more than a week ago everywhere.
    const settled = await store.settledSlots(addDays(wallClock(now, "UTC").day, -10));
    const regular = digests.flatMap((digest): Due[] => {
      const slot = slotOf(digest, wallIn(digest.setup.zone), needs.lateHours);
      return slot && !settled.has(`${digest.id} ${slot.day}`) ? [{ digest, slot: slot.day, ...slot }] : [];
    });
    const byId = new Map(digests.map((digest) => [digest.id, digest]));
    const extras = (await store.openExtras(now)).flatMap(({ digestId, slot, day }): Due[] => {
      const digest = byId.get(digestId);
      return digest ? [{ digest, slot, day, state: "asked for" }] : [];
    });
    // What needs many contracts comes last, so that the many small ones need not wait for the few big ones.
    return [...extras, ...regular.sort((a, b) => sizeOf(a.digest.setup) - sizeOf(b.digest.setup))];
  }

  async function deliver({ digest, slot, day, state }: Due): Promise<void> {
    if (isStopped) return;
    const key = { digestId: digest.id, slot };
    const facts = { digest: digest.id, slot };
    try {
      await untilQuietIsOver();
      const delivery = await store.claimDelivery({ ...key, day }, worker, clock(), LEASE_MS);
      if (!delivery) return;
      if (state === "missed") return await settle(delivery, "late");
      await attempt(digest, delivery, state === "asked for");
    } catch (error) {
      log.warn({ ...facts, ...factsOf(error) }, "a digest has to wait");
      await store
        .releaseDelivery(key, worker, new Date(clock().getTime() + TRY_AGAIN_MS))
        .catch((again: unknown) => log.error(factsOf(again), "the store does not answer"));
    }
  }

  async function attempt(digest: Digest, delivery: Delivery, isAskedFor: boolean): Promise<void> {
    const { setup } = digest;
    const closed = await whyClosed(setup.channel);
    if (closed) return pause(digest, delivery, closed);
    if (delivery.doubtSince) {
      const found = await poster.find(setup.channel, delivery, delivery.doubtSince);
      if (found && found !== "not-allowed") return settlePosted(digest, delivery, found, "");
      if (delivery.tries >= MOST_TRIES) return settle(delivery, "lost");
    }
    if (!isAskedFor && !setup.postsOnFreeDays && (await needs.compose.isFree(setup, delivery.day))) {
      return settle(delivery, "free-day");
    }
    const model = await needs.compose.compose(digest.id, setup, delivery.day).catch(undefinedFor("who-gone"));
    if (!model) return pause(digest, delivery, "gone");
    if (!isAskedFor && !setup.postsWhenNobody && tellsNothing(model)) return settle(delivery, "nobody");

    const message = digestMessage(model, textsFor(setup.language));
    await poster.myTurn();
    // From here until its timestamp is noted nobody could tell whether it was posted.
    const begun = { ...delivery, tries: delivery.tries + 1, doubtSince: delivery.doubtSince ?? clock() };
    if (!(await store.noteDelivery(begun, worker, clock(), LEASE_MS))) return;
    const answer = await poster.post(setup.channel, message, delivery);
    if (answer.kind === "posted") return settlePosted(digest, delivery, answer.ts, hashOf(message));
    log.warn({ digest: digest.id, ...answer }, "Slack did not take a digest");
    // Whatever was not posted for sure is as if it had not been tried.
    if (answer.kind !== "unanswered") await store.noteDelivery(delivery, worker, clock(), LEASE_MS);
    if (answer.kind === "refused" && !OF_THE_BOT.has(answer.slackError)) {
      return pause(digest, delivery, CLOSED[answer.slackError] ?? "unfit");
    }
    const waitMs = answer.kind === "busy" ? answer.waitMs : TRY_AGAIN_MS;
    if (answer.kind === "busy") quietUntil = Math.max(quietUntil, clock().getTime() + waitMs);
    await store.releaseDelivery(delivery, worker, new Date(clock().getTime() + waitMs));
  }

  /** Slack's "slow down" is meant for all of a workspace's messages. Whoever waits for it holds no claim. */
  async function untilQuietIsOver(): Promise<void> {
    const left = quietUntil - clock().getTime();
    if (left > 0) await needs.sleep(left);
  }

  async function settle(delivery: Delivery, outcome: Exclude<DeliveryOutcome, "sent">): Promise<void> {
    await store.settleDelivery(delivery, worker, { outcome });
    log.info({ digest: delivery.digestId, slot: delivery.slot, outcome }, "a digest is not posted");
  }

  async function settlePosted({ setup }: Digest, delivery: Delivery, ts: string, hash: string): Promise<void> {
    const posted = { channel: setup.channel, ts, hash };
    const now = clock();
    const follows = setup.followsTheDay && isStillDay(setup, delivery, now);
    await store.settleDelivery(delivery, worker, {
      outcome: "sent",
      posted,
      ...(follows && { followFrom: new Date(now.getTime() + FOLLOW_MS) }),
    });
    log.info({ digest: delivery.digestId, slot: delivery.slot }, "a digest is posted");
  }

  async function pause(digest: Digest, delivery: Delivery, paused: Pause): Promise<void> {
    await settle(delivery, "paused");
    const change = { id: needs.newId(), digestId: digest.id, at: clock(), change: "paused" } as const;
    await store.pauseDigest(digest.id, paused, change);
    await tellOwners();
  }

  /** Once each; who cannot be reached just now, in a later round. */
  async function tellOwners(): Promise<void> {
    for (const { id, ownerId, setup, paused } of await store.untoldPauses()) {
      if (!paused || !(await store.markPauseTold(id, true))) continue;
      const texts = await needs.askers.textsOf(ownerId);
      await needs.post
        .to(ownerId, pausedMessage({ id, channel: setup.channel, paused }, texts))
        .catch(async (error) => {
          log.warn({ digest: id, ...factsOf(error) }, "an owner has yet to be told");
          await store.markPauseTold(id, false);
        });
    }
  }

  async function whyClosed(id: string): Promise<Pause | undefined> {
    const channel = (await needs.channels.mine()).get(id) ?? (await needs.channels.info(id));
    if (!channel) return "removed";
    if (channel.isArchived) return "archived";
    if (!channel.isMember) return "removed";
    return channel.isOffLimits ? "shared" : undefined;
  }

  /** Brings posted messages up to date, one after the other. */
  async function follow(): Promise<void> {
    if (isFollowing) return;
    isFollowing = true;
    try {
      while (!isStopped) {
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
  }

  async function bringUpToDate(delivery: Delivery, posted: Posted): Promise<void> {
    const digest = await store.getDigest(delivery.digestId);
    const isOver =
      !digest ||
      digest.paused !== undefined ||
      digest.setup.channel !== posted.channel ||
      !digest.setup.followsTheDay ||
      !isStillDay(digest.setup, delivery, clock()) ||
      (await whyClosed(posted.channel)) !== undefined;
    if (isOver) return store.noteFollowing(delivery, undefined);
    const model = await needs.compose.compose(digest.id, digest.setup, delivery.day);
    // What it says is as new as what is known.
    if (model.asOf) return;
    const message = digestMessage(model, textsFor(digest.setup.language));
    const hash = hashOf(message);
    if (hash === posted.hash) return;
    const isThere = await needs.post.update({ channel: posted.channel, ts: posted.ts }, message);
    await store.noteFollowing(delivery, isThere ? { ...posted, hash } : undefined);
  }

  return {
    send,
    follow,
    tellOwners,

    /** What would be posted, as of now. @throws ProblemError as `compose` */
    preview: (id: string, setup: Setup, day: Day) => needs.compose.compose(id, setup, day),

    /**
     * Posts a digest at once, beside its regular times, and resolves when that is done or has to wait.
     * @param nonce names the wish: twice the same is one message
     */
    sendNow: (digest: Digest, nonce: string): Promise<void> =>
      take({ digest, slot: `now ${nonce}`, day: wallClock(clock(), digest.setup.zone).day, state: "asked for" }),

    /** What is being posted is finished; the rest is left to whoever starts next. */
    stop: async (): Promise<void> => {
      isStopped = true;
      await Promise.allSettled(inHand.values());
    },
  };
}

function isStillDay({ zone }: Setup, { day }: Delivery, now: Date): boolean {
  const wall = wallClock(now, zone);
  return wall.day === day && wall.time < EVENING;
}

/** Roughly how many contracts it takes to compose it. */
function sizeOf({ who, tells }: Setup): number {
  return (tells.includes("anniversaries") ? 2 : 0) + (who.kind === "everybody" ? 1 : 0);
}
