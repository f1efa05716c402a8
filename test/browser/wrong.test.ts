import { describe, expect, it } from "vitest";
import { BERLIN, GENERAL, gone, openStage, readAt, says, seen } from "./visit.ts";

describe("a question whether somebody is sure", () => {
  it("is answered with no, and nothing happens", async () => {
    const { visit, demo } = await openStage();
    const otto = await visit("otto", { channel: GENERAL });
    await otto.say("/timeoff 3.5. - 7.5.2027 Urlaub");
    const form = otto.window("Request time off");
    await form.getByRole("button", { name: "Send request" }).click();
    await says(form, "Requested: Urlaub");
    await form.getByText("Close", { exact: true }).click();
    await otto.go("Whosout");
    const asked = demo.trace.length;
    for (const no of ["Keep it", "Escape"]) {
      await otto.message("Requested: Urlaub").getByRole("button", { name: "Cancel it" }).click();
      const sure = otto.window("Cancel this time off?");
      await seen(sure);
      if (no === "Escape") await otto.page.keyboard.press("Escape");
      else await sure.getByRole("button", { name: no }).click();
      await gone(sure);
    }
    expect(demo.trace.slice(asked).filter(({ kind }) => kind === "slack→bot")).toEqual([]);
    await seen(otto.message("Requested: Urlaub"));
  });
});

describe("what cannot be drawn", () => {
  it("is an honest box: a block that breaks leaves the others, and the next message", async () => {
    const { visit, demo } = await openStage();
    const said = (ts: string, blocks: unknown[]) =>
      demo.slack.world.messages.push({ ts, channel: GENERAL, text: "Hello", blocks });
    said("1795420800.000100", [
      { type: "section", text: { type: "plain_text", text: "Before it" } },
      { type: "data_table", rows: 7 },
      { type: "section", text: { type: "plain_text", text: "After it" } },
    ]);
    said("1795420801.000100", [{ type: "section", text: { type: "plain_text", text: "The next one" } }]);
    // React itself tells of what is thrown.
    const anna = await visit("anna", { channel: GENERAL, complaints: /rows|error|iterable|not a function/i });
    const message = anna.message("After it");
    await says(message, "Before it");
    await message.getByText("This page cannot draw “data_table”. Slack may.").click();
    await says(message, /"rows": 7/);
    await seen(anna.message("The next one"));
  });

  it("is a side of the page: the rest goes on, and the world can begin anew", async () => {
    const { visit, demo } = await openStage();
    Object.assign(demo.personio.state.world, { absencePeriods: [{ personId: "1001", status: "APPROVED" }] });
    const anna = await visit("anna", { complaints: /error|undefined/i });
    await anna.page.getByRole("link", { name: /^Personio/ }).click();
    await says(anna.page.getByRole("main"), "This page cannot draw this world");
    await anna.page.getByRole("link", { name: "Slack" }).click();
    await anna.say("Still here");
    await seen(anna.message("Still here"));
    await anna.page.getByRole("link", { name: /^Personio/ }).click();
    await anna.page.getByRole("button", { name: "Start over" }).click();
    await seen(anna.page.getByRole("row", { name: /Anna Berg/ }));
  });
});

describe("what is new elsewhere", () => {
  it("is counted until it was looked at, also after the clock was turned and the world begun anew", async () => {
    const { visit } = await openStage();
    const [anna, gerd] = [await visit("anna"), await visit("gerd")];
    const channel = (name: RegExp) =>
      anna.page.getByRole("navigation", { name: "Conversations" }).getByRole("link", { name });
    await gerd.go("general");
    await gerd.say("One");
    await gerd.say("Two");
    await seen(channel(/^general 2/));
    await anna.go("general");
    await seen(channel(/^general$/));
    await anna.go("berlin");
    await anna.turnClock("Tomorrow, 09:00");
    await gerd.say("Three");
    await seen(channel(/^general [1-9]/));
    await anna.openWorld();
    await anna.world.getByRole("button", { name: "Start over" }).click();
    await anna.window("Start over?").getByRole("button", { name: "Start over" }).click();
    await gone(anna.world);
    await seen(channel(/^general$/));
    await gerd.say("Four");
    await seen(channel(/^general 1/));
  });
});

describe("the inspector", () => {
  it("keeps together what belongs together, and opens what went wrong", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna", { channel: BERLIN });
    await anna.say("/whois gerd");
    await seen(anna.message(/Head of Product/));
    await anna.say("/whosout");
    await seen(anna.message(/out this week/));
    const inspector = await anna.inspector();
    const group = (title: string) => inspector.getByRole("group").filter({ hasText: title });
    for (const title of ["/whois gerd", "/whosout"]) {
      const one = group(title).first();
      await expect
        .poll(async () => {
          if ((await one.getAttribute("open")) === null) await one.locator("summary").first().click();
          return readAt(one);
        })
        .toMatch(/bot acks[\s\S]*→/);
    }
    expect(await readAt(group("/whois gerd").first())).not.toContain("/whosout");
  });
});
