import { Fragment, type ReactNode } from "react";
import { Emoji } from "./emoji.tsx";
import { Broadcast, ChannelMention, DateText, LinkTo, UserMention } from "./mentions.tsx";
import type { Piece, RichPart, Style } from "./shapes.ts";
import { Unknown } from "./unknown.tsx";

/** Rich text takes every character literally. */
export function RichTextBlock({ elements }: { elements: RichPart[] }) {
  return (
    <div className="rich-text">
      {elements.map((part, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a block is drawn anew as a whole
        <Part key={at} part={part} />
      ))}
    </div>
  );
}

function Part({ part }: { part: RichPart }) {
  const pieces = part.elements as Piece[];
  switch (part.type) {
    case "rich_text_section":
      return (
        <p>
          <Pieces pieces={pieces} />
        </p>
      );
    case "rich_text_quote":
      return (
        <blockquote>
          <Pieces pieces={pieces} />
        </blockquote>
      );
    case "rich_text_preformatted":
      return (
        <pre>
          <Pieces pieces={pieces} />
        </pre>
      );
    case "rich_text_list": {
      const { style, indent = 0, offset = 0, elements } = part;
      const List = style === "ordered" ? "ol" : "ul";
      return (
        <List
          data-indent={indent}
          style={{ marginLeft: indent * 28 }}
          {...(style === "ordered" && { start: offset + 1 })}
        >
          {(elements as { elements: Piece[] }[]).map((item, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a list is drawn anew as a whole
            <li key={at}>
              <Pieces pieces={item.elements} />
            </li>
          ))}
        </List>
      );
    }
    default:
      return <Unknown type={part.type} data={part} />;
  }
}

export function Pieces({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a line is drawn anew as a whole
    <Fragment key={at}>{styled(pieceNode(piece), piece.style)}</Fragment>
  ));
}

function pieceNode(piece: Piece): ReactNode {
  const { type, text = "", url = "", fallback = "" } = piece;
  switch (type) {
    case "text":
      return <span className="plain">{text}</span>;
    case "link":
      return <LinkTo url={url}>{text || undefined}</LinkTo>;
    case "emoji":
      return <Emoji name={piece.name ?? ""} unicode={piece.unicode} />;
    case "user":
      return <UserMention id={piece.user_id ?? ""} />;
    case "channel":
      return <ChannelMention id={piece.channel_id ?? ""} />;
    case "usergroup":
      return <span className="mention">@{piece.usergroup_id}</span>;
    case "broadcast":
      return <Broadcast range={piece.range ?? ""} />;
    case "date":
      return (
        <DateText
          timestamp={piece.timestamp ?? Number.NaN}
          format={piece.format ?? ""}
          fallback={fallback}
          url={piece.url}
          timezone={piece.timezone}
        />
      );
    case "color":
      return (
        <span className="colour">
          <span style={{ background: piece.value }} aria-hidden="true" /> {piece.value}
        </span>
      );
    case "tag":
      return <span className={`tag ${piece.color ?? "gray"}`}>{text}</span>;
    default:
      return text || fallback || <Unknown type={type} data={piece} />;
  }
}

function styled(node: ReactNode, style: Style | undefined): ReactNode {
  if (!style) return node;
  let shown = node;
  if (style.code) shown = <code>{shown}</code>;
  if (style.bold) shown = <strong>{shown}</strong>;
  if (style.italic) shown = <em>{shown}</em>;
  if (style.strike) shown = <s>{shown}</s>;
  if (style.underline) shown = <u>{shown}</u>;
  if (style.highlight) shown = <mark>{shown}</mark>;
  return shown;
}
