import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from "react";
import type { Snapshot } from "../../../demo-wire.ts";
import type { Outcome } from "../demo/connection.ts";
import { ask } from "../demo/demo.tsx";
import { firstIn, type Held, heldIn, isIn, type Offered, readOffered, toHold } from "../elements/holds.ts";
import type { ElementData } from "./shapes.ts";

/** What elements stand on: it knows what they hold, and whom to tell. */
export type Surface = {
  kind: "message" | "home" | "window";
  press(blockId: string, element: ElementData, choice?: string): Promise<Outcome>;
  /** Leaves a field with this in it; null empties it. */
  choose(blockId: string, element: ElementData, value: string | string[] | null): Promise<Outcome>;
  held(blockId: string, element: ElementData): Held;
  /** What the bot offers in an external list. */
  offered(blockId: string, element: ElementData, typed: string): Promise<Offered>;
  /** What is wrong with a field. */
  fault(blockId: string): string | undefined;
};

const SurfaceContext = createContext<Surface | undefined>(undefined);

export const SurfaceProvider = SurfaceContext.Provider;

export function useSurface(): Surface {
  const surface = useContext(SurfaceContext);
  if (!surface) throw new Error("elements stand on a message, in a window or on App Home");
  return surface;
}

/** What was chosen a moment ago, by field, until the demo shows it. */
export function useAhead() {
  const [ahead, setAhead] = useState<Record<string, { held: Held }>>({});
  /** Shows what is told to the demo while it is on its way. */
  const show = useCallback(async (key: string, held: Held, telling: Promise<Outcome>): Promise<Outcome> => {
    const mine = { held };
    setAhead((before) => ({ ...before, [key]: mine }));
    const outcome = await telling;
    setAhead((before) => {
      const { [key]: there, ...others } = before;
      return there === mine ? others : before;
    });
    return outcome;
  }, []);
  return { ahead, show };
}

/** A message (`ts`) or App Home: whatever is chosen is told at once. @param values what the demo says that they hold */
export function PressedSurface({
  channel,
  ts,
  values,
  children,
}: {
  channel: string;
  ts?: string | undefined;
  values: Snapshot["homeValues"];
  children: ReactNode;
}) {
  const { ahead, show } = useAhead();
  const surface = useMemo((): Surface => {
    const keyOf = (blockId: string, { action_id = "" }: ElementData) => `${blockId}\n${action_id}`;
    const press = (blockId: string, { action_id: actionId = "" }: ElementData, choice?: string | string[] | null) =>
      ask({
        do: "press",
        channel,
        blockId,
        actionId,
        ...(ts !== undefined && { ts }),
        ...(choice !== undefined && { choice }),
      });
    return {
      kind: ts === undefined ? "home" : "message",
      press,
      choose: (blockId, element, value) =>
        show(keyOf(blockId, element), toHold(element, value), press(blockId, element, value)),
      held: (blockId, element) => {
        const mine = ahead[keyOf(blockId, element)];
        const state = values?.[blockId]?.[element.action_id ?? ""];
        return mine ? mine.held : isIn(state, element) ? heldIn(state, element) : firstIn(element);
      },
      offered: async (blockId, { action_id: actionId = "" }, typed) => {
        const place = ts === undefined ? ({ home: true } as const) : { channel, ts };
        return readOffered(await ask({ do: "offer", ...place, blockId, actionId, typed }, { quiet: true }));
      },
      fault: () => undefined,
    };
  }, [channel, ts, values, ahead, show]);
  return <SurfaceContext value={surface}>{children}</SurfaceContext>;
}
