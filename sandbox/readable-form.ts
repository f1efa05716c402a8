import { readable } from "./readable.ts";
import type { SeenForm } from "./slack.ts";
import { type Field, fieldsOf, type Option } from "./slack-form-state.ts";

/** A window as somebody reads it, for a terminal: fields with what they hold, what is wrong with them, the buttons last. */
export function readableForm(form: SeenForm, nameOf: (id: string) => string): string {
  const fields = fieldsOf(form.blocks);
  const lines = form.blocks.flatMap((block, at) => {
    const {
      type,
      block_id = `block${at}`,
      hint,
    } = block as { type: string; block_id?: string; hint?: { text: string } };
    const field = fields.find(({ blockId }) => blockId === block_id);
    if (type !== "input" || !field) return [readable({ text: "", blocks: [block] }, nameOf)];
    const error = form.errors[block_id];
    return [
      `${field.label}${field.isOptional ? " (optional)" : ""}`,
      ...widget(field, form, nameOf).map((line) => `  ${line}`),
      ...(hint ? [`  ${hint.text}`] : []),
      ...(error ? [`  ! ${error}`] : []),
    ];
  });
  const buttons = [form.submit, form.close].filter((text) => text !== undefined).map((text) => `[ ${text} ]`);
  return [form.title, "=".repeat([...form.title].length), ...lines, "", buttons.join("  ")].join("\n");
}

function widget({ blockId, element }: Field, { values }: SeenForm, nameOf: (id: string) => string): string[] {
  const held = values[blockId]?.[element.action_id] ?? {};
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  switch (element.type) {
    case "checkboxes": {
      const ticked = (held.selected_options ?? []) as Option[];
      return (element.options ?? []).map(
        ({ text: label, value }) => `[${ticked.some((one) => one.value === value) ? "x" : " "}] ${label.text}`,
      );
    }
    case "static_select": {
      const chosen = held.selected_option as Option | null;
      return [`[ ${chosen?.text.text ?? element.placeholder?.text ?? ""} ▾ ]`];
    }
    case "users_select":
      return [`[ ${held.selected_user ? `@${nameOf(text(held.selected_user))}` : ""} ▾ ]`];
    default:
      return [`[ ${text(held.selected_date) || text(held.selected_time) || text(held.value)} ]`];
  }
}
