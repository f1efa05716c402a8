import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Floating } from "./floating.tsx";

export type MenuItem = { key: string; label: ReactNode; note?: string; onChoose: () => void; isDanger?: boolean };

/** A button that opens a list of things to do. Arrows move, Escape closes, as in every menu. */
export function Menu({
  label,
  button,
  items,
  className = "icon-button",
  isDisabled = false,
}: {
  label: string;
  button: ReactNode;
  items: MenuItem[];
  className?: string;
  isDisabled?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!isOpen) return;
    list.current?.querySelector<HTMLElement>("[role=menuitem]")?.focus();
    const leave = ({ target }: Event) => {
      if (!list.current?.contains(target as Node) && !opener.current?.contains(target as Node)) setOpen(false);
    };
    addEventListener("pointerdown", leave);
    return () => removeEventListener("pointerdown", leave);
  }, [isOpen]);

  const close = () => {
    setOpen(false);
    opener.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const all = [...(list.current?.querySelectorAll<HTMLElement>("[role=menuitem]") ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + all.length, Home: 0, End: all.length - 1 }[event.key];
    if (to !== undefined) all[to % all.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close();
    else return;
    // An Escape is for the menu, and not also for the window beneath it.
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <>
      <button
        type="button"
        ref={opener}
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={id}
        title={label}
        disabled={isDisabled}
        onClick={() => setOpen(!isOpen)}
      >
        {button}
      </button>
      <Floating
        isOpen={isOpen}
        by={opener}
        isWide
        ref={list}
        id={id}
        role="menu"
        aria-label={label}
        onKeyDown={onKeyDown}
      >
        {isOpen &&
          items.map(({ key, label: text, note, onChoose, isDanger }) => (
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              key={key}
              className={isDanger ? "menu-item danger" : "menu-item"}
              onClick={() => {
                close();
                onChoose();
              }}
            >
              <span>{text}</span>
              {note && <small>{note}</small>}
            </button>
          ))}
      </Floating>
    </>
  );
}
