import { useState } from "react";
import { useSnapshot } from "../demo/demo.tsx";
import { appConversation } from "../demo/names.ts";
import { go, usePlace } from "../demo/place.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icons.tsx";
import { AppHome } from "./app-home.tsx";
import { Composer } from "./composer.tsx";
import { FirstHint } from "./first-hint.tsx";
import { MessageList } from "./message-list.tsx";

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
  const snapshot = useSnapshot();
  const { view } = usePlace();
  const [text, setText] = useState("");
  const { app, channels, messages } = snapshot;
  const found = channels.find(({ id }) => id === channel);
  const isApp = channel === appConversation(snapshot);
  const isHome = isApp && app.hasHome && view === "home";
  const name = isApp ? app.name : (found?.name ?? channel);
  return (
    <main className="conversation" aria-label={isApp ? name : `Channel ${name}`}>
      <header className="conversation-head">
        <button
          type="button"
          className={hasUnread ? "icon-button drawer-button unread" : "icon-button drawer-button"}
          aria-label={hasUnread ? "Conversations, with something new" : "Conversations"}
          onClick={onOpenDrawer}
        >
          <Icon name="menu" />
        </button>
        <h1>
          {isApp ? <Avatar name={name} size={24} isApp /> : <Icon name={found?.isPrivate ? "lock" : "hash"} />}
          {name}
          {isApp && <span className="app-badge">APP</span>}
        </h1>
        {found && !isApp && <ChannelNotes {...found} app={app.name} />}
      </header>
      {isApp && app.hasHome && (
        <div className="tabs" role="tablist" aria-label={app.name}>
          <HomeTab isChosen={isHome} view="home" name="Home" />
          <HomeTab isChosen={!isHome} view="messages" name="Messages" />
        </div>
      )}
      {isHome ? (
        <AppHome channel={channel} />
      ) : (
        <>
          <MessageList messages={messages[channel] ?? []} name={name} isApp={isApp} />
          <div className="conversation-foot">
            {!found?.closed && <FirstHint onTry={setText} />}
            {found?.closed ? (
              <p className="closed">{found.closed}</p>
            ) : (
              <Composer channel={channel} name={isApp ? name : `#${name}`} isApp={isApp} text={text} onText={setText} />
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

function ChannelNotes({ hasBot, isExternal, app }: { hasBot: boolean; isExternal: boolean; app: string }) {
  const notes = [isExternal && "shared with another company", !hasBot && `${app} is not a member`].filter(Boolean);
  return <p className="faint">{notes.join(" · ")}</p>;
}
