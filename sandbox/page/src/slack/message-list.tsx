import { Fragment, useLayoutEffect, useRef } from "react";
import { useNow, useSnapshot } from "../demo/demo.tsx";
import { dayOf, dividerText } from "../demo/times.ts";
import { type Message, MessageArticle, momentOf } from "./message.tsx";

/** Slack draws who it is once for what somebody writes in one go. */
const TOGETHER_MS = 5 * 60_000;

/** Oldest first. It stays at its end, unless somebody has scrolled up to read. */
export function MessageList({ messages, name, isApp }: { messages: Message[]; name: string; isApp: boolean }) {
  const { me } = useSnapshot();
  const now = useNow();
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a message came or changed
  useLayoutEffect(() => {
    if (isAtEnd.current) list.current?.scrollTo(0, list.current.scrollHeight);
  }, [messages]);

  return (
    <div
      className="messages"
      ref={list}
      role="log"
      aria-label="Messages"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight > scrollHeight - 80;
      }}
    >
      <div className="messages-begin">
        <h2>{isApp ? name : `# ${name}`}</h2>
        <p className="faint">
          {isApp
            ? "What the app writes to you alone."
            : "The beginning of this channel. Type / for what the app can do."}
        </p>
      </div>
      {messages.map((message, at) => {
        const before = messages[at - 1];
        const day = dayOf(momentOf(message), me.zone);
        const isNewDay = !before || dayOf(momentOf(before), me.zone) !== day;
        const isTogether =
          !isNewDay &&
          before.from === message.from &&
          before.to === undefined &&
          message.to === undefined &&
          momentOf(message).getTime() - momentOf(before).getTime() < TOGETHER_MS;
        return (
          <Fragment key={message.ts}>
            {isNewDay && (
              <div className="day-divider">
                <span>{dividerText(momentOf(message), now, me)}</span>
              </div>
            )}
            <MessageArticle message={message} isTogether={isTogether} />
          </Fragment>
        );
      })}
    </div>
  );
}
