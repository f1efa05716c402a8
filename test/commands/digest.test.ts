import { describe, expect, it } from "vitest";
import { type Stage, wholeBot } from "../whole-bot.ts";

const HOUR = 3_600_000;
const isForm = ({ submit }: { submit?: string }) => submit !== undefined;

async function formOf(stage: Stage, login = "anna", channel?: string) {
  await stage.slack.command(stage.id(login), channel ?? "C0GENERAL", "/digest");
  return stage.slack.nextForm(stage.id(login), isForm);
}

/** What the window says after it was sent. */
async function send(stage: Stage, login = "anna") {
  const me = stage.id(login);
  await stage.slack.submit(me);
  const form = stage.slack.formOf(me);
  return { errors: Object.values(form?.errors ?? {}), said: JSON.stringify(form?.blocks ?? []) };
}

/** The first line of the first digest that is posted. */
async function nextPosted({ slack }: Stage): Promise<string> {
  const { message } = await slack.world.changeFrom(0, ({ metadata }) => metadata !== undefined).found;
  return message.text.split("\n")[0] ?? "";
}

const saved = async (stage: Stage, login = "anna", channel?: string) => {
  await formOf(stage, login, channel);
  return send(stage, login);
};

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
    await stage.round();
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
    await stage.slack.fill(me, "Language", "German (Deutsch)");
    expect((await send(stage)).said).toContain("on Mon 23 Nov at 09:00 (America/New_York)");
    stage.pass(6 * HOUR);
    await stage.round();
    expect((await stage.slack.nextMessageTo("C0GENERAL")).text).toMatch(/^Design – heute, Mo., 23. Nov.: /);
  });

  it("shows the next message before it is set up, over the form", async () => {
    const stage = await wholeBot();
    await formOf(stage);
    const me = stage.id("anna");
    await stage.slack.fill(me, "What it tells", ["Who is out today", "This week as a table, people and weekdays"]);
    await stage.slack.pressIn(me, "Preview the next message");
    const preview = await stage.slack.nextForm(
      me,
      ({ title, blocks }) => title === "The next message" && blocks.length > 1,
    );
    const said = JSON.stringify(preview.blocks);
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

describe("/digest list", () => {
  it("tells what is there, who set it up and when it comes next, and lets it be paused, resumed and deleted", async () => {
    const stage = await wholeBot();
    expect((await stage.ask("anna", "/digest list")).text).toContain("There is no digest in this channel");
    await saved(stage);
    const list = await stage.ask("anna", "/digest list");
    expect(list.text).toContain("*<#C0GENERAL>* – Mon–Fri at 09:00 (Europe/Berlin)");
    expect(list.text).toContain("About everybody: out today and coming up.");
    expect(list.text).toContain(`Set up by <@${stage.id("anna")}> Mon 23 Nov`);
    const older = structuredClone(list);
    const paused = await stage.press("anna", list, "Pause");
    expect(paused.text).toContain("⏸ Paused");
    stage.pass(24 * HOUR);
    await stage.round();
    const resumed = await stage.press("anna", paused, "Resume");
    expect(resumed.text).toContain("Next: on Wed 25 Nov");
    expect(stage.slack.seenBy(stage.id("gerd"), "C0GENERAL")).toEqual([]);
    expect((await stage.press("anna", resumed, "Delete")).text).toContain("is deleted");
    expect((await stage.press("anna", older, "Pause")).text).toContain("This digest is deleted.");
  });

  it("sends at once what is wished, once for a button pressed twice", async () => {
    const stage = await wholeBot();
    await saved(stage);
    const list = await stage.ask("anna", "/digest list");
    stage.slack.sendTwice();
    const exchange = await stage.slack.press(stage.id("anna"), list, "Send now");
    const answers = [await exchange.answer(), await exchange.answer()];
    expect(answers.map(({ text }) => text)).toContainEqual(
      expect.stringMatching(/^(Posted in|It is on its way to) <#C0GENERAL>/),
    );
    await stage.round();
    const posted = stage.slack.seenBy(stage.id("gerd"), "C0GENERAL");
    expect(posted.map(({ text }) => text.split("\n")[0])).toEqual([expect.stringMatching(/out today, Mon 23 Nov/)]);
  });

  it("lets it be edited, and keeps what was chosen", async () => {
    const stage = await wholeBot();
    await saved(stage);
    await stage.slack.press(stage.id("anna"), await stage.ask("anna", "/digest list"), "Edit");
    const me = stage.id("anna");
    const form = await stage.slack.nextForm(me, ({ title }) => title === "Edit the digest");
    expect(form.values.digest_zone?.digest_zone).toMatchObject({ selected_option: { value: "Europe/Berlin" } });
    await stage.slack.fill(me, "Time", "10:30");
    expect((await send(stage)).said).toContain("on Mon 23 Nov at 10:30");
    expect((await stage.ask("anna", "/digest list")).text).toContain("Mon–Fri at 10:30");
  });

  it("does not make up for a time that only an edit made one of its own", async () => {
    const stage = await wholeBot();
    const me = stage.id("anna");
    await formOf(stage);
    await stage.slack.fill(me, "Weekdays", ["Tuesday", "Thursday"]);
    await send(stage);
    // Wednesday at noon, and Wednesdays are added.
    stage.pass(51 * HOUR);
    await stage.slack.press(me, await stage.ask("anna", "/digest list"), "Edit");
    await stage.slack.nextForm(me, ({ title }) => title === "Edit the digest");
    await stage.slack.fill(me, "Weekdays", ["Tuesday", "Wednesday", "Thursday"]);
    expect((await send(stage)).said).toContain("on Thu 26 Nov at 09:00");
    await stage.round();
    stage.pass(24 * HOUR);
    await stage.round();
    expect(await nextPosted(stage)).toContain("out today, Thu 26 Nov");
  });

  it("still posts what waits when something else of it is edited", async () => {
    const stage = await wholeBot();
    const me = stage.id("anna");
    await saved(stage);
    stage.pass(24 * HOUR);
    stage.personio.failNext(/absence-periods/, { status: 503 }, 1000);
    stage.pass(24 * HOUR);
    await stage.round();
    await stage.slack.press(me, await stage.ask("anna", "/digest list"), "Edit");
    await stage.slack.nextForm(me, ({ title }) => title === "Edit the digest");
    await stage.slack.fill(me, "Weekdays", ["Monday", "Wednesday"]);
    await send(stage);
    stage.personio.heal();
    stage.pass(60_000);
    await stage.round();
    expect(await nextPosted(stage)).toContain("out today, Wed 25 Nov");
  });

  it("names the next day when today's is posted already and its time is moved to a later one", async () => {
    const stage = await wholeBot();
    const me = stage.id("anna");
    await saved(stage);
    stage.pass(24 * HOUR);
    await stage.round();
    await nextPosted(stage);
    await stage.slack.press(me, await stage.ask("anna", "/digest list"), "Edit");
    await stage.slack.nextForm(me, ({ title }) => title === "Edit the digest");
    await stage.slack.fill(me, "Time", "15:00");
    expect((await send(stage)).said).toContain("on Wed 25 Nov at 15:00");
    expect((await stage.ask("anna", "/digest list")).text).toContain("Next: on Wed 25 Nov");
  });

  it("gives the buttons to its owner, to who made the channel and to admins, and to nobody else", async () => {
    const stage = await wholeBot();
    await saved(stage);
    const own = await stage.ask("anna", "/digest list");
    expect(
      (await stage.ask("april", "/digest list")).blocks.map((block) => (block as { type: string }).type),
    ).not.toContain("actions");
    // A button of somebody else's.
    expect((await stage.press("april", own, "Delete")).text).toMatch(/^Only who set a digest up/);
    const april = stage.slack.world.users.find(({ name }) => name === "april");
    if (april) april.is_admin = true;
    stage.pass(HOUR);
    expect((await stage.press("april", await stage.ask("april", "/digest list"), "Pause")).text).toContain("Paused");
  });
});

describe("under a posted digest", () => {
  it("next week is shown beside it, to whoever asked alone, and why it comes", async () => {
    const stage = await wholeBot();
    await saved(stage);
    stage.pass(24 * HOUR);
    await stage.round();
    const message = await stage.slack.nextMessageTo("C0GENERAL");
    const next = await stage.press("gerd", message, "Show next week");
    expect(next.to).toBe(stage.id("gerd"));
    expect(next.text).toMatch(/nächste Woche/i);
    const why = await stage.press("april", message, "Why am I seeing this?");
    expect(why.to).toBe(stage.id("april"));
    expect(why.text).toContain(`Set up by <@${stage.id("anna")}>`);
    expect(stage.slack.seenBy(stage.id("lena"), "C0GENERAL")).toHaveLength(1);
  });
});
