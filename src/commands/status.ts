import type {
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackEventMiddlewareArgs,
} from "@slack/bolt";
import type { KnownBlock, ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import * as z from "zod";
import type { Links } from "../presence/links.ts";
import type { Statuses } from "../presence/statuses.ts";
import type { Store } from "../store/store.ts";
import { idField } from "../views/carried.ts";
import { STATUS_BLOCK, type StatusModel, statusBlocks, statusMessage } from "../views/status.ts";
import { answer } from "./answer.ts";
import type { Askers } from "./asker.ts";
import { showIn } from "./window.ts";

type Needs = {
  askers: Pick<Askers, "of">;
  status: { statuses: Pick<Statuses, "end" | "isOn">; links: Pick<Links, "urlFor"> };
};
type Pressed = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** Whether the bot sets somebody's status, and how that begins. @param slackId who asks: the link is good for nobody else */
export async function statusModel(slackId: string, { status }: Pick<Needs, "status">): Promise<StatusModel> {
  return (await status.statuses.isOn(slackId)) ? { isOn: true } : { isOn: false, url: status.links.urlFor(slackId) };
}

/** "Stop setting my status": in the settings it is shown anew where it stands, else the message says so. */
export function statusStop(needs: Needs): Middleware<Pressed> {
  return async ({ ack, body, client, respond }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    await needs.status.statuses.end(asker.slackId);
    if (!body.view)
      return answer({ respond, client }, asker.slackId, statusMessage(false, asker.texts), { replace: true });
    const model = await statusModel(asker.slackId, needs);
    await showAnew(client, body.view, statusBlocks(model, asker.texts));
  };
}

const revoked = z.object({ tokens: z.object({ oauth: z.array(idField).optional() }) });

/** Slack takes tokens away: people took back what they allowed. It says so late, or twice: what they allowed again since then stays. */
export function tokensRevoked({
  store,
  status,
}: {
  store: Pick<Store, "removeStatusLink">;
  status: { statuses: Pick<Statuses, "isGood"> } | undefined;
}): Middleware<SlackEventMiddlewareArgs<"tokens_revoked">> {
  return async ({ event }) => {
    for (const slackId of revoked.safeParse(event).data?.tokens.oauth ?? []) {
      if (!(await status?.statuses.isGood(slackId))) await store.removeStatusLink(slackId);
    }
  };
}

/** With the app, all that people allowed is gone. */
export function appUninstalled({
  store,
}: {
  store: Pick<Store, "removeStatusLinks">;
}): Middleware<SlackEventMiddlewareArgs<"app_uninstalled">> {
  return async () => {
    await store.removeStatusLinks();
  };
}

/** Puts `blocks` where the block of that name stands; all else, what is typed in fields too, stays as it is. */
async function showAnew(client: WebClient, view: NonNullable<BlockAction["view"]>, blocks: KnownBlock[]) {
  const all = (view.blocks as KnownBlock[]).flatMap((block) => (block.block_id === STATUS_BLOCK ? blocks : [block]));
  const { callback_id, private_metadata, title, submit, close, clear_on_close, notify_on_close } = view;
  const same = { callback_id, private_metadata, title, clear_on_close, notify_on_close };
  const ends = { ...(submit && { submit }), ...(close && { close }) };
  await showIn(client, view.id, { type: "modal", ...same, ...ends, blocks: all } as ModalView);
}
