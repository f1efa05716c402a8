import { describe, expect, it } from "vitest";
import { ANNA, GENERAL, NO_BOT, refusal, SECRET, workspace } from "./workspace.ts";

const READS = ["chat:write", "channels:history"];
const digest = { event_type: "digest", event_payload: { day: "2026-11-23", attempt: 1 } };

/** Three messages in a channel, a second between them: a, b, c. */
async function threeSaid(scopes = READS) {
  const { slack, client, pass } = await workspace({ scopes });
  const said: string[] = [];
  for (const text of ["a", "b", "c"]) {
    said.push((await client.chat.postMessage({ channel: GENERAL, text, metadata: digest })).ts ?? "");
    pass(1000);
  }
  const history = (more: object = {}) => client.conversations.history({ channel: GENERAL, ...more });
  const texts = async (more: object = {}) => (await history(more)).messages?.map(({ text }) => text);
  return { slack, client, history, texts, said };
}

describe("what an app attaches to a message", () => {
  it("is kept with it, unseen in the answer", async () => {
    const { slack, client } = await workspace();
    const { message } = await client.chat.postMessage({ channel: GENERAL, text: "a", metadata: digest });
    expect(message).not.toHaveProperty("metadata");
    expect(slack.seenBy(ANNA, GENERAL)).toMatchObject([{ text: "a", metadata: digest }]);
  });

  it("stays over a change that does not speak of it, is replaced by another, and goes for an empty one", async () => {
    const { slack, client } = await workspace();
    const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a", metadata: digest });
    const changed = async (more: object) => {
      await client.chat.update({ channel: GENERAL, ts, text: "b", ...more });
      return slack.seenBy(ANNA, GENERAL)[0]?.metadata;
    };
    expect(await changed({})).toEqual(digest);
    const other = { event_type: "digest", event_payload: {} };
    expect(await changed({ metadata: other })).toEqual(other);
    expect(await changed({ metadata: {} })).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ["no JSON", "{digest"],
    ["text", '"digest"'],
    ["without a type", { event_payload: {} }],
    ["without a payload", { event_type: "digest" }],
    ["with a payload that is no object", { event_type: "digest", event_payload: ["a"] }],
    ["with more than that", { ...digest, event_id: "7" }],
  ])("is refused when it is %s, and nothing is posted or changed", async (_what, metadata) => {
    const { slack, client } = await workspace();
    const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a" });
    const said = { channel: GENERAL, text: "b", metadata };
    const error = "invalid_metadata_format";
    expect(await refusal(client.apiCall("chat.postMessage", said))).toMatchObject({ error });
    expect(await refusal(client.apiCall("chat.update", { ...said, ts }))).toMatchObject({ error });
    expect(slack.seenBy(ANNA, GENERAL).map(({ text }) => text)).toEqual(["a"]);
  });
});

describe("the history of a channel", () => {
  it("begins with the newest, as it reads now, and knows metadata when asked", async () => {
    const { client, history, texts, said } = await threeSaid();
    await client.chat.update({ channel: GENERAL, ts: said[1] ?? "", text: "B" });
    expect(await texts()).toEqual(["c", "B", "a"]);
    const [plain] = (await history()).messages ?? [];
    expect(plain).toMatchObject({ type: "message", ts: said[2], bot_id: "B0WHOSOUT", user: "U0WHOSOUT" });
    expect(plain).not.toHaveProperty("metadata");
    expect((await history({ include_all_metadata: true })).messages?.[0]?.metadata).toEqual(digest);
  });

  it("holds nothing that only one person sees, nor what is deleted, nor what is said elsewhere", async () => {
    const { slack, client, texts } = await threeSaid();
    await client.chat.postEphemeral({ channel: GENERAL, user: ANNA, text: "psst" });
    await client.chat.postMessage({ channel: ANNA, text: "direct" });
    const [a] = slack.world.messages;
    if (a) slack.world.change(a, { isDeleted: true });
    expect(await texts()).toEqual(["c", "b"]);
  });

  it("lies between two times, both outside unless they are included", async () => {
    const { texts, said } = await threeSaid();
    const [oldest, , latest] = said;
    expect(await texts({ oldest, latest })).toEqual(["b"]);
    expect(await texts({ oldest, latest, inclusive: true })).toEqual(["c", "b", "a"]);
    expect(await texts({ oldest })).toEqual(["c", "b"]);
    expect(await texts({ latest, inclusive: true })).toEqual(["c", "b", "a"]);
    expect(await texts({ oldest: String(Date.parse("2026-11-23T08:00:01Z") / 1000) })).toEqual(["c", "b"]);
  });

  it("comes in pages", async () => {
    const { history, texts } = await threeSaid();
    const first = await history({ limit: 2 });
    expect([first.messages?.map(({ text }) => text), first.has_more]).toEqual([["c", "b"], true]);
    const cursor = first.response_metadata?.next_cursor;
    const last = await history({ limit: 2, cursor });
    expect([last.messages?.map(({ text }) => text), last.has_more]).toEqual([["a"], false]);
    expect(last.response_metadata?.next_cursor).toBeUndefined();
    expect(await refusal(texts({ limit: 1000 }))).toMatchObject({ error: "invalid_limit" });
  });

  it("is read only with the scope of its kind of channel, which the bot does not have unless it is given", async () => {
    const { client } = await workspace();
    expect(await refusal(client.conversations.history({ channel: GENERAL }))).toMatchObject({
      error: "missing_scope",
      needed: "channels:history,groups:history",
    });
    const { slack, client: other } = await threeSaid();
    slack.world.channels.find(({ id }) => id === SECRET)?.members.push("U0WHOSOUT");
    expect(await refusal(other.conversations.history({ channel: SECRET }))).toMatchObject({
      error: "missing_scope",
      needed: "groups:history",
    });
    slack.world.scopes.push("groups:history");
    expect((await other.conversations.history({ channel: SECRET })).messages).toEqual([]);
  });

  it("is read only where the bot is a member", async () => {
    const { client } = await threeSaid();
    const errors = [NO_BOT, SECRET, "C9"].map((channel) => refusal(client.conversations.history({ channel })));
    expect(await Promise.all(errors)).toMatchObject([
      { error: "not_in_channel" },
      { error: "channel_not_found" },
      { error: "channel_not_found" },
    ]);
  });
});
