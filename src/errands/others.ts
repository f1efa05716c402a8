import type { Clock } from "../domain/calendar.ts";
import type { Directory } from "../personio/directory.ts";
import type { Store } from "../store/store.ts";

/** Longer than the clocks of two machines are apart, and than a process stands still. */
const LATELY_MS = 10 * 60_000;

export type Others = ReturnType<typeof createOthers>;

/**
 * What other processes have carried out, and what Personio's webhooks told them: those absences are asked for anew here, too. Who requests
 * time off through one and looks through another would otherwise read that they have none.
 */
export function createOthers(needs: {
  store: Pick<Store, "carriedOutByOthers" | "heardByOthers">;
  directory: Pick<Directory, "absencesChanged" | "periodsChanged">;
  worker: string;
  clock: Clock;
}) {
  const { store, directory, worker, clock } = needs;
  let known = new Set<string>();
  const unshown = new Set<string>();

  return {
    /** Costs two looks into the store. Rejects when it does not answer. */
    catchUp: async (): Promise<void> => {
      const lately = new Date(clock().getTime() - LATELY_MS);
      const done = await store.carriedOutByOthers(worker, lately);
      const heard = await store.heardByOthers(worker, lately);
      for (const { id, personId } of done) {
        if (known.has(id)) continue;
        directory.absencesChanged(personId);
        unshown.add(personId);
      }
      const news = heard.filter(({ id }) => !known.has(id));
      if (news.length > 0) directory.periodsChanged(news);
      known = new Set([...done, ...heard].map(({ id }) => id));
    },

    /** Whose absences they changed, by person id; each is told once. */
    takeChanged: (): string[] => {
      const persons = [...unshown];
      unshown.clear();
      return persons;
    },
  };
}
