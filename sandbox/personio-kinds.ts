import { ABSENCE_DATE_TIME, bound, checked, type ListKind, oneOf } from "./personio-lists.ts";
import {
  type attendanceWire,
  CREATED,
  type employmentWire,
  type orgUnitWire,
  type PeriodRecord,
  type PersonioWorld,
  type PersonRecord,
  preferredNameOf,
} from "./personio-wire.ts";

/** Every list of Personio's that is imitated: its pages, its filters and its order, as its reference pages have them. */

export const PERSONS: ListKind<PersonRecord> = {
  limit: { max: 50, byDefault: 10 },
  filters: {
    id: oneOf((person) => person.id),
    email: oneOf((person) => person.email),
    first_name: oneOf((person) => person.first_name),
    last_name: oneOf((person) => person.last_name),
    preferred_name: oneOf(preferredNameOf),
    status: oneOf((person) => person.status),
    "created_at.gt": bound("gt", () => CREATED),
    "created_at.lt": bound("lt", () => CREATED),
    "updated_at.gt": bound("gt", () => CREATED),
    "updated_at.lt": bound("lt", () => CREATED),
  },
  nextRepeatsFilters: false,
};

export const EMPLOYMENTS: ListKind<ReturnType<typeof employmentWire>> = {
  limit: { max: 50, byDefault: 10 },
  filters: {
    id: oneOf((employment) => employment.id),
    "updated_at.gt": bound("gt", (employment) => employment.updated_at),
    "updated_at.lt": bound("lt", (employment) => employment.updated_at),
  },
  nextRepeatsFilters: false,
};

export const TYPES: ListKind<PersonioWorld["absenceTypes"][number]> = {
  limit: { max: 100, byDefault: 100 },
  filters: {},
  nextRepeatsFilters: true,
};

export const ABSENCES: ListKind<PeriodRecord> = {
  limit: { max: 100, byDefault: 100 },
  filters: {
    id: oneOf((period) => period.id),
    "person.id": oneOf((period) => period.personId),
    "absence_type.id": oneOf((period) => period.typeId),
    // How these four are joined is nowhere written; `liesBetween` has both readings. A `Z` is let through, as it was seen to be.
    "starts_from.date_time.gte": checked(ABSENCE_DATE_TIME),
    "starts_from.date_time.lte": checked(ABSENCE_DATE_TIME),
    "ends_at.date_time.gte": checked(ABSENCE_DATE_TIME),
    "ends_at.date_time.lte": checked(ABSENCE_DATE_TIME),
    "updated_at.gte": bound("gte", (period) => period.updatedAt),
    "updated_at.lte": bound("lte", (period) => period.updatedAt),
  },
  nextRepeatsFilters: true,
};

export const BREAKDOWNS: ListKind<object> = {
  limit: { max: 28, byDefault: 28 },
  filters: {},
  nextRepeatsFilters: true,
};

type Attendance = ReturnType<typeof attendanceWire>;
const start = (entry: Attendance) => entry.start.date_time;
const end = (entry: Attendance) => entry.end?.date_time;
export const ATTENDANCES: ListKind<Attendance> = {
  limit: { max: 100, byDefault: 100 },
  filters: {
    id: oneOf((entry) => entry.id),
    "person.id": oneOf((entry) => entry.person.id),
    "project.id": oneOf((entry) => entry.project?.id),
    status: oneOf((entry) => entry.approval.status),
    "start.date_time.gte": bound("gte", start, "local"),
    "start.date_time.lte": bound("lte", start, "local"),
    "end.date_time.gte": bound("gte", end, "local"),
    "end.date_time.lte": bound("lte", end, "local"),
    "updated_at.gte": bound("gte", (entry) => entry.updated_at, "local"),
    "updated_at.lte": bound("lte", (entry) => entry.updated_at, "local"),
    "attribution_date.gte": bound("gte", (entry) => entry.attribution_date, "date"),
    "attribution_date.lte": bound("lte", (entry) => entry.attribution_date, "date"),
  },
  sorts: {
    "person.id": (entry) => entry.person.id,
    "start.date_time": start,
    "end.date_time": (entry) => end(entry) ?? "9999",
    updated_at: (entry) => entry.updated_at,
    status: (entry) => entry.approval.status,
  },
  sortedBy: "person.id,start.date_time,end.date_time",
  nextRepeatsFilters: true,
};

type Named = { id: string; name: string };
const byIdOrName = { id: (item: Named) => item.id, name: (item: Named) => item.name };

export const ORG_UNITS: ListKind<ReturnType<typeof orgUnitWire>> = {
  limit: { max: 100, byDefault: 20 },
  filters: { type: oneOf((unit) => unit.type), include_parent_chain: checked(/^(true|false)$/) },
  sorts: byIdOrName,
  sortedBy: "id",
  nextRepeatsFilters: true,
};

export const WORKPLACES: ListKind<Named> = {
  limit: { max: 100, byDefault: 50 },
  filters: { id: oneOf((place) => place.id), name: oneOf((place) => place.name) },
  sorts: byIdOrName,
  sortedBy: "id",
  nextRepeatsFilters: true,
};
