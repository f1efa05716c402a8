import type { KeyboardEvent } from "react";

/** An Escape closes a list that is open; else it is for the window, and Downshift, which would take it, is told to leave it alone. */
export function leaveEscape({ key, nativeEvent }: KeyboardEvent, isOpen: boolean): void {
  if (key === "Escape" && !isOpen) Object.assign(nativeEvent, { preventDownshiftDefault: true });
}
