import type { Snapshot } from "../../../demo-wire.ts";

export function personNamed({ people, me, app }: Snapshot, id: string): string {
  if (id === app.userId) return app.name;
  if (id === me.id) return me.name;
  return people.find((person) => person.id === id)?.name ?? id;
}

export function channelNamed(snapshot: Snapshot, id: string): string | undefined {
  return snapshot.channels.find((channel) => channel.id === id)?.name;
}
