import type { App, ViewOutput } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { ANNA, type boltOverHttp, boltOverSocket, input, modal, option, plainText, workspace } from "./workspace.ts";

type Connect = typeof boltOverSocket | typeof boltOverHttp;
export type Acked = { response_action?: string; [more: string]: unknown } | undefined;
export const note = input("note", { type: "plain_text_input" });
const day = input("day", { type: "datepicker", initial_date: "2026-12-01" });
const mood = input(
  "mood",
  { type: "radio_buttons", options: [option("good"), option("bad")] },
  { dispatch_action: true, optional: true },
);
export const ask: KnownBlock = {
  type: "actions",
  block_id: "row",
  elements: [
    {
      type: "button",
      action_id: "press",
      text: plainText("Clear all"),
      value: "7",
      confirm: { text: plainText("Really?") },
    },
  ],
};
export const view = modal([note, day, mood, ask], { private_metadata: "kept", close: plainText("Cancel") });

/** A form before Anna, opened by its shortcut. The bot answers its submissions in turn, and `heard` is what came of all. */
export async function formStage(
  answers: Acked[] = [],
  { connect = boltOverSocket as Connect, opened = view, patience = { ackMs: 3000, answerMs: 10_000 } } = {},
) {
  const { slack, client } = await workspace({ patience });
  const heard: Record<string, unknown>[] = [];
  await connect(slack, (app: App) => {
    const hear = (body: object) => void heard.push({ ...body });
    app.shortcut("open", async ({ ack, body }) => {
      await ack();
      hear(body);
      await client.views.open({ trigger_id: body.trigger_id, view: opened });
    });
    app.action(/mood|press/, async ({ ack, body }) => {
      hear(body);
      await ack();
      await client.chat.postMessage({ channel: body.user.id, text: "heard" });
    });
    app.view("form", async ({ ack, body }) => {
      hear(body);
      await (ack as (answer: Acked) => Promise<void>)(answers.shift());
    });
    app.view({ type: "view_closed", callback_id: "form" }, async ({ ack, body }) => {
      hear(body);
      await ack();
    });
  });
  await slack.shortcut(ANNA, "open");
  await slack.nextForm(ANNA);
  return { slack, client, heard, viewIn: (at: number) => heard[at]?.view as ViewOutput };
}
