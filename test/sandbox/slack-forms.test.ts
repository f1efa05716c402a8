import type { Button, KnownBlock, ModalView } from "@slack/types";
import { describe, expect, it } from "vitest";
import { buttonsOf } from "../../sandbox/slack.ts";
import { ask, formStage, note, view } from "./form-stage.ts";
import { ANNA, boltOverHttp, boltOverSocket, GERD, modal, option, plainText } from "./workspace.ts";

const clear: Button = { type: "button", action_id: "press", text: plainText("Clear all") };

describe.each([
  ["Socket Mode", boltOverSocket],
  ["signed HTTP", boltOverHttp],
])("over %s, a form", (_name, connect) => {
  it("opens by its shortcut, is filled in and sent, and closes", async () => {
    const { slack, heard, viewIn } = await formStage([undefined], { connect });
    expect(heard[0]).toMatchObject({
      type: "shortcut",
      callback_id: "open",
      user: { id: ANNA },
      team: { id: "T0WHOSOUT" },
    });
    expect(heard[0]).not.toHaveProperty("response_url");
    await slack.fill(ANNA, "note", "hello");
    await slack.submit(ANNA);
    expect(slack.formOf(ANNA)).toBeUndefined();
    expect(heard[1]).toMatchObject({ type: "view_submission", user: { id: ANNA }, response_urls: [] });
    const { id, root_view_id, state, ...sent } = viewIn(1);
    expect(sent).toMatchObject({ callback_id: "form", private_metadata: "kept", previous_view_id: null });
    expect(root_view_id).toBe(id);
    expect(state.values).toEqual({
      note: { note: { type: "plain_text_input", value: "hello" } },
      day: { day: { type: "datepicker", selected_date: "2026-12-01" } },
      mood: { mood: { type: "radio_buttons", selected_option: null } },
    });
  });

  it("shows what is wrong at its fields, until they are filled in anew", async () => {
    const errors = { note: "Longer, please", day: "Not then" };
    const { slack } = await formStage([{ response_action: "errors", errors }], { connect });
    await slack.fill(ANNA, "note", "hello");
    await slack.submit(ANNA);
    expect(slack.formOf(ANNA)?.errors).toEqual(errors);
    expect(slack.formOf(ANNA)?.values.note?.note?.value).toBe("hello");
    await slack.fill(ANNA, "note", "hello there");
    expect(slack.formOf(ANNA)?.errors).toEqual({ day: "Not then" });
  });
});

describe("while a form is filled in, the bot hears", () => {
  it("nothing of fields that do not dispatch", async () => {
    const { slack, heard } = await formStage();
    expect(await slack.fill(ANNA, "note", "hello")).toBeUndefined();
    expect(heard).toHaveLength(1);
  });

  it("what was chosen, and all that stands in the form so far", async () => {
    const { slack, heard, viewIn } = await formStage();
    await slack.fill(ANNA, "note", "hello");
    const exchange = await slack.fill(ANNA, "mood", "good");
    expect(exchange?.timedOut).toBe(false);
    expect((await exchange?.answer())?.text).toBe("heard");
    expect(heard[1]).toMatchObject({
      type: "block_actions",
      container: { type: "view", view_id: slack.formOf(ANNA)?.id },
      actions: [{ type: "radio_buttons", block_id: "mood", action_id: "mood", selected_option: option("good") }],
    });
    for (const none of ["response_url", "channel", "message"]) expect(heard[1]).not.toHaveProperty(none);
    expect(viewIn(1).hash).toBe(slack.formOf(ANNA)?.hash);
    expect(viewIn(1).state.values).toMatchObject({ note: { note: { value: "hello" } } });
  });

  it("which button was pressed", async () => {
    const { slack, heard } = await formStage();
    expect((await (await slack.pressIn(ANNA, "Clear all")).answer()).text).toBe("heard");
    expect(heard[1]).toMatchObject({ actions: [{ type: "button", block_id: "row", action_id: "press", value: "7" }] });
    await expect(slack.pressIn(ANNA, "mood")).rejects.toThrow('no button "mood", only "Clear all"');
  });

  it("which of several buttons that are alike", async () => {
    const again: KnownBlock = { type: "section", block_id: "again", text: plainText("More"), accessory: clear };
    const { slack, heard } = await formStage([], { opened: modal([note, ask, again]) });
    const [, second] = buttonsOf(slack.formOf(ANNA) ?? { blocks: [] });
    if (!second) throw new Error("there is only one button");
    await slack.pressIn(ANNA, second);
    expect(heard[1]).toMatchObject({ actions: [{ action_id: "press", block_id: "again" }] });
  });

  it("that it was closed, where it wants to", async () => {
    const { slack, heard } = await formStage([], { opened: { ...view, notify_on_close: true } });
    expect((await slack.dismiss(ANNA))?.timedOut).toBe(false);
    expect(heard[1]).toMatchObject({ type: "view_closed", is_cleared: false, view: { callback_id: "form" } });
    expect(slack.formOf(ANNA)).toBeUndefined();
  });

  it("nothing of a window that is closed, where it does not want to; one that says so takes all others along", async () => {
    const { slack, client, heard } = await formStage();
    const trigger_id = slack.world.newTrigger(ANNA);
    await client.views.push({ trigger_id, view: { ...view, clear_on_close: true } });
    expect(await slack.dismiss(ANNA)).toBeUndefined();
    expect(heard).toHaveLength(1);
    expect(slack.formOf(ANNA)).toBeUndefined();
  });
});

describe("a form is not sent", () => {
  it("while something is missing", async () => {
    const { slack, heard } = await formStage();
    await expect(slack.submit(ANNA)).rejects.toThrow("note: please complete this required field");
    expect(heard).toHaveLength(1);
    expect(slack.formOf(ANNA)?.title).toBe("A form");
  });

  it("when it has no button for it, or is not there", async () => {
    const { submit: _, ...silent } = modal([ask]);
    const { slack } = await formStage([], { opened: silent as ModalView });
    await expect(slack.submit(ANNA)).rejects.toThrow("nothing to send");
    await expect(slack.submit(GERD)).rejects.toThrow("gerd has no window open");
  });
});

describe("waiting for a form", () => {
  it("ends as soon as it becomes what is wanted", async () => {
    const { slack, client } = await formStage();
    const wanted = slack.nextForm(ANNA, ({ title }) => title === "Ready");
    await client.views.update({ view_id: slack.formOf(ANNA)?.id ?? "", view: { ...view, title: plainText("Ready") } });
    expect((await wanted).title).toBe("Ready");
  });

  it("ends with what is there instead", async () => {
    const { slack } = await formStage([], { patience: { ackMs: 3000, answerMs: 30 } });
    await expect(slack.nextForm(ANNA, () => false)).rejects.toThrow(/no such window came, but “A form”: .*"Clear all"/);
    await expect(slack.nextForm(GERD)).rejects.toThrow("no such window came, and none at all");
  });
});
