import { useEffect, useRef } from "react";
import { useSnapshot } from "../demo/demo.tsx";

/** Since the page was opened: how many messages came to conversations that nobody has looked at since. */
export function useUnread(chosen: string): Map<string, number> {
  const { messages, app } = useSnapshot();
  const seen = useRef<Record<string, string> | undefined>(undefined);
  const latest = Object.fromEntries(Object.entries(messages).map(([id, all]) => [id, all.at(-1)?.ts ?? ""]));
  seen.current ??= latest;
  useEffect(() => {
    if (seen.current) seen.current[chosen] = latest[chosen] ?? "";
  });
  const counts = Object.entries(messages).map(([id, all]): [string, number] => {
    const until = seen.current?.[id] ?? "";
    return [id, id === chosen ? 0 : all.filter(({ ts, from }) => ts > until && from === app.userId).length];
  });
  return new Map(counts.filter(([, count]) => count > 0));
}
