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
};
export type EmploymentRecord = {
  id: string;
  personId: string;
  status: "ACTIVE" | "INACTIVE" | "ONBOARDING" | "LEAVE";
  startDate: string;
  endDate?: string;
  position: string;
  supervisorId?: string;
  workplaceId: string;
  teamId?: string;
  departmentId?: string;
};
export type PeriodRecord = {
  id: string;
  personId: string;
  typeId: string;
  first: { day: string; half: "FIRST_HALF" | "SECOND_HALF" };
  /** Inclusive; `null`: open-ended. */
  last: { day: string; half: "FIRST_HALF" | "SECOND_HALF" } | null;
  times?: { from: string; to: string };
  status: string;
  comment?: string;
  updatedAt: string;
};
export type AttendanceRecord = {
  id: string;
  personId: string;
  type: "WORK" | "BREAK";
  day: string;
  from: string;
  /** Missing: still running. */
  to?: string;
  status: "PENDING" | "CONFIRMED" | "REJECTED";
  comment?: string;
};

const CREATED = "2021-03-02T09:00:00Z";

export function personWire(person: PersonRecord, world: PersonioWorld, origin: string) {
  return {
    id: person.id,
    email: person.email ?? null,
    created_at: CREATED,
    updated_at: CREATED,
    first_name: person.first_name,
    last_name: person.last_name,
    preferred_name: person.preferred_name ?? `${person.first_name} ${person.last_name}`,
    gender: "UNSPECIFIED",
    status: person.status,
    custom_attributes: [],
    employments: world.employments.filter(({ personId }) => personId === person.id).map(({ id }) => ({ id })),
    _meta: { links: { employments: { href: `${origin}/v2/persons/${person.id}/employments` } } },
  };
}

export function employmentWire(employment: EmploymentRecord) {
  const units = [
    ...(employment.teamId ? [{ type: "team", id: employment.teamId }] : []),
    ...(employment.departmentId ? [{ type: "department", id: employment.departmentId }] : []),
  ];
  return {
    id: employment.id,
    status: employment.status,
    weekly_working_hours: 40,
    full_time_weekly_working_hours: 40,
    employment_start_date: employment.startDate,
    employment_end_date: employment.endDate ?? null,
    type: "INTERNAL",
    created_at: CREATED,
    updated_at: CREATED,
    position: { title: employment.position },
    ...(employment.supervisorId && { supervisor: { id: employment.supervisorId } }),
    office: { id: employment.workplaceId },
    org_units: units,
    person: { id: employment.personId },
  };
}

/** Day-based ends read as midnight after the last day; hours read as they are. */
export function periodWire(period: PeriodRecord) {
  const { first, last, times } = period;
  return {
    id: period.id,
    person: { id: period.personId },
    starts_from: { date_time: `${first.day}T${times?.from ?? "00:00"}:00`, type: times ? null : first.half },
    ends_at: last && {
      date_time: times ? `${last.day}T${times.to}:00` : `${addDays(last.day, 1)}T00:00:00`,
      type: times ? null : last.half,
    },
    timezone_id: "Europe/Berlin",
    comment: period.comment ?? null,
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
    end: entry.to ? { date_time: `${entry.day}T${entry.to}:00` } : null,
    attribution_date: entry.day,
    comment: entry.comment ?? null,
    project: null,
    is_auto_generated: false,
    created_at: CREATED,
    updated_at: CREATED,
  };
}
