import { useState } from "react";
import { useClock, useShown } from "../demo/demo.tsx";
import { momentText } from "../demo/times.ts";
import { Icon } from "../parts/icons.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { Clock } from "./clock.tsx";
import { WorldActions } from "./world-actions.tsx";

/** The demo's clock, always seen; behind it, everything that can be done with its world. */
export function WorldMenu() {
  const zone = useShown((snapshot) => snapshot.zone);
  const isTroubled = useShown(({ isSlackDown, bot }) => isSlackDown || bot !== "running");
  const [isOpen, setOpen] = useState(false);
  const text = useClock((now) => momentText(now, { locale: "en-GB", zone }));
  return (
    <>
      <button
        type="button"
        className={isTroubled ? "world-button troubled" : "world-button"}
        aria-haspopup="dialog"
        aria-label={`World: it is ${text}`}
        onClick={() => setOpen(true)}
      >
        <Icon name="clock" size={16} />
        <span>{text}</span>
        <Icon name="down" size={14} />
      </button>
      {isOpen && (
        <Sheet title="World" onClose={() => setOpen(false)}>
          <Clock />
          <WorldActions onDone={() => setOpen(false)} />
        </Sheet>
      )}
    </>
  );
}
