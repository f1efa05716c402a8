import { useState } from "react";
import type { ElementData } from "../blocks/shapes.ts";
import { useSurface } from "../blocks/surface.tsx";
import { Text } from "../blocks/text.tsx";
import { useConfirm } from "../windows/confirm.tsx";

/** Pressed once at a time: until the bot has taken note, it turns. */
export function ButtonElement({ element, blockId }: { element: ElementData; blockId: string }) {
  const surface = useSurface();
  const [isPending, setPending] = useState(false);
  const [dialog, isSure] = useConfirm(element.confirm);
  const { text, style = "default", accessibility_label, url } = element;

  const press = async () => {
    if (isPending || !(await isSure())) return;
    setPending(true);
    await surface.press(blockId, element);
    setPending(false);
  };
  const shown = <Text of={text} />;
  const label = accessibility_label ? { "aria-label": accessibility_label } : {};
  if (url && /^https?:/i.test(url)) {
    return (
      <a
        className={`button ${style}`}
        href={url}
        target="_blank"
        rel="noreferrer noopener"
        onClick={() => void surface.press(blockId, element)}
        {...label}
      >
        {shown}
      </a>
    );
  }
  return (
    <>
      <button
        type="button"
        className={`button ${style}`}
        aria-disabled={isPending}
        aria-busy={isPending}
        onClick={() => void press()}
        {...label}
      >
        {shown}
        {isPending && <span className="spinner" aria-hidden="true" />}
      </button>
      {dialog}
    </>
  );
}
