import { useEffect, useMemo } from "react";
import { useShown } from "../demo/demo.tsx";
import type { Message } from "./message.tsx";

/** By person and conversation: the timestamp up to which it was looked at. */
const seen = new Map<string, Map<string, string>>();

/** Since the page was opened: how many messages of others came to conversations that nobody has looked at since. */
export function useUnread(chosen: string): ReadonlyMap<string, number> {
  const messages = useShown((snapshot) => snapshot.messages);
  const me = useShown((snapshot) => snapshot.me.id);
  const untils = seenBy(me, messages);
  useEffect(() => {
    untils.set(chosen, latestIn(messages[chosen]));
  }, [untils, messages, chosen]);
  return useMemo(() => {
    const counts = Object.entries(messages).map(([id, all]): [string, number] => {
      const until = untils.get(id) ?? "";
      return [id, id === chosen ? 0 : all.filter(({ ts, from }) => ts > until && from !== me).length];
    });
    return new Map(counts.filter(([, count]) => count > 0));
  }, [untils, messages, chosen, me]);
}

function seenBy(me: string, messages: Record<string, Message[]>): Map<string, string> {
  const untils = seen.get(me) ?? new Map<string, string>();
  seen.set(me, untils);
  for (const [id, all] of Object.entries(messages)) {
    const latest = latestIn(all);
    const until = untils.get(id);
    // In a world that was begun anew time has gone back: what is there now is where this one begins.
    if (until === undefined || latest < until) untils.set(id, latest);
  }
  return untils;
}

function latestIn(messages: readonly Message[] = []): string {
  return (
    messages
      .map(({ ts }) => ts)
      .toSorted()
      .at(-1) ?? ""
  );
}
