import { AnswerRefused } from "./slack-exchange.ts";
import { type Field, type FormElement, heldIn, holdsMany, type Option } from "./slack-form-state.ts";
import { complaintsAboutOptions } from "./slack-surfaces.ts";
import type { SlackChannel, View, World } from "./slack-world.ts";

/** How many characters Slack waits for before it asks the bot. */
const FEWEST_TYPED = 3;

/**
 * A field with the options that somebody can choose from now: those of conversations are Slack's, those of an external list are what the
 * bot offers for each thing that is typed. Where several can be chosen, nobody has to look again for what is chosen already.
 *
 * @param offered what the bot has offered there before
 */
export async function withOptions(
  world: World,
  view: Pick<View, "user" | "state">,
  field: Field,
  typed: readonly string[],
  offersFor: (typed: string) => Promise<Option[]>,
  offered: readonly Option[] = [],
): Promise<Field> {
  const { element } = field;
  const having = (options: Option[]) => ({ ...field, element: { ...element, options } });
  if (element.type === "conversations_select") return having(conversationsFor(world, view.user, element));
  if (!isExternal(element)) return field;
  const chosen = holdsMany(element) ? ([heldIn(view.state, field) ?? []].flat() as Option[]) : [];
  const options = [...chosen, ...offered];
  const found: Option[] = [...options];
  for (const wanted of typed) {
    if (!options.some(({ text, value }) => text.text === wanted || value === wanted))
      found.push(...(await offersFor(wanted)));
  }
  return having(found);
}

/** Whether it is the bot that says what can be chosen. */
export function isExternal({ type }: FormElement): boolean {
  return type === "external_select" || type === "multi_external_select";
}

/** @throws where Slack does not ask the bot yet */
export function mustBeLongEnough({ element, label }: Field, typed: string): void {
  const { min_query_length: fewest = FEWEST_TYPED } = element;
  if ([...typed].length < fewest) throw new Error(`${label}: nothing is offered for fewer than ${fewest} characters`);
}

/** The options of the bot's answer, whether they stand in groups or not. @throws where Slack would not show them */
export function optionsOf({ label }: Field, answer: unknown): Option[] {
  const complaints = complaintsAboutOptions(answer);
  if (complaints.length > 0)
    throw new AnswerRefused(`${label}: Slack takes no such options: ${JSON.stringify(complaints)}`);
  const { options = [], option_groups = [] } = answer as {
    options?: Option[];
    option_groups?: { options: Option[] }[];
  };
  return [...options, ...option_groups.flatMap((group) => group.options)];
}

/** The channels that a list of conversations offers to somebody: of the private ones, only their own. */
export function channelsFor(world: World, user: string, { filter = {} }: FormElement): SlackChannel[] {
  const { include = ["public", "private"], exclude_external_shared_channels: isOursAlone = false } = filter;
  return world.channels.filter(
    ({ is_archived, is_private, is_ext_shared, members }) =>
      !is_archived &&
      include.includes(is_private ? "private" : "public") &&
      (!is_private || members.includes(user)) &&
      !(isOursAlone && is_ext_shared),
  );
}

/** Channels, and people, where direct messages are wanted too: Slack names those by the person's id. */
function conversationsFor(world: World, user: string, element: FormElement): Option[] {
  const { include = ["im"], exclude_bot_users: isWithoutBots = false } = element.filter ?? {};
  const people = world.users.filter(({ deleted, is_bot }) => !deleted && !(isWithoutBots && is_bot));
  const all = [...channelsFor(world, user, element), ...(include.includes("im") ? people : [])];
  return all.map(({ id, name }) => ({ text: { text: name }, value: id }));
}
