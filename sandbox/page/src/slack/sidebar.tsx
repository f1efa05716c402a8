import { type ReactNode, useEffect, useRef } from "react";
import { useShown } from "../demo/demo.tsx";
import { go } from "../demo/place.ts";
import { Avatar } from "../parts/avatar.tsx";
import { Icon } from "../parts/icons.tsx";
import { slackWords } from "./words.ts";
import { YouAre } from "./you-are.tsx";

/** On a phone it comes in as a drawer. */
export function Sidebar({
  chosen,
  unread,
  isOpen,
  onClose,
}: {
  chosen: string;
  unread: ReadonlyMap<string, number>;
  isOpen: boolean;
  onClose: () => void;
}) {
  const company = useShown((snapshot) => snapshot.company);
  const channels = useShown((snapshot) => snapshot.channels);
  const app = useShown((snapshot) => snapshot.app);
  const me = useShown((snapshot) => snapshot.me);
  const words = slackWords(me);
  const own = me.id;
  const drawer = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOpen) drawer.current?.querySelector<HTMLElement>("a[aria-current]")?.focus();
  }, [isOpen]);

  const link = (id: string, icon: ReactNode, name: string, more: { note?: string; label?: string } = {}) => (
    <li key={id}>
      <a
        href={`?in=${id}`}
        aria-current={id === chosen ? "page" : undefined}
        aria-label={more.label}
        className={unread.has(id) ? "unread" : undefined}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey) return;
          event.preventDefault();
          go({ channel: id });
          onClose();
        }}
      >
        {icon}
        <span className="conversation-name">{name}</span>
        {more.note && <small>{more.note}</small>}
        {unread.has(id) && <span className="badge">{unread.get(id)}</span>}
      </a>
    </li>
  );

  return (
    <>
      {isOpen && <button type="button" className="drawer-shade" aria-label={words.closeList} onClick={onClose} />}
      <nav
        ref={drawer}
        className={isOpen ? "sidebar open" : "sidebar"}
        aria-label={words.conversations}
        onKeyDown={({ key }) => key === "Escape" && onClose()}
      >
        <p className="company">{company}</p>
        <YouAre />
        <h2>{words.channels}</h2>
        <ul>
          {channels
            .filter(({ id }) => id !== own)
            .map(({ id, name, isPrivate, isExternal, isArchived }) =>
              link(id, <Icon name={isPrivate ? "lock" : "hash"} size={16} />, name, {
                ...(isExternal ? { note: words.shared } : isArchived ? { note: words.archived } : {}),
              }),
            )}
        </ul>
        <h2>{words.apps}</h2>
        <ul>{link(own, <Avatar name={app.name} size={20} isApp />, app.name, { note: "APP" })}</ul>
      </nav>
    </>
  );
}
