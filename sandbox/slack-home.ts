import { randomUUID } from "node:crypto";
import { stateOf } from "./slack-form-state.ts";
import { eventOf } from "./slack-message-events.ts";
import { type Params, type Result, refused } from "./slack-result.ts";
import { viewPayload, whyNotShown, withIds } from "./slack-views.ts";
import { conversationId, type World } from "./slack-world.ts";

/** Shows App Home to somebody. A `hash` must be the one of what is shown already. */
export function publishHome(world: World, { user_id, view, hash }: Params): Result {
  if (!world.app.hasHome) return refused("not_enabled");
  const user = world.users.find(({ id }) => id === user_id)?.id;
  if (user === undefined)
    return refused("invalid_arguments", { response_metadata: { messages: ["[ERROR] invalid `user_id`"] } });
  const before = world.homes.get(user);
  const refusal = whyNotShown(world, view, { instead: before, type: "home" });
  if (refusal) return refusal;
  if (hash !== undefined && before && hash !== before.hash) return refused("hash_conflict");
  const read = withIds(view);
  const home = {
    id: before?.id ?? `V${randomUUID()}`,
    hash: randomUUID(),
    view: read,
    user,
    state: stateOf(read.blocks, before?.state),
    errors: {},
  };
  world.homes.set(user, home);
  world.viewChanged();
  return { body: { ok: true, view: viewPayload(world, home) } };
}

/** What the bot hears when somebody opens its App Home, as the Events API tells it. */
export function homeOpened(world: World, user: string, tab: "home" | "messages"): Params {
  const home = world.homes.get(user);
  return eventOf(world, {
    type: "app_home_opened",
    user,
    channel: conversationId(world, user),
    tab,
    ...(home && tab === "home" && { view: viewPayload(world, home) }),
    event_ts: `${world.clock().getTime() / 1000}`,
  });
}
