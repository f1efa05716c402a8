import { type ReactNode, useId } from "react";
import { createPortal } from "react-dom";
import { useDialog } from "../windows/use-dialog.ts";
import { Icon } from "./icons.tsx";
import { useWhole } from "./side.tsx";

/** A window of the page itself, and not of the bot. */
export function Sheet({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const layer = useWhole();
  const dialog = useDialog(layer, onClose);
  const id = useId();
  return createPortal(
    <dialog {...dialog} className="window" aria-labelledby={id} tabIndex={-1}>
      <div className="window-head">
        <h2 id={id}>{title}</h2>
        <button type="button" className="icon-button" aria-label="Close" onClick={onClose}>
          <Icon name="close" />
        </button>
      </div>
      <div className="window-body">{children}</div>
    </dialog>,
    layer.place.current ?? document.body,
  );
}
