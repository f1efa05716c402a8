import type { PersonioWorld } from "./personio-wire.ts";
import type { SeenForm, SeenMessage } from "./slack.ts";

/**
 * What the page in the browser and the demo say to one another over a WebSocket, as JSON. The page sends an `Asked`, and gets an `Answered`
 * with its number; a `Shown` comes at once and whenever something changed that the person can see. A connection is one person:
 * `/ws?as=<Slack id>`; somebody who is not there is Anna. An `error` is a sentence for people, in Slack's own words where Slack has some.
 *
 * Beside it the page's server has `/world.json`, the saved world as a download, and `/avatar/<Slack id>.svg`.
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
  /** A button, or a list or menu with what was chosen in it, of a message or of App Home (no `ts`). */
  | { do: "press"; channel: string; ts?: string; blockId: string; actionId: string; choice?: string | string[] | null }
  /** A field of the topmost window, left with this in it; `null` empties it. Options by value, people and conversations by id. */
  | { do: "fill"; blockId: string; actionId: string; value: string | string[] | null }
  /** What the bot offers in an external list of the topmost window, or of a message (with `channel` and `ts`). Answered with options or groups of them, as Slack's clients get them. */
  | { do: "offer"; channel?: string; ts?: string; blockId: string; actionId: string; typed: string }
  | { do: "pressInWindow"; blockId: string; actionId: string; choice?: string }
  /** What Slack itself or the bot finds wrong stands in the `errors` of the window then. */
  | { do: "submit" }
  | { do: "dismiss" }
  | { do: "openHome" }
  | { do: "be"; user: string }
  // In Personio, as its administrator.
  | { do: "decide"; periodId: string; status: "APPROVED" | "REJECTED" }
  | { do: "enter"; personId: string; typeId: string; firstDay: string; lastDay: string | null }
  | { do: "erase"; periodId: string }
  // With the world.
  /** How Personio behaves; what is not named stays. */
  | { do: "trouble"; latencyMs?: number; isDown?: boolean; isLimited?: boolean; scopes?: string[] }
  | { do: "revokeTokens" }
  | { do: "slackTrouble"; isDown: boolean }
  /** Only forward: what was said and kept has a time. `to`: ISO 8601 with zone. */
  | { do: "turnClock"; to: string }
  | { do: "restartBot" }
  | { do: "startOver" }
  | { do: "open"; world: unknown };

export type Snapshot = {
  /** The demo's clock, ISO 8601; it goes on as any clock. */
  now: string;
  /** The company's zone, IANA. */
  zone: string;
  isBotRunning: boolean;
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
   * elements have ids here, also where the bot gave them none.
   */
  messages: Record<string, (SeenMessage & { from: string; isEdited: boolean })[]>;
  /** The topmost window, and how many lie one over another. */
  window?: SeenForm & { depth: number };
  /** App Home as the bot published it for the person: blocks. */
  home?: unknown[];
  /** What happened between Slack, the bot and Personio, oldest first, the last 300. */
  trace: Trace[];
  personio: PersonioWorld & {
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
  /** Payload, params, answer: shown as JSON on request. Tokens are left out. */
  detail?: unknown;
};
