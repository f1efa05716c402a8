import type { Askers } from "../commands/asker.ts";
import type { Members } from "../commands/members.ts";
import { askPresence, type PresenceNeeds } from "../commands/presence.ts";
import { slackErrorOf } from "../commands/slack-error.ts";
import type { ReasonSetting } from "../domain/discretion.ts";
import type { Log } from "../domain/log.ts";
import { undefinedFor } from "../domain/problem.ts";
import {
  deedFor,
  isOver,
  isToDo,
  NO_STATUS,
  type Shown,
  type StatusLink,
  type Wanted,
  wantedStatus,
} from "../domain/status.ts";
import { factsOf } from "../problems.ts";
import type { Store } from "../store/store.ts";
import { statusText } from "../views/status.ts";
import { isDead, type Profiles, pauseIn } from "./profiles.ts";
import type { Seal } from "./seal.ts";

export type StatusNeeds = PresenceNeeds & {
  askers: Pick<Askers, "of">;
  members: Members;
  store: Store;
  profiles: Profiles;
  seal: Seal;
  reasons: ReasonSetting;
  /** Where people are whose Slack profile has no time zone. */
  zone: string;
  worker: string;
  log: Log;
};

const MINUTE = 60_000;
/** How often is looked who is away. */
const LOOK_MS = 5 * MINUTE;
/** Longer than the calls about one status. */
const LEASE_MS = 2 * MINUTE;
/** When to look again at a status of their own that has no end, and at one that Slack did not take. */
const LATER_MS = 60 * MINUTE;

/**
 * Keeps the statuses of those who allowed it: shows one while they are away, and takes it down when they are back. Slack is asked only
 * when there is something to change.
 */
export function createStatuses(needs: StatusNeeds) {
  const { store, members, askers, profiles, seal, worker, clock, log } = needs;
  let lookFrom = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  let isStopped = false;

  /** @returns "unknown" when nobody knows who they are in Personio */
  async function wantedOf({ slackUserId }: StatusLink): Promise<Wanted | undefined | "unknown"> {
    const known = (await members.personsOf([slackUserId])).get(slackUserId);
    if (!known) return "unknown";
    const zone = known.zone ?? needs.zone;
    const presence = await askPresence(known.personId, zone, needs);
    return presence && wantedStatus(presence, zone, needs.reasons);
  }

  async function lookAt(link: StatusLink): Promise<void> {
    const { slackUserId } = link;
    const wanted = await wantedOf(link);
    if (wanted === "unknown") {
      // They may be new. Who became a guest or left is none whom we serve any more.
      const asker = await askers.of(slackUserId, undefined).catch(undefinedFor("not-a-member"));
      if (!asker) await end(slackUserId);
      return;
    }
    if (!isToDo(link, wanted)) return;
    const claimed = await store.claimStatusLink(slackUserId, worker, clock(), LEASE_MS);
    const token = claimed && seal.open(claimed.token, slackUserId);
    if (!claimed || token === undefined || !isToDo(claimed, wanted)) return;
    await carryOut(claimed, token, wanted).catch(async (error: unknown) => {
      if (isDead(error)) {
        await store.removeStatusLink(slackUserId);
        log.info({ user: slackUserId, ...factsOf(error) }, "Slack does not let the bot set this status any more");
        return;
      }
      await store.noteStatusLink(
        (await store.getStatusLink(slackUserId)) ?? claimed,
        worker,
        inMs(pauseIn(error) ?? LATER_MS),
      );
      // What Slack refuses of one is no reason to leave the others out.
      if (slackErrorOf(error) === undefined || pauseIn(error) !== undefined) throw error;
      log.warn({ user: slackUserId, ...factsOf(error) }, "Slack does not take this status");
    });
  }

  async function carryOut(link: StatusLink, token: string, wanted: Wanted | undefined): Promise<void> {
    const { slackUserId, token: sealed, shown, aboutTo } = link;
    const bare: StatusLink = { slackUserId, token: sealed };
    // Slack has taken down by itself what is over.
    const mayStand = [shown, aboutTo].some((one) => one && !isOver(one.status, clock()));
    const current = wanted || mayStand ? await profiles.status(token) : NO_STATUS;
    switch (deedFor(link, current, wanted, clock())) {
      case "clear":
        await profiles.setStatus(token, NO_STATUS);
        await store.noteStatusLink(bare, worker, clock());
        return;
      case "forget":
        await store.noteStatusLink(bare, worker, clock());
        return;
      case "leave":
        await store.noteStatusLink({ ...bare, ...(wanted && { leftAlone: wanted.periodId }) }, worker, clock());
        return;
      case "later": {
        const ends = current.expiration * 1000;
        const again = inMs(LATER_MS);
        await store.noteStatusLink(
          bare,
          worker,
          ends > clock().getTime() && ends < again.getTime() ? new Date(ends) : again,
        );
        return;
      }
      case "set": {
        if (!wanted) return;
        const next = await shownFor(link, wanted);
        // Noted before it is sent: whoever finds it there after a crash knows it for ours.
        const before: StatusLink = { ...bare, ...(shown && { shown }), aboutTo: next };
        if (!(await store.noteStatusLink(before, worker, inMs(LEASE_MS)))) return;
        await profiles.setStatus(token, next.status);
        await store.noteStatusLink({ ...bare, shown: next }, worker, clock());
      }
    }
  }

  async function shownFor({ slackUserId }: StatusLink, wanted: Wanted): Promise<Shown> {
    const { texts, today } = await askers.of(slackUserId, undefined);
    const { presence, emoji, expiration, periodId, facts } = wanted;
    return { status: { text: statusText(presence, today, texts), emoji, expiration }, periodId, facts };
  }

  function inMs(milliseconds: number): Date {
    return new Date(clock().getTime() + milliseconds);
  }

  /**
   * Forgets somebody's token, gives their status back, and has Slack forget the token too. What Slack does not do then, it need not.
   * @returns whether no token of theirs is good for anything any more, as far as we know
   */
  async function end(slackUserId: string): Promise<boolean> {
    const link = await store.removeStatusLink(slackUserId);
    const token = link && seal.open(link.token, slackUserId);
    if (!link) return true;
    if (token === undefined) return false;
    try {
      const ours = [link.shown, link.aboutTo].some((one) => one && !isOver(one.status, clock()));
      if (ours && deedFor(link, await profiles.status(token), undefined, clock()) === "clear") {
        await profiles.setStatus(token, NO_STATUS);
      }
    } catch (error) {
      log.info({ user: slackUserId, ...factsOf(error) }, "a status could not be given back");
    }
    return profiles.revoke(token).then(
      () => true,
      (error: unknown) => {
        log.info({ user: slackUserId, ...factsOf(error) }, "a token could not be revoked");
        return isDead(error);
      },
    );
  }

  async function lookAtAll(): Promise<void> {
    try {
      for (const link of await store.statusLinks()) if (!isStopped) await lookAt(link);
    } catch (error) {
      const pause = pauseIn(error);
      if (pause !== undefined) lookFrom = clock().getTime() + pause;
      throw error;
    }
  }

  return {
    /** Looks who is away, when it is time for that; one after the other, until Slack or Personio are in the way. */
    look: async (): Promise<void> => {
      const now = clock().getTime();
      if (looking || now < lookFrom || isStopped) return;
      lookFrom = now + LOOK_MS;
      looking = lookAtAll();
      await looking.finally(() => {
        looking = undefined;
      });
    },

    /** Ends with the status that is in hand. */
    stop: async (): Promise<void> => {
      isStopped = true;
      await looking?.catch(() => {});
    },

    /** The same for one person, at once. */
    lookAt: async (slackUserId: string): Promise<void> => {
      const link = await store.getStatusLink(slackUserId);
      if (link) await lookAt(link);
    },

    end,

    /** Whether the token that is kept of somebody is good for something, as Slack says. Not, where Slack does not say so. */
    isGood: async (slackUserId: string): Promise<boolean> => {
      const link = await store.getStatusLink(slackUserId);
      const token = link && seal.open(link.token, slackUserId);
      if (token === undefined) return false;
      return profiles.status(token).then(
        () => true,
        () => false,
      );
    },

    /** Whether the bot sets somebody's status: it has a token, and can open it. */
    isOn: async (slackUserId: string): Promise<boolean> => {
      const link = await store.getStatusLink(slackUserId);
      return link !== undefined && seal.open(link.token, slackUserId) !== undefined;
    },
  };
}

export type Statuses = ReturnType<typeof createStatuses>;
