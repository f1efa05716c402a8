import pLimit from "p-limit";
import type { Askers } from "../commands/asker.ts";
import type { Channels } from "../commands/channel.ts";
import type { Homes } from "../commands/homes.ts";
import { addDays, type Clock, type Day, wallClock } from "../domain/calendar.ts";
import type { DeliveryOutcome, Digest, Setup } from "../domain/digest.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import type { Post } from "../errands/post.ts";
import { factsOf } from "../problems.ts";
import type { Store } from "../store/store.ts";
import type { Compose } from "./compose.ts";
import { createDeliver } from "./deliver.ts";
import { createDue, type Due } from "./due.ts";
import { createFollow } from "./follow.ts";
import { createOwners } from "./owners.ts";
import type { Poster } from "./poster.ts";

/**
 * How many are made at a time: one that waits for Personio does not keep the others from being posted. Those that may need thousands of
 * contracts have lanes of their own.
 */
const LANES = { quick: 8, slow: 2 };
const MINUTE = 60_000;
/** Rounds are this far apart: nearer to a full minute than that, it would be missed by some seconds. */
const BETWEEN_LOOKS_MS = 15_000;

export type Digests = ReturnType<typeof createDigests>;

/**
 * Posts what is due, each once a day, whichever process is at it: a delivery is claimed by one statement, with a lease, and settled by
 * Slack's timestamp of its message alone.
 *
 * When a process ends between posting and noting, or Slack gives no answer, nobody knows whether the message stands there. Where the bot may
 * read the channel, it asks Slack. Else it posts once more, and never a third time: twice told is a nuisance, but a channel that is told
 * nothing believes that everybody is in.
 *
 * @param needs.worker names this process
 * @param needs.lateHours how many hours after its time a digest still makes sense, on the same day
 */
export function createDigests(needs: {
  store: Store;
  compose: Compose;
  poster: Poster;
  channels: Pick<Channels, "info" | "mine">;
  post: Pick<Post, "to">;
  askers: Pick<Askers, "textsOf">;
  homes: Pick<Homes, "changed">;
  worker: string;
  newId: () => string;
  lateHours: number;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  log: Log;
  metrics: Pick<Metrics, "digest" | "digestsDue">;
}) {
  const { store, compose, clock, log, metrics } = needs;
  let stopped = false;
  const isStopped = () => stopped;
  const owners = createOwners(needs);
  const dueNow = createDue(needs);
  const deliver = createDeliver({ ...needs, owners, isStopped });
  const follow = createFollow({ ...needs, isStopped });
  const lanes = { quick: pLimit(LANES.quick), slow: pLimit(LANES.slow) };
  const inHand = new Map<string, Promise<DeliveryOutcome | undefined>>();
  /** Of each digest, the day that it was made ready for, and when that is done. */
  const readyFor = new Map<string, { day: Day; done: Promise<void> }>();

  function laneOf({ who, tells }: Setup) {
    return lanes[who.kind === "some" || tells.includes("anniversaries") ? "slow" : "quick"];
  }

  function take(due: Due): Promise<DeliveryOutcome | undefined> {
    const key = `${due.digest.id} ${due.slot}`;
    const lane = laneOf(due.digest.setup);
    const done = () => {
      inHand.delete(key);
      if (due.digest.ownerId) needs.homes.changed(due.digest.ownerId);
    };
    const work = inHand.get(key) ?? lane(() => counted(due)).finally(done);
    inHand.set(key, work);
    return work;
  }

  async function counted(due: Due): Promise<DeliveryOutcome | undefined> {
    const outcome = await deliver(due);
    metrics.digest(outcome ?? "waits");
    return outcome;
  }

  /** Reads what a digest needs a little before its time, so that it is punctual, and known, should Personio not answer then. */
  function makeReady({ digest, day }: Pick<Due, "digest" | "day">): void {
    if (readyFor.get(digest.id)?.day === day) return;
    const done = laneOf(digest.setup)(async () => {
      if (!stopped) await compose.compose(digest, day);
    }).catch((error: unknown) => {
      readyFor.delete(digest.id);
      log.info({ digest: digest.id, ...factsOf(error) }, "a digest could not be made ready");
    });
    // Those of the days before are gone, or made ready anew.
    for (const [id, ready] of readyFor) if (ready.day < addDays(day, -1)) readyFor.delete(id);
    readyFor.set(digest.id, { day, done });
  }

  async function send(): Promise<void> {
    const { due, soon, isNext } = await dueNow();
    metrics.digestsDue(due.length);
    for (const one of due) void take(one);
    for (const one of soon) makeReady(one);
    if (isNext) lookAtTheMinute();
    await allDone();
  }

  /** Looks once more when the minute comes for which some are set up. */
  function lookAtTheMinute(): void {
    const left = MINUTE - (clock().getTime() % MINUTE);
    if (left >= BETWEEN_LOOKS_MS) return;
    void needs
      .sleep(left)
      .then(async () => (stopped ? undefined : send()))
      .catch((error: unknown) => log.warn(factsOf(error), "digests could not be looked at"));
  }

  async function allDone(): Promise<void> {
    await Promise.allSettled([...inHand.values(), ...[...readyFor.values()].map(({ done }) => done)]);
  }

  return {
    /** Makes everything that is due, and ready what soon is, and resolves when that is done. */
    send,

    follow,
    tellOwners: owners.tellOwners,

    /** What would be posted, as of now. @throws ProblemError as `compose` */
    preview: async (id: string, setup: Setup, day: Day) =>
      compose.compose({ id, setup }, day, await store.lastTold(id, day)),

    /** Whether nobody whom a digest is about works on a day. @throws ProblemError as `compose` */
    isFree: compose.isFree,

    /**
     * Posts a digest at once, beside its regular times.
     * @param nonce names the wish: twice the same is one message
     * @returns what became of it; undefined: it has to wait, and comes later the same day
     */
    sendNow: (digest: Digest, nonce: string): Promise<DeliveryOutcome | undefined> =>
      take({ digest, slot: `now ${nonce}`, day: wallClock(clock(), digest.setup.zone).day, state: "asked for" }),

    /** What is being posted is finished; the rest is left to whoever starts next. */
    stop: async (): Promise<void> => {
      stopped = true;
      await allDone();
    },
  };
}
