import type { InputBlock, ModalView, PlainTextOption } from "@slack/types";
import * as z from "zod";
import { DIRECT_MESSAGES, type Preferences, wants } from "../domain/preferences.ts";
import type { Language, Texts } from "../texts/en.ts";
import { option, plainText } from "./blocks.ts";
import { optionField } from "./carried.ts";
import { type StatusModel, statusBlocks } from "./status.ts";

export const SETTINGS_FORM = "settings_form";
/** Where Slack decides. */
const AS_IN_SLACK = "slack";

/**
 * @param model.slackLanguage which language it is where Slack decides
 * @param model.awayNotices whoever mentions somebody who is out is told so
 * @param model.status undefined: the bot sets nobody's status
 */
export function settingsForm(
  model: {
    preferences: Preferences;
    languages: readonly Language[];
    slackLanguage: Language;
    awayNotices: boolean;
    status?: StatusModel;
  },
  texts: Texts,
): ModalView {
  const say = texts.home.form;
  const { preferences, awayNotices } = model;
  const languages = [
    option(say.asInSlack(model.slackLanguage.name), AS_IN_SLACK),
    ...model.languages.map(({ code, name }) => option(name, code)),
  ];
  const chosen = languages.find(({ value }) => value === preferences.language) ?? languages[0];
  const messages = DIRECT_MESSAGES.map((kind) => option(say.message[kind], kind));
  const wanted = messages.filter((_, index) => wants(preferences, DIRECT_MESSAGES[index] ?? "confirmations"));
  const announced = option(say.announcedOption, "announced");
  return {
    type: "modal",
    callback_id: SETTINGS_FORM,
    title: plainText(say.title),
    submit: plainText(say.save),
    close: plainText(texts.window.close),
    blocks: [
      input("language", say.language, {
        type: "static_select",
        options: languages,
        ...(chosen && { initial_option: chosen }),
      }),
      input("messages", say.messages, checkboxes(messages, wanted), say.messagesHint),
      ...(awayNotices
        ? [
            input(
              "announced",
              say.announced,
              checkboxes([announced], preferences.isUnannounced ? [] : [announced]),
              say.announcedHint,
            ),
          ]
        : []),
      ...(model.status ? statusBlocks(model.status, texts) : []),
    ],
  };
}

const ticks = z
  .array(optionField)
  .max(100)
  .transform((all) => all.map(({ value }) => value));
/** Every block holds one element, which is named like it. */
const form = z.object({
  state: z.object({
    values: z.object({
      language: z.object({ language: z.object({ selected_option: optionField }) }),
      messages: z.object({ messages: z.object({ selected_options: ticks }) }),
      announced: z.object({ announced: z.object({ selected_options: ticks }) }).optional(),
    }),
  }),
});
type Block = keyof z.infer<typeof form>["state"]["values"];

/**
 * Reads the form.
 * @param before what was chosen so far: what the form does not ask for stays
 * @returns undefined for what is none of ours
 */
export function readSettings(
  view: unknown,
  before: Preferences,
  languages: readonly Language[],
): Preferences | undefined {
  const values = form.safeParse(view).data?.state.values;
  if (!values) return undefined;
  const { language: _, muted: __, isUnannounced, ...rest } = before;
  const language = languages.find(({ code }) => code === values.language.language.selected_option.value)?.code;
  const wanted = values.messages.messages.selected_options;
  const muted = DIRECT_MESSAGES.filter((kind) => !wanted.includes(kind));
  const isSilent = values.announced ? values.announced.announced.selected_options.length === 0 : isUnannounced === true;
  return {
    ...rest,
    ...(language && { language }),
    ...(muted.length > 0 && { muted }),
    ...(isSilent && { isUnannounced: true as const }),
  };
}

function input(id: Block, label: string, element: InputBlock["element"], hint?: string): InputBlock {
  return {
    type: "input",
    block_id: id,
    label: plainText(label),
    element: { ...element, action_id: id },
    optional: id !== "language",
    ...(hint && { hint: plainText(hint) }),
  };
}

function checkboxes(options: PlainTextOption[], ticks: PlainTextOption[]) {
  return { type: "checkboxes" as const, options, ...(ticks.length > 0 && { initial_options: ticks }) };
}
