import { type KeyboardEvent, type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { type Layer, settle } from "../parts/side.tsx";

/**
 * A `<dialog>` over a part of the page, which is open as long as it is drawn. It is none of the browser's modal ones: those put everything
 * else out of reach. Escape asks to leave it; when it goes, the focus is given back to where it was, or to the composer.
 */
export function useDialog(
  layer: Layer,
  onLeave: () => void,
): { ref: RefObject<HTMLDialogElement | null>; onKeyDown: (event: KeyboardEvent) => void } {
  const ref = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    const before = document.activeElement;
    layer.windows.push(dialog);
    settle(layer);
    dialog.show();
    return () => {
      layer.windows.splice(layer.windows.indexOf(dialog), 1);
      settle(layer);
      const { activeElement } = document;
      // Somebody who is elsewhere meanwhile stays there.
      if (activeElement && activeElement !== document.body && !dialog.contains(activeElement)) return;
      focus(before, layer);
    };
  }, [layer]);

  // Where nothing has the focus, an Escape is for the window that can be reached.
  const leaveByEscape = useEffectEvent((event: globalThis.KeyboardEvent) => {
    const isElsewhere = event.target !== document.body || ref.current?.closest("[inert]");
    if (event.key !== "Escape" || event.defaultPrevented || isElsewhere) return;
    event.preventDefault();
    onLeave();
  });
  useEffect(() => {
    const hear = (event: globalThis.KeyboardEvent) => leaveByEscape(event);
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);

  return {
    ref,
    onKeyDown: (event) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      event.preventDefault();
      // A window over another one leaves that one alone.
      event.stopPropagation();
      onLeave();
    },
  };
}

/** To where the focus was, if that lies beneath; else to the window beneath, or the composer. */
function focus(before: Element | null, { ground, windows }: Layer): void {
  const beneath = windows.at(-1) ?? ground.current;
  if (before instanceof HTMLElement && before.isConnected && beneath?.contains(before)) before.focus();
  if (document.activeElement === before) return;
  (windows.at(-1) ?? beneath?.querySelector<HTMLElement>(".composer textarea"))?.focus();
}
