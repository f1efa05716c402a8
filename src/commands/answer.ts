import type { RespondFn } from "@slack/bolt";
import type { Message } from "../views/blocks.ts";

/** What an answer does with what stands there: `add` below (default), or take the place of the message with the button. */
export type Answering = { replace?: boolean; inChannel?: boolean };

/**
 * Answers through the interaction's `response_url`. Where Slack refuses the newer blocks, which it rolls out by and by,
 * the plain form of the same message is sent instead.
 *
 * @throws Bolt's `RespondError` when Slack takes neither (the address ends after 30 minutes or five answers)
 */
export async function answer(
  respond: RespondFn,
  message: Message,
  { replace, inChannel }: Answering = {},
): Promise<void> {
  const shape = {
    response_type: inChannel ? ("in_channel" as const) : ("ephemeral" as const),
    replace_original: replace ?? false,
    text: message.text,
    unfurl_links: false,
  };
  try {
    await sent(respond({ ...shape, blocks: message.blocks }));
  } catch (error) {
    if (!message.plain) throw error;
    await sent(respond({ ...shape, blocks: message.plain }));
  }
}

/** Slack says no either by its status, which Bolt turns into an error, or by `{"ok":false,"error":"invalid_blocks"}` with 200. */
async function sent(response: ReturnType<RespondFn>): Promise<void> {
  const answered: unknown = await response;
  if (!(answered instanceof Response)) return;
  const body = await answered.text();
  if (/"ok"\s*:\s*false/.test(body)) throw new Error("Slack refused the message");
}
