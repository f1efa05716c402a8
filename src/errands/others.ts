import type { Clock } from "../domain/calendar.ts";
import type { Directory } from "../personio/directory.ts";
import type { Store } from "../store/store.ts";

/** Longer than the clocks of two machines are apart, and than a process stands still. */
const LATELY_MS = 10 * 60_000;

export type Others = ReturnType<typeof createOthers>;

/**
 * What other processes have carried out: whose absences they changed is asked for anew here, too. Who requests time off through one and
 * looks through another would otherwise read that they have none.
 */
export function createOthers(needs: {
  store: Pick<Store, "carriedOutByOthers">;
  directory: Pick<Directory, "absencesChanged">;
  worker: string;
  clock: Clock;
}) {
  const { store, directory, worker, clock } = needs;
  let known = new Set<string>();
  const unshown = new Set<string>();

  return {
    /** Costs one look into the store. Rejects when it does not answer. */
    catchUp: async (): Promise<void> => {
      const done = await store.carriedOutByOthers(worker, new Date(clock().getTime() - LATELY_MS));
      for (const { id, personId } of done) {
        if (known.has(id)) continue;
        directory.absencesChanged(personId);
        unshown.add(personId);
      }
      known = new Set(done.map(({ id }) => id));
    },

    /** Whose absences they changed, by person id; each is told once. */
    takeChanged: (): string[] => {
      const persons = [...unshown];
      unshown.clear();
      return persons;
    },
  };
}
