import { type ReactNode, useCallback, useId, useState } from "react";
import { createPortal } from "react-dom";
import type { Confirm } from "../blocks/shapes.ts";
import { Text } from "../blocks/text.tsx";
import { useDialog } from "./use-dialog.ts";

/** Asks first where an element wants that. Gives the dialog to draw, and what to call instead of doing it at once. */
export function useConfirm(confirm: Confirm | undefined): [dialog: ReactNode, confirmed: (act: () => void) => void] {
  const [act, setAct] = useState<() => void>();
  const close = useCallback(() => setAct(undefined), []);
  const dialog = act && confirm && (
    <ConfirmDialog
      confirm={confirm}
      onNo={close}
      onYes={() => {
        close();
        act();
      }}
    />
  );
  return [dialog, (wanted) => (confirm ? setAct(() => wanted) : wanted())];
}

export function ConfirmDialog({
  confirm: { title, text, confirm, deny, style = "primary" },
  onYes,
  onNo,
}: {
  confirm: Confirm;
  onYes: () => void;
  onNo: () => void;
}) {
  const dialog = useDialog(onNo);
  const id = useId();
  return createPortal(
    <dialog {...dialog} className="window small" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title?.text ?? "Are you sure?"}</h2>
      </header>
      <div className="window-body">
        <div>
          <Text of={text} />
        </div>
      </div>
      <footer>
        <button type="button" className="button default" onClick={onNo}>
          {deny?.text ?? "Cancel"}
        </button>
        <button type="button" className={`button ${style}`} onClick={onYes}>
          {confirm?.text ?? "Yes"}
        </button>
      </footer>
    </dialog>,
    document.body,
  );
}
