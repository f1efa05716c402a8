import { foldName, nameOf, type Person } from "../domain/person.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Asker } from "./asker.ts";
import type { HoursNeeds } from "./hours-facts.ts";
import { emailIn, MOST_CHARACTERS, mentioned, unquoted } from "./who.ts";

/** Of more people of one name nobody is looked up: each costs a call. */
const MOST_NAMESAKES = 100;
const ME = new Set(["", "me", "my", "mine", "i", "ich", "mich", "meine"]);

/**
 * Whose hours are meant: the asker's own (no id), a person's, or one of several reports of a name. Names are looked for among the asker's
 * reports alone; whether the asker may see the hours, `askHours` decides.
 *
 * @throws ProblemError `not-your-report` (`own-hours-only`, where that is so) for everybody else, whether there is such a person or not;
 * `asker-unknown`
 */
export async function whoseHours(
  typed: string,
  asker: Asker,
  needs: HoursNeeds,
): Promise<{ personId?: string } | { choices: { id: string; label: string }[] }> {
  const name = unquoted(typed);
  const slackId = mentioned(name);
  if (ME.has(foldName(name)) || slackId === asker.slackId) return {};
  const me = await needs.askers.selfOf(asker);
  const found = await meant(name, slackId, needs);
  if (!needs.supervisorsSeeHours) {
    if (found.some(({ id }) => id === me.id)) return {};
    throw new ProblemError({ kind: "own-hours-only" });
  }
  // Of one, the contract is asked for anew.
  if (found.length === 1 && found[0]) return { personId: found[0].id };
  const employments = await needs.directory.readableEmployments(found.map(({ id }) => id));
  const mine = found.filter(({ id }) => id === me.id || employments.get(id)?.supervisorId === me.id);
  const [only] = mine;
  if (!only) throw new ProblemError({ kind: "not-your-report" });
  if (mine.length === 1) return { personId: only.id };
  return {
    choices: mine.map((person) => {
      const position = employments.get(person.id)?.position;
      return { id: person.id, label: position ? `${nameOf(person)} – ${position}` : nameOf(person) };
    }),
  };
}

async function meant(name: string, slackId: string | undefined, { askers, directory }: HoursNeeds): Promise<Person[]> {
  if (name.length > MOST_CHARACTERS) return [];
  const email = emailIn(name);
  if (slackId || email) {
    const person = slackId ? await askers.personOf(slackId) : await directory.personByEmail(email ?? "");
    return person ? [person] : [];
  }
  const found = await directory.personsByName(name);
  return found.length > MOST_NAMESAKES ? [] : found;
}
