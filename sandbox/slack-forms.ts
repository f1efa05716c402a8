import type { Exchange, interact, PATIENCE } from "./slack-exchange.ts";
import { applyAnswer } from "./slack-form-answer.ts";
import { fieldIn, type Given, held, whyNotSent } from "./slack-form-fill.ts";
import { isExternal, mustBeLongEnough, optionsOf, withOptions } from "./slack-form-options.ts";
import { createFormPayloads } from "./slack-form-payloads.ts";
import { type Field, fieldsOf, type Option, type Values } from "./slack-form-state.ts";
import { buttonIn, pressed, type SeenButton } from "./slack-press.ts";
import { closeView } from "./slack-views.ts";
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
  const payloads = createFormPayloads(world, userOf);
  const fieldOf = (view: View, which: string) => fieldIn(fieldsOf(view.view.blocks as unknown[]), which);
  const offersIn = (by: string, view: View, field: Field) => async (typed: string) => {
    mustBeLongEnough(field, typed);
    const { ack, timedOut } = await needs.interact(by, payloads.suggestion(by, view, field, typed));
    if (timedOut) throw new Error(`${field.label}: the bot did not say in time what it offers`);
    return optionsOf(field, ack);
  };

  return {
    /** The topmost window of a user, as it is now. */
    formOf,

    /** The topmost window of a user as soon as it `matches`. @throws when none does in time, telling what there is instead */
    nextForm: async (user: string, matches: (form: SeenForm) => boolean = () => true): Promise<SeenForm> => {
      const look = () => {
        const form = formOf(user);
        return form && matches(form) ? form : undefined;
      };
      const found = look() ?? (await world.viewFrom(look, needs.patience.answerMs));
      if (found) return found;
      const there = formOf(user);
      const instead = there ? `but “${there.title}”: ${textsIn(there.blocks)}` : "and none at all";
      throw new Error(`no such window came, ${instead}`);
    },

    /** A global shortcut, from anywhere. */
    shortcut: async (by: string, callbackId: string): Promise<Exchange> =>
      needs.interact(by, payloads.shortcut(by, callbackId)),

    /**
     * Fills a field in, found by its label, placeholder, block_id or action_id, and goes on to the next; in an external list, the bot is
     * asked for what is typed first. Gives what came of it where the bot hears of it at once.
     *
     * @throws where there is no such field, or what the widget does not let anybody do
     */
    fill: async (by: string, which: string, given: Given): Promise<Exchange | undefined> => {
      const view = viewOf(by);
      const field = fieldOf(view, which);
      const { blockId, element } = field;
      const now = held(await withOptions(world, view, field, [given ?? []].flat(), offersIn(by, view, field)), given);
      view.state = { ...view.state, [blockId]: { ...view.state[blockId], [element.action_id]: now } };
      const { [blockId]: _, ...otherErrors } = view.errors;
      view.errors = otherErrors;
      if (!field.dispatches) return undefined;
      return needs.interact(by, payloads.action(by, view, blockId, { ...now, action_id: element.action_id }));
    },

    /** What the bot offers in an external list for what somebody typed there. @throws where it is not asked, or offers what Slack refuses */
    offered: async (by: string, which: string, typed: string): Promise<Option[]> => {
      const view = viewOf(by);
      const field = fieldOf(view, which);
      if (!isExternal(field.element)) throw new Error(`${field.label}: the bot is not asked what it offers`);
      return offersIn(by, view, field)(typed);
    },

    /** Presses a button inside the window, found by its text or action_id, or one of `buttonsOf` it; of its dialog, "yes". */
    pressIn: async (by: string, which: string | SeenButton): Promise<Exchange> => {
      const view = viewOf(by);
      const { element, blockId } = buttonIn(view.view.blocks as unknown[], which);
      return needs.interact(by, payloads.action(by, view, blockId, pressed(element)));
    },

    /**
     * Sends the window, and does with it what the answer says.
     *
     * @throws where Slack itself would not send it, or would not take the answer
     */
    submit: async (by: string): Promise<Exchange> => {
      const view = viewOf(by);
      if (!view.view.submit) throw new Error("this window has nothing to send");
      for (const field of fieldsOf(view.view.blocks as unknown[])) {
        const reason = whyNotSent(view.state, field);
        if (reason) throw new Error(`${field.label}: ${reason}`);
      }
      view.errors = {};
      const payload = payloads.submission(by, view);
      const sent = Array.from({ length: needs.copies() }, async () => {
        const exchange = await needs.interact(by, payload);
        if (!exchange.timedOut) applyAnswer(world, view, exchange.ack);
        return exchange;
      });
      const [first] = await Promise.all(sent);
      if (!first) throw new Error("nothing was sent");
      return first;
    },

    /** Closes the topmost window, or all, where it says so. Gives what came of it where the bot wants to hear of that. */
    dismiss: async (by: string): Promise<Exchange | undefined> => {
      const view = viewOf(by);
      const { clear_on_close: isCleared = false, notify_on_close: isTold = false } = view.view;
      const told = payloads.closure(by, view);
      for (const open of isCleared ? world.views.filter(({ user }) => user === by) : [view]) closeView(world, open);
      return isTold ? needs.interact(by, told) : undefined;
    },
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

/** All that can be read there, in quotes. */
function textsIn(blocks: readonly unknown[]): string {
  return [...JSON.stringify(blocks).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].map(([, text]) => text).join(", ");
}
