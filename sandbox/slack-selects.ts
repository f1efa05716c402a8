import * as z from "zod";
import { plain, text } from "./slack-elements.ts";
import { among, confirmed, option, placeholder } from "./slack-inputs.ts";

/**
 * The lists of Block Kit: of options, of people, of conversations, and of what the bot offers when it is asked. Lengths after Slack's Block
 * Kit reference (docs.slack.dev, September 2026).
 */
const options = z.array(option).min(1).max(100);
const groups = z
  .array(z.strictObject({ label: plain(75), options }))
  .min(1)
  .max(100);
const id = text(50);

const chosen = { ...confirmed, ...placeholder };
const most = { max_selected_items: z.int().min(1).optional() };
const listed = { options: options.optional(), option_groups: groups.optional() };
const asked = { min_query_length: z.int().min(0).optional() };

type Listed = z.infer<z.ZodObject<typeof listed>>;
const oneSource = (select: Listed) => (select.options === undefined) !== (select.option_groups === undefined);
const ONE_SOURCE = "must define either `options` or `option_groups`";
const isListed = (initial: unknown, { options = [], option_groups = [] }: Listed) =>
  among(initial, [...options, ...option_groups.flatMap((group) => group.options)]);
const TOO_MANY = "must not begin with more than max_selected_items";
const fits = (initial: readonly unknown[] | undefined, most = Number.POSITIVE_INFINITY) =>
  (initial?.length ?? 0) <= most;

const staticSelect = z
  .strictObject({ type: z.literal("static_select"), ...chosen, ...listed, initial_option: option.optional() })
  .refine(oneSource, ONE_SOURCE)
  .refine((select) => isListed(select.initial_option, select), "initial_option must be among the options");
const multiStaticSelect = z
  .strictObject({
    type: z.literal("multi_static_select"),
    ...chosen,
    ...listed,
    ...most,
    initial_options: options.optional(),
  })
  .refine(oneSource, ONE_SOURCE)
  .refine(
    (select) => (select.initial_options ?? []).every((initial) => isListed(initial, select)),
    "initial options must be among the options",
  )
  .refine(({ initial_options, max_selected_items }) => fits(initial_options, max_selected_items), TOO_MANY);
const usersSelect = z.strictObject({ type: z.literal("users_select"), ...chosen, initial_user: id.optional() });
const multiUsersSelect = z
  .strictObject({
    type: z.literal("multi_users_select"),
    ...chosen,
    ...most,
    initial_users: z.array(id).min(1).optional(),
  })
  .refine(({ initial_users, max_selected_items }) => fits(initial_users, max_selected_items), TOO_MANY);
const conversationsSelect = z.strictObject({
  type: z.literal("conversations_select"),
  ...chosen,
  initial_conversation: id.optional(),
  default_to_current_conversation: z.boolean().optional(),
  filter: z
    .strictObject({
      include: z
        .array(z.enum(["im", "mpim", "private", "public"]))
        .min(1)
        .max(4),
      exclude_external_shared_channels: z.boolean(),
      exclude_bot_users: z.boolean(),
    })
    .partial()
    .refine((filter) => Object.keys(filter).length > 0, "must define at least one field")
    .optional(),
});
const externalSelect = z.strictObject({
  type: z.literal("external_select"),
  ...chosen,
  ...asked,
  initial_option: option.optional(),
});
const multiExternalSelect = z
  .strictObject({
    type: z.literal("multi_external_select"),
    ...chosen,
    ...asked,
    ...most,
    initial_options: options.optional(),
  })
  .refine(({ initial_options, max_selected_items }) => fits(initial_options, max_selected_items), TOO_MANY);

export const selects = [
  staticSelect,
  multiStaticSelect,
  usersSelect,
  multiUsersSelect,
  conversationsSelect,
  externalSelect,
  multiExternalSelect,
] as const;

/** What the bot answers when it is asked for options: it may be none at all, but not more than a hundred. */
export const suggestions = {
  options: z.strictObject({ options: z.array(option).max(100) }),
  option_groups: z.strictObject({ option_groups: z.array(z.strictObject({ label: plain(75), options })).max(100) }),
};
