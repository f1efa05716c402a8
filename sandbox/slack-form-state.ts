/** What an element of a form holds, as Slack sends it in `state.values`. */
export type Values = Record<string, Record<string, Record<string, unknown>>>;
export type Option = { text: { text: string }; value: string };
type FormElement = {
  type: string;
  action_id: string;
  options?: Option[];
  option_groups?: { options: Option[] }[];
  placeholder?: { text: string };
  max_length?: number;
} & Record<string, unknown>;
/** An element that holds something, and the block it stands in. Slack names blocks that have no name. */
export type Field = {
  blockId: string;
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

/** Everything in a view that can be filled in, in order of reading. */
export function fieldsOf(blocks: readonly unknown[]): Field[] {
  return (blocks as Block[]).flatMap((block, at) => {
    const blockId = block.block_id ?? `block${at}`;
    const isInput = block.type === "input";
    const elements = isInput ? [block.element] : block.type === "actions" ? (block.elements ?? []) : [block.accessory];
    return elements.flatMap((element) =>
      element && element.type in HOLDS
        ? [
            {
              blockId,
              label: block.label?.text ?? block.text?.text ?? element.placeholder?.text ?? "",
              element,
              isInput,
              isOptional: block.optional ?? false,
              dispatches: !isInput || (block.dispatch_action ?? false),
            },
          ]
        : [],
    );
  });
}

/** The state of a view that is shown: what was there under the same ids stays, everything else begins with its first value. */
export function stateOf(blocks: readonly unknown[], before: Values = {}): Values {
  const values: Values = {};
  for (const { blockId, element } of fieldsOf(blocks)) {
    const { type, action_id } = element;
    const kept = before[blockId]?.[action_id];
    const holds = HOLDS[type];
    const first = holds && { type, [holds.now]: element[holds.first] ?? holds.empty };
    values[blockId] = { ...values[blockId], [action_id]: kept?.type === type ? kept : (first ?? { type }) };
  }
  return values;
}

/** Whether a field that must be filled in is empty. */
export function isEmpty(values: Values, { blockId, element }: Field): boolean {
  const held = values[blockId]?.[element.action_id]?.[HOLDS[element.type]?.now ?? ""];
  return held === null || held === undefined || held === "" || (Array.isArray(held) && held.length === 0);
}

/**
 * What a field holds after somebody set it.
 * @param given text, a date, a time, a user's id, an option's text or value, several of them for checkboxes; null clears
 * @throws for what the widget does not let anybody do, naming what there is
 */
export function held({ element, label }: Field, given: string | readonly string[] | null): Record<string, unknown> {
  const { type } = element;
  const holds = HOLDS[type];
  if (!holds) throw new Error(`${label}: nothing to fill in`);
  if (given === null) return { type, [holds.now]: holds.empty };
  const options = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
  const optionOf = (wanted: string) => {
    const found = options.find(({ value, text }) => value === wanted || text.text === wanted);
    if (!found)
      throw new Error(`${label}: no "${wanted}", only ${options.map(({ text }) => `"${text.text}"`).join(", ")}`);
    return found;
  };
  if (type === "checkboxes") return { type, [holds.now]: [given].flat().map(optionOf) };
  if (typeof given !== "string") throw new Error(`${label}: one value, not several`);
  if (type === "static_select" || type === "radio_buttons") return { type, [holds.now]: optionOf(given) };
  const looks = { datepicker: /^\d{4}-\d\d-\d\d$/, timepicker: /^([01]\d|2[0-3]):[0-5]\d$/, users_select: /^[UW]\w+$/ }[
    type
  ];
  if (looks && !looks.test(given)) throw new Error(`${label}: "${given}" cannot be picked`);
  if (element.max_length !== undefined && given.length > element.max_length)
    throw new Error(`${label}: at most ${element.max_length} characters`);
  return { type, [holds.now]: given };
}
