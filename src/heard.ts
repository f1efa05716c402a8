import type { AnyMiddlewareArgs, App, Middleware, RespondFn } from "@slack/bolt";

/** What `listen` says to a Bolt app, and no more of it. */
export type Listening = Pick<App, "use" | "command" | "shortcut" | "action" | "options" | "view" | "event">;

// biome-ignore lint/suspicious/noExplicitAny: each kind of listener takes its own arguments, and is handed just these.
type Listener = Middleware<any>;
type Called = string | RegExp;
type Constraints = { type?: string; action_id?: Called; callback_id?: Called };

/**
 * Lets whatever comes go to the one listener that it is for. Bolt alone hands it to all of them, with a copy of its arguments for each check
 * that stands before one: with some fifty listeners, that takes as long as everything else that Bolt does (5.1).
 *
 * @param respondTo takes the place of Bolt's `respond`
 * @param register says what is listened to, as to a Bolt app; each by `action_id` or `callback_id`, and with its `type`
 */
export function hear(
  app: App,
  respondTo: (responseUrl: string) => RespondFn,
  register: (listening: Listening) => void,
): void {
  /** By kind: the payload's own word for what it is, or `command`, `event`. */
  const byName = new Map<string, Listener>();
  const byPattern: { kind: string; pattern: RegExp; listener: Listener }[] = [];
  const add = (kind: string, id: Called, listener: Listener) => {
    if (typeof id === "string") byName.set(`${kind} ${id}`, listener);
    else byPattern.push({ kind, pattern: id, listener });
  };
  const on =
    (otherwise: string) =>
    (what: Called | Constraints, listener: Listener): void => {
      if (typeof what === "string" || what instanceof RegExp) add(otherwise, what, listener);
      else add(what.type ?? otherwise, what.action_id ?? what.callback_id ?? "", listener);
    };
  register({
    use: app.use.bind(app),
    command: on("command"),
    shortcut: on("shortcut"),
    action: on("block_actions"),
    options: on("block_suggestion"),
    view: on("view_submission"),
    event: on("event"),
  } as Listening);

  app.use(async (args) => {
    const { kind, id } = calledBy(args);
    if (typeof kind !== "string" || typeof id !== "string") return;
    const listener =
      byName.get(`${kind} ${id}`) ?? byPattern.find((one) => one.kind === kind && one.pattern.test(id))?.listener;
    const url: unknown = "response_url" in args.body ? args.body.response_url : undefined;
    await listener?.({ ...args, ...(typeof url === "string" && { respond: respondTo(url) }), next: async () => {} });
  });
}

/** What Slack calls it: names as they came, and never checked. */
function calledBy(args: AnyMiddlewareArgs): { kind?: unknown; id?: unknown } {
  if ("command" in args) return { kind: "command", id: args.command.command };
  if ("event" in args) return { kind: "event", id: args.event.type };
  const { type: kind } = args.body;
  if ("action" in args) return { kind, id: "action_id" in args.action ? args.action.action_id : undefined };
  if ("options" in args) return { kind, id: args.options.action_id };
  if ("shortcut" in args) return { kind, id: args.shortcut.callback_id };
  if ("view" in args) return { kind, id: args.view.callback_id };
  return {};
}
