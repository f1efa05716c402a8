import DataLoader from "dataloader";
import { type AbsenceBalance, type AbsencePeriod, type AbsenceType, unitsIn } from "../domain/absence.ts";
import type { AttendancePeriod } from "../domain/attendance.ts";
import { type Clock, type Day, type Span, wallClock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import {
  currentEmployment,
  type Employment,
  findByName,
  isActive,
  type OrgUnit,
  type Person,
  type Workplace,
} from "../domain/person.ts";
import { leaveOut, leaveOutForNow, orGone, ProblemError } from "../domain/problem.ts";
import { type Known, keep, type OrKnown } from "../kept.ts";
import { createCalendar } from "./calendar.ts";
import type { Personio } from "./client.ts";
import { withoutComments } from "./comments.ts";
import { orNothing, orRefusal } from "./left-out.ts";
import { createUndecided } from "./undecided.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Somebody who calls in sick is seen as out after five minutes at the latest. What was known half a day ago is no news. */
const ABSENCES = { freshMs: MINUTE, usableMs: 5 * MINUTE, knownMs: 12 * HOUR };
/** Contracts change in days, not minutes. They decide who sees what: those of longer ago decide nothing, also while Personio is away. */
const CONTRACTS = { freshMs: HOUR, usableMs: 24 * HOUR };
/** Names of people, teams and absence types, which decide nothing. */
const NAMES = { ...CONTRACTS, knownMs: 48 * HOUR };
/** Shorter, so that who was just added to Personio, or got an e-mail address there, is found soon. */
const BY_EMAIL = { freshMs: 10 * MINUTE, usableMs: HOUR, knownMs: 24 * HOUR, max: 20_000 };
/** Who has just stamped looks whether it is there. */
const ATTENDANCE = { freshMs: MINUTE / 4, usableMs: 2 * MINUTE, knownMs: 12 * HOUR, max: 500 };
/** How long people wait for what is new, where something is known. */
const PATIENCE_MS = 2500;
/** Personio's `limit` of ids in one call. */
const IDS_A_CALL = 50;

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
};

/** Teams, departments and workplaces by id. Empty where the credential may not read them: then names are left out. */
export type Places = { orgUnits: ReadonlyMap<string, OrgUnit>; workplaces: ReadonlyMap<string, Workplace> };

type Options = {
  personio: Personio;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  zone: string;
  log: Log;
  metrics: Pick<Metrics, "kept">;
};

/**
 * What was read from Personio lately, kept fresh behind the answers.
 *
 * @param options.zone the company's time zone: where "today" is looked up for contracts
 */
export function createDirectory(options: Options): Directory {
  const kept = keepAll(options);
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
    return { ...tellerOf(kept, () => oldest, orKnown), reading };
  };
  return { ...tellerOf(kept, () => undefined), reading };
}

/** All that is kept. */
function keepAll(options: Options) {
  const { personio, clock, log, metrics } = options;
  const today = (): Day => wallClock(clock(), options.zone).day;
  const common = { clock, log, metrics };

  const personLoader = new DataLoader<string, Person | undefined>(
    async (ids) => {
      const found = new Map((await personio.listPersons({ ids: [...ids] })).map((person) => [person.id, person]));
      return ids.map((id) => found.get(id));
    },
    { cache: false, maxBatchSize: IDS_A_CALL },
  );

  const persons = keep({ ...common, name: "persons", ...NAMES, max: 60_000, load: (id) => personLoader.load(id) });
  const everyone = keep({
    ...common,
    name: "all persons",
    ...NAMES,
    max: 1,
    load: async () => (await personio.listPersons()).filter(isActive),
  });
  const emails = keep({
    ...common,
    name: "persons by e-mail",
    ...BY_EMAIL,
    load: async (email) => {
      const fitting = (people: readonly Person[]) => {
        const these = people.filter((person) => person.email === email);
        // Somebody who came back can be there twice.
        return these.find(isActive) ?? these[0];
      };
      // Whether Personio's filter minds the case is not documented; in the whole list our own eyes decide.
      return fitting(await personio.listPersons({ emails: [email] })) ?? fitting(await everyone("all"));
    },
  });
  const employments = keep({
    ...common,
    name: "employments",
    ...CONTRACTS,
    max: 60_000,
    load: (personId) => orRefusal(personio.listEmployments(personId), log),
  });
  const types = keep({
    ...common,
    name: "absence types",
    ...NAMES,
    max: 1,
    load: async () => new Map((await personio.listAbsenceTypes()).map((type) => [type.id, type])),
  });
  const places = keep({ ...common, name: "places", ...NAMES, max: 1, load: () => readPlaces(personio, log) });
  const units = async () => unitsIn(await types("all"));

  const ofPerson = keep({
    ...common,
    name: "absences of a person",
    ...ABSENCES,
    max: 2_000,
    load: async (personId) =>
      withoutComments(await personio.listAbsencePeriods({ personIds: [personId] }, await units())),
  });

  const calendar = createCalendar({ ...common, personio, lasting: ABSENCES, units, today });
  const undecided = createUndecided({ ...common, personio, ofPerson, units, today });

  const balances = keep({
    ...common,
    name: "balances",
    ...ABSENCES,
    max: 2_000,
    load: (personId) => orNothing<AbsenceBalance[]>(personio.listAbsenceBalances(personId), [], log),
  });

  const attendance = keep({
    ...common,
    name: "attendance",
    ...ATTENDANCE,
    load: async (key) => {
      const [personId = "", first, last] = key.split("/") as [string, Day, Day];
      const asked = personio.listAttendancePeriods({ personIds: [personId], span: { first, last } });
      // A company that tracks none may have no such route.
      const listed = (await asked.catch(orGone)) ?? [];
      // Whatever Personio makes of the filter: nobody else's.
      return withoutComments(listed.filter((period) => period.personId === personId));
    },
  });

  /** Names are not worth waiting for again and again: until when they are not asked for. */
  const placesFailed = { until: 0 };

  return {
    clock,
    log,
    today,
    persons,
    everyone,
    emails,
    employments,
    types,
    places,
    placesFailed,
    ofPerson,
    calendar,
    undecided,
    balances,
    attendance,
  };
}

/** @param orKnown where it is told from what was known last, when there is nothing newer */
function tellerOf(kept: ReturnType<typeof keepAll>, asOf: () => Date | undefined, orKnown?: OrKnown) {
  const { clock, log, today, persons, everyone, emails, employments, types, places, ofPerson, calendar } = kept;
  const { undecided, balances, attendance, placesFailed } = kept;
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
      mapOf(ids, (id) => persons(id, { ...named, otherwise: () => listed((one) => one.id === id) })),

    /** The same, with those left out that cannot be read: for answers that are only poorer without. */
    readablePersons: (ids: Iterable<string>): Promise<Map<string, Person>> =>
      mapOf(ids, (id) => {
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
    employments: async (personIds: Iterable<string>, as?: { asItIs: boolean }): Promise<Map<string, Employment>> =>
      mapOf(personIds, async (id) => {
        const found = await employments(id, as);
        if (!(found instanceof ProblemError)) return currentEmployment(found, today());
        if (found.problem.kind === "not-in-personio") return undefined;
        throw found;
      }),

    /** The same, with those left out that cannot be read: for answers that are only poorer without. */
    readableEmployments: async (
      personIds: Iterable<string>,
      as?: { asItIs: boolean },
    ): Promise<Map<string, Employment>> =>
      mapOf(personIds, async (id) => {
        const asked = employments(id, { ...as, ...orWithout<Employment[] | ProblemError>([]) });
        const found = await asked.catch(leaveOut<Employment[]>(log, []));
        return found instanceof ProblemError ? undefined : currentEmployment(found, today());
      }),

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
      const nothing: Places = { orgUnits: new Map(), workplaces: new Map() };
      if (clock().getTime() < placesFailed.until) return nothing;
      return places("all", named).catch((error: unknown) => {
        placesFailed.until = clock().getTime() + MINUTE;
        return leaveOut(log, nothing)(error);
      });
    },

    /**
     * All absences of the company, whatever their status, that fall into `span`, and those after it that tell when people are
     * back: of the two weeks that follow, and all that is planned for those who are away longer. Two callers with days of the
     * same weeks share one answer.
     */
    absencesDuring: (span: Span): Promise<AbsencePeriod[]> => calendar.during(span, orKnown),

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
      ofPerson.forget(personId);
      balances.forget(personId);
      calendar.forget();
      undecided.absencesChanged(personId);
    },
  };
}

async function readPlaces(personio: Personio, log: Log): Promise<Places> {
  const [teams, departments, workplaces] = await Promise.all([
    orNothing<OrgUnit[]>(personio.listOrgUnits("team"), [], log),
    orNothing<OrgUnit[]>(personio.listOrgUnits("department"), [], log),
    orNothing<Workplace[]>(personio.listWorkplaces(), [], log),
  ]);
  return {
    orgUnits: new Map([...teams, ...departments].map((unit) => [unit.id, unit])),
    workplaces: new Map(workplaces.map((workplace) => [workplace.id, workplace])),
  };
}

async function mapOf<T>(ids: Iterable<string>, ask: (id: string) => Promise<T | undefined>): Promise<Map<string, T>> {
  const found = new Map<string, T>();
  await Promise.all(
    [...new Set(ids)].map(async (id) => {
      const value = await ask(id);
      if (value !== undefined) found.set(id, value);
    }),
  );
  return found;
}
