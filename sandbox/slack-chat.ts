import { metadataIn } from "./slack-metadata.ts";
import { complaintsAboutFiles } from "./slack-pictures.ts";
import { type Params, type Result, refused } from "./slack-result.ts";
import { complaintsAboutBlocks } from "./slack-surfaces.ts";
import { conversationId, type SeenMessage, type World } from "./slack-world.ts";

/** Slack cuts a new message at the first, and refuses an update over the second. */
const TEXT = { cutAt: 40_000, updateMax: 4000 };

/** Text and blocks as Slack takes them, or its reason not to. */
export function readMessage(
  world: World,
  said: Params,
): { text: string; blocks: unknown[] } | { error: string; messages: string[] } {
  const { blocks = [], text = "" } = said;
  if (!Array.isArray(blocks)) return { error: "invalid_blocks_format", messages: [] };
  if (typeof text !== "string" || (text === "" && blocks.length === 0)) return { error: "no_text", messages: [] };
  const complaints = [
    ...complaintsAboutBlocks(blocks),
    ...complaintsAboutFiles(world, blocks),
    ...blocks.flatMap((block, at) =>
      world.refusedBlocks.has(block?.type)
        ? [{ pointer: `/blocks/${at}/type`, message: `unsupported type: ${block.type}` }]
        : [],
    ),
  ];
  if (complaints.length === 0) return { text: text.slice(0, TEXT.cutAt), blocks };
  const messages = complaints.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
  return { error: "invalid_blocks", messages };
}

export function postMessage(world: World, params: Params): Result {
  const direct = userBehind(world, params.channel);
  const channel = world.channels.find(({ id }) => id === params.channel);
  const trouble = direct ? undefined : whyNotIn(world, channel);
  if (trouble) return refused(trouble);
  const message = readMessage(world, params);
  if ("error" in message) return refusedMessage(message);
  const metadata = metadataIn(params);
  if ("error" in metadata) return refused(metadata.error);
  return posted(world, world.post({ channel: direct ?? String(params.channel), ...message, ...metadata }));
}

export function postEphemeral(world: World, params: Params): Result {
  const to = String(params.user);
  const direct = userBehind(world, params.channel);
  const channel = world.channels.find(({ id }) => id === params.channel);
  const trouble = direct ? undefined : whyNotIn(world, channel);
  if (trouble) return refused(trouble);
  if (direct ? direct !== to : !channel?.members.includes(to)) return refused("user_not_in_channel");
  const message = readMessage(world, params);
  if ("error" in message) return refusedMessage(message);
  return {
    body: {
      ok: true,
      message_ts: world.post({
        channel: direct ?? String(params.channel),
        to,
        ...(typeof params.thread_ts === "string" && { threadTs: params.thread_ts }),
        ...message,
      }).ts,
    },
  };
}

export function updateMessage(world: World, params: Params): Result {
  const direct = userBehind(world, params.channel);
  // A user's id opens the conversation for a new message, and does not name it for an old one.
  if (direct !== undefined && direct === params.channel) return refused("channel_not_found");
  const at = direct ?? params.channel;
  const old = standing(world, at, params.ts);
  if (!old) return refused("message_not_found");
  if (old.from !== undefined) return refused("cant_update_message");
  const message = readMessage(world, params);
  if ("error" in message) return refusedMessage(message);
  if (message.text.length > TEXT.updateMax) return refused("msg_too_long");
  const metadata = metadataIn(params);
  if ("error" in metadata) return refused(metadata.error);
  // With blocks, Slack leaves the mark out.
  const isEdited = old.isEdited || message.blocks.length === 0;
  return posted(world, world.change(old, { ...message, ...metadata, ...(isEdited && { isEdited }) }));
}

export function deleteMessage(world: World, { channel, ts }: Params): Result {
  const old = standing(world, channel, ts);
  if (!old) return refused("message_not_found");
  if (old.from !== undefined) return refused("cant_delete_message");
  world.change(old, { isDeleted: true });
  return { body: { ok: true, channel, ts } };
}

export function permalink(world: World, { channel, message_ts }: Params): Result {
  if (!standing(world, channel, message_ts)) return refused("message_not_found");
  return {
    body: {
      ok: true,
      channel,
      permalink: `https://sandbox.slack.com/archives/${channel}/p${String(message_ts).replace(".", "")}`,
    },
  };
}

/** A message that everybody in its conversation sees. */
function standing(world: World, channel: unknown, at: unknown): SeenMessage | undefined {
  const place = userBehind(world, channel) ?? channel;
  return world.messages.find((one) => one.ts === at && one.channel === place && one.to === undefined && !one.isDeleted);
}

/** Whose direct message an id means: `U…` opens one, `D…` is one. They are kept under the user's id. */
function userBehind(world: World, id: unknown): string | undefined {
  const direct = typeof id === "string" && id.startsWith("D") ? id.slice(1) : undefined;
  return world.users.find((user) => user.id === id || (direct !== undefined && user.id.slice(1) === direct))?.id;
}

function whyNotIn(world: World, channel: World["channels"][number] | undefined): string | undefined {
  const isMember = channel?.members.includes(world.botUserId) ?? false;
  // Private channels without the bot do not exist for it.
  if (!channel || (channel.is_private && !isMember)) return "channel_not_found";
  if (channel.is_archived) return "is_archived";
  return isMember || world.scopes.includes("chat:write.public") ? undefined : "not_in_channel";
}

function refusedMessage({ error, messages }: { error: string; messages: string[] }): Result {
  if (messages.length === 0) return refused(error);
  return refused(error, {
    errors: messages.map((text) => text.replace("[ERROR] ", "")),
    response_metadata: { messages },
  });
}

/** A message as Slack tells of it; of its metadata only where somebody asks for that. */
export function shownMessage(world: World, { ts, from, text, blocks }: SeenMessage) {
  const { botUserId: user, botId: bot_id, appId: app_id } = world;
  const isApp = world.users.some((other) => other.id === from && other.is_bot === true);
  if (from !== undefined)
    return { type: "message", user: from, ts, text, ...(isApp && { bot_id: `B${from.slice(1)}` }) };
  return { type: "message", user, bot_id, app_id, ts, text, blocks };
}

function posted(world: World, message: SeenMessage): Result {
  const { ts, text, channel } = message;
  return {
    body: { ok: true, channel: conversationId(world, channel), ts, text, message: shownMessage(world, message) },
  };
}
