import { describe, expect, it, vi } from "vitest";
import { readableForm } from "../sandbox/readable-form.ts";
import { GENERAL, type Stage, wholeBot } from "./whole-bot.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** At nine in Berlin, and at eight in London. */
const AS_OF = /Personio is not answering right now: this is as of 0[89]:0\d\./;
const STAND = /Personio antwortet gerade nicht: Stand 9:0\d Uhr\./;
const CANNOT_TELL = /^Personio is not answering right now, so I cannot tell/;
const NOBODY = /nobody|niemand/i;

/** How Personio goes away. */
const AWAY: Record<string, (stage: Stage) => unknown> = {
  "answers 503": ({ personio }) => Object.assign(personio.state.settings, { isDown: true }),
  "does not answer at all": ({ personio }) => personio.pause(),
  "breaks each connection": ({ personio }) => personio.failNext(/./, "drop", Number.POSITIVE_INFINITY),
  "answers with a page of a proxy": ({ personio }) => personio.failNext(/./, "html", Number.POSITIVE_INFINITY),
  "says that it is asked too often": ({ personio }) => Object.assign(personio.state.settings, { isLimited: true }),
};
const down = AWAY["answers 503"] as (stage: Stage) => unknown;

/** The bot, after these lines were asked, and half an hour later. */
async function later(lines: [login: string, line: string][], minutes = 40): Promise<Stage> {
  const stage = await wholeBot();
  for (const [login, line] of lines) await stage.ask(login, line);
  stage.pass(minutes * MINUTE);
  stage.personio.takeCalls();
  return stage;
}

async function windowOf({ slack, id, nameOf }: Stage, login: string, words: RegExp): Promise<string> {
  return readableForm(await slack.nextForm(id(login), (one) => words.test(JSON.stringify(one.blocks))), nameOf);
}

describe("while Personio is away, what was known is told, with when that was", () => {
  it.each(Object.entries(AWAY))("when it %s", async (_, goAway) => {
    const stage = await later([["april", "/whosout"]]);
    goAway(stage);
    const { text } = await stage.ask("april", "/whosout");
    expect(text).toMatch(/^15 people out this week/);
    expect(text).toMatch(AS_OF);
    expect(text).toContain("Anna Berg (Design) – Urlaub, Mon 23 – Wed 25 Nov, back Thu 26 Nov");
  });

  it("by /whosout in German, and of a team", async () => {
    const stage = await later([["olaf", "/whosout Design"]]);
    down(stage);
    const answer = stage.read(await stage.ask("olaf", "/whosout Design"));
    expect(answer).toMatch(/2 Personen aus Design abwesend/);
    expect(answer).toMatch(STAND);
  });

  it("by its buttons, and for everybody when it is shared", async () => {
    const stage = await later([
      ["april", "/whosout"],
      ["april", "/whois Gerd"],
    ]);
    down(stage);
    const week = await stage.ask("april", "/whosout");
    const next = await stage.press("april", week, "Next week ›");
    expect(next.text).toMatch(/^6 people out next week/);
    expect(next.text).toMatch(AS_OF);
    const shared = await stage.press("april", week, "Share in this channel");
    expect(shared.to).toBeUndefined();
    expect(stage.read(shared)).toMatch(AS_OF);
  });

  it("in the window of the shortcut", async () => {
    const stage = await later([["april", "/whosout"]]);
    down(stage);
    await stage.slack.shortcut(stage.id("april"), "whos_out");
    expect(await windowOf(stage, "april", /15 people out/)).toMatch(AS_OF);
  });

  it("by the picture of a month, in its message", async () => {
    const stage = await later([["anna", "/whosout month"]]);
    down(stage);
    const me = stage.id("anna");
    await stage.slack.command(me, GENERAL, "/whosout month");
    await expect.poll(() => stage.slack.seenBy(me, me).at(-1)?.text, { timeout: 8000 }).toMatch(AS_OF);
    expect(stage.slack.seenBy(me, me).at(-1)?.text).toMatch(/^2 people in Design out this month/);
  });

  it("by /whois, of who was looked up, and, for in or out, of everybody", async () => {
    const stage = await later([
      ["april", "/whosout"],
      ["april", "/whois Gerd"],
    ]);
    down(stage);
    const gerd = await stage.ask("april", "/whois @gerd");
    expect(gerd.text).toMatch(/^Gerd Nowak\nIn today/);
    expect(gerd.text).toMatch(AS_OF);
    expect(JSON.stringify(gerd.blocks)).toMatch(AS_OF);
    const anna = await stage.ask("olaf", "/whois Łukasz");
    expect(anna.text).toMatch(/^Łukasz Wójcik\nHeute abwesend/);
    expect(anna.text).toMatch(STAND);
  });

  it("by /hours, with what ran counted until then", async () => {
    const stage = await wholeBot();
    const { attendancePeriods } = stage.company.personio;
    attendancePeriods.splice(0);
    attendancePeriods.push({
      id: "running",
      personId: stage.person("anna"),
      type: "WORK",
      day: "2026-11-23",
      from: "08:00",
      status: "CONFIRMED",
    } as never);
    await stage.ask("anna", "/hours");
    stage.pass(3 * HOUR);
    down(stage);
    const { text } = await stage.ask("anna", "/hours");
    expect(text).toMatch(/^Your hours this week .*: 1 h/);
    expect(text).toMatch(AS_OF);
    expect(text).toMatch(/Running since (Mon 23 Nov )?8:00, counted until then\./);
    expect(text).not.toMatch(/until now/);
  });

  it("by /timeoff list; what is pressed in it is asked of Personio", async () => {
    const stage = await later([["anna", "/timeoff list"]]);
    down(stage);
    const list = await stage.ask("anna", "/timeoff list");
    expect(list.text).toMatch(AS_OF);
    expect(list.text).toMatch(/Urlaub, Mon 23 – Wed 25 Nov\nApproved/);
    expect(list.text).toMatch(/18\.5 days left/);
    expect((await stage.press("anna", list, "Cancel it")).text).toMatch(CANNOT_TELL);
  });

  it("with the day, when that was not today", async () => {
    const stage = await wholeBot();
    stage.pass(13 * HOUR);
    await stage.ask("olaf", "/whosout");
    await stage.ask("olaf", "/whosout");
    stage.pass(11 * HOUR);
    down(stage);
    expect((await stage.ask("olaf", "/whosout")).text).toMatch(/Stand Mo\., 23\. Nov\., 22:0\d Uhr\./);
  });

  it("and as soon as it answers again, what is true", async () => {
    const stage = await later([["april", "/whosout today"]]);
    const { isDown } = stage.personio.state.settings;
    down(stage);
    expect((await stage.ask("april", "/whosout today")).text).toMatch(AS_OF);
    Object.assign(stage.personio.state.settings, { isDown });
    stage.company.personio.absencePeriods.splice(0);
    await vi.waitUntil(async () => {
      stage.pass(10_000);
      return (await stage.ask("april", "/whosout today")).text.startsWith("Nobody is out today");
    });
  });

  it("also where it was somebody's own change that made it outdated", async () => {
    const stage = await later([["anna", "/whosout"]], 0);
    await stage.slack.command(stage.id("anna"), GENERAL, "/timeoff 7.12. – 8.12. Urlaub");
    await stage.slack.nextForm(stage.id("anna"), ({ submit }) => submit !== undefined);
    await stage.slack.submit(stage.id("anna"));
    await stage.slack.nextMessageTo(stage.id("anna"));
    down(stage);
    expect((await stage.ask("april", "/whosout")).text).toMatch(AS_OF);
  });

  it("a Personio that is only slow is waited for where nothing is known", async () => {
    const stage = await later([["april", "/whosout"]]);
    const goOn = stage.personio.pause();
    const exchange = await stage.slack.command(stage.id("april"), GENERAL, "/whosout april 2027");
    setTimeout(goOn, 200);
    expect((await exchange.answer()).text).toMatch(/April 2027/);
  });
});

describe("while Personio is away, it is said that nothing is known, and never that nobody is out", () => {
  it.each([
    ["days that were never read", "april", "/whosout march 2027", CANNOT_TELL],
    ["the same in German", "olaf", "/whosout März 2027", /^Personio antwortet gerade nicht/],
    ["somebody's hours that were never read", "anna", "/hours last month", CANNOT_TELL],
    ["hours of a report, which rest on today's contract", "gerd", "/hours @anna", /^Personio antwortet gerade nicht/],
  ])("of %s", async (_, login, line, words) => {
    const stage = await later([
      ["april", "/whosout"],
      ["anna", "/hours"],
      ["gerd", "/hours @anna"],
    ]);
    down(stage);
    const { text } = await stage.ask(login, line);
    expect(text).toMatch(words);
    expect(text).not.toMatch(NOBODY);
  });

  it("of what was known half a day ago", async () => {
    const stage = await later([["april", "/whosout"]], 12 * 60 + 1);
    down(stage);
    const { text } = await stage.ask("april", "/whosout");
    expect(text).toMatch(CANNOT_TELL);
    expect(text).not.toMatch(NOBODY);
  });

  it("by the form for time off, which is for what is true now", async () => {
    const stage = await later([["otto", "/timeoff list"]]);
    down(stage);
    expect((await stage.ask("otto", "/timeoff")).text).toMatch(CANNOT_TELL);
  });
});

describe("a Personio that is away", () => {
  it("is left alone after a few failures, and everybody is answered at once", async () => {
    const stage = await later([["april", "/whosout"]]);
    down(stage);
    await stage.ask("april", "/whosout");
    await vi.waitUntil(() => stage.logged.some((line) => line.includes("left alone")));
    stage.personio.takeCalls();
    for (const login of ["anna", "gerd", "otto", "nadia"]) {
      expect((await stage.ask(login, "/whosout")).text).toMatch(/as of|Stand/);
    }
    // One that tries, at most.
    const asked = stage.personio.takeCalls().filter(({ path }) => path === "/v2/absence-periods");
    expect(asked.length).toBeLessThanOrEqual(1);
  });

  it("answers others while its balances hang", async () => {
    const stage = await wholeBot();
    stage.personio.failNext(/balance/, "drop", Number.POSITIVE_INFINITY);
    for (let time = 0; time < 3; time++) {
      expect((await stage.ask("anna", "/timeoff list")).text).not.toMatch(/days left/);
      stage.pass(6 * MINUTE);
    }
    const { text } = await stage.ask("april", "/whosout");
    expect(text).toMatch(/^15 people out/);
    expect(text).not.toMatch(AS_OF);
  });

  it("that takes back what the credential may is no reason to tell what was known", async () => {
    const stage = await later([["april", "/whosout"]]);
    stage.personio.failNext(/absence-periods/, { status: 403 }, Number.POSITIVE_INFINITY);
    expect((await stage.ask("april", "/whosout")).text).toMatch(/lacks the scope/);
  });
});

describe("of a team, while teams cannot be read", () => {
  const NO_TEAMS = /GET \/v2\/(org-units|workplaces)$/;

  it("nobody is told that there is none of this name", async () => {
    const { ask } = await wholeBot({
      prepare: ({ personio }) => personio.failNext(NO_TEAMS, { status: 503 }, Number.POSITIVE_INFINITY),
    });
    expect((await ask("ben", "/whosout Design")).text).toMatch(/^Personio is not answering right now/);
  });

  it("no button is called older than it is", async () => {
    const { ask, press, pass, personio } = await wholeBot();
    const message = await ask("ben", "/whosout Design");
    pass(49 * 3_600_000);
    personio.failNext(NO_TEAMS, { status: 503 }, Number.POSITIVE_INFINITY);
    expect((await press("ben", message, "Next week ›")).text).toMatch(/^Personio is not answering right now/);
  });
});

describe("what Personio may not be taken for", () => {
  it.each([
    ["a list that is not there", { status: 404 }],
    ["a list of which no record can be read", { status: 200, body: { _data: [{ id: "1" }], _meta: { links: {} } } }],
  ] as const)("%s is not nobody", async (_, fault) => {
    const { ask } = await wholeBot({
      prepare: ({ personio }) => personio.failNext(/GET \/v2\/absence-periods$/, fault, Number.POSITIVE_INFINITY),
    });
    expect((await ask("ben", "/whosout")).text).toMatch(/^Personio gave an answer that I do not understand/);
  });
});
