import { useAsking, useShown } from "../demo/demo.tsx";
import { Icon } from "../parts/icons.tsx";
import { Menu } from "../parts/menu.tsx";
import { slackWords } from "./words.ts";

/** What can be done with a message: the shortcuts of the app. */
export function MessageMenu({ channel, ts }: { channel: string; ts: string }) {
  const shortcuts = useShown(({ app }) => app.messageShortcuts);
  const words = slackWords(useShown((snapshot) => snapshot.me));
  const [isPending, asking] = useAsking();
  if (shortcuts.length === 0) return null;
  const items = shortcuts.map(({ callbackId, name, description }) => ({
    key: callbackId,
    label: name,
    note: description,
    onChoose: () => void asking({ do: "messageShortcut", callbackId, channel, ts }),
  }));
  return (
    <div className="message-menu">
      <Menu label={words.more} button={<Icon name="more" />} items={items} isDisabled={isPending} />
    </div>
  );
}
