import type { BlockAction } from "@slack/bolt";
import type { KnownBlock } from "@slack/types";
import { expect, it } from "vitest";
import { ANNA, boltOverSocket, GENERAL, GERD, option, plainText, workspace } from "./workspace.ts";

const listed = [option("Design"), option("Sales"), option("People")];
const blocks: KnownBlock[] = [
  {
    type: "actions",
    block_id: "row",
    elements: [
      { type: "static_select", action_id: "team", placeholder: plainText("A team"), options: listed },
      { type: "multi_static_select", action_id: "teams", options: listed, initial_options: [option("Sales")] },
      { type: "users_select", action_id: "who" },
      { type: "conversations_select", action_id: "where" },
      { type: "datepicker", action_id: "day", initial_date: "2026-11-23" },
      { type: "timepicker", action_id: "time" },
      { type: "radio_buttons", action_id: "one", options: listed },
      { type: "checkboxes", action_id: "some", options: listed },
      { type: "overflow", action_id: "more", options: [option("Edit"), option("Delete")] },
      { type: "external_select", action_id: "zone", min_query_length: 0 },
      { type: "button", action_id: "go", text: plainText("Go") },
    ] as never,
  },
];

/** A message with every kind of list under it, before Anna and Gerd; `heard` is what the bot is told. */
async function stage() {
  const { slack, client } = await workspace();
  const heard: BlockAction[] = [];
  await boltOverSocket(slack, (app) => {
    app.action(/./, async ({ ack, body }) => {
      await ack();
      heard.push(body as BlockAction);
    });
    app.options("zone", async ({ ack, payload }) => ack({ options: [option(`${payload.value}/Lisbon`)] }));
  });
  await client.chat.postMessage({ channel: GENERAL, text: "Choose", blocks });
  const choose = async (user: string, actionId: string, choice?: string | string[] | null) => {
    await slack.press(user, await slack.nextMessageTo(GENERAL), { blockId: "row", actionId }, choice);
    return heard.at(-1);
  };
  return { slack, client, choose };
}

it.each<[string, string | string[], object]>([
  ["team", "Sales", { type: "static_select", selected_option: option("Sales"), placeholder: plainText("A team") }],
  [
    "teams",
    ["Design", "People"],
    {
      type: "multi_static_select",
      selected_options: [option("Design"), option("People")],
      initial_options: [option("Sales")],
    },
  ],
  ["who", GERD, { type: "users_select", selected_user: GERD }],
  ["where", GENERAL, { type: "conversations_select", selected_conversation: GENERAL }],
  ["day", "2026-12-01", { type: "datepicker", selected_date: "2026-12-01", initial_date: "2026-11-23" }],
  ["time", "09:30", { type: "timepicker", selected_time: "09:30" }],
  ["one", "People", { type: "radio_buttons", selected_option: option("People") }],
  ["some", ["People", "Design"], { type: "checkboxes", selected_options: [option("Design"), option("People")] }],
  ["more", "Delete", { type: "overflow", selected_option: option("Delete") }],
  ["zone", "Europe/Lisbon", { type: "external_select", selected_option: option("Europe/Lisbon/Lisbon") }],
])("under a message, what is chosen in %s is told as Slack tells it", async (actionId, choice, action) => {
  const { slack, choose } = await stage();
  if (actionId === "zone") {
    const ids = { blockId: "row", actionId };
    const offered = await slack.suggestedUnder(ANNA, await slack.nextMessageTo(GENERAL), ids, "Europe/Lisbon");
    expect(offered).toEqual({ options: [option("Europe/Lisbon/Lisbon")] });
  }
  const body = await choose(ANNA, actionId, actionId === "zone" ? "Europe/Lisbon/Lisbon" : choice);
  expect(body?.actions).toEqual([{ action_id: actionId, block_id: "row", action_ts: expect.any(String), ...action }]);
  expect(body).toMatchObject({ type: "block_actions", container: { type: "message" }, channel: { id: GENERAL } });
});

it("what was chosen before goes along with each press, for each person alone", async () => {
  const { choose } = await stage();
  await choose(ANNA, "day", "2026-12-01");
  const pressed = await choose(ANNA, "go");
  expect(pressed?.state?.values).toMatchObject({
    row: {
      day: { type: "datepicker", selected_date: "2026-12-01" },
      teams: { selected_options: [option("Sales")] },
      team: { selected_option: null },
    },
  });
  expect(pressed?.state?.values.row).not.toHaveProperty("go");
  expect((await choose(GERD, "go"))?.state?.values.row?.day).toMatchObject({ selected_date: "2026-11-23" });
});

it("nobody chooses what is not there", async () => {
  const { choose } = await stage();
  await expect(choose(ANNA, "team", "Finance")).rejects.toThrow('no "Finance", only "Design", "Sales", "People"');
  await expect(choose(ANNA, "more", "Copy")).rejects.toThrow('no option "Copy", only "Edit", "Delete"');
  await expect(choose(ANNA, "day", "soon")).rejects.toThrow("cannot be picked");
  await expect(choose(ANNA, "nothing")).rejects.toThrow('no button "nothing"');
});

it("a message is marked as edited when its text changes, not when its blocks do", async () => {
  const { slack, client } = await workspace();
  const { channel = "", ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a" });
  await client.chat.update({ channel, ts, text: "b", blocks: [{ type: "divider" }] });
  expect(slack.seenBy(ANNA, GENERAL)[0]).not.toHaveProperty("isEdited");
  await client.chat.update({ channel, ts, text: "c" });
  expect(slack.seenBy(ANNA, GENERAL)[0]).toMatchObject({ text: "c", isEdited: true });
});

it("the bot does not hear of a command in time, and Slackbot tells the person alone", async () => {
  const { slack } = await workspace({ patience: { ackMs: 30, answerMs: 5000 } });
  await boltOverSocket(slack, () => {});
  expect(await slack.command(ANNA, GENERAL, "/whosout")).toMatchObject({ timedOut: true });
  expect(slack.seenBy(ANNA, GENERAL)).toMatchObject([
    { from: "USLACKBOT", to: ANNA, text: "/whosout ist mit dem Fehler „operation_timeout“ fehlgeschlagen" },
  ]);
  expect(slack.seenBy(GERD, GENERAL)).toEqual([]);
});
