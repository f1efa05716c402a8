import { useState } from "react";
import type { ElementData } from "../blocks/shapes.ts";
import { useSurface } from "../blocks/surface.tsx";
import { Text } from "../blocks/text.tsx";
import { useShown } from "../demo/demo.tsx";
import { Icon } from "../parts/icons.tsx";
import { Menu } from "../parts/menu.tsx";
import { slackWords } from "../slack/words.ts";
import { useConfirm } from "../windows/confirm.tsx";

export function OverflowElement({ element, blockId }: { element: ElementData; blockId: string }) {
  const surface = useSurface();
  const words = slackWords(useShown((snapshot) => snapshot.me));
  const [isPending, setPending] = useState(false);
  const [dialog, isSure] = useConfirm(element.confirm);
  const choose = async (value: string) => {
    if (!(await isSure())) return;
    setPending(true);
    await surface.press(blockId, element, value);
    setPending(false);
  };
  return (
    <>
      <Menu
        label={words.more}
        className="button default square"
        button={<Icon name="more" />}
        isDisabled={isPending}
        items={(element.options ?? []).map(({ text, value, description }) => ({
          key: value,
          label: <Text of={text} />,
          ...(description && { note: description.text }),
          onChoose: () => void choose(value),
        }))}
      />
      {dialog}
    </>
  );
}
