import { escaped, withMentions } from "./slack-press.ts";
import { sentencesFor } from "./slack-sentences.ts";
import { type SeenMessage, SLACKBOT, type SlackChannel, type World } from "./slack-world.ts";

/** What happens to what somebody types into the composer, before the bot hears of it. */

/** The conversations that somebody has in the list: those they are a member of, in the order of their names, those that ended last. */
export function conversationsOf(world: World, user: string): SlackChannel[] {
  return world.channels
    .filter(({ members }) => members.includes(user))
    .toSorted(
      (a, b) => Number(a.is_archived ?? false) - Number(b.is_archived ?? false) || a.name.localeCompare(b.name, "en"),
    );
}

/** Why somebody cannot type into a conversation, as Slack says it in place of the composer; undefined when they can. */
export function whyClosed(world: World, user: string, channel: string): string | undefined {
  if (channel === user) {
    return world.app.takesMessages ? undefined : "Sending messages to this app has been turned off.";
  }
  const found = conversationsOf(world, user).find(({ id }) => id === channel);
  if (!found) return "You are not in this channel.";
  return found.is_archived ? `You are viewing #${found.name}, an archived channel` : undefined;
}

/** A message is posted. @param threadTs of the message under which it stands */
export function sayInChannel(
  world: World,
  user: string,
  channel: string,
  text: string,
  threadTs?: string,
): SeenMessage {
  return world.post({
    channel,
    from: user,
    ...(threadTs !== undefined && { threadTs }),
    text: withMentions(escaped(text), world, user).replace(/<@(\w+)\|[^>]*>/g, "<@$1>"),
    blocks: [],
  });
}

/** The name of a slash command that was typed; undefined when it is none. */
export function commandIn(text: string): string | undefined {
  return /^\/[^\s/]+/.exec(text)?.[0].toLowerCase();
}

/** Slackbot tells the person that there is no such command. */
export function sayNoSuchCommand(world: World, user: string, channel: string, command: string): void {
  const text = sentencesFor(world, user).noCommand(command);
  world.post({ channel, to: user, from: SLACKBOT, text, blocks: [] });
}
