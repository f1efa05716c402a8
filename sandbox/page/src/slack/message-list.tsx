import { useEffect, useLayoutEffect, useRef } from "react";
import { useNow, useSnapshot } from "../demo/demo.tsx";
import { dayOf, dividerText } from "../demo/times.ts";
import { type Message, MessageArticle, momentOf } from "./message.tsx";

/** Slack draws who it is once for what somebody writes in one go. */
const TOGETHER_MS = 5 * 60_000;
/** Somebody this near to the end, in pixels, reads along. */
const NEAR = 80;

/** Oldest first, by days. It stays at its end, unless somebody has scrolled up to read. */
export function MessageList({ messages, name, isApp }: { messages: Message[]; name: string; isApp: boolean }) {
  const { me } = useSnapshot();
  const now = useNow();
  const list = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a message came or changed
  useLayoutEffect(() => {
    if (isAtEnd.current) list.current?.scrollTo(0, list.current.scrollHeight);
  }, [messages]);
  // A list that becomes smaller, when the hints or the inspector come, stays there too.
  useEffect(() => {
    const element = list.current;
    if (!element) return;
    const observer = new ResizeObserver(() => isAtEnd.current && element.scrollTo(0, element.scrollHeight));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const days = Map.groupBy(messages, (message) => dayOf(momentOf(message), me.zone));

  return (
    <div
      className="messages"
      ref={list}
      role="log"
      aria-label="Messages"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight > scrollHeight - NEAR;
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
      {[...days].map(([day, ofDay]) => (
        <div key={day}>
          <div className="day-divider">
            <span>{ofDay[0] && dividerText(momentOf(ofDay[0]), now, me)}</span>
          </div>
          {ofDay.map((message, at) => (
            <MessageArticle key={message.ts} message={message} isTogether={isTogether(ofDay[at - 1], message)} />
          ))}
        </div>
      ))}
    </div>
  );
}

function isTogether(before: Message | undefined, message: Message): boolean {
  return (
    before !== undefined &&
    before.from === message.from &&
    before.to === undefined &&
    message.to === undefined &&
    momentOf(message).getTime() - momentOf(before).getTime() < TOGETHER_MS
  );
}
