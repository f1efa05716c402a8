import { pageOf } from "./slack-pages.ts";
import { profileNow } from "./slack-profiles.ts";
import { isYes, type Params, type Result, refused } from "./slack-result.ts";
import type { SlackUser, World } from "./slack-world.ts";

export function userInfo(world: World, { user, include_locale }: Params): Result {
  const found = world.users.find(({ id }) => id === user);
  return found ? one(shown(world, found, isYes(include_locale))) : refused("user_not_found");
}

export function lookupByEmail(world: World, { email }: Params): Result {
  const wanted = String(email).toLowerCase();
  const found = world.users.find((user) => user.profile.email?.toLowerCase() === wanted && !user.deleted);
  return found ? one(shown(world, found, false)) : refused("users_not_found");
}

/** Everybody, also those who are gone; all of them at once, when no limit is asked for. */
export function listUsers(world: World, params: Params): Result {
  const cut = pageOf(world.users, ({ id }) => id, params, { most: 1000, byDefault: Number.POSITIVE_INFINITY });
  if ("refusal" in cut) return cut.refusal;
  const members = cut.page.map((user) => shown(world, user, isYes(params.include_locale)));
  const cache_ts = Math.floor(world.clock().getTime() / 1000);
  return { body: { ok: true, members, cache_ts, response_metadata: { next_cursor: cut.next_cursor } } };
}

/** The e-mail address needs its own scope, the locale has to be asked for: without, they are simply not there. */
function shown(world: World, { locale, ...user }: SlackUser, withLocale: boolean) {
  const { email, ...profile } = profileNow(world, user);
  const mayReadEmail = email !== undefined && world.scopes.includes("users:read.email");
  const seen = { ...user, ...(withLocale && locale !== undefined && { locale }) };
  return { ...seen, profile: mayReadEmail ? { ...profile, email } : profile };
}

function one(user: Record<string, unknown>): Result {
  return { body: { ok: true, user } };
}
