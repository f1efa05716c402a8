import { randomUUID } from "node:crypto";
import { accessToken } from "./slack-authorize.ts";
import { channelInfo, channelMembers, joinChannel, ownChannels } from "./slack-channels.ts";
import { deleteMessage, permalink, postEphemeral, postMessage, updateMessage } from "./slack-chat.ts";
import { completeUpload, deleteFile, fileInfo, uploadUrl } from "./slack-files.ts";
import { channelHistory } from "./slack-history.ts";
import { publishHome } from "./slack-home.ts";
import { type Grant, getProfile, revokeToken, setProfile } from "./slack-profiles.ts";
import { tooMany } from "./slack-rates.ts";
import { failed, missing, type Params, type Result, refused, takeFault } from "./slack-result.ts";
import { listUsers, lookupByEmail, userInfo } from "./slack-users.ts";
import { openView, pushView, updateView, validate } from "./slack-views.ts";
import type { World } from "./slack-world.ts";

type Method = {
  token: "bot" | "app" | "user" | "none";
  /** One of them is needed. */
  scopes: string[];
  answer: (world: World, params: Params, grant: Grant, socketUrl: () => string) => Result;
};
const NOBODYS: Grant = { user: "", scopes: [] };

const METHODS: Record<string, Method> = {
  "auth.test": { token: "bot", scopes: [], answer: authTest },
  "users.info": { token: "bot", scopes: ["users:read"], answer: userInfo },
  "users.lookupByEmail": { token: "bot", scopes: ["users:read.email"], answer: lookupByEmail },
  "users.list": { token: "bot", scopes: ["users:read"], answer: listUsers },
  "conversations.info": { token: "bot", scopes: ["channels:read", "groups:read"], answer: channelInfo },
  "conversations.members": { token: "bot", scopes: ["channels:read", "groups:read"], answer: channelMembers },
  "conversations.history": {
    token: "bot",
    scopes: ["channels:history", "groups:history"],
    answer: channelHistory,
  },
  "users.conversations": { token: "bot", scopes: ["channels:read", "groups:read"], answer: ownChannels },
  "conversations.join": { token: "bot", scopes: ["channels:join"], answer: joinChannel },
  "chat.postMessage": { token: "bot", scopes: ["chat:write"], answer: postMessage },
  "chat.postEphemeral": { token: "bot", scopes: ["chat:write"], answer: postEphemeral },
  "chat.update": { token: "bot", scopes: ["chat:write"], answer: updateMessage },
  "chat.delete": { token: "bot", scopes: ["chat:write"], answer: deleteMessage },
  "chat.getPermalink": { token: "bot", scopes: [], answer: permalink },
  "files.getUploadURLExternal": { token: "bot", scopes: ["files:write"], answer: uploadUrl },
  "files.completeUploadExternal": { token: "bot", scopes: ["files:write"], answer: completeUpload },
  "files.info": { token: "bot", scopes: ["files:read"], answer: fileInfo },
  "files.delete": { token: "bot", scopes: ["files:write"], answer: deleteFile },
  "views.open": { token: "bot", scopes: [], answer: openView },
  "views.push": { token: "bot", scopes: [], answer: pushView },
  "views.update": { token: "bot", scopes: [], answer: updateView },
  "views.publish": { token: "bot", scopes: [], answer: publishHome },
  "users.profile.get": { token: "user", scopes: ["users.profile:read"], answer: getProfile },
  "users.profile.set": { token: "user", scopes: ["users.profile:write"], answer: setProfile },
  "auth.revoke": { token: "user", scopes: [], answer: revokeToken },
  "oauth.v2.access": { token: "none", scopes: [], answer: accessToken },
  "blocks.validate": { token: "none", scopes: [], answer: validate },
  "apps.connections.open": {
    token: "app",
    scopes: ["connections:write"],
    answer: (_world, _params, _grant, socketUrl) => ({ body: { ok: true, url: socketUrl() } }),
  },
};

/** One call of the Web API, as a form: who asks, whether they may, and what comes of it. It is noted in `world.calls`. */
export function callMethod(
  world: World,
  name: string,
  form: string,
  bearer: string | undefined,
  socketUrl: () => string,
): Result | "drop" {
  const params = parameters(form);
  const token = bearer ?? (typeof params.token === "string" ? params.token : undefined);
  const fault = takeFault(world, name);
  const result =
    fault && fault !== "drop after"
      ? failed(fault)
      : (whyNot(world, name, token) ??
        tooMany(world, name, params) ??
        METHODS[name]?.answer(world, params, grantOf(world, token) ?? NOBODYS, socketUrl));
  const at = world.clock().getTime();
  if (result === undefined || result === "drop") {
    world.calls.push({ method: name, params, at, ok: false });
    return "drop";
  }
  const { ok, error } = result.body;
  // Allowed, but screen readers and notifications then read whatever Slack makes of the blocks.
  const isMute = ok === true && name.startsWith("chat.") && !params.text;
  world.calls.push({
    method: name,
    params,
    at,
    ok: ok === true,
    ...(typeof error === "string" && { error }),
    ...(isMute && { note: "no top-level text" }),
  });
  if (fault === "drop after") return "drop";
  const provided = scopesOf(world, token);
  return {
    ...result,
    headers: {
      "x-oauth-scopes": provided.join(","),
      "x-accepted-oauth-scopes": METHODS[name]?.scopes.join(",") ?? "",
      "x-slack-req-id": randomUUID(),
      ...result.headers,
    },
  };
}

function whyNot(world: World, name: string, token: string | undefined): Result | undefined {
  const method = METHODS[name];
  if (!method) return refused("unknown_method");
  if (method.token === "none") return undefined;
  if (token === undefined || token === "") return refused("not_authed");
  const isTheirs = grantOf(world, token) !== undefined;
  if (token !== world.botToken && token !== world.appToken && !isTheirs) {
    return refused(token.startsWith("xoxp-") ? "token_revoked" : "invalid_auth");
  }
  if (isTheirs !== (method.token === "user")) return refused("not_allowed_token_type");
  const isApps = token === world.appToken;
  if (isApps !== (method.token === "app")) return refused("invalid_auth");
  const provided = scopesOf(world, token);
  if (method.scopes.length === 0 || method.scopes.some((scope) => provided.includes(scope))) return undefined;
  return missing(method.scopes.join(","), provided);
}

function grantOf(world: World, token: string | undefined): Grant | undefined {
  return world.grants.get(token ?? "");
}

function scopesOf(world: World, token: string | undefined): readonly string[] {
  return token === world.appToken ? world.appScopes : (grantOf(world, token)?.scopes ?? world.scopes);
}

function authTest(world: World): Result {
  const { teamId, botUserId, botId } = world;
  const me = {
    url: "https://sandbox.slack.com/",
    team: "Sandbox",
    team_id: teamId,
    user: "whosout",
    user_id: botUserId,
  };
  return { body: { ok: true, ...me, bot_id: botId, is_enterprise_install: false } };
}

/** A form as Slack's client sends it: nested values are JSON in text. */
function parameters(form: string): Params {
  return Object.fromEntries([...new URLSearchParams(form)].map(([name, value]) => [name, nested(name, value)]));
}

function nested(name: string, value: string): unknown {
  if (!["blocks", "view", "message", "metadata", "files", "profile"].includes(name)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
