import { createAbsenceWriter } from "./personio-absences.ts";
import type { Answer, Answers } from "./personio-answers.ts";
import { liesBetween } from "./personio-between.ts";
import type { Book } from "./personio-book.ts";
import { breakdownsOf } from "./personio-breakdowns.ts";
import {
  ABSENCES,
  ATTENDANCES,
  BREAKDOWNS,
  EMPLOYMENTS,
  ORG_UNITS,
  PERSONS,
  TYPES,
  WORKPLACES,
} from "./personio-kinds.ts";
import { createLists } from "./personio-lists.ts";
import type { PersonioSettings } from "./personio-settings.ts";
import {
  attendanceWire,
  balanceWire,
  employmentWire,
  orgUnitWire,
  type PersonioWorld,
  type PersonRecord,
  periodWire,
  personWire,
} from "./personio-wire.ts";

/** What a call brings along: `scopes` of its token, the text of its body, and whether it says `Beta: true`. */
export type Call = { method: string; url: URL; body: string; isBeta: boolean; scopes: readonly string[] };

/** The routes behind the token: who may, what is asked, and the answer in Personio's spelling. */
export function createRoutes(options: {
  state: { world: PersonioWorld; settings: PersonioSettings };
  book: Book;
  origin: string;
  answers: Answers;
  clock: () => Date;
}) {
  const { state, book, origin, answers, clock } = options;
  const { world, settings } = state;
  const list = createLists(origin, answers);
  const writer = createAbsenceWriter({ ...options, world, settings });

  const one = (found: object | undefined): Answer => (found ? { status: 200, body: found } : answers.missing());

  /** What the credential may not read is left out, without a word; filters see everything. */
  const personsOf = (records: readonly PersonRecord[]): object[] => {
    const ids = new Set(records.map(({ id }) => id));
    const employments = world.employments.filter(({ personId }) => ids.has(personId));
    return records.map((record) => {
      const theirs = employments.filter(({ personId }) => personId === record.id);
      const person = personWire(record, theirs, origin);
      const allowed = settings.readableAttributes;
      if (!allowed) return person;
      const readable = Object.fromEntries(Object.entries(person).filter(([name]) => allowed.includes(name)));
      return { ...readable, id: person.id, employments: person.employments, _meta: person._meta };
    });
  };
  const employmentsOf = (personId: string) =>
    world.employments
      .filter((employment) => employment.personId === personId)
      .toSorted((a, b) => b.startDate.localeCompare(a.startDate))
      .map((employment) => employmentWire(employment, origin));

  const orgUnits = (url: URL, id?: string): Answer => {
    const type = url.searchParams.get("type");
    if (type !== "team" && type !== "department") return answers.badRequest("Provided request parameters are invalid.");
    const withChain = url.searchParams.get("include_parent_chain") === "true" && { parent_chain: [] };
    const units = world.orgUnits
      .filter((unit) => unit.type === type)
      .map((unit) => ({ ...orgUnitWire(unit), ...withChain }));
    return id === undefined ? list(url, ORG_UNITS, () => units) : one(units.find((unit) => unit.id === id));
  };

  /** The path of v1, which takes the token of v2; that it goes by the scope for absences is a guess. */
  const balance = (personId: string, scopes: readonly string[]): Answer => {
    if (!scopes.includes("personio:absences:read")) return answers.v1(403, "Access denied");
    if (!world.persons.some(({ id }) => id === personId)) return answers.v1(404, "Something went wrong");
    const data = world.balances.filter((entry) => entry.personId === personId).map(balanceWire);
    return { status: 200, body: { success: true, data } };
  };

  return ({ method, url, body, isBeta, scopes }: Call): Answer => {
    const path = url.pathname;
    const [, version, resource = "", id = "", sub, subId] = path.split("/");
    const employee = /^\/v1\/company\/employees\/(\d+)\/absences\/balance$/.exec(path)?.[1];
    if (employee && method === "GET") return balance(employee, scopes);

    const may = (area: string, right = "read") => scopes.includes(`personio:${area}:${right}`);
    // A missing right is not told from a bad token here.
    if (resource === "persons" && !may("persons")) return answers.unauthorized();
    if (resource.startsWith("absence-") && !may("absences", method === "GET" ? "read" : "write"))
      return answers.forbidden();
    if (resource === "attendance-periods" && !may("attendances")) return answers.forbidden();

    const route = `${method} ${version}/${resource}${id && "/{id}"}${sub ? `/${sub}` : ""}${subId ? "/{id}" : ""}`;
    const isInBeta = route === "GET v2/org-units" || route === "GET v2/workplaces";
    if (isInBeta && !(settings.beta && isBeta)) return answers.noRoute(path);
    switch (route) {
      case "GET v2/persons":
        return list(url, PERSONS, () => world.persons, personsOf);
      case "GET v2/persons/{id}": {
        const person = world.persons.find((candidate) => candidate.id === id);
        return one(person && personsOf([person])[0]);
      }
      case "GET v2/persons/{id}/employments": {
        const isKnown = world.persons.some((person) => person.id === id);
        return isKnown ? list(url, EMPLOYMENTS, () => employmentsOf(id)) : answers.missing();
      }
      case "GET v2/persons/{id}/employments/{id}":
        return one(employmentsOf(id).find((employment) => employment.id === subId));
      case "GET v2/absence-types":
        return list(url, TYPES, () => world.absenceTypes);
      case "GET v2/absence-types/{id}":
        return one(world.absenceTypes.find((type) => type.id === id));
      case "GET v2/absence-periods": {
        const found = () => world.absencePeriods.filter(liesBetween(url.searchParams, settings));
        return list(url, ABSENCES, found, (page) => page.map(periodWire));
      }
      case "POST v2/absence-periods":
        return writer.create(url.searchParams, jsonOf(body));
      case "GET v2/absence-periods/{id}": {
        const period = book.find(id);
        return one(period && periodWire(period));
      }
      case "PATCH v2/absence-periods/{id}":
        return writer.change(id, url.searchParams, jsonOf(body));
      case "DELETE v2/absence-periods/{id}":
        return writer.remove(id);
      case "GET v2/absence-periods/{id}/breakdowns": {
        const period = book.find(id);
        const today = clock().toISOString().slice(0, 10);
        if (!period) return answers.missing();
        return list(url, BREAKDOWNS, () => breakdownsOf(period, { settings, world }, today));
      }
      case "GET v2/attendance-periods":
        return list(url, ATTENDANCES, () => world.attendancePeriods.map(attendanceWire));
      case "GET v2/org-units":
        return orgUnits(url);
      case "GET v2/org-units/{id}":
        return orgUnits(url, id);
      case "GET v2/workplaces":
        return list(url, WORKPLACES, () => world.workplaces);
      default:
        return answers.noRoute(path);
    }
  };
}

/** Undefined for what is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
