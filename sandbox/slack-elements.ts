import * as z from "zod";

/**
 * The small parts of Block Kit that are only read or pressed: texts, images, buttons, rich text, cells. Lengths after Slack's Block Kit reference (docs.slack.dev, September
 * 2026) and the validators of Slack's Python SDK.
 */
export const text = (max: number) => z.string().min(1).max(max);
export const plain = (max: number) =>
  z.strictObject({ type: z.literal("plain_text"), text: text(max), emoji: z.boolean().optional() });
export const marked = (max: number) =>
  z.strictObject({ type: z.literal("mrkdwn"), text: text(max), verbatim: z.boolean().optional() });
export const eitherText = (max: number) => z.discriminatedUnion("type", [plain(max), marked(max)]);

export const actionId = { action_id: text(255).optional() };
export const confirm = z.strictObject({
  title: plain(100).optional(),
  text: eitherText(300),
  confirm: plain(30).optional(),
  deny: plain(30).optional(),
  style: z.enum(["primary", "danger"]).optional(),
});
/** Anything that opens something, but runs and holds nothing. */
const link = z.url({ protocol: /^(?!javascript$|data$|vbscript$)/, error: "invalid url" }).max(3000);
const imageFields = {
  type: z.literal("image"),
  image_url: z
    .url({ protocol: /^https?$/, error: "invalid image_url" })
    .max(3000)
    .optional(),
  slack_file: z.union([z.strictObject({ id: text(255) }), z.strictObject({ url: z.url() })]).optional(),
  alt_text: text(2000),
};
const oneSource = (image: { image_url?: unknown; slack_file?: unknown }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined);
const ONE_SOURCE = "must define either `image_url` or `slack_file`";
export const image = z.strictObject(imageFields).refine(oneSource, ONE_SOURCE);
export const imageBlock = z
  .strictObject({ ...imageFields, block_id: text(255).optional(), title: plain(2000).optional() })
  .refine(oneSource, ONE_SOURCE);

export const button = z.strictObject({
  type: z.literal("button"),
  ...actionId,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: link.optional(),
  style: z.enum(["primary", "danger"]).optional(),
  accessibility_label: text(75).optional(),
  confirm: confirm.optional(),
});
const style = z
  .strictObject({ bold: z.boolean(), italic: z.boolean(), strike: z.boolean(), code: z.boolean() })
  .partial()
  .optional();
const piece = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text"), text: z.string().min(1), style }),
  z.strictObject({
    type: z.literal("link"),
    url: link,
    text: z.string().optional(),
    unsafe: z.boolean().optional(),
    style,
  }),
  z.strictObject({ type: z.literal("emoji"), name: text(100), unicode: z.string().optional(), style }),
  z.strictObject({ type: z.literal("user"), user_id: text(50), style }),
  z.strictObject({ type: z.literal("channel"), channel_id: text(50), style }),
  z.strictObject({ type: z.literal("broadcast"), range: z.enum(["here", "channel", "everyone"]), style }),
  z.strictObject({
    type: z.literal("date"),
    timestamp: z.int(),
    format: text(255),
    fallback: z.string().optional(),
    url: link.optional(),
    timezone: z.string().optional(),
    style,
  }),
]);
const border = z.union([z.literal(0), z.literal(1)]).optional();
const pieces = z.array(piece).min(1);
const richSection = z.strictObject({ type: z.literal("rich_text_section"), elements: pieces });
export const richText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: text(255).optional(),
  elements: z
    .array(
      z.discriminatedUnion("type", [
        richSection,
        z.strictObject({
          type: z.literal("rich_text_list"),
          style: z.enum(["bullet", "ordered"]),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          border,
          elements: z.array(richSection).min(1),
        }),
        z.strictObject({ type: z.literal("rich_text_quote"), border, elements: pieces }),
        z.strictObject({ type: z.literal("rich_text_preformatted"), border, elements: pieces }),
      ]),
    )
    .min(1),
});

export const cell = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().min(1).optional() }),
  richText,
]);
type Cell = z.infer<typeof cell>;

/** How many characters a table's cells hold, which Slack limits over all tables of a message. */
export function charactersIn(rows: readonly (readonly Cell[])[]): number {
  const lengthOf = (one: Cell): number => {
    if (one.type === "raw_text") return one.text.length;
    if (one.type === "raw_number") return (one.text ?? String(one.value)).length;
    const texts = JSON.stringify(one.elements).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g);
    return [...texts].reduce((sum, [, found]) => sum + (found?.length ?? 0), 0);
  };
  return rows.flat().reduce((sum, one) => sum + lengthOf(one), 0);
}
