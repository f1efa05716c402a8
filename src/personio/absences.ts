import type { AbsenceBalance, AbsenceBreakdown, AbsencePeriod, AbsenceType } from "../domain/absence.ts";
import { addDays, type Day } from "../domain/calendar.ts";
import { ProblemError } from "../domain/problem.ts";
import { type AbsenceSpan, type Unit, writeSpan } from "./absence-span.ts";
import type { Call, Success } from "./call.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { factsOf } from "./errors.ts";
import { queriesFor } from "./pages.ts";
import { type Read, unwrapped } from "./read.ts";
import * as schemas from "./schemas.ts";

/** Which days, both ends inside, and whose. What is left out is no condition; an empty list fits nothing. */
export type AbsenceFilter = {
  ids?: readonly string[];
  personIds?: readonly string[];
  absenceTypeIds?: readonly string[];
  startsOnOrAfter?: Day;
  startsOnOrBefore?: Day;
  /** Open ends fit too, as far as Personio sends them: whether it does is documented nowhere. */
  endsOnOrAfter?: Day;
  endsOnOrBefore?: Day;
  /** Sent in UTC without a `Z`, which Personio's filters do not want: where it is read as local time, that is off by the zone. */
  updatedSince?: Date;
};
/** The unit of an absence type, as far as it is known: absences are read by it. */
export type UnitOf = (absenceTypeId: string) => Unit | undefined;
/** `last: null` leaves the end open. `times` are for types in hours: on `first.day` and on `last.day`. */
export type AbsenceRequest = AbsenceSpan & {
  personId: string;
  absenceTypeId: string;
  comment?: string;
  /** Another person. Some types need one and some refuse one; Personio does not tell which. */
  substituteId?: string;
};
/** Without `comment` the comment stays; an empty one clears it. */
export type AbsenceChange = AbsenceSpan & { comment?: string };
/** `skipApproval`: recorded as approved, whatever the company's rules say. False unless told otherwise. */
type Approval = { skipApproval?: boolean };

/** What Personio knows and takes of absences. */
export function createAbsences({ call, read }: { call: Call; read: Read }) {
  return {
    listAbsenceTypes: (): Promise<AbsenceType[]> =>
      read.list(ENDPOINTS.listAbsenceTypes, schemas.absenceType(read.unknown)),

    /**
     * In no particular order, whatever their status. How Personio joins conditions on the start with others on the end is
     * vague in its documents; "starts on or before B, ends on or after A" means "overlaps A to B" either way.
     *
     * @param unitOf or what will be it: the list is asked for meanwhile
     * @param onPage hears of those of each page as it comes
     */
    async listAbsencePeriods(
      filter: AbsenceFilter,
      unitOf: UnitOf | Promise<UnitOf>,
      onPage?: (periods: AbsencePeriod[]) => void,
    ): Promise<AbsencePeriod[]> {
      const { endsOnOrAfter: after, endsOnOrBefore: before } = filter;
      // Personio compares its own ends, which are a midnight later than the last day.
      const fits = ({ last }: AbsencePeriod) =>
        (!after || !last || last.day >= after) && (!before || (last !== null && last.day <= before));
      const schema = Promise.resolve(unitOf).then((known) => schemas.absencePeriod(known, read.unknown));
      const periods = await read.list(ENDPOINTS.listAbsencePeriods, schema, {
        queries: queriesOf(filter),
        onPage: onPage && ((page) => onPage(page.filter(fits))),
      });
      return periods.filter(fits);
    },

    getAbsencePeriod: (id: string, unitOf: UnitOf): Promise<AbsencePeriod> =>
      read.one(ENDPOINTS.getAbsencePeriod, schemas.absencePeriod(unitOf, read.unknown), id),

    /** What each day takes from the balance, in order. */
    listAbsenceBreakdowns: (id: string): Promise<AbsenceBreakdown[]> =>
      read.list(ENDPOINTS.listAbsenceBreakdowns, schemas.absenceBreakdown(read.unknown), { id }),

    /** What is left of each type. Only v1 has it; the token of v2 opens it. */
    listAbsenceBalances: (personId: string): Promise<AbsenceBalance[]> =>
      read.v1List(ENDPOINTS.listAbsenceBalances, schemas.absenceBalance, personId),

    async createAbsencePeriod(request: AbsenceRequest, approval?: Approval): Promise<{ id: string }> {
      const body = {
        person: { id: request.personId },
        absence_type: { id: request.absenceTypeId },
        ...writeSpan(request),
        ...(request.comment && { comment: request.comment }),
        ...(request.substituteId && { substitute: { id: request.substituteId } }),
      };
      const answer = await call(ENDPOINTS.createAbsencePeriod, { query: skipApproval(approval), body });
      return idOf(answer);
    },

    /** The end is written otherwise than it was read, so both ends are given, always. */
    async changeAbsencePeriod(id: string, change: AbsenceChange, approval?: Approval): Promise<void> {
      const comment = change.comment !== undefined && { comment: change.comment || null };
      const body = { ...writeSpan(change), ...comment };
      await call(ENDPOINTS.changeAbsencePeriod, { id, query: skipApproval(approval), body });
    },

    async deleteAbsencePeriod(id: string): Promise<void> {
      await call(ENDPOINTS.deleteAbsencePeriod, { id });
    },
  };
}

/** Always sent: the default is false in v2 and was true in v1. */
function skipApproval(approval: Approval = {}) {
  return { skip_approval: String(approval.skipApproval ?? false) };
}

/** It was carried out, but who is told an error would ask again, and have it twice. */
function idOf(answer: Success): { id: string } {
  const read = schemas.created.safeParse(unwrapped(answer.body));
  if (!read.success)
    throw new ProblemError({ kind: "outcome-unknown" }, { facts: factsOf(ENDPOINTS.createAbsencePeriod, answer) });
  return read.data;
}

/** Local times without a `Z`, which would shift them. */
function queriesOf(filter: AbsenceFilter) {
  const startOf = (day: Day | undefined) => day && `${day}T00:00:00`;
  const endOf = (day: Day | undefined) => day && `${day}T23:59:59`;
  const lists = { id: filter.ids, "person.id": filter.personIds, "absence_type.id": filter.absenceTypeIds };
  return queriesFor(lists, {
    "starts_from.date_time.gte": startOf(filter.startsOnOrAfter),
    "starts_from.date_time.lte": endOf(filter.startsOnOrBefore),
    "ends_at.date_time.gte": startOf(filter.endsOnOrAfter),
    // The midnight that ends the last day is the next day's.
    "ends_at.date_time.lte": startOf(filter.endsOnOrBefore && addDays(filter.endsOnOrBefore, 1)),
    "updated_at.gte": filter.updatedSince?.toISOString().slice(0, 19),
  });
}
