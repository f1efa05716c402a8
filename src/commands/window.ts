import type { ModalView } from "@slack/types";
import type { WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { Texts } from "../texts/texts.ts";
import { windowNote } from "../views/window.ts";
import { slackErrorOf } from "./slack-error.ts";

/** A trigger lives three seconds; Slack itself needs some of them. */
const OPEN_WITHIN_MS = 800;

type Shown = { now: ModalView; later?: Promise<ModalView> };
export type WindowNeeds = { sleep: (milliseconds: number) => Promise<void>; turns: Turns };

/** How many windows are told apart. */
const MOST_WINDOWS = 10_000;
export type Turns = ReturnType<typeof createTurns>;

/** Of several answers on their way into one window, only the one that was begun last may be shown: the others are about what was before. */
export function createTurns() {
  const last = new LRUCache<string, object>({ max: MOST_WINDOWS });
  return {
    /** Begins an answer. The function that comes back tells whether it is still the last one. */
    take: (viewId: string): (() => boolean) => {
      const turn = {};
      last.set(viewId, turn);
      return () => last.get(viewId) === turn;
    },
  };
}

/**
 * Opens a window while the trigger lives: with what is known soon, else with a few words that are replaced as soon as more is known.
 *
 * @param via.title of the window while it waits; `isPushed`: over the one in which a button was pressed
 * @throws what `build` throws; if the window is open by then, it says where to read why
 */
export async function openWindow(
  via: { client: WebClient; triggerId: string; title: string; isPushed?: boolean },
  build: () => Promise<Shown>,
  texts: Texts,
  { sleep, turns }: WindowNeeds,
): Promise<void> {
  const { client, triggerId: trigger_id, title } = via;
  const building = build();
  const soonKnown = (await soon(building, OPEN_WITHIN_MS, sleep))?.value;
  const loading = windowNote([texts.window.loading], title, texts);
  const view = soonKnown?.now ?? loading;
  const opened = await (via.isPushed
    ? client.views.push({ trigger_id, view })
    : client.views.open({ trigger_id, view }));
  const viewId = opened.view?.id ?? "";
  const isLast = turns.take(viewId);
  try {
    const shown = soonKnown ?? (await building);
    if (!soonKnown) await showIn(client, viewId, shown.now);
    const later = await shown.later;
    if (later && isLast()) await showIn(client, viewId, later);
  } catch (error) {
    if (!soonKnown) await showIn(client, viewId, windowNote([texts.window.failed], title, texts)).catch(() => {});
    throw error;
  }
}

/**
 * Shows something else in the window in which a button was pressed: a few words first, where that takes longer.
 * @throws what `building` throws; the window says where to read why
 */
export async function turnWindow(
  { client, view }: { client: WebClient; view: { id: string; title: { text: string } } },
  building: Promise<ModalView>,
  texts: Texts,
  { sleep, turns }: WindowNeeds,
): Promise<void> {
  const isLast = turns.take(view.id);
  const show = async (next: ModalView) => {
    if (isLast()) await showIn(client, view.id, next);
  };
  const note = (line: string) => show(windowNote([line], view.title.text, texts));
  try {
    if (!(await soon(building, OPEN_WITHIN_MS, sleep))) await note(texts.window.loading);
    await show(await building);
  } catch (error) {
    await note(texts.window.failed).catch(() => {});
    throw error;
  }
}

/** Shows something else in an open window. @returns false when it was closed meanwhile */
export async function showIn(client: WebClient, viewId: string, view: ModalView): Promise<boolean> {
  try {
    await client.views.update({ view_id: viewId, view });
    return true;
  } catch (error) {
    if (slackErrorOf(error) === "not_found") return false;
    throw error;
  }
}

/** One limit for several promises, from now on: what comes of each in time. */
export function limitOf(
  milliseconds: number,
  sleep: (milliseconds: number) => Promise<void>,
): <T>(promise: Promise<T>) => Promise<{ value: T } | undefined> {
  const over = sleep(milliseconds);
  return (promise) => soon(promise, milliseconds, () => over);
}

/** What comes of `promise` within so many milliseconds. Undefined when it takes longer: then it goes on. */
export async function soon<T>(
  promise: Promise<T>,
  milliseconds: number,
  sleep: (milliseconds: number) => Promise<void>,
): Promise<{ value: T } | undefined> {
  // Whoever waits longer for it hears of its failure; here it must not count as unheard.
  promise.catch(() => {});
  return Promise.race([promise.then((value) => ({ value })), sleep(milliseconds).then(() => undefined)]);
}
