import { useState } from "react";
import type { ElementData } from "../blocks/shapes.ts";
import { useSurface } from "../blocks/surface.tsx";
import { Text } from "../blocks/text.tsx";
import { Icon } from "../parts/icons.tsx";
import { Menu } from "../parts/menu.tsx";
import { useConfirm } from "../windows/confirm.tsx";

export function OverflowElement({ element, blockId }: { element: ElementData; blockId: string }) {
  const surface = useSurface();
  const [isPending, setPending] = useState(false);
  const [dialog, confirmed] = useConfirm(element.confirm);
  const choose = async (value: string) => {
    setPending(true);
    await surface.press(blockId, element, value);
    setPending(false);
  };
  return (
    <>
      <Menu
        label="More actions"
        className="button default square"
        button={<Icon name="more" />}
        isDisabled={isPending}
        items={(element.options ?? []).map(({ text, value, description }) => ({
          key: value,
          label: <Text of={text} />,
          ...(description && { note: description.text }),
          onChoose: () => confirmed(() => void choose(value)),
        }))}
      />
      {dialog}
    </>
  );
}
