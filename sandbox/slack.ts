import { createHmac, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { complaintsAbout } from "./slack-blocks.ts";
import { callMethod, type Fault, type Method } from "./slack-methods.ts";

/** As `users.info` and `conversations.info` show them; what is left out is what Slack leaves out. */
export type SlackUser = {
  id: string;
  team_id: string;
  name: string;
  real_name?: string;
  deleted?: boolean;
  tz?: string;
  locale?: string;
  is_bot?: boolean;
  is_restricted?: boolean;
  is_ultra_restricted?: boolean;
  is_stranger?: boolean;
  is_email_confirmed?: boolean;
  profile: { email?: string; real_name?: string; display_name?: string; image_192?: string };
};
export type SlackChannel = {
  id: string;
  name: string;
  members: string[];
  is_private?: boolean;
  is_archived?: boolean;
  is_shared?: boolean;
  is_ext_shared?: boolean;
  is_pending_ext_shared?: boolean;
  is_org_shared?: boolean;
};

/** A message as it stands in a conversation now. `to`: ephemeral, only this user sees it. */
export type SeenMessage = { ts: string; channel: string; to?: string; text: string; blocks: unknown[] };

/** What came of a command or a press. */
export type Exchange = {
  /** Real milliseconds until the bot acknowledged. */
  ackedAfterMs: number;
  ack: unknown;
  /** The next message that this interaction brought or changed. Each call gives one more. */
  answer: () => Promise<SeenMessage>;
};

const SLACK_PATIENCE_MS = 3000;
const ANSWER_LIMIT_MS = 10_000;
const RESPONSE_URL = { uses: 5, lifeMs: 30 * 60_000 };
const ALL_SCOPES = ["commands", "chat:write", "users:read", "users:read.email", "channels:read", "groups:read"];

type Hook = {
  channel: string;
  by: string;
  uses: number;
  madeAt: number;
  original?: SeenMessage;
  said: (message: SeenMessage) => void;
};

/**
 * A stand-in Slack: Web API and Socket Mode (or signed HTTP) as far as the bot uses them. It remembers what people would see, and
 * refuses what Slack would refuse, with Slack's own error codes.
 */
export async function createSlackStandIn(options: {
  users: SlackUser[];
  channels: SlackChannel[];
  clock: () => Date;
  scopes?: string[];
}) {
  const world = {
    teamId: "T0WHOSOUT",
    botUserId: "U0WHOSOUT",
    botToken: "xoxb-sandbox-bot-token",
    appToken: "xapp-1-sandbox-app-token",
    appScopes: ["connections:write"],
    scopes: [...(options.scopes ?? ALL_SCOPES)],
    users: options.users,
    channels: options.channels,
    messages: [] as SeenMessage[],
    /** Block kinds that this workspace's clients cannot show yet. */
    refusedBlocks: new Set<string>(),
    faults: [] as { method: string; fault: Fault; times: number }[],
    calls: [] as { method: string; ok: boolean; error?: string }[],
    isDown: false,
  };
  const hooks = new Map<string, Hook>();
  const sockets = new Set<WebSocket>();
  const acks = new Map<string, (payload: unknown) => void>();
  const connected: (() => void)[] = [];
  let signedHttp: { url: string; signingSecret: string } | undefined;
  const listeners: { to: string; tell: (message: SeenMessage) => void }[] = [];
  let responseUrlsWork = true;
  let counter = 0;
  let requests = 0;

  const server = createServer((request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });
  const socketServer = new WebSocketServer({ server, path: "/link" });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  socketServer.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("message", (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      acks.get(envelope_id)?.(payload);
    });
    socket.send(
      JSON.stringify({ type: "hello", num_connections: sockets.size, connection_info: { app_id: "A0WHOSOUT" } }),
    );
    for (const tell of connected.splice(0)) tell();
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    requests += 1;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const path = new URL(request.url ?? "/", origin).pathname;
    const send = (status: number, text: string, headers: Record<string, string> = {}) =>
      response.writeHead(status, headers).end(text);
    if (world.isDown) return void send(500, "down");
    const hook = hooks.get(path);
    if (hook) return respond(hook, JSON.parse(body), send);
    const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
    if (!method) return void send(404, "not found");
    const params = parameters(body);
    const token = request.headers.authorization?.replace(/^Bearer /, "");
    const result = callMethod(world, method as Method, params, token, {
      socketUrl: `${origin.replace("http", "ws")}/link?ticket=sandbox-${randomUUID()}`,
      post: (message) => remember(message),
    });
    if (result === "drop") return void response.destroy();
    const { status = 200, headers = {}, ...json } = result;
    world.calls.push({
      method,
      ok: json.body.ok === true,
      ...(typeof json.body.error === "string" && { error: json.body.error }),
    });
    send(status, JSON.stringify(json.body), {
      "content-type": "application/json",
      "x-oauth-scopes": world.scopes.join(","),
      ...headers,
    });
  }

  function remember(message: Omit<SeenMessage, "ts">): SeenMessage {
    counter += 1;
    const seen = {
      ts: `${Math.floor(options.clock().getTime() / 1000)}.${String(counter).padStart(6, "0")}`,
      ...message,
    };
    world.messages.push(seen);
    for (const listener of listeners.filter(({ to }) => to === seen.channel)) {
      listeners.splice(listeners.indexOf(listener), 1);
      listener.tell(seen);
    }
    return seen;
  }

  /** What a response_url does: five times, for half an hour. Slack answers a plain "ok". */
  function respond(hook: Hook, said: Record<string, unknown>, send: (status: number, text: string) => unknown): void {
    hook.uses += 1;
    if (!responseUrlsWork || hook.uses > RESPONSE_URL.uses) return void send(404, '{"ok":false,"error":"used_url"}');
    if (options.clock().getTime() - hook.madeAt > RESPONSE_URL.lifeMs)
      return void send(404, '{"ok":false,"error":"expired_url"}');
    const blocks = Array.isArray(said.blocks) ? said.blocks : [];
    const text = typeof said.text === "string" ? said.text : "";
    const refused = complaintsAbout(blocks).length > 0 || blocks.some((block) => world.refusedBlocks.has(block?.type));
    if (refused) return void send(400, "invalid_blocks");
    if (blocks.length === 0 && text === "") return void send(400, "no_text");
    const original = said.replace_original === true ? hook.original : undefined;
    if (original) Object.assign(original, { text, blocks });
    const ephemeral = said.response_type !== "in_channel";
    const seen = original ?? remember({ channel: hook.channel, ...(ephemeral && { to: hook.by }), text, blocks });
    send(200, "ok");
    hook.said(seen);
  }

  /** Sends a payload to the bot and waits for its ack, as long as Slack would. */
  async function deliver(type: "slash_commands" | "interactive", payload: Record<string, unknown>): Promise<unknown> {
    if (signedHttp) return deliverSigned(signedHttp, type, payload);
    const [socket] = sockets;
    if (!socket) throw new Error("the bot is not connected");
    const envelope_id = randomUUID();
    const acked = new Promise<unknown>((resolve) => acks.set(envelope_id, resolve));
    socket.send(JSON.stringify({ type, envelope_id, payload, accepts_response_payload: true }));
    return inTime(acked, SLACK_PATIENCE_MS, "failed because the app did not respond").finally(() =>
      acks.delete(envelope_id),
    );
  }

  async function deliverSigned(
    to: { url: string; signingSecret: string },
    type: string,
    payload: Record<string, unknown>,
  ) {
    const flat = type === "slash_commands" ? payload : { payload: JSON.stringify(payload) };
    const body = new URLSearchParams(flat as Record<string, string>).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", to.signingSecret).update(`v0:${timestamp}:${body}`).digest("hex");
    const answered = await fetch(to.url, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
      },
      signal: AbortSignal.timeout(SLACK_PATIENCE_MS),
    });
    if (answered.status !== 200) throw new Error(`the bot answered ${answered.status}`);
    return answered.text();
  }

  async function interact(
    by: string,
    channel: string,
    type: "slash_commands" | "interactive",
    payload: Record<string, unknown>,
    original?: SeenMessage,
  ): Promise<Exchange> {
    const said: SeenMessage[] = [];
    const waiting: ((message: SeenMessage) => void)[] = [];
    const path = `/${type === "interactive" ? "actions" : "commands"}/${world.teamId}/${randomUUID()}`;
    const tell = (message: SeenMessage) => {
      const next = waiting.shift();
      if (next) next(message);
      else said.push(message);
    };
    hooks.set(path, {
      channel,
      by,
      uses: 0,
      madeAt: options.clock().getTime(),
      said: tell,
      ...(original && { original }),
    });
    const sentAt = performance.now();
    const ack = await deliver(type, {
      ...payload,
      response_url: origin + path,
      trigger_id: randomUUID(),
      api_app_id: "A0WHOSOUT",
      token: "x",
    });
    return {
      ackedAfterMs: performance.now() - sentAt,
      ack,
      answer: () => {
        const [first] = said.splice(0, 1);
        if (first) return Promise.resolve(first);
        return inTime(
          new Promise<SeenMessage>((resolve) => waiting.push(resolve)),
          ANSWER_LIMIT_MS,
          "the bot said nothing",
        );
      },
    };
  }

  const userOf = (id: string) => {
    const user = world.users.find((candidate) => candidate.id === id);
    if (!user) throw new Error(`no such user: ${id}`);
    return user;
  };

  return {
    /** What Slack holds; tests change it as they like. */
    world,
    apiUrl: `${origin}/api`,

    /** Calls the bot over signed HTTP instead of Socket Mode. */
    callOverHttp: (url: string, signingSecret: string) => {
      signedHttp = { url, signingSecret };
    },

    /** Somebody types a command. `@name` and e-mail addresses become what Slack makes of them, unless the text is `raw`. */
    command: (by: string, channel: string, line: string, { raw = false } = {}): Promise<Exchange> => {
      const [command = "", ...rest] = line.split(" ");
      const user = userOf(by);
      return interact(by, channel, "slash_commands", {
        team_id: user.team_id,
        team_domain: "sandbox",
        channel_id: channel,
        channel_name: world.channels.find(({ id }) => id === channel)?.name ?? "directmessage",
        user_id: by,
        user_name: user.name,
        command,
        text: raw ? rest.join(" ") : escapedAsSlackDoes(rest.join(" "), world.users),
        is_enterprise_install: "false",
      });
    },

    /** Somebody presses a button of a message, found by its text or its action_id. */
    press: (by: string, message: SeenMessage, which: string): Promise<Exchange> => {
      const buttons = buttonsOf(message);
      const button = buttons.find(({ text, action_id }) => text.text === which || action_id === which);
      if (!button)
        throw new Error(`no button "${which}", only ${buttons.map(({ text }) => `"${text.text}"`).join(", ")}`);
      const user = userOf(by);
      const channel = world.channels.find(({ id }) => id === message.channel);
      return interact(
        by,
        message.channel,
        "interactive",
        {
          type: "block_actions",
          user: { id: by, username: user.name, name: user.name, team_id: user.team_id },
          team: { id: world.teamId, domain: "sandbox" },
          container: {
            type: "message",
            message_ts: message.ts,
            channel_id: message.channel,
            is_ephemeral: message.to !== undefined,
          },
          channel: { id: message.channel, name: channel?.name ?? "directmessage" },
          is_enterprise_install: false,
          enterprise: null,
          state: { values: {} },
          actions: [{ ...button, block_id: "b", action_ts: message.ts }],
        },
        message,
      );
    },

    /** What a user sees in a conversation, oldest first. A direct message of the bot stands in the channel of the user's id. */
    seenBy: (user: string, channel: string): SeenMessage[] =>
      world.messages.filter(
        (message) => message.channel === channel && (message.to === undefined || message.to === user),
      ),

    /** The next direct message to a user, or message in a channel. */
    nextMessageTo: (to: string): Promise<SeenMessage> => {
      const last = world.messages.findLast(({ channel }) => channel === to);
      if (last) return Promise.resolve(last);
      return inTime(new Promise((tell) => listeners.push({ to, tell })), ANSWER_LIMIT_MS, "the bot said nothing");
    },
    /** From now on every response_url is used up. */
    closeResponseUrls: () => {
      responseUrlsWork = false;
    },
    openResponseUrls: () => {
      responseUrlsWork = true;
    },

    /** The next `times` calls of a method fail. */
    failNext: (method: string, fault: Fault, times = 1) => world.faults.push({ method, fault, times }),

    /** Every HTTP answer is 500 and sockets are closed, until `up`. */
    down: () => {
      world.isDown = true;
      for (const socket of sockets) socket.terminate();
    },
    up: () => {
      world.isDown = false;
    },
    /** What Slack sends every few hours before it closes a connection. */
    askToReconnect: (reason: string) => {
      for (const socket of sockets) socket.send(JSON.stringify({ type: "disconnect", reason }));
    },
    connections: () => sockets.size,
    /** How many HTTP requests came so far, answered or not. */
    requests: () => requests,
    /** Resolves at the next connection. */
    nextConnection: () => new Promise<void>((resolve) => connected.push(resolve)),

    close: async () => {
      for (const socket of sockets) socket.terminate();
      socketServer.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type SeenButton = { type: "button"; text: { text: string }; action_id: string; value?: string };

/** The buttons of a message, in order. */
export function buttonsOf(message: Pick<SeenMessage, "blocks">): SeenButton[] {
  return message.blocks.flatMap((block) => {
    const { type, elements } = block as { type: string; elements?: SeenButton[] };
    return type === "actions" ? (elements ?? []) : [];
  });
}

/** With `should_escape`, and as Slack always escapes: `&`, `<`, `>`, then mentions and addresses. */
function escapedAsSlackDoes(text: string, users: readonly SlackUser[]): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[^\s@<>]+@[^\s@<>]+\.\w+/g, (email) => `<mailto:${email}|${email}>`)
    .replace(/(^|\s)@([\w.-]+)/g, (typed, before: string, name: string) => {
      const user = users.find((candidate) => candidate.name === name);
      return user ? `${before}<@${user.id}|${user.name}>` : typed;
    });
}

/** A form as Slack's client sends it: nested values are JSON in text. */
function parameters(body: string): Record<string, unknown> {
  return Object.fromEntries(
    [...new URLSearchParams(body)].map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
}

async function inTime<T>(promise: Promise<T>, ms: number, otherwise: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(otherwise)), ms);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}
