import { describe, expect, it } from "vitest";
import { ANNA, GENERAL, GERD, NO_BOT, workspace } from "./workspace.ts";

/** A workspace that takes one message a second in each conversation, and three a second altogether. */
async function limited() {
  const { slack, client, pass } = await workspace({ scopes: ["chat:write", "chat:write.public"] });
  slack.world.rates = { perChannelMs: 1000, perSecond: 3 };
  /** The status of an attempt, and the seconds that Slack asks to wait. */
  const post = async (channel: string, more: Record<string, string> = {}) => {
    const response = await fetch(`${slack.apiUrl}/chat.postMessage`, {
      method: "POST",
      headers: { authorization: `Bearer ${slack.world.botToken}` },
      body: new URLSearchParams({ channel, text: "a", ...more }),
    });
    const { error } = (await response.json()) as { error?: string };
    return [response.status, response.headers.get("retry-after"), error];
  };
  const count429 = () => slack.world.calls.filter(({ error }) => error === "ratelimited").length;
  return { slack, client, pass, post, count429 };
}
const OK = [200, null, undefined];
const WAIT = [429, "1", "ratelimited"];

describe("messages that come too fast", () => {
  it("into one channel are refused until a second has passed, and not posted", async () => {
    const { slack, pass, post, count429 } = await limited();
    expect(await post(GENERAL)).toEqual(OK);
    pass(999);
    expect(await post(GENERAL)).toEqual(WAIT);
    expect(await post(NO_BOT)).toEqual(OK);
    pass(1);
    expect(await post(GENERAL)).toEqual(OK);
    expect(slack.seenBy(ANNA, GENERAL)).toHaveLength(2);
    expect(count429()).toBe(1);
  });

  it("ask for whole seconds", async () => {
    const { slack, pass, post } = await limited();
    slack.world.rates = { perChannelMs: 5000, perSecond: 3 };
    await post(GENERAL);
    pass(1500);
    expect(await post(GENERAL)).toEqual([429, "4", "ratelimited"]);
  });

  it("into the whole workspace are refused while three were posted in the last second", async () => {
    const { pass, post } = await limited();
    for (const channel of [GENERAL, NO_BOT, ANNA]) {
      expect(await post(channel)).toEqual(OK);
      pass(300);
    }
    expect(await post(GERD)).toEqual(WAIT);
    pass(100);
    expect(await post(GERD)).toEqual(OK);
  });

  it("to a person count under both ids of the conversation", async () => {
    const { post } = await limited();
    expect(await post(ANNA)).toEqual(OK);
    expect(await post("D1ANNA")).toEqual(WAIT);
  });

  it("count only where they were taken", async () => {
    const { post } = await limited();
    expect(await post(GENERAL, { text: "" })).toEqual([200, null, "no_text"]);
    expect(await post(GENERAL)).toEqual(OK);
  });

  it("are all taken where no limits are set, and other calls always", async () => {
    const { slack, client, count429 } = await limited();
    const { ts = "" } = await client.chat.postMessage({ channel: GENERAL, text: "a" });
    for (const text of ["b", "c"]) await client.chat.update({ channel: GENERAL, ts, text });
    await client.chat.postEphemeral({ channel: GENERAL, user: ANNA, text: "d" });
    slack.world.rates = undefined;
    for (let times = 0; times < 20; times++) await client.chat.postMessage({ channel: GENERAL, text: "e" });
    expect(count429()).toBe(0);
  });

  it("are no matter of other methods, which have limits of their own, by the minute", async () => {
    const { slack, client, pass, post, count429 } = await limited();
    slack.world.rates = { perChannelMs: 1000, perSecond: 3, perMinute: { "auth.test": 2 } };
    expect(await post(GENERAL)).toEqual(OK);
    await client.auth.test();
    pass(20_000);
    await client.auth.test();
    const third = await fetch(`${slack.apiUrl}/auth.test`, {
      method: "POST",
      headers: { authorization: `Bearer ${slack.world.botToken}` },
    });
    expect([third.status, third.headers.get("retry-after")]).toEqual([429, "40"]);
    pass(40_000);
    await client.auth.test();
    expect(count429()).toBe(1);
  });
});
