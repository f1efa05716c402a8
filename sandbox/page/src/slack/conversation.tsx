import { useCallback, useRef } from "react";
import { useShown } from "../demo/demo.tsx";
import { go, usePlace } from "../demo/place.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icons.tsx";
import { AppHome } from "./app-home.tsx";
import { Composer, type Writing } from "./composer.tsx";
import { FirstHint } from "./first-hint.tsx";
import { MessageList } from "./message-list.tsx";
import { Unheard } from "./unheard.tsx";
import { inTheirWords, slackWords } from "./words.ts";

const NOTHING: never[] = [];

/** A channel, or the direct messages with the app. */
export function Conversation({
  channel,
  hasUnread,
  onOpenDrawer,
}: {
  channel: string;
  /** Whether something waits elsewhere. */
  hasUnread: boolean;
  onOpenDrawer: () => void;
}) {
  const { view } = usePlace();
  const composer = useRef<Writing>(null);
  const app = useShown((snapshot) => snapshot.app);
  const me = useShown((snapshot) => snapshot.me);
  const found = useShown(({ channels }) => channels.find(({ id }) => id === channel));
  const messages = useShown((snapshot) => snapshot.messages[channel]) ?? NOTHING;
  const tryOut = useCallback((text: string) => composer.current?.write(text), []);
  const words = slackWords(me);
  const isApp = channel === me.id;
  const isHome = isApp && app.hasHome && view === "home";
  const name = isApp ? app.name : (found?.name ?? channel);
  return (
    <main className="conversation" aria-label={isApp ? name : `Channel ${name}`}>
      <header className="conversation-head">
        <button
          type="button"
          className={hasUnread ? "icon-button drawer-button unread" : "icon-button drawer-button"}
          aria-label={hasUnread ? words.somethingNew : words.conversations}
          onClick={onOpenDrawer}
        >
          <Icon name="menu" />
        </button>
        <h1>
          {isApp ? <Avatar name={name} size={24} isApp /> : <Icon name={found?.isPrivate ? "lock" : "hash"} />}
          {name}
          {isApp && <span className="app-badge">APP</span>}
        </h1>
        {found && !isApp && (
          <p className="faint">
            {[found.isExternal && words.external, !found.hasBot && words.noMember(app.name)]
              .filter(Boolean)
              .join(" · ")}
          </p>
        )}
      </header>
      {isApp && app.hasHome && (
        <div className="tabs" role="tablist" aria-label={app.name}>
          <HomeTab isChosen={isHome} view="home" name={words.home} />
          <HomeTab isChosen={!isHome} view="messages" name={words.messages} />
        </div>
      )}
      {isHome ? (
        <AppHome channel={channel} />
      ) : (
        <>
          <MessageList messages={messages} name={name} isApp={isApp}>
            {!isApp && <Unheard messages={messages} onTry={tryOut} />}
          </MessageList>
          <div className="conversation-foot">
            <FirstHint onTry={found?.closed ? undefined : tryOut} />
            {found?.closed ? (
              <p className="closed">{inTheirWords(me, found.closed)}</p>
            ) : (
              <Composer ref={composer} channel={channel} name={isApp ? name : `#${name}`} isApp={isApp} />
            )}
          </div>
        </>
      )}
    </main>
  );
}

function HomeTab({ isChosen, view, name }: { isChosen: boolean; view: "home" | "messages"; name: string }) {
  return (
    <button type="button" role="tab" aria-selected={isChosen} onClick={() => go({ view })}>
      {name}
    </button>
  );
}
