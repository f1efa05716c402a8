import type { Middleware, SlackEventMiddlewareArgs } from "@slack/bolt";
import * as z from "zod";
import { nameOf } from "../domain/person.ts";
import { undefinedFor } from "../domain/problem.ts";
import type { Store } from "../store/store.ts";
import { type AwayNow, awayNoticeMessage } from "../views/away-notice.ts";
import type { Askers } from "./asker.ts";
import { type Channels, closedTo } from "./channel.ts";
import type { Members } from "./members.ts";
import { askPresence, type PresenceNeeds } from "./presence.ts";
import { slackErrorOf } from "./slack-error.ts";

type Needs = PresenceNeeds & {
  askers: Pick<Askers, "of">;
  channels: Pick<Channels, "info">;
  members: Members;
  store: Pick<Store, "claimNotices" | "getPreferences">;
  /** Where people are whose Slack profile has no time zone. */
  zone: string;
};

/** Of more mentions than this in one message nobody expects an answer to each. */
const MOST_MENTIONS = 10;
/** For how long nothing is asked after something could not be read: nobody waits for a notice. */
const QUIET_MS = 60_000;
const MENTION = /<@([UW][A-Z0-9]{1,30})(?:\|[^<>]{0,200})?>/g;

/**
 * Somebody mentions people in a channel where the bot is: who of them is out right now is told to the one who wrote, once a day. Nobody
 * asked, so whatever is in the way is a reason to say nothing. The text is looked through for mentions, and goes nowhere.
 */
export function awayNotice(needs: Needs): Middleware<SlackEventMiddlewareArgs<"message">> {
  const { askers, channels, store, clock } = needs;
  let quietUntil = Number.NEGATIVE_INFINITY;

  return async ({ event, client }) => {
    const said = saidIn(event);
    if (!said || clock().getTime() < quietUntil) return;
    const away = await whoIsOut(said.mentioned, needs).catch((error: unknown) => {
      quietUntil = clock().getTime() + QUIET_MS;
      throw error;
    });
    if (away.size === 0) return;
    const asker = await askers.of(said.writer, said.team).catch(undefinedFor("not-a-member"));
    if (!asker) return;
    const day = { writerId: said.writer, channel: said.channel, day: asker.today };
    const untold = await store.claimNotices(day, [...away.keys()]);
    if (untold.length === 0 || closedTo(await channels.info(said.channel))) return;
    const message = awayNoticeMessage(
      untold.flatMap((id) => away.get(id) ?? []),
      asker.today,
      asker.texts,
    );
    const { text, blocks } = message;
    const where = { channel: said.channel, user: said.writer, ...(said.thread && { thread_ts: said.thread }) };
    await client.chat.postEphemeral({ ...where, text, blocks }).catch(unlessRefused);
  };
}

const message = z.object({
  channel: z.string(),
  channel_type: z.enum(["channel", "group"]),
  user: z.string(),
  /** Of who wrote, in channels with others. */
  user_team: z.string().optional(),
  team: z.string().optional(),
  text: z.string(),
  thread_ts: z.string().optional(),
  // What people write themselves and for the first time: no edits, joins, bots, workflows.
  subtype: z.enum(["file_share", "me_message", "thread_broadcast"]).optional(),
  bot_id: z.undefined().optional(),
  app_id: z.undefined().optional(),
  hidden: z.literal(false).optional(),
});

/** Who mentions whom, and where; undefined for what nobody is told anything about. Most messages end at its first line. */
function saidIn(event: { type: string; text?: unknown }) {
  if (typeof event.text !== "string" || !event.text.includes("<@")) return undefined;
  const read = message.safeParse(event).data;
  if (!read) return undefined;
  const ids = new Set([...read.text.matchAll(MENTION)].map(([, id = ""]) => id));
  ids.delete(read.user);
  const mentioned = [...ids].slice(0, MOST_MENTIONS);
  const { channel, user: writer, thread_ts: thread } = read;
  return mentioned.length > 0 ? { channel, writer, team: read.user_team ?? read.team, thread, mentioned } : undefined;
}

/** Those who are out at this moment and let it be told, by Slack id. */
async function whoIsOut(slackIds: readonly string[], needs: Needs): Promise<Map<string, AwayNow>> {
  const { members, store, directory } = needs;
  const away = new Map<string, AwayNow>();
  for (const [slackId, { personId, zone = needs.zone }] of await members.personsOf(slackIds)) {
    const presence = await askPresence(personId, zone, needs);
    if (!presence || presence.isRemote || (await store.getPreferences(slackId)).isUnannounced) continue;
    const person = (await directory.persons([personId])).get(personId);
    if (person) away.set(slackId, { name: nameOf(person), back: presence.back, period: presence.period });
  }
  return away;
}

/** They may have left the channel by now. */
function unlessRefused(error: unknown): void {
  if (slackErrorOf(error) === undefined) throw error;
}
