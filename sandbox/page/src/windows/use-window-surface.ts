import { useMemo, useRef } from "react";
import type { Snapshot } from "../../../demo-wire.ts";
import type { ElementData } from "../blocks/shapes.ts";
import { type Surface, useAhead } from "../blocks/surface.tsx";
import type { Outcome } from "../demo/connection.ts";
import { ask } from "../demo/demo.tsx";
import { heldIn, readOffered, toHold } from "../elements/holds.ts";

type Shown = NonNullable<Snapshot["window"]>;

/**
 * What a window's fields stand on. What somebody chose is shown at once, before the demo has said so; nothing is sent before all of it has
 * arrived.
 */
export function useWindowSurface(shown: Shown) {
  const under = useRef(new Set<Promise<unknown>>());
  const { ahead, show } = useAhead();

  const surface = useMemo((): Surface => {
    const { id: view } = shown;
    const keyOf = (blockId: string, { action_id = "" }: ElementData) => `${view}\n${blockId}\n${action_id}`;
    const waitFor = (outcome: Promise<Outcome>) => {
      under.current.add(outcome);
      return outcome.finally(() => under.current.delete(outcome));
    };
    return {
      kind: "window",
      press: (blockId, { action_id: actionId = "" }, choice) =>
        waitFor(ask({ do: "pressInWindow", view, blockId, actionId, ...(choice !== undefined && { choice }) })),
      choose: (blockId, element, value) => {
        const { action_id: actionId = "" } = element;
        const telling = waitFor(ask({ do: "fill", view, blockId, actionId, value }));
        return show(keyOf(blockId, element), toHold(element, value), telling);
      },
      held: (blockId, element) => {
        const { action_id = "" } = element;
        const mine = ahead[keyOf(blockId, element)];
        return mine ? mine.held : heldIn(shown.values[blockId]?.[action_id], element);
      },
      offered: async (blockId, { action_id: actionId = "" }, typed) =>
        readOffered(await ask({ do: "offer", view, blockId, actionId, typed }, { quiet: true })),
      fault: (blockId) => shown.errors[blockId],
    };
  }, [shown, ahead, show]);

  /** Resolves when everything that was chosen has arrived. */
  const settled = async (): Promise<void> => {
    // A field that is left by this very press begins to tell in this turn.
    await new Promise((resolve) => setTimeout(resolve));
    while (under.current.size > 0) await Promise.allSettled(under.current);
  };
  return { surface, settled };
}
