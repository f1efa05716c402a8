import type {
  AnyMiddlewareArgs,
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackEventMiddlewareArgs,
} from "@slack/bolt";
import * as z from "zod";
import type { Homes } from "./homes.ts";

/** Somebody opens App Home, or the messages beside it, which are none of its business. */
export const homeOpened =
  ({ homes }: { homes: Pick<Homes, "open"> }): Middleware<SlackEventMiddlewareArgs<"app_home_opened">> =>
  async ({ event }) => {
    if (event.tab !== "home") return;
    await homes.open(event.user, shownThere.safeParse(event).data?.view?.hash);
  };

/** "Try again", where Personio did not answer. */
export const homeAgain =
  ({ homes }: { homes: Pick<Homes, "open"> }): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> =>
  async ({ ack, body }) => {
    await ack();
    await homes.open(body.user.id, shownThere.safeParse(body).data?.view?.hash);
  };

/** Whatever is pressed there: somebody looks at it, also where another process has published it. */
export const homeSeen =
  ({ homes }: { homes: Pick<Homes, "seen"> }): Middleware<AnyMiddlewareArgs> =>
  async ({ body, next }) => {
    // To find out why something does not fit takes long: most of what comes is nothing of a view.
    const pressed = "view" in body ? pressedThere.safeParse(body).data : undefined;
    if (pressed) homes.seen(pressed.user.id, pressed.view.hash);
    await next();
  };

const shownThere = z.object({ view: z.object({ hash: z.string() }).optional() });
const pressedThere = z.object({
  type: z.literal("block_actions"),
  user: z.object({ id: z.string() }),
  view: z.object({ type: z.literal("home"), hash: z.string() }),
});

/** Whether something was pressed in App Home, where there is no address to answer at. */
export function isAtHome({ view }: Pick<BlockAction, "view">): boolean {
  return view?.type === "home";
}
