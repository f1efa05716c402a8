import { expect, it } from "vitest";
import { BERLIN, choose, gone, openStage, says, seen } from "./visit.ts";

it("sets a digest up, previews it, and sees it when its time comes", async () => {
  const { visit } = await openStage();
  const anna = await visit("anna", { channel: BERLIN });
  await anna.say("/digest");
  const form = anna.window("Channel digest");
  await form.getByLabel("Time", { exact: true }).fill("10:30");
  await choose(form.getByRole("combobox", { name: "Time zone" }), /Vienna/, "vienna");
  await form.getByRole("radio", { name: "Only these:" }).check();
  const parts = form.getByRole("combobox", { name: /^Teams, departments/ });
  await choose(parts, /^Design/, "des");
  await choose(parts, /^Platform/, "plat");
  await seen(
    form.getByRole("button", { name: /^Remove Design/ }),
    form.getByRole("button", { name: /^Remove Platform/ }),
  );
  await anna.picture("digest-form");
  await form.getByRole("button", { name: "Preview the next message" }).click();
  const preview = anna.window("The next message");
  await says(preview, /Design[\s\S]*Jörg/);
  await anna.picture("digest-preview");
  await preview.getByRole("button", { name: "Back" }).click();
  await form.getByRole("button", { name: "Set it up" }).click();
  await says(form, /Saved\. The next message comes to #berlin on Mon 23 Nov at 10:30/);
  await form.getByText("Close", { exact: true }).click();
  expect(await anna.messages.filter({ hasText: "Why am I seeing this?" }).count()).toBe(0);

  await anna.turnClock("+1 hour");
  await anna.turnClock("+1 hour");
  const digest = anna.messages.filter({ hasText: "Why am I seeing this?" });
  await says(digest, /\d+ of \d+ out today[^\n]* · Design and Platform[\s\S]*Gül Işık/);
  await anna.picture("digest");
});

it("edits, pauses and deletes a digest from the list", async () => {
  const { visit } = await openStage();
  const gerd = await visit("gerd", { channel: BERLIN });
  const anna = await visit("anna", { channel: BERLIN });
  await anna.say("/digest");
  const form = anna.window("Channel digest");
  await form.getByRole("button", { name: "Set it up" }).click();
  await says(form, "Saved.");
  await form.getByText("Close", { exact: true }).click();
  await anna.say("/digest list");
  const list = anna.message(/Digests/);
  await says(list, /Mon–Fri at \d\d:\d\d \(Europe\/Berlin\)/);
  await list.getByRole("button", { name: "Edit" }).click();
  const edit = anna.window("Edit the digest");
  await edit.getByLabel("Time", { exact: true }).fill("11:45");
  await edit.getByRole("button", { name: "Save" }).click();
  await says(form, /Saved\.[\s\S]*11:45/);
  await form.getByText("Close", { exact: true }).click();
  await anna.say("/digest list");
  const now = anna.message(/Digests/);
  await says(now, /Mon–Fri at 11:45/);
  await now.getByRole("button", { name: "Pause" }).click();
  await seen(anna.message(/Paused: somebody wished so/).getByRole("button", { name: "Resume" }));
  await anna.picture("digest-list");
  // Somebody else may look, and not touch.
  await gerd.say("/digest liste");
  await seen(gerd.message(/Überblick|11:45/));
  await anna
    .message(/Paused/)
    .getByRole("button", { name: "Delete" })
    .click();
  const sure = anna.window("Delete this digest?");
  await sure.getByRole("button", { name: "Keep it" }).click();
  await gone(sure);
  await anna
    .message(/Paused/)
    .getByRole("button", { name: "Delete" })
    .click();
  await sure.getByRole("button", { name: "Delete" }).click();
  await seen(anna.message(/The digest in #berlin is deleted/));
});

it("finds the company's own digest in #general when the clock is turned to Monday", async () => {
  const { visit } = await openStage({ now: new Date("2026-11-25T15:00:00Z") });
  const anna = await visit("anna", { channel: "C0GENERAL" });
  await anna.turnClock("Next Monday, 09:00");
  await says(anna.message(/out this week/), /Greta Vogel/);
  await anna.picture("digest-monday");
});
