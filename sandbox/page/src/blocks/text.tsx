import { Fragment, type ReactNode, useMemo } from "react";
import { Emoji } from "./emoji.tsx";
import { Broadcast, ChannelMention, DateText, LinkTo, UserMention } from "./mentions.tsx";
import { type Mark, readMrkdwn } from "./mrkdwn.ts";
import type { TextObject } from "./shapes.ts";

/** A text object: plain text letter by letter, but for emoji; or Slack's mark-up. */
export function Text({ of }: { of: TextObject | string | undefined }) {
  if (of === undefined) return null;
  if (typeof of === "string") return <Mrkdwn text={of} />;
  if (of.type === "mrkdwn") return <Mrkdwn text={of.text} verbatim={of.verbatim ?? false} />;
  return <Plain text={of.text} emoji={of.emoji ?? true} />;
}

export function Mrkdwn({ text, verbatim = false }: { text: string; verbatim?: boolean }) {
  const marks = useMemo(() => readMrkdwn(text, { verbatim }), [text, verbatim]);
  return <Marks marks={marks} />;
}

function Plain({ text, emoji }: { text: string; emoji: boolean }) {
  if (!emoji) return <span className="plain">{text}</span>;
  const parts = text.split(/(:[a-z0-9_+'-]+:)/);
  const shown = parts.map((part, at) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is drawn anew as a whole
    at % 2 === 1 ? <Emoji key={at} name={part.slice(1, -1)} /> : part,
  );
  return <span className="plain">{shown}</span>;
}

function Marks({ marks }: { marks: Mark[] }) {
  return marks.map((mark, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a text is read anew as a whole
    <Fragment key={at}>{markNode(mark)}</Fragment>
  ));
}

function markNode(mark: Mark): ReactNode {
  switch (mark.kind) {
    case "text":
      return mark.text;
    case "break":
      return <br />;
    case "bold":
      return <strong>{<Marks marks={mark.inside} />}</strong>;
    case "italic":
      return <em>{<Marks marks={mark.inside} />}</em>;
    case "strike":
      return <s>{<Marks marks={mark.inside} />}</s>;
    case "quote":
      return <blockquote>{<Marks marks={mark.inside} />}</blockquote>;
    case "code":
      return <code>{mark.text}</code>;
    case "pre":
      return <pre>{mark.text}</pre>;
    case "user":
      return <UserMention id={mark.id} label={mark.label} />;
    case "channel":
      return <ChannelMention id={mark.id} label={mark.label} />;
    case "group":
      return <span className="mention">{mark.label ?? `@${mark.id}`}</span>;
    case "broadcast":
      return <Broadcast range={mark.range} />;
    case "date":
      return <DateText {...mark} />;
    case "link":
      return <LinkTo url={mark.url}>{mark.label && <Marks marks={mark.label} />}</LinkTo>;
    case "emoji":
      return <Emoji name={mark.name} />;
  }
}
