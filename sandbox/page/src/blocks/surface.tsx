import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import type { Outcome } from "../demo/connection.ts";
import { ask } from "../demo/demo.tsx";
import { firstIn, type Held, type Offered, readOffered, toHold } from "../elements/holds.ts";
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

/** A message (`ts`) or App Home: whatever is chosen is told at once, and stays as it was chosen. */
export function PressedSurface({
  channel,
  ts,
  children,
}: {
  channel: string;
  ts?: string | undefined;
  children: ReactNode;
}) {
  const [chosen, remember] = useState<Record<string, Held>>({});
  const surface = useMemo((): Surface => {
    const keyOf = (blockId: string, { action_id = "" }: ElementData) => `${blockId}\n${action_id}`;
    const press: Surface["press"] = (blockId, { action_id: actionId = "" }, choice) =>
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
      choose: (blockId, element, value) => {
        remember((before) => ({ ...before, [keyOf(blockId, element)]: toHold(element, value) }));
        const { action_id: actionId = "" } = element;
        return ask({
          do: "press",
          channel,
          blockId,
          actionId,
          ...(ts !== undefined && { ts }),
          choice: value,
        });
      },
      held: (blockId, element) => chosen[keyOf(blockId, element)] ?? firstIn(element),
      offered: async (blockId, { action_id: actionId = "" }, typed) =>
        readOffered(await ask({ do: "offer", blockId, actionId, typed }, { quiet: true })),
      fault: () => undefined,
    };
  }, [channel, ts, chosen]);
  return <SurfaceContext value={surface}>{children}</SurfaceContext>;
}
