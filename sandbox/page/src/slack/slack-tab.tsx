import { useState } from "react";
import { useSnapshot } from "../demo/demo.tsx";
import { appConversation } from "../demo/names.ts";
import { usePlace } from "../demo/place.ts";
import { Inspector } from "../inspector/inspector.tsx";
import { useInspector } from "../inspector/use-inspector.ts";
import { Modal } from "../windows/modal.tsx";
import { Conversation } from "./conversation.tsx";
import { Sidebar } from "./sidebar.tsx";

/** Where one is at first. */
const FIRST = "general";

/** Slack as a person has it: conversations on the left, the chosen one in the middle, what happened behind it on the right. */
export function SlackTab() {
  const snapshot = useSnapshot();
  const { channel } = usePlace();
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  const { isOpen } = useInspector();
  const { channels, window: shown } = snapshot;
  const own = appConversation(snapshot);
  const isKnown = channels.some(({ id }) => id === channel);
  const chosen = channel && isKnown ? channel : (channels.find(({ name }) => name === FIRST)?.id ?? own);
  return (
    <div className={isOpen ? "slack with-inspector" : "slack"}>
      <Sidebar chosen={chosen} isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)} />
      <Conversation key={chosen} channel={chosen} onOpenDrawer={() => setDrawerOpen(true)} />
      {isOpen && <Inspector />}
      {shown && <Modal shown={shown} />}
    </div>
  );
}
