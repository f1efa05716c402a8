import Libsql from "libsql";
import { describe, expect, it, vi } from "vitest";
import { openStore } from "../../src/store/open.ts";
import { LIMITS } from "../../src/views/blocks.ts";
import { GENERAL, lineOf, type Stage, temporaryFolder, wholeBot } from "../whole-bot.ts";

const ON = { AWAY_NOTICES: "true" };
const MINUTE = 60_000;

/** A bot that is told of messages, as an admin sets it up who wants that. */
function hearing(options: Parameters<typeof wholeBot>[0] = {}) {
  return wholeBot({
    ...options,
    env: { ...ON, ...options.env },
    prepare: (stage) => {
      const { world } = stage.slack;
      world.app = { ...world.app, events: [...world.app.events, "message.channels", "message.groups"] };
      world.scopes.push("channels:history", "groups:history");
      options.prepare?.(stage);
    },
  });
}

/** Somebody writes, and this is what they are told. */
async function told(stage: Stage, login: string, text: string, more: Parameters<Stage["slack"]["say"]>[3] = {}) {
  const exchange = await stage.slack.say(stage.id(login), GENERAL, text, more);
  return (await exchange?.answer()) ?? expect.fail("the bot heard nothing");
}

/** All that the bot has said by the time it has nothing left to do. */
async function saidBy({ bot, slack }: Stage) {
  await bot.stop();
  return slack.world.messages.filter(({ from }) => from === undefined);
}

const calls = ({ slack }: Stage, method: string) => slack.world.calls.filter((call) => call.method === method).length;

describe("an away notice", () => {
  it("tells the one who wrote, and nobody else, that somebody is out and when they are back, never why", async () => {
    const stage = await hearing();
    const note = await told(stage, "tom", "@anna can you look at this?");
    expect(note.to).toBe(stage.id("tom"));
    expect(note.channel).toBe(GENERAL);
    expect(stage.read(note)).toBe("Anna Berg is out, back Thu 26 Nov");
    expect(note.text).toBe("Anna Berg is out, back Thu 26 Nov");
    expect(note.text).not.toMatch(/vacation|Urlaub/i);
  });

  it("says it in the language of who wrote", async () => {
    const stage = await hearing();
    expect((await told(stage, "gerd", "@anna, schaust du mal?")).text).toBe(
      "Anna Berg ist gerade abwesend, zurück am Do., 26. Nov.",
    );
  });

  it("has a line for each who is out now: hours and halves by the clock, open ends without a day, nobody who works", async () => {
    const stage = await hearing();
    const all = "@anna @mira @jan @eleni @guel @ken @nora @emma @dario @gerd";
    expect((await told(stage, "tom", all)).text.split("\n")).toEqual([
      "Anna Berg is out, back Thu 26 Nov",
      "Mira Holt is out, back at noon",
      "Eleni Παπαδοπούλου is out, back at 11:30",
      "Gül Işık is out",
    ]);
    stage.pass(4 * 60 * MINUTE);
    expect((await told(stage, "tom", all)).text).toBe("Jan de Vries is out, back Tue 24 Nov");
  });

  it("goes into the thread in which was written", async () => {
    const stage = await hearing();
    const note = await told(stage, "tom", "@anna?", { threadTs: "1795420800.000001" });
    expect(note.threadTs).toBe("1795420800.000001");
  });

  it("comes once per person, day and channel, and again on the next day", async () => {
    const stage = await hearing();
    const { slack, id, pass } = stage;
    await told(stage, "tom", "@anna?");
    await slack.say(id("tom"), GENERAL, "@anna??");
    expect((await told(stage, "tom", "@anna and @guel")).text).toBe("Gül Işık is out");
    expect((await told(stage, "ken", "@anna?")).text).toMatch(/^Anna Berg is out/);
    pass(24 * 60 * MINUTE);
    expect((await told(stage, "tom", "@anna?")).text).toMatch(/^Anna Berg is out/);
    expect(await saidBy(stage)).toHaveLength(4);
  });

  it("comes once with two bots on one store, of which each gets the event, and after a restart", async () => {
    const folder = temporaryFolder();
    const stage = await hearing({ folder });
    const second = await stage.startAnother();
    stage.slack.sendTwice();
    await told(stage, "tom", "@anna?");
    await second.stop();
    await stage.bot.stop();
    const third = await stage.startAnother();
    await stage.slack.say(stage.id("tom"), GENERAL, "@anna?");
    await third.stop();
    expect(stage.slack.world.messages.filter(({ from }) => from === undefined)).toHaveLength(1);
  });

  it("is forgotten the next day: what was told to whom is kept no longer", async () => {
    const stage = await hearing();
    await told(stage, "tom", "@anna?");
    const kept = (): unknown[] => {
      const database = new Libsql(`${stage.folder}/whosout.db`);
      try {
        return database.prepare("select * from away_notices").all();
      } finally {
        database.close();
      }
    };
    expect(kept()).toEqual([
      { writer_id: stage.id("tom"), away_id: stage.id("anna"), channel: GENERAL, day: "2026-11-23" },
    ]);
    stage.pass(6 * 60 * MINUTE);
    await stage.round();
    expect(kept()).toHaveLength(1);
    stage.pass(30 * 60 * MINUTE);
    await stage.round();
    expect(kept()).toEqual([]);
  });
});

describe("no away notice comes", () => {
  it.each<[string, string, string, Parameters<Stage["slack"]["say"]>[3]]>([
    ["about oneself", "anna", "@anna is me", {}],
    ["about who is in", "gerd", "@tom @ken", {}],
    ["of an edit", "gerd", "@anna", { more: { subtype: "message_changed", hidden: true } }],
    ["of who joined", "gerd", "@anna has joined", { more: { subtype: "channel_join" } }],
    ["of a bot", "gerd", "@anna", { more: { bot_id: "B1", subtype: "bot_message" } }],
    ["of an app in somebody's name", "gerd", "@anna", { more: { bot_id: "B1", app_id: "A1" } }],
    ["in a group conversation", "gerd", "@anna", { more: { channel_type: "mpim" } }],
    ["to a guest", "guest", "@anna", {}],
    ["to somebody of another company", "stranger", "@anna", {}],
    ["to somebody whom the event calls a stranger", "gerd", "@anna", { more: { user_team: "T0OTHER" } }],
    ["of a name that is no mention", "gerd", "anna, Anna Berg, anna@morgenrot.example", {}],
  ])("%s", async (_what, login, text, more) => {
    const stage = await hearing();
    await stage.slack.say(stage.id(login), GENERAL, text, more);
    expect(await saidBy(stage)).toEqual([]);
  });

  it("without AWAY_NOTICES, whatever Slack sends", async () => {
    const stage = await hearing({ env: { AWAY_NOTICES: "" } });
    await stage.slack.say(stage.id("tom"), GENERAL, "@anna");
    expect(await saidBy(stage)).toEqual([]);
  });

  it("about who does not want to be announced", async () => {
    const folder = temporaryFolder();
    const stage = await hearing({ folder });
    const store = await openStore(`file:${folder}/whosout.db`);
    await store.savePreferences(stage.id("anna"), { isUnannounced: true });
    await store.close();
    expect((await told(stage, "tom", "@anna @guel")).text).toBe("Gül Işık is out");
  });

  it("in a channel that another company reads, unless the admin allows that", async () => {
    const share = ({ slack }: Pick<Stage, "slack">) =>
      Object.assign(slack.world.channels.find(({ id }) => id === GENERAL) ?? {}, { is_ext_shared: true });
    const stage = await hearing({ prepare: share });
    await stage.slack.say(stage.id("tom"), GENERAL, "@anna");
    expect(await saidBy(stage)).toEqual([]);
    const open = await hearing({ prepare: share, env: { ALLOW_SHARED_CHANNELS: "true" } });
    expect((await told(open, "gerd", "@anna")).text).toMatch(/^Anna Berg/);
  });

  it("while Personio is down; nobody is told why, and it is not asked again for each message", async () => {
    const stage = await hearing({
      prepare: ({ personio }) => Object.assign(personio.state.settings, { isDown: true }),
    });
    await stage.slack.say(stage.id("tom"), GENERAL, "@anna");
    await vi.waitUntil(() => stage.logged.some((line) => line.includes("could not answer")));
    const asked = stage.personio.takeCalls().length;
    for (let n = 0; n < 20; n++) await stage.slack.say(stage.id("tom"), GENERAL, "@anna");
    expect(await saidBy(stage)).toEqual([]);
    expect(stage.personio.takeCalls().length).toBeLessThan(asked);
  });

  it("when who wrote has left the channel by then", async () => {
    const stage = await hearing();
    stage.slack.failNext("chat.postEphemeral", { error: "user_not_in_channel" });
    await stage.slack.say(stage.id("tom"), GENERAL, "@anna");
    expect(await saidBy(stage)).toEqual([]);
    expect(stage.logged.join("")).not.toContain("could not answer");
  });
});

describe("away notices cost little", () => {
  it("a message without a mention asks neither Slack nor Personio", async () => {
    const stage = await hearing();
    await stage.ask("tom", "/whosout");
    const before = stage.slack.world.calls.length;
    stage.personio.takeCalls();
    for (let n = 0; n < 50; n++) await stage.slack.say(stage.id("tom"), GENERAL, `lunch? ${n}`);
    await stage.bot.stop();
    expect(stage.slack.world.calls.length).toBe(before);
    expect(stage.personio.takeCalls()).toEqual([]);
  });

  it("a hundred mentions in one message are one note of some lines, and a flood of them asks Slack for nothing new", async () => {
    const stage = await hearing();
    const { slack, id } = stage;
    const everybody = slack.world.users.map(({ name }) => `@${name}`).join(" ");
    const note = await told(stage, "tom", `${everybody} ${everybody}`);
    expect(note.text.split("\n").length).toBeLessThanOrEqual(10);
    expect(note.text.length).toBeLessThan(LIMITS.messageText);
    const before = slack.world.calls.length;
    for (let n = 0; n < 100; n++) await slack.say(id("tom"), GENERAL, everybody);
    await stage.bot.stop();
    expect(slack.world.calls.length).toBe(before);
    expect(calls(stage, "chat.postEphemeral")).toBe(1);
    expect(calls(stage, "users.list")).toBe(1);
  });

  it("a text of Slack's full length that looks like mentions takes no time", async () => {
    const stage = await hearing();
    await told(stage, "tom", "@anna");
    const started = performance.now();
    await stage.slack.say(stage.id("tom"), GENERAL, "x", { more: { text: "<@U1|".repeat(8000) } });
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

it("what people write is not logged, at debug neither", async () => {
  const stage = await hearing({ logLevel: "debug" });
  await told(stage, "tom", 'the "secret\\n plan" is lost @anna');
  const leaks = stage.logged.filter((line) => /\\n plan|is lost/.test(line));
  expect(leaks).toEqual([]);
  expect(stage.logged.length).toBeGreaterThan(5);
});

it("a name comes out letter by letter", async () => {
  const stage = await hearing();
  stage.personio.enter({
    personId: stage.person("bo"),
    typeId: "a0000000-0000-4000-8000-000000000001",
    first: { day: "2026-11-23", half: "FIRST_HALF" },
    last: { day: "2026-11-24", half: "SECOND_HALF" },
    status: "APPROVED",
  });
  const note = await told(stage, "tom", "@bo");
  expect(note.text).toMatch(/^Bo &lt;b&gt;\*Bold\*&lt;\/b&gt; &amp; Söhne is out/);
  expect(lineOf({ ...note, text: stage.read(note) }, "Bo")).toContain("Bo <b>*Bold*</b> & Söhne");
});
