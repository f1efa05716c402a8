import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";
import type { Params } from "./slack-result.ts";
import type { Payload } from "./slack-socket.ts";
import type { Call, World } from "./slack-world.ts";

/** What of the traffic with the bot goes into the trace, and which steps belong together. */

/** A command, a press, a form on its way. What the bot does with its trigger, its response_url and its window belongs to it. */
export function noteSent(world: World, { type, body }: Payload, responsePath: string | undefined): number {
  const step = world.note({ kind: "slack→bot", title: titleOf(body), isOk: true, detail: { type, payload: body } });
  const { trigger_id, view } = body as { trigger_id?: string; view?: { id: string } };
  for (const id of [trigger_id, responsePath, view?.id]) if (id !== undefined) world.stepOf.set(id, step);
  dropOldest(world.stepOf, MOST_KEPT);
  return step;
}

/** @param ack what it carried; undefined when none came in time, an error where the bot could not be reached */
export function noteAck(world: World, of: number, ack: unknown, tookMs: number): void {
  const rest = { of, kind: "ack" as const, title: "acknowledgement", tookMs };
  if (ack instanceof Error) world.note({ ...rest, isOk: false, outcome: ack.message });
  else if (ack === undefined) world.note({ ...rest, isOk: false, outcome: "none in time" });
  else world.note({ ...rest, isOk: true, outcome: `after ${Math.round(tookMs)} ms`, detail: ack });
}

/** What an acknowledgement carried was not to Slack's liking. */
export function noteRefusedAck(world: World, of: number, reason: string): void {
  world.note({ of, kind: "ack", title: "what it carried", isOk: false, outcome: `refused: ${reason}` });
}

/** @param body what Slack answered; undefined when the answer was lost */
export function noteCall(world: World, call: Call, body: Params | undefined, tookMs: number): void {
  const { method, params, ok, error, note } = call;
  const ids = [params.trigger_id, params.view_id].map(String);
  const of = ids.map((id) => world.stepOf.get(id)).find((step) => step !== undefined);
  const outcome = body === undefined ? "no answer" : ok ? note : `refused: ${error ?? "trouble"}`;
  world.note({
    ...(of !== undefined && { of }),
    kind: "bot→slack",
    title: method,
    isOk: ok && body !== undefined,
    ...(outcome !== undefined && { outcome }),
    tookMs,
    detail: { params, answer: ok ? brief(body) : body },
  });
  const opened = (body?.view as { id?: string } | undefined)?.id;
  if (of !== undefined && opened !== undefined) world.stepOf.set(opened, of);
}

export function noteAnswer(
  world: World,
  path: string,
  said: string,
  answer: { status: number; body: string } | "drop",
  tookMs: number,
): void {
  const of = world.stepOf.get(path);
  const isOk = answer !== "drop" && answer.status === 200;
  const outcome = answer === "drop" ? "no answer" : isOk ? undefined : `refused: ${answer.body}`;
  world.note({
    ...(of !== undefined && { of }),
    kind: "bot→slack",
    title: "response_url",
    isOk,
    ...(outcome !== undefined && { outcome }),
    tookMs,
    detail: { said: read(said), answer },
  });
}

/** A file that came to the address that was given for it. */
export function noteUpload(
  world: World,
  path: string,
  { status, body }: { status: number; body: string },
  tookMs: number,
) {
  const outcome = status === 200 ? undefined : `refused: ${body}`;
  world.note({ kind: "bot→slack", title: `POST ${path}`, isOk: status === 200, ...(outcome && { outcome }), tookMs });
}

/** What the bot wanted of Slack while it was down. */
export function noteUnheard(world: World, path: string): void {
  const title = /^\/api\/([\w.]+)$/.exec(path)?.[1] ?? "response_url";
  world.note({ kind: "bot→slack", title, isOk: false, outcome: "500: Slack is down" });
}

/** Without the blocks that Slack says back. */
function brief(body: Params | undefined): unknown {
  return body && JSON.parse(JSON.stringify(body, (name, value) => (name === "blocks" ? undefined : value)));
}

function titleOf(body: Params): string {
  const { command, text, type, callback_id, action_id, value, actions, view, event } = body as {
    command?: string;
    text?: string;
    type?: string;
    callback_id?: string;
    action_id?: string;
    value?: string;
    actions?: { action_id: string }[];
    view?: { callback_id?: string };
    event?: { type: string };
  };
  if (command !== undefined) return `${command} ${text}`.trim();
  if (event) return `event ${event.type}`;
  if (type === "block_suggestion") return `${type} ${action_id} "${value}"`;
  return `${type} ${actions?.[0]?.action_id ?? callback_id ?? view?.callback_id ?? ""}`.trim();
}

function read(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}
