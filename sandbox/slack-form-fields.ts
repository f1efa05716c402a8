import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";
import type { Exchange, interact } from "./slack-exchange.ts";
import { type Given, held } from "./slack-form-fill.ts";
import { isExternal, mustBeLongEnough, optionsOf, withOptions } from "./slack-form-options.ts";
import type { createFormPayloads } from "./slack-form-payloads.ts";
import type { Field, Option } from "./slack-form-state.ts";
import { offerKey, told } from "./slack-press.ts";
import type { View, World } from "./slack-world.ts";

export type Interact = (by: string, payload: Record<string, unknown>) => ReturnType<typeof interact>;

/** What people do with the fields of a window, or of App Home. */
export function createFields(needs: {
  world: World;
  payloads: ReturnType<typeof createFormPayloads>;
  interact: Interact;
}) {
  const { world, payloads, interact } = needs;

  /** What the bot offers in a list for what is typed there, as it answered, and the options alone. */
  async function offersIn(by: string, view: View, field: Field, typed: string) {
    if (!isExternal(field.element)) throw new Error(`${field.label}: the bot is not asked what it offers`);
    mustBeLongEnough(field, typed);
    const { ack, timedOut } = await interact(by, payloads.suggestion(by, view, field, typed));
    if (timedOut) throw new Error(`${field.label}: the bot did not say in time what it offers`);
    const options: Option[] = optionsOf(field, ack);
    world.offers.set(offerKey(by, view.id, field), options);
    dropOldest(world.offers, MOST_KEPT);
    return { answer: ack, options };
  }

  return {
    offersIn,
    /** Leaves a field with this in it. Gives what came of it where the bot hears of it at once. @throws for what the widget does not let anybody do */
    set: async (by: string, view: View, field: Field, given: Given): Promise<Exchange | undefined> => {
      const { blockId, element } = field;
      const offers = async (typed: string) => (await offersIn(by, view, field, typed)).options;
      const before = world.offers.get(offerKey(by, view.id, field));
      const now = held(await withOptions(world, view, field, [given ?? []].flat(), offers, before), given);
      view.state = { ...view.state, [blockId]: { ...view.state[blockId], [element.action_id]: now } };
      const { [blockId]: _, ...otherErrors } = view.errors;
      view.errors = otherErrors;
      if (!field.dispatches) return undefined;
      return interact(by, payloads.action(by, view, blockId, { ...now, ...told(element) }));
    },
  };
}
