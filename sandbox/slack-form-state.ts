import { randomUUID } from "node:crypto";

/** What an element of a form holds, as Slack sends it in `state.values`. */
export type Values = Record<string, Record<string, Record<string, unknown>>>;
export type Option = { text: { text: string }; value: string; description?: { text: string } };
export type FormElement = {
  type: string;
  action_id: string;
  options?: Option[];
  option_groups?: { options: Option[] }[];
  placeholder?: { text: string };
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  is_decimal_allowed?: boolean;
  min_value?: string;
  max_value?: string;
  max_selected_items?: number;
  min_query_length?: number;
  default_to_current_conversation?: boolean;
  filter?: { include?: string[]; exclude_external_shared_channels?: boolean; exclude_bot_users?: boolean };
} & Record<string, unknown>;
/** An element that holds something, and the block it stands in. */
export type Field = {
  blockId: string;
  /** What stands at it: the label of an input, the text of a section, else its placeholder. */
  label: string;
  element: FormElement;
  isInput: boolean;
  isOptional: boolean;
  /** Whether the bot hears of it at once. */
  dispatches: boolean;
};

/** By kind of element: the field of its state, the one of its first value, and what it holds at first without one. */
const HOLDS: Record<string, { now: string; first: string; empty: unknown }> = {
  plain_text_input: { now: "value", first: "initial_value", empty: null },
  number_input: { now: "value", first: "initial_value", empty: null },
  static_select: { now: "selected_option", first: "initial_option", empty: null },
  radio_buttons: { now: "selected_option", first: "initial_option", empty: null },
  checkboxes: { now: "selected_options", first: "initial_options", empty: [] },
  datepicker: { now: "selected_date", first: "initial_date", empty: null },
  timepicker: { now: "selected_time", first: "initial_time", empty: null },
  users_select: { now: "selected_user", first: "initial_user", empty: null },
  conversations_select: { now: "selected_conversation", first: "initial_conversation", empty: null },
  external_select: { now: "selected_option", first: "initial_option", empty: null },
  multi_static_select: { now: "selected_options", first: "initial_options", empty: [] },
  multi_users_select: { now: "selected_users", first: "initial_users", empty: [] },
  multi_external_select: { now: "selected_options", first: "initial_options", empty: [] },
};

type Block = {
  type: string;
  block_id?: string;
  label?: { text: string };
  text?: { text: string };
  element?: FormElement;
  accessory?: FormElement;
  elements?: FormElement[];
  optional?: boolean;
  dispatch_action?: boolean;
};

/** Slack gives blocks and elements that have no id one of its own, another one at each update. */
export function named(blocks: readonly unknown[]): unknown[] {
  const withId = (element: FormElement) =>
    element.type === "image" ? element : { ...element, action_id: element.action_id ?? randomUUID() };
  return (blocks as Block[]).map((block) => ({
    ...block,
    block_id: block.block_id ?? randomUUID(),
    ...(block.element && { element: withId(block.element) }),
    ...(block.accessory && { accessory: withId(block.accessory) }),
    ...(block.type === "actions" && block.elements && { elements: block.elements.map(withId) }),
  }));
}

/** Everything in a view that can be filled in, in order of reading. @param blocks that have ids */
export function fieldsOf(blocks: readonly unknown[]): Field[] {
  return (blocks as Block[]).flatMap((block) => {
    const { type, block_id: blockId = "", label, text, optional = false, dispatch_action = false } = block;
    const isInput = type === "input";
    const elements = isInput ? [block.element] : type === "actions" ? (block.elements ?? []) : [block.accessory];
    return elements.flatMap((element) =>
      element && holdsSomething(element)
        ? [
            {
              blockId,
              label: label?.text ?? text?.text ?? element.placeholder?.text ?? "",
              element,
              isInput,
              isOptional: optional,
              dispatches: !isInput || dispatch_action,
            },
          ]
        : [],
    );
  });
}

/**
 * The state of a view that is shown: what was there under the same ids stays, everything else begins with its first value.
 *
 * @param instead what an element begins with that has no first value
 */
export function stateOf(
  blocks: readonly unknown[],
  before: Values = {},
  instead: (element: FormElement) => unknown = () => undefined,
): Values {
  return valuesOf(fieldsOf(blocks), before, instead);
}

/** The same of fields and other elements; those that hold nothing have no state. */
export function valuesOf(
  fields: readonly Pick<Field, "blockId" | "element">[],
  before: Values = {},
  instead: (element: FormElement) => unknown = () => undefined,
): Values {
  const values: Values = {};
  for (const { blockId, element } of fields.filter((field) => holdsSomething(field.element))) {
    const { type, action_id } = element;
    const kept = before[blockId]?.[action_id];
    const first = holding(element, element[HOLDS[type]?.first ?? ""] ?? instead(element));
    values[blockId] = { ...values[blockId], [action_id]: kept?.type === type ? kept : first };
  }
  return values;
}

/** Whether something can be chosen or typed in it. */
export function holdsSomething({ type }: FormElement): boolean {
  return type in HOLDS;
}

/** The field that an element's first value stands in, with it, if there is one. */
export function firstOf(element: FormElement): Record<string, unknown> {
  const first = HOLDS[element.type]?.first ?? "";
  return element[first] === undefined ? {} : { [first]: element[first] };
}

/** What an element's state looks like when it holds this; undefined: nothing. */
export function holding({ type }: FormElement, value: unknown): Record<string, unknown> {
  const holds = HOLDS[type];
  return holds ? { type, [holds.now]: value ?? holds.empty } : { type };
}

/** Whether an element holds any number of things. */
export function holdsMany({ type }: FormElement): boolean {
  return Array.isArray(HOLDS[type]?.empty);
}

/** Whether that is an option of a list, or several. */
export function holdsOptions({ type }: FormElement): boolean {
  return HOLDS[type]?.now.startsWith("selected_option") ?? false;
}

/** What a field holds; undefined when it is empty. */
export function heldIn(values: Values, { blockId, element }: Pick<Field, "blockId" | "element">): unknown {
  const value = values[blockId]?.[element.action_id]?.[HOLDS[element.type]?.now ?? ""] ?? undefined;
  return Array.isArray(value) && value.length === 0 ? undefined : value;
}

/** What stands in a field, several things with commas between; undefined when it is empty. @param nameOf the name behind a Slack id */
export function textIn(values: Values, field: Field, nameOf: (id: string) => string): string | undefined {
  const value = heldIn(values, field);
  if (value === undefined) return undefined;
  const isPerson = field.element.type.endsWith("users_select");
  const textOf = (one: unknown): string => {
    if (typeof one === "object") return (one as Option).text.text;
    if (isPerson) return `@${nameOf(String(one))}`;
    if (field.element.type !== "conversations_select") return String(one);
    // Direct messages go by the person's id.
    return `${/^[UW]/.test(String(one)) ? "@" : "#"}${nameOf(String(one))}`;
  };
  return [value].flat().map(textOf).join(", ");
}

/** Whether it is a list that opens. */
export function isList({ type }: FormElement): boolean {
  return type.endsWith("_select");
}

/** Every option of checkboxes or radio buttons; undefined for other kinds. */
export function ticksIn(values: Values, field: Field): { text: string; isTicked: boolean }[] | undefined {
  const { type, options = [] } = field.element;
  if (type !== "checkboxes" && type !== "radio_buttons") return undefined;
  const ticked = [heldIn(values, field) ?? []].flat() as Option[];
  return options.map(({ text, value }) => ({
    text: text.text,
    isTicked: ticked.some((option) => option.value === value),
  }));
}
