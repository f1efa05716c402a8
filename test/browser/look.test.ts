import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { refusal, webClient } from "../sandbox/workspace.ts";
import { BERLIN, choose, GENERAL, idOf, openStage, PHONE, says, seen } from "./visit.ts";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Axe finds nothing there that is serious or worse. */
async function sound(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate("axe.run(document)")) as AxeResults;
  const found = violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`).join("\n")}`,
    );
  expect(found).toEqual([]);
}

describe.each([
  { look: "in light colours", options: {} },
  { look: "in dark colours", options: { colorScheme: "dark" as const } },
  { look: "on a phone", options: { viewport: PHONE, isMobile: true, hasTouch: true } },
])("axe finds nothing serious $look", ({ options }) => {
  it("in a conversation, and in the inspector with a refusal", async () => {
    const { visit, demo } = await openStage();
    const anna = await visit("anna", { channel: BERLIN, ...options });
    await anna.say("/whosout");
    await seen(anna.message(/out this week/));
    await anna.say("/whois gerd");
    await seen(anna.message("Head of Product"));
    await anna.say("Hello @gerd, are *all* of you `in`?");
    await seen(anna.message("Hello"));
    await sound(anna.page);
    const { apiUrl, world } = demo.slack;
    await refusal(webClient(apiUrl, world.botToken).chat.postMessage({ channel: "C0NOWHERE", text: "Hello" }));
    await says(await anna.inspector(), "channel_not_found");
    await sound(anna.page);
  });

  it("in App Home, in its settings, and in hours", async () => {
    const { visit, demo } = await openStage();
    const nadia = await visit("nadia", { channel: GENERAL, ...options });
    await nadia.say("/hours @clara last week");
    await seen(nadia.message(/Clara Weiß's hours last week/));
    await sound(nadia.page);
    await nadia.page.goto(`${nadia.page.url().replace(/in=\w+/, `in=${idOf(demo, "nadia")}`)}&view=home`);
    await nadia.page.getByRole("button", { name: "Settings" }).click();
    await seen(nadia.window("Settings").getByRole("combobox", { name: "Language" }));
    await sound(nadia.page);
  });

  it("in a window with a fault, and in a list of several that is open", async () => {
    const { visit } = await openStage();
    const otto = await visit("otto", { channel: GENERAL, ...options });
    await otto.say("/timeoff 5.2.2027 Urlaub");
    const form = otto.window("Request time off");
    await form.getByRole("textbox", { name: "Last day" }).fill("2027-02-01");
    await form.getByRole("button", { name: "Send request" }).click();
    await seen(form.getByRole("alert").filter({ hasText: "It ends before it begins." }));
    await sound(otto.page);
    await form.getByRole("button", { name: "Close" }).last().click();
    await otto.say("/digest");
    const digest = otto.window("Channel digest");
    const parts = digest.getByRole("combobox", { name: /^Teams, departments/ });
    await choose(parts, /^Design/, "des");
    await parts.fill("p");
    await seen(otto.page.getByRole("option"));
    await sound(otto.page);
  });

  it("in Personio's tab, among the people, and where the world is turned", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna", options);
    for (const part of ["Absences", "Persons", "API and troubles"]) {
      await anna.personio(part);
      await sound(anna.page);
    }
    const absences = await anna.personio();
    await absences.getByRole("button", { name: "Add an absence" }).click();
    await sound(anna.page);
    await anna.window("Add an absence").getByRole("button", { name: "Close" }).click();
    await anna.openWorld();
    await sound(anna.page);
  });
});
