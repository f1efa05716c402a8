import type { Person } from "../domain/person.ts";
import { leaveOut, ProblemError } from "../domain/problem.ts";
import { type Asked, type HomeModel, MOST_AT_HOME } from "../views/home.ts";
import type { Asker } from "./asker.ts";
import { type DigestsShown, ownDigests } from "./digest-facts.ts";
import { askToday } from "./home-today.ts";
import { askWaiting } from "./home-waiting.ts";
import { forReading } from "./reading.ts";
import { type FactsNeeds, mineOf } from "./time-off-facts.ts";
import { timeOffListed } from "./time-off-mine.ts";

export type HomeNeeds = FactsNeeds &
  DigestsShown & {
    /** Personio in the browser. */
    webUrl: string | undefined;
  };

/**
 * Asks for everything that somebody sees at home, all at once.
 *
 * @returns `known`: what there is so far; `personId`: who they are, as soon as that is known; `all` resolves when that is all. What
 * Personio does not tell is a problem of that part alone.
 */
export function askHome(
  asker: Asker,
  needs: HomeNeeds,
): { known: HomeModel; personId: () => string | undefined; all: Promise<void> } {
  const known: HomeModel = { today: asker.today };
  const person = forReading(needs).askers.personOf(asker.slackId);
  let personId: string | undefined;
  const part = async <K extends "out" | "mine" | "waiting" | "digests">(
    name: K,
    asking: Promise<Extract<HomeModel[K], { is: unknown }>["is"]>,
  ): Promise<void> => {
    // One cast, since TypeScript does not see that the name and the part belong together.
    known[name] = (await orProblem(asking)) as HomeModel[K];
  };
  const parts = [
    part(
      "out",
      // Who is not found, or not just now, reads what every colleague may.
      person.catch(leaveOut<Person | undefined>(needs.log, undefined)).then((one) => askToday(asker, one, needs)),
    ),
    part(
      "mine",
      person.then(async (one) => {
        if (!one) throw new ProblemError({ kind: "asker-unknown" });
        personId = one.id;
        const reading = forReading(needs);
        return timeOffListed(await mineOf(one, reading), asker, MOST_AT_HOME.absences, reading);
      }),
    ),
    part(
      "waiting",
      person.then(async (one) => (one ? askWaiting(one, asker, forReading(needs)) : undefined)),
    ),
    part("digests", ownDigests(asker, MOST_AT_HOME.digests, needs)),
  ];
  return { known, personId: () => personId, all: Promise.all(parts).then(() => {}) };
}

async function orProblem<T>(asking: Promise<T>): Promise<Asked<T>> {
  try {
    return { is: await asking };
  } catch (error) {
    if (error instanceof ProblemError) return { problem: error.problem };
    throw error;
  }
}
