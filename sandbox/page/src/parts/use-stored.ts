import { useSyncExternalStore } from "react";

const EVENT = "stored";

/** A choice that this browser remembers. */
export function useStored(key: string): [value: string | undefined, set: (value: string | undefined) => void] {
  const value = useSyncExternalStore(subscribe, () => localStorage.getItem(key));
  const set = (now: string | undefined) => {
    if (now === undefined) localStorage.removeItem(key);
    else localStorage.setItem(key, now);
    dispatchEvent(new Event(EVENT));
  };
  return [value ?? undefined, set];
}

function subscribe(listener: () => void): () => void {
  addEventListener(EVENT, listener);
  return () => removeEventListener(EVENT, listener);
}
