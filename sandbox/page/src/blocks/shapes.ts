/** Block Kit as it comes over the wire, as far as it is drawn here. Loose on purpose: what Slack refuses, the stand-in has refused before. */
export type TextObject = { type: "plain_text" | "mrkdwn"; text: string; emoji?: boolean; verbatim?: boolean };
export type Option = { text: TextObject; value: string; description?: TextObject; url?: string };
export type OptionGroup = { label: TextObject; options: Option[] };
export type Confirm = {
  title?: TextObject;
  text: TextObject;
  confirm?: TextObject;
  deny?: TextObject;
  style?: "primary" | "danger";
};

/** An element, with everything that any kind of it may have. */
export type ElementData = {
  type: string;
  action_id?: string;
  text?: TextObject | string;
  value?: string;
  url?: string;
  style?: "primary" | "danger";
  accessibility_label?: string;
  confirm?: Confirm;
  placeholder?: TextObject;
  options?: Option[];
  option_groups?: OptionGroup[];
  image_url?: string;
  alt_text?: string;
  multiline?: boolean;
  min_length?: number;
  max_length?: number;
  min_value?: string;
  max_value?: string;
  is_decimal_allowed?: boolean;
  max_selected_items?: number;
  min_query_length?: number;
  focus_on_load?: boolean;
  dispatch_action_config?: { trigger_actions_on?: string[] };
  filter?: { include?: string[]; exclude_external_shared_channels?: boolean; exclude_bot_users?: boolean };
};

export type Style = {
  bold?: boolean;
  italic?: boolean;
  strike?: boolean;
  code?: boolean;
  underline?: boolean;
  highlight?: boolean;
};
/** A piece of rich text. */
export type Piece = {
  type: string;
  text?: string;
  url?: string;
  name?: string;
  unicode?: string;
  user_id?: string;
  channel_id?: string;
  usergroup_id?: string;
  range?: string;
  timestamp?: number;
  format?: string;
  fallback?: string;
  timezone?: string;
  value?: string;
  color?: string;
  style?: Style;
};
export type RichPart = {
  type: string;
  style?: "bullet" | "ordered";
  indent?: number;
  offset?: number;
  border?: number;
  elements: unknown[];
};
type RichText = { type: "rich_text"; elements: RichPart[] };
export type Cell = { type: string; text?: string; value?: number; elements?: RichPart[] };

/** A block, with everything that any kind of it may have. */
export type BlockData = {
  type: string;
  block_id?: string;
  text?: TextObject | string;
  fields?: TextObject[];
  accessory?: ElementData;
  elements?: unknown[];
  element?: ElementData;
  label?: TextObject;
  hint?: TextObject;
  optional?: boolean;
  dispatch_action?: boolean;
  level?: string | number;
  title?: TextObject;
  rich_text_title?: RichText;
  subtitle?: TextObject;
  body?: TextObject;
  subtext?: TextObject;
  icon?: ElementData;
  hero_image?: ElementData;
  actions?: ElementData[];
  child_blocks?: BlockData[];
  is_collapsible?: boolean;
  default_collapsed?: boolean;
  has_header_divider?: boolean;
  image_url?: string;
  slack_file?: { id?: string };
  alt_text?: string;
  caption?: string;
  rows?: Cell[][];
  page_size?: number;
  row_header_column_index?: number;
  column_settings?: ({ align?: "left" | "center" | "right"; is_wrapped?: boolean } | null)[];
};

/** The id that Slack gives a block without one: by its place, as the stand-in counts it. */
export function idOfBlock({ block_id }: BlockData, path: string): string {
  return block_id ?? `block${path}`;
}
