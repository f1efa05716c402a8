import type { App, RespondArguments } from "@slack/bolt";
import { describe, expect, it, vi } from "vitest";
import { readable } from "../../sandbox/readable.ts";
import { ANNA, boltOverHttp, boltOverSocket, GENERAL, GERD, NO_BOT, SECRET, STELLA, workspace } from "./workspace.ts";

const question: RespondArguments = {
  response_type: "ephemeral",
  text: "Which week?",
  blocks: [
    {
      type: "actions",
      block_id: "weeks",
      elements: [
        { type: "button", action_id: "next", text: { type: "plain_text", text: "Next week" }, value: "48" },
        {
          type: "static_select",
          action_id: "pick",
          placeholder: { type: "plain_text", text: "Pick" },
          options: [{ text: { type: "plain_text", text: "Christmas" }, value: "52" }],
        },
      ],
    },
  ],
};

/** A little bot: `/ask` gives buttons, which turn the message; `/say` repeats. */
function listen(app: App): void {
  app.command("/ask", async ({ ack, respond }) => {
    await ack();
    await respond(question);
  });
  app.command("/say", async ({ ack, command, respond }) => {
    await ack();
    await respond({ response_type: "in_channel", text: command.text });
  });
  app.action("next", async ({ ack, respond, body, payload }) => {
    await ack();
    const value = "value" in payload ? payload.value : "?";
    await respond({ replace_original: true, text: `Week ${value}, asked from ${body.user.team_id}` });
  });
  app.action("pick", async ({ ack, respond, payload }) => {
    await ack();
    const chosen = "selected_option" in payload ? payload.selected_option : undefined;
    await respond({ replace_original: false, text: `Picked ${JSON.stringify(chosen)}` });
  });
}

describe.each([
  ["Socket Mode", boltOverSocket],
  ["signed HTTP", boltOverHttp],
] as const)("an unmodified Bolt app over %s", (_name, connect) => {
  it("acknowledges and answers a command, for the asker's eyes only", async () => {
    const { slack } = await workspace();
    await connect(slack, listen);
    const exchange = await slack.command(ANNA, GENERAL, "/ask");
    expect(exchange.timedOut).toBe(false);
    expect(exchange.ackedAfterMs).toBeLessThan(3000);
    const answer = await exchange.answer();
    expect(readable(answer)).toBe("[1: Next week]  [Pick ▾ Christmas]");
    expect(slack.seenBy(ANNA, GENERAL)).toEqual([answer]);
    expect(slack.seenBy(GERD, GENERAL)).toEqual([]);
  });

  it("gets presses and choices, and replaces the message they stand in", async () => {
    const { slack } = await workspace();
    await connect(slack, listen);
    const message = await (await slack.command(ANNA, GENERAL, "/ask")).answer();
    const picked = await (await slack.press(ANNA, message, "Pick", "Christmas")).answer();
    expect(picked.text).toContain('"value":"52"');
    await (await slack.press(ANNA, message, "Next week")).answer();
    expect(slack.seenBy(ANNA, GENERAL).map(({ text }) => text)).toEqual(["Week 48, asked from T0WHOSOUT", picked.text]);
  });

  it("is told when somebody of another company presses", async () => {
    const { slack } = await workspace();
    await connect(slack, listen);
    const message = await (await slack.command(ANNA, GENERAL, "/ask")).answer();
    expect((await (await slack.press(STELLA, message, "next")).answer()).text).toContain("T0OTHER");
  });

  it("answers in channels where the bot is no member, since the command carries an address", async () => {
    const { slack } = await workspace();
    await connect(slack, listen);
    for (const channel of [NO_BOT, SECRET]) {
      await (await slack.command(ANNA, channel, "/say hello")).answer();
      expect(slack.seenBy(GERD, channel)).toMatchObject([{ text: "hello" }]);
    }
  });

  it("can answer with the acknowledgement itself", async () => {
    const { slack } = await workspace();
    await connect(slack, (app) => app.command("/quick", async ({ ack }) => ack("at once")));
    expect(await (await slack.command(ANNA, GENERAL, "/quick")).answer()).toMatchObject({ text: "at once", to: ANNA });
  });

  it("that does not acknowledge leaves the asker with Slack's own error", async () => {
    const { slack } = await workspace({ patience: { ackMs: 50, answerMs: 50 } });
    let finish = () => {};
    await connect(slack, (app) =>
      app.command("/sleep", ({ ack }) => new Promise<void>((resolve) => (finish = resolve)).then(() => ack())),
    );
    const exchange = await slack.command(ANNA, GENERAL, "/sleep");
    expect(exchange.timedOut).toBe(true);
    await expect(exchange.answer()).rejects.toThrow("failed because the app did not respond");
    finish();
  });

  it("gets an interaction twice when Slack lost its answer", async () => {
    const { slack } = await workspace();
    await connect(slack, listen);
    slack.sendTwice();
    const exchange = await slack.command(ANNA, GENERAL, "/say hello");
    await exchange.answer();
    await exchange.answer();
    expect(slack.seenBy(ANNA, GENERAL)).toHaveLength(2);
  });
});

it.each([
  ["@anna and @nobody", "<@U1ANNA|anna> and @nobody"],
  ["ask @gerd.", "ask <@U2GERD|gerd>."],
  ["anna@example.com", "<mailto:anna@example.com|anna@example.com>"],
  ["R&D <b>", "R&amp;D &lt;b&gt;"],
])("sends %s as Slack does", async (typed, sent) => {
  const { slack } = await workspace();
  await boltOverSocket(slack, listen);
  const message = await (await slack.command(ANNA, GENERAL, `/say ${typed}`)).answer();
  expect(message.text).toBe(sent);
});

it.each([
  [true, "#general, #secret, #nowhere @anna", "<#C1GENERAL|general>, <#C3SECRET|secret>, #nowhere <@U1ANNA|anna>"],
  [false, "#general & @anna <anna@example.com>", "#general &amp; @anna &lt;anna@example.com&gt;"],
])("a command of which the manifest says should_escape: %s is sent %s so", async (shouldEscape, typed, sent) => {
  const commands = [{ command: "/say", description: "", usageHint: "", shouldEscape }];
  const app = {
    name: "Whosout",
    hasHome: false,
    takesMessages: false,
    events: [],
    commands,
    shortcuts: [],
    messageShortcuts: [],
  };
  const { slack } = await workspace({ app });
  await boltOverSocket(slack, listen);
  const message = await (await slack.command(ANNA, GENERAL, `/say ${typed}`)).answer();
  expect(message.text).toBe(sent);
});

describe("an answer's address", () => {
  /** Uses the response_url directly, and says how Slack took it. */
  const useOf = async (about: (said: Record<string, unknown>) => void = () => {}) => {
    const stage = await workspace();
    let url = "";
    const said = new Promise<void>((resolve) => {
      void boltOverSocket(stage.slack, (app) => {
        app.command("/url", async ({ ack, command }) => {
          await ack();
          url = command.response_url;
          about({ ...command });
          resolve();
        });
      }).then(() => stage.slack.command(ANNA, NO_BOT, "/url"));
    });
    await said;
    const use = async (body: unknown) => {
      const response = await fetch(url, { method: "POST", body: JSON.stringify(body) });
      return [response.status, await response.text()];
    };
    return { ...stage, use };
  };

  it("is good for five answers", async () => {
    const { use, slack } = await useOf();
    for (let answer = 1; answer <= 5; answer++) expect(await use({ text: `${answer}` })).toEqual([200, "ok"]);
    expect(await use({ text: "6" })).toEqual([404, '{"ok":false,"error":"used_url"}']);
    expect(slack.seenBy(ANNA, NO_BOT)).toHaveLength(5);
  });

  it("is good for half an hour", async () => {
    const { use, pass } = await useOf();
    pass(30 * 60_000);
    expect(await use({ text: "just in time" })).toEqual([200, "ok"]);
    pass(1);
    expect(await use({ text: "too late" })).toEqual([404, '{"ok":false,"error":"expired_url"}']);
  });

  it("refuses what a message may not be", async () => {
    const { use, slack } = await useOf();
    expect(await use({ blocks: [{ type: "alert", text: { type: "mrkdwn", text: "a" } }] })).toEqual([
      400,
      "invalid_blocks",
    ]);
    expect(await use({ text: "" })).toEqual([400, "no_text"]);
    slack.world.refusedBlocks.add("divider");
    expect(await use({ blocks: [{ type: "divider" }] })).toEqual([400, "invalid_blocks"]);
    expect(slack.seenBy(ANNA, NO_BOT)).toEqual([]);
  });

  it("of a command has nothing to replace: a new message appears", async () => {
    const { use, slack } = await useOf();
    expect(await use({ text: "new", replace_original: true })).toEqual([200, "ok"]);
    expect(slack.seenBy(ANNA, NO_BOT)).toMatchObject([{ text: "new" }]);
  });

  it("can fail on request", async () => {
    const { use, slack } = await useOf();
    slack.failNext("response_url", { status: 503 });
    expect((await use({ text: "a" }))[0]).toBe(503);
    expect((await use({ text: "a" }))[0]).toBe(200);
  });

  it("can lose Slack's word that it took the answer", async () => {
    const { use, slack } = await useOf();
    slack.failNext("response_url", "drop after");
    await expect(use({ text: "a" })).rejects.toThrow("fetch failed");
    expect(slack.seenBy(ANNA, NO_BOT)).toMatchObject([{ text: "a" }]);
  });

  it("comes with everything else that Slack sends", async () => {
    let payload = {};
    await useOf((said) => {
      payload = said;
    });
    expect(payload).toMatchObject({
      team_id: "T0WHOSOUT",
      team_domain: "sandbox",
      channel_id: NO_BOT,
      channel_name: "no-bot",
      user_id: ANNA,
      user_name: "anna",
      command: "/url",
      text: "",
      is_enterprise_install: "false",
      api_app_id: "A0WHOSOUT",
    });
  });

  it("deletes the message whose button was pressed", async () => {
    const { slack } = await workspace();
    await boltOverSocket(slack, (app) => {
      app.command("/ask", async ({ ack, respond }) => {
        await ack();
        await respond(question);
      });
      app.action("next", async ({ ack, respond }) => {
        await ack();
        await respond({ delete_original: true });
      });
    });
    const message = await (await slack.command(ANNA, GENERAL, "/ask")).answer();
    expect((await (await slack.press(ANNA, message, "next")).answer()).isDeleted).toBe(true);
    expect(slack.seenBy(ANNA, GENERAL)).toEqual([]);
  });
});

describe("a trigger", () => {
  const modal = { type: "modal" as const, title: { type: "plain_text" as const, text: "Hello" }, blocks: [] };
  const triggerFor = async () => {
    const stage = await workspace();
    const trigger = new Promise<string>((resolve) => {
      void boltOverSocket(stage.slack, (app) => {
        app.command("/form", async ({ ack, command }) => {
          await ack();
          resolve(command.trigger_id);
        });
      }).then(() => stage.slack.command(ANNA, GENERAL, "/form"));
    });
    return { ...stage, trigger_id: await trigger };
  };

  it("opens one view, which can then be changed", async () => {
    const { client, trigger_id, slack } = await triggerFor();
    const { view } = await client.views.open({ trigger_id, view: modal });
    await expect(client.views.open({ trigger_id, view: modal })).rejects.toThrow("exchanged_trigger_id");
    const title = { type: "plain_text" as const, text: "Changed" };
    await expect(
      client.views.update({ view_id: view?.id ?? "", hash: "old", view: { ...modal, title } }),
    ).rejects.toThrow("hash_conflict");
    await client.views.update({ view_id: view?.id ?? "", hash: view?.hash ?? "", view: { ...modal, title } });
    expect(slack.world.views).toMatchObject([{ view: { title: { text: "Changed" } } }]);
  });

  it("is good for three seconds", async () => {
    const { client, trigger_id, pass } = await triggerFor();
    pass(3001);
    await expect(client.views.open({ trigger_id, view: modal })).rejects.toThrow("expired_trigger_id");
    await expect(client.views.open({ trigger_id: "made up", view: modal })).rejects.toThrow("invalid_trigger_id");
  });
});

describe("connections", () => {
  /** Bolt waits five seconds before it connects again: they are let go by. */
  const reconnected = async (again: Promise<void>) => {
    let isBack = false;
    void again.then(() => {
      isBack = true;
    });
    while (!isBack) {
      await vi.advanceTimersByTimeAsync(500);
      await new Promise(setImmediate);
    }
  };

  it.each(["warning", "refresh_requested", "a dropped socket"])("come back after %s", async (reason) => {
    const { slack } = await workspace();
    await boltOverSocket(slack, listen);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const again = slack.nextConnection();
    if (reason === "a dropped socket") slack.dropSockets();
    else slack.askToReconnect(reason);
    await reconnected(again);
    vi.useRealTimers();
    expect((await (await slack.command(ANNA, GENERAL, "/say hello")).answer()).text).toBe("hello");
  });

  it("share the work: each payload goes to one of them", async () => {
    const { slack } = await workspace();
    const heard = [0, 0];
    for (const at of heard.keys()) {
      await boltOverSocket(slack, (app) =>
        app.command("/who", async ({ ack }) => {
          heard[at] = (heard[at] ?? 0) + 1;
          await ack();
        }),
      );
    }
    expect(slack.connections()).toBe(2);
    for (let times = 0; times < 4; times++) await slack.command(ANNA, GENERAL, "/who");
    expect(heard).toEqual([2, 2]);
  });

  it("end when Slack is down, and nobody can ask", async () => {
    const { slack, client } = await workspace();
    const socketClient = await boltOverSocket(slack, listen);
    const closed = new Promise((resolve) => socketClient.once("close", resolve));
    slack.down();
    await closed;
    await expect(slack.command(ANNA, GENERAL, "/ask")).rejects.toThrow("not connected");
    await expect(client.auth.test()).rejects.toThrow(/500/);
    slack.up();
    expect((await client.auth.test()).ok).toBe(true);
  });
});
