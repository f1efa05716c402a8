import { createHmac } from "node:crypto";
import type { Payload } from "./slack-socket.ts";

/**
 * Sends a payload to the bot's own address, signed. Resolves with what the acknowledgement carries, in the shape that Socket Mode gives it.
 *
 * @throws when the bot answers with anything but 200, or not at all
 */
export async function deliverSigned(
  to: { url: string; signingSecret: string },
  { type, body }: Payload,
  times: number,
): Promise<unknown> {
  const form: [string, string][] =
    type === "slash_commands"
      ? Object.entries(body).map(([name, value]) => [name, String(value)])
      : [["payload", JSON.stringify(body)]];
  const isEvent = type === "events_api";
  const raw = isEvent ? JSON.stringify(body) : new URLSearchParams(form).toString();
  // The receiver compares it with the time of this machine, whatever the clock of the play says.
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac("sha256", to.signingSecret).update(`v0:${timestamp}:${raw}`).digest("hex");
  const answers = Array.from({ length: times }, (_, attempt) =>
    fetch(to.url, {
      method: "POST",
      body: raw,
      headers: {
        // Exactly this: Bolt answers 400 when a charset follows.
        "content-type": isEvent ? "application/json" : "application/x-www-form-urlencoded",
        "x-slack-request-timestamp": timestamp,
        "x-slack-signature": `v0=${signature}`,
        ...(attempt > 0 && { "x-slack-retry-num": String(attempt), "x-slack-retry-reason": "http_timeout" }),
      },
    }),
  );
  const [first] = await Promise.all(answers);
  if (first?.status !== 200) throw new Error(`the bot answered ${first?.status}`);
  const text = await first.text();
  if (text === "") return {};
  return first.headers.get("content-type")?.includes("json") ? JSON.parse(text) : { text };
}
