import { useState, useSyncExternalStore } from "react";
import type { Ask, Snapshot } from "../../../demo-wire.ts";
import { createConnection, type DemoState, type Outcome } from "./connection.ts";
import { placeNow } from "./place.ts";

const connection = createConnection(() => {
  const { as } = placeNow();
  return `${location.origin.replace("http", "ws")}/ws${as ? `?as=${encodeURIComponent(as)}` : ""}`;
});
connection.connect();

export const { ask, toast, dropToast } = connection;

export function useDemoState(): DemoState {
  return useSyncExternalStore(connection.subscribe, connection.state);
}

/** What the demo shows now, of which there is something wherever more than "waiting" is drawn. */
export function useSnapshot(): Snapshot {
  return useShown(whole);
}

/** A part of what the demo shows, or something simple that is read from it: drawn anew only when that is another one. */
export function useShown<T>(read: (snapshot: Snapshot) => T): T {
  return useSyncExternalStore(connection.subscribe, () => read(shownNow()));
}

function whole(snapshot: Snapshot): Snapshot {
  return snapshot;
}

function shownNow(): Snapshot {
  const { snapshot } = connection.state();
  if (!snapshot) throw new Error("nothing is shown yet");
  return snapshot;
}

/** Asks, and tells meanwhile that it does. */
export function useAsking(): [isPending: boolean, asking: (what: Ask) => Promise<Outcome>] {
  const [pending, setPending] = useState(0);
  const asking = async (what: Ask) => {
    setPending((before) => before + 1);
    const outcome = await ask(what);
    setPending((before) => before - 1);
    return outcome;
  };
  return [pending > 0, asking];
}

const TICK_MS = 1000;
const clock = { now: new Date(), readAt: 0, of: undefined as Snapshot | undefined };

/** The demo's clock, which goes on from what was shown; read once a second. */
export function nowThere(): Date {
  const { snapshot, receivedAt } = connection.state();
  const here = Date.now();
  if (snapshot !== clock.of || here - clock.readAt >= TICK_MS || here < clock.readAt) {
    const shown = Date.parse(snapshot?.now ?? "") || here;
    Object.assign(clock, {
      now: new Date(shown + Math.max(0, here - (receivedAt || here))),
      readAt: here,
      of: snapshot,
    });
  }
  return clock.now;
}

const ticking = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Something read from the demo's clock, a text or a day: drawn anew only when it reads otherwise. */
export function useClock<T extends string | undefined>(read: (now: Date) => T): T {
  return useSyncExternalStore(subscribeToClock, () => read(nowThere()));
}

function subscribeToClock(listener: () => void): () => void {
  const leave = connection.subscribe(listener);
  ticking.add(listener);
  timer ??= setInterval(() => {
    for (const one of ticking) one();
  }, TICK_MS);
  return () => {
    leave();
    ticking.delete(listener);
    if (ticking.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}
