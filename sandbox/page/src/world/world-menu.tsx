import { useState } from "react";
import { useNow, useSnapshot } from "../demo/demo.tsx";
import { momentText } from "../demo/times.ts";
import { Icon } from "../parts/icons.tsx";
import { Sheet } from "../parts/sheet.tsx";
import { Clock } from "./clock.tsx";
import { WorldActions } from "./world-actions.tsx";

/** The demo's clock, always seen; behind it, everything that can be done with its world. */
export function WorldMenu() {
  const { zone, isSlackDown, isBotRunning } = useSnapshot();
  const now = useNow();
  const [isOpen, setOpen] = useState(false);
  const text = momentText(now, { locale: "en-GB", zone });
  const isTroubled = isSlackDown || !isBotRunning;
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
