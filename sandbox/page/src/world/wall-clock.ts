import { zoneOr } from "../demo/times.ts";

/** Days and times on the wall of a zone. */
export function wallClock(at: Date, zone: string): { day: string; time: string } {
  const options = {
    timeZone: zoneOr(zone, "UTC"),
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  } as const;
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat("en-CA", options).formatToParts(at).map(({ type, value }) => [type, value]),
  );
  return { day: `${parts.year}-${parts.month}-${parts.day}`, time: `${parts.hour}:${parts.minute}` };
}

/** The instant at which the wall shows this; of two, the first. */
export function instantOf(day: string, time: string, zone: string): Date {
  const wanted = Date.parse(`${day}T${time}:00Z`);
  let at = wanted;
  // Twice, for the zone may change its offset between the guess and what it leads to.
  for (const _ of [1, 2]) {
    const shown = wallClock(new Date(at), zone);
    at += wanted - Date.parse(`${shown.day}T${shown.time}:00Z`);
  }
  return new Date(at);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}
