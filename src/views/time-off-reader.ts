import * as z from "zod";
import { presentableLines } from "../domain/presentable.ts";
import type { Draft } from "../domain/time-off-draft.ts";
import { dayField, idField, optionField, readCarried, stateOf, timeField } from "./carried.ts";

/** What a form is for: `nonce` names this one filling-in of it, `changing` the absence period that it changes. */
export type Purpose = { nonce: string; changing?: string };

const FIELDS = ["type", "firstDay", "lastDay", "halves", "openEnd", "from", "to", "comment", "substitute"] as const;
export type FormField = (typeof FIELDS)[number];

/** Each field is a block with one element, and both have one id: Slack keeps what was typed as long as the id stays. */
export function blockOf(field: FormField): string {
  return `time_off_${field}`;
}
export const FIELD_ACTION = new RegExp(`^time_off_(${FIELDS.join("|")})$`);

/** The fields that a form has as Slack shows it, which may be behind the type that was just chosen. */
export function fieldsShown(view: { state: { values: object } }): FormField[] {
  return FIELDS.filter((field) => blockOf(field) in view.state.values);
}

/** All but the comment, whose field is always there, and which would not fit. */
const kept = z.strictObject({
  absenceTypeId: idField.optional(),
  firstDay: dayField.optional(),
  lastDay: dayField.optional(),
  fromNoon: z.boolean().optional(),
  untilNoon: z.boolean().optional(),
  openEnd: z.boolean().optional(),
  from: timeField.optional(),
  to: timeField.optional(),
  substitute: idField.optional(),
});
const metadata = z.strictObject({ nonce: idField, changing: idField.optional(), draft: kept });

/** What travels with the form: its purpose, and the fields that the chosen type hides, so that nothing typed is lost. */
export function metadataOf(purpose: Purpose, { comment: _, ...draft }: Draft): string {
  return JSON.stringify({ ...purpose, draft });
}

/** More than Slack lets anybody type there. */
const MOST_OF_A_COMMENT = 3000;

const short = z.string().max(150).nullish();
const values = stateOf(
  z.object({
    selected_option: optionField.nullish(),
    selected_options: z.array(optionField).max(100).nullish(),
    selected_date: short,
    selected_time: short,
    selected_user: short,
    value: z.string().max(MOST_OF_A_COMMENT).nullish(),
  }),
);
const drafted = kept.extend({
  comment: z
    .string()
    .transform((typed) => presentableLines(typed, MOST_OF_A_COMMENT))
    .optional(),
});

/** Reads a form as Slack sends it; `undefined` when it is none of ours, or of a version that we no longer understand. */
export function readTimeOffForm(view: {
  private_metadata: string;
  state: { values: unknown };
}): { purpose: Purpose; draft: Draft } | undefined {
  const state = values.safeParse(view.state.values).data;
  const carried = readCarried(metadata, view.private_metadata);
  if (!state || !carried) return undefined;
  const { draft: before, nonce, changing } = carried;
  const purpose: Purpose = { nonce, ...(changing && { changing }) };
  const draft: Record<string, unknown> = { ...before };
  for (const field of FIELDS) {
    const shown = state[blockOf(field)]?.[blockOf(field)];
    if (shown) Object.assign(draft, chosen(field, shown));
  }
  const read = drafted.safeParse(draft).data;
  return read && { purpose, draft: withoutUndefined(read) };
}

/** What a field that is shown adds to the draft; `undefined` for what was cleared. */
function chosen(field: FormField, shown: z.infer<typeof values>[string][string]): Record<string, unknown> {
  const ticked = (name: string) => (shown.selected_options ?? []).some(({ value }) => value === name);
  switch (field) {
    case "type":
      return { absenceTypeId: shown.selected_option?.value ?? undefined };
    case "firstDay":
    case "lastDay":
      return { [field]: shown.selected_date ?? undefined };
    case "halves":
      return { fromNoon: ticked("fromNoon"), untilNoon: ticked("untilNoon") };
    case "openEnd":
      return { openEnd: ticked("openEnd") };
    case "from":
    case "to":
      return { [field]: shown.selected_time ?? undefined };
    case "comment":
      return { comment: shown.value ?? undefined };
    case "substitute":
      return { substitute: shown.selected_user ?? undefined };
  }
}

function withoutUndefined<T extends object>(given: T): Draft {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}
