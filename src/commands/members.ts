import type { WebClient } from "@slack/web-api";
import type { Clock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import type { Person } from "../domain/person.ts";
import { keep } from "../kept.ts";
import type { Directory } from "../personio/directory.ts";
import { everyPage } from "./pages.ts";
import { emailOf, type Home, isFullMember, type ListedUser, zoneOf } from "./slack-user.ts";

export type Members = ReturnType<typeof createMembers>;

const HOUR = 60 * 60_000;
/** The list of users comes in pages, of which Slack gives some twenty a minute. */
const USERS = { freshMs: 6 * HOUR, usableMs: 24 * HOUR, max: 1 };
/** What Slack recommends for lists of users. */
const A_PAGE = 200;

/**
 * The full members of the workspace as a list, for whoever asks about many of them, or again and again: a question about one costs
 * nothing once the list is there. Somebody new is in it after a few hours.
 *
 * @param needs.listing a client of its own, so that nothing else has to wait for its many pages
 */
export function createMembers(needs: {
  listing: WebClient;
  directory: Pick<Directory, "everyone">;
  home: Home;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}) {
  const { listing, directory, home, clock, log, metrics } = needs;
  const members = keep({
    name: "members",
    clock,
    log,
    metrics,
    ...USERS,
    load: async () => {
      const users: ListedUser[] = await everyPage(async (cursor) => {
        const page = await listing.users.list({ limit: A_PAGE, ...cursor });
        return { found: page.members ?? [], next: page.response_metadata?.next_cursor };
      });
      return new Map(
        users.flatMap((user) => {
          const email = emailOf(user);
          const known = user.id && email && isFullMember(user, home);
          return known ? [[user.id, { email: email.toLowerCase(), zone: zoneOf(user) }]] : [];
        }),
      );
    },
  });

  /** Made once of each list. */
  let byEmail: { of: readonly Person[]; ids: ReadonlyMap<string, string> } = { of: [], ids: new Map() };
  const idsByEmail = (everyone: readonly Person[]) => {
    if (byEmail.of !== everyone) {
      const ids = new Map(everyone.flatMap(({ id, email }) => (email ? [[email, id] as const] : [])));
      byEmail = { of: everyone, ids };
    }
    return byEmail.ids;
  };

  return {
    /** The persons in Personio behind Slack users, and the zone that their Slack is set to. Who is none or unknown there is missing. */
    personsOf: async (slackIds: Iterable<string>): Promise<Map<string, { personId: string; zone?: string }>> => {
      const [known, everyone] = await Promise.all([members("all"), directory.everyone()]);
      const idOf = idsByEmail(everyone);
      const found = new Map<string, { personId: string; zone?: string }>();
      for (const slackId of slackIds) {
        const { email = "", zone } = known.get(slackId) ?? {};
        const personId = idOf.get(email);
        if (personId) found.set(slackId, { personId, ...(zone && { zone }) });
      }
      return found;
    },
  };
}
