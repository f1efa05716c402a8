import { type Clock, wallClock } from "../domain/calendar.ts";
import type { Holidays } from "../domain/holidays.ts";
import { isOn, type Presence, presenceAt } from "../domain/presence.ts";
import type { Directory } from "../personio/directory.ts";
import { freeDays } from "./places.ts";

export type PresenceNeeds = { directory: Directory; holidays: Holidays; clock: Clock };

/**
 * Whether somebody is out, or works elsewhere, right now. Everybody's absences of these days are one answer of Personio's, which is kept;
 * more is asked only about who is away.
 *
 * @param zone where they are
 */
export async function askPresence(
  personId: string,
  zone: string,
  { directory, holidays, clock }: PresenceNeeds,
): Promise<Presence | undefined> {
  const at = wallClock(clock(), zone);
  const periods = (await directory.absencesDuring({ first: at.day, last: at.day })).filter(
    (period) => period.personId === personId,
  );
  if (!periods.some((period) => isOn(period, at))) return undefined;
  const [types, employments, places] = await Promise.all([
    directory.absenceTypes(),
    directory.readableEmployments([personId], { asItIs: true }),
    directory.places(),
  ]);
  return presenceAt(at, periods, types, freeDays(employments.get(personId), places, holidays));
}
