import type { Digest, Setup } from "../domain/digest.ts";
import { mentionOf } from "../views/digest.ts";
import type { Asker } from "./asker.ts";
import type { DigestNeeds } from "./digest.ts";
import { slackErrorOf } from "./slack-error.ts";

/** Its owner, who made its channel, or an admin of the workspace. */
export async function mayChange(
  { ownerId, setup }: Pick<Digest, "ownerId"> & { setup: Pick<Setup, "channel"> },
  asker: Asker,
  needs: Pick<DigestNeeds, "askers" | "channels">,
): Promise<boolean> {
  if (ownerId === asker.slackId || (await needs.askers.isAdmin(asker))) return true;
  return (await needs.channels.info(setup.channel))?.creatorId === asker.slackId;
}

/** Why there can be no digest of this asker's in a channel; undefined when there can. `joins`: the bot goes in, where everybody may. */
export async function whyNotThere(
  id: string,
  { slackId, texts }: Asker,
  { channels, slack }: Pick<DigestNeeds, "channels" | "slack">,
  { joins }: { joins: boolean },
): Promise<string | undefined> {
  const say = texts.digest.fault;
  const channel = await channels.info(id);
  if (!channel) return say.unknownChannel;
  if (channel.isArchived) return say.archived;
  if (channel.isOffLimits) return say.shared;
  if (!(await channels.isIn(id, slackId))) return say.notYours;
  if (channel.isMember) return undefined;
  if (channel.isPrivate || !joins) return say.notInvited;
  try {
    await slack.conversations.join({ channel: id });
    return undefined;
  } catch (error) {
    if (slackErrorOf(error) === undefined) throw error;
    return say.notInvited;
  }
}

/** For plain text, where a mention is only its letters. */
export async function nameOfChannel(id: string, { channels }: Pick<DigestNeeds, "channels">): Promise<string> {
  const channel = await channels.info(id).catch(() => undefined);
  return channel ? `#${channel.name}` : mentionOf(id);
}
