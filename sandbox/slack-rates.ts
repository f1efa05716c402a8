import { limited, type Params, type Result } from "./slack-result.ts";
import { conversationId, type World } from "./slack-world.ts";

/** How often messages may be posted: one a conversation in `perChannelMs`, and no more than `perSecond` everywhere. */
export type Rates = { perChannelMs: number; perSecond: number };

const METHOD = "chat.postMessage";

/** Slack's refusal of a message that comes too soon after those that it took; it says how many whole seconds to wait. */
export function tooMany(world: World, method: string, { channel }: Params): Result | undefined {
  if (!world.rates || method !== METHOD) return undefined;
  const { perChannelMs, perSecond } = world.rates;
  const where = (id: unknown) => conversationId(world, String(id));
  const taken = world.calls.filter((call) => call.method === METHOD && call.ok);
  const lastHere = taken.findLast(({ params }) => where(params.channel) === where(channel));
  const firstOfFull = taken.at(-perSecond);
  const free = Math.max((lastHere?.at ?? 0) + perChannelMs, (firstOfFull?.at ?? 0) + 1000);
  const wait = free - world.clock().getTime();
  return wait > 0 ? limited(Math.ceil(wait / 1000)) : undefined;
}
