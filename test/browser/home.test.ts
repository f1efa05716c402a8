import { expect, it } from "vitest";
import { choose, gone, openStage, says, seen } from "./visit.ts";

it("App Home shows the day, takes a request, cancels it, and speaks the language that is chosen", async () => {
  const { visit } = await openStage();
  const otto = await visit("otto");
  await otto.go("Whosout");
  await otto.page.getByRole("tab", { name: "Home" }).click();
  const home = otto.page.getByRole("region", { name: "Home of Whosout" });
  await says(home, /Workshop (is )?out today/);
  await says(home, "Your time off");
  await otto.picture("home");

  await home.getByRole("button", { name: "Request time off" }).click();
  const form = otto.window("Request time off");
  await choose(form.getByRole("combobox", { name: "Type" }), "Urlaub");
  await form.getByLabel("First day", { exact: true }).fill("2027-02-01");
  await form.getByRole("button", { name: "Send request" }).click();
  await says(form, "Requested: Urlaub");
  await form.getByText("Close", { exact: true }).click();
  await gone(form);
  await says(home, /Urlaub, Mon 1 Feb 2027\s+Waiting for approval/);
  await otto.picture("home-requested");

  await home.getByRole("button", { name: /^Cancel it: Urlaub, Mon 1 Feb 2027/ }).click();
  await otto.window("Cancel this time off?").getByRole("button", { name: "Cancel it" }).click();
  await expect.poll(() => home.getByText("Urlaub, Mon 1 Feb 2027").count()).toBe(0);

  await home.getByRole("button", { name: "Who's out this week" }).click();
  const answer = otto.window("Who's out");
  await says(answer, /\d+ people out this week/);
  await otto.picture("home-whosout");
  await answer.getByText("Close", { exact: true }).click();

  await home.getByRole("button", { name: "Settings" }).click();
  const settings = otto.window("Settings");
  await choose(settings.getByRole("combobox", { name: "Language" }), "Deutsch");
  // At once, and not only when the page has drawn itself again.
  const paused = settings.getByRole("checkbox", { name: "One of my digests was paused" });
  expect(
    await paused.evaluate((box) => {
      box.click();
      return "checked" in box && box.checked;
    }),
  ).toBe(false);
  await otto.picture("settings");
  await settings.getByRole("button", { name: "Save" }).click();
  await gone(settings);
  await says(home, "Deine Abwesenheiten");
  await seen(home.getByRole("button", { name: "Abwesenheit beantragen" }));
  await otto.picture("home-german");
});

it("turns the weeks in its windows by the keyboard, without leaving the button", async () => {
  const { visit } = await openStage();
  const lena = await visit("lena");
  await lena.go("Whosout");
  await lena.page.getByRole("tab", { name: "Start" }).click();
  const home = lena.page.getByRole("region", { name: "Start von Whosout" });
  for (const [button, title] of [
    ["Meine Stunden", "Meine Stunden"],
    ["Wer ist diese Woche abwesend?", "Wer ist abwesend?"],
  ]) {
    await home.getByRole("button", { name: button ?? "" }).click();
    const window = lena.window(title ?? "");
    const previous = window.getByRole("button", { name: "Woche davor" });
    await previous.press("Enter");
    await says(window, /[Ll]etzte Woche/);
    await previous.press("Enter");
    await says(window, /9\. – So\., 15\. Nov\./);
    await says(window.locator("button:focus"), "Woche davor");
    await lena.page.keyboard.press("Escape");
    await gone(window);
  }
});

it("goes on while it stands open: on the next day, and in a world that begins anew", async () => {
  const { visit } = await openStage();
  const otto = await visit("otto");
  await otto.go("Whosout");
  await otto.page.getByRole("tab", { name: "Home" }).click();
  const home = otto.page.getByRole("region", { name: "Home of Whosout" });
  await says(home, "today, Mon 23 Nov");
  await otto.turnClock("Tomorrow, 09:00");
  await says(home, "today, Tue 24 Nov");
  await otto.openWorld();
  await otto.world.getByRole("button", { name: "Start over" }).click();
  await otto.window("Start over?").getByRole("button", { name: "Start over" }).click();
  await says(home, "today, Mon 23 Nov");
});

it("tells a guest no name there", async () => {
  const { visit } = await openStage();
  const guest = await visit("guest", { channel: "C0GENERAL" });
  await guest.go("Whosout");
  await guest.page.getByRole("tab", { name: "Home" }).click();
  const home = guest.page.getByRole("region", { name: "Home of Whosout" });
  await says(home, /^\s*Sorry, I only answer full members of this workspace\.\s*$/);
});
