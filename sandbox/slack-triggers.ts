import { randomUUID } from "node:crypto";
import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";

const TRIGGER_LIFE_MS = 3000;

/** Who opens a window, and from which conversation, where it was one. */
export type Opener = { user: string; channel?: string | undefined };

/** What lets the bot open a window before somebody, as an answer to what they just did. */
export function createTriggers(clock: () => Date) {
  const triggers = new Map<string, Opener & { madeAt: number; isUsed: boolean }>();

  return {
    newTrigger: (user: string, channel?: string): string => {
      const id = `${randomUUID()}.trigger`;
      triggers.set(id, { user, channel, madeAt: clock().getTime(), isUsed: false });
      dropOldest(triggers, MOST_KEPT);
      return id;
    },
    /** Uses a trigger up: it is good for three seconds and once. Gives whose it is, or Slack's error. */
    spendTrigger: (id: unknown): Opener | { error: string } => {
      const trigger = triggers.get(String(id));
      if (!trigger) return { error: "invalid_trigger_id" };
      if (trigger.isUsed) return { error: "exchanged_trigger_id" };
      if (clock().getTime() - trigger.madeAt > TRIGGER_LIFE_MS) return { error: "expired_trigger_id" };
      trigger.isUsed = true;
      return { user: trigger.user, channel: trigger.channel };
    },
  };
}
