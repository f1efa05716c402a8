import { describe, expect, it } from "vitest";
import { wholeBot } from "../whole-bot.ts";
import { callsOf, editing, formOf, HOUR, preview, roundUntil, saved, send } from "./digest-stage.ts";

describe("/digest", () => {
  it("opens a form for the channel that it is typed in, and what is sent is posted at its time", async () => {
    const stage = await wholeBot();
    const form = await formOf(stage);
    expect(form.title).toBe("Channel digest");
    expect(form.values.digest_channel?.digest_channel).toMatchObject({ selected_conversation: "C0GENERAL" });
    expect((await send(stage)).said).toContain(
      "Saved. The next message comes to #general on Tue 24 Nov at 09:00 (Europe/Berlin).",
    );
    stage.pass(24 * HOUR);
    await roundUntil(stage, "a digest is posted");
    const message = await stage.slack.nextMessageTo("C0GENERAL");
    expect(message.text).toMatch(/^\d+ of \d+ out today, Tue 24 Nov/);
  });

  it("sent twice sets one up", async () => {
    const stage = await wholeBot();
    await formOf(stage);
    stage.slack.sendTwice();
    await send(stage);
    const list = await stage.ask("anna", "/digest list");
    expect(list.text.match(/Mon–Fri at 09:00/g)).toHaveLength(1);
  });

  it("is about teams, places and supervisors that are found while somebody types, in any zone", async () => {
    const stage = await wholeBot();
    await formOf(stage);
    const me = stage.id("anna");
    const offered = await stage.slack.offered(me, "Teams, departments, workplaces, supervisors", "gerd");
    expect(offered.map(({ text }) => text.text)).toEqual([expect.stringMatching(/^Gerd .*'s reports$/)]);
    await stage.slack.fill(me, "Whose absences", "Only these:");
    await stage.slack.fill(me, "Teams, departments, workplaces, supervisors", ["Design (team)"]);
    await stage.slack.fill(me, "Time zone", "America/New_York");
    await stage.slack.fill(me, "Language", "Deutsch");
    expect((await send(stage)).said).toContain("on Mon 23 Nov at 09:00 (America/New_York)");
    stage.pass(6 * HOUR);
    await roundUntil(stage, "a digest is posted");
    const { text } = await stage.slack.nextMessageTo("C0GENERAL");
    expect(text).toMatch(/^Heute, Mo., 23. Nov.: 2 von 4 abwesend · Design\n/);
    // The team that it is about is not said again of each of its people.
    expect(text).not.toContain("(Design)");
  });

  it("shows the next message before it is set up, over the form", async () => {
    const stage = await wholeBot();
    await formOf(stage);
    const me = stage.id("anna");
    await stage.slack.fill(me, "What it tells", ["Who is out today", "This week as a table, people and weekdays"]);
    const said = await preview(stage);
    expect(said).toMatch(/on Tue 24 Nov at 09:00/);
    expect(said).toMatch(/\d+ of \d+ out today, Tue 24 Nov/);
    expect(stage.slack.seenBy(me, "C0GENERAL")).toEqual([]);
    await stage.slack.dismiss(me);
    expect(stage.slack.formOf(me)?.title).toBe("Channel digest");
  });

  it("says at the field what is wrong", async () => {
    const stage = await wholeBot();
    await formOf(stage);
    const me = stage.id("anna");
    await stage.slack.fill(me, "Weekdays", ["Saturday"]);
    await stage.slack.fill(me, "Whose absences", "Only these:");
    const { errors } = await send(stage);
    expect(errors).toEqual([
      expect.stringMatching(/^Nobody works on Saturdays and Sundays/),
      "Name at least one, or choose everybody.",
    ]);
  });

  it("says in the preview what is missing", async () => {
    const stage = await wholeBot();
    const form = await formOf(stage);
    const view = stage.slack.world.views.find(({ id }) => id === form.id);
    const cleared = {
      digest_time: { digest_time: { type: "timepicker", selected_time: null } },
      digest_channel: { digest_channel: { type: "conversations_select", selected_conversation: null } },
    };
    if (view) view.state = { ...view.state, ...cleared };
    const said = await preview(stage);
    expect(said).toContain("Choose a time.");
    expect(said).toContain("*Channel:* Choose a channel.");
  });

  it("says in the preview that nothing would be posted, where there is nothing to tell and that was chosen", async () => {
    const stage = await wholeBot();
    stage.personio.state.world.absencePeriods.length = 0;
    await formOf(stage);
    expect(await preview(stage)).toContain("Nobody is out today, Tue 24 Nov 🎉");
    await stage.slack.dismiss(stage.id("anna"));
    await stage.slack.fill(stage.id("anna"), "And", []);
    const said = await preview(stage);
    expect(said).toContain("Nothing would be posted on Tue 24 Nov at 09:00");
    expect(said).not.toContain("Nobody is out");
  });

  it("says what comes next without the days on which nobody works, as far as Personio tells", async () => {
    // The day before Christmas.
    const stage = await wholeBot({ today: "2026-12-24" });
    await formOf(stage);
    const said = await preview(stage);
    expect(said).toContain("on Mon 28 Dec at 09:00");
    expect(said).toContain("out today, Mon 28 Dec");
    await stage.slack.dismiss(stage.id("anna"));
    expect((await send(stage)).said).toContain("on Mon 28 Dec at 09:00");
    expect((await stage.ask("anna", "/digest list")).text).toContain("Next: Mon 28 Dec, 09:00");
    await editing(stage);
    await stage.slack.fill(stage.id("anna"), "And", ["Post on weekends and public holidays, too"]);
    expect((await send(stage)).said).toContain("on Fri 25 Dec at 09:00");

    const other = await wholeBot({ today: "2026-12-24" });
    other.personio.failNext(/./, { status: 503 }, 1000);
    expect((await saved(other)).said).toContain("on Fri 25 Dec at 09:00");
  });

  it("finds any time zone, as people write it", async () => {
    const stage = await wholeBot();
    const me = stage.id("anna");
    await formOf(stage);
    for (const [typed, zone] of [
      ["ho chi minh", "Asia/Ho_Chi_Minh"],
      ["Kathmandu", "Asia/Kathmandu"],
      ["São Paulo", "America/Sao_Paulo"],
    ] as const) {
      expect((await stage.slack.offered(me, "Time zone", typed)).map(({ value }) => value)).toEqual([zone]);
    }
    await stage.slack.fill(me, "Time zone", "Asia/Kolkata");
    expect((await send(stage)).said).toContain("(Asia/Kolkata)");
  });

  it("knows within seconds who joined the channel, and who was removed from it", async () => {
    const stage = await wholeBot();
    const leads = stage.slack.world.channels.find(({ id }) => id === "C0PRIVATE");
    const april = stage.id("april");
    await stage.slack.command(april, "C0PRIVATE", "/digest");
    const form = await stage.slack.nextForm(april);
    const view = stage.slack.world.views.find(({ id }) => id === form.id);
    const there = { type: "conversations_select", selected_conversation: "C0PRIVATE" };
    if (view) view.state = { ...view.state, digest_channel: { digest_channel: there } };
    expect((await send(stage, "april")).errors).toEqual([expect.stringContaining("Join it first.")]);
    leads?.members.push(april);
    stage.pass(10_000);
    await stage.slack.fill(april, "Whose absences", "The members of this channel");
    expect(await preview(stage, "april")).toContain("This is what would be posted");
    await stage.slack.dismiss(april);
    leads?.members.splice(leads.members.indexOf(april), 1);
    stage.pass(10_000);
    const said = await preview(stage, "april");
    expect(said).toContain("Only members of a channel");
    expect(said).not.toContain("out today");
  });

  it("looks at the channel once, and answers in time whatever Slack does", async () => {
    const stage = await wholeBot();
    await saved(stage);
    await editing(stage, "anna");
    const before = callsOf(stage, "conversations.info");
    await send(stage);
    expect(callsOf(stage, "conversations.info") - before).toBe(1);

    const slow = await wholeBot();
    await formOf(slow);
    slow.slack.failNext("conversations.info", "drop", 2);
    const { ackedAfterMs } = await slow.slack.submit(slow.id("anna"));
    expect(ackedAfterMs).toBeLessThan(2500);
    expect(Object.values(slow.slack.formOf(slow.id("anna"))?.errors ?? {})).toEqual([
      expect.stringMatching(/^That took too long/),
    ]);
  });

  it("tells that everybody in the channel reads it, guests too", async () => {
    expect(JSON.stringify((await formOf(await wholeBot())).blocks)).toContain("guests too");
    const german = await wholeBot();
    expect(JSON.stringify((await formOf(german, "gerd")).blocks)).toContain("auch Gäste");
  });

  it("tells birthdays where the admin allows it, and nobody's year", async () => {
    const stage = await wholeBot({ env: { BIRTHDAY_ATTRIBUTE: "dynamic_7" } });
    const anna = stage.company.personio.persons.find(({ id }) => id === stage.person("anna"));
    if (anna) anna.attributes = [{ id: "dynamic_7", value: "1987-11-24" }];
    await formOf(stage);
    await stage.slack.fill(stage.id("anna"), "What it tells", ["Birthdays"]);
    const shown = await preview(stage);
    await stage.slack.dismiss(stage.id("anna"));
    await send(stage);
    stage.pass(24 * HOUR);
    await roundUntil(stage, "a digest is posted");
    const message = await stage.slack.nextMessageTo("C0GENERAL");
    expect(message.text).toMatch(/\nBirthdays 🎂\n• Anna Berg \(Design\)\n?/);
    expect(shown).toContain("Anna Berg");
    expect(shown + JSON.stringify(message)).not.toContain("1987");
  });

  it.each([
    ["a private channel without the bot", "anna", "surprise-party", /does not show me this channel/],
    ["a channel shared with another company", "anna", "with-the-agency", /shared with another company/],
    ["a channel that another company is invited to", "anna", "with-the-lawyers", /shared with another company/],
    ["somebody else's channel", "april", "design", /^Only members of a channel/],
  ])("is refused for %s, with the way out", async (_, login, channel, why) => {
    const stage = await wholeBot({
      prepare: ({ slack }) => {
        const secret = slack.world.channels.find(({ name }) => name === "surprise-party");
        if (secret) secret.members = [...secret.members, "U1002"];
      },
    });
    const form = await formOf(stage, login);
    const id = stage.slack.world.channels.find(({ name }) => name === channel)?.id ?? "";
    const view = stage.slack.world.views.find((one) => one.id === form.id);
    if (view)
      view.state = {
        ...view.state,
        digest_channel: { digest_channel: { type: "conversations_select", selected_conversation: id } },
      };
    expect((await send(stage, login)).errors).toEqual([expect.stringMatching(why)]);
  });

  it("goes into a public channel that it is not in, and says how to be invited where it may not", async () => {
    const stage = await wholeBot();
    expect((await saved(stage, "anna", "C0DESIGN")).errors).toEqual([]);
    expect(stage.slack.world.channels.find(({ id }) => id === "C0DESIGN")?.members).toContain("U0WHOSOUT");
    const other = await wholeBot();
    other.slack.world.scopes = other.slack.world.scopes.filter((scope) => scope !== "channels:join");
    expect((await saved(other, "anna", "C0DESIGN")).errors).toEqual([expect.stringContaining("/invite @whosout")]);
  });

  it("answers nobody who is no full member", async () => {
    const stage = await wholeBot();
    const message = await stage.ask("guest", "/digest");
    expect(message.text).toContain("I only answer full members");
    expect(stage.slack.formOf(stage.id("guest"))).toBeUndefined();
  });
});
