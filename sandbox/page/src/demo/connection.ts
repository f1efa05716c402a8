import type { Answered, Ask, Asked, Shown, Snapshot } from "../../../demo-wire.ts";
import { shared } from "./shared.ts";

/** What came of something that was asked; never thrown, for whatever goes wrong is shown to the person as a toast. */
export type Outcome = { value?: unknown; error?: string };
export type Toast = { id: number; text: string };
export type DemoState = {
  link: "connecting" | "open" | "lost";
  snapshot?: Snapshot;
  /** When the snapshot came, by the browser's clock: the demo's goes on from there. */
  receivedAt: number;
  toasts: Toast[];
};

/**
 * What came of something is shown right after it was answered. An answer waits for that, so that nothing that was shown ahead falls back
 * for a moment.
 */
const SHOWN_WITHIN_MS = 250;
const RETRY_MS = { first: 250, most: 2000 };

/** The one connection to the demo: what it shows, and a way to ask. It comes back by itself when the demo was started again. */
export function createConnection(addressFor: () => string) {
  let state: DemoState = { link: "connecting", receivedAt: 0, toasts: [] };
  let socket: WebSocket | undefined;
  let retryMs = RETRY_MS.first;
  let count = 0;
  const listeners = new Set<() => void>();
  const answers: Answered[] = [];
  const waiting = new Map<number, (outcome: Outcome) => void>();

  const change = (part: Partial<DemoState>) => {
    state = { ...state, ...part };
    for (const listener of listeners) listener();
  };
  const toast = (text: string) => {
    count += 1;
    change({ toasts: [...state.toasts.filter((one) => one.text !== text), { id: count, text }].slice(-3) });
  };

  function connect(): void {
    const opened = new WebSocket(addressFor());
    socket = opened;
    opened.onopen = () => {
      retryMs = RETRY_MS.first;
      change({ link: "open" });
    };
    opened.onmessage = ({ data }) => hear(JSON.parse(String(data)) as Answered | Shown);
    opened.onclose = () => {
      if (socket !== opened) return;
      change({ link: "lost" });
      for (const [number, answer] of waiting) {
        waiting.delete(number);
        answer({ error: "The demo has gone away." });
      }
      setTimeout(connect, retryMs);
      retryMs = Math.min(retryMs * 2, RETRY_MS.most);
    };
  }

  function hear(heard: Answered | Shown): void {
    if ("shown" in heard) {
      change({ snapshot: shared(state.snapshot, heard.shown), receivedAt: Date.now() });
      settle();
    } else {
      answers.push(heard);
      setTimeout(settle, SHOWN_WITHIN_MS);
    }
  }

  function settle(): void {
    for (const { number, ...outcome } of answers.splice(0)) {
      waiting.get(number)?.(outcome);
      waiting.delete(number);
    }
  }

  return {
    connect,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    state: () => state,
    /** @param quiet where the place that asks shows itself what was refused */
    ask: async (ask: Ask, { quiet = false } = {}): Promise<Outcome> => {
      const outcome = await new Promise<Outcome>((resolve) => {
        if (socket?.readyState !== WebSocket.OPEN) return resolve({ error: "The demo is not running." });
        count += 1;
        const asked: Asked = { number: count, ask };
        waiting.set(count, resolve);
        socket.send(JSON.stringify(asked));
      });
      if (outcome.error !== undefined && !quiet) toast(outcome.error);
      return outcome;
    },
    toast,
    dropToast: (id: number) => change({ toasts: state.toasts.filter((one) => one.id !== id) }),
  };
}
