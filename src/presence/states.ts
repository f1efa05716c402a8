import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";
import type { Clock } from "../domain/calendar.ts";

/** Long enough to read what Slack asks, and to sign in. */
const LIFE_MS = 10 * 60_000;

/** Who set out for Slack; `id`: of this one journey. */
export type State = { slackId: string; id: string; until: Date };

/**
 * The states that go with people to Slack and come back with them: signed, so that nothing has to be kept until they come back, by a key
 * that other installations do not have.
 *
 * @param secret any other key is made of it
 */
export function createStates(secret: Buffer, clock: Clock) {
  const key = Buffer.from(hkdfSync("sha256", secret, "", "oauth-state", 32));
  const signed = (said: string) => createHmac("sha256", key).update(said).digest();

  return {
    make: (slackId: string): string => {
      const until = clock().getTime() + LIFE_MS;
      const said = `${slackId}.${until.toString(36)}.${randomBytes(16).toString("base64url")}`;
      return `${said}.${signed(said).toString("base64url")}`;
    },

    /** Undefined when it is not ours, or too old. Whether it was used before, the store knows. */
    read: (state: string): State | undefined => {
      const at = state.lastIndexOf(".");
      const said = state.slice(0, at);
      const signature = Buffer.from(state.slice(at + 1), "base64url");
      const right = signed(said);
      if (signature.length !== right.length || !timingSafeEqual(signature, right)) return undefined;
      const [slackId = "", until = "", id = ""] = said.split(".");
      const last = new Date(Number.parseInt(until, 36));
      return last > clock() ? { slackId, id, until: last } : undefined;
    },
  };
}
