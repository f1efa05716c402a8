import { randomUUID } from "node:crypto";
import { stateOf } from "./slack-form-state.ts";
import { type Params, type Result, refused } from "./slack-result.ts";
import { type Complaint, complaintsAboutBlocks, complaintsAboutView } from "./slack-surfaces.ts";
import type { View, World } from "./slack-world.ts";

/** How many windows a user can have one over another. */
const MOST_STACKED = 3;

export function openView(world: World, params: Params): Result {
  const trigger = world.useTrigger(params.trigger_id);
  if ("error" in trigger) return refused(trigger.error);
  const complaints = complaintsAboutView(params.view);
  if (complaints.length > 0) return refusedView(complaints);
  // Of one app, a user has one stack of windows open.
  for (const open of world.views.filter(({ user }) => user === trigger.user)) closeView(world, open);
  return shown(stackView(world, trigger.user, params.view));
}

export function pushView(world: World, params: Params): Result {
  const trigger = world.useTrigger(params.trigger_id);
  if ("error" in trigger) return refused(trigger.error);
  if (world.views.filter(({ user }) => user === trigger.user).length >= MOST_STACKED)
    return refused("push_limit_reached");
  const complaints = complaintsAboutView(params.view);
  if (complaints.length > 0) return refusedView(complaints);
  return shown(stackView(world, trigger.user, params.view));
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
  replaceView(world, open, params.view);
  return shown(open);
}

/** Puts a window over those that a user has. @throws with Slack's complaints */
export function stackView(world: World, user: string, view: unknown): View {
  const read = viewIn(view);
  const blocks = read.blocks as unknown[];
  const opened: View = {
    id: `V${randomUUID()}`,
    hash: randomUUID(),
    view: read,
    user,
    state: stateOf(blocks),
    errors: {},
  };
  world.views.push(opened);
  world.viewChanged();
  return opened;
}

/** Shows something else in a window; what was typed stays where block and action are the same. @throws with Slack's complaints */
export function replaceView(world: World, open: View, view: unknown): void {
  const read = viewIn(view);
  const state = stateOf(read.blocks as unknown[], open.state);
  Object.assign(open, { view: read, hash: randomUUID(), state, errors: {} });
  world.viewChanged();
}

export function closeView(world: World, view: View): void {
  const at = world.views.indexOf(view);
  if (at < 0) return;
  world.views.splice(at, 1);
  world.viewChanged();
}

function viewIn(view: unknown): Record<string, unknown> {
  const complaints = complaintsAboutView(view);
  if (complaints.length > 0)
    throw new Error(complaints.map(({ pointer, message }) => `${pointer}: ${message}`).join("; "));
  return view as Record<string, unknown>;
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
