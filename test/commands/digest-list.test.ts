import { describe, expect, it } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { temporaryFolder, wholeBot } from "../whole-bot.ts";
import {
  botWith,
  callsOf,
  editing,
  forge,
  formOf,
  HOUR,
  idleRound,
  inChannel,
  MINUTE,
  nextPosted,
  roundUntil,
  saved,
  send,
  toldOf,
} from "./digest-stage.ts";

describe("/digest list", () => {
  it("tells what is there, who set it up and when it comes next, and lets it be paused, resumed and deleted", async () => {
    const stage = await wholeBot();
    expect((await stage.ask("anna", "/digest list")).text).toContain("There is no digest in this channel");
    await saved(stage);
    const list = await stage.ask("anna", "/digest list");
    expect(list.text).toContain("*<#C0GENERAL>* – Mon–Fri at 09:00 (Europe/Berlin)");
    expect(list.text).toContain("Tells who is out today and what is coming up, for everybody.");
    expect(list.text).toContain(`Set up by <@${stage.id("anna")}> on Mon 23 Nov`);
    const older = structuredClone(list);
    const paused = await stage.press("anna", list, "Pause");
    expect(paused.text).toContain("⏸ Paused");
    stage.pass(24 * HOUR);
    await idleRound(stage);
    const resumed = await stage.press("anna", paused, "Resume");
    expect(resumed.text).toContain("Next: Wed 25 Nov, 09:00");
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
    await idleRound(stage);
    const posted = stage.slack.seenBy(stage.id("gerd"), "C0GENERAL");
    expect(posted.map(({ text }) => text.split("\n")[0])).toEqual([expect.stringMatching(/out today, Mon 23 Nov/)]);
  });

  it("lets it be edited, and keeps what was chosen", async () => {
    const stage = await wholeBot();
    await saved(stage);
    const me = stage.id("anna");
    const form = await editing(stage);
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
    await editing(stage);
    await stage.slack.fill(me, "Weekdays", ["Tuesday", "Wednesday", "Thursday"]);
    expect((await send(stage)).said).toContain("on Thu 26 Nov at 09:00");
    await idleRound(stage);
    stage.pass(24 * HOUR);
    await roundUntil(stage, "a digest is posted");
    expect(await nextPosted(stage)).toContain("out today, Thu 26 Nov");
  });

  it("still posts what waits when something else of it is edited", async () => {
    const stage = await wholeBot();
    const me = stage.id("anna");
    await saved(stage);
    stage.pass(24 * HOUR);
    stage.personio.failNext(/absence-periods/, { status: 503 }, 1000);
    stage.pass(24 * HOUR);
    await roundUntil(stage, "a digest has to wait");
    await editing(stage);
    await stage.slack.fill(me, "Weekdays", ["Monday", "Wednesday"]);
    await send(stage);
    stage.personio.heal();
    stage.pass(60_000);
    await roundUntil(stage, "a digest is posted");
    expect(await nextPosted(stage)).toContain("out today, Wed 25 Nov");
  });

  it("names the next day when today's is posted already and its time is moved to a later one", async () => {
    const stage = await wholeBot();
    const me = stage.id("anna");
    await saved(stage);
    stage.pass(24 * HOUR);
    await roundUntil(stage, "a digest is posted");
    await nextPosted(stage);
    await editing(stage);
    await stage.slack.fill(me, "Time", "15:00");
    expect((await send(stage)).said).toContain("on Wed 25 Nov at 15:00");
    expect((await stage.ask("anna", "/digest list")).text).toContain("Next: Wed 25 Nov, 15:00");
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

  it("sends at once, and says truly what became of it", async () => {
    const stage = await botWith([{}]);
    const list = await stage.ask("anna", "/digest list");
    stage.slack.failNext("chat.postMessage", { retryAfter: 40 });
    expect((await stage.press("anna", list, "Send now")).text).toBe(
      "It is on its way to <#C0GENERAL>: Slack or Personio make me wait.",
    );
    stage.pass(MINUTE);
    await roundUntil(stage, "a digest is posted");
    expect(inChannel(stage)).toEqual([expect.stringContaining("out today, Mon 23 Nov")]);

    stage.slack.failNext("chat.postMessage", { error: "msg_blocks_too_long" });
    expect(await toldOf(stage, "anna", await stage.ask("anna", "/digest list"), "Send now")).toBe(
      "It was not posted in <#C0GENERAL>. ⏸ Paused: Slack does not take its message.",
    );
  });

  it("says that it cannot tell whether a message stands there, when Slack gives no answer again and again", async () => {
    const stage = await botWith([{}]);
    const list = await stage.ask("anna", "/digest list");
    stage.slack.failNext("chat.postMessage", "drop after", 5);
    const texts: string[] = [];
    for (let time = 0; time < 3; time++) {
      texts.push(await toldOf(stage, "anna", list, "Send now"));
      stage.pass(10 * MINUTE);
    }
    expect(texts.at(0)).toContain("on its way");
    expect(texts.at(-1)).toContain("I cannot tell whether it stands there");
  });

  it("sends nothing of a digest that is paused meanwhile, and says how to go on", async () => {
    for (const [login, says, button] of [
      ["anna", /is paused, so I do not send it. Press Resume first/, "Resume"],
      ["gerd", /ist pausiert, also sende ich ihn nicht. Drück zuerst Fortsetzen/, "Fortsetzen"],
    ] as const) {
      const stage = await wholeBot();
      await saved(stage);
      const gerd = stage.slack.world.users.find(({ name }) => name === "gerd");
      if (gerd) gerd.is_admin = true;
      const list = await stage.ask("anna", "/digest list");
      await stage.press("anna", await stage.ask("anna", "/digest list"), "Pause");
      const told = await stage.press(login, list, "Send now");
      expect(told.text).toMatch(says);
      expect(inChannel(stage)).toEqual([]);
      expect((await stage.press(login, told, button)).text).not.toContain("⏸");
    }
  });

  it("stays paused when it is edited, unless what was edited is what paused it", async () => {
    const stage = await wholeBot();
    await saved(stage);
    await stage.press("anna", await stage.ask("anna", "/digest list"), "Pause");
    await editing(stage);
    expect((await send(stage)).said).toContain(
      "Saved. It is still paused: nothing comes to #general until somebody presses Resume in /digest list.",
    );
    expect((await stage.ask("anna", "/digest list")).text).toContain("⏸ Paused");

    const unfit = await botWith([{}]);
    unfit.slack.failNext("chat.postMessage", { error: "msg_blocks_too_long" });
    await unfit.press("anna", await unfit.ask("anna", "/digest list"), "Send now");
    expect((await unfit.ask("anna", "/digest list")).text).toContain("⏸ Paused: Slack does not take its message.");
    await editing(unfit);
    expect((await send(unfit)).said).toContain(
      "Saved, and it is not paused any more. The next message comes to #general on Tue 24 Nov at 09:00",
    );
    expect((await unfit.ask("anna", "/digest list")).text).not.toContain("⏸");
    unfit.pass(24 * HOUR);
    await roundUntil(unfit, "a digest is posted");
    expect(inChannel(unfit)).toEqual([expect.stringContaining("Tue 24 Nov")]);
  });

  it("still posts what waits when its time is moved to an earlier one", async () => {
    const stage = await wholeBot();
    await saved(stage);
    stage.pass(24 * HOUR);
    stage.slack.failNext("chat.postMessage", { retryAfter: 600 });
    await roundUntil(stage, "Slack did not take");
    stage.pass(2 * MINUTE);
    await editing(stage);
    await stage.slack.fill(stage.id("anna"), "Time", "08:30");
    await send(stage);
    stage.pass(10 * MINUTE);
    await roundUntil(stage, "a digest is posted");
    expect(inChannel(stage)).toEqual([expect.stringContaining("out today, Tue 24 Nov")]);
    stage.pass(HOUR);
    await idleRound(stage);
    expect(inChannel(stage)).toHaveLength(1);
  });

  it("still posts what waits on the day of its setting up, when its time is moved before that", async () => {
    const stage = await wholeBot();
    const me = stage.id("anna");
    await formOf(stage);
    await stage.slack.fill(me, "Time", "09:05");
    await send(stage);
    stage.pass(6 * MINUTE);
    stage.slack.failNext("chat.postMessage", { retryAfter: 600 });
    await roundUntil(stage, "Slack did not take");
    await editing(stage);
    await stage.slack.fill(me, "Time", "08:30");
    await send(stage);
    stage.pass(10 * MINUTE);
    await roundUntil(stage, "a digest is posted");
    expect(inChannel(stage)).toEqual([expect.stringContaining("out today, Mon 23 Nov")]);
  });

  it("does not make up for an earlier time of a day on which it was not due yet, or was posted", async () => {
    const stage = await wholeBot();
    const me = stage.id("anna");
    await formOf(stage);
    await stage.slack.fill(me, "Time", "15:00");
    await send(stage);
    await editing(stage);
    await stage.slack.fill(me, "Time", "08:30");
    expect((await send(stage)).said).toContain("on Tue 24 Nov at 08:30");
    await idleRound(stage);
    expect(inChannel(stage)).toEqual([]);
    stage.pass(24 * HOUR);
    await roundUntil(stage, "a digest is posted");
    expect(inChannel(stage)).toHaveLength(1);
    await editing(stage);
    await stage.slack.fill(me, "Time", "08:45");
    expect((await send(stage)).said).toContain("on Wed 25 Nov at 08:45");
    stage.pass(HOUR);
    await idleRound(stage);
    expect(inChannel(stage)).toHaveLength(1);
  });

  it("shows those of this channel first, asks Slack once about each channel, and says how many are left", async () => {
    const others = Array.from({ length: 12 }, () => ({ channel: "C0BERLIN" }));
    const stage = await botWith([...others, ...Array.from({ length: 8 }, () => ({}))], {
      prepare: ({ slack }) => {
        const [general] = slack.world.channels;
        if (general) general.creator = "U1002";
      },
    });
    const list = await stage.ask("anna", "/digest list");
    expect(list.text.match(/\*<#C0GENERAL>\*/g)).toHaveLength(8);
    expect(list.text.match(/\*<#C0BERLIN>\*/g)).toHaveLength(7);
    expect(list.text).toContain("… and 5 more.");
    // All hers: nothing to ask.
    expect(callsOf(stage, "conversations.info")).toBe(0);
    // Gerd made the channel.
    const his = await stage.ask("gerd", "/digest list");
    expect(callsOf(stage, "conversations.info")).toBe(1);
    expect((await stage.press("gerd", his, "Pausieren")).text).toContain("⏸ Pausiert");
  });

  it("does not call gone what Personio does not tell now", async () => {
    const who = { kind: "some", of: [{ kind: "unit", id: "4501" }] } as const;
    const setups = [
      { who: { ...who, of: [...who.of] } },
      { who: { kind: "some", of: [{ kind: "reports", id: "1002" }] } as const },
    ];
    const stage = await botWith(setups as never);
    stage.personio.failNext(/./, { status: 503 }, 1000);
    const list = await stage.ask("anna", "/digest list");
    expect(list.text.match(/, for some teams\./g)).toHaveLength(2);
    stage.personio.heal();
    stage.pass(2 * MINUTE);
    expect((await stage.ask("anna", "/digest list")).text).toContain("Tells who is out today, for Design.");
    stage.personio.state.world.orgUnits.splice(0, 1);
    stage.pass(25 * HOUR);
    expect((await stage.ask("anna", "/digest list")).text).toContain("for teams that are gone from Personio");
  });

  it("is in German for who reads German", async () => {
    const stage = await botWith([{}]);
    await stage.press("anna", await stage.ask("anna", "/digest list"), "Pause");
    stage.pass(MINUTE);
    await stage.press("anna", await stage.ask("anna", "/digest list"), "Resume");
    const { text } = await stage.ask("gerd", "/digest liste");
    expect(text).toContain("*<#C0GENERAL>* – Mo–Fr um 9:00 Uhr (Europe/Berlin)");
    expect(text).toContain("Sagt, wer heute abwesend ist. Es geht um alle.");
    expect(text).toContain("Nächster: Di., 24. Nov., 9:00 Uhr");
    expect(text).toContain(`Fortgesetzt von <@${stage.id("anna")}> am Mo., 23. Nov.`);
  });

  it("says that a form is somebody else's digest, and that another is deleted", async () => {
    const stage = await botWith([{}]);
    for (const [id, says] of [
      ["d0", "Only who set a digest up"],
      ["d7", "This digest is deleted."],
    ] as const) {
      await formOf(stage, "april");
      forge(stage, "april", { id, isNew: false });
      expect((await send(stage, "april")).said).toContain(says);
      await stage.slack.dismiss(stage.id("april"));
    }
    expect((await stage.ask("anna", "/digest list")).text).not.toContain("Changed");
  });

  it("opens the form to edit at once, however long Personio takes, and says in it whose digest it is not", async () => {
    const who = { kind: "some", of: [{ kind: "unit" as const, id: "4501" }] } as const;
    const stage = await botWith([{ who: { ...who, of: [...who.of] } }]);
    const me = stage.id("anna");
    const list = await stage.ask("anna", "/digest list");
    stage.pass(25 * HOUR);
    stage.personio.failNext(/org-units/, { status: 503 }, 2);
    await stage.slack.press(me, list, "Edit");
    const form = await stage.slack.nextForm(me, ({ title }) => title === "Edit the digest");
    expect(JSON.stringify(form.values)).toContain("Design");
    await stage.slack.press(stage.id("april"), list, "Edit");
    const refused = await stage.slack.nextForm(
      stage.id("april"),
      ({ blocks }) => !/One moment/.test(JSON.stringify(blocks)),
    );
    expect(JSON.stringify(refused.blocks)).toContain("Only who set a digest up");
  });

  it("notes who did what, and when", async () => {
    const folder = temporaryFolder();
    const stage = await wholeBot({ folder });
    await saved(stage);
    const anna = `<@${stage.id("anna")}>`;
    const said = async () => (await stage.ask("anna", "/digest list")).text;
    const press = async (button: string) => stage.press("anna", await stage.ask("anna", "/digest list"), button);
    expect(await said()).toContain(`Set up by ${anna} on Mon 23 Nov`);
    stage.pass(24 * HOUR);
    await editing(stage);
    await send(stage);
    expect(await said()).toContain(`Changed by ${anna} on Tue 24 Nov`);
    stage.pass(HOUR);
    await press("Pause");
    expect(await said()).toContain(`Paused by ${anna} on Tue 24 Nov`);
    stage.pass(24 * HOUR);
    await press("Resume");
    expect(await said()).toContain(`Resumed by ${anna} on Wed 25 Nov`);
    stage.pass(HOUR);
    await press("Send now");
    expect(await said()).toContain(`Sent by hand by ${anna} on Wed 25 Nov`);
    stage.pass(HOUR);
    await press("Delete");
    const store = await openStore(`file:${folder}/whosout.db`);
    const [id] = [
      ...new Set(stage.slack.world.messages.flatMap(({ metadata }) => metadata?.event_payload.digest ?? [])),
    ];
    const [last] = await store.changesOfDigest(`${id}`);
    await store.close();
    expect(last).toMatchObject({ change: "deleted", by: stage.id("anna") });
  });

  it("gives its buttons to who made the channel", async () => {
    const stage = await wholeBot();
    const [general] = stage.slack.world.channels;
    if (general) general.creator = stage.id("april");
    await saved(stage);
    expect((await stage.press("april", await stage.ask("april", "/digest list"), "Pause")).text).toContain("⏸ Paused");
  });
});

describe("under a posted digest", () => {
  it("next week is shown beside it, to whoever asked alone, and why it comes", async () => {
    const stage = await wholeBot();
    await saved(stage);
    stage.pass(24 * HOUR);
    await roundUntil(stage, "a digest is posted");
    const message = await stage.slack.nextMessageTo("C0GENERAL");
    const next = await stage.press("gerd", message, "Show next week (30 Nov – 6 Dec)");
    expect(next.to).toBe(stage.id("gerd"));
    expect(next.text).toMatch(/^Nächste Woche \(Mo., 30. Nov. – So., 6. Dez.\)/);
    const why = await stage.press("april", message, "Why am I seeing this?");
    expect(why.to).toBe(stage.id("april"));
    expect(why.text).toContain(`Set up by <@${stage.id("anna")}>`);
    expect(stage.slack.seenBy(stage.id("lena"), "C0GENERAL")).toHaveLength(1);
  });

  it("the team is named where there are several: not of each member of the one that it is about", async () => {
    const told = async (id: string) => {
      const stage = await botWith([{ time: "09:05", who: { kind: "some", of: [{ kind: "unit", id }] } }]);
      stage.pass(6 * MINUTE);
      await roundUntil(stage, "a digest is posted");
      return (await stage.slack.nextMessageTo("C0GENERAL")).text;
    };
    expect(await told("4501")).toMatch(/ · Design\n• Anna Berg – /);
    // A department.
    expect(await told("401")).toMatch(/ · Product\n\nDesign\n• Anna Berg – [\s\S]*\n\nMobile\n• /);
  });

  it("the button names the week that it shows", async () => {
    // A Friday: its digest is about the next week, and the one after that is shown.
    const stage = await botWith([{ rhythm: "weekly", weekdays: [5], tells: ["today", "week"] }]);
    stage.pass(4 * 24 * HOUR + MINUTE);
    await roundUntil(stage, "a digest is posted");
    const message = await stage.slack.nextMessageTo("C0GENERAL");
    expect(message.text).toMatch(/^\d+ of \d+ out next week \(Mon 30 Nov – Sun 6 Dec\)\n\nOut today · \d+\n/);
    const shown = await stage.press("anna", message, "Show 7 – 13 Dec");
    expect(shown.text).toMatch(/in the week Mon 7 – Sun 13 Dec/);
  });

  it("of a channel's members is answered to them alone", async () => {
    const stage = await botWith([{ channel: "C0PRIVATE", who: { kind: "channel", id: "C0PRIVATE" } }]);
    stage.pass(24 * HOUR);
    await roundUntil(stage, "a digest is posted");
    const message = await stage.slack.nextMessageTo("C0PRIVATE");
    const shown = await stage.press("gerd", message, "Show next week (30 Nov – 6 Dec)");
    expect(shown.text).toMatch(/^Nächste Woche/);
    const told = await stage.press("april", message, "Show next week (30 Nov – 6 Dec)");
    expect(told.text).toBe("Only members of a channel can see who of it is out. Join it first.");
    const german = await stage.press("olaf", message, "Show next week (30 Nov – 6 Dec)");
    expect(german.text).toContain("Wer aus einem Channel abwesend ist, sehen nur dessen Mitglieder.");
    // The answer's own buttons ask the same, and he may have left meanwhile.
    const leads = stage.slack.world.channels.find(({ id }) => id === "C0PRIVATE");
    if (leads) leads.members = leads.members.filter((id) => id !== stage.id("gerd"));
    stage.pass(10_000);
    expect((await stage.press("gerd", shown, "Woche danach ›")).text).toContain("sehen nur dessen Mitglieder");
    expect((await stage.press("gerd", shown, "In diesem Channel teilen")).text).toContain(
      "sehen nur dessen Mitglieder",
    );
  });
});
