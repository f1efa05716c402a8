import { channelFor } from "./slack-channels.ts";
import { shownMessage } from "./slack-chat.ts";
import { pageOf } from "./slack-pages.ts";
import { isYes, type Params, type Result, refused } from "./slack-result.ts";
import type { World } from "./slack-world.ts";

/** What stands in a channel, the newest first. What only one person sees, or nobody any more, is no part of it. */
export function channelHistory(world: World, params: Params): Result {
  const found = channelFor(world, params, "history");
  if ("refusal" in found) return found.refusal;
  if (!found.isMember) return refused("not_in_channel");
  const isWithin = between(params);
  const messages = world.messages
    .filter(({ channel, to, isDeleted, ts }) => channel === found.channel.id && !to && !isDeleted && isWithin(ts))
    .toReversed();
  const cut = pageOf(messages, ({ ts }) => ts, params, { most: 999, byDefault: 100 });
  if ("refusal" in cut) return cut.refusal;
  const shown = cut.page.map((message) => ({
    ...shownMessage(world, message),
    ...(message.metadata && isYes(params.include_all_metadata) && { metadata: message.metadata }),
  }));
  const more = cut.next_cursor !== "" && { response_metadata: { next_cursor: cut.next_cursor } };
  return { body: { ok: true, messages: shown, has_more: cut.next_cursor !== "", pin_count: 0, ...more } };
}

/** Both ends are outside, unless asked for otherwise. */
function between({ oldest = "0", latest, inclusive }: Params): (ts: string) => boolean {
  const [from, to] = [Number(oldest), latest === undefined ? Number.POSITIVE_INFINITY : Number(latest)];
  return (ts) => {
    const at = Number(ts);
    return isYes(inclusive) ? at >= from && at <= to : at > from && at < to;
  };
}
