import { type AbsencePeriod, compareHalves, fallsInto, isRequest } from "../domain/absence.ts";
import type { Day } from "../domain/calendar.ts";
import type { ReasonSetting, Viewer } from "../domain/discretion.ts";
import type { Holidays } from "../domain/holidays.ts";
import type { Employment, OrgUnit, Person } from "../domain/person.ts";
import { ProblemError } from "../domain/problem.ts";
import {
  type Away,
  awayAsSeen,
  type Candidate,
  candidates,
  type Group,
  type Question,
  type Who,
} from "../domain/whos-out.ts";
import type { Directory, Places } from "../personio/directory.ts";
import { LINES_A_PAGE, type WhosOutModel } from "../views/whos-out.ts";
import type { Asker } from "./asker.ts";
import { nameOfWho } from "./who.ts";

export type AwayNeeds = { directory: Directory; holidays: Holidays; reasons: ReasonSetting };
/** Later than any absence. */
const LAST_DAY: Day = "2199-12-31";

type Reading = Pick<Asker, "texts" | "today">;

/** Asks for what the question needs and no more: contracts only of those who are shown, or whose team must be known. */
export async function askWhosOut(
  question: Question,
  viewer: Viewer,
  { texts, today }: Reading,
  needs: AwayNeeds,
): Promise<WhosOutModel> {
  const { directory } = needs;
  const [periods, types, places, of] = await Promise.all([
    directory.absencesDuring(question.span),
    directory.absenceTypes(),
    directory.places(),
    nameOfWho(question.who, directory),
  ]);
  if (question.who.kind !== "everybody" && !of) throw new ProblemError({ kind: "stale-button" });

  const inSpan = periods.filter((period) => fallsInto(period, question.span));
  const insiders = await requestsSeenBy(viewer, inSpan, directory);
  const persons = await directory.persons(inSpan.map(({ personId }) => personId));
  const all = candidates({
    span: question.span,
    today,
    periods,
    persons,
    types,
    maySeeRequests: (personId) => insiders.has(personId),
    locale: texts.locale,
  });
  const asked = await onlyWho(all, question.who, directory);
  // A button may be older than the answer: people come back.
  const page = Math.min(question.page, Math.max(0, Math.ceil(asked.length / LINES_A_PAGE) - 1));
  const shown = asked.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE);
  const employments = await directory.readableEmployments(shown.map(({ person }) => person.id));

  const lines = shown.flatMap((candidate) => {
    const employment = employments.get(candidate.person.id);
    const away = awayAsSeen(candidate, {
      viewer,
      setting: needs.reasons,
      types,
      employment,
      periodsOfPerson: periods.filter(({ personId }) => personId === candidate.person.id),
      isFree: freeDays(employment, places, needs.holidays),
    });
    const team = question.who.kind === "everybody" ? unitOf(employment, places, "team")?.name : undefined;
    return away ? [{ ...away, ...(team && { team }) }] : [];
  });
  return { question: { ...question, page }, today, ...(of && { of }), lines, count: countOf(asked) };
}

/** The persons whose requests the asker may see: their own and their reports'. Nobody, for a channel. */
async function requestsSeenBy(
  viewer: Viewer,
  periods: readonly AbsencePeriod[],
  directory: Directory,
): Promise<Set<string>> {
  if (viewer.kind !== "person" || viewer.personId === undefined) return new Set();
  const me = viewer.personId;
  const others = periods
    .filter((period) => isRequest(period) && period.personId !== me)
    .map(({ personId }) => personId);
  const employments = await directory.readableEmployments(others);
  return new Set([me, ...others.filter((id) => employments.get(id)?.supervisorId === me)]);
}

async function onlyWho(all: Candidate[], who: Who, directory: Directory): Promise<Candidate[]> {
  switch (who.kind) {
    case "everybody":
      return all;
    case "person":
      return all.filter(({ person }) => person.id === who.id);
    default: {
      const employments = await directory.employments(all.map(({ person }) => person.id));
      return all.filter(({ person }) => belongsTo(employments.get(person.id), who));
    }
  }
}

function belongsTo(employment: Employment | undefined, who: Exclude<Who, { kind: "everybody" | "person" }>): boolean {
  if (who.kind === "workplace") return employment?.workplaceId === who.id;
  return employment?.orgUnits.some(({ id }) => id === who.id) ?? false;
}

function countOf(asked: readonly Candidate[]): WhosOutModel["count"] {
  const groups: Partial<Record<Group, number>> = {};
  for (const { group } of asked) groups[group] = (groups[group] ?? 0) + 1;
  const out = asked.filter(({ group }) => group !== "remote" && group !== "requested");
  return { lines: asked.length, groups, peopleOut: new Set(out.map(({ person }) => person.id)).size };
}

/** Weekends and the public holidays of the place where somebody works. */
export function freeDays(
  employment: Employment | undefined,
  places: Places,
  holidays: Holidays,
): (day: Day) => boolean {
  const workplace = employment?.workplaceId ? places.workplaces.get(employment.workplaceId) : undefined;
  return (day) => holidays.isFree(day, workplace?.name);
}

/** Somebody's unit of this kind, as far as Personio tells its name. */
export function unitOf(
  employment: Employment | undefined,
  places: Places,
  type: "team" | "department",
): OrgUnit | undefined {
  const unit = employment?.orgUnits.find((candidate) => candidate.type === type);
  return unit && places.orgUnits.get(unit.id);
}

/** One person's absences from today on, as `viewer` may see them: those that touch today, and the next one. */
export async function askAwayOf(
  person: Person,
  employment: Employment | undefined,
  viewer: Viewer,
  { texts, today }: Reading,
  needs: AwayNeeds,
): Promise<{ now: Away[]; next?: Away }> {
  const { directory } = needs;
  const [periods, types, places] = await Promise.all([
    directory.absencesOf(person.id),
    directory.absenceTypes(),
    directory.places(),
  ]);
  const span = { first: today, last: LAST_DAY };
  const lines = candidates({
    span,
    today,
    periods,
    persons: new Map([[person.id, person]]),
    types,
    // `awayAsSeen` decides: here the contract is known already.
    maySeeRequests: () => true,
    locale: texts.locale,
  }).flatMap((candidate) => {
    const away = awayAsSeen(candidate, {
      viewer,
      setting: needs.reasons,
      types,
      employment,
      periodsOfPerson: periods,
      isFree: freeDays(employment, places, needs.holidays),
    });
    return away ? [away] : [];
  });
  lines.sort((a, b) => compareHalves(a.first, b.first));
  // A request that nobody has approved keeps nobody away today.
  const isNow = (away: Away) => away.first.day <= today && !away.seen.requested;
  const next = lines.find((away) => !isNow(away) && !away.seen.remote);
  return { now: lines.filter(isNow), ...(next && { next }) };
}
