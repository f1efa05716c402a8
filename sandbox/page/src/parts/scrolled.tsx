import type { ReactNode } from "react";

/** Something wide that scrolls within itself, by the keyboard too. */
export function Scrolled({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: neither a set of fields, nor so much that it were a part of the page
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <div className="table-scroll" role="group" aria-label={name} tabIndex={0}>
      {children}
    </div>
  );
}
