import type { Locator } from "playwright-core";
import { expect, it } from "vitest";
import { BERLIN, gone, openStage, PHONE, says, seen } from "./visit.ts";

it("works with the keyboard alone: commands, windows, lists of one and of several", async () => {
  const { visit } = await openStage();
  const { page, composer, message, window, ...anna } = await visit("anna", { channel: BERLIN });
  const { keyboard } = page;
  const hasFocus = async (one: Locator) => (await one.and(page.locator(":focus")).count()) === 1;
  // The composer has the focus from the beginning; what is typed is completed.
  await keyboard.type("/who");
  const commands = page.getByRole("listbox", { name: "Commands" });
  await seen(commands.getByRole("option", { name: /^\/whosout/, selected: true }));
  await keyboard.press("ArrowDown");
  await seen(commands.getByRole("option", { name: /^\/whois/, selected: true }));
  await anna.picture("completion");
  await keyboard.press("Tab");
  await expect.poll(() => composer.inputValue()).toBe("/whois ");
  await keyboard.type("@ger");
  await seen(page.getByRole("listbox", { name: "People" }).getByRole("option", { name: /Gerd Nowak/, selected: true }));
  await keyboard.press("Enter");
  await expect.poll(() => composer.inputValue()).toBe("/whois @gerd ");
  await keyboard.press("Enter");
  await seen(message("Head of Product"));

  await keyboard.type("/dig");
  await keyboard.press("Enter");
  await expect.poll(() => composer.inputValue()).toBe("/digest ");
  await keyboard.press("Enter");
  const form = window("Channel digest");
  const channel = form.getByRole("combobox", { name: "Channel" });
  await expect.poll(() => hasFocus(channel)).toBe(true);
  // A list of one: by its arrows.
  await keyboard.press("ArrowDown");
  await seen(page.getByRole("listbox", { name: "Channel" }).getByRole("option"));
  await keyboard.type("gene");
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await expect.poll(() => channel.inputValue()).toBe("general");

  const tabTo = async (one: Locator) => {
    for (let step = 0; step < 40; step++) {
      await keyboard.press("Tab");
      if (await hasFocus(one)) return;
    }
    throw new Error(`the Tab key does not lead to ${one}`);
  };
  await tabTo(form.getByRole("radio", { name: "Everybody in the company" }));
  await keyboard.press("ArrowDown");
  await keyboard.press("ArrowDown");
  await seen(form.getByRole("radio", { name: "Only these:", checked: true }));
  await tabTo(form.getByRole("combobox", { name: /^Teams, departments/ }));
  await keyboard.type("des");
  await seen(page.getByRole("option", { name: /^Design/ }));
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await seen(form.getByRole("button", { name: /^Remove Design/ }));
  await keyboard.type("plat");
  await seen(page.getByRole("option", { name: /^Platform/ }));
  await keyboard.press("ArrowDown");
  await keyboard.press("Enter");
  await seen(form.getByRole("button", { name: /^Remove Platform/ }));
  await keyboard.press("Backspace");
  await gone(form.getByRole("button", { name: /^Remove Platform/ }));
  // An Escape closes the list, and the next one the window.
  await keyboard.press("Escape");
  await gone(page.getByRole("option"));
  await seen(form);
  await tabTo(form.getByRole("button", { name: "Set it up" }));
  await keyboard.press("Enter");
  await says(form, /Saved\. The next message comes to #general/);
  await keyboard.press("Escape");
  await gone(form);
  await expect.poll(() => hasFocus(composer)).toBe(true);
});

it("works on a phone", async () => {
  const { url, ...stage } = await openStage();
  const otto = await stage.visit("otto", { channel: "C0GENERAL", viewport: PHONE, hasTouch: true, isMobile: true });
  const { page } = otto;
  await otto.say("/timeoff 3.5. - 7.5.2027 Urlaub");
  const form = otto.window("Request time off");
  await says(form, /4 working days/);
  await page.screenshot();
  const box = await form.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(PHONE.width);
  await form.getByRole("button", { name: "Send request" }).tap();
  await says(form, "Requested: Urlaub");
  await form.getByText("Close", { exact: true }).tap();
  await page.getByRole("button", { name: "Conversations, with something new" }).tap();
  await page.getByRole("link", { name: /Whosout/ }).tap();
  await seen(otto.message("Requested: Urlaub"));
  await page.getByRole("link", { name: /^Personio/ }).tap();
  const approve = page.getByRole("button", { name: /^Approve Otto Zimmermann/ });
  await approve.scrollIntoViewIfNeeded();
  await approve.tap();
  await page.getByRole("link", { name: "Slack" }).tap();
  await seen(otto.message("Approved: Urlaub"));
  // Nothing is wider than the screen: what is wide scrolls within itself.
  for (const place of ["", "?tab=personio", "?in=C0GENERAL"]) {
    await page.goto(`${url}${place}`);
    await page.getByRole("button", { name: /^World: it is/ }).waitFor();
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(PHONE.width);
  }
});
