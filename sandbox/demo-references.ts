import type { PersonioWorld } from "./personio-wire.ts";
import type { SeenMessage, SlackChannel, SlackUser } from "./slack.ts";

type World = {
  slack: { users: SlackUser[]; channels: SlackChannel[]; messages: SeenMessage[] };
  personio: PersonioWorld;
};
type Lost = { path: (string | number)[]; message: string };

/** Where something points to what is not there: the bot and the page rely on it. @param bot the id of the app, who is in no list */
export function* lostIn({ slack, personio }: World, bot: string): Generator<Lost> {
  const { persons, employments, absenceTypes, absencePeriods, attendancePeriods, orgUnits, workplaces } = personio;
  const people = idsOf(persons);
  const units = idsOf(orgUnits);
  const places = idsOf(workplaces);
  const types = idsOf(absenceTypes);
  yield* lost("personio.employments", employments, {
    personId: people,
    supervisorId: people,
    workplaceId: places,
    teamId: units,
    departmentId: units,
  });
  yield* lost("personio.absencePeriods", absencePeriods, { personId: people, typeId: types, substituteId: people });
  yield* lost("personio.attendancePeriods", attendancePeriods, { personId: people });
  yield* lost("personio.balances", personio.balances, { personId: people });
  const users = idsOf([...slack.users, { id: bot }]);
  for (const [at, { members }] of slack.channels.entries()) {
    const gone = members.findIndex((id) => !users.has(id));
    if (gone >= 0) yield { path: ["slack", "channels", at, "members", gone], message: sentence(members[gone] ?? "") };
  }
  const conversations = idsOf([...slack.channels, ...slack.users]);
  yield* lost("slack.messages", slack.messages, { channel: conversations, to: users, from: users });
}

/** @param fields where each field points to; what it leaves out points nowhere */
function* lost<T extends object>(
  list: string,
  all: readonly T[],
  fields: Partial<Record<keyof T & string, ReadonlySet<string>>>,
): Generator<Lost> {
  for (const [at, one] of all.entries()) {
    for (const [field, known] of Object.entries<ReadonlySet<string> | undefined>(fields)) {
      const id = one[field as keyof T];
      if (typeof id === "string" && !known?.has(id))
        yield { path: [...list.split("."), at, field], message: sentence(id) };
    }
  }
}

function idsOf(all: readonly { id: string }[]): ReadonlySet<string> {
  return new Set(all.map(({ id }) => id));
}

function sentence(id: string): string {
  return `there is nothing with the id ${id}`;
}
