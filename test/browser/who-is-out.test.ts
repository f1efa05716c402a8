import { describe, expect, it } from "vitest";
import { GENERAL, gone, openStage, readAt, says, seen } from "./visit.ts";

describe("who is out", () => {
  it("is told, week by week, and shared with everybody", async () => {
    const { visit } = await openStage();
    const anna = await visit("anna");
    await anna.say("/whosout");
    const answer = anna.message(/out this week/);
    await says(answer, /Only visible to you[\s\S]*Jörg Müller-Lüdenscheidt/);
    await anna.picture("whosout");
    await answer.getByRole("button", { name: "Next week ›" }).click();
    const next = anna.message(/out next week/);
    await says(next, "Greta Vogel");
    await gone(anna.message(/out this week/));
    await anna.picture("whosout-next-week");
    await next.getByRole("button", { name: "Share in this channel" }).click();
    await seen(anna.message(/Shared by/));

    const gerd = await visit("gerd");
    const shared = gerd.message("Shared by");
    await says(shared, /out next week[\s\S]*Shared by @Anna Berg/);
    expect(await readAt(shared)).not.toContain("Only visible");
    await gerd.picture("shared");
  });

  it("is told without private reasons to who is not in Personio, and time off is none of theirs", async () => {
    const { visit } = await openStage();
    const carla = await visit("carla", { channel: GENERAL });
    await carla.say("/whosout today");
    const answer = carla.message(/people out today/);
    await says(answer, /Łukasz Wójcik.*away/);
    expect(await readAt(answer)).not.toMatch(/Krankheit|Migraine/);
    await carla.say("/timeoff");
    await seen(carla.message(/I cannot find you in Personio/));
    await carla.picture("not-in-personio");
  });

  it("is not told to guests", async () => {
    const { visit } = await openStage();
    const guest = await visit("guest", { channel: GENERAL });
    await guest.say("/whosout");
    await says(guest.message("Only visible to you"), "Sorry, I only answer full members of this workspace.");
    await guest.picture("guest");
  });

  it("is told to Germans in German", async () => {
    const { visit } = await openStage();
    const gerd = await visit("gerd");
    await gerd.say("/whosout nächste Woche");
    const answer = gerd.message(/Nächste Woche/);
    await says(answer, /abwesend[\s\S]*Greta Vogel/);
    await gerd.picture("whosout-german");
    await answer.getByRole("button", { name: "In diesem Channel teilen" }).click();
    await seen(gerd.message("Geteilt von"));
  });
});

describe("who somebody is", () => {
  it("is told, after a choice between those of one name", async () => {
    const { visit } = await openStage();
    const gerd = await visit("anna");
    await gerd.say("/whois Anna");
    const answer = gerd.message(/match “Anna”/);
    await gerd.picture("whois-several");
    await answer.getByRole("button", { name: /Anna Bergmann/ }).click();
    const profile = gerd.message(/UX Researcher/);
    await says(profile, /Anna Bergmann[\s\S]*Wien[\s\S]*Gerd Nowak/);
    await seen(profile.getByRole("img", { name: "Photo of Anna Bergmann" }));
    await gerd.picture("whois");
  });

  it("is told as they are called, whatever signs are in it", async () => {
    const { visit, demo } = await openStage();
    const bo = demo.personio.state.world.persons.find(({ first_name }) => first_name === "Bo");
    Object.assign(bo ?? {}, { preferred_name: "Bo <b>*Bold*</b> & Söhne" });
    await demo.restartBot();
    const anna = await visit("anna");
    await anna.say("/whois Bo");
    const profile = anna.message(/Instrument Builder/);
    await seen(profile.getByRole("heading", { name: "Bo <b>*Bold*</b> & Söhne" }));
    await anna.say("/whosout next week");
    const answer = anna.message(/out next week/);
    await seen(answer.getByRole("rowheader", { name: "Bo <b>*Bold*</b> & Söhne (Workshop)" }));
    expect(await anna.messages.locator("b").count()).toBe(0);
    await anna.picture("whois-signs");
  });
});
