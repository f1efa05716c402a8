import { isRemote, isSettled } from "../domain/absence.ts";
import { hoursOf } from "../domain/attendance.ts";
import { type Clock, wallClock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import { currentEmployment, type Employment, isActive, nameOf, type Person } from "../domain/person.ts";
import { leaveOut, ProblemError } from "../domain/problem.ts";
import { type Target, targetOf } from "../domain/target-hours.ts";
import type { HoursModel, HoursQuestion } from "../views/hours-model.ts";
import type { Asker, Askers } from "./asker.ts";
import type { AwayNeeds } from "./away.ts";
import { freeDays } from "./places.ts";
import { asOfIn } from "./reading.ts";

export type HoursNeeds = Pick<AwayNeeds, "directory" | "holidays"> & {
  askers: Askers;
  /** Else everybody sees their own alone. */
  supervisorsSeeHours: boolean;
  clock: Clock;
  log: Log;
};

/**
 * Hours as the asker may see them: their own, and those of the people who report to them now. Every question goes through here, also those
 * of buttons, which may be old or forged.
 *
 * @throws ProblemError `asker-unknown`, `not-your-report`, `own-hours-only`
 */
export async function askHours(question: HoursQuestion, asker: Asker, needs: HoursNeeds): Promise<HoursModel> {
  const { directory, askers } = needs;
  const { span, personId } = question;
  const me = await askers.selfOf(asker);
  const isOwn = personId === undefined || personId === me.id;
  if (!isOwn && !needs.supervisorsSeeHours) throw new ProblemError({ kind: "own-hours-only" });
  const report = isOwn ? undefined : await reportOf(me, personId, asker, needs);
  const person = report?.person ?? me;
  const zone = report ? await askers.slackUserOf(person).then((user) => user?.zone ?? asker.zone) : asker.zone;
  const [periods, target] = await Promise.all([
    directory.attendanceOf(person.id, span),
    askTarget(question, person, report?.contracts, needs).catch(leaveOut<Target | undefined>(needs.log, undefined)),
  ]);
  // What ran then is counted until then: whether it runs still nobody knows.
  const at = directory.asOf() ?? needs.clock();
  return {
    question: isOwn ? { span } : { span, personId },
    today: asker.today,
    ...(report && { name: nameOf(person) }),
    hours: hoursOf(periods, wallClock(at, zone)),
    ...(target && { target }),
    ...asOfIn(directory, asker),
  };
}

/** Somebody who reports to `me` by the contract that Personio has now, and not by one of yesterday. */
async function reportOf(
  me: Person,
  personId: string,
  { today }: Asker,
  { directory }: HoursNeeds,
): Promise<{ person: Person; contracts: Employment[] }> {
  const contracts = await directory.contractsOf(personId, { isNow: true });
  const isMine = isActive(me) && currentEmployment(contracts, today)?.supervisorId === me.id;
  const person = isMine ? (await directory.persons([personId])).get(personId) : undefined;
  if (!person || !isActive(person)) throw new ProblemError({ kind: "not-your-report" });
  return { person, contracts };
}

async function askTarget(
  { span }: HoursQuestion,
  person: Person,
  known: Employment[] | undefined,
  { directory, holidays }: HoursNeeds,
): Promise<Target | undefined> {
  const [contracts, absences, types, places] = await Promise.all([
    known ?? directory.contractsOf(person.id),
    directory.absencesOf(person.id),
    directory.absenceTypes(),
    directory.places(),
  ]);
  return targetOf(span, {
    contracts,
    absences: absences.filter((period) => isSettled(period) && !isRemote(types.get(period.absenceTypeId))),
    isFree: freeDays(currentEmployment(contracts, span.last), places, holidays),
  });
}
