import type { ReactNode } from "react";

/** Something wide that scrolls within itself, by the keyboard too. */
export function Scrolled({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section className="table-scroll" aria-label={name} tabIndex={0}>
      {children}
    </section>
  );
}
