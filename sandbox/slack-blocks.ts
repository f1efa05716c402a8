import * as z from "zod";
import { button, cell, eitherText, image, imageBlock, marked, plain, richText, text } from "./slack-elements.ts";
import { checkboxes, datepicker, numberInput, overflow, radioButtons, textInput, timepicker } from "./slack-inputs.ts";
import { selects } from "./slack-selects.ts";

/**
 * The blocks of Block Kit and how large each may be, after Slack's reference (docs.slack.dev, September 2026). Kinds that are not described
 * here are refused as unknown, although Slack knows some more.
 */
const blockId = { block_id: text(255).optional() };

/** What can be chosen from also outside of an input. */
const choices = [...selects, radioButtons, checkboxes, datepicker, timepicker] as const;

const header = z.strictObject({ type: z.literal("header"), ...blockId, text: plain(150) });
const divider = z.strictObject({ type: z.literal("divider"), ...blockId });
const section = z
  .strictObject({
    type: z.literal("section"),
    ...blockId,
    text: eitherText(3000).optional(),
    fields: z.array(eitherText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion("type", [image, button, overflow, ...choices]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, "must define either `text` or `fields`");
const context = z.strictObject({
  type: z.literal("context"),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion("type", [plain(3000), marked(3000), image]))
    .min(1)
    .max(10),
});
const actions = z.strictObject({
  type: z.literal("actions"),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion("type", [button, overflow, ...choices]))
    .min(1)
    .max(25),
});
const card = z
  .strictObject({
    type: z.literal("card"),
    ...blockId,
    hero_image: image.optional(),
    icon: image.optional(),
    slack_icon: z.looseObject({}).optional(),
    title: marked(150).optional(),
    subtitle: marked(150).optional(),
    body: marked(200).optional(),
    subtext: marked(200).optional(),
    actions: z.array(button).min(1).max(3).optional(),
  })
  .refine(
    ({ hero_image, title, actions, body }) => [hero_image, title, actions, body].some((part) => part !== undefined),
    "must define at least one of `hero_image`, `title`, `actions`, `body`",
  )
  .refine(({ icon, slack_icon }) => icon === undefined || slack_icon === undefined, "`icon` excludes `slack_icon`");
/** Slack's documents and its live validator disagree on the children: these are in both. */
const childBlock = z.discriminatedUnion("type", [section, context, divider, imageBlock, actions, header]);
const container = z
  .strictObject({
    type: z.literal("container"),
    ...blockId,
    title: plain(150).optional(),
    rich_text_title: richText.optional(),
    subtitle: eitherText(150).optional(),
    icon: image.optional(),
    child_blocks: z.array(childBlock).min(1).max(10),
    width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
  })
  .refine(
    ({ title, rich_text_title }) => (title === undefined) !== (rich_text_title === undefined),
    "must define either `title` or `rich_text_title`",
  );
const dataTable = z
  .strictObject({
    type: z.literal("data_table"),
    ...blockId,
    caption: text(2000),
    rows: z.array(z.array(cell).min(1).max(20)).min(2).max(201),
    page_size: z.int().min(1).max(100).optional(),
    row_header_column_index: z.int().min(0).max(19).optional(),
  })
  .refine(({ rows }) => rows.every((row) => row.length === rows[0]?.length), "all rows must be of one length")
  .refine(({ rows }) => rows[0]?.every(({ type }) => type !== "rich_text"), "header cells must not be rich_text");
const table = z.strictObject({
  type: z.literal("table"),
  ...blockId,
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(["left", "center", "right"]), is_wrapped: z.boolean() })
        .partial()
        .nullable(),
    )
    .max(20)
    .optional(),
});

export const block = z.discriminatedUnion("type", [
  header,
  divider,
  section,
  context,
  actions,
  card,
  container,
  dataTable,
  table,
  imageBlock,
  richText,
  z.strictObject({ type: z.literal("markdown"), ...blockId, text: text(12_000) }),
  z.strictObject({ type: z.literal("carousel"), ...blockId, elements: z.array(card).min(1).max(10) }),
  z.strictObject({
    type: z.literal("alert"),
    ...blockId,
    text: eitherText(200),
    level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
  }),
  z.strictObject({
    type: z.literal("input"),
    ...blockId,
    label: plain(2000),
    element: z.discriminatedUnion("type", [textInput, numberInput, ...choices]),
    hint: plain(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  }),
]);
export type Block = z.infer<typeof block>;
