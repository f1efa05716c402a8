import type { BlockAction } from "@slack/bolt";
import { expect, it } from "vitest";
import { ANNA, boltOverSocket, GERD, plainText, workspace } from "./workspace.ts";

const blocks = [
  {
    type: "actions" as const,
    elements: [{ type: "button" as const, action_id: "go", text: plainText("Go"), value: "7" }],
  },
];

it("a press under a direct message tells of the message, and of the conversation as Slack names it", async () => {
  const { slack, client } = await workspace();
  const heard: BlockAction[] = [];
  await boltOverSocket(slack, (app) =>
    app.action("go", async ({ ack, body, client, respond }) => {
      await ack();
      if (body.type !== "block_actions") return;
      heard.push(body);
      const { channel, message } = body;
      await client.chat.update({ channel: channel?.id ?? "", ts: message?.ts ?? "", text: "changed" });
      await respond({ replace_original: false, text: "and more" });
    }),
  );
  const { ts, channel } = await client.chat.postMessage({ channel: ANNA, text: "Go?", blocks });
  const exchange = await slack.press(ANNA, await slack.nextMessageTo(ANNA), "Go");
  expect((await exchange.answer()).text).toBe("changed");
  expect((await exchange.answer()).text).toBe("and more");
  expect(heard).toMatchObject([
    {
      channel: { id: channel, name: "directmessage" },
      container: { type: "message", channel_id: channel, message_ts: ts, is_ephemeral: false },
      message: { ts, text: "Go?", blocks },
      response_url: expect.stringContaining("/actions/"),
    },
  ]);
  expect(slack.seenBy(ANNA, ANNA).map(({ text }) => text)).toEqual(["changed", "and more"]);
  expect(slack.seenBy(GERD, GERD)).toEqual([]);
});

it("a command in a direct message names the conversation the same way", async () => {
  const { slack, client } = await workspace();
  const heard: string[] = [];
  await boltOverSocket(slack, (app) =>
    app.command("/hi", async ({ ack, command }) => {
      await ack("hi");
      heard.push(command.channel_id, command.channel_name);
    }),
  );
  const { channel } = await client.chat.postMessage({ channel: ANNA, text: "a" });
  expect((await (await slack.command(ANNA, ANNA, "/hi")).answer()).text).toBe("hi");
  expect(heard).toEqual([channel, "directmessage"]);
});
