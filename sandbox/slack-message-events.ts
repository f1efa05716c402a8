import { randomUUID } from "node:crypto";
import type { Params } from "./slack-result.ts";
import type { SeenMessage, World } from "./slack-world.ts";

/** By the kind of a channel: what an app subscribes to, and the scope without which Slack does not let it. */
const KINDS = {
  channel: { event: "message.channels", scope: "channels:history" },
  group: { event: "message.groups", scope: "groups:history" },
} as const;

/** What the bot hears of a message, as the Events API tells it; undefined where it does not hear of it: elsewhere, or not subscribed. */
export function messageEvent(world: World, message: SeenMessage, more: Params = {}): Params | undefined {
  const channel = world.channels.find(({ id }) => id === message.channel);
  const user = world.users.find(({ id }) => id === message.from);
  if (!channel?.members.includes(world.botUserId) || !user) return undefined;
  const kind = channel.is_private ? "group" : "channel";
  const { event, scope } = KINDS[kind];
  if (!world.app.events.includes(event) || !world.scopes.includes(scope)) return undefined;
  return eventOf(world, {
    type: "message",
    user: user.id,
    client_msg_id: randomUUID(),
    text: message.text,
    team: user.team_id,
    ts: message.ts,
    ...(message.threadTs && { thread_ts: message.threadTs }),
    channel: channel.id,
    channel_type: kind,
    event_ts: message.ts,
    ...more,
  });
}

/** An event as it is sent to the app. */
export function eventOf(world: World, event: Params): Params {
  const { teamId, appId, botUserId } = world;
  return {
    token: "sandbox-verification-token",
    team_id: teamId,
    api_app_id: appId,
    event,
    type: "event_callback",
    event_id: `Ev${randomUUID()}`,
    event_time: Math.floor(world.clock().getTime() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: teamId, user_id: botUserId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
  };
}
