import type { ElementData, Option, OptionGroup } from "../blocks/shapes.ts";
import type { Outcome } from "../demo/connection.ts";

/** What an element holds: a text, a day, a time, an id, or an option; several where several can be chosen. */
export type Held = string | Option | (string | Option)[] | undefined;
/** What an external list offers, or why there is nothing. */
export type Offered = { groups: { label?: string; options: Option[] }[]; trouble?: string };

/** By kind: the field of its state in `state.values`, and the one of what it begins with. */
const FIELDS: Record<string, [now: string, first: string]> = {
  plain_text_input: ["value", "initial_value"],
  number_input: ["value", "initial_value"],
  email_text_input: ["value", "initial_value"],
  url_text_input: ["value", "initial_value"],
  static_select: ["selected_option", "initial_option"],
  external_select: ["selected_option", "initial_option"],
  radio_buttons: ["selected_option", "initial_option"],
  checkboxes: ["selected_options", "initial_options"],
  multi_static_select: ["selected_options", "initial_options"],
  multi_external_select: ["selected_options", "initial_options"],
  datepicker: ["selected_date", "initial_date"],
  timepicker: ["selected_time", "initial_time"],
  users_select: ["selected_user", "initial_user"],
  multi_users_select: ["selected_users", "initial_users"],
  conversations_select: ["selected_conversation", "initial_conversation"],
  multi_conversations_select: ["selected_conversations", "initial_conversations"],
  channels_select: ["selected_channel", "initial_channel"],
  multi_channels_select: ["selected_channels", "initial_channels"],
};

/** What it begins with. */
export function firstIn(element: ElementData): Held {
  return (element as Record<string, unknown>)[FIELDS[element.type]?.[1] ?? ""] as Held;
}

/** Whether the values say anything of an element, be it that it is empty: of one that is of another kind by now they do not. */
export function isIn(state: Record<string, unknown> | undefined, { type }: ElementData): boolean {
  return state !== undefined && (FIELDS[type]?.[0] ?? "") in state;
}

/** What stands in the values of a window, a message or App Home. */
export function heldIn(state: Record<string, unknown> | undefined, { type }: ElementData): Held {
  return (state?.[FIELDS[type]?.[0] ?? ""] ?? undefined) as Held;
}

function optionsOf({ options = [], option_groups = [] }: ElementData): Option[] {
  return [...options, ...option_groups.flatMap((group) => group.options)];
}

/** What an element holds after this was chosen in it. */
export function toHold(element: ElementData, value: string | string[] | null): Held {
  if (value === null) return undefined;
  const all = optionsOf(element);
  const one = (chosen: string) => all.find((option) => option.value === chosen) ?? chosen;
  return Array.isArray(value) ? value.map(one) : one(value);
}

/** Everything that it holds, as the values that are sent. */
export function valuesIn(held: Held): string[] {
  const all = held === undefined ? [] : Array.isArray(held) ? held : [held];
  return all.map((one) => (typeof one === "string" ? one : one.value));
}

/** The options of the bot's answer, in groups or not. */
export function readOffered({ value, error }: Outcome): Offered {
  if (error !== undefined) return { groups: [], trouble: error };
  const said = value as Option[] | OptionGroup[] | { options?: Option[]; option_groups?: OptionGroup[] } | undefined;
  const listed = Array.isArray(said) ? said : (said?.option_groups ?? said?.options ?? []);
  const groups = listed.filter((one): one is OptionGroup => "options" in one);
  if (groups.length > 0) return { groups: groups.map(({ label, options }) => ({ label: label.text, options })) };
  return { groups: [{ options: listed as Option[] }] };
}
