import { limited, type Params, type Result } from "./slack-result.ts";
import { conversationId, type World } from "./slack-world.ts";

/**
 * How often messages may be posted: one a conversation in `perChannelMs`, and no more than `perSecond` everywhere. `perMinute`: the same of
 * other methods, by name, as far as they have a limit.
 */
export type Rates = { perChannelMs: number; perSecond: number; perMinute?: Readonly<Record<string, number>> };

const METHOD = "chat.postMessage";
const MINUTE = 60_000;

/** Slack's refusal of what comes too soon after that which it took; it says how many whole seconds to wait. */
export function tooMany(world: World, method: string, params: Params): Result | undefined {
  if (!world.rates) return undefined;
  const free = method === METHOD ? freeForMessage(world, world.rates, params) : freeFor(world, world.rates, method);
  const wait = free - world.clock().getTime();
  return wait > 0 ? limited(Math.ceil(wait / 1000)) : undefined;
}

function freeForMessage(world: World, { perChannelMs, perSecond }: Rates, { channel }: Params): number {
  const where = (id: unknown) => conversationId(world, String(id));
  const taken = takenOf(world, METHOD);
  const lastHere = taken.findLast(({ params }) => where(params.channel) === where(channel));
  return Math.max((lastHere?.at ?? 0) + perChannelMs, (taken.at(-perSecond)?.at ?? 0) + 1000);
}

function freeFor(world: World, { perMinute = {} }: Rates, method: string): number {
  const most = perMinute[method];
  return most === undefined ? 0 : (takenOf(world, method).at(-most)?.at ?? 0) + MINUTE;
}

function takenOf(world: World, name: string) {
  return world.calls.filter(({ method, ok }) => method === name && ok);
}
