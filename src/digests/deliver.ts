import pLimit from "p-limit";
import { type Channels, closedTo } from "../commands/channel.ts";
import { type Clock, wallClock } from "../domain/calendar.ts";
import {
  type Delivery,
  type DeliveryOutcome,
  type Digest,
  followsUntilEvening,
  MOST_TRIES,
  type Pause,
  slotsOf,
} from "../domain/digest.ts";
import type { Log } from "../domain/log.ts";
import { undefinedFor } from "../domain/problem.ts";
import { factsOf } from "../problems.ts";
import type { Store } from "../store/store.ts";
import { textsFor } from "../texts/texts.ts";
import type { Message } from "../views/blocks.ts";
import { digestMessage, tellsNothing } from "../views/digest.ts";
import type { Compose } from "./compose.ts";
import type { Due } from "./due.ts";
import { FOLLOW_MS } from "./follow.ts";
import type { Owners } from "./owners.ts";
import { CLOSED, hashOf, type Poster, UNFIT } from "./poster.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Longer than the longest call to Slack. Composing may take longer once, in a big company; then what it read is known. */
const LEASE_MS = 90 * SECOND;
/** Until another attempt: after Slack was not reached or gave no answer, and after Personio could not tell. */
const TRY_AGAIN_MS = 30 * SECOND;
/** The same where nobody can tell whether it was posted: what keeps Slack from answering is over by then. */
const DOUBT_MS = 5 * MINUTE;
/** How many may be with Slack at a time: so many are in doubt when a process ends. With one alone, none would follow a call that hangs. */
const AT_SLACK = 2;
/** How long and how often a message that was posted is tried to be noted, where the store does not answer. */
const NOTE = { times: 12, betweenMs: 5 * SECOND };

type Needs = {
  store: Store;
  compose: Compose;
  poster: Poster;
  owners: Owners;
  channels: Pick<Channels, "info" | "mine">;
  /** Names this process. */
  worker: string;
  lateHours: number;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  log: Log;
  isStopped: () => boolean;
};

/** How a delivery ended; undefined: it has to wait, or somebody else has it in hand. */
type Ending = Promise<DeliveryOutcome | undefined>;

/**
 * Makes one posting: claims it, composes it, posts it, notes it. Whatever keeps it from that is tried again later.
 *
 * What somebody changed meanwhile counts: the digest is read when it is claimed, and once more before it is posted.
 */
export function createDeliver(needs: Needs) {
  const { store, poster, owners, worker, clock, log } = needs;
  const atSlack = pLimit(AT_SLACK);

  async function deliver(due: Due): Ending {
    const key = { digestId: due.digest.id, slot: due.slot };
    const isWish = due.state === "asked for";
    // A wish is kept in the store by its claim.
    if (needs.isStopped() || (poster.quietUntil() && !isWish)) return undefined;
    try {
      const delivery = await store.claimDelivery({ ...key, day: due.day }, worker, clock(), LEASE_MS);
      if (!delivery) return undefined;
      const digest = await store.getDigest(key.digestId);
      if (digest && isMeant(digest, due)) return await attempt(digest, delivery, due.state);
      // Where it may stand already, it must not be forgotten that somebody was at it.
      return await (delivery.doubtSince
        ? settle(delivery, "lost")
        : store.dropDelivery(delivery, worker).then(() => undefined));
    } catch (error) {
      log.warn({ digest: key.digestId, slot: key.slot, ...factsOf(error) }, "a digest has to wait");
      await store
        .releaseDelivery(key, worker, after(TRY_AGAIN_MS))
        .catch((again: unknown) => log.error(factsOf(again), "the store does not answer"));
      return undefined;
    }
  }

  /** Whether a digest still is to be posted then: it may have been paused or changed since it was found to be due. */
  function isMeant(digest: Digest, { slot, state }: Due): boolean {
    if (digest.paused) return false;
    const slots = slotsOf(digest, wallClock(clock(), digest.setup.zone), needs.lateHours);
    return state === "asked for" || !isDay(slot) || [...slots].some(({ day }) => day === slot);
  }

  async function attempt(digest: Digest, claimed: Delivery, state: Due["state"]): Ending {
    const { setup } = digest;
    let delivery = claimed;
    if (delivery.doubtSince) {
      const found = await poster.find(setup.channel, delivery, delivery.doubtSince);
      if (found === "not-allowed") {
        if (delivery.tries >= MOST_TRIES || state === "missed") return lost(digest, delivery);
        const tryFrom = new Date(delivery.doubtSince.getTime() + DOUBT_MS);
        if (clock() < tryFrom) return release(delivery, tryFrom);
      } else if (found) {
        return settlePosted(digest, delivery, found, "");
      } else {
        const { doubtSince: _, ...known } = delivery;
        delivery = { ...known, tries: 0 };
      }
    }
    if (state === "missed") return settle(delivery, "late");
    // Once it may stand there, it is not thought over.
    const isRegular = state === "due" && !delivery.doubtSince;
    if (isRegular && !setup.postsOnFreeDays && (await needs.compose.isFree(setup, delivery.day))) {
      return settle(delivery, "free-day");
    }
    const lastTold = await store.lastTold(digest.id, delivery.day);
    const model = await needs.compose.compose(digest, delivery.day, lastTold).catch(undefinedFor("who-gone"));
    if (!model) return pause(digest, delivery, "gone");
    if (isRegular && !setup.postsWhenNobody && tellsNothing(model)) return settle(delivery, "nobody");
    const message = digestMessage(model, textsFor(setup.language));
    const leave = await poster.enter(setup.channel);
    return atSlack(() => post(digest, delivery, message)).finally(leave);
  }

  async function post(digest: Digest, delivery: Delivery, message: Message): Ending {
    const { channel } = digest.setup;
    await poster.myTurn();
    const quietUntil = poster.quietUntil();
    if (quietUntil || needs.isStopped()) return release(delivery, quietUntil ?? clock());
    const closed = await whyClosed(channel);
    if (closed) return pause(digest, delivery, closed);
    const now = await store.getDigest(digest.id);
    if (JSON.stringify(now) !== JSON.stringify(digest)) return release(delivery, clock());

    // From here until its timestamp is noted nobody could tell whether it was posted.
    const begun = { ...delivery, tries: delivery.tries + 1, doubtSince: delivery.doubtSince ?? clock() };
    if (!(await store.noteDelivery(begun, worker, clock(), LEASE_MS))) return undefined;
    const answer = await poster.post(channel, message, delivery);
    if (answer.kind === "posted") return settlePosted(digest, delivery, answer.ts, hashOf(message));
    log.warn({ digest: digest.id, ...answer }, "Slack did not take a digest");
    // Whatever was not posted for sure is as if it had not been tried.
    if (answer.kind !== "unanswered") await store.noteDelivery(delivery, worker, clock(), LEASE_MS);
    if (answer.kind === "refused") {
      const why = CLOSED[answer.slackError] ?? (UNFIT.has(answer.slackError) ? "unfit" : undefined);
      if (why) return pause(digest, delivery, why);
    }
    // In a second or so, without a round in between.
    if (answer.kind === "busy" && !poster.quietUntil()) return post(digest, delivery, message);
    return release(delivery, poster.quietUntil() ?? after(TRY_AGAIN_MS));
  }

  async function whyClosed(id: string): Promise<Pause | undefined> {
    return closedTo((await needs.channels.mine()).get(id) ?? (await needs.channels.info(id)));
  }

  async function settle(delivery: Delivery, outcome: Exclude<DeliveryOutcome, "sent">): Ending {
    await store.settleDelivery(delivery, worker, clock(), { outcome });
    log.info({ digest: delivery.digestId, slot: delivery.slot, outcome }, "a digest is not posted");
    return outcome;
  }

  async function settlePosted({ setup }: Digest, delivery: Delivery, ts: string, hash: string): Ending {
    const posted = { channel: setup.channel, ts, hash };
    const follows = followsUntilEvening(setup, delivery.day, clock());
    const note = () =>
      store.settleDelivery(delivery, worker, clock(), {
        outcome: "sent",
        posted,
        ...(follows && { followFrom: after(FOLLOW_MS) }),
      });
    // This process alone knows that it stands there: it insists.
    for (let time = 1; ; time++) {
      try {
        await note();
        break;
      } catch (error) {
        if (time === NOTE.times) throw error;
        log.warn({ digest: delivery.digestId, ...factsOf(error) }, "the store does not note that a digest is posted");
        await needs.sleep(NOTE.betweenMs);
      }
    }
    log.info({ digest: delivery.digestId, slot: delivery.slot }, "a digest is posted");
    return "sent";
  }

  async function lost(digest: Digest, delivery: Delivery): Ending {
    await settle(delivery, "lost");
    await owners.tellLost(digest);
    return "lost";
  }

  async function pause(digest: Digest, delivery: Delivery, why: Pause): Ending {
    // In this order: a bot that ends in between has not forgotten to tell.
    await owners.pause(digest.id, why);
    return settle(delivery, "paused");
  }

  async function release(delivery: Delivery, at: Date): Promise<undefined> {
    await store.releaseDelivery(delivery, worker, at);
  }

  const after = (milliseconds: number) => new Date(clock().getTime() + milliseconds);

  return deliver;
}

/** Wishes have other names. */
function isDay(slot: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(slot);
}
