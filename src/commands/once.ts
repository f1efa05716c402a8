import type { Clock } from "../domain/calendar.ts";
import type { Store } from "../store/store.ts";

/** Longer than Slack goes on sending a press. */
const REMEMBERED_MS = 3600 * 1000;

/**
 * Whether a press is heard for the first time, also where several processes listen: Slack sends one again whose acknowledgement was lost.
 * For what would be done twice otherwise, as late as possible: who presses anew is another press.
 */
export function isFirstTime(
  deed: "share" | "picture",
  { trigger_id }: { trigger_id: string },
  { store, clock }: { store: Pick<Store, "takeOnce">; clock: Clock },
): Promise<boolean> {
  return store.takeOnce(`${deed} ${trigger_id}`, new Date(clock().getTime() + REMEMBERED_MS));
}
