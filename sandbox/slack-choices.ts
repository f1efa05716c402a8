import { type Values, valuesOf } from "./slack-form-state.ts";
import { pressablesOf } from "./slack-pressable.ts";
import type { SeenMessage } from "./slack-shapes.ts";

/** What people have chosen in the lists and fields of messages. */
type Choices = Map<string, Values>;
type Place = Pick<SeenMessage, "channel" | "ts">;

/** Where the world keeps what somebody chose in a message. */
export function choiceKey(user: string, message: Place): string {
  return `${user} ${placeOf(message)}`;
}

/** What the lists and fields of a message hold for somebody, as the bot is told; nothing where there are none. */
export function heldUnder(choices: Choices, user: string, message: SeenMessage): Values {
  return valuesOf(pressablesOf(message.blocks), choices.get(choiceKey(user, message)));
}

/** What was chosen in blocks that are not among the new ones as they are is gone; also in those that Slack gives another id each time. */
export function dropReplaced(choices: Choices, message: SeenMessage, blocks: readonly unknown[] | undefined): void {
  if (blocks === undefined) return;
  const [before, after] = [byId(message.blocks), byId(blocks)];
  const place = ` ${placeOf(message)}`;
  for (const [key, values] of choices) {
    if (!key.endsWith(place)) continue;
    const kept = Object.entries(values).filter(([id]) => after.has(id) && after.get(id) === before.get(id));
    choices.set(key, Object.fromEntries(kept));
  }
}

function placeOf({ channel, ts }: Place): string {
  return `${channel} ${ts}`;
}

type Block = { type: string; block_id?: string; child_blocks?: unknown[]; elements?: unknown[] };

/** The blocks that have an id of the bot's, as JSON, also those inside others. */
function byId(blocks: readonly unknown[]): Map<string, string> {
  return new Map(
    (blocks as Block[]).flatMap((block): [string, string][] => [
      ...(block.block_id === undefined ? [] : [[block.block_id, JSON.stringify(block)] as [string, string]]),
      ...byId((block.type === "carousel" ? block.elements : block.child_blocks) ?? []),
    ]),
  );
}
