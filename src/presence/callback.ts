import type { IncomingMessage, ServerResponse } from "node:http";
import type { Askers } from "../commands/asker.ts";
import type { Log } from "../domain/log.ts";
import type { Post } from "../errands/post.ts";
import { factsOf } from "../problems.ts";
import { textsFor } from "../texts/texts.ts";
import { statusMessage } from "../views/status.ts";
import { PAGE_HEADERS, statusPage } from "../views/status-page.ts";
import type { Journey, Links } from "./links.ts";
import type { Statuses } from "./statuses.ts";

const STATUS_CODES: Record<Journey["end"], number> = {
  linked: 200,
  denied: 200,
  stale: 400,
  "somebody-else": 403,
  trouble: 502,
};

/** Where Slack sends people back to (GET): what came of it they read on a page and, when it is done, in a direct message. */
export function createCallback(needs: {
  links: Links;
  statuses: Statuses;
  askers: Pick<Askers, "textsOf">;
  post: Post;
  log: Log;
}): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const { links, statuses, askers, post, log } = needs;

  return async (request, response) => {
    const { end, slackId } = await links.arrive(paramsOf(request.url));
    const texts = slackId ? await askers.textsOf(slackId) : textsFor(request.headers["accept-language"]?.slice(0, 2));
    response.writeHead(STATUS_CODES[end], PAGE_HEADERS).end(statusPage(end, texts));
    if (end !== "linked" || !slackId) return;
    // They need not wait for it.
    await Promise.all([post.to(slackId, statusMessage(true, texts)), statuses.lookAt(slackId)]).catch(
      (error: unknown) => log.warn({ user: slackId, ...factsOf(error) }, "a status could not be looked at"),
    );
  };
}

function paramsOf(url = ""): URLSearchParams {
  return new URLSearchParams(url.slice(url.indexOf("?") + 1));
}
