import { App, HTTPReceiver, type Logger, LogLevel, SocketModeReceiver } from "@slack/bolt";
import type { InputBlock, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from "@slack/types";
import { WebClient } from "@slack/web-api";
import { onTestFinished } from "vitest";
import type { SlackApp } from "../../sandbox/manifest.ts";
import { createSlackStandIn, type SlackChannel, type SlackUser } from "../../sandbox/slack.ts";

export const ANNA = "U1ANNA";
export const GERD = "U2GERD";
export const STELLA = "U3STELLA";
export const GENERAL = "C1GENERAL";
export const NO_BOT = "C2NOBOT";
export const SECRET = "C3SECRET";
export const OLD = "C4OLD";
/** What Slack knows of an app that has nothing but a Home. */
export const APP_WITH_HOME: SlackApp = {
  name: "Whosout",
  hasHome: true,
  takesMessages: false,
  events: ["app_home_opened"],
  commands: [],
  shortcuts: [],
  messageShortcuts: [],
};

const user = (id: string, name: string, more: Partial<SlackUser> = {}): SlackUser => ({
  id,
  team_id: "T0WHOSOUT",
  name,
  locale: "de-DE",
  profile: { email: `${name}@example.com` },
  ...more,
});

/** A stand-in Slack with three people and four channels; `pass` lets time go by. */
export async function workspace(
  options: { scopes?: string[]; patience?: { ackMs: number; answerMs: number }; app?: SlackApp } = {},
) {
  let now = Date.parse("2026-11-23T08:00:00Z");
  const members = [ANNA, GERD, STELLA];
  const channels: SlackChannel[] = [
    { id: GENERAL, name: "general", members: [...members, "U0WHOSOUT"] },
    { id: NO_BOT, name: "no-bot", members },
    { id: SECRET, name: "secret", members, is_private: true },
    { id: OLD, name: "old", members: [...members, "U0WHOSOUT"], is_archived: true },
  ];
  const users = [
    user(ANNA, "anna"),
    user(GERD, "gerd"),
    user(STELLA, "stella", { team_id: "T0OTHER", is_stranger: true }),
    user("U4GONE", "gone", { deleted: true }),
  ];
  const slack = await createSlackStandIn({ users, channels, clock: () => new Date(now), ...options });
  onTestFinished(() => slack.close());
  const pass = (milliseconds: number) => {
    now += milliseconds;
  };
  return { slack, pass, client: webClient(slack.apiUrl, slack.world.botToken) };
}

export type Slack = Awaited<ReturnType<typeof workspace>>["slack"];

/** Refusals are what these tests are about: nobody needs to read of them. */
const silent: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => LogLevel.ERROR,
  setName: () => {},
};

/** The real client, which tries once. */
export function webClient(slackApiUrl: string, token?: string): WebClient {
  return new WebClient(token, { slackApiUrl, logger: silent, retryConfig: { retries: 0 } });
}

/** What Slack said no with, all of it; "ok" when it did not. */
export const refusal = (asked: Promise<unknown>) =>
  asked.then(
    () => "ok",
    (error: { data?: unknown }) => error.data,
  );

/** An unmodified Bolt app, connected over Socket Mode. */
export async function boltOverSocket(slack: Slack, listen: (app: App) => void) {
  const clientOptions = { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } };
  const receiver = new SocketModeReceiver({
    appToken: slack.world.appToken,
    logger: silent,
    installerOptions: { clientOptions: { ...clientOptions } },
  });
  const app = await started(slack, receiver, listen);
  await app.start();
  onTestFinished(() => receiver.client.disconnect());
  return receiver.client;
}

/** The same over HTTP. */
export async function boltOverHttp(slack: Slack, listen: (app: App) => void) {
  const receiver = new HTTPReceiver({ signingSecret: slack.world.signingSecret, logger: silent });
  const app = await started(slack, receiver, listen);
  const server = await app.start(0);
  onTestFinished(async () => {
    await app.stop();
  });
  const address = "address" in server ? server.address() : null;
  if (address === null || typeof address === "string") throw new Error("Bolt listens nowhere");
  slack.callOverHttp(`http://127.0.0.1:${address.port}/slack/events`);
}

async function started(slack: Slack, receiver: SocketModeReceiver | HTTPReceiver, listen: (app: App) => void) {
  const app = new App({
    token: slack.world.botToken,
    receiver,
    logger: silent,
    clientOptions: { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } },
    deferInitialization: true,
  });
  listen(app);
  await app.init();
  return app;
}

export function plainText(text: string): PlainTextElement {
  return { type: "plain_text", text };
}

/** An option whose value is its text. */
export function option(text: string): PlainTextOption {
  return { text: plainText(text), value: text };
}

/** An input whose label and ids are one. */
export function input(id: string, element: InputBlock["element"], more: Partial<InputBlock> = {}): InputBlock {
  return { type: "input", block_id: id, label: plainText(id), element: { action_id: id, ...element }, ...more };
}

export function modal(blocks: KnownBlock[], more: Partial<ModalView> = {}): ModalView {
  return { type: "modal", callback_id: "form", title: plainText("A form"), submit: plainText("Send"), blocks, ...more };
}
