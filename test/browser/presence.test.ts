import { describe, it } from "vitest";
import { GENERAL, idOf, openStage, says, seen } from "./visit.ts";

describe("away, without being asked", () => {
  it("is told to who mentions somebody, and to nobody else", async () => {
    const { visit } = await openStage();
    const tom = await visit("tom", { channel: GENERAL });
    await tom.say("@anna can you have a look at this?");
    await says(tom.message(/Anna Berg is out, back Thu 26 Nov/), /Only visible to you/);
    await tom.picture("away-notice");
  });

  it("stands beside the name of who allows that, until they stop it", async () => {
    const { demo, visit } = await openStage();
    const anna = await visit("anna", { channel: idOf(demo, "anna") });
    await anna.page.goto(`${anna.page.url()}&view=home`);
    await anna.page.getByRole("button", { name: "Settings" }).click();
    const settings = anna.window("Settings");
    await anna.picture("status-settings");
    const [slack] = await Promise.all([
      anna.page.waitForEvent("popup"),
      settings.getByRole("link", { name: "Let Whosout set my status" }).click(),
    ]);
    await seen(slack.getByText("You are signed in as Anna Berg"));
    await slack.getByRole("button", { name: "Allow" }).click();
    await seen(slack.getByRole("heading", { name: "All set" }));
    await slack.close();
    await seen(anna.page.getByText("Out, back Thu 26 Nov").first());
    await settings.getByRole("button", { name: "Close" }).first().click();
    await anna.picture("status");
  });
});
