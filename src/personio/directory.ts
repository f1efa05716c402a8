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
import { leaveOut, orGone, ProblemError } from "../domain/problem.ts";
import { keep } from "../kept.ts";
import { createCalendar } from "./calendar.ts";
import type { Personio } from "./client.ts";
import { withoutComments } from "./comments.ts";
import { orNothing, orRefusal } from "./left-out.ts";
import { createUndecided } from "./undecided.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Somebody who calls in sick is seen as out after five minutes at the latest. */
const ABSENCES = { freshMs: MINUTE, usableMs: 5 * MINUTE, max: 200 };
/** Names, contracts, teams and absence types change in days, not minutes. */
const MASTER_DATA = { freshMs: HOUR, usableMs: 24 * HOUR };
/** Shorter, so that who was just added to Personio, or got an e-mail address there, is found soon. */
const BY_EMAIL = { freshMs: 10 * MINUTE, usableMs: HOUR, max: 20_000 };
/** Who has just stamped looks whether it is there. */
const ATTENDANCE = { freshMs: MINUTE / 4, usableMs: 2 * MINUTE, max: 500 };
/** Personio's `limit` of ids in one call. */
const IDS_A_CALL = 50;

export type Directory = ReturnType<typeof createDirectory>;

/** Teams, departments and workplaces by id. Empty where the credential may not read them: then names are left out. */
export type Places = { orgUnits: ReadonlyMap<string, OrgUnit>; workplaces: ReadonlyMap<string, Workplace> };

/**
 * What was read from Personio lately, kept fresh behind the answers. Everything here may throw the client's `ProblemError`s,
 * except where it says that it leaves something out.
 *
 * @param options.zone the company's time zone: where "today" is looked up for contracts
 */
export function createDirectory(options: {
  personio: Personio;
  clock: Clock;
  zone: string;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}) {
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

  const persons = keep({
    ...common,
    name: "persons",
    ...MASTER_DATA,
    max: 60_000,
    load: (id) => personLoader.load(id),
  });
  const everyone = keep({
    ...common,
    name: "all persons",
    ...MASTER_DATA,
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
    ...MASTER_DATA,
    max: 60_000,
    load: (personId) => orRefusal(personio.listEmployments(personId), log),
  });
  const types = keep({
    ...common,
    name: "absence types",
    ...MASTER_DATA,
    max: 1,
    load: async () => new Map((await personio.listAbsenceTypes()).map((type) => [type.id, type])),
  });
  const places = keep({ ...common, name: "places", ...MASTER_DATA, max: 1, load: () => readPlaces(personio, log) });
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

  /** Names are not worth waiting for again and again. */
  let placesFailedUntil = 0;

  return {
    /** Who has this e-mail address in Personio, whatever its case. */
    personByEmail: (email: string): Promise<Person | undefined> => emails(email.toLowerCase()),

    /** Persons by id; who is gone from Personio is missing. */
    persons: (ids: Iterable<string>): Promise<Map<string, Person>> => mapOf(ids, persons),

    /** All active persons. */
    everyone: (): Promise<Person[]> => everyone("all"),

    /** Active persons whose name fits (`findByName`). Reads the list of all persons when it is not known yet. */
    personsByName: async (typed: string): Promise<Person[]> => findByName(await everyone("all"), typed),

    /**
     * The contract that counts today, by person id. Missing where there is none.
     * @param how `asItIs`: of up to a day ago, for who asks for thousands again and again
     * @throws ProblemError when one cannot be read: for answers that would be wrong without it
     */
    employments: async (personIds: Iterable<string>, how?: { asItIs: boolean }): Promise<Map<string, Employment>> =>
      mapOf(personIds, async (id) => {
        const found = await employments(id, how);
        if (!(found instanceof ProblemError)) return currentEmployment(found, today());
        if (found.problem.kind === "not-in-personio") return undefined;
        throw found;
      }),

    /** The same, with those left out that cannot be read: for answers that are only poorer without. */
    readableEmployments: async (
      personIds: Iterable<string>,
      how?: { asItIs: boolean },
    ): Promise<Map<string, Employment>> =>
      mapOf(personIds, async (id) => {
        const found = await employments(id, how).catch(leaveOut<Employment[]>(log, []));
        return found instanceof ProblemError ? undefined : currentEmployment(found, today());
      }),

    /**
     * All contracts of a person, newest first; none where Personio does not show them.
     * @param how.isNow asked for anew: for who must not go by those of yesterday
     */
    contractsOf: async (personId: string, how: { isNow?: boolean } = {}): Promise<Employment[]> => {
      if (how.isNow) employments.forget(personId);
      const found = await employments(personId);
      return found instanceof ProblemError ? [] : found;
    },

    /** What somebody noted of their work on these days, by the day that it counts for. As of two minutes ago at most. */
    attendanceOf: (personId: string, span: Span): Promise<AttendancePeriod[]> =>
      attendance(`${personId}/${span.first}/${span.last}`),

    /** Absence types by id. */
    absenceTypes: (): Promise<ReadonlyMap<string, AbsenceType>> => types("all"),

    /**
     * Teams, departments and workplaces; empty where the credential may not read them.
     * @throws ProblemError when they cannot be read for now: for answers that would be wrong without them
     */
    requiredPlaces: (): Promise<Places> => places("all"),

    /** The same. Never fails: an answer without the names of teams is better than none. */
    places: async (): Promise<Places> => {
      const nothing: Places = { orgUnits: new Map(), workplaces: new Map() };
      if (clock().getTime() < placesFailedUntil) return nothing;
      return places("all").catch((error: unknown) => {
        placesFailedUntil = clock().getTime() + MINUTE;
        return leaveOut(log, nothing)(error);
      });
    },

    /**
     * All absences of the company, whatever their status, that fall into `span`, and those after it that tell when people are
     * back: of the two weeks that follow, and all that is planned for those who are away longer. Two callers with days of the
     * same weeks share one answer.
     */
    absencesDuring: calendar.during,

    /** What `absencesDuring` told last of all of these days, however long ago, and when; undefined: never yet. Asks nobody. */
    lastKnownAbsences: calendar.lastKnown,

    /** All absences of one person, past ones too. */
    absencesOf: (personId: string): Promise<AbsencePeriod[]> => ofPerson(personId),

    /**
     * The whole company's absences that wait for a supervisor's word, to be entered or to be cancelled, in no particular order: as of
     * half an hour ago at most.
     */
    undecided: undecided.all,

    /** Those of these that wait still. */
    stillUndecided: undecided.still,

    /** What somebody has left of each type; nothing where Personio does not tell. Never fails. */
    balancesOf: (personId: string): Promise<AbsenceBalance[]> =>
      balances(personId).catch(leaveOut<AbsenceBalance[]>(log, [])),

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
