import { useAsking, useShown } from "../demo/demo.tsx";
import { Icon } from "../parts/icons.tsx";
import { Menu } from "../parts/menu.tsx";
import { slackWords } from "./words.ts";

/** What can be started from anywhere in Slack, and the commands for who does not know that one types them. */
export function Shortcuts({ onCommand }: { onCommand: (command: string) => void }) {
  const app = useShown((snapshot) => snapshot.app);
  const words = slackWords(useShown((snapshot) => snapshot.me));
  const [isPending, asking] = useAsking();
  const items = [
    ...app.shortcuts.map(({ callbackId, name, description }) => ({
      key: callbackId,
      label: name,
      note: description,
      onChoose: () => void asking({ do: "shortcut", callbackId }),
    })),
    ...app.commands.map(({ command, description }) => ({
      key: command,
      label: command,
      note: description,
      onChoose: () => onCommand(command),
    })),
  ];
  return <Menu label={words.shortcuts} button={<Icon name="bolt" />} items={items} isDisabled={isPending} />;
}
