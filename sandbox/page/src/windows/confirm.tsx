import { type ReactNode, useCallback, useId, useState } from "react";
import { createPortal } from "react-dom";
import type { Confirm } from "../blocks/shapes.ts";
import { Text } from "../blocks/text.tsx";
import { useShown } from "../demo/demo.tsx";
import { useLayer } from "../parts/side.tsx";
import { slackWords } from "../slack/words.ts";
import { useDialog } from "./use-dialog.ts";

type Answer = (isSure: boolean) => void;

/** Asks first where an element wants that. Gives the dialog to draw, and a question: whether they are sure. */
export function useConfirm(confirm: Confirm | undefined): [dialog: ReactNode, isSure: () => Promise<boolean>] {
  const [waiting, wait] = useState<{ answer: Answer }>();
  const { confirm: words } = slackWords(useShown(({ me }) => me));
  const answer = useCallback(
    (isSure: boolean) => {
      wait(undefined);
      waiting?.answer(isSure);
    },
    [waiting],
  );
  const dialog = waiting && confirm && (
    <ConfirmDialog confirm={{ ...words, ...confirm }} onNo={() => answer(false)} onYes={() => answer(true)} />
  );
  const isSure = async () => !confirm || new Promise<boolean>((resolve) => wait({ answer: resolve }));
  return [dialog, isSure];
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
  const layer = useLayer();
  const dialog = useDialog(layer, onNo);
  const id = useId();
  return createPortal(
    <dialog {...dialog} className="window small" aria-labelledby={id} tabIndex={-1}>
      <div className="window-head">
        <h2 id={id}>{title?.text ?? "Are you sure?"}</h2>
      </div>
      <div className="window-body">
        <div>
          <Text of={text} />
        </div>
      </div>
      <div className="window-foot">
        <button type="button" className="button default" onClick={onNo}>
          {deny?.text ?? "Cancel"}
        </button>
        <button type="button" className={`button ${style}`} onClick={onYes}>
          {confirm?.text ?? "Yes"}
        </button>
      </div>
    </dialog>,
    layer.place.current ?? document.body,
  );
}
