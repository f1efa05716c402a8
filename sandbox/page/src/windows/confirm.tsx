import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import type { Confirm } from "../blocks/shapes.ts";
import { Text } from "../blocks/text.tsx";

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
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className="window small"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        event.stopPropagation();
        onNo();
      }}
    >
      <header>
        <h2 id={id}>{title?.text ?? "Are you sure?"}</h2>
      </header>
      <div className="window-body">
        <p>
          <Text of={text} />
        </p>
      </div>
      <footer>
        <button type="button" className="button default" onClick={onNo}>
          {deny?.text ?? "Cancel"}
        </button>
        <button type="button" className={`button ${style}`} onClick={onYes}>
          {confirm?.text ?? "Yes"}
        </button>
      </footer>
    </dialog>
  );
}
