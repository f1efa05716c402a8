import * as z from "zod";
import { type Block, block } from "./slack-blocks.ts";
import { charactersIn, plain } from "./slack-elements.ts";
import { suggestions } from "./slack-selects.ts";

/**
 * Which blocks may stand where, and how many, after Slack's reference (docs.slack.dev, September 2026). Stricter in one thing: Slack takes
 * inputs in messages too, where they read badly.
 */
const EVERYWHERE = ["actions", "card", "carousel", "context", "divider", "header", "image", "rich_text", "section"];
const SURFACES = {
  message: { blocks: 50, kinds: [...EVERYWHERE, "container", "data_table", "table", "markdown"] },
  home: { blocks: 100, kinds: [...EVERYWHERE, "container", "data_table", "input", "table"] },
  modal: { blocks: 100, kinds: [...EVERYWHERE, "alert", "input"] },
} as const;
type Surface = keyof typeof SURFACES;
/** Over all blocks of a message together. */
const TOGETHER = { table: 10_000, data_table: 20_000, markdown: 12_000 };

const blocksOn = (surface: Surface) =>
  z
    .array(block)
    .max(SURFACES[surface].blocks)
    .superRefine((blocks, check) => {
      for (const [at, { type }] of blocks.entries()) {
        if (!SURFACES[surface].kinds.includes(type))
          check.addIssue({ code: "custom", message: `unsupported type: ${type}`, path: [at, "type"] });
      }
      const twice = firstTwice(blocks.map(({ block_id }) => block_id));
      if (twice) check.addIssue({ code: "custom", message: `block_id ${twice} already exists` });
      for (const [at, one] of blocks.entries()) {
        const actionTwice = firstTwice(elementsIn(one).map(({ action_id }) => action_id));
        if (actionTwice)
          check.addIssue({
            code: "custom",
            message: `action_id ${actionTwice} already exists`,
            path: [at, one.type === "card" ? "actions" : "elements"],
          });
      }
      if (blocks.flatMap(elementsIn).filter(({ focus_on_load }) => focus_on_load).length > 1)
        check.addIssue({ code: "custom", message: "only one element can have focus_on_load" });
      for (const complaint of complaintsTogether(blocks)) check.addIssue({ code: "custom", message: complaint });
    });

/** What can be pressed, chosen or typed into. */
function elementsIn(one: Block): { action_id?: string | undefined; focus_on_load?: boolean | undefined }[] {
  if (one.type === "input") return [one.element];
  if (one.type === "section") return one.accessory && one.accessory.type !== "image" ? [one.accessory] : [];
  return one.type === "actions" ? one.elements : one.type === "card" ? (one.actions ?? []) : [];
}

function* complaintsTogether(blocks: readonly Block[]) {
  const sum = (of: (one: Block) => number) => blocks.reduce((total, one) => total + of(one), 0);
  for (const kind of ["table", "data_table"] as const) {
    const characters = sum((one) => (one.type === kind ? charactersIn(one.rows) : 0));
    if (characters > TOGETHER[kind]) yield `${kind}: no more than ${TOGETHER[kind]} characters allowed in all cells`;
  }
  if (sum(({ type }) => (type === "table" ? 1 : 0)) > 1) yield "only_one_table_allowed";
  if (sum((one) => (one.type === "markdown" ? one.text.length : 0)) > TOGETHER.markdown)
    yield `markdown: no more than ${TOGETHER.markdown} characters allowed`;
}

const modal = z
  .strictObject({
    type: z.literal("modal"),
    title: plain(24),
    submit: plain(24).optional(),
    close: plain(24).optional(),
    blocks: blocksOn("modal"),
    private_metadata: z.string().max(3000).optional(),
    callback_id: z.string().max(255).optional(),
    external_id: z.string().max(255).optional(),
    clear_on_close: z.boolean().optional(),
    notify_on_close: z.boolean().optional(),
  })
  .refine(
    ({ blocks, submit }) => submit !== undefined || blocks.every(({ type }) => type !== "input"),
    "missing required field: submit",
  );
const view = z.discriminatedUnion("type", [
  modal,
  z.strictObject({
    type: z.literal("home"),
    blocks: blocksOn("home"),
    private_metadata: z.string().max(3000).optional(),
    callback_id: z.string().max(255).optional(),
    external_id: z.string().max(255).optional(),
  }),
]);
const messageBlocks = blocksOn("message");

/** What is wrong, and where, as a JSON pointer. */
export type Complaint = { pointer: string; message: string };

/** What Slack complains of in a message's blocks; nothing when it takes them. */
export function complaintsAboutBlocks(blocks: unknown): Complaint[] {
  return complaintsOf(messageBlocks.safeParse(blocks), "/blocks");
}

/** The same for a view. */
export function complaintsAboutView(shown: unknown): Complaint[] {
  return complaintsOf(view.safeParse(shown), "/view");
}

/** The same for what the bot offers in a list. */
export function complaintsAboutOptions(offered: unknown): Complaint[] {
  const isGrouped = typeof offered === "object" && offered !== null && "option_groups" in offered;
  return complaintsOf(suggestions[isGrouped ? "option_groups" : "options"].safeParse(offered), "");
}

function complaintsOf(read: z.ZodSafeParseResult<unknown>, root: string): Complaint[] {
  return (read.error?.issues ?? []).map((issue) => ({
    pointer: [root, ...issue.path].join("/"),
    message: inSlacksWords(issue),
  }));
}

/** As Slack words it: "must be less than 3001 characters", "no more than 50 items allowed". */
function inSlacksWords(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_big")
    return issue.origin === "string"
      ? `must be less than ${Number(issue.maximum) + 1} characters`
      : `no more than ${issue.maximum} items allowed`;
  if (issue.code === "too_small")
    return issue.origin === "string"
      ? `must be more than ${Number(issue.minimum) - 1} characters`
      : `no less than ${issue.minimum} items allowed`;
  if (issue.code === "unrecognized_keys") return `invalid additional property: ${issue.keys.join(", ")}`;
  if (issue.code === "invalid_union") return "unsupported type";
  return issue.message;
}

function firstTwice(ids: readonly (string | undefined)[]): string | undefined {
  return ids.find((id, index) => id !== undefined && ids.indexOf(id) !== index);
}
