import { WebAPIRateLimitedError, type WebClient } from "@slack/web-api";
import { slackErrorOf } from "../commands/slack-error.ts";
import type { Status } from "../domain/status.ts";

/** Slack's codes for a token that is good for nothing any more. */
const DEAD = new Set([
  "token_revoked",
  "token_expired",
  "invalid_auth",
  "not_authed",
  "account_inactive",
  "missing_scope",
  "not_allowed_token_type",
]);

export type Profiles = ReturnType<typeof createProfiles>;

/** People's own profiles, each read and written with their own token. */
export function createProfiles(people: WebClient) {
  return {
    status: async (token: string): Promise<Status> => {
      const { profile } = await people.users.profile.get({ token });
      return {
        text: profile?.status_text ?? "",
        emoji: profile?.status_emoji ?? "",
        expiration: profile?.status_expiration ?? 0,
      };
    },

    setStatus: async (token: string, { text, emoji, expiration }: Status): Promise<void> => {
      const profile = { status_text: text, status_emoji: emoji, status_expiration: expiration };
      await people.users.profile.set({ token, profile });
    },

    revoke: async (token: string): Promise<void> => {
      await people.auth.revoke({ token });
    },
  };
}

/** Whether Slack said that a token is good for nothing any more. */
export function isDead(error: unknown): boolean {
  return DEAD.has(slackErrorOf(error) ?? "");
}

/** For how many milliseconds Slack wants to hear nothing; undefined: it did not say so. */
export function pauseIn(error: unknown): number | undefined {
  return error instanceof WebAPIRateLimitedError ? error.retryAfter * 1000 : undefined;
}
