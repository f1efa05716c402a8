import { type HTMLAttributes, type Ref, type RefObject, useLayoutEffect, useRef, useState } from "react";

type Spot = { top?: number; bottom?: number; left: number; minWidth: number; maxHeight: number };

/**
 * What opens beside something else: a list, a menu. It lies in the browser's top layer, so that no window or scrolled list cuts it off, and
 * opens upwards where there is more room.
 */
export function Floating({
  isOpen,
  by,
  isWide = false,
  ref,
  ...rest
}: HTMLAttributes<HTMLDivElement> & {
  isOpen: boolean;
  by: RefObject<HTMLElement | null>;
  /** Whether it may be wider than what it belongs to. */
  isWide?: boolean;
  ref?: Ref<HTMLDivElement>;
}) {
  const own = useRef<HTMLDivElement | null>(null);
  const [spot, setSpot] = useState<Spot>();

  useLayoutEffect(() => {
    const element = own.current;
    if (!isOpen || !element) return;
    element.showPopover();
    const place = () => by.current && setSpot(spotBy(by.current.getBoundingClientRect(), element.offsetWidth));
    place();
    addEventListener("scroll", place, true);
    addEventListener("resize", place);
    return () => {
      removeEventListener("scroll", place, true);
      removeEventListener("resize", place);
      element.hidePopover();
    };
  }, [isOpen, by]);

  const { minWidth, ...where } = spot ?? { minWidth: 0 };
  const attach = (element: HTMLDivElement | null) => {
    own.current = element;
    if (typeof ref === "function") ref(element);
    else if (ref) ref.current = element;
  };
  return (
    <div
      {...rest}
      ref={attach}
      popover="manual"
      className={`floating ${rest.className ?? ""}`}
      style={{ ...where, ...(isWide ? { minWidth } : { width: minWidth }) }}
    />
  );
}

function spotBy(rect: DOMRect, width: number): Spot {
  const below = innerHeight - rect.bottom;
  const left = Math.max(8, Math.min(rect.left, innerWidth - Math.max(width, rect.width) - 8));
  const most = (room: number) => Math.min(360, Math.max(120, room - 16));
  return below > 260 || below > rect.top
    ? { top: rect.bottom + 4, left, minWidth: rect.width, maxHeight: most(below) }
    : { bottom: innerHeight - rect.top + 4, left, minWidth: rect.width, maxHeight: most(rect.top) };
}
