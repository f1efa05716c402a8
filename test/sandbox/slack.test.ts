import { App, LogLevel, SocketModeReceiver } from "@slack/bolt";
import { WebClient } from "@slack/web-api";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { createSlackStandIn } from "../../sandbox/slack.ts";

async function stage(options: { scopes?: string[] } = {}) {
  let now = Date.parse("2026-11-23T08:00:00Z");
  const company = createCompany("2026-11-23");
  const slack = await createSlackStandIn({ ...company.slack, ...options, clock: () => new Date(now) });
  onTestFinished(() => slack.close());
  const clientOptions = { slackApiUrl: `${slack.apiUrl}/`, retryConfig: { retries: 0 }, logLevel: LogLevel.ERROR };
  const web = new WebClient(slack.world.botToken, clientOptions);
  const id = (login: string) => company.who(login).slackId;
  return { slack, web, id, clientOptions, pass: (ms: number) => (now += ms) };
}

/** An unmodified Bolt app, connected to the stand-in. */
async function bolt({ slack, clientOptions }: Awaited<ReturnType<typeof stage>>) {
  const receiver = new SocketModeReceiver({
    appToken: slack.world.appToken,
    installerOptions: { clientOptions: { ...clientOptions } },
  });
  const app = new App({
    token: slack.world.botToken,
    receiver,
    clientOptions: { ...clientOptions },
    deferInitialization: true,
  });
  await app.init();
  await app.start();
  onTestFinished(() => receiver.client.disconnect());
  return app;
}

const errorOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "ok",
    (error) => error.data,
  );

describe("the Web API, asked by the real client", () => {
  it.each([
    ["an unknown user", "users.info", { user: "U404" }, "user_not_found"],
    ["an unknown address", "users.lookupByEmail", { email: "nobody@morgenrot.example" }, "users_not_found"],
    ["a deactivated user's address", "users.lookupByEmail", { email: "viktor@morgenrot.example" }, "users_not_found"],
    ["a private channel without the bot", "conversations.info", { channel: "C0SECRET" }, "channel_not_found"],
    ["an archived channel", "chat.postMessage", { channel: "C0OLD", text: "hi" }, "is_archived"],
    ["a channel without the bot", "chat.postMessage", { channel: "C0DESIGN", text: "hi" }, "not_in_channel"],
    ["nothing to say", "chat.postMessage", { channel: "C0GENERAL" }, "no_text"],
    [
      "a block that Slack does not know",
      "chat.postMessage",
      { channel: "C0GENERAL", text: "x", blocks: [{ type: "banner" }] },
      "invalid_blocks",
    ],
    ["an unknown method", "users.guess", {}, "unknown_method"],
  ])("%s: %s", async (_name, method, params, error) => {
    const { web } = await stage();
    expect(await errorOf(web.apiCall(method, params))).toMatchObject({ ok: false, error });
  });

  it("refuses wrong tokens and missing scopes, and tells the scopes", async () => {
    const { web, slack, clientOptions, id } = await stage({ scopes: ["commands"] });
    expect((await web.auth.test()).response_metadata?.scopes).toEqual(["commands"]);
    expect(await errorOf(web.users.info({ user: id("anna") }))).toMatchObject({
      error: "missing_scope",
      needed: "users:read",
      provided: "commands",
    });
    expect(await errorOf(new WebClient("xoxb-other", clientOptions).auth.test())).toMatchObject({
      error: "invalid_auth",
    });
    expect(await errorOf(new WebClient(slack.world.botToken, clientOptions).apps.connections.open({}))).toMatchObject({
      error: "invalid_auth",
    });
  });

  it("shows addresses only with their scope", async () => {
    const { web, id } = await stage({ scopes: ["users:read"] });
    const { user } = await web.users.info({ user: id("anna") });
    expect(user?.real_name).toBe("Anna Berg");
    expect(user?.profile?.email).toBeUndefined();
  });
});

describe("blocks", () => {
  const plain = (text: string) => ({ type: "plain_text", text });
  it.each([
    ["51 of them", Array.from({ length: 51 }, () => ({ type: "divider" }))],
    ["a long header", [{ type: "header", text: plain("x".repeat(151)) }]],
    ["an empty text", [{ type: "section", text: plain("") }]],
    ["a long section", [{ type: "section", text: plain("x".repeat(3001)) }]],
    ["a section without text", [{ type: "section" }]],
    ["an unknown field", [{ type: "divider", color: "red" }]],
    ["a picture that runs", [{ type: "image", alt_text: "x", image_url: "javascript:alert(1)" }]],
    ["a picture of another kind of place", [{ type: "image", alt_text: "x", image_url: "file:///etc/passwd" }]],
    [
      "a link that runs",
      [
        {
          type: "rich_text",
          elements: [{ type: "rich_text_section", elements: [{ type: "link", url: "javascript:alert(1)" }] }],
        },
      ],
    ],
    [
      "a button that runs",
      [{ type: "actions", elements: [{ type: "button", text: plain("x"), url: " JavaScript:alert(1)" }] }],
    ],
    ["a long button", [{ type: "actions", elements: [{ type: "button", text: plain("x".repeat(76)) }] }]],
    [
      "an action_id twice",
      [{ type: "actions", elements: [1, 2].map(() => ({ type: "button", action_id: "a", text: plain("x") })) }],
    ],
    [
      "an empty cell",
      [
        {
          type: "data_table",
          caption: "c",
          rows: [[{ type: "raw_text", text: "a" }], [{ type: "raw_text", text: "" }]],
        },
      ],
    ],
    ["uneven rows", [{ type: "data_table", caption: "c", rows: [[{ type: "raw_text", text: "a" }], []] }]],
    ["an image without its words", [{ type: "image", image_url: "https://x.example/a.png" }]],
    ["an input in a message", [{ type: "input", label: plain("x"), element: { type: "plain_text_input" } }]],
  ])("%s are refused, saying where", async (_name, blocks) => {
    const { web, id } = await stage();
    const refused = await errorOf(web.apiCall("chat.postMessage", { channel: id("anna"), text: "x", blocks }));
    expect(refused).toMatchObject({ error: "invalid_blocks" });
    expect(JSON.stringify(refused)).toContain("[json-pointer:/blocks");
  });
});

describe("Socket Mode, with the real Bolt", () => {
  it("carries a command to the app and the answers back, to those who may see them", async () => {
    const world = await stage();
    const app = await bolt(world);
    app.command("/echo", async ({ ack, command, respond }) => {
      await ack();
      await respond({ response_type: "ephemeral", text: `only for you: ${command.text}` });
      await respond({ response_type: "in_channel", text: "for all" });
    });
    const { slack, id } = world;
    const exchange = await slack.command(id("anna"), "C0GENERAL", "/echo a & <b> @gerd x@y.example");
    const first = await exchange.answer();
    await exchange.answer();
    expect(first.text).toBe(`only for you: a &amp; &lt;b&gt; <@${id("gerd")}|gerd> <mailto:x@y.example|x@y.example>`);
    expect(slack.seenBy(id("anna"), "C0GENERAL").map(({ text }) => text)).toEqual([first.text, "for all"]);
    expect(slack.seenBy(id("gerd"), "C0GENERAL").map(({ text }) => text)).toEqual(["for all"]);
  });

  it("ends a response_url after five answers, and after half an hour", async () => {
    const world = await stage();
    const app = await bolt(world);
    const errors: unknown[] = [];
    let again: (() => Promise<unknown>) | undefined;
    app.command("/talk", async ({ ack, respond }) => {
      await ack();
      for (let n = 0; n < 6; n++) await respond(`${n}`).catch((error) => errors.push(error.statusCode));
      again = () => respond("late");
    });
    app.command("/once", async ({ ack, respond }) => {
      await ack();
      await respond("now");
      again = () => respond("late");
    });
    const { slack, id } = world;
    const exchange = await slack.command(id("anna"), "C0GENERAL", "/talk");
    for (let n = 0; n < 5; n++) await exchange.answer();
    await expect.poll(() => errors).toEqual([404]);
    await (await slack.command(id("anna"), "C0GENERAL", "/once")).answer();
    world.pass(31 * 60_000);
    await expect(again?.()).rejects.toMatchObject({ statusCode: 404 });
  });

  it("replaces the message of a button, and refuses blocks there too", async () => {
    const world = await stage();
    const app = await bolt(world);
    app.command("/ask", async ({ ack, respond }) => {
      await ack();
      await respond({
        text: "?",
        blocks: [
          {
            type: "actions",
            elements: [{ type: "button", action_id: "go", value: "7", text: { type: "plain_text", text: "Go" } }],
          },
        ],
      });
    });
    let refused: number | undefined;
    app.action("go", async ({ ack, respond, action }) => {
      await ack();
      await respond({ text: "x", blocks: [{ type: "banner" } as never] }).catch((error) => {
        refused = error.statusCode;
      });
      await respond({ replace_original: true, text: `went ${"value" in action ? action.value : ""}` });
    });
    const { slack, id } = world;
    const message = await (await slack.command(id("anna"), "C0GENERAL", "/ask")).answer();
    await (await slack.press(id("anna"), message, "Go")).answer();
    expect(slack.seenBy(id("anna"), "C0GENERAL").map(({ text }) => text)).toEqual(["went 7"]);
    expect(refused).toBe(400);
  });
});
