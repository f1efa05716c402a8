import type { BlockAction } from "@slack/bolt";
import type { AppHomeOpenedEvent, HomeView, KnownBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import {
  ANNA,
  APP_WITH_HOME as app,
  boltOverHttp,
  boltOverSocket,
  GERD,
  input,
  modal,
  option,
  plainText,
  refusal,
  workspace,
} from "./workspace.ts";

const home = (blocks: KnownBlock[], more: Partial<HomeView> = {}): HomeView => ({ type: "home", blocks, ...more });
const text = (words: string): KnownBlock => ({ type: "section", text: plainText(words) });
const shownTo = (slack: Awaited<ReturnType<typeof workspace>>["slack"], user: string) =>
  JSON.stringify(slack.world.homes.get(user)?.view.blocks ?? null);

describe.each([
  ["Socket Mode", boltOverSocket],
  ["signed HTTP", boltOverHttp],
])("App Home over %s", (_name, connect) => {
  it("is published when somebody opens it, and tells what is there already", async () => {
    const { slack } = await workspace({ app });
    const heard: AppHomeOpenedEvent[] = [];
    await connect(slack, (bolt) => {
      bolt.event("app_home_opened", async ({ event, client }) => {
        heard.push(event);
        await client.views.publish({ user_id: event.user, view: home([text(`Hello ${heard.length}`)]) });
      });
    });
    const exchange = await slack.openHome(ANNA);
    expect(exchange).toMatchObject({ timedOut: false });
    await expect.poll(() => shownTo(slack, ANNA)).toContain("Hello 1");
    await slack.openHome(ANNA);
    await expect.poll(() => shownTo(slack, ANNA)).toContain("Hello 2");
    expect(heard).toMatchObject([
      { type: "app_home_opened", user: ANNA, tab: "home", channel: "D1ANNA" },
      { view: { type: "home", hash: expect.any(String), root_view_id: slack.world.homes.get(ANNA)?.id } },
    ]);
    expect(heard[0]).not.toHaveProperty("view");
    expect(shownTo(slack, GERD)).toBe("null");
  });
});

describe("in App Home", () => {
  const row: KnownBlock = {
    type: "actions",
    block_id: "row",
    elements: [
      { type: "button", action_id: "go", text: plainText("Go"), value: "7" },
      { type: "static_select", action_id: "team", options: [option("Design"), option("Sales")] },
      { type: "overflow", action_id: "more", options: [option("Edit"), option("Delete")] },
    ],
  };
  const quiet = input("note", { type: "plain_text_input" });

  it("what is pressed and chosen is heard, and can open a window", async () => {
    const { slack, client } = await workspace({ app });
    const heard: BlockAction[] = [];
    await boltOverSocket(slack, (bolt) => {
      bolt.action(/go|team|more/, async ({ ack, body, client: own }) => {
        await ack();
        heard.push(body as BlockAction);
        if (heard.length === 1)
          await own.views.open({ trigger_id: (body as BlockAction).trigger_id, view: modal([quiet]) });
      });
    });
    const { view } = await client.views.publish({ user_id: ANNA, view: home([row, quiet]) });
    await slack.pressHome(ANNA, { blockId: "row", actionId: "go" });
    expect(await slack.nextForm(ANNA)).toMatchObject({ title: "A form" });
    await slack.pressHome(ANNA, { blockId: "row", actionId: "team" }, "Sales");
    await slack.pressHome(ANNA, { blockId: "row", actionId: "more" }, "Delete");
    expect(await slack.pressHome(ANNA, { blockId: "note", actionId: "note" }, "typed")).toBeUndefined();
    expect(heard).toMatchObject([
      {
        container: { type: "view", view_id: view?.id },
        view: { id: view?.id, type: "home", root_view_id: view?.id, previous_view_id: null },
        actions: [{ type: "button", action_id: "go", value: "7", block_id: "row" }],
      },
      {
        view: { state: { values: { row: { team: { selected_option: { value: "Sales" } } } } } },
        actions: [{ type: "static_select", selected_option: { value: "Sales" } }],
      },
      { actions: [{ type: "overflow", action_id: "more", selected_option: { value: "Delete" } }] },
    ]);
    await expect(slack.pressHome(GERD, "Go")).rejects.toThrow("shows nothing in its App Home");
  });
});

describe("views.publish is refused", () => {
  it.each<[string, Record<string, unknown>, object]>([
    ["nobody", { user_id: "U404", view: home([]) }, { error: "invalid_arguments" }],
    [
      "a modal",
      { user_id: ANNA, view: modal([text("x")]) },
      { error: "invalid_arguments", response_metadata: { messages: [expect.stringContaining("/view/type")] } },
    ],
    [
      "too many blocks",
      { user_id: ANNA, view: home(Array(101).fill({ type: "divider" })) },
      { error: "invalid_arguments" },
    ],
    ["an old hash", { user_id: ANNA, view: home([]), hash: "old" }, { error: "hash_conflict" }],
    [
      "an id of another's",
      { user_id: ANNA, view: home([], { external_id: "gerds" }) },
      { error: "duplicate_external_id" },
    ],
  ])("for %s", async (_what, params, why) => {
    const { client } = await workspace({ app });
    await client.views.publish({ user_id: ANNA, view: home([text("before")]) });
    await client.views.publish({ user_id: GERD, view: home([], { external_id: "gerds" }) });
    expect(await refusal(client.apiCall("views.publish", params))).toMatchObject({ ok: false, ...why });
  });

  it("where the app has no Home tab; nobody can open it then, and where it subscribed to nothing it hears nothing", async () => {
    const { slack, client } = await workspace();
    const published = client.views.publish({ user_id: ANNA, view: home([]) });
    expect(await refusal(published)).toMatchObject({ error: "not_enabled" });
    await expect(slack.openHome(ANNA)).rejects.toThrow("Whosout has no Home tab");
    const deaf = await workspace({ app: { ...app, events: [] } });
    expect(await deaf.slack.openHome(ANNA)).toBeUndefined();
  });
});

it("App Home keeps its id and what was chosen, and takes the hash that it has", async () => {
  const { client } = await workspace({ app });
  const first = await client.views.publish({ user_id: ANNA, view: home([text("a")]) });
  const second = await client.views.publish({ user_id: ANNA, view: home([text("b")]), hash: first.view?.hash ?? "" });
  expect(second.view).toMatchObject({ id: first.view?.id, type: "home" });
  expect(second.view?.hash).not.toBe(first.view?.hash);
});
