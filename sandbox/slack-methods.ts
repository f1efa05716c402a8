import type { SeenMessage, SlackChannel, SlackUser } from "./slack.ts";
import { complaintsAbout } from "./slack-blocks.ts";

/** How a call can go wrong: with an error of Slack's, a status, a pause that is asked for, or no answer at all. */
export type Fault = { error: string } | { status: number } | { retryAfter: number } | "drop";

type World = {
  teamId: string;
  botUserId: string;
  botToken: string;
  appToken: string;
  appScopes: string[];
  scopes: string[];
  users: SlackUser[];
  channels: SlackChannel[];
  messages: SeenMessage[];
  refusedBlocks: Set<string>;
  faults: { method: string; fault: Fault; times: number }[];
};
type Result = { status?: number; headers?: Record<string, string>; body: Record<string, unknown> };
type Params = Record<string, unknown>;

/** Each method with the scopes of which one is needed; `undefined` is for the app-level token. */
const METHODS = {
  "auth.test": [],
  "users.info": ["users:read"],
  "users.lookupByEmail": ["users:read.email"],
  "conversations.info": ["channels:read", "groups:read"],
  "chat.postMessage": ["chat:write"],
  "apps.connections.open": undefined,
} satisfies Record<string, string[] | undefined>;
export type Method = keyof typeof METHODS;

/** One call of the Web API: who asks, whether they may, and what comes of it. */
export function callMethod(
  world: World,
  method: Method,
  params: Params,
  token: string | undefined,
  effects: { socketUrl: string; post: (message: Omit<SeenMessage, "ts">) => SeenMessage },
): Result | "drop" {
  if (!(method in METHODS)) return refused("unknown_method");
  const planned = world.faults.find((fault) => fault.method === method && fault.times > 0);
  if (planned) {
    planned.times -= 1;
    return failed(planned.fault);
  }
  const needed = METHODS[method];
  if (token === undefined) return refused("not_authed");
  if (needed === undefined) {
    if (token !== world.appToken) return refused("invalid_auth");
    if (!world.appScopes.includes("connections:write"))
      return refused("missing_scope", { needed: "connections:write", provided: "" });
    return { body: { ok: true, url: effects.socketUrl } };
  }
  if (token !== world.botToken) return refused("invalid_auth");
  if (needed.length > 0 && !needed.some((scope) => world.scopes.includes(scope))) {
    return refused("missing_scope", { needed: needed[0], provided: world.scopes.join(",") });
  }
  switch (method) {
    case "auth.test":
      return {
        body: {
          ok: true,
          url: "https://sandbox.slack.com/",
          team: "Sandbox",
          team_id: world.teamId,
          user: "whosout",
          user_id: world.botUserId,
          bot_id: "B0WHOSOUT",
        },
      };
    case "users.info":
      return userFound(
        world,
        world.users.find(({ id }) => id === params.user),
        "user_not_found",
      );
    case "users.lookupByEmail": {
      const email = String(params.email).toLowerCase();
      const found = world.users.find((user) => user.profile.email?.toLowerCase() === email && !user.deleted);
      return userFound(world, found, "users_not_found");
    }
    case "conversations.info":
      return channelInfo(world, String(params.channel));
    case "chat.postMessage":
      return postMessage(world, params, effects.post);
  }
  return refused("unknown_method");
}

function userFound(world: World, user: SlackUser | undefined, otherwise: string): Result {
  if (!user) return refused(otherwise);
  const { email, ...profile } = user.profile;
  const mayReadEmail = world.scopes.includes("users:read.email");
  return { body: { ok: true, user: { ...user, profile: mayReadEmail ? { ...profile, email } : profile } } };
}

function channelInfo(world: World, id: string): Result {
  const channel = world.channels.find((candidate) => candidate.id === id);
  const isMember = channel?.members.includes(world.botUserId) ?? false;
  // Private channels without the bot, and direct messages between others, do not exist for it.
  if (!channel || (channel.is_private && !isMember)) return refused("channel_not_found");
  const needed = channel.is_private ? "groups:read" : "channels:read";
  if (!world.scopes.includes(needed)) return refused("missing_scope", { needed, provided: world.scopes.join(",") });
  const { members, ...info } = channel;
  return {
    body: { ok: true, channel: { is_channel: true, is_member: isMember, num_members: members.length, ...info } },
  };
}

function postMessage(world: World, params: Params, post: (message: Omit<SeenMessage, "ts">) => SeenMessage): Result {
  const to = String(params.channel);
  const channel = world.channels.find(({ id }) => id === to);
  if (!channel && !world.users.some(({ id }) => id === to)) return refused("channel_not_found");
  if (channel?.is_archived) return refused("is_archived");
  if (channel && !channel.members.includes(world.botUserId)) return refused("not_in_channel");
  const blocks = Array.isArray(params.blocks) ? params.blocks : [];
  const text = typeof params.text === "string" ? params.text : "";
  if (text === "" && blocks.length === 0) return refused("no_text");
  const messages = complaintsAbout(blocks);
  if (messages.length > 0 || blocks.some((block) => world.refusedBlocks.has(block?.type))) {
    return refused("invalid_blocks", { response_metadata: { messages } });
  }
  const seen = post({ channel: to, text, blocks });
  return { body: { ok: true, channel: to, ts: seen.ts, message: { type: "message", text, blocks, ts: seen.ts } } };
}

function refused(error: string, more: Record<string, unknown> = {}): Result {
  return { body: { ok: false, error, ...more } };
}

function failed(fault: Fault): Result | "drop" {
  if (fault === "drop") return fault;
  if ("error" in fault) return refused(fault.error);
  if ("status" in fault) return { status: fault.status, body: {} };
  return {
    status: 429,
    headers: { "retry-after": String(fault.retryAfter) },
    body: { ok: false, error: "ratelimited" },
  };
}
