import { useState } from "react";
import { useSnapshot } from "../demo/demo.tsx";
import { appConversation } from "../demo/names.ts";
import { usePlace } from "../demo/place.ts";
import { Modal } from "../windows/modal.tsx";
import { Conversation } from "./conversation.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useUnread } from "./use-unread.ts";

/** Where one is at first. */
const FIRST = "general";

/** Slack as a person has it: conversations on the left, the chosen one in the middle, what happened behind it on the right. */
export function SlackTab() {
  const snapshot = useSnapshot();
  const { channel } = usePlace();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const { channels, window: shown } = snapshot;
  const own = appConversation(snapshot);
  const isKnown = channels.some(({ id }) => id === channel);
  const chosen = channel && isKnown ? channel : (channels.find(({ name }) => name === FIRST)?.id ?? own);
  const unread = useUnread(chosen);
  return (
    <div className="slack">
      <Sidebar chosen={chosen} unread={unread} isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} />
      <Conversation
        key={chosen}
        channel={chosen}
        hasUnread={unread.size > 0}
        onOpenDrawer={() => setDrawerOpen(true)}
      />
      {shown && <Modal shown={shown} />}
    </div>
  );
}
