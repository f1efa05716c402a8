import { randomUUID } from "node:crypto";
import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";
import { readMessage } from "./slack-chat.ts";
import { failed, type Params, takeFault } from "./slack-result.ts";
import type { SeenMessage, World } from "./slack-world.ts";

type ResponseUrl = { path: string; channel: string; by: string; uses: number; madeAt: number; original?: SeenMessage };
type Answer = { status: number; body: string } | "drop";

const LIMIT = { uses: 5, lifeMs: 30 * 60_000 };

/**
 * The addresses that an interaction can be answered at: five times, for half an hour, also where the bot is no member. Success is a plain
 * "ok". A refusal is Slack's word as plain text with status 400, as its webhooks answer (slackapi/java-slack-sdk#1017,
 * louislam/uptime-kuma#941); an address that has ended answers 404 and JSON. A refused attempt counts as a use: Slack's documents do not
 * say, and the stricter reading is the safe one.
 */
export function createResponseUrls(world: World) {
  const urls = new Map<string, ResponseUrl>();

  return {
    /** @param about the message whose button was pressed; commands have none */
    open: (kind: "commands" | "actions", by: string, channel: string, about?: SeenMessage): string => {
      const path = `/${kind}/${world.teamId}/${randomUUID()}`;
      const madeAt = world.clock().getTime();
      urls.set(path, { path, channel, by, uses: 0, madeAt, ...(about && { original: about }) });
      dropOldest(urls, MOST_KEPT);
      return path;
    },
    has: (path: string): boolean => urls.has(path),
    /** All that there are count as used up. */
    end: (): void => {
      for (const url of urls.values()) url.uses = LIMIT.uses;
    },

    use: (path: string, sent: string): Answer => {
      const url = urls.get(path);
      if (!url) return { status: 404, body: "no_service" };
      url.uses += 1;
      const fault = takeFault(world, "response_url");
      if (fault && fault !== "drop after") {
        const result = failed(fault);
        if (result === "drop") return result;
        const { status = 400, body } = result;
        // Seen too: a refusal that looks like a success.
        return { status, body: status === 200 ? JSON.stringify(body) : String(body.error ?? "") };
      }
      const answer = answerOf(world, url, sent);
      return fault ? "drop" : answer;
    },

    /** What an acknowledgement says counts as an answer too, without using the address up. Gives Slack's error, if any. */
    ackSays: (path: string, said: Params): string | undefined => {
      const url = urls.get(path);
      return url && (said.text || said.blocks) ? say(world, url, said) : undefined;
    },
  };
}

function answerOf(world: World, url: ResponseUrl, body: string): Answer {
  if (!world.responseUrlsWork || url.uses > LIMIT.uses) return ended("used_url");
  if (world.clock().getTime() - url.madeAt > LIMIT.lifeMs) return ended("expired_url");
  const said = jsonObject(body);
  if (!said) return { status: 400, body: "invalid_payload" };
  const error = say(world, url, said);
  return error ? { status: 400, body: error } : { status: 200, body: "ok" };
}

/** Gives Slack's error, if any. Where there is nothing to replace, a new message appears. */
function say(world: World, { path, channel, by, original }: ResponseUrl, said: Params): string | undefined {
  if (isTrue(said.delete_original) && original) {
    world.change(original, { isDeleted: true }, path);
    return undefined;
  }
  const message = readMessage(world, said);
  if ("error" in message) return message.error;
  if (isTrue(said.replace_original) && original && !original.isDeleted) world.change(original, message, path);
  else world.post({ channel, ...(said.response_type !== "in_channel" && { to: by }), ...message }, path);
  return undefined;
}

/** Slack's own examples write it as text. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}

function ended(error: string): Answer {
  return { status: 404, body: JSON.stringify({ ok: false, error }) };
}

function jsonObject(body: string): Params | undefined {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === "object" && read !== null ? { ...read } : undefined;
  } catch {
    return undefined;
  }
}
