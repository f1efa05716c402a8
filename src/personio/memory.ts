import DataLoader from "dataloader";
import { type AbsenceBalance, unitsIn } from "../domain/absence.ts";
import { type Clock, type Day, wallClock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import { isActive, type OrgUnit, type Person, type Workplace } from "../domain/person.ts";
import { orGone } from "../domain/problem.ts";
import { keep } from "../kept.ts";
import { createCalendar } from "./calendar.ts";
import type { Personio } from "./client.ts";
import { withoutComments } from "./comments.ts";
import { createCopies } from "./copies.ts";
import { orNothing, orRefusal } from "./left-out.ts";
import { createUndecided } from "./undecided.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Somebody who calls in sick is seen as out after five minutes at the latest. What was known half a day ago is no news. */
const ABSENCES = { freshMs: MINUTE, usableMs: 5 * MINUTE, knownMs: 12 * HOUR };
/** Contracts change in days, not minutes. They decide who sees what: those of longer ago decide nothing, also while Personio is away. */
const CONTRACTS = { freshMs: 6 * HOUR, usableMs: 24 * HOUR };
/** Names of people, teams and absence types, which decide nothing. */
const NAMES = { ...CONTRACTS, knownMs: 48 * HOUR };
/** Shorter, since it decides who somebody is; and so that who was just added to Personio, or got an address there, is found soon. */
export const BY_EMAIL = { freshMs: 10 * MINUTE, usableMs: HOUR, knownMs: 24 * HOUR, max: 20_000 };
/** Who has just stamped looks whether it is there. */
const ATTENDANCE = { freshMs: MINUTE / 4, usableMs: 2 * MINUTE, knownMs: 12 * HOUR, max: 500 };
/** Personio's `limit` of ids in one call. */
const IDS_A_CALL = 50;

export type Memory = ReturnType<typeof createMemory>;

/** Teams, departments and workplaces by id. Empty where the credential may not read them: then names are left out. */
export type Places = { orgUnits: ReadonlyMap<string, OrgUnit>; workplaces: ReadonlyMap<string, Workplace> };

/**
 * What was read from Personio lately, by kind: each is asked for in its own way, and is good for its own time.
 *
 * @param options.zone the company's time zone: where "today" is looked up for contracts
 */
export function createMemory(options: {
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
    load: async (personId) => withoutComments(await personio.listAbsencePeriods({ personIds: [personId] }, units())),
  });

  const copies = createCopies({ ...common, personio, units, zone: options.zone });
  /** So that the names of those who are out are asked for while others still come. Who needs them asks, and hears what went wrong. */
  const coming = (ids: readonly string[]) => {
    for (const id of ids) void persons(id).catch(() => {});
  };
  const calendar = createCalendar({ ...common, personio, copies, lasting: ABSENCES, units, today, coming });
  const undecided = createUndecided({ ...common, personio, copies, units, today });

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
    copies,
    calendar,
    undecided,
    balances,
    attendance,
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
