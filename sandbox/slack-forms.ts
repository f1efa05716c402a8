import type { Exchange, interact, PATIENCE } from "./slack-exchange.ts";
import { fieldsOf, held, isEmpty, type Values } from "./slack-form-state.ts";
import { closeView, replaceView, stackView } from "./slack-views.ts";
import type { SlackUser, View, World } from "./slack-world.ts";

/** A window as its user sees it. */
export type SeenForm = {
  id: string;
  /** Another one each time that the bot shows something else. */
  hash: string;
  title: string;
  callbackId?: string;
  /** The button that sends it; a window that only says something has none. */
  submit?: string;
  close?: string;
  blocks: unknown[];
  values: Values;
  /** What the last sending complained of, by block. */
  errors: Record<string, string>;
};
type Interact = (by: string, payload: Record<string, unknown>) => ReturnType<typeof interact>;

/**
 * What people do with windows: find, fill in, press, send, close.
 *
 * @param needs.copies how many times the next form is delivered
 */
export function createForms(needs: {
  world: World;
  userOf: (id: string) => SlackUser;
  interact: Interact;
  patience: typeof PATIENCE;
  copies: () => number;
}) {
  const { world, userOf } = needs;
  const topOf = (user: string): View | undefined => world.views.findLast((view) => view.user === user);
  const formOf = (user: string): SeenForm | undefined => {
    const view = topOf(user);
    return view && seen(view);
  };
  const viewOf = (user: string): View => {
    const view = topOf(user);
    if (!view) throw new Error(`${userOf(user).name} has no window open`);
    return view;
  };
  const about = (by: SlackUser, view: View) => ({
    user: { id: by.id, username: by.name, name: by.name, team_id: by.team_id },
    api_app_id: world.appId,
    token: "sandbox-verification-token",
    trigger_id: world.newTrigger(by.id),
    team: { id: world.teamId, domain: "sandbox" },
    enterprise: null,
    is_enterprise_install: false,
    view: viewPayload(world, view),
  });
  const acted = (by: string, view: View, blockId: string, action: Record<string, unknown>) =>
    needs.interact(by, {
      type: "block_actions",
      container: { type: "view", view_id: view.id },
      ...about(userOf(by), view),
      actions: [{ ...action, block_id: blockId, action_ts: `${world.clock().getTime() / 1000}` }],
    });

  return {
    /** The topmost window of a user, as it is now. */
    formOf,

    /** The topmost window of a user as soon as it `matches`. @throws when none does in time, showing what is there instead */
    nextForm: async (user: string, matches: (form: SeenForm) => boolean = () => true): Promise<SeenForm> => {
      const look = () => {
        const form = formOf(user);
        return form && matches(form) ? form : undefined;
      };
      const found = look() ?? (await world.viewFrom(look, needs.patience.answerMs));
      if (found) return found;
      const there = formOf(user);
      throw new Error(`no such window, but ${there ? JSON.stringify(there.blocks) : "none at all"}`);
    },

    /** A global shortcut, from anywhere. */
    shortcut: (by: string, callbackId: string): Promise<Exchange> => {
      const { id, name, team_id } = userOf(by);
      return needs.interact(by, {
        type: "shortcut",
        callback_id: callbackId,
        trigger_id: world.newTrigger(id),
        user: { id, username: name, team_id },
        team: { id: world.teamId, domain: "sandbox" },
        enterprise: null,
        is_enterprise_install: false,
        token: "sandbox-verification-token",
        action_ts: `${world.clock().getTime() / 1000}`,
      });
    },

    /** Fills a field in, found by its label or block_id. The bot hears of it where the block dispatches. */
    fill: async (
      by: string,
      which: string,
      given: string | readonly string[] | null,
    ): Promise<Exchange | undefined> => {
      const view = viewOf(by);
      const fields = fieldsOf(view.view.blocks as unknown[]);
      const field = fields.find(({ label, blockId }) => label === which || blockId === which);
      if (!field) throw new Error(`no field "${which}", only ${fields.map(({ label }) => `"${label}"`).join(", ")}`);
      const { blockId, element } = field;
      const now = held(field, given);
      view.state = { ...view.state, [blockId]: { ...view.state[blockId], [element.action_id]: now } };
      if (!field.dispatches) return undefined;
      return acted(by, view, blockId, { ...now, action_id: element.action_id });
    },

    /** Sends the window. @throws where Slack itself would not send it, or would not take the answer */
    submit: async (by: string): Promise<Exchange> => {
      const view = viewOf(by);
      if (!view.view.submit) throw new Error("this window has nothing to send");
      const missing = fieldsOf(view.view.blocks as unknown[]).find(
        (field) => field.isInput && !field.isOptional && isEmpty(view.state, field),
      );
      if (missing) throw new Error(`${missing.label}: please complete this required field`);
      view.errors = {};
      const payload = { type: "view_submission", ...about(userOf(by), view), response_urls: [] };
      const sent = Array.from({ length: needs.copies() }, async () => {
        const exchange = await needs.interact(by, payload);
        if (!exchange.timedOut) answer(world, view, exchange.ack);
        return exchange;
      });
      const [first] = await Promise.all(sent);
      if (!first) throw new Error("nothing was sent");
      return first;
    },

    /** Closes the topmost window. */
    dismiss: (by: string): void => closeView(world, viewOf(by)),
  };
}

function seen({ id, hash, view, state, errors }: View): SeenForm {
  const { title, submit, close, callback_id, blocks } = view as Record<string, { text: string }>;
  return {
    id,
    hash,
    title: title?.text ?? "",
    ...(callback_id && { callbackId: String(callback_id) }),
    ...(submit && { submit: submit.text }),
    ...(close && { close: close.text }),
    blocks: Array.isArray(blocks) ? blocks : [],
    values: state,
    errors,
  };
}

function viewPayload(world: World, { id, hash, view, state }: View) {
  return {
    id,
    hash,
    root_view_id: id,
    previous_view_id: null,
    app_id: world.appId,
    bot_id: world.botId,
    team_id: world.teamId,
    private_metadata: "",
    callback_id: "",
    ...view,
    state: { values: state },
  };
}

/** What an acknowledgement does with the window that was sent. */
function answer(world: World, view: View, ack: unknown): void {
  const { response_action, errors, view: next } = (ack ?? {}) as Record<string, unknown>;
  switch (response_action) {
    case undefined:
      closeView(world, view);
      return;
    case "clear":
      for (const open of world.views.filter(({ user }) => user === view.user)) closeView(world, open);
      return;
    case "update":
      replaceView(world, view, next);
      return;
    case "push":
      stackView(world, view.user, next);
      return;
    case "errors": {
      const inputs = fieldsOf(view.view.blocks as unknown[]).filter(({ isInput }) => isInput);
      for (const block of Object.keys((errors ?? {}) as object)) {
        if (!inputs.some(({ blockId }) => blockId === block)) throw new Error(`Slack knows no input block ${block}`);
      }
      view.errors = { ...(errors as Record<string, string>) };
      world.viewChanged();
      return;
    }
    default:
      throw new Error(`Slack knows no response_action ${String(response_action)}`);
  }
}
