import type { WebClient } from "@slack/web-api";
import { slackErrorOf } from "../commands/slack-error.ts";
import { emailOf, type SlackUser } from "../commands/slack-user.ts";
import type { Personio } from "../personio/client.ts";
import type { Somebody, Store } from "../store/store.ts";
import type { Named } from "./named.ts";

/** Somebody, and how sure it is that these are all of their ids: sentences for the admin. */
export type Found = { somebody: Somebody; notes: string[] };

const UNKNOWN_TO_SLACK = ["users_not_found", "user_not_found", "user_not_visible"];

/**
 * Finds the ids under which somebody may be kept: asks Slack and Personio by their e-mail address and, where these do not know them (any
 * more), looks which ids stand side by side in the store.
 *
 * @throws what Slack, Personio or the store throw: what cannot be asked is not unknown
 */
export async function find(
  named: Named,
  { slack, personio, store }: { slack: WebClient; personio: Pick<Personio, "listPersons">; store: Store },
): Promise<Found> {
  const notes: string[] = [];
  const user = await slackUserOf(named, slack);
  if (!user) notes.push(`Slack does not know ${named.slackId ?? named.email ?? "them"} (any more).`);
  const email = named.email ?? emailOf(user)?.toLowerCase();
  // The whole list, since those who left are in it, and somebody who came back may be there twice.
  const persons = email ? (await personio.listPersons()).filter((person) => person.email === email) : [];
  const personIds = [...new Set([...(named.personId ? [named.personId] : []), ...persons.map(({ id }) => id)])];
  if (personIds.length === 0) notes.push("Personio does not know them (any more).");
  const slackIds = [...new Set([named.slackId, user?.id].flatMap((id) => id ?? []))];

  const beside = await store.notedBeside({ slackIds, personIds });
  return {
    somebody: {
      slackIds: slackIds.length > 0 ? slackIds : beside.slackIds,
      personIds: personIds.length > 0 ? personIds : beside.personIds,
    },
    notes,
  };
}

/** Also one who is deactivated, by their id; by an address, Slack finds only those who are not. An unconfirmed address proves nothing. */
async function slackUserOf({ slackId, email }: Named, slack: WebClient): Promise<SlackUser | undefined> {
  try {
    if (slackId) return (await slack.users.info({ user: slackId })).user;
    const user = email ? (await slack.users.lookupByEmail({ email })).user : undefined;
    return emailOf(user) ? user : undefined;
  } catch (error) {
    if (UNKNOWN_TO_SLACK.includes(slackErrorOf(error) ?? "")) return undefined;
    throw error;
  }
}
