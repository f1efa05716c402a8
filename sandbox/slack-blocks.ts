import { z } from "zod";

/**
 * Which blocks a message may hold, and how large they may be, after Slack's Block Kit reference (docs.slack.dev, September 2026). What is
 * not described here is refused: the bot uses nothing else.
 */
const text = (max: number) => z.string().min(1).max(max);
const plain = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: text(max), emoji: z.boolean().optional() });
const marked = (max: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: text(max), verbatim: z.boolean().optional() });
const eitherText = (max: number) => z.union([plain(max), marked(max)]);
const blockId = { block_id: text(255).optional() };

const image = z.strictObject({ type: z.literal("image"), image_url: z.url().max(3000), alt_text: text(2000) });
const button = z.strictObject({
  type: z.literal("button"),
  text: plain(75),
  action_id: text(255).optional(),
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: text(75).optional(),
});

const style = z
  .strictObject({ bold: z.boolean(), italic: z.boolean(), strike: z.boolean(), code: z.boolean() })
  .partial()
  .optional();
const richPiece = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string().min(1), style }),
  z.strictObject({ type: z.literal("link"), url: text(3000), text: z.string().optional(), style }),
  z.strictObject({ type: z.literal("user"), user_id: text(50), style }),
  z.strictObject({ type: z.literal("emoji"), name: text(100) }),
]);
const richSection = z.strictObject({ type: z.literal("rich_text_section"), elements: z.array(richPiece).min(1) });
const richText = z.strictObject({
  type: z.literal("rich_text"),
  ...blockId,
  elements: z
    .array(
      z.union([
        richSection,
        z.strictObject({
          type: z.literal("rich_text_list"),
          style: z.enum(["bullet", "ordered"]),
          indent: z.int().min(0).max(8).optional(),
          elements: z.array(richSection).min(1),
        }),
      ]),
    )
    .min(1),
});

const cell = z.union([
  z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().optional() }),
  richText,
]);
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
  .refine(({ rows }) => rows[0]?.every(({ type }) => type !== "rich_text"), "header cells must not be rich_text")
  .refine(
    ({ rows }) => JSON.stringify(rows.flat().map((one) => ("text" in one ? one.text : ""))).length < 20_000,
    "more than 20000 characters",
  );

const block = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("header"), ...blockId, text: plain(150) }),
  z.strictObject({ type: z.literal("divider"), ...blockId }),
  z
    .strictObject({
      type: z.literal("section"),
      ...blockId,
      text: eitherText(3000).optional(),
      fields: z.array(eitherText(2000)).min(1).max(10).optional(),
      accessory: z.union([image, button]).optional(),
      expand: z.boolean().optional(),
    })
    .refine((section) => section.text !== undefined || section.fields !== undefined, "text or fields are required"),
  z.strictObject({
    type: z.literal("context"),
    ...blockId,
    elements: z
      .array(z.union([plain(3000), marked(3000), image]))
      .min(1)
      .max(10),
  }),
  z.strictObject({ type: z.literal("actions"), ...blockId, elements: z.array(button).min(1).max(25) }),
  z.strictObject({ ...image.shape, ...blockId, title: plain(2000).optional() }),
  richText,
  dataTable,
]);

const message = z
  .array(block)
  .max(50)
  .superRefine((blocks, check) => {
    const ids = blocks.flatMap((one) => (one.type === "actions" ? one.elements.map(({ action_id }) => action_id) : []));
    const twice = ids.find((id, index) => id !== undefined && ids.indexOf(id) !== index);
    if (twice) check.addIssue(`action_id ${twice} stands twice`);
  });

/** Slack's complaints about a message's blocks, as in `response_metadata.messages`; none when it takes them. */
export function complaintsAbout(blocks: unknown): string[] {
  const read = message.safeParse(blocks);
  if (read.success) return [];
  return read.error.issues.map((issue) => `[ERROR] ${issue.message} [json-pointer:/blocks/${issue.path.join("/")}]`);
}
