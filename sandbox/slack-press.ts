import { shownMessage } from "./slack-chat.ts";
import { conversationId, type SeenMessage, type SlackUser, type World } from "./slack-world.ts";

type Option = { text: { text: string }; value: string };
export type SeenButton = { type: "button"; text: { text: string }; action_id: string; value?: string };
type SeenSelect = {
  type: "static_select";
  action_id: string;
  placeholder?: { text: string };
  options?: Option[];
  option_groups?: { options: Option[] }[];
};
type Element = SeenButton | SeenSelect;
type Holder = {
  type: string;
  block_id?: string;
  elements?: unknown[];
  accessory?: unknown;
  actions?: unknown[];
  child_blocks?: unknown[];
};

/** The buttons of a message or a window, in order of reading. */
export function buttonsOf(message: Pick<SeenMessage, "blocks">): SeenButton[] {
  return elementsOf(message.blocks)
    .map(({ element }) => element)
    .filter((element) => element.type === "button");
}

/** What can be pressed or chosen, and the block it stands in; Slack names blocks that have no name. */
function elementsOf(blocks: readonly unknown[], under = ""): { element: Element; blockId: string }[] {
  return blocks.flatMap((block, at) => {
    const { type, block_id, elements = [], accessory, actions = [], child_blocks = [] } = block as Holder;
    const blockId = block_id ?? `block${under}${at}`;
    const own = type === "actions" ? elements : type === "card" ? actions : accessory ? [accessory] : [];
    const inside = type === "carousel" ? elements : child_blocks;
    return [
      ...(own as Element[]).filter(isElement).map((element) => ({ element, blockId })),
      ...elementsOf(inside, `${under}${at}.`),
    ];
  });
}

function isElement({ type }: { type: string }): boolean {
  return type === "button" || type === "static_select";
}

/**
 * The `block_actions` payload of a press.
 *
 * @param which the element's visible text (of a select: its placeholder) or its action_id, or the button itself where several are alike
 * @param choice of a select: the option's value or visible text
 * @throws when there is no such element, naming those there are
 */
export function pressPayload(
  world: World,
  user: SlackUser,
  message: SeenMessage,
  which: string | SeenButton,
  choice?: string,
) {
  const { element, blockId } = elementIn(elementsOf(message.blocks), which);
  const chosen = element.type === "button" ? {} : { selected_option: optionOf(element, choice) };
  const { ts, to } = message;
  const channel = conversationId(world, message.channel);
  return {
    type: "block_actions",
    user: { id: user.id, username: user.name, name: user.name, team_id: user.team_id },
    api_app_id: world.appId,
    token: "sandbox-verification-token",
    container: { type: "message", message_ts: ts, channel_id: channel, is_ephemeral: to !== undefined },
    trigger_id: world.newTrigger(user.id, message.channel),
    team: { id: world.teamId, domain: "sandbox" },
    enterprise: null,
    is_enterprise_install: false,
    channel: { id: channel, name: channelNameOf(world, channel) },
    // Slack does not keep ephemeral messages, so it cannot send them along.
    ...(to === undefined && { message: shownMessage(world, message) }),
    state: {
      values:
        element.type === "button" ? {} : { [blockId]: { [element.action_id]: { type: element.type, ...chosen } } },
    },
    actions: [{ ...pressed(element), block_id: blockId, ...chosen, action_ts: `${world.clock().getTime() / 1000}` }],
  };
}

/** A button of a window. @throws as `pressPayload` */
export function buttonIn(blocks: readonly unknown[], which: string | SeenButton) {
  const buttons = elementsOf(blocks).filter(({ element }) => element.type === "button");
  return elementIn(buttons, which);
}

function elementIn(elements: ReturnType<typeof elementsOf>, which: string | SeenButton) {
  const found = elements.find(
    ({ element }) => element === which || element.action_id === which || labelOf(element) === which,
  );
  if (found) return found;
  const labels = elements.map(({ element }) => `"${labelOf(element)}"`).join(", ");
  throw new Error(`no button "${typeof which === "string" ? which : labelOf(which)}", only ${labels || "none"}`);
}

/** A button or list as an action tells of it. */
export function pressed(element: Element) {
  const { type, action_id } = element;
  if (element.type === "button")
    return { type, action_id, text: element.text, ...(element.value !== undefined && { value: element.value }) };
  return { type, action_id, placeholder: element.placeholder };
}

function labelOf(element: Element): string | undefined {
  return element.type === "button" ? element.text.text : element.placeholder?.text;
}

function optionOf(select: SeenSelect, choice: string | undefined): Option {
  const options = [...(select.options ?? []), ...(select.option_groups ?? []).flatMap((group) => group.options)];
  const option = options.find(({ value, text }) => value === choice || text.text === choice);
  if (!option) throw new Error(`no option "${choice}", only ${options.map(({ text }) => `"${text.text}"`).join(", ")}`);
  return option;
}

/** The payload of a slash command. @param line as typed, with the slash */
export function commandPayload(world: World, user: SlackUser, channel: string, line: string, isRaw: boolean) {
  const [command = "", ...rest] = line.split(" ");
  const text = rest.join(" ");
  return {
    token: "sandbox-verification-token",
    team_id: user.team_id,
    team_domain: "sandbox",
    channel_id: conversationId(world, channel),
    channel_name: channelNameOf(world, channel),
    user_id: user.id,
    user_name: user.name,
    command,
    text: isRaw ? text : escapedAsSlackDoes(text, world.users),
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

/** `&`, `<` and `>` as Slack always escapes them; then, as with `should_escape`, addresses and the mentions of known users. */
function escapedAsSlackDoes(text: string, users: readonly SlackUser[]): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/[^\s@<>]+@[^\s@<>]+\.\w+/g, (email) => `<mailto:${email}|${email}>`)
    .replace(/(^|\s)@([\w.-]*\w)/g, (typed, before: string, name: string) => {
      const user = users.find((candidate) => candidate.name === name);
      return user ? `${before}<@${user.id}|${user.name}>` : typed;
    });
}
