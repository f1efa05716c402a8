import * as z from "zod";
import { type Field, heldIn, holding, holdsMany, holdsOptions, type Values } from "./slack-form-state.ts";
import { TIME } from "./slack-inputs.ts";
import type { ElementIds } from "./slack-pressable.ts";
import { ENGLISH, type Sentences } from "./slack-sentences.ts";

/**
 * Text, a date, a time, a user's id, a conversation's name or id, an option's text or value, several of them where several can be chosen;
 * null and undefined clear.
 */
export type Given = string | readonly string[] | null | undefined;

const isUserId = (given: string) => /^[UW]\w+$/.test(given);
const LOOKS: Record<string, (given: string) => boolean> = {
  datepicker: (given) => z.iso.date().safeParse(given).success,
  timepicker: (given) => TIME.test(given),
  users_select: isUserId,
  multi_users_select: isUserId,
};
const WRITTEN = ["plain_text_input", "number_input"];
/** The field with this label, else with this placeholder, block_id or action_id; or with both ids. @throws when there is none, naming those there are */
export function fieldIn(fields: readonly Field[], which: string | ElementIds): Field {
  const found =
    typeof which === "object"
      ? fields.find(({ blockId, element }) => blockId === which.blockId && element.action_id === which.actionId)
      : (fields.find(({ label }) => label === which) ??
        fields.find(({ blockId, element }) => [element.placeholder?.text, blockId, element.action_id].includes(which)));
  if (found) return found;
  const wanted = typeof which === "object" ? which.actionId : which;
  throw new Error(`no field "${wanted}", only ${fields.map(({ label }) => `"${label}"`).join(", ") || "none"}`);
}

/**
 * What a field holds after somebody set it, as in `state.values`.
 *
 * @param field whose element has all options that somebody can choose from now
 * @throws for what the widget does not let anybody do, naming what there is
 */
export function held({ element, label, isOptional }: Field, given: Given): Record<string, unknown> {
  const { type, options: listed = [], option_groups = [], max_selected_items = Number.POSITIVE_INFINITY } = element;
  const isWritten = WRITTEN.includes(type);
  if (given === null || given === undefined || (given === "" && isWritten)) {
    // What was chosen once can only be changed, unless it is optional or one of several.
    if (!isOptional && !isWritten && !holdsMany(element)) throw new Error(`${label}: cannot be cleared`);
    return holding(element, undefined);
  }
  const options = [...listed, ...option_groups.flatMap((group) => group.options)];
  const optionOf = (wanted: string) => {
    const found = options.find(({ value, text }) => value === wanted || text.text === wanted);
    if (found) return found;
    const texts = options.map(({ text }) => `"${text.text}"`).join(", ");
    throw new Error(`${label}: no "${wanted}", only ${texts || "none"}`);
  };
  const picked = (wanted: string): unknown => {
    if (type === "conversations_select") return optionOf(wanted).value;
    if (holdsOptions(element)) return optionOf(wanted);
    if (LOOKS[type]?.(wanted) === false) throw new Error(`${label}: "${wanted}" cannot be picked`);
    return wanted;
  };
  if (holdsMany(element)) {
    const all = [...new Set([given].flat().map(picked))];
    if (all.length > max_selected_items) throw new Error(`${label}: at most ${max_selected_items} of them`);
    return holding(element, type === "checkboxes" ? options.filter((one) => all.includes(one)) : all);
  }
  if (typeof given !== "string") throw new Error(`${label}: one value, not several`);
  const { max_length = 3000, multiline = false } = element;
  if (isWritten && given.length > max_length) throw new Error(`${label}: at most ${max_length} characters`);
  if (isWritten && !multiline && given.includes("\n")) throw new Error(`${label}: one line only`);
  return holding(element, picked(given));
}

/** Why Slack does not send a form yet, in the words it puts at the field; undefined when nothing is wrong there. */
export function whyNotSent(values: Values, field: Field, say: Sentences = ENGLISH): string | undefined {
  const { element, isInput, isOptional } = field;
  const value = heldIn(values, field);
  if (!isInput) return undefined;
  if (value === undefined) return isOptional ? undefined : say.isRequired;
  if (element.type === "number_input") return whyNoNumber(String(value), field, say);
  const { min_length = 0 } = element;
  return element.type === "plain_text_input" && String(value).length < min_length
    ? say.tooShort(min_length)
    : undefined;
}

function whyNoNumber(value: string, { element }: Field, say: Sentences): string | undefined {
  const { min_value, max_value, is_decimal_allowed } = element;
  if (!/^-?\d+(\.\d+)?$/.test(value) || (value.includes(".") && !is_decimal_allowed)) return say.noNumber(value);
  if (min_value !== undefined && Number(value) < Number(min_value)) return say.atLeast(min_value);
  return max_value !== undefined && Number(value) > Number(max_value) ? say.atMost(max_value) : undefined;
}
