import { buttonsOf, type SeenMessage } from "./slack.ts";

type Piece = { type: string; text?: string; user_id?: string };
type AnyBlock = {
  type: string;
  text?: { text: string };
  fields?: { text: string }[];
  accessory?: { type: string; alt_text?: string };
  elements?: unknown[];
  rows?: { text?: string; value?: number }[][];
};

/**
 * A message as somebody reads it, for a terminal. Buttons are numbered, so that they can be pressed. What cannot be drawn is shown
 * as it is rather than dropped.
 *
 * @param nameOf the name behind a Slack id
 */
export function readable(message: Pick<SeenMessage, "text" | "blocks">, nameOf: (id: string) => string): string {
  if (message.blocks.length === 0) return message.text;
  let numbered = 0;
  const lines = message.blocks.flatMap((block) => {
    const { type, text, fields, accessory, elements = [], rows } = block as AnyBlock;
    switch (type) {
      case "header":
        return [text?.text ?? "", "=".repeat(Math.min(100, [...(text?.text ?? "")].length))];
      case "section":
        return [
          ...(accessory?.type === "image" ? [`(${accessory.alt_text})`] : []),
          ...(text ? [marked(text.text, nameOf)] : []),
          ...(fields ?? []).map((field) => marked(field.text, nameOf)),
        ];
      case "context":
        return (elements as { text?: string }[]).map((element) => `(${marked(element.text ?? "", nameOf)})`);
      case "divider":
        return ["---"];
      case "actions":
        return [
          buttonsOf({ blocks: [block] })
            .map((button) => `[${++numbered}: ${button.text.text}]`)
            .join("  "),
        ];
      case "rich_text":
        return (elements as { type: string; elements: unknown[] }[]).flatMap((part) =>
          part.type === "rich_text_list"
            ? (part.elements as { elements: Piece[] }[]).map((item) => `  • ${pieces(item.elements, nameOf)}`)
            : pieces(part.elements as Piece[], nameOf)
                .split("\n")
                .filter(Boolean),
        );
      case "data_table":
        return table((rows ?? []).map((row) => row.map((cell) => cell.text ?? String(cell.value ?? ""))));
      default:
        return [`${type}: ${JSON.stringify(block)}`];
    }
  });
  return lines.join("\n");
}

function pieces(elements: readonly Piece[], nameOf: (id: string) => string): string {
  return elements
    .map(({ type, text, user_id }) => (type === "user" ? `@${nameOf(user_id ?? "")}` : (text ?? "")))
    .join("");
}

function marked(text: string, nameOf: (id: string) => string): string {
  return text
    .replace(/<@(\w+)(?:\|[^>]*)?>/g, (_, id: string) => `@${nameOf(id)}`)
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function table(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => [...(row[column] ?? "")].length)));
  return rows.map((row) =>
    `  ${row.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - [...cell].length)).join("  ")}`.trimEnd(),
  );
}
