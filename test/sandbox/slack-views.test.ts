import type { KnownBlock } from "@slack/types";
import { expect, it } from "vitest";
import { ANNA, boltOverHttp, boltOverSocket, GERD, input, modal, plainText, workspace } from "./workspace.ts";

const day = input("day", { type: "datepicker", initial_date: "2026-12-01" });
const titled = (title: string, more: object = {}) => modal([day], { title: plainText(title), ...more });

async function stage() {
  const { slack, client } = await workspace();
  const trigger = (user = ANNA) => ({ trigger_id: slack.world.newTrigger(user) });
  const titles = () => slack.world.views.map(({ user, view }) => [user, JSON.stringify(view.title)]);
  return { slack, client, trigger, titles };
}

it("opens before the person who pressed, and nobody else", async () => {
  const { slack, client, trigger } = await stage();
  await client.views.open({ ...trigger(), view: titled("Hers", { close: plainText("No") }) });
  expect(slack.formOf(ANNA)).toMatchObject({ title: "Hers", submit: "Send", close: "No", callbackId: "form" });
  expect(slack.formOf(GERD)).toBeUndefined();
});

it("takes the place of the windows that were open", async () => {
  const { slack, client, trigger } = await stage();
  for (const title of ["One", "Two"]) await client.views.open({ ...trigger(), view: titled(title) });
  await client.views.open({ ...trigger(GERD), view: titled("His") });
  expect(slack.world.views).toHaveLength(2);
  expect(slack.formOf(ANNA)?.title).toBe("Two");
});

it("lies over others, three deep, each knowing where it lies", async () => {
  const { slack, client, trigger } = await stage();
  const { view: root } = await client.views.open({ ...trigger(), view: titled("One") });
  const { view: second } = await client.views.push({ ...trigger(), view: titled("Two") });
  const { view: third } = await client.views.push({ ...trigger(), view: titled("Three") });
  expect([root?.root_view_id, root?.previous_view_id]).toEqual([root?.id, null]);
  expect([third?.root_view_id, third?.previous_view_id]).toEqual([root?.id, second?.id]);
  await expect(client.views.push({ ...trigger(), view: titled("Four") })).rejects.toThrow("push_limit_reached");
  expect(slack.formOf(ANNA)?.title).toBe("Three");
  await slack.dismiss(ANNA);
  expect(slack.formOf(ANNA)?.title).toBe("Two");
});

it("keeps what was typed over an update, found by its id or the app's own", async () => {
  const { slack, client, trigger } = await stage();
  await client.views.open({ ...trigger(), view: titled("One", { external_id: "mine" }) });
  await slack.fill(ANNA, "day", "2026-12-24");
  const note = input("note", { type: "plain_text_input", initial_value: "hello" });
  const view = { ...titled("Two", { external_id: "mine" }), blocks: [day, note] };
  const before = slack.formOf(ANNA);
  await client.views.update({ external_id: "mine", view });
  expect(slack.formOf(ANNA)).toMatchObject({
    id: before?.id,
    title: "Two",
    values: { day: { day: { selected_date: "2026-12-24" } }, note: { note: { value: "hello" } } },
  });
  expect(slack.formOf(ANNA)?.hash).not.toBe(before?.hash);
  await client.views.update({ view_id: before?.id ?? "", view: titled("Three") });
  expect(slack.formOf(ANNA)?.values).not.toHaveProperty("note");
});

it.each([
  ["Socket Mode", boltOverSocket],
  ["signed HTTP", boltOverHttp],
])(
  "over %s, lies over the one whose button opened it, and what was typed there is still there afterwards",
  async (_name, connect) => {
    const { slack, client, trigger } = await stage();
    const note = input("note", { type: "plain_text_input" });
    const more: KnownBlock = {
      type: "actions",
      elements: [{ type: "button", action_id: "more", text: plainText("More"), value: "7" }],
    };
    await connect(slack, (app) =>
      app.action("more", async ({ ack, body }) => {
        await ack();
        if (body.type !== "block_actions") return;
        const { trigger_id, view } = body;
        await client.views.push({ trigger_id, view: titled("Two", { private_metadata: view?.id }) });
      }),
    );
    const { view: root } = await client.views.open({
      ...trigger(),
      view: modal([note, more], { title: plainText("One") }),
    });
    await slack.fill(ANNA, "note", "hello");
    await slack.pressIn(ANNA, "More");
    const pushed = await slack.nextForm(ANNA, ({ title }) => title === "Two");
    expect(pushed.values).not.toHaveProperty("note");
    expect(slack.world.views).toMatchObject([
      { id: root?.id },
      { id: pushed.id, view: { private_metadata: root?.id } },
    ]);
    await slack.fill(ANNA, "day", "2026-12-24");
    await slack.dismiss(ANNA);
    expect(slack.formOf(ANNA)).toMatchObject({
      id: root?.id,
      title: "One",
      values: { note: { note: { value: "hello" } } },
    });
    await slack.dismiss(ANNA);
    expect(slack.formOf(ANNA)).toBeUndefined();
  },
);

it("below is changed where it lies, without coming up", async () => {
  const { slack, client, trigger } = await stage();
  const { view: root } = await client.views.open({ ...trigger(), view: titled("One") });
  await client.views.push({ ...trigger(), view: titled("Two") });
  await client.views.update({ view_id: root?.id ?? "", view: titled("One, changed") });
  expect(slack.formOf(ANNA)?.title).toBe("Two");
  await slack.dismiss(ANNA);
  expect(slack.formOf(ANNA)?.title).toBe("One, changed");
});

it("that is closed cannot be updated", async () => {
  const { slack, client, trigger } = await stage();
  const { view } = await client.views.open({ ...trigger(), view: titled("One") });
  await slack.dismiss(ANNA);
  await expect(client.views.update({ view_id: view?.id ?? "", view: titled("Two") })).rejects.toThrow("not_found");
  await expect(client.views.update({ external_id: "mine", view: titled("Two") })).rejects.toThrow("not_found");
});

it("is refused when it is no window, too large, or has a name that another one has", async () => {
  const { slack, client, trigger } = await stage();
  await expect(client.views.open({ ...trigger(), view: { type: "home", blocks: [] } })).rejects.toThrow(
    "invalid_arguments",
  );
  const long = Array.from({ length: 100 }, () => ({ type: "section" as const, text: plainText("x".repeat(2900)) }));
  await expect(client.views.open({ ...trigger(), view: modal(long) })).rejects.toThrow("view_too_large");
  await client.views.open({ ...trigger(GERD), view: titled("His", { external_id: "taken" }) });
  const namesake = titled("Hers", { external_id: "taken" });
  await expect(client.views.open({ ...trigger(), view: namesake })).rejects.toThrow("duplicate_external_id");
  expect(slack.formOf(ANNA)).toBeUndefined();
});
