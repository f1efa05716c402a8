import type { Demo } from "./demo.ts";
import type { Ask, Days } from "./demo-wire.ts";
import type { Entry } from "./personio-book.ts";

type Entered = Extract<Ask, { do: "enter" }>;
type Altered = Extract<Ask, { do: "alter" }>;
type PersonAltered = Extract<Ask, { do: "alterPerson" }>;

/** For types that are counted in hours. */
const OFFICE_HOURS = { from: "09:00", to: "17:00" };
const WHOLE_DAYS = { first: "FIRST_HALF", last: "SECOND_HALF" } as const;

/** What Personio's administrator enters: it is approved. @throws with a sentence for them */
export function entryOf(demo: Demo, { personId, typeId, ...days }: Entered): Entry {
  personAt(demo, personId);
  return { personId, typeId, ...spanOf(demo, typeId, days), status: "APPROVED" };
}

/** What they change about an absence. @throws with a sentence for them */
export function changesOf(demo: Demo, { periodId, typeId, days }: Altered): Partial<Entry> {
  const period = demo.personio.state.world.absencePeriods.find(({ id }) => id === periodId);
  if (!period) throw new Error("This absence is not there any more.");
  const type = typeId ?? period.typeId;
  const { first, last, times } = period;
  const kept: Days = {
    firstDay: first.day,
    lastDay: last?.day ?? null,
    halves: { first: first.half, last: last?.half ?? WHOLE_DAYS.last },
    ...(times && { times }),
  };
  const isOther = days !== undefined || (typeId !== undefined && typeId !== period.typeId);
  return { ...(typeId !== undefined && { typeId }), ...(isOther && spanOf(demo, type, days ?? kept)) };
}

/** What they change about somebody. @throws with a sentence for them */
export function alterPerson({ personio }: Demo, { do: _, personId, ...changes }: PersonAltered): void {
  const { world } = personio.state;
  personAt({ personio }, personId);
  const { teamId, supervisorId, workplaceId, email } = changes;
  const isThere = (id: string | null | undefined, all: readonly { id: string }[]) =>
    id === undefined || id === null || all.some((one) => one.id === id);
  const teams = world.orgUnits.filter(({ type }) => type === "team");
  if (!isThere(teamId, teams)) throw new Error("There is no such team.");
  if (!isThere(workplaceId, world.workplaces)) throw new Error("There is no such workplace.");
  if (!isThere(supervisorId, world.persons)) throw new Error("There is no such supervisor.");
  if (supervisorId === personId) throw new Error("Nobody is their own supervisor.");
  if (email && world.persons.some((other) => other.id !== personId && other.email === email))
    throw new Error("Somebody else has this address.");
  personio.alterPerson(personId, changes);
}

function personAt({ personio }: Pick<Demo, "personio">, id: string): void {
  if (!personio.state.world.persons.some((person) => person.id === id)) throw new Error("There is no such person.");
}

function spanOf({ personio }: Demo, typeId: string, { firstDay, lastDay, halves = WHOLE_DAYS, times }: Days) {
  const type = personio.state.world.absenceTypes.find(({ id }) => id === typeId);
  if (!type) throw new Error("There is no such type of absence.");
  if (lastDay !== null && lastDay < firstDay) throw new Error("The last day is before the first.");
  if (type.unit === "HOUR") {
    if (lastDay !== firstDay) throw new Error(`${type.name} is counted in hours, and begins and ends on one day.`);
    const hours = times ?? OFFICE_HOURS;
    if (hours.to <= hours.from) throw new Error("It ends before it begins.");
    const { first, last } = WHOLE_DAYS;
    return { first: { day: firstDay, half: first }, last: { day: firstDay, half: last }, times: hours };
  }
  if (firstDay === lastDay && halves.first === "SECOND_HALF" && halves.last === "FIRST_HALF")
    throw new Error("It ends before it begins.");
  return {
    first: { day: firstDay, half: halves.first },
    last: lastDay === null ? null : { day: lastDay, half: halves.last },
  };
}
