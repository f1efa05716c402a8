import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";
import { shownMessage } from "./slack-chat.ts";
import { choiceKey, heldUnder } from "./slack-choices.ts";
import { type Given, held } from "./slack-form-fill.ts";
import { isExternal, mustBeLongEnough, optionsOf, withOptions } from "./slack-form-options.ts";
import { type Field, firstOf, holdsSomething } from "./slack-form-state.ts";
import { type Pressable, pressableIn, pressablesOf, pressed, type Which } from "./slack-pressable.ts";
import { conversationId, type SeenMessage, type SlackUser, type World } from "./slack-world.ts";

/**
 * What people do under a message, as Slack tells the bot.
 *
 * @param ask asks the bot what it offers in an external list; gives the acknowledgement
 */
export function createPresses(world: World, ask: (payload: Record<string, unknown>) => Promise<unknown>) {
  const about = (user: SlackUser, message: SeenMessage) => {
    const channel = conversationId(world, message.channel);
    return {
      user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
      api_app_id: world.appId,
      token: "sandbox-verification-token",
      container: {
        type: "message",
        message_ts: message.ts,
        channel_id: channel,
        is_ephemeral: message.to !== undefined,
      },
      team: { id: world.teamId, domain: "sandbox" },
      enterprise: null,
      is_enterprise_install: false,
      channel: { id: channel, name: channelNameOf(world, channel) },
      // Slack does not keep ephemeral messages, so it cannot send them along.
      ...(message.to === undefined && { message: shownMessage(world, message) }),
    };
  };

  /** What the bot offers in an external list under a message, as it answered. @throws where it is none, or Slack refuses the answer */
  async function suggested(user: SlackUser, message: SeenMessage, which: Which, typed: string) {
    const field = asField(pressableIn(pressablesOf(message.blocks), which));
    if (!isExternal(field.element)) throw new Error(`${field.label}: the bot is not asked what it offers`);
    mustBeLongEnough(field, typed);
    const { blockId, element } = field;
    const payload = { type: "block_suggestion", ...about(user, message), block_id: blockId, value: typed };
    const answer = await ask({ ...payload, action_id: element.action_id });
    const options = optionsOf(field, answer);
    world.offers.set(offerKey(user.id, message.ts, field), options);
    dropOldest(world.offers, MOST_KEPT);
    return { answer, options };
  }

  return {
    suggested,

    /** The payload of a shortcut from the menu of a message. @throws where the message has no such menu */
    shortcut: (user: SlackUser, message: SeenMessage, callbackId: string) => {
      if (message.to !== undefined) throw new Error("what only one person sees has no shortcuts");
      const { container: _, ...rest } = about(user, message);
      return {
        type: "message_action",
        callback_id: callbackId,
        ...rest,
        trigger_id: world.newTrigger(user.id, message.channel),
        message_ts: message.ts,
        action_ts: `${world.clock().getTime() / 1000}`,
      };
    },

    /**
     * The `block_actions` payload of a press or a choice.
     *
     * @param given of a list, menu or field: what was chosen, an option by its value or visible text
     * @throws when there is no such element, or nothing of the kind to choose
     */
    payload: async (user: SlackUser, message: SeenMessage, which: Which, given?: Given) => {
      const all = pressablesOf(message.blocks);
      const found = pressableIn(all, which);
      const { blockId, element } = found;
      const values = heldUnder(world.choices, user.id, message);
      let action: Record<string, unknown>;
      if (!holdsSomething(element)) action = pressed(element, typeof given === "string" ? given : undefined);
      else {
        const field = asField(found);
        const offers = async (typed: string) => (await suggested(user, message, which, typed)).options;
        const place = { user: user.id, state: values };
        const before = world.offers.get(offerKey(user.id, message.ts, field));
        const now = held(await withOptions(world, place, field, [given ?? []].flat(), offers, before), given);
        values[blockId] = { ...values[blockId], [element.action_id]: now };
        world.choices.set(choiceKey(user.id, message), values);
        dropOldest(world.choices, MOST_KEPT);
        action = { ...now, ...told(element) };
      }
      return {
        type: "block_actions",
        ...about(user, message),
        trigger_id: world.newTrigger(user.id, message.channel),
        state: { values },
        actions: [{ ...action, block_id: blockId, action_ts: `${world.clock().getTime() / 1000}` }],
      };
    },
  };
}

/** What an action tells of a list or field beside what it holds now. */
export function told(element: Field["element"]): Record<string, unknown> {
  const { action_id, placeholder } = element;
  return { action_id, ...(placeholder && { placeholder }), ...firstOf(element) };
}

/** Where the world keeps what was offered. @param place the message's `ts`, or the window's id */
export function offerKey(
  user: string,
  place: string,
  { blockId, element }: Pick<Field, "blockId" | "element">,
): string {
  return [user, place, blockId, element.action_id].join(" ");
}

/** A list or field of a message, as if it stood in a form. */
function asField(pressable: Pressable): Field {
  return { ...pressable, isInput: false, isOptional: false, dispatches: true };
}

/** The payload of a slash command. @param line as typed, with the slash */
export function commandPayload(world: World, user: SlackUser, channel: string, line: string, isRaw: boolean) {
  const [command = "", ...rest] = line.split(" ");
  const text = rest.join(" ");
  const { shouldEscape = true } = world.app.commands.find((known) => known.command === command) ?? {};
  return {
    token: "sandbox-verification-token",
    team_id: user.team_id,
    team_domain: "sandbox",
    channel_id: conversationId(world, channel),
    channel_name: channelNameOf(world, channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text: isRaw ? text : shouldEscape ? withMentions(escaped(text), world, user.id) : escaped(text),
    api_app_id: world.appId,
    is_enterprise_install: "false",
    trigger_id: world.newTrigger(user.id, channel),
  };
}

function channelNameOf(world: World, channel: string): string {
  const found = world.channels.find(({ id }) => id === channel);
  if (!found) return "directmessage";
  return found.is_private ? "privategroup" : found.name;
}

/** As Slack writes every text. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** With addresses and the names of people and channels as Slack marks them; of channels, those that the person can see. */
export function withMentions(text: string, { users, channels }: World, by: string): string {
  return text
    .replace(/[^\s@<>]+@[^\s@<>]+\.\w+/g, (email) => `<mailto:${email}|${email}>`)
    .replace(/(^|\s)@([\w.-]*\w)/g, (typed, before: string, name: string) => {
      const user = users.find((candidate) => candidate.name === name);
      return user ? `${before}<@${user.id}|${user.name}>` : typed;
    })
    .replace(/(^|\s)#([\p{L}\p{N}_-]+)/gu, (typed, before: string, name: string) => {
      const channel = channels.find((one) => one.name === name && (!one.is_private || one.members.includes(by)));
      return channel ? `${before}<#${channel.id}|${channel.name}>` : typed;
    });
}
