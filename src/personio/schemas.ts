import * as z from "zod";
import type { AbsenceBalance, AbsenceBreakdown, AbsencePeriod, AbsenceType } from "../domain/absence.ts";
import type { AttendancePeriod } from "../domain/attendance.ts";
import type { Employment, OrgUnit, Person, Workplace } from "../domain/person.ts";
import { readSpan, type Unit } from "./absence-span.ts";
import { comment, day, email, id, local, name, number, optional, ref, text } from "./fields.ts";

/**
 * Personio's spelling → ours. What we cannot do without is required; everything else may be missing, null or odd, since a
 * credential sees only the attributes that somebody ticked for it. What we do not use is not looked at.
 *
 * How an object looks is made once, not by each call: zod compiles each that it meets, which takes longer than to read a page with it.
 */

/** Told of values that Personio invented after this was written. */
export type Unknown = (field: string, value: string) => void;

/** @param birthdayAttribute the id of the attribute that holds the date of birth; undefined: it is not looked at */
export const person = (birthdayAttribute?: string) =>
  z
    .object({
      id,
      email,
      first_name: text,
      last_name: text,
      preferred_name: text,
      // `UNSPECIFIED` says nothing.
      status: optional(z.enum(["ACTIVE", "INACTIVE"])),
      custom_attributes: optional(z.array(optional(z.object({ id, value: optional(day) })))),
    })
    .transform((wire): Person => {
      const birthday =
        birthdayAttribute && wire.custom_attributes?.find((attribute) => attribute?.id === birthdayAttribute)?.value;
      return {
        id: wire.id,
        ...(wire.email && { email: wire.email }),
        ...(wire.first_name && { firstName: wire.first_name }),
        ...(wire.last_name && { lastName: wire.last_name }),
        ...(wire.preferred_name && { preferredName: wire.preferred_name }),
        ...(wire.status && { status: wire.status }),
        ...(birthday && { birthday: birthday.slice(5) }),
      };
    });

/** Teams and departments are written in lower case here and in capitals there. */
const unitType = z
  .string()
  .toLowerCase()
  .pipe(z.enum(["team", "department"]));

/** `personId` is missing where Personio does not repeat it. */
export const employment = z
  .object({
    id,
    person: optional(ref),
    status: optional(z.enum(["ACTIVE", "INACTIVE", "ONBOARDING", "LEAVE"])),
    employment_start_date: optional(day),
    employment_end_date: optional(day),
    position: optional(z.object({ title: text })),
    supervisor: optional(ref),
    office: optional(ref),
    org_units: optional(z.array(optional(z.object({ type: unitType, id })))),
    weekly_working_hours: number,
  })
  .transform((wire): Omit<Employment, "personId"> & { personId?: string } => ({
    id: wire.id,
    ...(wire.person && { personId: wire.person.id }),
    ...(wire.status && { status: wire.status }),
    ...(wire.employment_start_date && { startDate: wire.employment_start_date }),
    ...(wire.employment_end_date && { endDate: wire.employment_end_date }),
    ...(wire.position?.title && { position: wire.position.title }),
    ...(wire.supervisor && { supervisorId: wire.supervisor.id }),
    ...(wire.office && { workplaceId: wire.office.id }),
    orgUnits: (wire.org_units ?? []).filter((unit) => unit !== undefined),
    ...(wire.weekly_working_hours !== undefined && { weeklyWorkingHours: wire.weekly_working_hours }),
  }));

/** The older documents and the changelog spell two of them differently. */
const CATEGORIES = new Set(
  `FAMILY_CARE MATERNITY_PARENTAL_LEAVE CHILD_CARE SHORT_TIME_ALLOWANCE QUARANTINE IRREVOCABLE_EXEMPTION SICK_LEAVE STRIKE_AND_LOCKOUT
  STRIKE_LOCKOUT PUBLIC_DUTY PUBLIC_DUTIES UNPAID_SUSPENSION PAID_VACATION UNPAID_VACATION UNEXCUSED_ABSENCE OFFSITE_WORK OTHER
  UNDEFINED`.split(/\s+/),
);

const typeOnWire = z.object({ id, name, category: text, unit: text });
export const absenceType = (unknown: Unknown) =>
  typeOnWire.transform((wire): AbsenceType => {
    const category = wire.category ?? "UNDEFINED";
    if (!CATEGORIES.has(category.toUpperCase())) unknown("absence category", category);
    return { id: wire.id, name: wire.name, category, unit: unitOf(wire.unit, unknown) };
  });

/** Days are what Personio has for most; a unit that we do not know is taken for them. */
function unitOf(unit: string | undefined, unknown: Unknown): Unit {
  if (unit === "DAY" || unit === "HOUR") return unit;
  if (unit !== undefined) unknown("unit", unit);
  return "DAY";
}

const ABSENCE_STATUSES = ["PENDING", "APPROVED", "DELETION_PENDING", "SUBSTITUTE_REQUESTED", "REJECTED"] as const;
const ATTENDANCE_STATUSES = ["PENDING", "CONFIRMED", "REJECTED"] as const;

function statusOf<T extends string>(known: readonly T[], status: string, unknown: Unknown): T | "UNKNOWN" {
  const found = known.find((name) => name === status.toUpperCase());
  if (!found) unknown("status", status);
  return found ?? "UNKNOWN";
}

const approval = optional(z.object({ status: text }));

const periodOnWire = z.object({
  id,
  person: ref,
  // Without it somebody is still away; no type has an empty id.
  absence_type: optional(ref),
  starts_from: z.object({ date_time: z.string(), type: text }),
  // Null at any level is an open end; what is there but is no text is not, for that would show people as away for ever.
  ends_at: z.object({ date_time: z.string().nullish(), type: text }).nullish(),
  comment,
  approval,
});
/**
 * Absences that begin or end on no day, or end before they begin, are refused. Without `approval` an absence counts as approved:
 * Personio lists what is entered, and somebody who is away should rather be shown than missed.
 */
export const absencePeriod = (unitOfType: (absenceTypeId: string) => Unit | undefined, unknown: Unknown) =>
  periodOnWire.transform((wire, check): AbsencePeriod => {
    const { date_time, type } = wire.ends_at ?? {};
    const end = typeof date_time === "string" ? { date_time, type } : null;
    const span = readSpan(wire.starts_from, end, unitOfType(wire.absence_type?.id ?? ""));
    if (!span) {
      check.addIssue({ code: "custom", path: ["ends_at"], message: "no span" });
      return z.NEVER;
    }
    return {
      id: wire.id,
      personId: wire.person.id,
      absenceTypeId: wire.absence_type?.id ?? "",
      ...span,
      status: statusOf(ABSENCE_STATUSES, wire.approval?.status ?? "APPROVED", unknown),
      ...(wire.comment && { comment: wire.comment }),
    };
  });

const breakdownOnWire = z.object({ date: day, effective_duration: z.object({ unit: text, value: z.number() }) });
export const absenceBreakdown = (unknown: Unknown) =>
  breakdownOnWire.transform(
    (wire): AbsenceBreakdown => ({
      day: wire.date,
      unit: unitOf(wire.effective_duration.unit, unknown),
      value: wire.effective_duration.value,
    }),
  );

const attendanceOnWire = z.object({
  id,
  person: ref,
  type: z.enum(["WORK", "BREAK"]),
  start: z.object({ date_time: local }),
  end: z.object({ date_time: local }).nullish(),
  attribution_date: optional(day),
  approval,
  comment,
});
/** Without an attribution date the time counts for the day on which it began; without `approval` it counts as confirmed. */
export const attendancePeriod = (unknown: Unknown) =>
  attendanceOnWire.transform(
    (wire): AttendancePeriod => ({
      id: wire.id,
      personId: wire.person.id,
      type: wire.type,
      day: wire.attribution_date ?? wire.start.date_time.day,
      start: wire.start.date_time,
      end: wire.end?.date_time ?? null,
      status: statusOf(ATTENDANCE_STATUSES, wire.approval?.status ?? "CONFIRMED", unknown),
      ...(wire.comment && { comment: wire.comment }),
    }),
  );

const unitOnWire = z.object({ id, name, type: optional(unitType) });
/** @param asked the type the list was asked for: what it holds is of that type, whether it says so or not */
export const orgUnit = (asked: OrgUnit["type"]) =>
  unitOnWire.transform((wire): OrgUnit => ({ id: wire.id, name: wire.name, type: wire.type ?? asked }));

export const workplace = z.object({ id, name }).transform((wire): Workplace => wire);

export const absenceBalance = z
  .object({ name, category: text, balance: z.number(), available_balance: z.number() })
  .transform(
    (wire): AbsenceBalance => ({
      absenceTypeName: wire.name,
      category: wire.category ?? "undefined",
      balance: wire.balance,
      available: wire.available_balance,
    }),
  );

export const created = z.object({ id });
