import { fieldsOf } from "./slack-form-state.ts";
import { closeView, replaceView, stackView, whyNotOpen, whyNotShown } from "./slack-views.ts";
import type { View, World } from "./slack-world.ts";

/**
 * What the acknowledgement of a submission does with the window that was sent: bare, it closes it. One that comes when the window is
 * closed already does nothing.
 *
 * @throws where Slack would tell the person "We had some trouble connecting", saying what it would not take
 */
export function applyAnswer(world: World, view: View, ack: unknown): void {
  const said = (ack ?? {}) as Record<string, unknown>;
  const { response_action: action, errors, view: next } = said;
  if (!world.views.includes(view)) return;
  switch (action) {
    case undefined:
      if (Object.keys(said).length > 0) throw new Error(`Slack takes no such answer: ${JSON.stringify(said)}`);
      closeView(world, view);
      break;
    case "clear":
      for (const open of world.views.filter(({ user }) => user === view.user)) closeView(world, open);
      break;
    case "update":
      mustTake(whyNotShown(world, next, { instead: view }));
      replaceView(world, view, next);
      break;
    case "push":
      mustTake(whyNotOpen(world, view.user, next));
      stackView(world, view, next);
      break;
    case "errors":
      view.errors = errorsIn(view, errors);
      world.viewChanged();
      break;
    default:
      throw new Error(`Slack knows no response_action ${String(action)}`);
  }
}

function mustTake(refusal: unknown): void {
  if (refusal) throw new Error(`Slack refuses the view: ${JSON.stringify(refusal)}`);
}

/** By block; only input blocks can have one. */
function errorsIn(view: View, errors: unknown): Record<string, string> {
  const inputs = fieldsOf(view.view.blocks as unknown[]).filter(({ isInput }) => isInput);
  const entries = Object.entries((errors ?? {}) as object);
  if (entries.length === 0) throw new Error("Slack takes no errors without any error");
  for (const [block, text] of entries) {
    if (!inputs.some(({ blockId }) => blockId === block)) throw new Error(`Slack knows no input block ${block}`);
    if (typeof text !== "string" || text === "") throw new Error(`Slack takes no empty error at ${block}`);
  }
  return Object.fromEntries(entries);
}
