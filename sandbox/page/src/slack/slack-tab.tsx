import { useState } from "react";
import { useShown } from "../demo/demo.tsx";
import { usePlace } from "../demo/place.ts";
import { Side } from "../parts/side.tsx";
import { Modal } from "../windows/modal.tsx";
import { Conversation } from "./conversation.tsx";
import { Sidebar } from "./sidebar.tsx";
import { useUnread } from "./use-unread.ts";
import { languageOf } from "./words.ts";

/** Where one is at first. */
const FIRST = "general";

/** Slack as a person has it: conversations on the left, the chosen one beside them, and the bot's windows over both. */
export function SlackTab() {
  const { channel } = usePlace();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const channels = useShown((snapshot) => snapshot.channels);
  const shown = useShown(({ window }) => window);
  const own = useShown(({ me }) => me.id);
  const lang = useShown(({ me }) => languageOf(me));
  const isKnown = channels.some(({ id }) => id === channel);
  const chosen = channel && isKnown ? channel : (channels.find(({ name }) => name === FIRST)?.id ?? own);
  const unread = useUnread(chosen);
  return (
    <Side className="slack" lang={lang} over={shown && <Modal shown={shown} />}>
      <Sidebar chosen={chosen} unread={unread} isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} />
      <Conversation
        key={chosen}
        channel={chosen}
        hasUnread={unread.size > 0}
        onOpenDrawer={() => setDrawerOpen(true)}
      />
    </Side>
  );
}
