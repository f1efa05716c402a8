import { addDays } from "./personio-days.ts";

/** What a company holds in the stand-in Personio: plain data, changed by tests as they like. Days are `YYYY-MM-DD`. */
export type PersonioWorld = {
  persons: PersonRecord[];
  employments: EmploymentRecord[];
  absenceTypes: { id: string; name: string; category: string; unit: "DAY" | "HOUR" }[];
  absencePeriods: PeriodRecord[];
  attendancePeriods: AttendanceRecord[];
  orgUnits: { id: string; type: "team" | "department"; name: string }[];
  workplaces: { id: string; name: string }[];
  balances: { personId: string; name: string; category: string; balance: number; available: number }[];
};
export type PersonRecord = {
  id: string;
  email?: string;
  first_name: string;
  last_name: string;
  preferred_name?: string;
  status: "ACTIVE" | "INACTIVE";
  /** What the company itself invented, or keeps under an id of its own, such as the date of birth. */
  attributes?: { id: string; value: string }[];
};
export type EmploymentRecord = {
  id: string;
  personId: string;
  status: "ACTIVE" | "INACTIVE" | "ONBOARDING" | "LEAVE";
  startDate: string;
  endDate?: string;
  position: string;
  supervisorId?: string;
  /** Missing: works remotely. */
  workplaceId?: string;
  teamId?: string;
  departmentId?: string;
  /** 40, when left out; `null`: the credential may not read them. */
  weeklyHours?: number | null;
};
export type PeriodRecord = {
  id: string;
  personId: string;
  typeId: string;
  first: { day: string; half: "FIRST_HALF" | "SECOND_HALF" };
  /** Inclusive; `null`: open-ended. */
  last: { day: string; half: "FIRST_HALF" | "SECOND_HALF" } | null;
  /** Of types in hours, which begin and end on one day: `HH:MM`. */
  times?: { from: string; to: string };
  /** Europe/Berlin, when left out. */
  timezoneId?: string;
  status: string;
  comment?: string;
  /** Kept, and told to nobody: the API does not show it. */
  substituteId?: string;
  /** A long-term leave: to be seen, not to be changed. */
  isReadOnly?: boolean;
  updatedAt: string;
};
export type AttendanceRecord = {
  id: string;
  personId: string;
  type: "WORK" | "BREAK";
  day: string;
  from: string;
  /** Missing: still running. Not after `from`: on the next day. */
  to?: string;
  status: "PENDING" | "CONFIRMED" | "REJECTED";
  comment?: string;
};

/** Of everything. */
export const CREATED = "2021-03-02T09:00:00Z";

export function preferredNameOf({ preferred_name, first_name, last_name }: PersonRecord): string {
  return preferred_name ?? `${first_name} ${last_name}`;
}

/** @param employments theirs */
export function personWire(person: PersonRecord, employments: readonly { id: string }[], origin: string) {
  return {
    id: person.id,
    email: person.email ?? null,
    created_at: CREATED,
    updated_at: CREATED,
    first_name: person.first_name,
    last_name: person.last_name,
    preferred_name: preferredNameOf(person),
    gender: "UNSPECIFIED",
    status: person.status,
    custom_attributes: person.attributes ?? [],
    employments: employments.map(({ id }) => ({ id })),
    _meta: { links: { employments: { href: `${origin}/v2/persons/${person.id}/employments` } } },
  };
}

export function employmentWire(employment: EmploymentRecord, origin: string) {
  const { supervisorId } = employment;
  const units = [
    ...(employment.teamId ? [{ type: "team", id: employment.teamId }] : []),
    ...(employment.departmentId ? [{ type: "department", id: employment.departmentId }] : []),
  ];
  return {
    id: employment.id,
    status: employment.status,
    weekly_working_hours: employment.weeklyHours === undefined ? 40 : employment.weeklyHours,
    full_time_weekly_working_hours: 40,
    employment_start_date: employment.startDate,
    employment_end_date: employment.endDate ?? null,
    type: "INTERNAL",
    created_at: CREATED,
    updated_at: CREATED,
    position: { title: employment.position },
    ...(supervisorId && { supervisor: { id: supervisorId } }),
    ...(employment.workplaceId && { office: { id: employment.workplaceId } }),
    org_units: units,
    person: { id: employment.personId },
    _meta: {
      links: {
        person: { href: `${origin}/v2/persons/${employment.personId}` },
        ...(supervisorId && { supervisor: { href: `${origin}/v2/persons/${supervisorId}` } }),
      },
    },
  };
}

export function startOf({ first, times }: PeriodRecord): string {
  return `${first.day}T${times?.from ?? "00:00"}:00`;
}

/** Day-based ends read as midnight after the last day; hours read as they are. Undefined: open-ended. */
export function endOf({ last, times }: PeriodRecord): string | undefined {
  if (!last) return undefined;
  return times ? `${last.day}T${times.to}:00` : `${dayAfter(last.day)}T00:00:00`;
}

/** Of tens of thousands of absences a filter asks, and there are few days. */
const daysAfter = new Map<string, string>();
function dayAfter(day: string): string {
  const known = daysAfter.get(day);
  if (known) return known;
  const found = addDays(day, 1);
  daysAfter.set(day, found);
  return found;
}

export function periodWire(period: PeriodRecord) {
  const { first, last, times } = period;
  return {
    id: period.id,
    person: { id: period.personId },
    starts_from: { date_time: startOf(period), type: times ? null : first.half },
    ends_at: last && { date_time: endOf(period) ?? "", type: times ? null : last.half },
    timezone_id: period.timezoneId ?? "Europe/Berlin",
    comment: period.comment || null,
    absence_type: { id: period.typeId },
    approval: { status: period.status },
    created_at: CREATED,
    updated_at: period.updatedAt,
  };
}

export function attendanceWire(entry: AttendanceRecord) {
  return {
    id: entry.id,
    type: entry.type,
    person: { id: entry.personId },
    approval: { status: entry.status },
    start: { date_time: `${entry.day}T${entry.from}:00` },
    end: entry.to ? { date_time: `${addDays(entry.day, entry.to > entry.from ? 0 : 1)}T${entry.to}:00` } : null,
    attribution_date: entry.day,
    comment: entry.comment ?? null,
    project: null as { id: string } | null,
    is_auto_generated: false,
    created_at: CREATED,
    updated_at: CREATED,
  };
}

export function orgUnitWire({ id, type, name }: PersonioWorld["orgUnits"][number]) {
  const resource_uri = `/v2/org-units/${id}?type=${type}`;
  return { id, type, name, resource_uri, abbreviation: null, description: null, parent_id: null, create_time: CREATED };
}

/** Of v1, whose ids are numbers and no ids of v2. */
export function balanceWire({ name, category, balance, available }: PersonioWorld["balances"][number], index: number) {
  return { id: 1000 + index, name, category: category.toLowerCase(), balance, available_balance: available };
}
