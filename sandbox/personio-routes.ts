import { randomUUID } from "node:crypto";
import { addDays, weekdayOf } from "./personio-days.ts";
import {
  attendanceWire,
  employmentWire,
  type PeriodRecord,
  type PersonioWorld,
  periodWire,
  personWire,
} from "./personio-wire.ts";

export type Answer = { status: number; body?: unknown };

type State = {
  world: PersonioWorld;
  settings: {
    scopes: string[];
    readableAttributes: string[] | undefined;
    beta: boolean;
    openEndsPassFilter: boolean;
    filterReading: "and" | "overlap";
    typesToApprove: string[] | undefined;
  };
};

export function problem(status: number, title: string, detail: string, traceId: string = randomUUID()): Answer {
  const errors = [{ title, detail, type: null, _meta: {} }];
  return { status, body: { personio_trace_id: traceId, timestamp: "2026-10-05T08:15:30Z", errors } };
}

const ABSENCE_FILTERS = [
  "id",
  "person.id",
  "absence_type.id",
  "starts_from.date_time.gte",
  "starts_from.date_time.lte",
  "ends_at.date_time.gte",
  "ends_at.date_time.lte",
  "updated_at.gte",
  "updated_at.lte",
];

/** The routes behind the token: who may, what is asked, and the answer in Personio's spelling. */
export function createRoutes(state: State, origin: string, clock: () => Date) {
  const { world, settings } = state;
  /** Cursors remember the list that they cut, filters and all. */
  const cursors = new Map<string, { items: unknown[]; path: string }>();

  const listed = (
    url: URL,
    items: unknown[],
    bounds: { max: number; byDefault: number },
    filters: readonly string[],
  ): Answer => {
    const query = url.searchParams;
    const unknown = [...query.keys()].find((key) => !["limit", "cursor", "type", "sort", ...filters].includes(key));
    if (unknown) return problem(400, "Bad request", "Provided filter encoding is invalid.");
    const limit = Number(query.get("limit") ?? bounds.byDefault);
    if (!Number.isInteger(limit) || limit < 1 || limit > bounds.max)
      return problem(400, "Bad request", "Provided value for limit is not valid");
    const cursor = query.get("cursor");
    const kept = cursor ? cursors.get(cursor) : { items, path: url.pathname };
    if (!kept || kept.path !== url.pathname) return problem(400, "Bad request", "Provided cursor is not valid.");
    const page = kept.items.slice(0, limit);
    const links: Record<string, { href: string }> = { self: { href: url.href } };
    if (kept.items.length > limit) {
      const next = `cur_${randomUUID()}+/=`;
      cursors.set(next, { items: kept.items.slice(limit), path: url.pathname });
      links.next = { href: `${origin}${url.pathname}?limit=${limit}&cursor=${encodeURIComponent(next)}` };
    }
    return { status: 200, body: { _data: page, _meta: { links } } };
  };

  const persons = (url: URL): Answer => {
    const filters = [
      "id",
      "email",
      "first_name",
      "last_name",
      "preferred_name",
      "status",
      "updated_at.gt",
      "updated_at.lt",
    ];
    const found = world.persons.filter(
      (person) =>
        among(url, "id", person.id) &&
        among(url, "email", person.email ?? "") &&
        among(url, "status", person.status) &&
        among(url, "first_name", person.first_name) &&
        among(url, "last_name", person.last_name),
    );
    return listed(
      url,
      found.map((person) => readable(personWire(person, world, origin))),
      { max: 50, byDefault: 10 },
      filters,
    );
  };

  const readable = (person: ReturnType<typeof personWire>): object => {
    const allowed = settings.readableAttributes;
    const always = ["id", "employments", "_meta"];
    return Object.fromEntries(
      Object.entries(person).filter(([name]) => !allowed || always.includes(name) || allowed.includes(name)),
    );
  };

  const periods = (url: URL): Answer => {
    const found = world.absencePeriods.filter(
      (period) =>
        among(url, "id", period.id) &&
        among(url, "person.id", period.personId) &&
        among(url, "absence_type.id", period.typeId) &&
        (url.searchParams.get("updated_at.gte") ?? "") <= period.updatedAt &&
        fitsDates(url, period),
    );
    return listed(url, found.map(periodWire), { max: 100, byDefault: 100 }, ABSENCE_FILTERS);
  };

  const fitsDates = (url: URL, period: PeriodRecord): boolean => {
    const { starts_from, ends_at } = periodWire(period);
    const filter = (name: string) => url.searchParams.get(name)?.replace("Z", "");
    const from = { gte: filter("starts_from.date_time.gte"), lte: filter("starts_from.date_time.lte") };
    const to = { gte: filter("ends_at.date_time.gte"), lte: filter("ends_at.date_time.lte") };
    const start = starts_from.date_time;
    const end = ends_at?.date_time ?? (settings.openEndsPassFilter ? "9999" : undefined);
    if (settings.filterReading === "overlap" && (from.gte ?? to.gte) && (from.lte ?? to.lte)) {
      return (
        start <= (to.lte ?? from.lte ?? "9999") &&
        (end === undefined ? settings.openEndsPassFilter || !to.gte : end >= (from.gte ?? to.gte ?? ""))
      );
    }
    if ((from.gte && start < from.gte) || (from.lte && start > from.lte)) return false;
    if (!to.gte && !to.lte) return true;
    return end !== undefined && !(to.gte && end < to.gte) && !(to.lte && end > to.lte);
  };

  const create = (body: string): Answer => {
    const asked = bodyOf(body);
    const read = asked && periodIn(asked, world);
    if (!asked || !read) return problem(400, "Bad request", "Invalid request content.");
    if ("status" in read && "body" in read) return read;
    const period = read as PeriodRecord;
    if (
      world.absencePeriods.some(
        (other) => other.personId === period.personId && other.status !== "REJECTED" && overlap(other, period),
      )
    ) {
      return problem(409, "Absence period conflict", "The person is already absent then.");
    }
    const mustApprove = settings.typesToApprove?.includes(period.typeId) ?? true;
    world.absencePeriods.push({
      ...period,
      status: mustApprove ? "PENDING" : "APPROVED",
      updatedAt: clock().toISOString(),
    });
    return { status: 201, body: { id: period.id } };
  };

  const breakdowns = (period: PeriodRecord): unknown[] => {
    const days: unknown[] = [];
    for (let day = period.first.day; day <= (period.last?.day ?? period.first.day); day = addDays(day, 1)) {
      if (weekdayOf(day) > 5) continue;
      const halves =
        (day === period.first.day && period.first.half === "SECOND_HALF" ? 0.5 : 0) +
        (day === period.last?.day && period.last.half === "FIRST_HALF" ? 0.5 : 0);
      days.push({ date: day, effective_duration: { unit: "DAY", value: 1 - halves } });
    }
    return days;
  };

  const forbidden = problem(403, "Insufficient access scope", "Client scope insufficient to access resource");
  const missing = problem(404, "Resource not found", "There is no resource for the specified id.");

  return (method: string, url: URL, body: string, isBeta: boolean): Answer => {
    const path = url.pathname;
    const may = (scope: string) => settings.scopes.includes(scope);
    const [, version, resource = "", id, sub] = path.split("/");
    const noRoute = problem(404, "Not Found", `The endpoint with ${path} was not found.`, "");
    const route = `${method} ${version}/${resource}${id ? "/{id}" : ""}${sub ? `/${sub}` : ""}`;
    const period = () => world.absencePeriods.find((candidate) => candidate.id === id);

    if (resource === "persons" && !may("personio:persons:read")) return problem(401, "Unauthorized Request", "");
    if (resource.startsWith("absence") && !may(method === "GET" ? "personio:absences:read" : "personio:absences:write"))
      return forbidden;
    if (resource === "attendance-periods" && !may("personio:attendances:read")) return forbidden;
    if ((resource === "org-units" || resource === "workplaces") && !(settings.beta && isBeta)) return noRoute;

    switch (route) {
      case "GET v2/persons":
        return persons(url);
      case "GET v2/persons/{id}": {
        const person = world.persons.find((candidate) => candidate.id === id);
        return person ? { status: 200, body: readable(personWire(person, world, origin)) } : missing;
      }
      case "GET v2/persons/{id}/employments": {
        const found = world.employments.filter(({ personId }) => personId === id);
        const newestFirst = found.toSorted((a, b) => b.startDate.localeCompare(a.startDate));
        return listed(url, newestFirst.map(employmentWire), { max: 50, byDefault: 10 }, ["id"]);
      }
      case "GET v2/absence-types":
        return listed(url, world.absenceTypes, { max: 100, byDefault: 100 }, []);
      case "GET v2/absence-periods":
        return periods(url);
      case "POST v2/absence-periods":
        return create(body);
      case "GET v2/absence-periods/{id}": {
        const found = period();
        return found ? { status: 200, body: periodWire(found) } : missing;
      }
      case "GET v2/absence-periods/{id}/breakdowns": {
        const found = period();
        return found ? listed(url, breakdowns(found), { max: 28, byDefault: 28 }, []) : missing;
      }
      case "PATCH v2/absence-periods/{id}": {
        const found = period();
        const asked = bodyOf(body);
        const changed =
          found &&
          asked &&
          periodIn({ person: { id: found.personId }, absence_type: { id: found.typeId }, ...asked }, world);
        if (!found) return missing;
        if (!changed) return problem(400, "Bad request", "Invalid request content.");
        if ("status" in changed && "body" in changed) return changed;
        Object.assign(found, changed, { id: found.id, status: found.status, updatedAt: clock().toISOString() });
        return { status: 204 };
      }
      case "DELETE v2/absence-periods/{id}": {
        const index = world.absencePeriods.findIndex((candidate) => candidate.id === id);
        if (index < 0) return missing;
        world.absencePeriods.splice(index, 1);
        return { status: 204 };
      }
      case "GET v2/attendance-periods": {
        if ([...url.searchParams].some(([name, value]) => name.includes("date_time") && value.endsWith("Z"))) {
          return problem(400, "Bad request", "Invalid request content.");
        }
        const from = url.searchParams.get("attribution_date.gte") ?? "";
        const to = url.searchParams.get("attribution_date.lte") ?? "9999";
        const found = world.attendancePeriods.filter(
          (entry) => among(url, "person.id", entry.personId) && entry.day >= from && entry.day <= to,
        );
        return listed(url, found.map(attendanceWire), { max: 100, byDefault: 100 }, [
          "person.id",
          "attribution_date.gte",
          "attribution_date.lte",
        ]);
      }
      case "GET v2/org-units": {
        const type = url.searchParams.get("type");
        if (type !== "team" && type !== "department") return problem(400, "Bad request", "type is required.");
        return listed(
          url,
          world.orgUnits.filter((unit) => unit.type === type),
          { max: 100, byDefault: 20 },
          [],
        );
      }
      case "GET v2/workplaces":
        return listed(url, world.workplaces, { max: 100, byDefault: 50 }, ["id", "name"]);
    }
    const employee = /^\/v1\/company\/employees\/(\d+)\/absences\/balance$/.exec(path)?.[1];
    if (method === "GET" && employee) {
      const data = world.balances
        .filter(({ personId }) => personId === employee)
        .map(({ name, category, balance, available }, index) => ({
          id: index + 1,
          name,
          category: category.toLowerCase(),
          balance,
          available_balance: available,
        }));
      return { status: 200, body: { success: true, data } };
    }
    return noRoute;
  };
}

/** Whether a value is among those of a filter: none given, separated by commas, or the parameter repeated. */
function among(url: URL, name: string, value: string): boolean {
  const wanted = url.searchParams.getAll(name).flatMap((list) => list.split(","));
  return wanted.length === 0 || wanted.includes(value);
}

function bodyOf(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A period as it is written: local text without a zone, the date of `ends_at` being the last day. */
function periodIn(body: Record<string, unknown>, world: PersonioWorld): PeriodRecord | Answer | undefined {
  const part = (name: string) =>
    body[name] as { id?: string; date_time?: string; type?: "FIRST_HALF" | "SECOND_HALF" } | null | undefined;
  const [start, end] = [part("starts_from"), part("ends_at")];
  const type = world.absenceTypes.find(({ id }) => id === part("absence_type")?.id);
  const personId = part("person")?.id;
  if (!type || !personId || !isLocal(start?.date_time) || (end && !isLocal(end.date_time))) return undefined;
  const [firstDay = "", from = ""] = (start?.date_time ?? "").split("T");
  const [lastDay = "", to = ""] = (end?.date_time ?? "").split("T");
  const first = { day: firstDay, half: start?.type ?? "FIRST_HALF" } as const;
  const last = end ? ({ day: lastDay, half: end.type ?? "SECOND_HALF" } as const) : null;
  const nonsense =
    last &&
    (last.day < first.day || (last.day === first.day && first.half === "SECOND_HALF" && last.half === "FIRST_HALF"));
  const badHours = type.unit === "HOUR" && (!last || to.startsWith("00:00") || (first.day === last.day && to <= from));
  if (nonsense || badHours) return problem(422, "Unprocessable absence period request", "The period is not possible.");
  return {
    id: randomUUID(),
    personId,
    typeId: type.id,
    first,
    last,
    ...(type.unit === "HOUR" && { times: { from: from.slice(0, 5), to: to.slice(0, 5) } }),
    status: "PENDING",
    ...(typeof body.comment === "string" && { comment: body.comment }),
    updatedAt: "",
  };
}

function isLocal(text: string | undefined): boolean {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$/.test(text ?? "");
}

function overlap(a: PeriodRecord, b: PeriodRecord): boolean {
  const key = (half: { day: string; half: string } | null) =>
    half ? `${half.day}${half.half === "FIRST_HALF" ? 1 : 2}` : "9999";
  const dates = key(a.first) <= key(b.last) && key(b.first) <= key(a.last);
  if (!dates || !a.times || !b.times || a.first.day !== b.first.day) return dates;
  return a.times.from < b.times.to && b.times.from < a.times.to;
}
