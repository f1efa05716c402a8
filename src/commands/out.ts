import { type AbsencePeriod, type AbsenceType, fallsInto, isRequest } from "../domain/absence.ts";
import type { Day, Span } from "../domain/calendar.ts";
import type { Person } from "../domain/person.ts";
import { type Candidate, candidates } from "../domain/whos-out.ts";
import type { Directory } from "../personio/directory.ts";
import type { Places } from "../personio/memory.ts";
import type { WhosOutModel } from "../views/whos-out.ts";

/** What is the same for everybody who asks about these days in this language. */
export type Out = {
  /** What nobody has approved yet, of which each may see other ones. */
  requests: readonly AbsencePeriod[];
  /** Pages of an answer, as everybody is told them who may know no more than any colleague; `supervisors` of whom they tell, by person id. */
  pages: Map<string, { model: WhosOutModel; supervisors: Supervisors }>;
  /** Who is out, in order of reading, and the persons behind these and the requests. */
  settledOf: (directory: Pick<Directory, "persons">) => Promise<Settled>;
};

export type Supervisors = ReadonlyMap<string, string | undefined>;
type Settled = { settled: readonly Candidate[]; persons: ReadonlyMap<string, Person> };

type Facts = {
  span: Span;
  today: Day;
  /** As they were read: never changed, since they are known again by being the same ones. */
  periods: readonly AbsencePeriod[];
  types: ReadonlyMap<string, AbsenceType>;
  places: Places;
  locale: string;
};

type Known = Pick<Facts, "types" | "places"> & {
  byPerson: ReadonlyMap<string, AbsencePeriod[]>;
  bySpan: Map<string, Out>;
};

/**
 * What was made of absences that were read, for as long as these are the ones that are known: a minute, where they are asked for. To look
 * at hundreds who are out, to put their names in order and to write fifty lines takes several times as long as the rest of an answer.
 */
const known = new WeakMap<readonly AbsencePeriod[], Known>();

export function outDuring(facts: Facts): Out & { periodsOf: (personId: string) => readonly AbsencePeriod[] } {
  const { span, today, locale } = facts;
  const { bySpan, byPerson } = knownOf(facts);
  const key = `${span.first}/${span.last}/${today}/${locale}`;
  const out = bySpan.get(key) ?? outOf(facts);
  bySpan.set(key, out);
  return { ...out, periodsOf: (personId) => byPerson.get(personId) ?? [] };
}

function outOf(facts: Facts): Out {
  const periods = facts.periods.filter((period) => fallsInto(period, facts.span));
  let made: Settled | undefined;
  return {
    requests: periods.filter(isRequest),
    pages: new Map(),
    settledOf: async (directory) => {
      if (made) return made;
      const persons = await directory.persons(periods.map(({ personId }) => personId));
      made = { settled: candidates({ ...facts, periods, persons, maySeeRequests: () => false }), persons };
      return made;
    },
  };
}

function knownOf({ periods, types, places }: Facts): Known {
  const last = known.get(periods);
  if (last?.types === types && last.places === places) return last;
  const byPerson = new Map<string, AbsencePeriod[]>();
  for (const period of periods) {
    const own = byPerson.get(period.personId);
    if (own) own.push(period);
    else byPerson.set(period.personId, [period]);
  }
  const made: Known = { types, places, byPerson, bySpan: new Map() };
  known.set(periods, made);
  return made;
}
