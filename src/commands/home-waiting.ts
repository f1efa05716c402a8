import { compareHalves } from "../domain/absence.ts";
import { seenBy } from "../domain/discretion.ts";
import type { Log } from "../domain/log.ts";
import { type Employment, isActive, nameOf, type Person } from "../domain/person.ts";
import { leaveOut } from "../domain/problem.ts";
import { nameText } from "../views/away.ts";
import { type HomeWaiting, MOST_AT_HOME } from "../views/home.ts";
import type { Asker } from "./asker.ts";
import type { AwayNeeds } from "./away.ts";
import { asOfIn } from "./reading.ts";

/** As many as one call takes. */
const MOST_LOOKED_AT = 50;

/**
 * What the reports of a supervisor wait for; undefined: nothing, also for those who supervise nobody. Where a contract cannot be read,
 * nobody knows whose report that is: everybody is told of it, for it may be theirs.
 */
export async function askWaiting(
  { id: personId }: Person,
  asker: Pick<Asker, "today" | "texts" | "zone">,
  {
    directory,
    reasons,
    webUrl,
    log,
  }: Pick<AwayNeeds, "directory" | "reasons"> & { webUrl: string | undefined; log: Log },
): Promise<HomeWaiting | undefined> {
  const { today, texts } = asker;
  const others = (await directory.undecided()).filter((period) => period.personId !== personId);
  const unread = new Set<string>();
  const contractOf = async (id: string): Promise<Employment | undefined> => {
    const asked = directory.employments([id]).catch((error: unknown) => {
      unread.add(id);
      return leaveOut(log, new Map<string, Employment>())(error);
    });
    return (await asked).get(id);
  };
  const ids = [...new Set(others.map((period) => period.personId))];
  const employments = new Map(await Promise.all(ids.map(async (id) => [id, await contractOf(id)] as const)));
  const listed = others
    .filter((period) => employments.get(period.personId)?.supervisorId === personId)
    .toSorted((a, b) => compareHalves(a.first, b.first));
  // What was decided in Personio a moment ago is not told to who just decided it.
  const shown = await directory.stillUndecided(listed.slice(0, MOST_LOOKED_AT));
  const ofReports = shown.toSorted((a, b) => compareHalves(a.first, b.first));
  const [types, persons] = await Promise.all([
    directory.absenceTypes(),
    directory.persons(ofReports.map((period) => period.personId)),
  ]);
  const told = ofReports.flatMap((period) => {
    const person = persons.get(period.personId);
    const viewer = { kind: "person" as const, personId };
    const seen = seenBy(viewer, period, types.get(period.absenceTypeId), personId, reasons);
    if (!person || !isActive(person) || !seen) return [];
    const when = texts.away.when(period.first, period.last, period.times, today);
    const what = texts.timeOff.what(seen.reason ?? texts.timeOff.unknownType, when);
    const isCancelled = period.status === "DELETION_PENDING";
    return [{ name: nameText({ name: nameOf(person) }), what: isCancelled ? texts.home.wantsToCancel(what) : what }];
  });
  if (told.length === 0 && unread.size === 0) return undefined;
  return {
    requests: told.slice(0, MOST_AT_HOME.requests),
    unread: unread.size,
    more: Math.max(0, told.length - MOST_AT_HOME.requests) + Math.max(0, listed.length - MOST_LOOKED_AT),
    ...(webUrl && { url: webUrl }),
    ...asOfIn(directory, asker),
  };
}
