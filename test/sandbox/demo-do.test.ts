import type { App, BlockAction } from "@slack/bolt";
import type { HomeView, KnownBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import type { Demo } from "../../sandbox/demo.ts";
import { carryOut } from "../../sandbox/demo-do.ts";
import { snapshotOf } from "../../sandbox/demo-show.ts";
import {
  ANNA,
  APP_WITH_HOME as app,
  boltOverSocket,
  GENERAL,
  modal,
  option,
  plainText,
  workspace,
} from "./workspace.ts";

const external: KnownBlock = {
  type: "actions",
  block_id: "row",
  elements: [
    { type: "external_select", action_id: "city", min_query_length: 2 },
    { type: "checkboxes", action_id: "wants", options: [option("tea"), option("cake")] },
  ],
};
const city = { blockId: "row", actionId: "city" };
const wants = { blockId: "row", actionId: "wants" };

/** A page's server without a page: what somebody asks for, with a genuine Bolt app on the other side. */
async function stage(listen: (bolt: App) => void = () => {}) {
  const { slack, client } = await workspace({ app });
  const heard: BlockAction[] = [];
  await boltOverSocket(slack, (bolt) => {
    bolt.options("city", async ({ ack, payload }) => ack({ options: [option(`${payload.value}sbon`)] }));
    bolt.action(/city|wants/, async ({ ack, body }) => {
      await ack();
      heard.push(body as BlockAction);
    });
    listen(bolt);
  });
  const trouble = { scopes: [], latencyMs: 0, isDown: false, isLimited: false };
  const world = { persons: [], employments: [] };
  const demo = {
    slack,
    personio: { state: { world, settings: trouble, tokens: new Map() } },
    clock: slack.world.clock,
    zone: "Europe/Berlin",
    bot: () => "running",
    trace: [],
  } as unknown as Demo;
  const make = (ask: Parameters<typeof carryOut>[2]) => carryOut(demo, ANNA, ask);
  return { slack, client, heard, make, shown: () => snapshotOf(demo, ANNA) };
}
type Stage = Awaited<ReturnType<typeof stage>>;
const home = (blocks: KnownBlock[]): HomeView => ({ type: "home", blocks });
const post = ({ client }: Stage, blocks: KnownBlock[]) =>
  client.chat.postMessage({ channel: GENERAL, text: "a message", blocks });
const inMessage = (ts: string | undefined) => ({ channel: GENERAL, ts: ts ?? "" });

describe("an external list", () => {
  it("of a message offers what the bot offers, and what is chosen stays in sight", async () => {
    const now = await stage();
    const { ts } = await post(now, [external]);
    expect(await now.make({ do: "offer", ...inMessage(ts), ...city, typed: "Lis" })).toEqual({
      options: [option("Lissbon")],
    });
    await now.make({ do: "press", ...inMessage(ts), ...city, choice: "Lissbon" });
    expect(now.heard[0]?.actions).toMatchObject([{ action_id: "city", selected_option: option("Lissbon") }]);
    expect(now.shown().messages[GENERAL]).toMatchObject([
      { ts, values: { row: { city: { selected_option: option("Lissbon") }, wants: { selected_options: [] } } } },
    ]);
  });

  it("of App Home does, too", async () => {
    const { client, make, heard, shown } = await stage();
    await client.views.publish({ user_id: ANNA, view: home([external]) });
    const offered = await make({ do: "offer", home: true, ...city, typed: "Lis" });
    expect(offered).toEqual({ options: [option("Lissbon")] });
    await make({ do: "press", channel: ANNA, ...city, choice: "Lissbon" });
    expect(heard[0]).toMatchObject({ container: { type: "view" }, actions: [{ selected_option: option("Lissbon") }] });
    expect(shown().homeValues).toMatchObject({ row: { city: { selected_option: option("Lissbon") } } });
  });

  it("that comes to nothing is said in a sentence for people", async () => {
    const now = await stage();
    const { ts } = await post(now, [external]);
    const sentence = "Nothing could be loaded here.";
    await expect(now.make({ do: "offer", ...inMessage(ts), ...city, typed: "L" })).rejects.toThrow(sentence);
    await expect(now.make({ do: "offer", home: true, ...city, typed: "Lis" })).rejects.toThrow(sentence);
    expect(await now.make({ do: "offer", ...city, typed: "Lis" })).toEqual({ options: [] });
  });
});

describe("what is chosen in a message", () => {
  it("is gone when the bot puts another block in its place, and stays with one that is the same", async () => {
    const now = await stage();
    const { ts } = await post(now, [external]);
    await now.make({ do: "press", ...inMessage(ts), ...wants, choice: ["tea"] });
    const held = () => now.shown().messages[GENERAL]?.[0]?.values?.row?.wants?.selected_options;
    expect(held()).toEqual([option("tea")]);
    const update = (blocks: KnownBlock[]) =>
      now.client.chat.update({ channel: GENERAL, ts: ts ?? "", text: "again", blocks });
    await update([{ type: "divider" }, external]);
    expect(held()).toEqual([option("tea")]);
    const [, ticks] = external.type === "actions" ? external.elements : [];
    await update([{ type: "actions", block_id: "row", elements: ticks ? [ticks] : [] }]);
    expect(held()).toEqual([]);
  });
});

describe("a window", () => {
  const opened = async (listen?: (bolt: App) => void) => {
    const now = await stage(listen);
    const { world } = now.slack;
    const open = async (title: string, more: object = {}) => {
      const stacked = world.views.length > 0;
      const view = modal([{ type: "divider" }], { title: plainText(title), ...more });
      const trigger_id = world.newTrigger(ANNA);
      const { view: shown } = await now.client.views[stacked ? "push" : "open"]({ trigger_id, view });
      return shown?.id ?? "";
    };
    const titles = () => world.views.map(({ view }) => (view.title as { text: string }).text);
    return { ...now, open, titles };
  };

  it("is closed once, however often somebody presses", async () => {
    const { make, open, titles } = await opened();
    await open("One");
    const two = await open("Two");
    for (let time = 0; time < 3; time++) await make({ do: "dismiss", view: two });
    expect(titles()).toEqual(["One"]);
    await make({ do: "dismiss" });
    await make({ do: "dismiss" });
    expect(titles()).toEqual([]);
  });

  it("is sent once, and never the one beneath", async () => {
    const { make, open, titles } = await opened((bolt) => bolt.view("form", async ({ ack }) => ack()));
    await open("One");
    const two = await open("Two");
    for (let time = 0; time < 3; time++) await make({ do: "submit", view: two });
    expect(titles()).toEqual(["One"]);
    await make({ do: "fill", view: two, ...city, value: "x" });
    await make({ do: "pressInWindow", view: two, ...city });
  });

  it("is closed with all others by its X, and the bot hears of that once", async () => {
    const closed: unknown[] = [];
    const { make, open, titles } = await opened((bolt) =>
      bolt.view({ type: "view_closed" }, async ({ ack, body }) => {
        await ack();
        closed.push(body);
      }),
    );
    await open("One", { notify_on_close: true });
    await open("Two", { notify_on_close: true });
    await make({ do: "dismiss", view: await open("Three"), all: true });
    expect(titles()).toEqual([]);
    expect(closed).toMatchObject([{ is_cleared: true, view: { title: { text: "Two" } } }]);
  });

  it("is closed also while Slack is down", async () => {
    const { slack, make, open, titles } = await opened();
    await open("One", { notify_on_close: true });
    slack.down();
    await expect(make({ do: "submit" })).rejects.toThrow("Slack does not answer.");
    await make({ do: "dismiss" });
    expect(titles()).toEqual([]);
  });

  it("whose answer Slack does not take says so as Slack does", async () => {
    const { make, open } = await opened((bolt) =>
      bolt.view("form", async ({ ack }) => ack({ response_action: "errors", errors: { nowhere: "Wrong" } })),
    );
    await open("One");
    await expect(make({ do: "submit" })).rejects.toThrow("We had some trouble connecting. Try again?");
  });
});

it("what is not there any more is said in one sentence", async () => {
  const now = await stage();
  const { ts } = await post(now, [external]);
  const sentence = "This is not there any more, or cannot be chosen.";
  const nothing = { blockId: "row", actionId: "gone" };
  await expect(now.make({ do: "press", ...inMessage(ts), ...nothing })).rejects.toThrow(sentence);
  await expect(now.make({ do: "press", ...inMessage(ts), ...wants, choice: ["wine"] })).rejects.toThrow(sentence);
  await expect(now.make({ do: "press", channel: ANNA, ...nothing })).rejects.toThrow(sentence);
});
