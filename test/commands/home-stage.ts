import { expect } from "vitest";
import { readable } from "../../sandbox/readable.ts";
import type { Stage } from "../whole-bot.ts";

/** What somebody reads in their App Home now; empty when there is nothing. */
export function homeOf(stage: Stage, login: string): string {
  const home = stage.slack.world.homes.get(stage.id(login));
  const nameOf = (id: string) => stage.company.slack.users.find((user) => user.id === id)?.name ?? id;
  return home ? readable({ text: "", blocks: home.view.blocks as never }, nameOf) : "";
}

/** Opens it, and what it says when all is there, and refreshed. */
export async function openHome(stage: Stage, login: string): Promise<string> {
  const now = () => stage.slack.world.clock().getTime();
  const before = now();
  await stage.slack.openHome(stage.id(login));
  const home = await homeOnce(stage, login, (text) => text !== "" && !/One moment|Einen Moment/.test(text));
  // The pause before it is refreshed turns the clock, and would let a trigger expire.
  if (/Settings|Einstellungen/.test(home)) await expect.poll(() => now() - before).toBeGreaterThanOrEqual(3000);
  return homeOf(stage, login);
}

/** What it says as soon as it `matches`. */
export async function homeOnce(stage: Stage, login: string, matches: RegExp | ((text: string) => boolean)) {
  const isIt = typeof matches === "function" ? matches : (text: string) => matches.test(text);
  await expect.poll(() => isIt(homeOf(stage, login)) || homeOf(stage, login), { timeout: 8000 }).toBe(true);
  return homeOf(stage, login);
}

/** How often it was published. */
export function published({ slack }: Stage): number {
  return slack.world.calls.filter(({ method }) => method === "views.publish").length;
}

/** Presses a button there. */
export async function pressHome(stage: Stage, login: string, which: string): Promise<void> {
  await stage.slack.pressHome(stage.id(login), which);
}
