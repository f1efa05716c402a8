import { randomUUID } from "node:crypto";
import { type Params, type Result, refused } from "./slack-result.ts";
import { type Complaint, complaintsAboutBlocks, complaintsAboutView } from "./slack-surfaces.ts";
import type { World } from "./slack-world.ts";

export function openView(world: World, params: Params): Result {
  const trouble = world.useTrigger(params.trigger_id);
  if (trouble) return refused(trouble);
  const complaints = complaintsAboutView(params.view);
  if (complaints.length > 0) return refusedView(complaints);
  const opened = { id: `V${randomUUID()}`, hash: randomUUID(), view: params.view as Record<string, unknown> };
  world.views.push(opened);
  return shown(opened);
}

export function updateView(world: World, params: Params): Result {
  const open = world.views.find(
    ({ id, view }) =>
      id === params.view_id || (view.external_id !== undefined && view.external_id === params.external_id),
  );
  if (!open) return refused("not_found");
  if (params.hash !== undefined && params.hash !== open.hash) return refused("hash_conflict");
  const complaints = complaintsAboutView(params.view);
  if (complaints.length > 0) return refusedView(complaints);
  Object.assign(open, { view: params.view, hash: randomUUID() });
  return shown(open);
}

/** Needs no token. Exactly one of `blocks` (judged as a message's), `message` and `view`. */
export function validate(_world: World, { blocks, message, view }: Params): Result {
  const given = Object.entries({ blocks, message, view }).filter(([, value]) => value !== undefined);
  const [name, value] = given[0] ?? [];
  if (given.length !== 1) return refused("invalid_arguments");
  const complaints =
    name === "view"
      ? complaintsAboutView(value)
      : complaintsAboutBlocks(name === "blocks" ? value : (value as { blocks?: unknown } | null)?.blocks);
  if (complaints.length === 0) return { body: { ok: true } };
  const errors = complaints.map(({ pointer, message: text }) => ({ pointer, code: "invalid", message: text }));
  return refused(`invalid_${name}`, { errors });
}

function shown({ id, hash, view }: World["views"][number]): Result {
  return { body: { ok: true, view: { id, hash, ...view } } };
}

function refusedView(complaints: Complaint[]): Result {
  const messages = complaints.map(({ message, pointer }) => `[ERROR] ${message} [json-pointer:${pointer}]`);
  return refused("invalid_arguments", { response_metadata: { messages } });
}
