import { type Field, type FormElement, holdsSomething, type Option } from "./slack-form-state.ts";

export type SeenButton = { type: "button"; text: { text: string }; action_id: string; value?: string };
/** One element among all of a message or window. */
export type ElementIds = { blockId: string; actionId: string };
/** What is meant: its visible text (of a list: the placeholder) or its action_id; itself or both its ids where several are alike. */
export type Which = string | SeenButton | ElementIds;
export type Pressable = Pick<Field, "blockId" | "element" | "label">;

type Block = {
  type: string;
  block_id?: string;
  text?: { text: string };
  label?: { text: string };
  element?: FormElement;
  elements?: unknown[];
  accessory?: FormElement;
  actions?: unknown[];
  child_blocks?: unknown[];
};

/** The same blocks, with the ids that Slack gives where the bot gave none: here they go by the place, so that they stay the same. */
export function namedByPlace(blocks: readonly unknown[], under = "block"): unknown[] {
  return (blocks as Block[]).map((block, at) => {
    const { type, block_id = `${under}${at}`, elements, accessory, element, actions, child_blocks } = block;
    const named = (one: unknown, nth: number) =>
      (one as FormElement).action_id || (one as FormElement).type === "image"
        ? one
        : { ...(one as FormElement), action_id: `${block_id}.${nth}` };
    const inside = type === "carousel" ? elements : child_blocks;
    return {
      ...block,
      block_id,
      ...(type === "actions" && { elements: (elements ?? []).map(named) }),
      ...(accessory && { accessory: named(accessory, 0) }),
      ...(element && { element: named(element, 0) }),
      ...(actions && { actions: actions.map(named) }),
      ...(inside && { [type === "carousel" ? "elements" : "child_blocks"]: namedByPlace(inside, `${block_id}.`) }),
    };
  });
}

/** Everything that can be pressed or chosen from, in order of reading. */
export function pressablesOf(blocks: readonly unknown[]): Pressable[] {
  return (namedByPlace(blocks) as Block[]).flatMap((block) => {
    const { type, block_id: blockId = "", elements = [], accessory, element, actions = [], child_blocks = [] } = block;
    const own = type === "actions" ? elements : type === "card" ? actions : [accessory ?? element];
    return [
      ...(own as (FormElement | undefined)[])
        .filter((one) => one !== undefined)
        .filter((one) => ["button", "overflow"].includes(one.type) || holdsSomething(one))
        .map((one) => ({ blockId, element: one, label: labelOf(one, block) })),
      ...pressablesOf(type === "carousel" ? elements : child_blocks),
    ];
  });
}

/** The buttons of a message or a window, in order of reading. */
export function buttonsOf({ blocks }: { blocks: readonly unknown[] }): SeenButton[] {
  return pressablesOf(blocks).flatMap(({ element }) => (isButton(element) ? [element] : []));
}

/** @throws when there is no such element, naming those there are */
export function pressableIn(all: readonly Pressable[], which: Which): Pressable {
  const found = all.find(({ blockId, element, label }) =>
    typeof which === "object" && "blockId" in which
      ? which.blockId === blockId && which.actionId === element.action_id
      : (element as unknown) === which || element.action_id === which || label === which,
  );
  if (found) return found;
  const wanted = typeof which === "string" ? which : "blockId" in which ? which.actionId : which.text.text;
  throw new Error(`no button "${wanted}", only ${all.map(({ label }) => `"${label}"`).join(", ") || "none"}`);
}

/** A button, or an overflow menu with what was chosen from it, as an action tells of it. @throws for what the menu does not have */
export function pressed(element: FormElement, choice?: string): Record<string, unknown> {
  const { type, action_id, options = [] } = element;
  if (isButton(element))
    return { type, action_id, text: element.text, ...(element.value !== undefined && { value: element.value }) };
  return { type, action_id, selected_option: optionIn(options, choice) };
}

function isButton(element: unknown): element is SeenButton {
  return (element as FormElement).type === "button";
}

function optionIn(options: readonly Option[], choice: string | undefined): Option {
  const found = options.find(({ value, text }) => value === choice || text.text === choice);
  if (!found) throw new Error(`no option "${choice}", only ${options.map(({ text }) => `"${text.text}"`).join(", ")}`);
  return found;
}

function labelOf(element: FormElement, { label, text }: Block): string {
  if (isButton(element)) return element.text.text;
  return element.placeholder?.text ?? label?.text ?? text?.text ?? "";
}
