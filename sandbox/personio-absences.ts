import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Answer, Answers } from "./personio-answers.ts";
import { addDays, weekdayOf } from "./personio-days.ts";
import { type PeriodRecord, type PersonioWorld, periodWire } from "./personio-wire.ts";

export type AbsenceSettings = {
  filterReading: "and" | "overlap";
  openEndsPassFilter: boolean;
  writeExclusive: boolean;
  breakdownWeekends: "zero" | "left-out";
  typesToApprove: string[] | undefined;
  typesWithSubstitute: string[];
  typesWithoutSubstitute: string[];
  approveDeletions: boolean;
  acceptsOverlaps: boolean;
};

/** Local text; a zone or an offset would shift the absence. */
const moment = z.strictObject({
  date_time: z.iso.datetime({ local: true }).refine((text) => !text.endsWith("Z")),
  type: z.enum(["FIRST_HALF", "SECOND_HALF"]).nullish(),
});
const ref = z.strictObject({ id: z.string() });
const change = z.strictObject({
  starts_from: moment.optional(),
  ends_at: moment.nullish(),
  comment: z.string().max(2000).nullish(),
});
const creation = change.extend({
  person: ref,
  absence_type: ref,
  starts_from: moment,
  substitute: ref.nullish(),
});
type Moment = z.infer<typeof moment>;

/** Whether an absence lies between the dates that are asked for, under the reading that is switched on. */
export function liesBetween(query: URLSearchParams, period: PeriodRecord, settings: AbsenceSettings): boolean {
  const { starts_from, ends_at } = periodWire(period);
  const asked = (name: string) => query.get(name)?.slice(0, 19);
  const [startGte, startLte] = [asked("starts_from.date_time.gte"), asked("starts_from.date_time.lte")];
  const [endGte, endLte] = [asked("ends_at.date_time.gte"), asked("ends_at.date_time.lte")];
  const { openEndsPassFilter } = settings;
  const start = starts_from.date_time;
  const end = ends_at?.date_time;
  const from = startGte ?? endGte;
  const to = endLte ?? startLte;
  if (settings.filterReading === "overlap" && from && to) {
    return start <= to && (end === undefined ? openEndsPassFilter || !endGte : end >= from);
  }
  if ((startGte && start < startGte) || (startLte && start > startLte)) return false;
  if (end === undefined) return endLte === undefined && (endGte === undefined || openEndsPassFilter);
  return !(endGte && end < endGte) && !(endLte && end > endLte);
}

/** Entering, changing and deleting absences, with Personio's refusals. */
export function createAbsenceWriter(options: {
  world: PersonioWorld;
  settings: AbsenceSettings;
  origin: string;
  answers: Answers;
  clock: () => Date;
}) {
  const { world, settings, origin, answers, clock } = options;
  const refused = () => answers.badRequest("Invalid request content.");

  const statusOf = (typeId: string, query: URLSearchParams) => {
    const mustApprove = settings.typesToApprove?.includes(typeId) ?? true;
    return mustApprove && query.get("skip_approval") !== "true" ? "PENDING" : "APPROVED";
  };
  const isSpelledWell = (query: URLSearchParams) =>
    [...query].every(([name, value]) => name === "skip_approval" && /^(true|false)$/.test(value));

  /** The days, halves and times of what was sent, or why they are refused. */
  const spanOf = (starts: Moment, ends: Moment | null, unit: "DAY" | "HOUR"): { span: Span } | { refusal: Answer } => {
    const [firstDay = "", from = ""] = starts.date_time.split("T");
    const [endDay = "", to = ""] = ends?.date_time.split("T") ?? [];
    if (unit === "HOUR") {
      const times = { from: from.slice(0, 5), to: to.slice(0, 5) };
      if (!ends || firstDay !== endDay || times.to <= times.from)
        return {
          refusal: answers.unprocessable("An absence in hours needs its times, on one day and not up to midnight."),
        };
      return { span: { first: half(firstDay, "FIRST_HALF"), last: half(firstDay, "SECOND_HALF"), times } };
    }
    const lastDay = settings.writeExclusive && to.startsWith("00:00") ? addDays(endDay, -1) : endDay;
    const first = half(firstDay, starts.type ?? "FIRST_HALF");
    const last = ends && half(lastDay, ends.type ?? "SECOND_HALF");
    if (last && keyOf(last) < keyOf(first))
      return { refusal: answers.unprocessable("The absence ends before it begins, or its halves do not fit one day.") };
    return { span: { first, last } };
  };

  const takenBy = (wanted: PeriodRecord) =>
    world.absencePeriods.find(
      (other) =>
        !settings.acceptsOverlaps &&
        other.id !== wanted.id &&
        other.personId === wanted.personId &&
        other.status !== "REJECTED" &&
        overlap(other, wanted),
    );

  return {
    create(query: URLSearchParams, sent: unknown): Answer {
      const read = creation.safeParse(sent);
      const type = world.absenceTypes.find(({ id }) => id === read.data?.absence_type.id);
      const person = world.persons.find(({ id }) => id === read.data?.person.id);
      if (!read.data || !type || !person || !isSpelledWell(query)) return refused();
      const { starts_from, ends_at = null, comment, substitute } = read.data;
      if (!substitute && settings.typesWithSubstitute.includes(type.id)) return answers.substituteRequired();
      if (substitute && settings.typesWithoutSubstitute.includes(type.id)) return answers.substituteNotAllowed();
      const found = spanOf(starts_from, ends_at, type.unit);
      if ("refusal" in found) return found.refusal;
      const period: PeriodRecord = {
        id: randomUUID(),
        personId: person.id,
        typeId: type.id,
        ...found.span,
        status: statusOf(type.id, query),
        ...(comment && { comment }),
        ...(substitute && { substituteId: substitute.id }),
        updatedAt: clock().toISOString(),
      };
      const taken = takenBy(period);
      if (taken) return answers.conflict(taken.first.day);
      spend(period, 1);
      world.absencePeriods.push(period);
      const links = { self: { href: `${origin}/v2/absence-periods/${period.id}` } };
      return { status: 201, body: { id: period.id, _meta: { links } } };
    },

    /** What is not sent stays. Other days have to be approved anew, as if they were asked for now. */
    change(id: string, query: URLSearchParams, sent: unknown): Answer {
      const period = world.absencePeriods.find((candidate) => candidate.id === id);
      if (!period) return answers.missing();
      if (period.isReadOnly) return answers.forbidden();
      const read = change.safeParse(sent);
      const unit = world.absenceTypes.find((type) => type.id === period.typeId)?.unit;
      if (!read.data || Object.keys(read.data).length === 0 || !unit || !isSpelledWell(query)) return refused();
      const { starts_from, ends_at, comment } = read.data;
      const changed = { ...period, updatedAt: clock().toISOString() };
      if (starts_from || ends_at !== undefined) {
        const kept = momentsOf(period, settings.writeExclusive);
        const found = spanOf(starts_from ?? kept.starts_from, ends_at === undefined ? kept.ends_at : ends_at, unit);
        if ("refusal" in found) return found.refusal;
        Object.assign(changed, found.span, { status: statusOf(period.typeId, query) });
      }
      if (comment !== undefined) changed.comment = comment ?? "";
      const taken = takenBy(changed);
      if (taken) return answers.conflict(taken.first.day);
      spend(period, -1);
      Object.assign(period, changed);
      spend(period, 1);
      return { status: 204 };
    },

    remove(id: string): Answer {
      const index = world.absencePeriods.findIndex((candidate) => candidate.id === id);
      const period = world.absencePeriods[index];
      if (!period) return answers.missing();
      if (period.isReadOnly) return answers.forbidden();
      if (settings.approveDeletions && period.status === "APPROVED") {
        Object.assign(period, { status: "DELETION_PENDING", updatedAt: clock().toISOString() });
        return { status: 204 };
      }
      spend(period, -1);
      world.absencePeriods.splice(index, 1);
      return { status: 204 };
    },

    breakdowns,
  };

  /** Planned time is no longer available. Only days of types with a balance are counted. */
  function spend(period: PeriodRecord, direction: 1 | -1): void {
    const type = world.absenceTypes.find(({ id }) => id === period.typeId);
    const balance = world.balances.find((entry) => entry.personId === period.personId && entry.name === type?.name);
    const days = breakdowns(period).reduce((sum, day) => sum + day.effective_duration.value, 0);
    if (balance) balance.available -= direction * days;
  }

  /** What each day takes; an open end is counted up to today. Public holidays are unknown here. */
  function breakdowns(
    period: PeriodRecord,
  ): { date: string; effective_duration: { unit: "DAY" | "HOUR"; value: number } }[] {
    const { first, last, times } = period;
    const today = clock().toISOString().slice(0, 10);
    const until = last?.day ?? today;
    const days = [];
    for (let date = first.day; date <= until || date === first.day; date = addDays(date, 1)) {
      const isFree = weekdayOf(date) > 5;
      if (isFree && settings.breakdownWeekends === "left-out") continue;
      const halvesAway =
        (date === first.day && first.half === "SECOND_HALF" ? 0.5 : 0) +
        (date === last?.day && last.half === "FIRST_HALF" ? 0.5 : 0);
      const value = times ? hoursOf(times) : 1 - halvesAway;
      days.push({ date, effective_duration: { unit: times ? "HOUR" : "DAY", value: isFree ? 0 : value } as const });
    }
    return days;
  }
}

type Span = Pick<PeriodRecord, "first" | "last" | "times">;

function half(day: string, part: "FIRST_HALF" | "SECOND_HALF") {
  return { day, half: part };
}

/** Sorts half days; an open end comes last. */
function keyOf(end: PeriodRecord["last"]): string {
  return end ? `${end.day} ${end.half === "FIRST_HALF" ? 1 : 2}` : "9999";
}

function overlap(a: PeriodRecord, b: PeriodRecord): boolean {
  const areTouching = keyOf(a.first) <= keyOf(b.last) && keyOf(b.first) <= keyOf(a.last);
  return areTouching && !(a.times && b.times && (a.times.to <= b.times.from || b.times.to <= a.times.from));
}

function hoursOf({ from, to }: { from: string; to: string }): number {
  return (Date.parse(`2000-01-01T${to}Z`) - Date.parse(`2000-01-01T${from}Z`)) / 3_600_000;
}

/** A period as it would be written. */
function momentsOf({ first, last, times }: PeriodRecord, isExclusive: boolean) {
  const lastDay = last && isExclusive && !times ? addDays(last.day, 1) : last?.day;
  return {
    starts_from: { date_time: `${first.day}T${times?.from ?? "00:00"}:00`, type: first.half },
    ends_at: last && { date_time: `${lastDay}T${times?.to ?? "00:00"}:00`, type: last.half },
  };
}
