import { describe, expect, it } from "vitest";
import { ANNA, GENERAL, GERD, NO_BOT, OLD, refusal, SECRET, webClient, workspace } from "./workspace.ts";

describe("a token", () => {
  it.each([
    ["nobody's", undefined, "not_authed"],
    ["a wrong one", "xoxb-wrong", "invalid_auth"],
    ["the app's", "xapp-1-sandbox-app-token", "invalid_auth"],
  ])("that is %s does not do for the bot", async (_whose, token, error) => {
    const { slack } = await workspace();
    expect(await refusal(webClient(slack.apiUrl, token).auth.test())).toMatchObject({ ok: false, error });
  });

  it("of the app opens connections, of the bot does not", async () => {
    const { slack, client } = await workspace();
    expect((await webClient(slack.apiUrl, slack.world.appToken).apps.connections.open({})).url).toMatch(/^ws:\/\/127/);
    expect(await refusal(client.apps.connections.open({}))).toMatchObject({ error: "invalid_auth" });
  });

  it("without a scope is told which", async () => {
    const { client } = await workspace({ scopes: ["chat:write", "commands"] });
    expect(await refusal(client.users.info({ user: ANNA }))).toMatchObject({
      error: "missing_scope",
      needed: "users:read",
      provided: "chat:write,commands",
    });
    const { response_metadata } = await client.auth.test();
    expect(response_metadata?.scopes).toEqual(["chat:write", "commands"]);
  });
});

describe("users", () => {
  it("are shown with e-mail address, and with locale when asked for", async () => {
    const { client } = await workspace();
    const { user } = await client.users.info({ user: ANNA, include_locale: true });
    expect(user).toMatchObject({ id: ANNA, locale: "de-DE", profile: { email: "anna@example.com" } });
    expect((await client.users.info({ user: ANNA })).user?.locale).toBeUndefined();
  });

  it("keep their address without users:read.email", async () => {
    const { client } = await workspace({ scopes: ["users:read"] });
    expect((await client.users.info({ user: ANNA })).user?.profile).toEqual({});
  });

  it("are found by e-mail address in any case, except deactivated ones", async () => {
    const { client } = await workspace();
    expect((await client.users.lookupByEmail({ email: "Anna@Example.com" })).user?.id).toBe(ANNA);
    expect(await refusal(client.users.lookupByEmail({ email: "gone@example.com" }))).toMatchObject({
      error: "users_not_found",
    });
    expect(await refusal(client.users.info({ user: "U9" }))).toMatchObject({ error: "user_not_found" });
  });
});

describe("channels", () => {
  it("are shown, private ones only to members", async () => {
    const { client } = await workspace();
    expect((await client.conversations.info({ channel: GENERAL })).channel).toMatchObject({ is_member: true });
    expect((await client.conversations.info({ channel: NO_BOT })).channel).toMatchObject({ is_member: false });
    expect(await refusal(client.conversations.info({ channel: SECRET }))).toMatchObject({ error: "channel_not_found" });
  });

  it.each([
    [NO_BOT, "not_in_channel"],
    [SECRET, "channel_not_found"],
    [OLD, "is_archived"],
    ["C9", "channel_not_found"],
  ])("%s is not posted to: %s", async (channel, error) => {
    const { client } = await workspace();
    expect(await refusal(client.chat.postMessage({ channel, text: "a" }))).toMatchObject({ error });
    expect(await refusal(client.chat.postEphemeral({ channel, user: ANNA, text: "a" }))).toMatchObject({ error });
  });
});

describe("messages", () => {
  it("are posted and changed in place, by the blocks that the client sends as JSON", async () => {
    const { client, slack } = await workspace();
    const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "[a", blocks: [{ type: "divider" }] });
    expect(slack.seenBy(GERD, GENERAL)).toMatchObject([{ text: "[a", blocks: [{ type: "divider" }] }]);
    await client.chat.update({ channel: GENERAL, ts, text: "b" });
    expect(slack.seenBy(GERD, GENERAL)).toMatchObject([{ ts, text: "b", blocks: [] }]);
  });

  it("to a user's id open the direct message, which has an id of its own", async () => {
    const { client, slack } = await workspace();
    const { channel = "", ts = "" } = await client.chat.postMessage({ channel: ANNA, text: "psst" });
    expect(channel).toBe("D1ANNA");
    expect(await refusal(client.chat.update({ channel: ANNA, ts, text: "b" }))).toMatchObject({
      error: "channel_not_found",
    });
    await client.chat.update({ channel, ts, text: "b" });
    expect(slack.seenBy(ANNA, ANNA)).toMatchObject([{ text: "b" }]);
    expect((await slack.nextMessageTo(ANNA)).text).toBe("b");
  });

  it("that are ephemeral reach one member of the channel, and cannot be changed", async () => {
    const { client, slack } = await workspace();
    const { message_ts = "" } = await client.chat.postEphemeral({ channel: GENERAL, user: ANNA, text: "psst" });
    expect(slack.seenBy(ANNA, GENERAL)).toMatchObject([{ text: "psst", to: ANNA }]);
    expect(slack.seenBy(GERD, GENERAL)).toEqual([]);
    expect(await refusal(client.chat.update({ channel: GENERAL, ts: message_ts, text: "b" }))).toMatchObject({
      error: "message_not_found",
    });
    expect(await refusal(client.chat.postEphemeral({ channel: GENERAL, user: "U4GONE", text: "a" }))).toMatchObject({
      error: "user_not_in_channel",
    });
  });

  it("must say something, and not too much", async () => {
    const { client } = await workspace();
    expect(await refusal(client.chat.postMessage({ channel: GENERAL, text: "" }))).toMatchObject({ error: "no_text" });
    const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a" });
    expect(await refusal(client.chat.update({ channel: GENERAL, ts, text: "a".repeat(4001) }))).toMatchObject({
      error: "msg_too_long",
    });
  });

  it("with blocks that Slack does not take are refused, with place and reason", async () => {
    const { client, slack } = await workspace();
    const blocks = [{ type: "header" as const, text: { type: "plain_text" as const, text: "" } }];
    expect(await refusal(client.chat.postMessage({ channel: GENERAL, text: "a", blocks }))).toMatchObject({
      error: "invalid_blocks",
      response_metadata: { messages: ["[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"] },
    });
    expect(slack.seenBy(ANNA, GENERAL)).toEqual([]);
  });

  it("without top-level text are taken, and noted", async () => {
    const { client, slack } = await workspace();
    await client.chat.postMessage({ channel: GENERAL, blocks: [{ type: "divider" }], text: "" });
    expect(slack.world.calls).toMatchObject([{ method: "chat.postMessage", ok: true, note: "no top-level text" }]);
  });
});

it("blocks.validate answers by the same rules, and needs no token", async () => {
  const { slack } = await workspace();
  const { blocks } = webClient(slack.apiUrl);
  expect((await blocks.validate({ blocks: [{ type: "divider" }] })).ok).toBe(true);
  expect(await refusal(blocks.validate({ blocks: [{ type: "dividers" }] }))).toMatchObject({
    error: "invalid_blocks",
    errors: [{ pointer: "/blocks/0/type", code: "invalid", message: "unsupported type" }],
  });
});

describe("faults on request", () => {
  it.each([
    [{ error: "internal_error" }, /internal_error/],
    [{ status: 503 }, /503/],
    ["drop" as const, /request error/],
  ])("%j", async (fault, words) => {
    const { slack, client } = await workspace();
    slack.failNext("users.info", fault);
    await expect(client.users.info({ user: ANNA })).rejects.toThrow(words);
    expect((await client.users.info({ user: ANNA })).ok).toBe(true);
    expect(slack.world.calls.map(({ ok }) => ok)).toEqual([false, true]);
  });

  it("an answer that is lost when everything was done, so that nobody knows", async () => {
    const { slack, client } = await workspace();
    slack.failNext("chat.postMessage", "drop after");
    const said = { channel: GENERAL, text: "a" };
    await expect(client.chat.postMessage(said)).rejects.toThrow(/request error/);
    expect(slack.seenBy(ANNA, GENERAL)).toMatchObject([{ text: "a" }]);
    expect(slack.world.calls).toMatchObject([{ method: "chat.postMessage", ok: true }]);
    await client.chat.postMessage(said);
    expect(slack.seenBy(ANNA, GENERAL)).toHaveLength(2);
  });

  it("an answer that is lost, to a call that was refused", async () => {
    const { slack, client } = await workspace();
    slack.failNext("chat.postMessage", "drop after");
    await expect(client.chat.postMessage({ channel: NO_BOT, text: "a" })).rejects.toThrow(/request error/);
    expect(slack.world.calls).toMatchObject([{ ok: false, error: "not_in_channel" }]);
  });

  it("a pause that is asked for, by Retry-After", async () => {
    const { slack } = await workspace();
    slack.failNext("auth.test", { retryAfter: 7 });
    const answered = await fetch(`${slack.apiUrl}/auth.test`, { method: "POST" });
    expect([answered.status, answered.headers.get("retry-after")]).toEqual([429, "7"]);
  });
});
