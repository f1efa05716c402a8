import { describe, expect, it } from "vitest";
import { ANNA, GENERAL, GERD, NO_BOT, OLD, refusal, SECRET, STELLA, workspace } from "./workspace.ts";

/** A workspace whose bot was invited to the secret channel. */
async function invited(options: { scopes?: string[] } = {}) {
  const stage = await workspace(options);
  stage.slack.world.channels.find(({ id }) => id === SECRET)?.members.push("U0WHOSOUT");
  return stage;
}

it("a channel tells who made it, where somebody did", async () => {
  const { slack, client } = await workspace();
  Object.assign(slack.world.channels[0] ?? {}, { creator: GERD });
  expect((await client.conversations.info({ channel: GENERAL })).channel?.creator).toBe(GERD);
  expect((await client.conversations.info({ channel: NO_BOT })).channel).not.toHaveProperty("creator");
});

describe("the members of a channel", () => {
  it("are listed, the bot among them, also where it is no member", async () => {
    const { client } = await workspace();
    const { members, response_metadata } = await client.conversations.members({ channel: GENERAL });
    expect(members).toEqual([ANNA, GERD, STELLA, "U0WHOSOUT"]);
    expect(response_metadata?.next_cursor).toBe("");
    expect((await client.conversations.members({ channel: NO_BOT })).members).toEqual([ANNA, GERD, STELLA]);
  });

  it("come in pages, a hundred at a time without a limit", async () => {
    const { slack, client } = await workspace();
    const many = Array.from({ length: 250 }, (_, at) => `U${1000 + at}`);
    slack.world.channels.push({ id: "C9MANY", name: "many", members: many });
    const sizes = async (limit?: number) => {
      const pages: string[][] = [];
      let cursor = "";
      do {
        const { members = [], response_metadata } = await client.conversations.members({
          channel: "C9MANY",
          ...(limit !== undefined && { limit }),
          ...(cursor && { cursor }),
        });
        pages.push(members);
        cursor = response_metadata?.next_cursor ?? "";
      } while (cursor);
      expect(pages.flat()).toEqual(many);
      return pages.map(({ length }) => length);
    };
    expect(await sizes()).toEqual([100, 100, 50]);
    expect(await sizes(125)).toEqual([125, 125]);
    expect(await sizes(1000)).toEqual([250]);
  });

  it("go on where the last page ended, although somebody left meanwhile", async () => {
    const { slack, client } = await workspace();
    const first = await client.conversations.members({ channel: GENERAL, limit: 2 });
    expect(first.members).toEqual([ANNA, GERD]);
    slack.world.channels[0]?.members.splice(0, 1);
    const cursor = first.response_metadata?.next_cursor ?? "";
    expect((await client.conversations.members({ channel: GENERAL, cursor })).members).toEqual([STELLA, "U0WHOSOUT"]);
  });

  it.each<[string, object, string]>([
    ["a limit that is too large", { limit: 1001 }, "invalid_limit"],
    ["a limit of nothing", { limit: 0 }, "invalid_limit"],
    ["a limit that is no number", { limit: "ten" }, "invalid_limit"],
    ["a cursor that is none", { cursor: "bmV4dDpVOQ==" }, "invalid_cursor"],
    ["a private channel without the bot", { channel: SECRET }, "channel_not_found"],
    ["no such channel", { channel: "C9" }, "channel_not_found"],
  ])("are refused for %s", async (_what, more, error) => {
    const { client } = await workspace();
    const asked = client.apiCall("conversations.members", { channel: GENERAL, ...more });
    expect(await refusal(asked)).toMatchObject({ error });
  });

  it("need the scope of their kind of channel", async () => {
    const { client } = await invited({ scopes: ["channels:read"] });
    expect((await client.conversations.members({ channel: GENERAL })).ok).toBe(true);
    expect(await refusal(client.conversations.members({ channel: SECRET }))).toMatchObject({
      error: "missing_scope",
      needed: "groups:read",
      provided: "channels:read",
    });
  });
});

describe("joining a channel", () => {
  it("lets the bot post there", async () => {
    const { slack, client } = await workspace();
    expect(await refusal(client.chat.postMessage({ channel: NO_BOT, text: "hi" }))).toMatchObject({
      error: "not_in_channel",
    });
    const { channel } = await client.conversations.join({ channel: NO_BOT });
    expect(channel).toMatchObject({ id: NO_BOT, is_member: true, num_members: 4 });
    await client.chat.postMessage({ channel: NO_BOT, text: "hi" });
    expect(slack.seenBy(ANNA, NO_BOT)).toMatchObject([{ text: "hi" }]);
    expect((await client.conversations.members({ channel: NO_BOT })).members).toContain("U0WHOSOUT");
  });

  it("twice changes nothing, and Slack says so", async () => {
    const { slack, client } = await workspace();
    const again = await client.conversations.join({ channel: GENERAL });
    expect(again).toMatchObject({
      warning: "already_in_channel",
      response_metadata: { warnings: ["already_in_channel"] },
    });
    expect(slack.world.channels[0]?.members).toHaveLength(4);
  });

  it("is not for archived or private ones, nor for those that are not there", async () => {
    const { client } = await invited();
    const errors = [OLD, SECRET, "C9", ANNA].map(async (channel) => refusal(client.conversations.join({ channel })));
    expect(await Promise.all(errors)).toMatchObject([
      { error: "is_archived" },
      { error: "method_not_supported_for_channel_type" },
      { error: "channel_not_found" },
      { error: "channel_not_found" },
    ]);
  });

  it("needs its scope, which the bot has unless it is told otherwise", async () => {
    const { client } = await workspace({ scopes: ["channels:read"] });
    expect(await refusal(client.conversations.join({ channel: NO_BOT }))).toMatchObject({
      error: "missing_scope",
      needed: "channels:join",
    });
  });
});
