import { expect, it } from "vitest";
import { GENERAL, gone, openStage, says, seen } from "./visit.ts";

it("gives the keys back to the composer, whichever way a window was closed", async () => {
  const { visit } = await openStage();
  const { page, composer, window, ...anna } = await visit("anna");
  const ways = {
    Escape: () => page.keyboard.press("Escape"),
    "the X": () =>
      window("Request time off")
        .getByRole("button", { name: /^Close/ })
        .first()
        .click(),
    "its button": () =>
      window("Request time off")
        .getByRole("button", { name: /^Close/ })
        .last()
        .click(),
  };
  for (const [way, close] of Object.entries(ways)) {
    await anna.say("/timeoff");
    await seen(window("Request time off"));
    await close();
    await window("Request time off").waitFor({ state: "detached" });
    await page.keyboard.type(way);
    await expect.poll(() => composer.inputValue()).toBe(way);
    await composer.fill("");
  }
});

it("leaves everything but Slack within reach while a window is open: the world, Personio", async () => {
  const { visit, demo } = await openStage();
  const { page, window, openWorld, world, ...anna } = await visit("anna", { channel: GENERAL });
  await anna.say("/timeoff");
  const form = window("Request time off");
  await seen(form);
  await openWorld();
  // An Escape closes what lies on top, and nothing else.
  await page.keyboard.press("Escape");
  await gone(world);
  await seen(form);
  await anna.personio();
  await anna.slack();
  await seen(form);
  // Slack itself need not be there for a window to be closed.
  demo.slack.down();
  await form
    .getByRole("button", { name: /^Close/ })
    .last()
    .click();
  await gone(form);
});

it("shows what was chosen, and the window, after the page is loaded again, and nothing after the world began anew", async () => {
  const { visit } = await openStage();
  const { page, window, openWorld, world, ...anna } = await visit("anna");
  await anna.say("/digest");
  const form = window("Channel digest");
  await form.getByRole("checkbox", { name: "Coming up in the next 7 days" }).uncheck();
  await page.reload();
  expect(await form.getByRole("checkbox", { name: "Coming up in the next 7 days" }).isChecked()).toBe(false);
  await openWorld();
  await world.getByRole("button", { name: "Start over" }).click();
  await window("Start over?").getByRole("button", { name: "Start over" }).click();
  await form.waitFor({ state: "detached" });
});

it("is held through a reload and a restart of the bot, and sent once by whoever presses often", async () => {
  const { visit, demo } = await openStage();
  const otto = await visit("otto", { channel: GENERAL });
  await otto.say("/timeoff 3.5. - 7.5.2027 Urlaub");
  const form = otto.window("Request time off");
  await form.getByLabel("Comment").fill("See you");
  await form.getByRole("heading", { name: "Request time off" }).click();
  await otto.page.reload();
  await seen(form);
  expect(await form.getByLabel("Comment").inputValue()).toBe("See you");
  await demo.restartBot();
  await form.getByRole("button", { name: "Send request" }).click({ clickCount: 5, noWaitAfter: true });
  await says(form, "Requested: Urlaub");
  const asked = demo.personio.state.world.absencePeriods.filter(({ first }) => first.day === "2027-05-03");
  expect(asked).toMatchObject([{ comment: "See you" }]);
});
