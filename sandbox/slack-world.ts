import type { SlackApp } from "./manifest.ts";
import type { Option, Values } from "./slack-form-state.ts";
import type { Metadata } from "./slack-metadata.ts";
import type { Rates } from "./slack-rates.ts";
import { createTriggers, type Opener } from "./slack-triggers.ts";
import { createWatch } from "./slack-watch.ts";
import type { Note } from "./trace.ts";

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
  is_admin?: boolean;
  is_owner?: boolean;
  is_primary_owner?: boolean;
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
  /** Who made it. */
  creator?: string;
  is_private?: boolean;
  is_archived?: boolean;
  is_shared?: boolean;
  is_ext_shared?: boolean;
  is_pending_ext_shared?: boolean;
  is_org_shared?: boolean;
};

/** A message as it stands in a conversation now. `to`: ephemeral, only this user sees it. Deleted ones are seen by nobody. */
export type SeenMessage = {
  ts: string;
  channel: string;
  to?: string;
  /** Who said it, by Slack id; the bot, when left out. */
  from?: string;
  text: string;
  blocks: unknown[];
  metadata?: Metadata | undefined;
  /** Slack marks it "(edited)". */
  isEdited?: boolean;
  isDeleted?: boolean;
};

/**
 * How a call can go wrong: with an error of Slack's, a status, a pause (seconds) that is asked for, or no answer at all, be it that the
 * request was lost or ("drop after") the answer, when everything was done.
 */
export type Fault = { error: string } | { status: number } | { retryAfter: number } | "drop" | "drop after";

/** One call of the Web API, at what time; `note` says what Slack lets pass and its reviewers would not. */
export type Call = {
  method: string;
  params: Record<string, unknown>;
  at: number;
  ok: boolean;
  error?: string;
  note?: string;
};

/** A window that is open: whose, where it was opened, what was typed in it, and what the last sending complained of, by block. */
export type View = Opener & {
  id: string;
  hash: string;
  view: Record<string, unknown>;
  state: Values;
  errors: Record<string, string>;
};

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
];
/** An app that only has commands. */
const PLAIN: SlackApp = {
  name: "Whosout",
  hasHome: false,
  takesMessages: false,
  events: [],
  commands: [],
  shortcuts: [],
};

export type WorldOptions = {
  users: SlackUser[];
  channels: SlackChannel[];
  /** What was said before. */
  messages?: SeenMessage[];
  clock: () => Date;
  scopes?: string[];
  app?: SlackApp;
  note?: Note;
};

/** What Slack holds, and what can happen to a message. */
export function createWorld(options: WorldOptions) {
  /** Every message that appeared or changed, in order; `cause` is the response_url that did it. */
  const changes: { message: SeenMessage; cause: string | undefined }[] = [];
  const waiting = new Set<() => void>();
  const { messages = [], app = PLAIN, note = () => 0 } = options;
  let counter = Math.max(0, ...messages.map(({ ts }) => Number(ts.split(".")[1])));

  const changed = (message: SeenMessage, cause: string | undefined) => {
    changes.push({ message, cause });
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
    /** How often messages may be posted: one a channel in so many milliseconds, and so many a second everywhere. No limits: undefined. */
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
    change: (message: SeenMessage, to: Partial<SeenMessage>, cause?: string): SeenMessage =>
      changed(Object.assign(message, to), cause),

    /** How many changes there were: a position to look from. */
    position: () => changes.length,
    /** The first change from `position` on that matches, as soon as there is one, and the position behind it. */
    changeFrom: (position: number, matches: (message: SeenMessage, cause: string | undefined) => boolean) => {
      let at = position;
      let look = () => {};
      const found = new Promise<{ message: SeenMessage; position: number }>((resolve) => {
        look = () => {
          for (; at < changes.length; at++) {
            const change = changes[at];
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
