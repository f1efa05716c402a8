import type { App, SlackOptions } from "@slack/bolt";
import type { ConversationsSelect, KnownBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import { ANNA, boltOverHttp, boltOverSocket, GENERAL, GERD, input, modal, option, workspace } from "./workspace.ts";

const chosenIn = (values: Record<string, Record<string, Record<string, unknown>>> | undefined, id: string) =>
  values?.[id]?.[id];

describe("a list of conversations", () => {
  /** A form with a list, before Anna. */
  const listed = async (more: Partial<ConversationsSelect> = {}) => {
    const { slack, client } = await workspace();
    slack.world.channels.push(
      { id: "C5OURS", name: "ours", members: [ANNA], is_private: true },
      { id: "C6THEIRS", name: "theirs", members: [GERD], is_private: true },
      { id: "C7AGENCY", name: "agency", members: [ANNA], is_shared: true, is_ext_shared: true },
    );
    slack.world.users.push({ id: "U5BOT", team_id: "T0WHOSOUT", name: "robot", is_bot: true, profile: {} });
    const view = modal([input("where", { type: "conversations_select", ...more }, { optional: true })]);
    await client.views.open({ trigger_id: slack.world.newTrigger(ANNA), view });
    return async (given: string) => {
      await slack.fill(ANNA, "where", given);
      return chosenIn(slack.formOf(ANNA)?.values, "where")?.selected_conversation;
    };
  };

  it("offers channels by name or id, of the private ones only a person's own", async () => {
    const choose = await listed();
    expect(await choose("no-bot")).toBe("C2NOBOT");
    expect(await choose(GENERAL)).toBe(GENERAL);
    expect(await choose("ours")).toBe("C5OURS");
    expect(await choose("agency")).toBe("C7AGENCY");
    await expect(choose("theirs")).rejects.toThrow('where: no "theirs", only "general", "no-bot", "secret", "ours"');
    await expect(choose("old")).rejects.toThrow('no "old"');
    await expect(choose("C4OLD")).rejects.toThrow('no "C4OLD"');
  });

  it("offers people too, but nobody who is gone", async () => {
    const choose = await listed();
    expect(await choose("gerd")).toBe(GERD);
    expect(await choose("robot")).toBe("U5BOT");
    await expect(choose("gone")).rejects.toThrow('no "gone"');
  });

  it.each<[string, NonNullable<ConversationsSelect["filter"]>, string[], string[]]>([
    ["public channels", { include: ["public"] }, ["general", "agency"], ["ours", "gerd"]],
    ["private channels", { include: ["private"] }, ["ours", "secret"], ["general", "theirs", "gerd"]],
    ["direct messages", { include: ["im"] }, ["gerd"], ["general", "ours"]],
    ["what is not shared with others", { exclude_external_shared_channels: true }, ["ours", "gerd"], ["agency"]],
    ["nothing with bots", { exclude_bot_users: true }, ["gerd"], ["robot"]],
  ])("can be filtered for %s", async (_what, filter, inside, outside) => {
    const choose = await listed({ filter });
    for (const given of inside) expect(await choose(given)).toBeTruthy();
    for (const given of outside) await expect(choose(given)).rejects.toThrow(`no "${given}"`);
  });
});

describe("the channel that a window was opened from", () => {
  const where: ConversationsSelect = { type: "conversations_select", default_to_current_conversation: true };
  const form = (more: Partial<ConversationsSelect> = {}) => modal([input("where", { ...where, ...more })]);
  const button: KnownBlock = {
    type: "actions",
    elements: [{ type: "button", action_id: "edit", text: { type: "plain_text", text: "Edit" } }],
  };
  /** A bot that opens the form for `/digest` and for a press, after a moment of waiting; what the list then holds. */
  const stage = async (more: Partial<ConversationsSelect> = {}) => {
    const { slack, client } = await workspace();
    const waiting = modal([button]);
    await boltOverSocket(slack, (app) => {
      const open = async (trigger_id: string) => {
        const { view } = await client.views.open({ trigger_id, view: waiting });
        await client.views.update({ view_id: view?.id ?? "", view: form(more) });
      };
      app.command("/digest", async ({ ack, command }) => {
        await ack();
        await open(command.trigger_id);
      });
      app.action("edit", async ({ ack, body }) => {
        await ack();
        if (body.type === "block_actions") await open(body.trigger_id);
      });
    });
    const holds = async () => {
      const { values } = await slack.nextForm(ANNA, ({ values }) => "where" in values);
      return chosenIn(values, "where")?.selected_conversation;
    };
    return { slack, client, holds };
  };

  it("is filled in after a command", async () => {
    const { slack, holds } = await stage();
    await slack.command(ANNA, GENERAL, "/digest");
    expect(await holds()).toBe(GENERAL);
  });

  it("is filled in after a press on a message there", async () => {
    const { slack, client, holds } = await stage();
    await client.chat.postMessage({ channel: GENERAL, text: "Edit?", blocks: [button] });
    await slack.press(ANNA, await slack.nextMessageTo(GENERAL), "Edit");
    expect(await holds()).toBe(GENERAL);
  });

  it("is filled in over a window that was opened there", async () => {
    const { slack, client } = await stage();
    await client.views.open({ trigger_id: slack.world.newTrigger(ANNA, GENERAL), view: modal([button]) });
    await slack.pressIn(ANNA, "Edit");
    const { values } = await slack.nextForm(ANNA, ({ values }) => "where" in values);
    expect(chosenIn(values, "where")?.selected_conversation).toBe(GENERAL);
  });

  it.each<[string, string, Partial<ConversationsSelect>, string | null]>([
    ["in direct messages", ANNA, {}, null],
    ["where the list does not offer it", GENERAL, { filter: { include: ["private"] } }, null],
    ["where the list does not ask for it", GENERAL, { default_to_current_conversation: false }, null],
    ["where another one is given", GENERAL, { initial_conversation: "C2NOBOT" }, "C2NOBOT"],
  ])("is not filled in %s", async (_what, channel, more, held) => {
    const { slack, holds } = await stage(more);
    await slack.command(ANNA, channel, "/digest");
    expect(await holds()).toBe(held);
  });
});

describe.each([
  ["Socket Mode", boltOverSocket],
  ["signed HTTP", boltOverHttp],
])("over %s, an external list", (_name, connect) => {
  const NAMES = ["Anna Berg", "Gerd Holm", "Annabel Lee", "Ada"];
  const byPrefix = (typed: string) => NAMES.filter((name) => name.startsWith(typed)).map(option);
  /** A form with one list for a person and one for two, before Anna; `answer` is what the bot offers. */
  const stage = async (answer: (typed: string) => object = (typed) => ({ options: byPrefix(typed) })) => {
    const { slack, client } = await workspace();
    const asked: SlackOptions[] = [];
    await connect(slack, (app: App) => {
      app.options({ type: "block_suggestion", action_id: /who|all/ }, async ({ ack, body }) => {
        asked.push(body);
        // Bolt's types would not let anything wrong pass.
        await (ack as (answer: object) => Promise<void>)(answer(body.value));
      });
      app.action("who", async ({ ack }) => {
        await ack();
        await client.chat.postMessage({ channel: ANNA, text: "heard" });
      });
    });
    const view = modal([
      input("who", { type: "external_select", min_query_length: 2 }, { dispatch_action: true }),
      input("all", { type: "multi_external_select", max_selected_items: 2, initial_options: [option("Otto")] }),
      input("day", { type: "datepicker" }),
    ]);
    await client.views.open({ trigger_id: slack.world.newTrigger(ANNA), view });
    return { slack, asked, values: (id: string) => chosenIn(slack.formOf(ANNA)?.values, id) };
  };

  it("asks the bot for what is typed, and holds what is then picked", async () => {
    const { slack, asked, values } = await stage();
    const exchange = await slack.fill(ANNA, "who", "Anna Berg");
    expect(values("who")).toEqual({ type: "external_select", selected_option: option("Anna Berg") });
    expect((await exchange?.answer())?.text).toBe("heard");
    expect(asked).toMatchObject([
      {
        type: "block_suggestion",
        block_id: "who",
        action_id: "who",
        value: "Anna Berg",
        user: { id: ANNA },
        team: { id: "T0WHOSOUT" },
        api_app_id: "A0WHOSOUT",
        container: { type: "view", view_id: slack.formOf(ANNA)?.id },
        view: { callback_id: "form", state: { values: { who: { who: { selected_option: null } } } } },
      },
    ]);
    for (const none of ["trigger_id", "response_url", "actions"]) expect(asked[0]).not.toHaveProperty(none);
  });

  it("tells what is offered for what is typed, and changes nothing", async () => {
    const { slack, values } = await stage();
    expect(await slack.offered(ANNA, "who", "Anna")).toEqual([option("Anna Berg"), option("Annabel Lee")]);
    expect(await slack.offered(ANNA, "who", "Zoe")).toEqual([]);
    expect(values("who")?.selected_option).toBeNull();
  });

  it("takes groups, and picks by value too", async () => {
    const option_groups = [
      { label: { type: "plain_text", text: "Design" }, options: [option("Anna Berg")] },
      { label: { type: "plain_text", text: "Sales" }, options: [{ ...option("Gerd Holm"), value: "1002" }] },
    ];
    const { slack, values } = await stage(() => ({ option_groups }));
    await slack.fill(ANNA, "who", "1002");
    expect(values("who")?.selected_option).toMatchObject({ value: "1002" });
    expect((await slack.offered(ANNA, "who", "any")).map(({ text }) => text.text)).toEqual(["Anna Berg", "Gerd Holm"]);
  });

  it("of which several can be chosen asks for each that is not chosen yet, up to as many as it takes", async () => {
    const { slack, asked, values } = await stage();
    await slack.fill(ANNA, "all", ["Otto", "Gerd Holm"]);
    expect(values("all")?.selected_options).toEqual([option("Otto"), option("Gerd Holm")]);
    expect(asked.map(({ value }) => value)).toEqual(["Gerd Holm"]);
    await expect(slack.fill(ANNA, "all", ["Otto", "Gerd Holm", "Anna Berg"])).rejects.toThrow("all: at most 2 of them");
    await slack.fill(ANNA, "all", []);
    expect(values("all")?.selected_options).toEqual([]);
  });

  it("lets nobody pick what the bot does not offer", async () => {
    const { slack, values } = await stage(() => ({ options: NAMES.map(option) }));
    await expect(slack.fill(ANNA, "who", "Bo")).rejects.toThrow(
      'who: no "Bo", only "Anna Berg", "Gerd Holm", "Annabel',
    );
    expect(values("who")?.selected_option).toBeNull();
  });

  it("asks nobody before enough is typed", async () => {
    const { slack, asked } = await stage();
    await expect(slack.fill(ANNA, "who", "A")).rejects.toThrow("who: nothing is offered for fewer than 2 characters");
    await expect(slack.offered(ANNA, "all", "Ad")).rejects.toThrow("all: nothing is offered for fewer than 3");
    expect(await slack.offered(ANNA, "who", "Ad")).toEqual([option("Ada")]);
    expect(asked).toHaveLength(1);
    await expect(slack.offered(ANNA, "day", "2026")).rejects.toThrow("day: the bot is not asked what it offers");
  });

  it.each<[string, object, string]>([
    ["more than a hundred", { options: Array.from({ length: 101 }, (_, at) => option(`${at}`)) }, "no more than 100"],
    ["a long text", { options: [option("x".repeat(76))] }, "less than 76"],
    ["a long value", { options: [{ ...option("x"), value: "x".repeat(151) }] }, "less than 151"],
    [
      "a group of nothing",
      { option_groups: [{ label: { type: "plain_text", text: "G" }, options: [] }] },
      "no less than 1",
    ],
    ["both kinds at once", { options: [], option_groups: [] }, "invalid additional property: options"],
    ["no options at all", {}, "/options"],
  ])("does not show %s", async (_what, answer, words) => {
    const { slack } = await stage(() => answer);
    await expect(slack.offered(ANNA, "who", "Anna")).rejects.toThrow(words);
  });
});

it("a bot that does not say in time what it offers leaves the list empty", async () => {
  const { slack, client } = await workspace({ patience: { ackMs: 50, answerMs: 50 } });
  await boltOverSocket(slack, (app) => app.options("who", async () => {}));
  const view = modal([input("who", { type: "external_select" })]);
  await client.views.open({ trigger_id: slack.world.newTrigger(ANNA), view });
  await expect(slack.fill(ANNA, "who", "Anna")).rejects.toThrow("who: the bot did not say in time what it offers");
});
