import { readable } from "./readable.ts";
import { buttonsOf, type SeenForm } from "./slack.ts";
import { type Field, fieldsOf, isList, textIn, ticksIn } from "./slack-form-state.ts";

type Element = { type: string; action_id?: string; text?: { text: string } };
type AnyBlock = {
  type: string;
  block_id?: string;
  hint?: { text: string };
  element?: Element;
  accessory?: Element;
  elements?: Element[];
};
/** The signs that Slack draws as pictures. */
const LEVELS: Record<string, string> = { default: "ℹ", info: "ℹ", warning: "⚠", error: "✖", success: "✔" };

/**
 * A window as somebody reads it, for a terminal: fields with what they hold, else their placeholder; beneath, hints, and after a `!` what is
 * wrong with them; the buttons to send and to close last. Those between are numbered in the order of `buttonsOf`, so that they can be pressed.
 *
 * @param nameOf the name behind a Slack id
 */
export function readableForm(form: SeenForm, nameOf: (id: string) => string): string {
  const fields = fieldsOf(form.blocks);
  const buttons: unknown[] = buttonsOf(form);
  const widget = (block: AnyBlock, element: Element): string[] => {
    const field = fields.find((one) => one.blockId === block.block_id && one.element.action_id === element.action_id);
    if (field) return widgetLines(field, form, nameOf);
    if (element.type === "button") return [`[${buttons.indexOf(element) + 1}: ${element.text?.text}]`];
    return [`${element.type}: ${JSON.stringify(element)}`];
  };
  const linesOf = (block: AnyBlock): string[] => {
    const { type, hint, element, accessory, elements = [], ...rest } = block;
    const error = form.errors[block.block_id ?? ""];
    if (type === "input" && element) {
      const field = fields.find(({ blockId }) => blockId === block.block_id);
      return [
        `${field?.label}${field?.isOptional ? " (optional)" : ""}`,
        ...[...widget(block, element), ...(hint ? [hint.text] : []), ...(error ? [`! ${error}`] : [])].map(indented),
      ];
    }
    if (type === "section" && accessory && accessory.type !== "image") {
      return [readable({ text: "", blocks: [{ type, ...rest }] }, nameOf), ...widget(block, accessory)];
    }
    if (type === "actions") return [elements.flatMap((one) => widget(block, one)).join("  ")];
    const text = readable({ text: "", blocks: [block] }, nameOf);
    return [type === "alert" ? `${LEVELS[(block as { level?: string }).level ?? "default"]} ${text}` : text];
  };
  const ends = [form.submit, form.close].filter((text) => text !== undefined).map((text) => `[ ${text} ]`);
  const lines = (form.blocks as AnyBlock[]).flatMap(linesOf);
  return [form.title, "=".repeat([...form.title].length), ...lines, "", ends.join("  ")].join("\n");
}

function widgetLines(field: Field, { values }: SeenForm, nameOf: (id: string) => string): string[] {
  const { type, placeholder } = field.element;
  const ticks = ticksIn(values, field);
  if (ticks) {
    const [before, after] = type === "checkboxes" ? ["[", "]"] : ["(", ")"];
    return ticks.map(({ text, isTicked }) => `${before}${isTicked ? "x" : " "}${after} ${text}`);
  }
  const shown = textIn(values, field, nameOf) ?? placeholder?.text ?? "";
  return [`[ ${shown} ${isList(field.element) ? "▾ " : ""}]`];
}

function indented(line: string): string {
  return `  ${line}`;
}
