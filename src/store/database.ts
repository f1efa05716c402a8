import type { Kysely } from "kysely";
import type { DeliveryOutcome, Pause } from "../domain/digest.ts";

/** Every column but counters is text (instants as ISO in UTC, the rest as JSON), so that both databases read, sort and compare the same. */
export type Tables = {
  errands: {
    id: string;
    person_id: string;
    slack_user_id: string;
    view_id: string | null;
    made_at: string;
    /** JSON. */
    task: string;
    sent: string | null;
    outcome: string | null;
    /** Who has it in hand. It stays theirs after the lease, until another claims it. */
    worker: string | null;
    /** From this instant on it may be claimed; empty: at once. */
    free_from: string;
    closed_at: string | null;
  };
  confirmations: {
    period_id: string;
    slack_user_id: string;
    person_id: string;
    /** JSON. */
    message: string;
    told: string;
    is_pending: "yes" | "no";
    /** The last day of the absence. */
    ends_on: string;
  };
  digests: {
    id: string;
    channel: string;
    /** Empty: nobody's any more. */
    owner_id: string;
    /** JSON. */
    setup: string;
    since: string;
    paused: Pause | null;
    /** From this instant on the owner may be told that the bot paused it; empty: there is nothing to tell. */
    tell_owner_from: string;
  };
  digest_changes: {
    id: string;
    digest_id: string;
    at: string;
    /** Null: the bot itself; empty: somebody who was forgotten. */
    slack_user_id: string | null;
    change: string;
  };
  deliveries: {
    digest_id: string;
    slot: string;
    day: string;
    /** As of `errands`. */
    worker: string;
    free_from: string;
    tries: number;
    doubt_since: string | null;
    outcome: DeliveryOutcome | null;
    /** JSON. */
    posted: string | null;
    /** From this instant on its message may be looked at again; empty: it is left as it is. */
    follow_from: string;
    settled_at: string | null;
  };
  preferences: {
    slack_user_id: string;
    /** JSON. */
    chosen: string;
  };
  pictures: {
    /** Slack's. */
    file_id: string;
    /** The message that shows it; null: none does. */
    channel: string | null;
    ts: string | null;
    made_at: string;
    /** From this instant on it is to be removed. */
    remove_from: string;
    /** Who reads it in their direct messages; null: it is a channel's, or was made before this was noted. */
    slack_user_id: string | null;
  };
  away_notices: {
    /** By Slack's ids: who mentioned whom. */
    writer_id: string;
    away_id: string;
    channel: string;
    day: string;
  };
  status_links: {
    slack_user_id: string;
    /** Sealed: nothing but the bot's TOKEN_KEY opens it. */
    token: string;
    /** JSON. What the bot showed last, and what it is about to show. */
    shown: string | null;
    about_to: string | null;
    /** The absence during which the person wants their status left alone. */
    left_alone: string | null;
    /** As of `errands`. */
    worker: string | null;
    free_from: string;
  };
  used_states: {
    id: string;
    forget_from: string;
  };
  heard_absences: {
    id: string;
    /** Personio's, of an absence that is other than it was, or gone. */
    period_id: string;
    /** Who heard it, and when. */
    worker: string;
    at: string;
  };
  whosout_migrations: {
    id: string;
    /** By the clock of the database, in its spelling; nobody reads it but people. */
    applied_at: string;
  };
};

/** What SQLite and PostgreSQL do differently. */
export type Database = {
  db: Kysely<Tables>;
  /** Brings the tables up to date, as one transaction, one process at a time; opens the database, since it comes first. */
  migrate: () => Promise<void>;
  /** Runs one statement such that no other of these runs meanwhile, in whatever process. */
  oneAtATime: <T>(statement: (db: Kysely<Tables>) => Promise<T>) => Promise<T>;
  /** Leaves no copy of what was overwritten, as far as the database lets us. */
  scrub: () => Promise<void>;
  /** The same so thoroughly that it takes a while: not even in what the database set aside for itself. */
  purge: () => Promise<void>;
  /** One sentence for the admin about why `migrate` failed; never with a password. */
  explain: (error: unknown) => string;
  close: () => Promise<void>;
};

/** An instant so long after `now`, as the columns have it. */
export function later(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
