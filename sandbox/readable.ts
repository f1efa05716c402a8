import { richLines } from "./readable-rich-text.ts";
import { buttonsOf, type SeenMessage } from "./slack.ts";

type Text = { type?: string; text: string };
type Element = {
  type: string;
  text?: Text | string;
  alt_text?: string;
  placeholder?: Text;
  options?: { text: Text }[];
};
type Cell = { type?: string; text?: string; value?: number; elements?: unknown[] };
type AnyBlock = {
  type: string;
  text?: Text | string;
  title?: Text;
  rich_text_title?: { elements: unknown[] };
  subtitle?: Text;
  body?: Text;
  subtext?: Text;
  alt_text?: string;
  icon?: Element;
  hero_image?: Element;
  fields?: Text[];
  accessory?: Element;
  elements?: unknown[];
  actions?: Element[];
  child_blocks?: unknown[];
  rows?: Cell[][];
};
type Reading = { nameOf: (id: string) => string; numberOf: (element: unknown) => number | undefined };

/**
 * A message as somebody reads it, for a terminal. Buttons are numbered in the order of `buttonsOf`, so that they can be pressed. What
 * cannot be drawn is shown as it is rather than dropped.
 *
 * @param nameOf the name behind a Slack id
 */
export function readable(
  message: Pick<SeenMessage, "text" | "blocks">,
  nameOf: (id: string) => string = (id) => id,
): string {
  if (message.blocks.length === 0) return marked(message.text, nameOf);
  const buttons: unknown[] = buttonsOf(message);
  const numberOf = (element: unknown) => (buttons.includes(element) ? buttons.indexOf(element) + 1 : undefined);
  return message.blocks.flatMap((block) => linesOf(block as AnyBlock, { nameOf, numberOf })).join("\n");
}

function linesOf(block: AnyBlock, reading: Reading): string[] {
  const {
    type,
    text,
    title,
    fields = [],
    accessory,
    elements = [],
    actions = [],
    child_blocks = [],
    rows = [],
  } = block;
  const { nameOf } = reading;
  const say = (part: Text | string | undefined) => (part === undefined ? [] : [said(part, nameOf)]);
  const inside = (blocks: readonly unknown[]) => blocks.flatMap((one) => linesOf(one as AnyBlock, reading));
  const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  switch (type) {
    case "header":
      return say(text).flatMap((heading) => [heading, "=".repeat(Math.min(100, [...heading].length))]);
    case "section": {
      const shown = accessory ? [elementText(accessory, reading)] : [];
      const isPicture = accessory?.type === "image";
      return [...(isPicture ? shown : []), ...say(text), ...fields.flatMap(say), ...(isPicture ? [] : shown)];
    }
    case "context":
      return (elements as Element[]).map((element) =>
        element.type === "image" ? `(${element.alt_text})` : `(${said(element.text ?? "", nameOf, element.type)})`,
      );
    case "divider":
      return ["---"];
    case "actions":
      return [(elements as Element[]).map((element) => elementText(element, reading)).join("  ")];
    case "image":
      return [...say(title), `(${block.alt_text})`];
    case "markdown":
    case "alert":
      return say(text);
    case "rich_text":
      return richLines(elements, nameOf);
    case "card": {
      const pictures = [block.hero_image, block.icon].filter((picture) => picture !== undefined);
      const texts = [title, block.subtitle, block.body, block.subtext].flatMap(say);
      const pressed = actions.map((element) => elementText(element, reading)).join("  ");
      return [...pictures.map(({ alt_text }) => `(${alt_text})`), ...texts, ...(pressed ? [pressed] : [])];
    }
    case "carousel":
      return inside(elements);
    case "container": {
      const heading = block.rich_text_title ? richLines(block.rich_text_title.elements, nameOf) : say(title);
      return [...heading, ...indented([...say(block.subtitle), ...inside(child_blocks)])];
    }
    case "table":
    case "data_table":
      return table(rows.map((row) => row.map((cell) => cellText(cell, nameOf))));
    default:
      return [`${type}: ${JSON.stringify(block)}`];
  }
}

function elementText(element: Element, { nameOf, numberOf }: Reading): string {
  if (element.type === "image") return `(${element.alt_text})`;
  if (element.type === "button") return `[${numberOf(element)}: ${said(element.text ?? "", nameOf)}]`;
  if (element.type === "static_select")
    return `[${element.placeholder?.text ?? "choose"} ▾ ${(element.options ?? []).map(({ text }) => text.text).join(" | ")}]`;
  return `${element.type}: ${JSON.stringify(element)}`;
}

function cellText({ text, value, elements }: Cell, nameOf: Reading["nameOf"]): string {
  return elements ? richLines(elements, nameOf).join(" ") : (text ?? String(value ?? ""));
}

/** A text object: only Slack's mark-up is read, plain text stands letter by letter. */
function said(part: Text | string, nameOf: Reading["nameOf"], type?: string): string {
  if (typeof part === "string") return type === "plain_text" ? part : marked(part, nameOf);
  return part.type === "plain_text" ? part.text : marked(part.text, nameOf);
}

function marked(text: string, nameOf: Reading["nameOf"]): string {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id: string) => `@${nameOf(id)}`)
    .replace(/<#(\w+)(?:\|([^>]*))?>/g, (_, id: string, name?: string) => `#${name || nameOf(id)}`)
    .replace(/<!date\^[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<!(here|channel|everyone)>/g, "@$1")
    .replace(/<(?:mailto:)?([^|>\s]+)\|([^>]*)>/g, (_, target: string, label: string) =>
      target === label ? label : `${label} (${target})`,
    )
    .replace(/<((?:https?:\/\/|mailto:)[^>\s]+)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? "")].length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - [...cell].length))).join("  ")}`.trimEnd(),
  );
}
