import type { AbsenceBalance, AbsencePeriod, AbsenceType } from "../domain/absence.ts";
import type { AttendancePeriod } from "../domain/attendance.ts";
import type { Day, Span } from "../domain/calendar.ts";
import { currentEmployment, type Employment, findByName, type Person } from "../domain/person.ts";
import { leaveOut, leaveOutForNow, ProblemError } from "../domain/problem.ts";
import type { Kept, Known, OrKnown } from "../kept.ts";
import { BY_EMAIL, createMemory, type Memory, type Places } from "./memory.ts";

/** How long people wait for what is new, where something is known. */
const PATIENCE_MS = 2500;
/** Names that could not be read are not worth waiting for again and again. */
const NOT_AGAIN_FOR_MS = 60_000;
const NO_PLACES: Places = { orgUnits: new Map(), workplaces: new Map() };

/**
 * What there is to ask. Everything may throw the client's `ProblemError`s, except where it says that it leaves something out.
 */
export type Directory = ReturnType<typeof tellerOf> & {
  /**
   * The same for one answer. Where Personio does not answer, or not within some seconds, this one tells what it told last, as far as that
   * may be told, and `asOf` of when that is. Contracts are never older than elsewhere.
   *
   * @param how.isPatient nobody waits: the last known only counts once Personio has failed
   */
  reading: (how?: { isPatient?: boolean }) => Directory;

  /** Tells no more than these absences, and what else is known by now. Asks nobody. */
  soFar: (periods: readonly AbsencePeriod[]) => Directory;
};

/** Tells what was read from Personio lately, kept fresh behind the answers (`memory.ts`). */
export function createDirectory(
  options: Parameters<typeof createMemory>[0] & { sleep: (milliseconds: number) => Promise<void> },
): Directory {
  const memory = createMemory(options);
  const soFar = (periods: readonly AbsencePeriod[]): Directory => ({
    ...tellerOf(memory, () => undefined),
    ...knownBy(memory, periods),
    reading: () => soFar(periods),
    soFar,
  });
  const reading = ({ isPatient = false } = {}): Directory => {
    let oldest: Date | undefined;
    let isOver: Promise<void> | undefined;
    const orKnown: OrKnown = {
      patienceMs: isPatient ? undefined : PATIENCE_MS,
      isOver: () => {
        isOver ??= options.sleep(PATIENCE_MS);
        return isOver;
      },
      told: (at) => {
        if (!oldest || at < oldest) oldest = at;
      },
    };
    return { ...tellerOf(memory, () => oldest, orKnown), reading, soFar };
  };
  return { ...tellerOf(memory, () => undefined), reading, soFar };
}

/** @param orKnown where it is told from what was known last, when there is nothing newer */
function tellerOf(memory: Memory, asOf: () => Date | undefined, orKnown?: OrKnown) {
  const { clock, log, today, persons, everyone, emails, employments, types, places, ofPerson, calendar } = memory;
  const { undecided, copies, balances, attendance, placesFailed } = memory;
  const how = { orKnown };
  /** Of names nobody needs to hear when they were read. */
  const named = { orKnown: orKnown && { ...orKnown, told: () => {} } };
  /** Whoever fits in the list of all persons, as far as it is known. */
  const listed = (fits: (person: Person) => boolean): Known<Person> | undefined => {
    const [all] = everyone.known();
    const person = all?.value.find(fits);
    return all && person && { value: person, at: all.at };
  };
  /** Once an answer is told from what was known, it does not wait for what only makes it richer. */
  const orWithout = <T>(without: T) => ({
    orKnown,
    otherwise: () => (asOf() ? { value: without, at: clock() } : undefined),
  });

  return {
    /** When the oldest was read that was told in place of something newer; undefined: nothing was. */
    asOf,

    /** Who has this e-mail address in Personio, whatever its case. As of a day ago at most, also while Personio is away. */
    personByEmail: (typed: string): Promise<Person | undefined> => {
      const email = typed.toLowerCase();
      const otherwise = () => {
        const found = listed((one) => one.email === email);
        // Who has an address decides who somebody is: names may be older.
        return found && clock().getTime() - found.at.getTime() < BY_EMAIL.knownMs ? found : undefined;
      };
      return emails(email, { ...named, otherwise });
    },

    /** Persons by id; who is gone from Personio is missing. */
    persons: (ids: Iterable<string>): Promise<Map<string, Person>> =>
      presentOf(persons, ids, (id) => persons(id, { ...named, otherwise: () => listed((one) => one.id === id) })),

    /** The same, with those left out that cannot be read: for answers that are only poorer without. */
    readablePersons: (ids: Iterable<string>): Promise<Map<string, Person>> =>
      presentOf(persons, ids, (id) => {
        const { otherwise } = orWithout<Person | undefined>(undefined);
        const asked = persons(id, { ...named, otherwise: () => listed((one) => one.id === id) ?? otherwise() });
        return asked.catch(leaveOutForNow<Person | undefined>(log, undefined));
      }),

    /** All active persons. */
    everyone: (): Promise<Person[]> => everyone("all", named),

    /** Active persons whose name fits (`findByName`). Reads the list of all persons when it is not known yet. */
    personsByName: async (typed: string): Promise<Person[]> => findByName(await everyone("all", named), typed),

    /**
     * The contract that counts today, by person id. Missing where there is none.
     * @param as `asItIs`: of up to a day ago, for who asks for thousands again and again
     * @throws ProblemError when one cannot be read: for answers that would be wrong without it
     */
    employments: async (personIds: Iterable<string>, as?: { asItIs: boolean }): Promise<Map<string, Employment>> => {
      const contracts = await manyOf(employments, personIds, (id) => employments(id, as));
      for (const found of contracts.values()) {
        if (found instanceof ProblemError && found.problem.kind !== "not-in-personio") throw found;
      }
      return currentOf(contracts, today());
    },

    /** The same, with those left out that cannot be read: for answers that are only poorer without. */
    readableEmployments: async (
      personIds: Iterable<string>,
      as?: { asItIs: boolean },
    ): Promise<Map<string, Employment>> => {
      const contracts = await manyOf(employments, personIds, (id) =>
        employments(id, { ...as, ...orWithout<Employment[] | ProblemError>([]) }).catch(
          leaveOut<Employment[]>(log, []),
        ),
      );
      return currentOf(contracts, today());
    },

    /**
     * All contracts of a person, newest first; none where Personio does not show them.
     * @param as.isNow asked for anew: for who must not go by those of yesterday
     */
    contractsOf: async (personId: string, as: { isNow?: boolean } = {}): Promise<Employment[]> => {
      if (as.isNow) employments.forget(personId);
      const found = await employments(personId);
      return found instanceof ProblemError ? [] : found;
    },

    /** What somebody noted of their work on these days, by the day that it counts for. As of two minutes ago at most. */
    attendanceOf: (personId: string, span: Span): Promise<AttendancePeriod[]> =>
      attendance(`${personId}/${span.first}/${span.last}`, how),

    /** Absence types by id. */
    absenceTypes: (): Promise<ReadonlyMap<string, AbsenceType>> => types("all", named),

    /**
     * Teams, departments and workplaces; empty where the credential may not read them.
     * @throws ProblemError when they cannot be read for now: for answers that would be wrong without them
     */
    requiredPlaces: (): Promise<Places> => places("all", named),

    /** The same. Never fails: an answer without the names of teams is better than none. */
    places: async (): Promise<Places> => {
      if (clock().getTime() < placesFailed.until) return NO_PLACES;
      return places("all", named).catch((error: unknown) => {
        placesFailed.until = clock().getTime() + NOT_AGAIN_FOR_MS;
        return leaveOut(log, NO_PLACES)(error);
      });
    },

    /**
     * All absences of the company, whatever their status, that fall into `span`, and those after it that tell when people are
     * back: of the two weeks that follow, and all that is planned for those who are away longer. Two callers with days of the
     * same weeks share one answer.
     *
     * @param hear hears, page by page, of those read so far that fall into these weeks, when they are read for the first time (`soFar`)
     */
    absencesDuring: (span: Span, hear?: (soFar: readonly AbsencePeriod[]) => void): Promise<AbsencePeriod[]> =>
      calendar.during(span, orKnown, hear),

    /** All absences of one person, past ones too. */
    absencesOf: (personId: string): Promise<AbsencePeriod[]> => ofPerson(personId, how),

    /** Those of one person that touch a day or come after it: of some weeks at least, where only those of the whole company are known. */
    absencesFrom: (personId: string, day: Day): Promise<AbsencePeriod[]> => {
      const otherwise = () => {
        const all = calendar.lastKnown({ first: day, last: day });
        return all && { ...all, value: all.value.filter((period) => period.personId === personId) };
      };
      return ofPerson(personId, { orKnown, otherwise });
    },

    /**
     * The whole company's absences that wait for a supervisor's word, to be entered or to be cancelled, in no particular order: as of
     * half an hour ago at most.
     */
    undecided: (): Promise<AbsencePeriod[]> => undecided.all(orKnown),

    /** Those of these that wait still. */
    stillUndecided: (periods: readonly AbsencePeriod[]): Promise<AbsencePeriod[]> => undecided.still(periods, orKnown),

    /** What somebody has left of each type; nothing where Personio does not tell. Never fails. */
    balancesOf: (personId: string): Promise<AbsenceBalance[]> =>
      balances(personId, orWithout<AbsenceBalance[]>([])).catch(leaveOut<AbsenceBalance[]>(log, [])),

    /** Somebody's absences are others now: what is kept of them is asked for anew. */
    absencesChanged: (personId: string): void => {
      copies.changed(personId);
      ofPerson.forget(personId);
      balances.forget(personId);
      calendar.forget();
      undecided.forget();
    },

    /** The same of absences by their ids: new, changed or deleted ones. `personId`: where it is known whose it is. */
    periodsChanged: (periods: readonly { periodId: string; personId?: string }[]): void => {
      const owners = calendar.ownersOf(new Set(periods.map(({ periodId }) => periodId)));
      for (const { periodId, personId = owners.get(periodId) } of periods) {
        if (personId !== undefined) copies.changed(personId);
        // Whose is none of those that were read is a new one, of whomever.
        ofPerson.forget(personId);
        balances.forget(personId);
      }
      calendar.forget();
      undecided.forget();
    },

    /** Once a night, at three o'clock of the company, reads in full what was asked for lately. Does nothing the rest of the day. */
    atNight: (): Promise<void> => calendar.atNight(),
  };
}

/** What takes the place of what asks Personio, where only this much is to be told. */
function knownBy({ persons, employments, places, types, today }: Memory, periods: readonly AbsencePeriod[]) {
  const known = async <T>(ids: Iterable<string>, of: (id: string) => T | undefined): Promise<Map<string, T>> => {
    const found = new Map<string, T>();
    for (const id of ids) {
      const value = of(id);
      if (value !== undefined) found.set(id, value);
    }
    return found;
  };
  const contracts = async (ids: Iterable<string>) => currentOf(await known(ids, employments.peek), today());
  return {
    absencesDuring: async () => [...periods],
    absenceTypes: async () => types.peek("all") ?? new Map(),
    places: async () => places.peek("all") ?? NO_PLACES,
    persons: (ids: Iterable<string>) => known(ids, persons.peek),
    readablePersons: (ids: Iterable<string>) => known(ids, persons.peek),
    employments: contracts,
    readableEmployments: contracts,
  };
}

/** What is kept under many ids; `ask` is asked for those that are not fresh. */
async function manyOf<T>(
  kept: Kept<T>,
  ids: Iterable<string>,
  ask: (id: string) => Promise<T>,
): Promise<Map<string, T>> {
  const { found, others } = kept.fresh(ids);
  await Promise.all(others.map(async (id) => found.set(id, await ask(id))));
  return found;
}

async function presentOf<T>(
  kept: Kept<T | undefined>,
  ids: Iterable<string>,
  ask: (id: string) => Promise<T | undefined>,
): Promise<Map<string, T>> {
  const all = await manyOf(kept, ids, ask);
  for (const [id, value] of all) if (value === undefined) all.delete(id);
  return all as Map<string, T>;
}

function currentOf(contracts: ReadonlyMap<string, Employment[] | ProblemError>, today: Day): Map<string, Employment> {
  const current = new Map<string, Employment>();
  for (const [id, found] of contracts) {
    const one = found instanceof ProblemError ? undefined : currentEmployment(found, today);
    if (one) current.set(id, one);
  }
  return current;
}
