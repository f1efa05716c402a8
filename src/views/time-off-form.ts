import type { InputBlock, KnownBlock, ModalView, PlainTextOption } from "@slack/types";
import type { AbsenceType } from "../domain/absence.ts";
import type { Day } from "../domain/calendar.ts";
import { allowsOpenEnd, type Draft } from "../domain/time-off-draft.ts";
import type { Texts } from "../texts/en.ts";
import { option, plainText, sections } from "./blocks.ts";
import { blockOf, type FormField, metadataOf, type Purpose } from "./time-off-reader.ts";

export const TIME_OFF_FORM = "time_off_form";
/** As long as Personio takes a comment. */
const COMMENT_MAX = 2000;
/** What one list of Slack's can hold. The most used come first, so nobody misses the rest. */
const MOST_TYPES = 100;

export type TimeOffFormModel = {
  purpose: Purpose;
  draft: Draft;
  /** In the order of the list. */
  types: readonly AbsenceType[];
  /** What is known of the draft as it stands, each a sentence: what it costs, the balance, who else is away. */
  told: readonly string[];
  /** What is wrong, at its field; `form`: at none of them. */
  faults: Faults;
};
export type Faults = Partial<Record<FormField | "form", string>>;

/** The form to ask for time off, or to change it. Its fields follow the chosen type. */
export function timeOffForm(model: TimeOffFormModel, texts: Texts): ModalView {
  const { purpose, draft, faults } = model;
  const say = texts.timeOff.form;
  const type = model.types.find(({ id }) => id === draft.absenceTypeId);
  const fields = fieldsOf(purpose, draft, type);
  const shown = (field: FormField): KnownBlock[] => [fieldBlock(field, model, type, texts), ...warning(faults[field])];
  // What is wrong with a field that this type does not have.
  const elsewhere = Object.entries(faults).filter(([field]) => !fields.some((one) => one === field));
  const isLast = (field: FormField) => field === "comment" || field === "substitute";
  return {
    type: "modal",
    callback_id: TIME_OFF_FORM,
    title: plainText(formTitle(purpose.changing !== undefined, texts)),
    submit: plainText(purpose.changing ? say.save : say.send),
    close: plainText(texts.window.close),
    private_metadata: metadataOf(purpose, draft),
    blocks: [
      ...elsewhere.flatMap(([, text]) => warning(text)),
      ...(purpose.changing ? sections([type?.name ?? texts.timeOff.unknownType]) : []),
      ...fields.filter((field) => !isLast(field)).flatMap(shown),
      ...sections(model.told),
      ...fields.filter(isLast).flatMap(shown),
    ],
  };
}

/** Of the window, from the empty form to what came of it. */
export function formTitle(isChange: boolean, { timeOff: { form } }: Texts): string {
  return isChange ? form.changeTitle : form.title;
}

/** The fields of a form, in order: they follow the type. What is changed keeps its type and substitute. */
export function fieldsOf({ changing }: Purpose, draft: Draft, type: AbsenceType | undefined): FormField[] {
  const days: FormField[] =
    type?.unit === "HOUR"
      ? ["firstDay", "from", "to"]
      : [
          "firstDay",
          ...(isOpen(draft, type) ? [] : (["lastDay"] as const)),
          "halves",
          ...(type && allowsOpenEnd(type) ? (["openEnd"] as const) : []),
        ];
  return changing ? [...days, "comment"] : ["type", ...days, "comment", "substitute"];
}

/** What Slack shows at the fields of the open form, by block. @param fields of that form: what is wrong elsewhere stands at the first day */
export function fieldErrors(faults: Faults, fields: readonly FormField[]): Record<string, string> {
  const place = (field: string) => fields.find((one) => one === field) ?? (field === "comment" ? field : "firstDay");
  return Object.fromEntries(Object.entries(faults).map(([field, text]) => [blockOf(place(field)), text]));
}

function isOpen(draft: Draft, type: AbsenceType | undefined): boolean {
  return draft.openEnd === true && type !== undefined && allowsOpenEnd(type);
}

function warning(text: string | undefined): KnownBlock[] {
  return text === undefined ? [] : sections([`⚠️ ${text}`]);
}

function fieldBlock(
  field: FormField,
  model: TimeOffFormModel,
  type: AbsenceType | undefined,
  texts: Texts,
): KnownBlock {
  const say = texts.timeOff.form;
  const { draft } = model;
  const id = blockOf(field);
  const input = (label: string, element: InputBlock["element"], more: Partial<InputBlock> = {}): InputBlock => ({
    type: "input",
    block_id: id,
    label: plainText(label),
    element: { ...element, action_id: id } as InputBlock["element"],
    // So that the form follows: what it costs, who else is away, which fields there are.
    dispatch_action: true,
    ...more,
  });
  const date = (day: Day | undefined) => ({ type: "datepicker" as const, ...(day && { initial_date: day }) });
  const time = (value: string | undefined) => ({
    type: "timepicker" as const,
    ...(value && { initial_time: value }),
  });
  switch (field) {
    case "type": {
      const options = model.types.slice(0, MOST_TYPES).map((type) => option(type.name, type.id));
      const chosen = options.find(({ value }) => value === draft.absenceTypeId);
      return input(say.type, {
        type: "static_select",
        placeholder: plainText(say.typePlaceholder),
        options,
        ...(chosen && { initial_option: chosen }),
      });
    }
    case "firstDay":
      return input(type?.unit === "HOUR" ? say.day : say.firstDay, date(draft.firstDay));
    case "lastDay":
      return input(say.lastDay, date(draft.lastDay), { optional: true, hint: plainText(say.lastDayHint) });
    case "halves": {
      const fromNoon = option(say.fromNoon, "fromNoon");
      const options = isOpen(draft, type) ? [fromNoon] : [fromNoon, option(say.untilNoon, "untilNoon")];
      return input(say.halves, checkboxes(options, draft), { optional: true });
    }
    case "openEnd":
      return input(say.end, checkboxes([option(say.openEnd, "openEnd")], draft), { optional: true });
    case "from":
      return input(say.from, time(draft.from));
    case "to":
      return input(say.to, time(draft.to));
    case "comment":
      return input(
        say.comment,
        {
          type: "plain_text_input",
          multiline: true,
          max_length: COMMENT_MAX,
          ...(draft.comment && { initial_value: draft.comment }),
        },
        { optional: true, dispatch_action: false, hint: plainText(say.commentHint) },
      );
    case "substitute":
      return input(
        say.substitute,
        { type: "users_select", ...(draft.substitute && { initial_user: draft.substitute }) },
        { optional: true, hint: plainText(say.substituteHint) },
      );
  }
}

function checkboxes(options: PlainTextOption[], draft: Draft) {
  const ticked = options.filter(({ value }) => draft[value as "fromNoon" | "untilNoon" | "openEnd"]);
  return { type: "checkboxes" as const, options, ...(ticked.length > 0 && { initial_options: ticked }) };
}
