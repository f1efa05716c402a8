import { type KeyboardEvent, type RefObject, type SyntheticEvent, useEffect, useRef } from "react";

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
  useEffect(() => ref.current?.showModal(), []);
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
