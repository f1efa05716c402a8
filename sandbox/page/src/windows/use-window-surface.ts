import { useMemo, useRef, useState } from "react";
import type { Snapshot } from "../../../demo-wire.ts";
import type { ElementData } from "../blocks/shapes.ts";
import type { Surface } from "../blocks/surface.tsx";
import type { Outcome } from "../demo/connection.ts";
import { ask } from "../demo/demo.tsx";
import { type Held, heldIn, readOffered, toHold } from "../elements/holds.ts";

type Shown = NonNullable<Snapshot["window"]>;

/**
 * What a window's fields stand on. What somebody chose is shown at once, before the demo has said so; nothing is sent before all of it has
 * arrived.
 */
export function useWindowSurface(shown: Shown) {
  const under = useRef(new Set<Promise<unknown>>());
  const [ahead, setAhead] = useState<Record<string, { held: Held }>>({});

  const surface = useMemo((): Surface => {
    const keyOf = (blockId: string, { action_id = "" }: ElementData) => `${shown.id}\n${blockId}\n${action_id}`;
    const waitFor = (outcome: Promise<Outcome>) => {
      under.current.add(outcome);
      return outcome.finally(() => under.current.delete(outcome));
    };
    return {
      kind: "window",
      press: (blockId, { action_id: actionId = "" }, choice) =>
        waitFor(ask({ do: "pressInWindow", blockId, actionId, ...(choice !== undefined && { choice }) })),
      choose: (blockId, element, value) => {
        const key = keyOf(blockId, element);
        const mine = { held: value === null ? undefined : toHold(element, value) };
        setAhead((before) => ({ ...before, [key]: mine }));
        const { action_id: actionId = "" } = element;
        const forget = () =>
          setAhead((before) => {
            const { [key]: there, ...others } = before;
            return there === mine ? others : before;
          });
        return waitFor(ask({ do: "fill", blockId, actionId, value })).finally(forget);
      },
      held: (blockId, element) => {
        const { action_id = "" } = element;
        const mine = ahead[keyOf(blockId, element)];
        return mine ? mine.held : heldIn(shown.values[blockId]?.[action_id], element);
      },
      offered: async (blockId, { action_id: actionId = "" }, typed) =>
        readOffered(await ask({ do: "offer", blockId, actionId, typed }, { quiet: true })),
      fault: (blockId) => shown.errors[blockId],
    };
  }, [shown, ahead]);

  /** Resolves when everything that was chosen has arrived. */
  const settled = async (): Promise<void> => {
    // A field that is left by this very press begins to tell in this turn.
    await new Promise((resolve) => setTimeout(resolve));
    while (under.current.size > 0) await Promise.allSettled(under.current);
  };
  return { surface, settled };
}
