import type { PersonioWorld } from "./personio-wire.ts";
import type { SeenForm, SeenMessage } from "./slack.ts";
import type { Values } from "./slack-form-state.ts";

/**
 * What the page in the browser and the demo say to one another over a WebSocket, as JSON. The page sends an `Asked`, and gets an `Answered`
 * with its number; a `Shown` comes at once and whenever something changed that the person can see. A connection is one person:
 * `/ws?as=<Slack id>`; somebody who is not there is Anna. An `error` is a sentence for people, in Slack's own words where Slack has some.
 *
 * Beside it the page's server has `/world.json`, the saved world as a download, and `/file/<Slack id>.png`, a picture that was uploaded, and `/avatar/<Slack id>.svg`, which the page shows where a
 * message has `https://avatars.example/<Slack id>.png`: Slack takes no pictures of this machine.
 */
export type Asked = { number: number; ask: Ask };
export type Answered = { number: number; value?: unknown; error?: string };
export type Shown = { shown: Snapshot };

/** What somebody at the page does. */
export type Ask =
  // In Slack, as the person of the connection.
  /** A slash command or a message, as typed into the composer. A direct message to the bot goes to the person's own id. */
  | { do: "say"; channel: string; text: string }
  | { do: "shortcut"; callbackId: string }
  /** One from the menu of a message. */
  | { do: "messageShortcut"; callbackId: string; channel: string; ts: string }
  /** A button, or a list or menu with what was chosen in it, of a message or of App Home (no `ts`). */
  | { do: "press"; channel: string; ts?: string; blockId: string; actionId: string; choice?: string | string[] | null }
  /**
   * A field of the topmost window, left with this in it; `null` empties it. Options by value, people and conversations by id. `view`, here
   * and below: the id of the window that is meant. When another one is the topmost by now, or none is open, nothing happens.
   */
  | { do: "fill"; view?: string; blockId: string; actionId: string; value: string | string[] | null }
  /**
   * What the bot offers in an external list of the topmost window, of a message (with `channel` and `ts`), or of App Home (`home`). Answered
   * with options or groups of them, as Slack's clients get them.
   */
  | {
      do: "offer";
      channel?: string;
      ts?: string;
      home?: true;
      view?: string;
      blockId: string;
      actionId: string;
      typed: string;
    }
  | { do: "pressInWindow"; view?: string; blockId: string; actionId: string; choice?: string }
  /** What Slack itself or the bot finds wrong stands in the `errors` of the window then. */
  | { do: "submit"; view?: string }
  /** Closes the topmost window ("Cancel"), or with `all` the whole stack (the X in its corner). Also while Slack is down. */
  | { do: "dismiss"; view?: string; all?: true }
  | { do: "openHome" }
  | { do: "be"; user: string }
  // In Personio, as its administrator.
  | { do: "decide"; periodId: string; status: "APPROVED" | "REJECTED" }
  | ({ do: "enter"; personId: string; typeId: string } & Days)
  /** What is not named stays; of the days, all are named or none. */
  | { do: "alter"; periodId: string; typeId?: string; days?: Days }
  | { do: "erase"; periodId: string }
  /** What is not named stays; `null`: none. `status` is that of the employment, and the person's goes with it. */
  | {
      do: "alterPerson";
      personId: string;
      position?: string;
      teamId?: string | null;
      supervisorId?: string | null;
      workplaceId?: string | null;
      email?: string | null;
      status?: "ACTIVE" | "INACTIVE" | "ONBOARDING" | "LEAVE";
    }
  // With the world.
  /** How Personio behaves; what is not named stays. */
  | { do: "trouble"; latencyMs?: number; isDown?: boolean; isLimited?: boolean; scopes?: string[] }
  | { do: "revokeTokens" }
  | { do: "slackTrouble"; isDown: boolean }
  /** Only forward: what was said and kept has a time. `to`: ISO 8601 with zone. */
  | { do: "turnClock"; to: string }
  /** Also starts one that is off. */
  | { do: "restartBot" }
  | { do: "startOver" }
  | { do: "open"; world: unknown }
  /** Answered with the `detail` of a step of the trace; with nothing when it has none, or is forgotten. */
  | { do: "detail"; number: number };

/** Of an absence. `lastDay`: inclusive; `null` is open. */
export type Days = {
  firstDay: string;
  lastDay: string | null;
  /** Which halves of the first and last day it begins and ends with; whole days, when left out. */
  halves?: { first: Half; last: Half };
  /** Of types in hours, `HH:MM`; office hours, when left out. */
  times?: { from: string; to: string };
};
type Half = "FIRST_HALF" | "SECOND_HALF";

export type Snapshot = {
  /** The demo's clock, ISO 8601; it goes on as any clock. */
  now: string;
  /** The company's zone, IANA. */
  zone: string;
  isBotRunning: boolean;
  /** `starting`: also while it stops to be started again. One that is `off` starts by itself when Slack is up, or by `restartBot`. */
  bot: "running" | "starting" | "off";
  company: string;
  me: Person;
  people: Person[];
  /** The app as the manifest has it. */
  app: {
    name: string;
    userId: string;
    hasHome: boolean;
    commands: { command: string; description: string; usageHint: string }[];
    shortcuts: { callbackId: string; name: string; description: string }[];
    messageShortcuts: { callbackId: string; name: string; description: string }[];
  };
  /** Conversations that the person can open, in the order of the list; the direct messages with the bot have the person's own id. */
  channels: {
    id: string;
    name: string;
    isPrivate: boolean;
    isArchived: boolean;
    isExternal: boolean;
    hasBot: boolean;
    /** Why nothing can be typed there, as Slack says it in place of the composer. */
    closed?: string;
  }[];
  /**
   * Messages by conversation, oldest first, as the person sees them. `from`: a Slack id. `isEdited`: what Slack marks "(edited)". Blocks and
   * elements have ids here, also where the bot gave them none. `values`: what its lists and fields hold for the person, as in the
   * `values` of a window; where there are some.
   */
  messages: Record<string, (SeenMessage & { from: string; isEdited: boolean; values?: Values })[]>;
  /** The topmost window, and how many lie one over another. */
  window?: SeenForm & { depth: number };
  /** App Home as the bot published it for the person: blocks. */
  home?: unknown[];
  /** What its fields hold, as in the `values` of a window. */
  homeValues?: Values;
  /** What happened between Slack, the bot and Personio, oldest first, the last 300; without their details, which `detail` asks for. */
  trace: Trace[];
  /** Without the hours of work, which nobody looks at there. */
  personio: Omit<PersonioWorld, "attendancePeriods"> & {
    scopes: { name: string; isGranted: boolean }[];
    latencyMs: number;
    isDown: boolean;
    isLimited: boolean;
    hasToken: boolean;
  };
  isSlackDown: boolean;
};

export type Person = {
  id: string;
  login: string;
  name: string;
  /** Of Slack: `en-GB`, `de-DE`; and IANA. */
  locale: string;
  zone: string;
  /** In words, for the list: "supervisor of 5", "guest", "not in Personio", … */
  about: string;
  personId?: string;
  /** What stands beside their name; `emoji` as `:palm_tree:`. */
  status?: { emoji: string; text: string };
  isBot: boolean;
};

/** One step. Those of one interaction share `of`, the number of the step that began it. */
export type Trace = {
  number: number;
  of?: number;
  at: string;
  /**
   * `slack→bot`: a command, a press, a form; `ack`: its acknowledgement; `bot→slack`: a call of the Web API or an answer by response_url;
   * `personio→bot`: a webhook.
   */
  kind: "slack→bot" | "ack" | "bot→slack" | "bot→personio" | "personio→bot";
  /** "/whosout next week", "chat.postMessage", "GET /v2/absence-periods". */
  title: string;
  isOk: boolean;
  /** "refused: invalid_blocks", "200", "after 12 ms". */
  outcome?: string;
  /** How long it took, in real milliseconds. */
  tookMs?: number;
  /** Whether there is something to ask for by `detail`. */
  hasDetail?: boolean;
  /** Payload, params, answer. Tokens are left out. Snapshots come without it: it is asked for by `detail`. */
  detail?: unknown;
};
