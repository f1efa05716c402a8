import { expect, vi } from "vitest";
import type { SeenMessage } from "../../sandbox/slack.ts";
import type { Digest, Setup } from "../../src/domain/digest.ts";
import { openStore } from "../../src/store/open.ts";
import { DAILY } from "../errands/stage.ts";
import { GENERAL, type Stage, temporaryFolder, wholeBot } from "../whole-bot.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

const isForm = ({ submit }: { submit?: string }) => submit !== undefined;

/** The form to set up a digest, open. */
export async function formOf(stage: Stage, login = "anna", channel = GENERAL) {
  await stage.slack.command(stage.id(login), channel, "/digest");
  return stage.slack.nextForm(stage.id(login), isForm);
}

/** Sends the open form. What the window says then, and what it says at its fields. */
export async function send(stage: Stage, login = "anna") {
  const me = stage.id(login);
  await stage.slack.submit(me);
  const form = stage.slack.formOf(me);
  return { errors: Object.values(form?.errors ?? {}), said: JSON.stringify(form?.blocks ?? []) };
}

/** A digest as the form offers it. */
export async function saved(stage: Stage, login = "anna", channel?: string) {
  await formOf(stage, login, channel);
  return send(stage, login);
}

/** The form of the first digest in the list, to be changed. */
export async function editing(stage: Stage, login = "anna") {
  const me = stage.id(login);
  await stage.slack.press(me, await stage.ask(login, "/digest list"), "Edit");
  return stage.slack.nextForm(me, ({ title }) => title === "Edit the digest");
}

/** Presses Preview in the open form, and what comes over it. */
export async function preview(stage: Stage, login = "anna"): Promise<string> {
  const me = stage.id(login);
  await stage.slack.pressIn(me, "Preview the next message");
  // Not the few words that stand there meanwhile.
  const window = await stage.slack.nextForm(
    me,
    ({ title, blocks }) => title === "The next message" && !/One moment|Moment/.test(JSON.stringify(blocks)),
  );
  return JSON.stringify(window.blocks);
}

/** The first line of the first digest that is posted. */
export async function nextPosted({ slack }: Stage): Promise<string> {
  const { message } = await slack.world.changeFrom(0, ({ metadata }) => metadata !== undefined).found;
  return message.text.split("\n")[0] ?? "";
}

/** What everybody reads in a channel now, first lines alone. */
export function inChannel({ slack, id }: Stage, channel = GENERAL): string[] {
  const posted = slack.seenBy(id("anna"), channel).filter(({ to }) => to === undefined);
  return posted.map(({ text }) => text.split("\n")[0] ?? "");
}

/** Makes rounds until the bot has logged something of one: while it is at one, it begins no other. */
export async function roundUntil(stage: Stage, logged: string): Promise<void> {
  const from = stage.logged.length;
  const look = async () => {
    await stage.round();
    expect(stage.logged.slice(from).join("")).toContain(logged);
  };
  await vi.waitFor(look, { timeout: 10_000 });
}

/** Makes a round that posts nothing: given time to do it. */
export async function idleRound(stage: Stage): Promise<void> {
  await stage.round();
  await new Promise((resolve) => setTimeout(resolve, 150));
}

/** Presses a button, and what the one who pressed is told, whatever appears there or in direct messages meanwhile. */
export async function toldOf(stage: Stage, login: string, message: SeenMessage, button: string): Promise<string> {
  const exchange = await stage.slack.press(stage.id(login), message, button);
  let answer = await exchange.answer();
  while (answer.channel !== GENERAL || answer.to === undefined) answer = await exchange.answer();
  return answer.text;
}

/** A bot whose store has these digests of Anna's. */
export async function botWith(setups: Partial<Setup>[], options: Parameters<typeof wholeBot>[0] = {}) {
  const folder = temporaryFolder();
  const store = await openStore(`file:${folder}/whosout.db`);
  for (const [index, over] of setups.entries()) {
    const digest = { ...DIGEST, id: `d${index}`, setup: { ...DIGEST.setup, ...over } };
    await store.addDigest(digest, { id: `made d${index}`, digestId: digest.id, at: digest.since, change: "made" });
  }
  await store.close();
  return wholeBot({ ...options, folder });
}

const DIGEST: Digest = {
  id: "d0",
  setup: DAILY,
  ownerId: "U1005",
  since: new Date("2026-11-23T08:00:00Z"),
};

/** How often Slack was asked for something. */
export function callsOf({ slack }: Stage, method: string): number {
  return slack.world.calls.filter((call) => call.method === method).length;
}

/** What a form that somebody sends carries, as only a forger could change it. */
export function forge(stage: Stage, login: string, metadata: unknown): void {
  const view = stage.slack.world.views.findLast(({ user }) => user === stage.id(login));
  if (view) view.view.private_metadata = JSON.stringify(metadata);
}
