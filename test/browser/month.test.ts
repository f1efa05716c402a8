import { expect, it } from "vitest";
import { GENERAL, gone, openStage, PHONE, readAt, says, seen } from "./visit.ts";

it("shows the month of a team as a picture to whoever asked, turns to the next, and is shared", async () => {
  const { visit } = await openStage();
  const anna = await visit("anna", { channel: GENERAL });
  await anna.say("/whosout month");
  const note = anna.message("I sent you the picture as a direct message.");
  await says(note, "Only visible to you");
  await note.getByRole("link", { name: "Look at it" }).click();
  const message = anna.message(/in Design out this month/);
  const picture = message.getByRole("img", { name: /^Calendar: Design – November 2026, .*Gerd Nowak – no absences/s });
  await seen(picture);
  await expect.poll(() => picture.evaluate((image) => "naturalWidth" in image && image.naturalWidth)).toBe(1280);
  await anna.picture("month");
  await message.getByRole("button", { name: "Next month ›" }).click();
  await seen(anna.message(/in Design out in December 2026/));
  await gone(message);
  await anna
    .message(/in Design out in December 2026/)
    .getByRole("button", { name: "Share in the channel" })
    .click();
  const dialog = anna.window("Share this picture?");
  await says(dialog, "I post it in #general");
  await dialog.getByRole("button", { name: "Share in the channel" }).click();
  await seen(anna.message("Posted in #general."));

  const gerd = await visit("gerd", { channel: GENERAL, viewport: PHONE });
  const shared = gerd.message(/Shared by @Anna Berg/);
  await seen(shared.getByRole("img", { name: /^Calendar: Design – December 2026/ }));
  expect(await readAt(shared)).not.toContain("Only visible");
  await gerd.picture("month-shared");
});

it("shows sixty people", async () => {
  const { visit } = await openStage();
  const carla = await visit("carla", { channel: GENERAL });
  await carla.say("/whosout month everybody");
  await carla.message("I sent you the picture").getByRole("link", { name: "Look at it" }).click();
  await seen(
    carla
      .message(/out this month/)
      .getByRole("img")
      .nth(1),
  );
  await carla.picture("month-everybody");
});
