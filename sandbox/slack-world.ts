import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";
import type { SlackApp } from "./manifest.ts";
import { dropReplaced } from "./slack-choices.ts";
import type { SlackFile } from "./slack-files.ts";
import type { Option, Values } from "./slack-form-state.ts";
import type { Grant } from "./slack-profiles.ts";
import type { Rates } from "./slack-rates.ts";
import type { Call, Fault, SeenMessage, View, WorldOptions } from "./slack-shapes.ts";
import { createTriggers } from "./slack-triggers.ts";
import { createWatch } from "./slack-watch.ts";

export type { Call, Fault, SeenMessage, SlackChannel, SlackUser, View, WorldOptions } from "./slack-shapes.ts";

export type World = ReturnType<typeof createWorld>;

/** Who tells people what Slack itself has to say. */
export const SLACKBOT = "USLACKBOT";
const ALL_SCOPES = [
  "commands",
  "chat:write",
  "users:read",
  "users:read.email",
  "channels:read",
  "groups:read",
  "channels:join",
  "files:write",
];
/** An app that only has commands. */
const PLAIN: SlackApp = {
  name: "Whosout",
  hasHome: false,
  takesMessages: false,
  events: [],
  commands: [],
  shortcuts: [],
  messageShortcuts: [],
};

/** What Slack holds, and what can happen to a message. */
export function createWorld(options: WorldOptions) {
  /** Every message that appeared or changed, in order; `cause` is the response_url that did it. */
  const changes: { message: SeenMessage; cause: string | undefined }[] = [];
  /** How many were forgotten. */
  let before = 0;
  const waiting = new Set<() => void>();
  const { messages = [], app = PLAIN, note = () => 0 } = options;
  let counter = Math.max(0, ...messages.map(({ ts }) => Number(ts.split(".")[1])));

  const changed = (message: SeenMessage, cause: string | undefined) => {
    changes.push({ message, cause });
    before += dropOldest(changes, MOST_KEPT);
    for (const look of [...waiting]) look();
    return message;
  };

  const world = {
    ...createTriggers(options.clock),
    ...createWatch(),
    teamId: "T0WHOSOUT",
    appId: "A0WHOSOUT",
    botId: "B0WHOSOUT",
    botUserId: "U0WHOSOUT",
    botToken: "xoxb-sandbox-bot-token",
    appToken: "xapp-1-sandbox-app-token",
    signingSecret: "sandbox-signing-secret",
    clientId: "1234.5678",
    clientSecret: "sandbox-client-secret",
    /** Where Slack may send people back to, as the app's settings have it. */
    redirectUrls: [] as string[],
    /** What people allowed the app to do in their name, by token, and codes that are traded for one. */
    grants: new Map<string, Grant>(),
    codes: new Map<string, Grant & { redirectUri: string; until: number }>(),
    /** Who did something last, so who sits in front of the browser. */
    signedIn: undefined as string | undefined,
    /** Sends an event to the app, where it subscribed to that. */
    tellBot: (_event: Record<string, unknown>): void => {},
    appScopes: ["connections:write"],
    scopes: [...(options.scopes ?? ALL_SCOPES)],
    users: options.users,
    channels: options.channels,
    clock: options.clock,
    app,
    note,
    /** Which step of the trace a trigger, a response_url or a window comes from, by its id or path. */
    stepOf: new Map<string, number>(),
    messages,
    /** Where it listens. */
    origin: "",
    /** How long Slack looks at a file before a message can show it: about a second (slackapi/python-slack-sdk#1521). */
    looksMs: 900,
    /** What was uploaded, by id. */
    files: new Map<string, SlackFile>(),
    /** What the bot last offered in an external list: by user, window or message, and ids. */
    offers: new Map<string, Option[]>(),
    /** What people have chosen in a message's lists and fields, by user and message; the bot is sent it along. */
    choices: new Map<string, Values>(),
    /** The windows that are open, of each user the topmost last. */
    views: [] as View[],
    /** App Home, by the user it was published for. */
    homes: new Map<string, View>(),
    /** Block kinds that this workspace's clients cannot show yet. */
    refusedBlocks: new Set<string>(),
    faults: [] as { method: string; fault: Fault; times: number }[],
    calls: [] as Call[],
    /** How often Slack may be called; no limits: undefined. */
    rates: undefined as Rates | undefined,
    isDown: false,
    /** False: every response_url counts as used up. */
    responseUrlsWork: true,

    post: (message: Omit<SeenMessage, "ts">, cause?: string): SeenMessage => {
      counter += 1;
      const second = Math.floor(options.clock().getTime() / 1000);
      const seen = { ts: `${second}.${String(counter).padStart(6, "0")}`, ...message };
      world.messages.push(seen);
      return changed(seen, cause);
    },
    change: (message: SeenMessage, to: Partial<SeenMessage>, cause?: string): SeenMessage => {
      dropReplaced(world.choices, message, to.isDeleted ? [] : to.blocks);
      return changed(Object.assign(message, to), cause);
    },

    /** How many changes there were: a position to look from. */
    position: () => before + changes.length,
    /** The first change from `position` on that matches, as soon as there is one, and the position behind it. */
    changeFrom: (position: number, matches: (message: SeenMessage, cause: string | undefined) => boolean) => {
      let at = position;
      let look = () => {};
      const found = new Promise<{ message: SeenMessage; position: number }>((resolve) => {
        look = () => {
          for (at = Math.max(at, before); at < before + changes.length; at++) {
            const change = changes[at - before];
            if (!change || !matches(change.message, change.cause)) continue;
            waiting.delete(look);
            return resolve({ message: change.message, position: at + 1 });
          }
        };
        waiting.add(look);
        look();
      });
      return { found, forget: () => waiting.delete(look) };
    },
  };
  return world;
}

/** The id that Slack's answers and payloads give a conversation. Direct messages are kept under the user's id, and have one of their own. */
export function conversationId({ users }: Pick<World, "users">, channel: string): string {
  return users.some(({ id }) => id === channel) ? `D${channel.slice(1)}` : channel;
}
