import type { KeptAbout } from "../store/about.ts";
import type { Somebody } from "../store/store.ts";
import type { Outside } from "./outside.ts";
import { HEADINGS } from "./told.ts";

/** Something of theirs is not settled yet. The message is for the admin. */
export class UnderWay extends Error {
  override readonly name = "UnderWay";
}

/** What belongs to a channel stays, and how. */
const STAYS: Partial<Record<keyof KeptAbout, string>> = {
  digests: "they are nobody's now, and belong to whoever changes them next (who made the channel, or an admin)",
  digestsOfReports: "without them; one that was about nobody else pauses",
  digestChanges: "by “somebody” now",
};

/**
 * Removes what is kept about somebody: their token is revoked at Slack and their status given back, their pictures go, then the rows.
 *
 * @returns what it was, in sentences; `isComplete`: Slack has done its part too
 * @throws UnderWay while a request of theirs is not settled: then nothing is removed, since a booking could be lost
 */
export async function forget(
  somebody: Somebody,
  { store, statuses, pictures }: Outside,
): Promise<{ lines: string[]; isComplete: boolean }> {
  const before = await store.keptAbout(somebody);
  refuseUnderWay(before);
  const trouble: string[] = [];
  for (const { slack_user_id: id } of before.statusLinks) {
    if (!(await statuses?.end(id))) {
      trouble.push(NOT_REVOKED);
    }
  }
  for (const id of new Set(before.pictures.flatMap(({ slack_user_id }) => slack_user_id ?? []))) {
    await pictures
      .removeFor(id)
      .catch(() => trouble.push("Slack did not remove a picture of theirs: a running bot tries it again."));
  }
  // Also where there is nothing: an earlier try may have ended before the last traces were gone.
  await store.removeAbout(somebody);
  if (isEmpty(before)) return { lines: ["Nothing is kept about them."], isComplete: true };

  if (!isEmpty(await store.keptAbout(somebody))) trouble.push("Something was kept anew meanwhile: do it once more.");
  const isRevoked = before.statusLinks.length > 0 && !trouble.includes(NOT_REVOKED);
  const counted = (kinds: (keyof KeptAbout)[]) =>
    kinds
      .filter((kind) => before[kind].length > 0)
      .map((kind) => `  ${before[kind].length} × ${HEADINGS[kind]}${STAYS[kind] ? `: ${STAYS[kind]}` : ""}`);
  const kinds = Object.keys(before) as (keyof KeptAbout)[];
  const stays = counted(kinds.filter((kind) => STAYS[kind]));
  const removed = counted(kinds.filter((kind) => !STAYS[kind]));
  return {
    lines: [
      ...(removed.length > 0 ? ["Removed:", ...removed] : []),
      ...(isRevoked ? ["  The token is revoked at Slack, and a status of the bot's is taken down."] : []),
      ...(stays.length > 0 ? ["Belongs to a channel, and stays:", ...stays] : []),
      ...trouble.map((line) => `✗ ${line}`),
    ],
    isComplete: trouble.length === 0,
  };
}

const NOT_REVOKED =
  "Slack did not revoke their token (or TOKEN_KEY is another now): they or an admin can take it away under Apps in Slack.";

function isEmpty(kept: KeptAbout): boolean {
  return Object.values(kept).every((rows) => rows.length === 0);
}

function refuseUnderWay({ requests, substituteIn }: KeptAbout): void {
  const open = requests.filter(({ closed_at }) => closed_at === null);
  const under = [
    ...open.map(({ task, made_at, outcome }) => {
      const { kind } = JSON.parse(task);
      return `  ${WHAT[kind as keyof typeof WHAT] ?? kind} of ${made_at}, ${outcome === null ? "not settled in Personio yet" : "settled in Personio, and not told them yet"}`;
    }),
    ...substituteIn.map(({ made_at }) => `  a request of somebody else of ${made_at}, with them as substitute`),
  ];
  if (under.length === 0) return;
  throw new UnderWay(["Nothing is removed, since something is under way:", ...under, UNDER_WAY_UNTIL].join("\n"));
}

const WHAT = {
  create: "a request",
  change: "a change",
  cancel: "a cancellation",
  notice: "a look at what Personio decided",
};
const UNDER_WAY_UNTIL =
  "A running bot settles it in a minute, or, where Personio or Slack do not answer, within a day. Do it again then; npm run export shows it.";
