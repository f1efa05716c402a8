import { randomUUID } from "node:crypto";
import { amountOf } from "./personio-breakdowns.ts";
import type { PersonioSettings } from "./personio-settings.ts";
import type { PeriodRecord, PersonioWorld } from "./personio-wire.ts";

export type Book = ReturnType<typeof createBook>;
export type Entry = Omit<PeriodRecord, "id" | "updatedAt">;
type AbsenceEvent = `absence-period.${"created" | "updated.timerange" | "updated.status" | "deleted"}`;

/**
 * The book of absences. Whoever changes one does it here, through the API or in the web app, so that it is stamped, taken from what
 * is left, and told. Nothing is refused here.
 *
 * @param tell hears of each change
 */
export function createBook(options: {
  world: PersonioWorld;
  settings: PersonioSettings;
  clock: () => Date;
  tell: (event: AbsenceEvent, period: PeriodRecord) => void;
}) {
  const { world, clock, tell } = options;
  const find = (id: string) => world.absencePeriods.find((period) => period.id === id);

  /** What is planned is no longer available, as long as nobody has rejected it. */
  function spend(period: PeriodRecord, direction: 1 | -1): void {
    const type = world.absenceTypes.find(({ id }) => id === period.typeId);
    const balance = world.balances.find((entry) => entry.personId === period.personId && entry.name === type?.name);
    if (!balance || period.status === "REJECTED") return;
    balance.available -= direction * amountOf(period, options, clock().toISOString().slice(0, 10));
  }

  return {
    find,

    add(entry: Entry): PeriodRecord {
      const period = { ...entry, id: randomUUID(), updatedAt: clock().toISOString() };
      world.absencePeriods.push(period);
      spend(period, 1);
      tell("absence-period.created", period);
      return period;
    },

    /** What is not named stays. False when there is no such absence. */
    alter(id: string, changes: Partial<Entry>): boolean {
      const period = find(id);
      if (!period) return false;
      const { status } = period;
      spend(period, -1);
      Object.assign(period, changes, { updatedAt: clock().toISOString() });
      const type = world.absenceTypes.find(({ id }) => id === period.typeId);
      if (type?.unit === "DAY") delete period.times;
      spend(period, 1);
      if (changes.first || changes.last !== undefined || changes.times)
        tell("absence-period.updated.timerange", period);
      if (period.status !== status) tell("absence-period.updated.status", period);
      return true;
    },

    /** False when there is no such absence. */
    remove(id: string): boolean {
      const period = find(id);
      if (!period) return false;
      spend(period, -1);
      world.absencePeriods.splice(world.absencePeriods.indexOf(period), 1);
      tell("absence-period.deleted", period);
      return true;
    },
  };
}
