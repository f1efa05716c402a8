import { pageOf } from "./slack-pages.ts";
import { isYes, missing, type Params, type Result, refused } from "./slack-result.ts";
import type { SlackChannel, World } from "./slack-world.ts";

export function channelInfo(world: World, params: Params): Result {
  const found = channelFor(world, params, "read");
  return "refusal" in found ? found.refusal : { body: { ok: true, channel: shown(world, found.channel) } };
}

export function channelMembers(world: World, params: Params): Result {
  const found = channelFor(world, params, "read");
  if ("refusal" in found) return found.refusal;
  const cut = pageOf(found.channel.members, (id) => id, params, { most: 1000, byDefault: 100 });
  if ("refusal" in cut) return cut.refusal;
  return { body: { ok: true, members: cut.page, response_metadata: { next_cursor: cut.next_cursor } } };
}

/** Those that the bot is in; without the scope for private ones, a question about them is refused as a whole. */
export function ownChannels(world: World, params: Params): Result {
  const types = String(params.types ?? "public_channel").split(",");
  const needed = types.map((type) => (type === "private_channel" ? "groups:read" : "channels:read"));
  if (!needed.every((scope) => world.scopes.includes(scope))) return missing(needed.join(","), world.scopes);
  const isAsked = ({ is_private, is_archived, members }: SlackChannel) =>
    members.includes(world.botUserId) &&
    types.includes(is_private ? "private_channel" : "public_channel") &&
    !(is_archived && isYes(params.exclude_archived));
  const cut = pageOf(world.channels.filter(isAsked), ({ id }) => id, params, { most: 999, byDefault: 100 });
  if ("refusal" in cut) return cut.refusal;
  const channels = cut.page.map((channel) => {
    const { is_member, num_members, ...listed } = shown(world, channel);
    return listed;
  });
  return { body: { ok: true, channels, response_metadata: { next_cursor: cut.next_cursor } } };
}

/** Bots go in by themselves where everybody may; elsewhere somebody has to invite them. */
export function joinChannel(world: World, { channel: id }: Params): Result {
  const channel = world.channels.find((candidate) => candidate.id === id);
  if (!channel) return refused("channel_not_found");
  if (channel.is_private) return refused("method_not_supported_for_channel_type");
  if (channel.is_archived) return refused("is_archived");
  if (channel.members.includes(world.botUserId)) {
    const warning = "already_in_channel";
    return {
      body: { ok: true, channel: shown(world, channel), warning, response_metadata: { warnings: [warning] } },
    };
  }
  // Another list: people may have been given the old one several times, as the company's channels are.
  channel.members = [...channel.members, world.botUserId];
  return { body: { ok: true, channel: shown(world, channel) } };
}

/** A channel that the bot may look at, in this way; or why not. */
export function channelFor(
  world: World,
  { channel: id }: Params,
  what: "read" | "history",
): { channel: SlackChannel; isMember: boolean } | { refusal: Result } {
  const channel = world.channels.find((candidate) => candidate.id === id);
  const isMember = channel?.members.includes(world.botUserId) ?? false;
  // Private channels without the bot, and direct messages between others, do not exist for it.
  if (!channel || (channel.is_private && !isMember)) return { refusal: refused("channel_not_found") };
  const needed = `${channel.is_private ? "groups" : "channels"}:${what}`;
  return world.scopes.includes(needed) ? { channel, isMember } : { refusal: missing(needed, world.scopes) };
}

function shown(world: World, { members, ...info }: SlackChannel) {
  const kind = { is_channel: !info.is_private, is_private: info.is_private ?? false };
  return { ...kind, is_member: members.includes(world.botUserId), num_members: members.length, ...info };
}
