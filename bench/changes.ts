import type { createPersonioStandIn } from "../sandbox/personio.ts";
import { addDays } from "../sandbox/personio-days.ts";
import { type Chance, chanceOf, oneOf } from "./chance.ts";

type PersonioStandIn = Awaited<ReturnType<typeof createPersonioStandIn>>;
/** Something that happens in Personio's web app; `now`: the instant when it does. */
export type Change = { at: number; happen: (personio: PersonioStandIn, now: Date) => void };

const HOUR = 60 * 60_000;
/** Of a thousand people, so often a working day. */
const OF_A_THOUSAND = { requested: 20, decided: 16, sick: 8, moved: 4, deleted: 3 };

/** What changes in Personio on a working day from eight to six, in order. The same seed is the same day. */
export function changesOfDay(people: number, midnight: number, seed = 2): Change[] {
  const chance = chanceOf(seed);
  const times = (aThousand: number) => Array.from({ length: Math.ceil((people * aThousand) / 1000) });
  const at = () => midnight + (8 + chance() * 10) * HOUR;
  const changes = (Object.keys(OF_A_THOUSAND) as (keyof typeof OF_A_THOUSAND)[]).flatMap((kind) =>
    times(OF_A_THOUSAND[kind]).map(
      (): Change => ({ at: at(), happen: (personio, now) => HAPPEN[kind](personio, now, chance) }),
    ),
  );
  return changes.toSorted((a, b) => a.at - b.at);
}

const HAPPEN: Record<keyof typeof OF_A_THOUSAND, (personio: PersonioStandIn, now: Date, chance: Chance) => void> = {
  requested: (personio, now, chance) => {
    const first = addDays(dayOf(now), 7 + Math.floor(chance() * 120));
    enter(personio, oneOf(personio.state.world.persons, chance).id, first, addDays(first, 4), "PENDING");
  },
  decided: (personio, _now, chance) => {
    const pending = personio.state.world.absencePeriods.filter(({ status }) => status === "PENDING");
    if (pending.length > 0) personio.decide(oneOf(pending, chance).id, chance() < 0.95 ? "APPROVED" : "REJECTED");
  },
  sick: (personio, now, chance) => callInSick(personio, oneOf(personio.state.world.persons, chance).id, now),
  moved: (personio, now, chance) => {
    const { id, first } = oneOf(upcoming(personio, now), chance);
    personio.alter(id, { last: { day: addDays(first.day, 2), half: "SECOND_HALF" } });
  },
  deleted: (personio, now, chance) => void personio.erase(oneOf(upcoming(personio, now), chance).id),
};

/** From today until the day after tomorrow. */
export function callInSick(personio: PersonioStandIn, personId: string, now: Date): void {
  enter(personio, personId, dayOf(now), addDays(dayOf(now), 2), "APPROVED");
}

function enter(personio: PersonioStandIn, personId: string, first: string, last: string, status: string): void {
  const { absenceTypes } = personio.state.world;
  const type = absenceTypes.find(({ category }) => (category === "SICK_LEAVE") === (status === "APPROVED"));
  personio.enter({
    personId,
    typeId: type?.id ?? "",
    first: { day: first, half: "FIRST_HALF" },
    last: { day: last, half: "SECOND_HALF" },
    status,
  });
}

function upcoming(personio: PersonioStandIn, now: Date) {
  return personio.state.world.absencePeriods.filter(({ first, last }) => first.day > dayOf(now) && last !== null);
}

function dayOf(now: Date): string {
  return now.toISOString().slice(0, 10);
}
