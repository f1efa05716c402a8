import type { Askers } from "../commands/asker.ts";
import type { Homes } from "../commands/homes.ts";
import type { Clock } from "../domain/calendar.ts";
import type { Digest, Pause } from "../domain/digest.ts";
import type { Log } from "../domain/log.ts";
import { wants } from "../domain/preferences.ts";
import type { Post } from "../errands/post.ts";
import { factsOf } from "../problems.ts";
import type { Store } from "../store/store.ts";
import { noteMessage } from "../views/blocks.ts";
import { mentionOf, pausedMessage } from "../views/digest.ts";

export type Owners = ReturnType<typeof createOwners>;

/** How long whoever tells an owner may take. Dies it meanwhile, another tells it, once more at the worst: silence would be the worse error. */
const LEASE_MS = 90_000;

/** What the owners of digests are told. */
export function createOwners(needs: {
  store: Store;
  post: Pick<Post, "to">;
  askers: Pick<Askers, "textsOf">;
  homes: Pick<Homes, "changed">;
  newId: () => string;
  clock: Clock;
  log: Log;
}) {
  const { store, post, askers, clock, log } = needs;

  /** Those whose digests were paused, once each; who cannot be reached just now, in a later round. */
  async function tellOwners(): Promise<void> {
    for (const { id, ownerId, setup, paused } of await store.untoldPauses(clock())) {
      if (!paused || !(await store.claimPauseTelling(id, clock(), LEASE_MS))) continue;
      if (ownerId) needs.homes.changed(ownerId);
      try {
        if (ownerId && wants(await store.getPreferences(ownerId), "digests")) {
          const texts = await askers.textsOf(ownerId);
          await post.to(ownerId, pausedMessage({ id, channel: setup.channel, paused }, texts));
        }
        await store.notePauseTold(id);
      } catch (error) {
        log.warn({ digest: id, ...factsOf(error) }, "an owner has yet to be told");
      }
    }
  }

  return {
    tellOwners,

    /** Stops a digest that its channel, or what it is about, does not let us post, and tells its owner. */
    pause: async (digestId: string, paused: Pause): Promise<void> => {
      const change = { id: needs.newId(), digestId, at: clock(), change: "paused" } as const;
      await store.pauseDigest(digestId, paused, change);
      await tellOwners();
    },

    /** Nobody can tell whether a message stands in its channel. Tried once: `/digest list` tells it too. */
    tellLost: async ({ id, ownerId, setup }: Digest): Promise<void> => {
      if (!ownerId) return;
      try {
        if (!wants(await store.getPreferences(ownerId), "digests")) return;
        const texts = await askers.textsOf(ownerId);
        await post.to(ownerId, noteMessage(texts.digest.told.unsure(mentionOf(setup.channel))));
      } catch (error) {
        log.warn({ digest: id, ...factsOf(error) }, "an owner was not told");
      }
    },
  };
}
