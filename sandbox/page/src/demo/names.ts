import type { Snapshot } from "../../../demo-wire.ts";

export function personNamed({ people, me, app }: Snapshot, id: string): string {
  if (id === app.userId) return app.name;
  if (id === me.id) return me.name;
  return people.find((person) => person.id === id)?.name ?? id;
}

export function channelNamed(snapshot: Snapshot, id: string): string | undefined {
  return snapshot.channels.find((channel) => channel.id === id)?.name;
}

export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const [first, last] = words.length > 1 ? [words[0], words.at(-1)] : [words[0], undefined];
  return [first, last]
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}
