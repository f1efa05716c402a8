import type { SlackApp } from "./manifest.ts";
import type { Values } from "./slack-form-state.ts";
import type { Metadata } from "./slack-metadata.ts";
import type { Opener } from "./slack-triggers.ts";
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
  profile: {
    email?: string;
    real_name?: string;
    display_name?: string;
    image_192?: string;
    status_text?: string;
    status_emoji?: string;
    /** Unix seconds; 0: it stays. */
    status_expiration?: number;
  };
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
  /** The message under which it stands in a thread. */
  threadTs?: string;
  /** Slack marks it "(edited)". */
  isEdited?: boolean;
  isDeleted?: boolean;
};

/**
 * How a call can go wrong: with an error of Slack's, a status, a pause (seconds) that is asked for, or no answer at all, be it that the
 * request was lost or ("drop after") the answer, when everything was done.
 */
export type Fault =
  | { error: string; status?: number }
  | { status: number }
  | { retryAfter: number }
  | "drop"
  | "drop after";

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
