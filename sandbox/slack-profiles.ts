import { eventOf } from "./slack-message-events.ts";
import { type Params, type Result, refused } from "./slack-result.ts";
import type { SlackUser, World } from "./slack-world.ts";

/** What somebody allowed an app to do in their name. */
export type Grant = { user: string; scopes: string[] };

const MOST = { text: 100 };

/** A profile as it is now: Slack takes a status down when its time is over. */
export function profileNow({ clock }: Pick<World, "clock">, { profile }: SlackUser): SlackUser["profile"] {
  const { status_text, status_emoji, status_expiration, ...rest } = profile;
  if (status_text === undefined) return rest;
  const isOver = status_expiration !== 0 && (status_expiration ?? 0) * 1000 <= clock().getTime();
  return isOver ? { ...rest, status_text: "", status_emoji: "", status_expiration: 0 } : profile;
}

export function getProfile(world: World, _params: Params, { user }: Grant): Result {
  const found = world.users.find(({ id }) => id === user);
  if (!found) return refused("user_not_found");
  const profile = { status_text: "", status_emoji: "", status_expiration: 0, ...profileNow(world, found) };
  return { body: { ok: true, profile } };
}

export function setProfile(world: World, { profile }: Params, { user }: Grant): Result {
  const found = world.users.find(({ id }) => id === user);
  if (!found) return refused("user_not_found");
  if (typeof profile !== "object" || profile === null) return refused("invalid_profile");
  const { status_text = "", status_emoji = "", status_expiration = 0 } = profile as Record<string, unknown>;
  if (typeof status_text !== "string" || typeof status_emoji !== "string") return refused("invalid_profile");
  if (status_text.length > MOST.text) return refused("too_long");
  if (status_emoji !== "" && !/^:[\w+-]+:$/.test(status_emoji)) {
    return refused("profile_status_set_failed_not_valid_emoji");
  }
  // A text without a sign gets one.
  const emoji = status_text !== "" && status_emoji === "" ? ":speech_balloon:" : status_emoji;
  const expiration = status_text === "" && status_emoji === "" ? 0 : Number(status_expiration);
  found.profile = { ...found.profile, status_text, status_emoji: emoji, status_expiration: expiration };
  world.viewChanged();
  return getProfile(world, {}, { user, scopes: [] });
}

/** Of the token that it is called with. */
export function revokeToken(world: World, _params: Params, { user }: Grant): Result {
  revokeTokensOf(world, user);
  return { body: { ok: true, revoked: true } };
}

/** What somebody allowed is good for nothing any more; the app hears of it where it subscribed to that. */
export function revokeTokensOf(world: World, user: string): void {
  for (const [token, grant] of world.grants) if (grant.user === user) world.grants.delete(token);
  world.tellBot(eventOf(world, { type: "tokens_revoked", tokens: { oauth: [user], bot: [] } }));
}
