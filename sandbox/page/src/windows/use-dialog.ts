import { type KeyboardEvent, type RefObject, type SyntheticEvent, useLayoutEffect, useRef } from "react";

/**
 * A `<dialog>` that is open as long as it is drawn. Escape asks to leave it; whether it goes is not the browser's to decide, which after a
 * second Escape would close it unasked.
 */
export function useDialog(onLeave: () => void): {
  ref: RefObject<HTMLDialogElement | null>;
  onKeyDown: (event: KeyboardEvent) => void;
  onCancel: (event: SyntheticEvent) => void;
} {
  const ref = useRef<HTMLDialogElement>(null);
  // Closed before it is taken away, it gives the focus back to where that was.
  useLayoutEffect(() => {
    const dialog = ref.current;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return {
    ref,
    onKeyDown: (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      // A dialog over another one leaves that one alone.
      event.stopPropagation();
      onLeave();
    },
    onCancel: (event) => {
      if (event.target !== ref.current) return;
      event.preventDefault();
      onLeave();
    },
  };
}
