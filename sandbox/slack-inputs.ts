import * as z from "zod";
import { actionId, confirm, eitherText, plain, text } from "./slack-elements.ts";

/**
 * The elements of Block Kit that hold what somebody ticked or typed; lists that open stand in `slack-selects.ts`. Lengths after Slack's Block
 * Kit reference (docs.slack.dev, September 2026) and the validators of Slack's Python SDK.
 */
export const option = z.strictObject({ text: plain(75), value: text(150), description: plain(75).optional() });
/** Of checkboxes and radio buttons, which also take mark-up. */
const tick = z.strictObject({ text: eitherText(75), value: text(150), description: eitherText(75).optional() });
const ticks = z.array(tick).min(1).max(10);
/** Hours and minutes, 00:00 to 23:59. */
export const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const NUMBER = /^-?\d+(\.\d+)?$/;

const asked = { ...actionId, focus_on_load: z.boolean().optional() };
export const confirmed = { ...asked, confirm: confirm.optional() };
export const placeholder = { placeholder: plain(150).optional() };

/** Slack refuses what begins with something that cannot be chosen. */
export const among = (initial: unknown, all: readonly unknown[]) =>
  initial === undefined || all.some((one) => JSON.stringify(one) === JSON.stringify(initial));

export const radioButtons = z
  .strictObject({
    type: z.literal("radio_buttons"),
    ...confirmed,
    options: ticks,
    initial_option: tick.optional(),
  })
  .refine(({ initial_option, options }) => among(initial_option, options), "initial_option must be among the options");
export const checkboxes = z
  .strictObject({
    type: z.literal("checkboxes"),
    ...confirmed,
    options: ticks,
    initial_options: ticks.optional(),
  })
  .refine(
    ({ options, initial_options = [] }) => initial_options.every((initial) => among(initial, options)),
    "initial options must be among the options",
  );
export const overflow = z.strictObject({
  type: z.literal("overflow"),
  ...actionId,
  options: z.array(option).min(1).max(5),
  confirm: confirm.optional(),
});
export const datepicker = z.strictObject({
  type: z.literal("datepicker"),
  ...confirmed,
  ...placeholder,
  initial_date: z.iso.date().optional(),
});
export const timepicker = z.strictObject({
  type: z.literal("timepicker"),
  ...confirmed,
  ...placeholder,
  initial_time: z.string().regex(TIME).optional(),
  timezone: z.string().optional(),
});
const typed = {
  ...asked,
  ...placeholder,
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(["on_enter_pressed", "on_character_entered"]))
        .min(1)
        .max(2),
    })
    .optional(),
};
export const textInput = z
  .strictObject({
    type: z.literal("plain_text_input"),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
  })
  .refine(
    ({ min_length = 0, max_length = 3000 }) => min_length <= max_length,
    "min_length must not be more than max_length",
  );
export const numberInput = z.strictObject({
  type: z.literal("number_input"),
  ...typed,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().regex(NUMBER).optional(),
  min_value: z.string().regex(NUMBER).optional(),
  max_value: z.string().regex(NUMBER).optional(),
});
