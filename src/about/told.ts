import type { KeptAbout } from "../store/about.ts";
import type { Tables } from "../store/database.ts";

/** Tables in which rows are about one person or another. */
type PersonalTable = (typeof TABLE_OF)[keyof KeptAbout];

const TABLE_OF = {
  requests: "errands",
  substituteIn: "errands",
  confirmations: "confirmations",
  digests: "digests",
  digestsOfReports: "digests",
  digestChanges: "digest_changes",
  preferences: "preferences",
  pictures: "pictures",
  noticesTold: "away_notices",
  noticesAbout: "away_notices",
  statusLinks: "status_links",
} as const satisfies Record<keyof KeptAbout, keyof Tables>;

/** Why a row is shown, for the person whom it is about. */
export const HEADINGS: Record<keyof KeptAbout, string> = {
  requests: "Requests for time off, changes and cancellations",
  substituteIn: "Requests of others, under way, that name them as substitute",
  confirmations: "Absences that were confirmed to them, so that they hear when one is decided or changed",
  digests: "Channel digests that they set up",
  digestsOfReports: "Channel digests about the people who report to them",
  digestChanges: "What they did with channel digests",
  preferences: "What they chose in their settings",
  pictures: "Pictures of a month in their direct messages",
  noticesTold: "Notices that told them of somebody whom they mentioned",
  noticesAbout: "Notices that told somebody else that they are out",
  statusLinks: "Their leave to set their status in Slack",
};

/**
 * What each column holds, in words. `null`: nothing about a person, but a mark of the bot's own work. Whoever adds a column says here what
 * it is (`test/about/schema.test.ts`).
 */
export const COLUMNS: { [T in PersonalTable]: Record<keyof Tables[T], string | null> } = {
  errands: {
    id: "id",
    person_id: "person in Personio",
    slack_user_id: "Slack user",
    view_id: "window in Slack that the form was in",
    made_at: "asked at",
    task: "asked for",
    sent: "sent to Personio",
    outcome: "what came of it",
    closed_at: "settled at",
    worker: null,
    free_from: null,
  },
  confirmations: {
    period_id: "absence in Personio",
    slack_user_id: "Slack user",
    person_id: "person in Personio",
    message: "message in Slack",
    told: "what it says",
    is_pending: "waits for a decision",
    ends_on: "ends on",
  },
  digests: {
    id: "id",
    channel: "channel in Slack",
    owner_id: "set up by",
    setup: "what was chosen",
    since: "since",
    paused: "paused because",
    tell_owner_from: null,
  },
  digest_changes: {
    id: "id",
    digest_id: "digest",
    at: "at",
    slack_user_id: "Slack user",
    change: "what they did",
  },
  preferences: { slack_user_id: "Slack user", chosen: "chosen" },
  pictures: {
    file_id: "file in Slack",
    channel: "conversation in Slack",
    ts: "message in Slack",
    made_at: "made at",
    remove_from: "is removed at",
    slack_user_id: "Slack user",
  },
  away_notices: {
    writer_id: "Slack user who was told",
    away_id: "Slack user who was out",
    channel: "channel in Slack",
    day: "day",
  },
  status_links: {
    slack_user_id: "Slack user",
    token: "token",
    shown: "status that the bot showed last",
    about_to: "status that it was about to show",
    left_alone: "absence during which their status is left alone",
    worker: null,
    free_from: null,
  },
};

/** What belongs to somebody else, or to nobody. By heading: whose rows these are is another's business there. */
const WITHHELD: Partial<Record<keyof KeptAbout, Record<string, string>>> = {
  substituteIn: Object.fromEntries(
    ["person_id", "slack_user_id", "task", "view_id", "sent", "outcome"].map((column) => [column, "somebody else's"]),
  ),
  digestsOfReports: { owner_id: "somebody else's" },
  noticesTold: { away_id: "somebody else's" },
  noticesAbout: { writer_id: "somebody else's" },
  statusLinks: { token: "sealed, and not opened here" },
};

/** What is kept about somebody, under plain headings, for them to read. */
export function tellKept(kept: KeptAbout): Record<string, Record<string, unknown>[]> {
  const entries = Object.entries(kept) as [keyof KeptAbout, Record<string, unknown>[]][];
  return Object.fromEntries(entries.map(([kind, rows]) => [HEADINGS[kind], rows.map((row) => tellRow(kind, row))]));
}

function tellRow(kind: keyof KeptAbout, row: Record<string, unknown>): Record<string, unknown> {
  const labels: Record<string, string | null> = COLUMNS[TABLE_OF[kind]];
  const told: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    const label = labels[column];
    if (label && value !== null && value !== "null" && value !== "")
      told[label] = WITHHELD[kind]?.[column] ?? plain(value);
  }
  return told;
}

/** Texts that are JSON, as what they hold. */
function plain(value: unknown): unknown {
  if (typeof value !== "string" || !/^[[{]/.test(value)) return value;
  return JSON.parse(value);
}

/** Where else somebody may stand, and why the bot leaves that alone. */
export function elsewhere(isPostgres: boolean): string[] {
  return [
    "Personio: persons, contracts, absences and hours are kept there; the bot only reads and enters them.",
    "Slack: what the bot has said (direct messages, answers, digests, App Home) is part of their conversations and of channels; your workspace's retention and deletion in Slack decide about it.",
    "Memory: running bots hold names, contracts and absences until they are read anew or pushed out, or the bot ends. They go by them for a day at most, and by names for two while Personio is away.",
    "Logs and backups: logs hold ids and no names; backups of the database what it held then. You decide how long both are kept.",
    ...(isPostgres ? ["PostgreSQL: removed rows are written over in its own time (VACUUM)."] : []),
  ];
}
