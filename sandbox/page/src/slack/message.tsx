import { memo } from "react";
import type { Snapshot } from "../../../demo-wire.ts";
import { Blocks } from "../blocks/blocks.tsx";
import { PressedSurface } from "../blocks/surface.tsx";
import { Mrkdwn } from "../blocks/text.tsx";
import { useShown } from "../demo/demo.tsx";
import { personNamed } from "../demo/names.ts";
import { isoOf, momentText, timeText } from "../demo/times.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icons.tsx";
import { MessageMenu } from "./message-menu.tsx";
import { StatusSign } from "./status.tsx";
import { slackWords } from "./words.ts";

export type Message = Snapshot["messages"][string][number];

/** Drawn anew only when it changes itself. @param isTogether whether it stands under another one of the same person, and needs no name of its own */
export const MessageArticle = memo(function MessageArticle({
  message,
  isTogether,
}: {
  message: Message;
  isTogether: boolean;
}) {
  const { from, ts, to, text, blocks, channel, isEdited, values } = message;
  const me = useShown((snapshot) => snapshot.me);
  const isApp = useShown(({ app }) => app.userId === from);
  const name = useShown((snapshot) => personNamed(snapshot, from));
  const words = slackWords(me);
  const at = momentOf(message);
  const time = timeText(at, me);
  const isEphemeral = to !== undefined;
  const look = ["message", isTogether && "together", isEphemeral && "ephemeral"].filter(Boolean).join(" ");
  return (
    <article className={look} aria-label={`${name}, ${time}${isEphemeral ? `, ${words.onlyYou}` : ""}`}>
      {isEphemeral && (
        <p className="only-you">
          <Icon name="eye" size={14} /> {words.onlyYou}
        </p>
      )}
      <div className="message-side">{isTogether ? <time>{time}</time> : <Avatar name={name} isApp={isApp} />}</div>
      <div className="message-main">
        {!isTogether && (
          <p className="message-head">
            <strong>{name}</strong>
            <StatusSign of={from} />
            {isApp && <span className="app-badge">APP</span>}
            <time dateTime={isoOf(at)} title={momentText(at, me)}>
              {time}
            </time>
          </p>
        )}
        <div className="message-body">
          {blocks.length > 0 ? (
            <PressedSurface channel={channel} ts={ts} values={values}>
              <Blocks blocks={blocks} />
            </PressedSurface>
          ) : (
            <div className="text">
              <Mrkdwn text={text} />
            </div>
          )}
          {isEdited && <span className="edited">{words.edited}</span>}
        </div>
      </div>
      {!isEphemeral && <MessageMenu channel={channel} ts={ts} />}
    </article>
  );
});

/** A message's timestamp is its id too: seconds, and a count behind the point. */
export function momentOf({ ts }: Pick<Message, "ts">): Date {
  return new Date(Number(ts) * 1000);
}
