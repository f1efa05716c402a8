import { memo, type ReactNode, useCallback, useEffect, useLayoutEffect, useRef } from "react";
import { Boundary } from "../blocks/boundary.tsx";
import { Unknown } from "../blocks/unknown.tsx";
import { useClock, useShown } from "../demo/demo.tsx";
import { dayOf, dividerText } from "../demo/times.ts";
import { type Message, MessageArticle, momentOf } from "./message.tsx";
import { slackWords } from "./words.ts";

/** Slack draws who it is once for what somebody writes in one go. */
const TOGETHER_MS = 5 * 60_000;
/** Somebody this near to the end, in pixels, reads along. */
const NEAR = 80;
/** So much above a message stays to be seen: its day. */
const HEAD = 36;

/**
 * Oldest first, by days. It stays at its end, unless somebody has scrolled up to read; of a message that is higher than the list it shows the
 * beginning.
 */
export const MessageList = memo(function MessageList({
  messages,
  name,
  isApp,
  children,
}: {
  messages: Message[];
  name: string;
  isApp: boolean;
  /** Beneath the last message. */
  children?: ReactNode;
}) {
  const me = useShown((snapshot) => snapshot.me);
  const words = slackWords(me);
  const { list, onScroll } = useEnd(messages);
  const days = Map.groupBy(messages, (message) => dayOf(momentOf(message), me.zone));

  return (
    <div
      className="messages"
      ref={list}
      role="log"
      aria-label={words.messages}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
      tabIndex={0}
      onScroll={onScroll}
    >
      <div className="messages-begin">
        <h2>{isApp ? name : `# ${name}`}</h2>
        <p className="faint">{isApp ? words.beginsWithApp : words.beginsHere}</p>
      </div>
      {[...days].map(([day, ofDay]) => (
        <div key={day} className="day">
          <div className="day-divider">
            <span>{ofDay[0] && <Divider ts={ofDay[0].ts} />}</span>
          </div>
          {ofDay.map((message, at) => (
            <Boundary key={message.ts} data={message} instead={() => <Unknown type="a message" data={message} />}>
              <MessageArticle message={message} isTogether={isTogether(ofDay[at - 1], message)} />
            </Boundary>
          ))}
        </div>
      ))}
      {children}
    </div>
  );
});

function Divider({ ts }: { ts: string }) {
  const me = useShown((snapshot) => snapshot.me);
  return useClock((now) => dividerText(momentOf({ ts }), now, me));
}

/** Keeps a list at its end. */
function useEnd(messages: readonly Message[]) {
  const list = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const placed = useRef(-1);
  const follow = useCallback(() => {
    const element = list.current;
    if (!element || !isFollowing.current) return;
    const end = element.scrollHeight - element.clientHeight;
    const last = [...element.querySelectorAll("article")].at(-1);
    const head = last ? last.offsetTop - HEAD : end;
    element.scrollTo(0, Math.max(0, Math.min(end, head)));
    placed.current = element.scrollTop;
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever a message came or changed
  useLayoutEffect(follow, [messages]);
  // A list that becomes smaller, when the hints or the inspector come, stays there too.
  useEffect(() => {
    if (!list.current) return;
    const observer = new ResizeObserver(follow);
    observer.observe(list.current);
    return () => observer.disconnect();
  }, [follow]);
  const onScroll = useCallback(() => {
    const { scrollTop = 0, clientHeight = 0, scrollHeight = 0 } = list.current ?? {};
    isFollowing.current = scrollTop + clientHeight > scrollHeight - NEAR || Math.abs(scrollTop - placed.current) <= 2;
  }, []);
  return { list, onScroll };
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
