import { type AbsencePeriod, compareHalves } from "../domain/absence.ts";
import type { Day, Span } from "../domain/calendar.ts";
import { isColleague, isInsider, type ReasonSetting, type Viewer } from "../domain/discretion.ts";
import type { Holidays } from "../domain/holidays.ts";
import type { Employment, Person } from "../domain/person.ts";
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
import type { Directory } from "../personio/directory.ts";
import type { Line, Told } from "../views/away.ts";
import { LINES_A_PAGE, type WhosOutModel } from "../views/whos-out.ts";
import type { Asker } from "./asker.ts";
import type { Channels } from "./channel.ts";
import { type Out, outDuring, type Supervisors } from "./out.ts";
import { belongsTo, freeDays, teamToTell } from "./places.ts";
import { asOfIn } from "./reading.ts";
import { nameOfWho } from "./who.ts";

export type AwayNeeds = {
  directory: Directory;
  channels: Pick<Channels, "personsIn">;
  holidays: Holidays;
  reasons: ReasonSetting;
};
/** Later than any absence. */
const LAST_DAY: Day = "2199-12-31";

type Reading = Pick<Asker, "texts" | "today" | "zone">;

/** One page of an answer. */
export async function askWhosOut(
  question: Question,
  viewer: Viewer | Promise<Viewer>,
  reading: Reading,
  needs: AwayNeeds,
): Promise<WhosOutModel> {
  const [{ all, linesOf, pages }, of] = await Promise.all([
    findAway(question, viewer, reading, needs),
    nameOfWho(question.who, needs.directory, reading.texts),
  ]);
  if (question.who.kind !== "everybody" && !of) throw new ProblemError({ kind: "stale-button" });
  // A button may be older than the answer: people come back.
  const page = Math.min(question.page, Math.max(0, Math.ceil(all.length / LINES_A_PAGE) - 1));
  const shown = all.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE);
  const make = async (): Promise<WhosOutModel> => ({
    question: { ...question, page },
    today: reading.today,
    ...(of && { of }),
    lines: await linesOf(shown),
    count: countOf(all),
    ...asOfIn(needs.directory, reading),
  });
  if (!pages || needs.directory.asOf()) return make();
  const as = await viewer;
  const isOutsider = (supervisors: Supervisors) =>
    [...supervisors].every(([personId, supervisorId]) => !isInsider(as, personId, supervisorId));
  const key = `${page} ${isColleague(as)}`;
  const known = pages.get(key);
  if (known) return isOutsider(known.supervisors) ? known.model : make();
  const supervisors = await supervisorsOf(shown, needs.directory);
  const model = await make();
  if (supervisors && isOutsider(supervisors) && !needs.directory.asOf()) pages.set(key, { model, supervisors });
  return model;
}

/** By person id; undefined where a contract is not known. */
async function supervisorsOf(shown: readonly Candidate[], directory: Directory): Promise<Supervisors | undefined> {
  const employments = await directory.readableEmployments(shown.map(({ person }) => person.id));
  const areKnown = shown.every(({ person }) => employments.has(person.id));
  return areKnown ? new Map([...employments].map(([id, { supervisorId }]) => [id, supervisorId])) : undefined;
}

/**
 * One reading of the calendar for several questions.
 * @param how of the reading
 * @returns a directory that tells these absences of whatever days inside `span`, and of when they are, where Personio does not answer
 */
export async function readCalendar(
  span: Span,
  { directory }: { directory: Directory },
  how?: { isPatient: boolean },
): Promise<Directory> {
  const reading = directory.reading(how);
  const periods = await reading.absencesDuring(span);
  return { ...reading, absencesDuring: async () => periods };
}

/**
 * Asks for what the question needs and no more: contracts only of those whose team must be known, and, by `linesOf`, of those who
 * are shown.
 *
 * @param as who reads, or who will be it: found out while other things are read
 * @returns `all` that could be told, in order of reading; `linesOf` some of them as they may see them; `pages` as others were told
 *   them, where `all` is the same for everybody
 */
export async function findAway(
  { span, who }: Pick<Question, "span" | "who">,
  as: Viewer | Promise<Viewer>,
  { texts, today }: Pick<Reading, "texts" | "today">,
  needs: AwayNeeds,
): Promise<{
  all: readonly Candidate[];
  linesOf: (shown: readonly Candidate[]) => Promise<Line[]>;
  pages?: Out["pages"];
}> {
  const { directory } = needs;
  const [viewer, periods, types, places] = await Promise.all([
    as,
    directory.absencesDuring(span),
    directory.absenceTypes(),
    directory.places(),
  ]);
  const facts = { span, today, periods, types, places, locale: texts.locale };
  const { requests, pages, periodsOf, settledOf } = outDuring(facts);
  const [insiders, { settled, persons }] = await Promise.all([
    requestsSeenBy(viewer, requests, directory),
    settledOf(directory),
  ]);
  const requested = candidates({
    ...facts,
    periods: requests,
    persons,
    maySeeRequests: (personId) => insiders.has(personId),
  });
  // What is requested is read last (`GROUPS`).
  const all = await onlyWho(requested.length === 0 ? settled : [...settled, ...requested], who, needs);
  const linesOf = async (shown: readonly Candidate[]) => {
    const employments = await directory.readableEmployments(shown.map(({ person }) => person.id));
    return shown.flatMap((candidate) => {
      const employment = employments.get(candidate.person.id);
      const away = awayAsSeen(candidate, {
        viewer,
        setting: needs.reasons,
        types,
        employment,
        periodsOfPerson: periodsOf(candidate.person.id),
        isFree: freeDays(employment, places, needs.holidays),
      });
      const team = teamToTell(who, employment, places);
      return away ? [{ ...away, ...(team && { team }) }] : [];
    });
  };
  return { all, linesOf, ...(all === settled && { pages }) };
}

/** The persons whose requests the asker may see: their own and their reports'. Nobody, for a channel. */
async function requestsSeenBy(
  viewer: Viewer,
  requests: readonly AbsencePeriod[],
  directory: Directory,
): Promise<Set<string>> {
  if (viewer.kind !== "person" || viewer.personId === undefined) return new Set();
  const me = viewer.personId;
  const others = requests.filter(({ personId }) => personId !== me).map(({ personId }) => personId);
  const employments = await directory.readableEmployments(others);
  return new Set([me, ...others.filter((id) => employments.get(id)?.supervisorId === me)]);
}

async function onlyWho(
  all: readonly Candidate[],
  who: Who,
  { directory, channels }: AwayNeeds,
): Promise<readonly Candidate[]> {
  switch (who.kind) {
    case "everybody":
      return all;
    case "person":
      return all.filter(({ person }) => person.id === who.id);
    case "channel": {
      const inChannel = await channels.personsIn(who.id);
      return all.filter(({ person }) => inChannel.has(person.id));
    }
    default: {
      const employments = await directory.employments(all.map(({ person }) => person.id));
      return all.filter(({ person }) => belongsTo(employments.get(person.id), who));
    }
  }
}

/** How many there are, in each group too. Somebody with two absences is one person. */
export function countOf(asked: readonly Candidate[]): WhosOutModel["count"] {
  const groups: Partial<Record<Group, number>> = {};
  const out = new Set<string>();
  for (const { group, person } of asked) {
    groups[group] = (groups[group] ?? 0) + 1;
    if (group !== "remote" && group !== "requested") out.add(person.id);
  }
  return { lines: asked.length, groups, peopleOut: out.size };
}

/** The first `most` of some absences, and how many more there are. */
export async function toldOf(
  all: readonly Candidate[],
  most: number,
  linesOf: (shown: readonly Candidate[]) => Promise<Line[]>,
): Promise<Told> {
  return { lines: await linesOf(all.slice(0, most)), more: Math.max(0, all.length - most) };
}

/** Those of some absences from which people are back on a day. Two that follow each other end in one return. */
export function backOn(day: Day, lines: readonly Line[], most: number): Told {
  const back = lines.filter((line) => line.back?.day === day);
  const people = [...new Map(back.map((line) => [line.personId, line])).values()];
  return { lines: people.slice(0, most), more: Math.max(0, people.length - most) };
}

/** One person's absences from today on, as `viewer` may see them: those that touch today, and the next one. */
export async function askAwayOf(
  person: Person,
  employment: Employment | undefined,
  viewer: Viewer,
  { texts, today }: Pick<Reading, "texts" | "today">,
  needs: AwayNeeds,
): Promise<{ now: Away[]; next?: Away }> {
  const { directory } = needs;
  const [periods, types, places] = await Promise.all([
    directory.absencesFrom(person.id, today),
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
