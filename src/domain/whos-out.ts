import { type AbsencePeriod, type AbsenceType, backOn, fallsInto, isRemote, isRequest, isSettled } from "./absence.ts";
import {
  addDays,
  type Day,
  daysBetween,
  type HalfDay,
  monthOf,
  type Span,
  type Time,
  toDay,
  weekOf,
} from "./calendar.ts";
import { type ReasonSetting, type Seen, seenBy, type Viewer } from "./discretion.ts";
import { type Employment, isActive, nameOf, type Person } from "./person.ts";

/** Some of the company, by what Personio knows of them: a team or department, a place of work, a supervisor's reports. */
export type Part = { kind: "unit" | "workplace" | "reports"; id: string };

/** Whose absences are asked for. Ids are Personio's, but for a channel's, whose members are meant. `some`: who is in any of these. */
export type Who =
  | { kind: "everybody" }
  | { kind: "person"; id: string }
  | Part
  | { kind: "channel"; id: string }
  | { kind: "some"; of: Part[] };

/** A whole question: which days, who, and which page of a long answer (from 0). */
export type Question = { span: Span; who: Who; page: number };

/** The parts of an answer, in the order of reading. `out` stands alone where `span` does not hold today and other days. */
export const GROUPS = ["now", "later", "earlier", "out", "remote", "requested"] as const;
export type Group = (typeof GROUPS)[number];

/** Somebody's absence before it is known what the asker may read of it. */
export type Candidate = { period: AbsencePeriod; person: Person; group: Group };

/** One line of an answer. */
export type Away = {
  personId: string;
  name: string;
  group: Group;
  seen: Seen;
  first: HalfDay;
  /** `null`: open-ended. */
  last: HalfDay | null;
  times?: { from: Time; to: Time };
  /** First working half day afterwards; `null`: nobody knows; `undefined`: over on the same day, or not out at all. */
  back: HalfDay | null | undefined;
};

/**
 * The absences that could be told, in reading order: by group, then by day for what is to come, then by name.
 * Inactive persons and those whom Personio no longer lists are left out, as is what counts for nobody (rejected requests).
 *
 * @param maySeeRequests the persons whose unapproved requests the asker may see
 */
export function candidates(facts: {
  span: Span;
  today: Day;
  periods: readonly AbsencePeriod[];
  persons: ReadonlyMap<string, Person>;
  types: ReadonlyMap<string, AbsenceType>;
  maySeeRequests: (personId: string) => boolean;
  locale: string;
}): Candidate[] {
  const { span, today, persons, types } = facts;
  const found: (Candidate & { order: number; name: string })[] = [];
  for (const period of facts.periods) {
    const person = persons.get(period.personId);
    if (!person || !isActive(person) || !fallsInto(period, span)) continue;
    const settled = isSettled(period);
    if (!settled && !(isRequest(period) && facts.maySeeRequests(person.id))) continue;
    const remote = isRemote(types.get(period.absenceTypeId));
    const group = settled ? groupOf(period, remote, span, today) : "requested";
    found.push({ period, person, group, order: GROUPS.indexOf(group), name: nameOf(person) });
  }
  const { compare } = collatorOf(facts.locale);
  return found.sort(
    (a, b) =>
      a.order - b.order ||
      (a.group === "later" ? compareText(a.period.first.day, b.period.first.day) : 0) ||
      compare(a.name, b.name) ||
      compareText(a.period.first.day, b.period.first.day) ||
      // Twice the same name: never mixed up.
      a.person.id.localeCompare(b.person.id),
  );
}

/** To make one takes as long as to compare hundreds of names. There are as many as languages. */
const collators = new Map<string, Intl.Collator>();

function collatorOf(locale: string): Intl.Collator {
  const collator = collators.get(locale) ?? new Intl.Collator(locale);
  collators.set(locale, collator);
  return collator;
}

/** Days: as their letters are ordered. */
function compareText(a: Day, b: Day): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function groupOf(period: AbsencePeriod, remote: boolean, span: Span, today: Day): Group {
  if (remote) return "remote";
  if (span.first === span.last || today < span.first || today > span.last) return "out";
  if (period.first.day > today) return "later";
  return period.last === null || period.last.day >= today ? "now" : "earlier";
}

/** What `viewer` may read of a candidate; `undefined`: nothing. */
export function awayAsSeen(
  candidate: Candidate,
  facts: {
    viewer: Viewer;
    setting: ReasonSetting;
    types: ReadonlyMap<string, AbsenceType>;
    employment: Employment | undefined;
    /** All absences known of this person, to find the day they are back. */
    periodsOfPerson: readonly AbsencePeriod[];
    isFree: (day: Day) => boolean;
  },
): Away | undefined {
  const { period, person, group } = candidate;
  const seen = seenBy(
    facts.viewer,
    period,
    facts.types.get(period.absenceTypeId),
    facts.employment?.supervisorId,
    facts.setting,
  );
  if (!seen) return undefined;
  const others = facts.periodsOfPerson.filter(
    (other) => isSettled(other) && !isRemote(facts.types.get(other.absenceTypeId)),
  );
  return {
    personId: person.id,
    name: nameOf(person),
    group,
    seen,
    first: period.first,
    last: period.last,
    ...(period.times && { times: period.times }),
    back: seen.remote || seen.requested ? undefined : backOn(period, others, facts.isFree),
  };
}

/** What a span is to people: one day, a week from Monday to Sunday, a whole month, or just some days. */
export function shapeOf(span: Span): "day" | "week" | "month" | "days" {
  if (span.first === span.last) return "day";
  const isSame = (other: Span) => other.first === span.first && other.last === span.last;
  if (isSame(weekOf(span.first))) return "week";
  return isSame(monthOf(span.first)) ? "month" : "days";
}

/**
 * The span before (`-1`) or after (`1`) this one: the next month after a month, else as many days on. Undefined where our calendar begins
 * or ends, as `toDay` has it.
 */
export function turned(span: Span, direction: -1 | 1): Span | undefined {
  const days = direction * (daysBetween(span.first, span.last) + 1);
  const to =
    shapeOf(span) === "month"
      ? monthOf(direction === 1 ? addDays(span.last, 1) : addDays(span.first, -1))
      : { first: addDays(span.first, days), last: addDays(span.last, days) };
  return toDay(to.first) && toDay(to.last) ? to : undefined;
}
