import { describe, expect, it } from "vitest";
import { type Acked, formStage, note, view } from "./form-stage.ts";
import { ANNA, boltOverSocket, modal, plainText, workspace } from "./workspace.ts";

describe("the answer to a form", () => {
  const sent = async (...answers: Acked[]) => {
    const world = await formStage(answers);
    await world.slack.fill(ANNA, "note", "hello");
    return world;
  };
  const next = modal([note], { title: plainText("Next") });

  it("can show something else in its place", async () => {
    const { slack } = await sent({ response_action: "update", view: next });
    const before = slack.formOf(ANNA);
    await slack.submit(ANNA);
    expect(slack.formOf(ANNA)).toMatchObject({
      id: before?.id,
      title: "Next",
      values: { note: { note: { value: "hello" } } },
    });
  });

  it("can put a window over it, which is closed alone", async () => {
    const { slack, viewIn } = await sent({ response_action: "push", view: next });
    const root = slack.formOf(ANNA)?.id;
    await slack.submit(ANNA);
    await slack.fill(ANNA, "note", "over it");
    await slack.submit(ANNA);
    expect(viewIn(2)).toMatchObject({ root_view_id: root, previous_view_id: root });
    expect(slack.formOf(ANNA)?.title).toBe("A form");
  });

  it("can close everything", async () => {
    const { slack } = await sent({ response_action: "push", view: next }, { response_action: "clear" });
    await slack.submit(ANNA);
    await slack.fill(ANNA, "note", "over it");
    await slack.submit(ANNA);
    expect(slack.formOf(ANNA)).toBeUndefined();
  });

  it.each<[string, Acked, string]>([
    ["an error where no input is", { response_action: "errors", errors: { row: "no" } }, "no input block row"],
    ["errors without any", { response_action: "errors", errors: {} }, "no errors without any error"],
    ["an empty error", { response_action: "errors", errors: { note: "" } }, "no empty error at note"],
    ["what it does not know", { response_action: "wait" }, "no response_action wait"],
    ["a message", { text: "Thanks" }, "no such answer"],
    [
      "a bad window",
      { response_action: "update", view: { ...next, title: plainText("x".repeat(25)) } },
      "less than 25",
    ],
    ["a bad window over it", { response_action: "push", view: { type: "home", blocks: [] } }, "unsupported type: home"],
  ])("cannot be %s", async (_what, answer, words) => {
    const { slack } = await sent(answer);
    await expect(slack.submit(ANNA)).rejects.toThrow(words);
    expect(slack.formOf(ANNA)?.title).toBe("A form");
  });

  it("that does not come in time leaves the form as it is", async () => {
    const { slack, client } = await workspace({ patience: { ackMs: 50, answerMs: 50 } });
    let finish = () => {};
    await boltOverSocket(slack, (app) =>
      app.view("form", ({ ack }) => new Promise<void>((resolve) => (finish = resolve)).then(() => ack())),
    );
    await client.views.open({ trigger_id: slack.world.newTrigger(ANNA), view });
    await slack.fill(ANNA, "note", "hello");
    const before = slack.formOf(ANNA);
    expect((await slack.submit(ANNA)).timedOut).toBe(true);
    expect(slack.formOf(ANNA)).toEqual(before);
    finish();
  });

  it("comes twice where a form arrives twice, the same both times", async () => {
    const errors = { note: "Again?" };
    const { slack, viewIn, heard } = await sent({ response_action: "errors", errors }, undefined);
    slack.sendTwice();
    await slack.submit(ANNA);
    expect(heard).toHaveLength(3);
    expect(viewIn(1)).toEqual(viewIn(2));
    expect(slack.formOf(ANNA)).toBeUndefined();
  });

  it("that comes when the form is closed already does nothing", async () => {
    const { slack } = await sent(undefined, { response_action: "push", view: next });
    slack.sendTwice();
    await slack.submit(ANNA);
    expect(slack.formOf(ANNA)).toBeUndefined();
  });

  it("takes away what was wrong before", async () => {
    const errors = { note: "No" };
    const { slack } = await sent({ response_action: "errors", errors }, { response_action: "push", view: next });
    await slack.submit(ANNA);
    await slack.submit(ANNA);
    await slack.dismiss(ANNA);
    expect(slack.formOf(ANNA)).toMatchObject({ title: "A form" });
    expect(slack.formOf(ANNA)?.errors).toEqual({});
  });
});
