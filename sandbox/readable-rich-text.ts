type Piece = {
  type: string;
  text?: string;
  url?: string;
  name?: string;
  user_id?: string;
  channel_id?: string;
  range?: string;
  fallback?: string;
};
type Part = { type: string; style?: string; indent?: number; offset?: number; elements: unknown[] };

/** The lines of a rich text block: bullets and numbers for lists, `>` for quotes. */
export function richLines(parts: readonly unknown[], nameOf: (id: string) => string): string[] {
  return (parts as Part[]).flatMap((part) => {
    if (part.type === "rich_text_list") return listLines(part, nameOf);
    const lines = inline(part.elements as Piece[], nameOf)
      .split("\n")
      .filter(Boolean);
    return part.type === "rich_text_quote" ? lines.map((line) => `> ${line}`) : lines;
  });
}

function listLines({ style, indent = 0, offset = 0, elements }: Part, nameOf: (id: string) => string): string[] {
  return (elements as { elements: Piece[] }[]).map((item, at) => {
    const sign = style === "ordered" ? `${offset + at + 1}.` : "•";
    return `${"  ".repeat(indent + 1)}${sign} ${inline(item.elements, nameOf)}`;
  });
}

function inline(pieces: readonly Piece[], nameOf: (id: string) => string): string {
  return pieces
    .map(({ type, text, url, name, user_id, channel_id, range, fallback }) => {
      if (type === "user") return `@${nameOf(user_id ?? "")}`;
      if (type === "channel") return `#${nameOf(channel_id ?? "")}`;
      if (type === "broadcast") return `@${range}`;
      if (type === "emoji") return `:${name}:`;
      if (type === "link") return text && text !== url ? `${text} (${url})` : (url ?? "");
      return text ?? fallback ?? `{${type}}`;
    })
    .join("");
}
