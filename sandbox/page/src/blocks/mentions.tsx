import { useClock, useShown } from "../demo/demo.tsx";
import { channelNamed, personNamed } from "../demo/names.ts";
import { go } from "../demo/place.ts";
import { isoOf, tokensText } from "../demo/times.ts";

export function UserMention({ id, label }: { id: string; label?: string | undefined }) {
  const name = useShown((snapshot) => personNamed(snapshot, id));
  const isMe = useShown(({ me }) => me.id === id);
  return <span className={isMe ? "mention me" : "mention"}>@{name === id ? (label ?? id) : name}</span>;
}

/** A channel that the person cannot open has no name for them, as in Slack. */
export function ChannelMention({ id, label }: { id: string; label?: string | undefined }) {
  const name = useShown((snapshot) => channelNamed(snapshot, id));
  if (name === undefined) return <span className="mention">#{label ?? "private-channel"}</span>;
  return (
    <button type="button" className="mention" onClick={() => go({ tab: "slack", channel: id })}>
      #{name}
    </button>
  );
}

export function Broadcast({ range }: { range: string }) {
  return <span className="mention me">@{range}</span>;
}

export function LinkTo({ url, children }: { url: string; children?: React.ReactNode }) {
  const isSafe = /^(https?|mailto|tel|slack):/i.test(url);
  const text = children ?? url.replace(/^mailto:/, "");
  const conversation = conversationIn(url);
  if (conversation !== undefined) {
    return (
      <a
        href={`?in=${conversation}`}
        onClick={(event) => {
          event.preventDefault();
          go({ tab: "slack", channel: conversation, view: "messages" });
        }}
      >
        {text}
      </a>
    );
  }
  return isSafe ? (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {text}
    </a>
  ) : (
    <span>{text}</span>
  );
}

/** Where the address of a message of this Slack leads to. Direct messages are kept under the person's own id here. */
function conversationIn(url: string): string | undefined {
  const [, kind, id] = /^https:\/\/sandbox\.slack\.com\/archives\/([CDG])(\w+)\/p\d+$/.exec(url) ?? [];
  return kind && id && (kind === "D" ? `U${id}` : kind + id);
}

/** A moment, in the zone and the language of who reads it. */
export function DateText({
  timestamp,
  format,
  fallback,
  url,
  timezone,
}: {
  timestamp: number;
  format: string;
  fallback: string;
  url?: string | undefined;
  timezone?: string | undefined;
}) {
  const me = useShown((snapshot) => snapshot.me);
  const at = isoOf(new Date(timestamp * 1000));
  const text = useClock((now) =>
    at === undefined ? fallback : tokensText(timestamp, format, timezone ? { ...me, zone: timezone } : me, now),
  );
  if (at === undefined) return <>{fallback}</>;
  return (
    <time dateTime={at} title={fallback}>
      {url ? <LinkTo url={url}>{text}</LinkTo> : text}
    </time>
  );
}
