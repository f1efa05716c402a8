import { useSyncExternalStore } from "react";

/** Where somebody is on the page. It stands in the address, so that two tabs can be two people and a link leads to the same place. */
export type Place = {
  /** A Slack id; undefined: whom the demo thinks of first. */
  as: string | undefined;
  tab: "slack" | "personio";
  /** A conversation; undefined: the first. */
  channel: string | undefined;
  /** Which tab of the app's conversation. */
  view: "home" | "messages";
};

const EVENT = "place";

export function placeNow(): Place {
  const params = new URLSearchParams(location.search);
  return {
    as: params.get("as") ?? undefined,
    tab: params.get("tab") === "personio" ? "personio" : "slack",
    channel: params.get("in") ?? undefined,
    view: params.get("view") === "home" ? "home" : "messages",
  };
}

/** @param replaces the entry in the browser's history, for what nobody chose */
export function go(to: Partial<Place>, { replaces = false } = {}): void {
  const { as, tab, channel, view } = { ...placeNow(), ...to };
  const params = new URLSearchParams({
    ...(as && { as }),
    ...(tab === "personio" && { tab }),
    ...(channel && { in: channel }),
    ...(view === "home" && { view }),
  });
  const url = `?${params}`;
  if (url === location.search) return;
  if (replaces) history.replaceState(null, "", url);
  else history.pushState(null, "", url);
  dispatchEvent(new Event(EVENT));
}

function subscribe(listener: () => void): () => void {
  addEventListener(EVENT, listener);
  addEventListener("popstate", listener);
  return () => {
    removeEventListener(EVENT, listener);
    removeEventListener("popstate", listener);
  };
}

export function usePlace(): Place {
  useSyncExternalStore(subscribe, () => location.search);
  return placeNow();
}
