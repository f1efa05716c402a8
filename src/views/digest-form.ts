import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import * as z from "zod";
import { isTimeZone, type Time } from "../domain/calendar.ts";
import { type Setup, TELLS, type Tell } from "../domain/digest.ts";
import type { Part } from "../domain/whos-out.ts";
import type { Language, Texts } from "../texts/en.ts";
import { button, context, LIMITS, type Message, option, plainText, sections } from "./blocks.ts";
import { idField, optionField, readCarried, stateOf, timeField } from "./carried.ts";
import { MOST_PARTS, partField } from "./question.ts";

export const DIGEST_FORM = "digest_form";
export const DIGEST_PREVIEW_ACTION = "digest_preview";
/** Lists that ask us while somebody types. */
export const DIGEST_ZONE_ACTION = "digest_zone";
export const DIGEST_PARTS_ACTION = "digest_parts";

/** What a form is for: `id` is the digest's, there already or not. */
export type DigestPurpose = { id: string; isNew: boolean };
/** A team, workplace or supervisor as the list shows it. */
export type NamedPart = { part: Part; name: string };
/** A form half filled in. */
export type DigestDraft = Omit<Setup, "channel" | "zone" | "time" | "who"> & {
  channel?: string;
  zone?: string;
  time?: Time;
  whose: "everybody" | "channel" | "some";
  parts: NamedPart[];
};
type DigestField =
  | "channel"
  | "rhythm"
  | "weekdays"
  | "time"
  | "zone"
  | "language"
  | "whose"
  | "parts"
  | "tells"
  | "options";
export type DigestFaults = Partial<Record<DigestField, string>>;

const OPTIONS = ["postsWhenNobody", "postsOnFreeDays", "followsTheDay"] as const;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7];

/** @param model.tells what may be chosen; so are `languages` */
export function digestForm(
  model: { purpose: DigestPurpose; draft: DigestDraft; tells: readonly Tell[]; languages: readonly Language[] },
  texts: Texts,
): ModalView {
  const { purpose, draft, tells } = model;
  const say = texts.digest.form;
  const input = (field: DigestField, label: string, element: object, more: Partial<InputBlock> = {}): KnownBlock => ({
    type: "input",
    block_id: blockOf(field),
    label: plainText(label),
    element: { ...element, action_id: blockOf(field) } as InputBlock["element"],
    ...more,
  });
  const ticks = (type: "checkboxes" | "radio_buttons", options: PlainTextOption[], chosen: readonly string[]) => {
    const ticked = options.filter(({ value }) => value !== undefined && chosen.includes(value));
    const initial =
      type === "radio_buttons"
        ? { ...(ticked[0] && { initial_option: ticked[0] }) }
        : { ...(ticked.length > 0 && { initial_options: ticked }) };
    return { type, options, ...initial };
  };
  const zone = draft.zone && option(draft.zone, draft.zone);
  const parts = draft.parts.map(partOption);
  return {
    type: "modal",
    callback_id: DIGEST_FORM,
    title: plainText(purpose.isNew ? say.title : say.editTitle),
    submit: plainText(purpose.isNew ? say.submit : say.save),
    close: plainText(texts.window.close),
    private_metadata: JSON.stringify(purpose),
    blocks: [
      input(
        "channel",
        say.channel,
        {
          type: "conversations_select",
          filter: { include: ["public", "private"], exclude_bot_users: true },
          ...(draft.channel && { initial_conversation: draft.channel }),
        },
        { hint: plainText(say.channelHint) },
      ),
      input(
        "rhythm",
        say.rhythm,
        ticks("radio_buttons", [option(say.daily, "daily"), option(say.weekly, "weekly")], [draft.rhythm]),
      ),
      input(
        "weekdays",
        say.weekdays,
        ticks(
          "checkboxes",
          WEEKDAYS.map((day) => option(say.weekday(day), `${day}`)),
          draft.weekdays.map(String),
        ),
      ),
      input("time", say.time, { type: "timepicker", ...(draft.time && { initial_time: draft.time }) }),
      input("zone", say.zone, {
        type: "external_select",
        min_query_length: 0,
        placeholder: plainText(say.zonePlaceholder),
        ...(zone && { initial_option: zone }),
      }),
      input(
        "language",
        say.language,
        ticks(
          "radio_buttons",
          model.languages.map(({ code, name }) => option(name, code)),
          [draft.language],
        ),
      ),
      input(
        "whose",
        say.who,
        ticks(
          "radio_buttons",
          [option(say.everybody, "everybody"), option(say.members, "channel"), option(say.some, "some")],
          [draft.whose],
        ),
      ),
      input(
        "parts",
        say.parts,
        {
          type: "multi_external_select",
          min_query_length: 1,
          max_selected_items: MOST_PARTS,
          placeholder: plainText(say.partsPlaceholder),
          ...(parts.length > 0 && { initial_options: parts }),
        },
        { optional: true, hint: plainText(say.partsHint) },
      ),
      input(
        "tells",
        say.tells,
        ticks(
          "checkboxes",
          tells.map((tell) => option(say.tell[tell], tell)),
          draft.tells,
        ),
      ),
      input(
        "options",
        say.options,
        ticks(
          "checkboxes",
          OPTIONS.map((name) => option(say.option[name], name)),
          OPTIONS.filter((name) => draft[name]),
        ),
        { optional: true },
      ),
      { type: "actions", elements: [button(say.preview, DIGEST_PREVIEW_ACTION, "preview")] },
    ],
  };
}

/**
 * What the next message would look like, over the form. Windows have no tables, and its buttons would do nothing here.
 * @param message undefined: nothing would be posted
 */
export function previewWindow(when: string, message: Message | undefined, texts: Texts): ModalView {
  const say = texts.digest.form;
  const blocks = (message?.plain ?? message?.blocks ?? []).filter(({ type }) => type !== "actions");
  const note = message ? [context(say.previewNote(when))] : sections([say.previewNothing(when)]);
  return {
    type: "modal",
    title: plainText(say.previewTitle),
    close: plainText(texts.window.close),
    blocks: [...note, ...blocks],
  };
}

/** A team, workplace or supervisor in the list. */
export function partOption({ part, name }: NamedPart): PlainTextOption {
  return option(name, JSON.stringify(part));
}

/** The same away from the fields, so each names its own. */
export function faultLines(faults: DigestFaults, texts: Texts): string[] {
  const say = texts.digest.form;
  return Object.entries(faults).map(
    ([field, text]) => `*${say[field === "whose" ? "who" : (field as "parts")]}:* ${text}`,
  );
}

/** What Slack shows at the fields. */
export function digestErrors(faults: DigestFaults): Record<string, string> {
  return Object.fromEntries(Object.entries(faults).map(([field, text]) => [blockOf(field as DigestField), text]));
}

const chosenOption = optionField.extend({ text: z.object({ text: z.string().max(LIMITS.optionText) }) });
const values = stateOf(
  z.object({
    selected_conversation: idField.nullish(),
    selected_option: chosenOption.nullish(),
    selected_options: z.array(chosenOption).max(100).nullish(),
    selected_time: timeField.nullish(),
  }),
);
const purposeField = z.strictObject({ id: idField, isNew: z.boolean() });

/** Reads a form as Slack sends it; `undefined` when it is none of ours. @param languages what may be chosen */
export function readDigestForm(
  view: { private_metadata: string; state: { values: unknown } },
  languages: readonly Language[],
): { purpose: DigestPurpose; draft: DigestDraft } | undefined {
  // Buttons of the form carry a state too, and are no fields.
  const state = values.safeParse(view.state.values).data;
  const purpose = readCarried(purposeField, view.private_metadata);
  if (!state || !purpose) return undefined;
  const at = (field: DigestField) => state[blockOf(field)]?.[blockOf(field)];
  const one = (field: DigestField) => at(field)?.selected_option?.value;
  const many = (field: DigestField) => (at(field)?.selected_options ?? []).map(({ value }) => value);
  const channel = at("channel")?.selected_conversation;
  const zone = one("zone");
  const time = at("time")?.selected_time;
  const whose = one("whose");
  const options = many("options");
  const draft: DigestDraft = {
    ...(channel && { channel }),
    rhythm: one("rhythm") === "weekly" ? "weekly" : "daily",
    weekdays: WEEKDAYS.filter((day) => many("weekdays").includes(`${day}`)),
    ...(time && { time }),
    ...(zone && isTimeZone(zone) && { zone }),
    language: languages.find(({ code }) => code === one("language"))?.code ?? "en",
    whose: whose === "some" || whose === "channel" ? whose : "everybody",
    parts: (at("parts")?.selected_options ?? []).flatMap(({ value, text }) => {
      const part = readCarried(partField, value);
      return part ? [{ part, name: text.text }] : [];
    }),
    tells: TELLS.filter((tell) => many("tells").includes(tell)),
    postsWhenNobody: options.includes("postsWhenNobody"),
    postsOnFreeDays: options.includes("postsOnFreeDays"),
    followsTheDay: options.includes("followsTheDay"),
  };
  return { purpose, draft };
}

/** What a form asks for, or what is wrong with it. */
export function setupOf(draft: DigestDraft, texts: Texts): { setup: Setup } | { faults: DigestFaults } {
  const { channel, zone, time, whose, parts, ...rest } = draft;
  const say = texts.digest.fault;
  const isFree =
    rest.weekdays.every((day) => day > 5) || (rest.rhythm === "daily" && rest.weekdays.some((day) => day > 5));
  const faults: DigestFaults = {
    ...(!channel && { channel: say.noPlace }),
    ...(rest.rhythm === "weekly" && rest.weekdays.length !== 1 && { weekdays: say.oneWeekday }),
    ...(isFree && !rest.postsOnFreeDays && { weekdays: say.freeWeekdays }),
    ...(rest.weekdays.length === 0 && { weekdays: say.noWeekdays }),
    ...(!time && { time: say.noTime }),
    ...(!zone && { zone: say.noZone }),
    ...(whose === "some" && parts.length === 0 && { parts: say.noParts }),
    ...(whose !== "some" && parts.length > 0 && { parts: say.strayParts }),
    ...(rest.tells.length === 0 && { tells: say.noTells }),
  };
  if (!channel || !zone || !time || Object.keys(faults).length > 0) return { faults };
  const who =
    whose === "some"
      ? ({ kind: "some", of: parts.map(({ part }) => part) } as const)
      : whose === "channel"
        ? ({ kind: "channel", id: channel } as const)
        : ({ kind: "everybody" } as const);
  return { setup: { ...rest, channel, zone, time, who } };
}

function blockOf(field: DigestField): string {
  return `digest_${field}`;
}
