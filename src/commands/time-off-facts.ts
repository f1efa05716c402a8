import { type AbsenceBalance, type AbsencePeriod, type AbsenceType, isRequest, isSettled } from "../domain/absence.ts";
import { addDays, type Day, daysBetween, weekdayOf } from "../domain/calendar.ts";
import { type Employment, foldName, type Person } from "../domain/person.ts";
import { costOf, type TimeOff } from "../domain/time-off.ts";
import { checkDraft, type Draft, type DraftFault } from "../domain/time-off-draft.ts";
import type { Others } from "../errands/others.ts";
import type { Texts } from "../texts/texts.ts";
import { whatText } from "../views/time-off.ts";
import type { Faults } from "../views/time-off-form.ts";
import type { Asker, Askers } from "./asker.ts";
import { type AwayNeeds, askWhosOut } from "./away.ts";
import { freeDays, unitOf } from "./places.ts";

export type FactsNeeds = AwayNeeds & { askers: Askers; others: Pick<Others, "catchUp">; daysBack: number };

/** Whoever asks for time off, and all that decides what they may ask for. */
export type Mine = {
  person: Person;
  employment: Employment | undefined;
  types: ReadonlyMap<string, AbsenceType>;
  own: AbsencePeriod[];
  balances: AbsenceBalance[];
  isFree: (day: Day) => boolean;
  /** The name of the person's team, and its id. */
  team: { id: string; name: string } | undefined;
  /** Who was picked to stand in, if Personio knows them. */
  substitute?: Person;
};

/**
 * @param draft whose substitute is found in Personio too
 * @throws ProblemError `asker-unknown` for those whom Personio does not know
 */
export async function askMine(
  asker: Pick<Asker, "slackId">,
  needs: FactsNeeds,
  { substitute: picked }: Pick<Draft, "substitute"> = {},
): Promise<Mine> {
  const [person, substitute] = await Promise.all([
    needs.askers.selfOf(asker),
    picked === undefined ? undefined : needs.askers.personOf(picked),
  ]);
  return { ...(await mineOf(person, needs)), ...(substitute && { substitute }) };
}

/** @param orElse for telling, which must go on without Personio: what to say of types and absences that cannot be read */
export async function mineOf(
  person: Person,
  { directory, holidays, others }: Pick<FactsNeeds, "directory" | "holidays" | "others">,
  orElse: <T>(instead: T) => (error: unknown) => T = rethrow,
): Promise<Mine> {
  // Without the store, with what is known here.
  await others.catchUp().catch(() => {});
  const [types, own, balances, places, employments] = await Promise.all([
    directory.absenceTypes().catch(orElse<ReadonlyMap<string, AbsenceType>>(new Map())),
    directory.absencesOf(person.id).catch(orElse<AbsencePeriod[]>([])),
    directory.balancesOf(person.id),
    directory.places(),
    directory.readableEmployments([person.id]),
  ]);
  const employment = employments.get(person.id);
  const team = unitOf(employment, places, "team");
  return { person, employment, types, own, balances, isFree: freeDays(employment, places, holidays), team };
}

/** What is wrong with a draft, and what it comes to: sentences for the open form. */
export function judge(
  draft: Draft,
  mine: Mine,
  { today, texts }: Pick<Asker, "today" | "texts">,
  daysBack: number,
  changing?: string,
): { timeOff: TimeOff } | { faults: Faults; missing: boolean } {
  const { types, own, isFree } = mine;
  const misfit = whyNotSubstitute(draft, mine, texts);
  const checked = checkDraft(draft, {
    today,
    types,
    own,
    isFree,
    mostDaysBack: daysBack,
    ...(changing && { changing }),
  });
  if ("timeOff" in checked) {
    if (misfit) return { faults: { substitute: misfit }, missing: false };
    return { timeOff: { ...checked.timeOff, ...(mine.substitute && { substituteId: mine.substitute.id }) } };
  }
  const say = (fault: DraftFault) =>
    texts.timeOff.fault(fault, {
      day: (day) => texts.away.day(day as Day, today),
      what: fault.fault === "overlap" ? whatText(fault.with, types, today, texts) : "",
    });
  return {
    faults: {
      ...Object.fromEntries(checked.faults.map((fault) => [fault.field, say(fault)])),
      ...(misfit && { substitute: misfit }),
    },
    missing: checked.faults.some(({ fault }) => fault === "missing"),
  };
}

/** Somebody was picked in Slack who cannot stand in. */
function whyNotSubstitute(draft: Draft, { person, substitute }: Mine, texts: Texts): string | undefined {
  if (draft.substitute === undefined) return undefined;
  if (!substitute) return texts.timeOff.unknownSubstitute;
  return substitute.id === person.id ? texts.timeOff.ownSubstitute : undefined;
}

/** "4 working days: Thu 24 – Wed 30 Dec, without the weekend and Fri 25 Dec" */
export function costText(timeOff: TimeOff, mine: Mine, today: Day, texts: Texts): string {
  const say = texts.timeOff;
  const cost = costOf(timeOff, mine.isFree);
  if (!cost) return say.form.openEnded;
  const when = texts.away.when(timeOff.first, timeOff.last, timeOff.times, today);
  if (cost.unit === "HOUR") return say.form.cost(say.amount("HOUR", cost.minutes / 60), when, "");
  const weekends = new Set(cost.free.filter((day) => weekdayOf(day) > 5).map((day) => addDays(day, -weekdayOf(day))));
  const holidays = cost.free.filter((day) => weekdayOf(day) <= 5).map((day) => texts.away.day(day, today));
  return say.form.cost(say.amount("DAY", cost.days), when, say.form.without(weekends.size, holidays));
}

/**
 * "18.5 days left, 14.5 after". Undefined where Personio does not tell it.
 * @param timeOff still to be taken off; what is changed is given back first
 */
export function balanceText(
  absenceTypeId: string,
  mine: Mine,
  texts: Texts,
  timeOff?: TimeOff,
  changing?: string,
): string | undefined {
  const type = mine.types.get(absenceTypeId);
  // v1's ids of types are others than v2's: only the name joins them.
  const found = type && mine.balances.find(({ absenceTypeName }) => foldName(absenceTypeName) === foldName(type.name));
  if (!found) return undefined;
  const amountOf = (span: Pick<TimeOff, "first" | "last" | "times">) => {
    const cost = costOf(span, mine.isFree);
    return cost === undefined ? undefined : cost.unit === "DAY" ? cost.days : cost.minutes / 60;
  };
  const before = mine.own.find(({ id, ...period }) => id === changing && (isSettled(period) || isRequest(period)));
  const left = found.available + ((before && amountOf(before)) ?? 0);
  const taken = timeOff && amountOf(timeOff);
  return texts.timeOff.balance(type.unit, left, taken === undefined ? undefined : left - taken);
}

/** More names than this are only counted. */
const MOST_NAMES = 5;
/** How far an open end is looked ahead for the team's sake, in days. */
const OPEN_DAYS = 13;
/** As long as a question may be. */
const MOST_DAYS = 365;

/** "Also away in Design: April Adams (Tue 24 – Fri 27 Nov)." Only names and days. Undefined for those without a team. */
export async function teamText(
  timeOff: Pick<TimeOff, "first" | "last">,
  mine: Mine,
  asker: Pick<Asker, "today" | "texts" | "zone">,
  needs: AwayNeeds,
): Promise<string | undefined> {
  const { today, texts } = asker;
  const { team, person } = mine;
  if (!team) return undefined;
  const first = timeOff.first.day;
  const end = timeOff.last?.day ?? addDays(first, OPEN_DAYS);
  const span = { first, last: daysBetween(first, end) > MOST_DAYS ? addDays(first, MOST_DAYS) : end };
  const question = { span, who: { kind: "unit" as const, id: team.id }, page: 0 };
  const { lines } = await askWhosOut(question, { kind: "channel" }, asker, needs);
  const away = lines.filter(({ personId, group }) => personId !== person.id && group !== "remote");
  const say = texts.timeOff.form;
  if (away.length === 0) return say.teamHere(team.name);
  const named = away
    .slice(0, MOST_NAMES)
    .map((line) => say.person(line.name, texts.away.when(line.first, line.last, line.times, today)));
  const more = away.length - named.length;
  return say.teamAway(team.name, [...named, ...(more > 0 ? [say.more(more)] : [])]);
}

function rethrow(): (error: unknown) => never {
  return (error) => {
    throw error;
  };
}
