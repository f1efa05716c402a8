import { fallsInto } from "../domain/absence.ts";
import { daysBetween, lastWorkday, nextWorkday } from "../domain/calendar.ts";
import type { Person } from "../domain/person.ts";
import type { Candidate, Who } from "../domain/whos-out.ts";
import { type HomeToday, MOST_AT_HOME } from "../views/home.ts";
import type { Asker } from "./asker.ts";
import { type AwayNeeds, backOn, countOf, findAway, readCalendar, toldOf } from "./away.ts";
import { freeDays, unitOf } from "./places.ts";
import { asOfIn } from "./reading.ts";

/**
 * Who of somebody's team is out today, and who is back on the next working day. Of the whole company, for those without a team.
 *
 * @param person the asker in Personio, if they are there
 * @throws ProblemError when Personio does not answer and nothing is known of today
 */
export async function askToday(asker: Asker, person: Person | undefined, needs: AwayNeeds): Promise<HomeToday> {
  const { directory, holidays } = needs;
  const { today } = asker;
  const employment = person && (await directory.readableEmployments([person.id])).get(person.id);
  const places = await directory.places();
  const isFree = freeDays(employment, places, holidays);
  // On a Saturday, who is back on Monday may have been out until Friday.
  const span = { first: lastWorkday(today, isFree), last: today };
  const calendar = await readCalendar(span, needs);
  const unit = unitOf(employment, places, "team") ?? unitOf(employment, places, "department");
  const who: Who = unit ? { kind: "unit", id: unit.id } : { kind: "everybody" };
  const viewer = { kind: "person" as const, ...(person && { personId: person.id }) };
  const { all, linesOf } = await findAway({ span, who }, viewer, asker, { ...needs, directory: calendar });
  const settled = all.filter(({ group }) => group !== "requested");
  const now = settled.filter(({ period }) => fallsInto(period, { first: today, last: today }));
  const isOut = ({ group }: Candidate) => group !== "remote";
  const told = (some: Candidate[]) => toldOf(some, MOST_AT_HOME.lines, linesOf);
  const next = nextWorkday(today, isFree);
  const [out, remote, back] = await Promise.all([
    told(now.filter(isOut)),
    told(now.filter((one) => !isOut(one))),
    // Only these can be back then.
    linesOf(settled.filter((one) => isOut(one) && one.period.last !== null && one.period.last.day <= next)),
  ]);
  return {
    ...(unit && { of: unit.name }),
    isFree: isFree(today),
    people: countOf(now).peopleOut,
    out,
    remote,
    next: { day: next, isTomorrow: daysBetween(today, next) === 1, back: backOn(next, back, MOST_AT_HOME.lines) },
    ...asOfIn(calendar, asker),
  };
}
