import type { KnownBlock } from "@slack/types";
import type { Day } from "../domain/calendar.ts";
import type { Presence } from "../domain/presence.ts";
import type { Texts } from "../texts/en.ts";
import { untilOf } from "./away-notice.ts";
import { button, clipped, type Message, plainText } from "./blocks.ts";

/** A link, of which Slack tells all the same. */
export const STATUS_LINK_ACTION = "status_link";
export const STATUS_STOP_ACTION = "status_stop";

/** The block by which it is found again, to be shown anew. */
export const STATUS_BLOCK = "status";

/** Slack's limit for a status. */
const STATUS_CHARACTERS = 100;

/** Whether the bot sets somebody's status; if not, where they let it: a link for them alone, good for ten minutes. */
export type StatusModel = { isOn: true } | { isOn: false; url: string };

/** What the bot does to somebody's status, and a button to begin or end that. For windows that are made anew each time: the link grows old. */
export function statusBlocks(model: StatusModel, texts: Texts): KnownBlock[] {
  const say = texts.presence.status;
  const accessory = model.isOn
    ? button(say.stop, STATUS_STOP_ACTION, "stop")
    : { ...button(say.start, STATUS_LINK_ACTION, "start"), url: model.url };
  return [
    {
      type: "section",
      block_id: STATUS_BLOCK,
      text: plainText(model.isOn ? say.isOn : say.isOff),
      accessory,
    },
  ];
}

/** Tells somebody directly that the bot sets their status from now on, with a button to stop that; or that it does so no longer. */
export function statusMessage(isOn: boolean, texts: Texts): Message {
  const say = texts.presence.status;
  if (isOn) return { text: say.isOn, blocks: statusBlocks({ isOn }, texts) };
  return { text: say.stopped, blocks: [{ type: "section", text: plainText(say.stopped) }] };
}

/** What stands beside a name: "Out, back Mon 30 Nov", "Working remotely". Never why. */
export function statusText({ isRemote, back, period }: Presence, today: Day, texts: Texts): string {
  const say = texts.presence.status;
  return clipped(isRemote ? say.remote : say.out(untilOf({ back, period }, today, texts)), STATUS_CHARACTERS);
}
