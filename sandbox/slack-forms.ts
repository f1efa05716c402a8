import { AnswerRefused, type Exchange, type PATIENCE } from "./slack-exchange.ts";
import { applyAnswer } from "./slack-form-answer.ts";
import { createFields, type Interact } from "./slack-form-fields.ts";
import { fieldIn, type Given, whyNotSent } from "./slack-form-fill.ts";
import { createFormPayloads } from "./slack-form-payloads.ts";
import { fieldsOf, holdsSomething, type Option } from "./slack-form-state.ts";
import { noteRefusedAck } from "./slack-notes.ts";
import { type ElementIds, pressableIn, pressablesOf, pressed, type Which } from "./slack-pressable.ts";
import { type SeenForm, seen, textsIn } from "./slack-seen-form.ts";
import { sentencesFor } from "./slack-sentences.ts";
import { closeView } from "./slack-views.ts";
import type { SlackUser, View, World } from "./slack-world.ts";

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
  const homeOf = (user: string): View => {
    const home = world.homes.get(user);
    if (!home) throw new Error("the bot shows nothing in its App Home");
    return home;
  };
  const payloads = createFormPayloads(world, userOf);
  const fieldOf = (view: View, which: string | ElementIds) => fieldIn(fieldsOf(view.view.blocks as unknown[]), which);
  const { offersIn, set } = createFields({ world, payloads, interact: needs.interact });

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
      const refused =
        there && Object.keys(there.errors).length > 0 ? `, refused with ${JSON.stringify(there.errors)}` : "";
      const instead = there ? `but “${there.title}”: ${textsIn(there.blocks)}${refused}` : "and none at all";
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
    fill: async (by: string, which: string | ElementIds, given: Given): Promise<Exchange | undefined> => {
      const view = viewOf(by);
      return set(by, view, fieldOf(view, which), given);
    },

    /** What the bot offers in an external list for what somebody typed there. @throws where it is not asked, or offers what Slack refuses */
    offered: async (by: string, which: string, typed: string): Promise<Option[]> => {
      const view = viewOf(by);
      return (await offersIn(by, view, fieldOf(view, which), typed)).options;
    },
    /** The same as the bot answered, with groups where there are some. */
    suggested: async (by: string, which: ElementIds, typed: string): Promise<unknown> => {
      const view = viewOf(by);
      return (await offersIn(by, view, fieldOf(view, which), typed)).answer;
    },

    /** Presses a button inside the window (of its dialog, "yes"), or chooses from a menu there, by the option's text or value. */
    pressIn: async (by: string, which: Which, choice?: string): Promise<Exchange> => {
      const view = viewOf(by);
      const { element, blockId } = pressableIn(menusIn(view), which);
      return needs.interact(by, payloads.action(by, view, blockId, pressed(element, choice)));
    },

    /** What the bot offers in an external list of App Home, as it answered. */
    suggestedHome: async (by: string, which: ElementIds, typed: string): Promise<unknown> => {
      const home = homeOf(by);
      return (await offersIn(by, home, fieldOf(home, which), typed)).answer;
    },

    /** Presses or chooses something in App Home. Gives what came of it where the bot hears of it. @throws when there is nothing of the kind */
    pressHome: async (by: string, which: Which, given?: Given): Promise<Exchange | undefined> => {
      const home = homeOf(by);
      const all = pressablesOf(home.view.blocks as unknown[]);
      const { element, blockId } = pressableIn(all, which);
      const ids = { blockId, actionId: element.action_id };
      if (holdsSomething(element)) return set(by, home, fieldOf(home, ids), given);
      const choice = typeof given === "string" ? given : undefined;
      return needs.interact(by, payloads.action(by, home, blockId, pressed(element, choice)));
    },

    /** What Slack itself finds wrong with the topmost window as it is filled in, by block. It shows that at the fields. */
    lacking: (by: string): Record<string, string> => {
      const view = viewOf(by);
      const say = sentencesFor(world, by);
      const reasons = fieldsOf(view.view.blocks as unknown[]).flatMap((field) => {
        const reason = whyNotSent(view.state, field, say);
        return reason ? [[field.blockId, `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`]] : [];
      });
      if (reasons.length > 0) view.errors = Object.fromEntries(reasons);
      return Object.fromEntries(reasons);
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
        if (exchange.timedOut) return exchange;
        try {
          applyAnswer(world, view, exchange.ack);
        } catch (error) {
          const { message } = error as Error;
          noteRefusedAck(world, exchange.step, message);
          throw new AnswerRefused(message);
        }
        return exchange;
      });
      const [first] = await Promise.all(sent);
      if (!first) throw new Error("nothing was sent");
      return first;
    },

    /**
     * Closes the topmost window, or all of them, where it says so or `all` are meant. Gives what came of it where the bot wants to hear of
     * that: of a whole stack once, for the topmost of those that say so.
     */
    dismiss: async (by: string, { all = false } = {}): Promise<Exchange | undefined> => {
      const view = viewOf(by);
      const isCleared = all || view.view.clear_on_close === true;
      const closed = isCleared ? world.views.filter(({ user }) => user === by) : [view];
      const heard = closed.findLast((open) => (all || open === view) && open.view.notify_on_close === true);
      const told = heard && payloads.closure(by, heard, isCleared);
      for (const open of closed) closeView(world, open);
      return told && needs.interact(by, told);
    },
  };
}

/** Buttons and menus, which hold nothing. */
function menusIn({ view }: View) {
  return pressablesOf(view.blocks as unknown[]).filter(({ element }) => !holdsSomething(element));
}
