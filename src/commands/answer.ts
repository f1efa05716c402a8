import type { BlockAction, RespondArguments, RespondFn } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { ProblemError } from "../domain/problem.ts";
import type { Message } from "../views/blocks.ts";
import { isAtHome } from "./home.ts";
import type { Homes } from "./homes.ts";

type Via = { respond: RespondFn; client: WebClient };

/**
 * Answers the asker alone, through the interaction's `response_url`: below (default), or in place of the message with the button.
 * Where that address no longer works (after 30 minutes or five answers), by a direct message.
 *
 * @param to the asker's Slack id
 */
export async function answer(via: Via, to: string, message: Message, { replace = false } = {}): Promise<void> {
  try {
    await respondWith(via.respond, message, { response_type: "ephemeral", replace_original: replace });
  } catch {
    await writeTo(via.client, to, message);
  }
}

/** Answers by a direct message. @param to a Slack id */
export async function writeTo(client: WebClient, to: string, { text, blocks, plain }: Message): Promise<void> {
  await client.chat.postMessage({ channel: to, text, blocks: plain ?? blocks });
}

/**
 * Answers what was pressed: in App Home, which has no address to answer at, at its top; elsewhere as `answer`.
 *
 * @param to the Slack id of who pressed it
 */
export function replyTo(
  { body, ...via }: Via & { body: Pick<BlockAction, "view"> },
  to: string,
  homes: Pick<Homes, "tell">,
): (message: Message, how?: { replace?: boolean }) => Promise<void> {
  return (message, how) => (isAtHome(body) ? homes.tell(to, message) : answer(via, to, message, how));
}

/**
 * Posts for everybody in the conversation, as a new message.
 * @throws ProblemError `stale-button` when the address no longer works
 */
export async function answerAll({ respond }: Via, message: Message): Promise<void> {
  try {
    await respondWith(respond, message, { response_type: "in_channel", replace_original: false });
  } catch (error) {
    throw statusOf(error) === GONE ? new ProblemError({ kind: "stale-button" }, { cause: error }) : error;
  }
}

type How = { response_type: "ephemeral" | "in_channel"; replace_original: boolean };

/** What is said of a message: the same object each time, where many are given it, so that `respond` knows it again (`slack.ts`). */
const saidOf = new WeakMap<Message, Map<string, RespondArguments>>();

/** Where Slack refuses the newer blocks, which it rolls out by and by, the plain form of the same message is sent instead. */
async function respondWith(respond: RespondFn, message: Message, how: How): Promise<void> {
  try {
    await sent(respond(said(message, how)));
  } catch (error) {
    // Without a status nobody knows whether it arrived: not sent twice.
    const { plain } = message;
    if (!plain || statusOf(error) === undefined || statusOf(error) === GONE) throw error;
    await sent(respond(said({ ...message, blocks: plain }, how)));
  }
}

function said(message: Message, how: How): RespondArguments {
  const known = saidOf.get(message) ?? new Map<string, RespondArguments>();
  saidOf.set(message, known);
  const key = JSON.stringify(how);
  const { text, blocks } = message;
  const made = known.get(key) ?? { ...how, text, blocks, unfurl_links: false };
  known.set(key, made);
  return made;
}

/** What Slack answers at an address that is used up or too old. */
const GONE = 404;

function statusOf(error: unknown): number | undefined {
  return error instanceof Error && "statusCode" in error ? Number(error.statusCode) : undefined;
}

/** Slack says no either by its status, which Bolt turns into an error, or with 200 by `{"ok":false,…}` or a bare `invalid_blocks`. */
async function sent(response: ReturnType<RespondFn>): Promise<void> {
  const answered: unknown = await response;
  if (typeof answered !== "object" || answered === null || !("text" in answered)) return;
  const body = typeof answered.text === "function" ? await answered.text() : "";
  if (/"ok"\s*:\s*false|^\s*invalid_/.test(body))
    throw Object.assign(new Error("Slack refused the message"), { statusCode: 400 });
}
