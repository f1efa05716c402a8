import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
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

const SnapshotContext = createContext<Snapshot | undefined>(undefined);

export function SnapshotProvider({ snapshot, children }: { snapshot: Snapshot; children: ReactNode }) {
  return <SnapshotContext value={snapshot}>{children}</SnapshotContext>;
}

/** What the demo shows now; everything below `SnapshotProvider` has one. */
export function useSnapshot(): Snapshot {
  const snapshot = useContext(SnapshotContext);
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

/** The demo's clock, anew every second. */
export function useNow(): Date {
  const { snapshot, receivedAt } = useDemoState();
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  const shown = Date.parse(snapshot?.now ?? "") || Date.now();
  return new Date(shown + Math.max(0, Date.now() - (receivedAt || Date.now())));
}
