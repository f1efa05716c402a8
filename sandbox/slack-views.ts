import { randomUUID } from "node:crypto";
import { channelsFor } from "./slack-form-options.ts";
import { type FormElement, named, stateOf } from "./slack-form-state.ts";
import { type Params, type Result, refused } from "./slack-result.ts";
import { type Complaint, complaintsAboutBlocks, complaintsAboutView } from "./slack-surfaces.ts";
import type { Opener } from "./slack-triggers.ts";
import type { View, World } from "./slack-world.ts";

/** How many windows a user can have one over another, and how long one may be, in characters of JSON. */
const MOST = { stacked: 3, characters: 250_000 };

export function openView(world: World, params: Params): Result {
  const trigger = world.spendTrigger(params.trigger_id);
  if ("error" in trigger) return refused(trigger.error);
  const refusal = whyNotShown(world, params.view);
  if (refusal) return refusal;
  // Of one app, a user has one stack of windows open.
  for (const open of stackOf(world, trigger.user)) closeView(world, open);
  return shown(world, stackView(world, trigger, params.view));
}

export function pushView(world: World, params: Params): Result {
  const trigger = world.spendTrigger(params.trigger_id);
  if ("error" in trigger) return refused(trigger.error);
  return whyNotOpen(world, trigger.user, params.view) ?? shown(world, stackView(world, trigger, params.view));
}

export function updateView(world: World, params: Params): Result {
  const open = world.views.find(
    ({ id, view }) =>
      id === params.view_id || (view.external_id !== undefined && view.external_id === params.external_id),
  );
  if (!open) return refused("not_found");
  if (params.hash !== undefined && params.hash !== open.hash) return refused("hash_conflict");
  const refusal = whyNotShown(world, params.view, { instead: open });
  if (refusal) return refusal;
  replaceView(world, open, params.view);
  return shown(world, open);
}

/** Slack's reason not to put a window over those that a user has. */
export function whyNotOpen(world: World, user: string, view: unknown): Result | undefined {
  return stackOf(world, user).length >= MOST.stacked ? refused("push_limit_reached") : whyNotShown(world, view);
}

/** Slack's reason not to show a window, or App Home. @param instead the open one whose place it would take */
export function whyNotShown(
  world: World,
  view: unknown,
  { instead, type = "modal" }: { instead?: View | undefined; type?: "modal" | "home" } = {},
): Result | undefined {
  const { type: given, external_id } = (view ?? {}) as Record<string, unknown>;
  const isOther = given !== type && (given === "modal" || given === "home");
  const complaints = isOther
    ? [{ pointer: "/view/type", message: `unsupported type: ${given}` }]
    : complaintsAboutView(view);
  if (complaints.length > 0) {
    return refused("invalid_arguments", { response_metadata: { messages: complaints.map(inOneLine) } });
  }
  if (JSON.stringify(view).length > MOST.characters) return refused("view_too_large");
  const shown = [...world.views, ...world.homes.values()];
  const isTaken = shown.some((open) => open !== instead && open.view.external_id === external_id);
  return external_id !== undefined && isTaken ? refused("duplicate_external_id") : undefined;
}

/** Puts a window over those that a user has. @param view that Slack takes */
export function stackView(world: World, { user, channel }: Opener, view: unknown): View {
  const read = withIds(view);
  const opened: View = {
    id: `V${randomUUID()}`,
    hash: randomUUID(),
    view: read,
    user,
    channel,
    state: stateOf(read.blocks, {}, hereFor(world, { user, channel })),
    errors: {},
  };
  world.views.push(opened);
  world.viewChanged();
  return opened;
}

/** Shows something else in a window; what was typed stays where block and action are the same. @param view that Slack takes */
export function replaceView(world: World, open: View, view: unknown): void {
  const read = withIds(view);
  Object.assign(open, {
    view: read,
    hash: randomUUID(),
    state: stateOf(read.blocks, open.state, hereFor(world, open)),
    errors: {},
  });
  world.viewChanged();
}

export function closeView(world: World, view: View): void {
  const at = world.views.indexOf(view);
  if (at < 0) return;
  world.views.splice(at, 1);
  world.viewChanged();
}

/** A window as Slack sends it along. */
export function viewPayload(world: World, open: View) {
  // App Home lies under no window.
  const stack = world.views.includes(open) ? stackOf(world, open.user) : [open];
  return {
    id: open.id,
    hash: open.hash,
    root_view_id: stack[0]?.id ?? open.id,
    previous_view_id: stack[stack.indexOf(open) - 1]?.id ?? null,
    app_id: world.appId,
    bot_id: world.botId,
    team_id: world.teamId,
    private_metadata: "",
    callback_id: "",
    clear_on_close: false,
    notify_on_close: false,
    ...open.view,
    state: { values: open.state },
  };
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

/** What a list of conversations begins with that wants to: the channel that the window was opened from, if it is in the list. */
function hereFor(world: World, { user, channel }: Opener) {
  return (element: FormElement): string | undefined =>
    element.default_to_current_conversation && channelsFor(world, user, element).some(({ id }) => id === channel)
      ? channel
      : undefined;
}

/** A user's windows, the topmost last. */
function stackOf(world: World, user: string): View[] {
  return world.views.filter((view) => view.user === user);
}

/** The view with ids for all that has none. */
export function withIds(view: unknown) {
  const read = view as { blocks: unknown[] };
  return { ...read, blocks: named(read.blocks) };
}

function shown(world: World, open: View): Result {
  return { body: { ok: true, view: viewPayload(world, open) } };
}

function inOneLine({ message, pointer }: Complaint): string {
  return `[ERROR] ${message} [json-pointer:${pointer}]`;
}
