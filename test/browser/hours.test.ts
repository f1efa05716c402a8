import { describe, expect, it } from "vitest";
import { gone, openStage, readAt, says, seen } from "./visit.ts";

describe("hours of work", () => {
  it("are told week by week, to oneself and to one's supervisor", async () => {
    const { visit } = await openStage();
    const nadia = await visit("nadia", { channel: "C0GENERAL" });
    await nadia.say("/hours @clara last week");
    const answer = nadia.message(/Clara Weiß's hours last week/);
    await says(answer, /Only visible to you[\s\S]*34 h 15 min of 32 h[\s\S]*not confirmed yet/);
    await nadia.picture("hours");
    await answer.getByRole("button", { name: "‹ Previous week" }).click();
    await seen(nadia.message(/in the week Mon 9 – Sun 15 Nov/));
    await gone(nadia.message(/hours last week/));
    await nadia.say("/hours @anna ");
    await says(nadia.message("Only visible to you"), "I found nobody like that among them");
    await nadia.say("/hours this month");
    await seen(nadia.message(/You have no hours in Personio this month/));
  });

  it("are told to Germans in German, and month by month", async () => {
    const { visit } = await openStage();
    const gerd = await visit("gerd");
    await gerd.say("/hours");
    await says(gerd.message(/Deine Stunden diese Woche/), /Läuft seit 8:15 Uhr/);
    await gerd.say("/hours diesen Monat");
    await says(gerd.message(/November 2026/), /16\. – 22\. Nov[\s\S]*43 Std\. 20 Min\./);
    await gerd.picture("hours-month-german");
  });
});

describe("shortcuts", () => {
  it("open who is out in a window, where the weeks are turned", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna");
    await anna.page.getByRole("button", { name: "Shortcuts" }).click();
    await anna.page.getByRole("menuitem", { name: /Who's out/ }).click();
    const window = anna.window("Who's out");
    await says(window, /15 people out this week[\s\S]*Jörg Müller-Lüdenscheidt/);
    await anna.picture("whosout-window");
    await window.getByRole("button", { name: "Next week ›" }).click();
    await says(window, /out next week/);
    await window.getByText("Close", { exact: true }).click();
    await gone(window);
    expect(await anna.messages.filter({ hasText: "out next week" }).count()).toBe(0);
  });

  it("tell who wrote a message, from its menu", async () => {
    const { visit } = await openStage();
    const gerd = await visit("gerd");
    await gerd.say("Moin zusammen!");
    await seen(gerd.message("Moin zusammen!"));
    const anna = await visit("anna");
    const message = anna.message("Moin zusammen!");
    await message.hover();
    await anna.picture("message-menu");
    await message.getByRole("button", { name: "More actions" }).click();
    await anna.page.getByRole("menuitem", { name: /Who is this\?/ }).click();
    const profile = anna.message(/Head of Product/);
    await says(profile, /Only visible to you[\s\S]*Gerd Nowak/);
    expect(await readAt(profile)).not.toContain("More actions");
    await anna.picture("who-is-this");
  });
});
