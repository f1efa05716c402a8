import { describe, expect, it } from "vitest";
import { type AttendanceRecord, attendanceWire } from "../../sandbox/personio-wire.ts";
import { readableForm } from "../../sandbox/readable-form.ts";
import { buttonsOf } from "../../sandbox/slack.ts";
import { GENERAL, type Stage, wholeBot } from "../whole-bot.ts";
import { openHome, pressHome } from "./home-stage.ts";

const REFUSAL =
  "I only tell your own hours, and those of the people whose supervisor you are in Personio. I found nobody like that among them.";

/** Forgets the hours of the company, and notes these instead: "WORK 2026-11-23 08:30-12:30". */
function noted(
  { company, person }: Pick<Stage, "company" | "person">,
  login: string,
  ...lines: string[]
): AttendanceRecord[] {
  const own = lines.map((line, index): AttendanceRecord => {
    const [type = "", day = "", times = "", status = "CONFIRMED"] = line.split(" ");
    const [from = "", to] = times.split("-");
    return {
      id: `noted-${login}-${index}`,
      personId: person(login),
      type: type as "WORK",
      day,
      from,
      ...(to && { to }),
      status: status as "CONFIRMED",
      comment: "Project Nightingale",
    };
  });
  company.personio.attendancePeriods.push(...own);
  return own;
}

async function empty(options: Parameters<typeof wholeBot>[0] = {}) {
  const stage = await wholeBot(options);
  stage.company.personio.attendancePeriods.splice(0);
  return stage;
}

describe("/hours", () => {
  it("tells a week day by day, against the hours of the contract", async () => {
    const { ask, read } = await wholeBot();
    expect(read(await ask("quirin", "/hours last week"))).toBe(
      [
        "Your hours last week (Mon 16 – Sun 22 Nov): 41 h 15 min of 40 h",
        "===============================================================",
        "  Day         Worked      From – to   Breaks  Note",
        "  Mon 16 Nov  8 h 15 min  8:30–17:15  30 min  –",
        "  Tue 17 Nov  7 h 40 min  9:05–17:30  45 min  –",
        "  Wed 18 Nov  9 h 40 min  8:00–22:10  30 min  –",
        "  Thu 19 Nov  8 h 40 min  8:30–17:50  40 min  –",
        "  Fri 20 Nov  7 h         8:15–15:45  30 min  not confirmed yet",
        "(Not confirmed in Personio yet: 7 h.",
        "Due: 40 h a week, Monday to Friday.)",
        "[1: ‹ Previous week]  [2: Next week ›]  [3: This week]",
      ].join("\n"),
    );
  });

  it("is for the asker alone, with nothing to share", async () => {
    const { slack, id } = await wholeBot();
    const message = await (await slack.command(id("quirin"), GENERAL, "/hours")).answer();
    expect(message.to).toBe(id("quirin"));
    expect(buttonsOf(message).map(({ text }) => text.text)).toEqual(["‹ Previous week", "Next week ›"]);
  });

  it("counts what runs until now, by the clock of the person", async () => {
    const stage = await empty();
    noted(stage, "quirin", "WORK 2026-11-23 07:15-");
    const { text } = await stage.ask("quirin", "/hours today");
    expect(text).toMatch(/^Your hours today, Mon 23 Nov: 1 h 45 min of 8 h\n/);
    expect(text).toContain("• Mon 23 Nov – 1 h 45 min, since 7:15\nRunning since 7:15, counted until now.");
  });

  it("says what was never ended, and does not count it", async () => {
    const stage = await empty({ today: "2026-11-25" });
    noted(stage, "quirin", "WORK 2026-11-23 08:15-", "WORK 2026-11-24 08:00-12:00");
    const { text } = await stage.ask("quirin", "/hours");
    expect(text).toMatch(/: 4 h of 40 h\n/);
    expect(text).toContain("The entry of Mon 23 Nov, 8:15, was never ended and does not count. End it in Personio.");
  });

  it("takes public holidays and absences off, and says so", async () => {
    const stage = await empty({ today: "2026-12-21" });
    noted(stage, "quirin", "WORK 2026-12-21 08:00-18:00");
    const { text } = await stage.ask("quirin", "/hours");
    expect(text).toMatch(/: 10 h of 32 h\n/);
    expect(text).toContain("• Fri 25 Dec – public holiday");
    expect(text).toContain("Due: 40 h a week, Monday to Friday, less 8 h for the public holiday (Fri 25 Dec).");
    const clara = await empty();
    noted(clara, "clara", "WORK 2026-11-26 08:00-14:00");
    const hers = (await clara.ask("clara", "/hours")).text;
    // 32 hours a week; away from Monday noon until Wednesday.
    expect(hers).toMatch(/: 6 h of 16 h\n/);
    expect(hers).toContain("• Mon 23 Nov – away for 3 h 12 min\n• Tue 24 Nov – away\n");
    expect(hers).toContain("Due: 32 h a week, Monday to Friday, less 16 h for absences.");
    expect(hers).not.toMatch(/Urlaub|Krankheit/);
  });

  it("does not compare where Personio tells no weekly hours", async () => {
    const stage = await wholeBot({
      prepare: ({ company }) => {
        for (const employment of company.personio.employments) employment.weeklyHours = null;
      },
    });
    const { text } = await stage.ask("quirin", "/hours last week");
    expect(text).toMatch(/^Your hours last week \(Mon 16 – Sun 22 Nov\): 41 h 15 min\n/);
    expect(text).not.toContain("Due");
  });

  it("tells months week by week", async () => {
    const { ask } = await wholeBot();
    const { text } = await ask("quirin", "/hours this month");
    expect(text).toMatch(/^Your hours this month \(November 2026\): 123 h 45 min of 168 h\n/);
    expect(text).toContain("168 h\n• 2 – 8 Nov – 41 h 15 min of 40 h, breaks 2 h 55 min\n");
    expect(text).toContain("• 16 – 22 Nov – 41 h 15 min of 40 h, breaks 2 h 55 min, 7 h not confirmed yet\n");
    expect(text).not.toMatch(/Tue 17|• 1 Nov/);
    const hers = (await ask("clara", "/hours this month")).text;
    expect(hers).toContain("• 23 – 29 Nov – 0 min of 16 h, away for 16 h\n");
  });

  it.each([
    ["/hours yesterday", "You have no hours in Personio yesterday, Sun 22 Nov."],
    ["/hours next week", "You have no hours in Personio next week (Mon 30 Nov – Sun 6 Dec)."],
    ["/hours 16 – 18 Nov", "Your hours Mon 16 – Wed 18 Nov: 25 h 35 min of 24 h"],
    ["/hours me last week", "Your hours last week (Mon 16 – Sun 22 Nov): 41 h 15 min of 40 h"],
    ["/hours 30 Feb", "“30 feb” isn't a date."],
    ["/hours 28–24 Dec", "“28-24 Dec” ends before it begins."],
    ["/hours help", "*Hours of work*"],
  ])("%s: %s", async (line, first) => {
    const { ask } = await wholeBot();
    expect((await ask("quirin", line)).text.toLowerCase()).toContain(first.toLowerCase());
  });

  it("turns the weeks, and comes back to this one", async () => {
    const { ask, press } = await wholeBot();
    const before = await press("quirin", await ask("quirin", "/hours"), "‹ Previous week");
    expect(before.text).toMatch(/^Your hours last week/);
    expect((await press("quirin", before, "This week")).text).toMatch(/hours in Personio this week/);
  });

  it("says that nothing is tracked, also where Personio has no such thing", async () => {
    const stage = await empty();
    const none =
      /^You have no hours in Personio this week \(Mon 23 – Sun 29 Nov\)\.\nWhat is tracked there appears here/;
    expect((await stage.ask("otto", "/hours")).text).toMatch(none);
    stage.pass(3_600_000);
    stage.personio.failNext(/attendance/, { status: 404 }, Number.POSITIVE_INFINITY);
    expect((await stage.ask("otto", "/hours")).text).toMatch(none);
  });

  it("says which scope the credential lacks", async () => {
    const stage = await wholeBot({
      prepare: ({ personio }) => {
        const { settings } = personio.state;
        settings.scopes = settings.scopes.filter((scope) => scope !== "personio:attendances:read");
      },
    });
    expect((await stage.ask("quirin", "/hours")).text).toContain("lacks the scope personio:attendances:read");
  });

  it("reads in lines where Slack refuses tables", async () => {
    const { ask, read, slack } = await wholeBot();
    slack.world.refusedBlocks.add("data_table");
    expect(read(await ask("quirin", "/hours last week"))).toContain(
      "\n• Tue 17 Nov – 7 h 40 min, 9:05–17:30, breaks 45 min\n",
    );
  });

  it("stays within Slack's limits, whatever somebody tracked and is called", async () => {
    const stage = await empty();
    const many = Array.from(
      { length: 300 },
      (_, index) => `WORK 2026-11-${10 + (index % 13)} 08:${10 + (index % 50)}-`,
    );
    noted(stage, "quirin", ...many, "WORK 2026-11-23 08:00-09:00");
    const quirin = stage.company.personio.persons.find(({ id }) => id === stage.person("quirin"));
    if (quirin) quirin.preferred_name = `<!channel> ${"Quirin ".repeat(50)}`;
    expect((await stage.ask("quirin", "/hours this month")).text).toMatch(/^Your hours this month .*: 1 h of 168 h\n/);
    const boss = (await stage.ask("olaf", "/hours @quirin diesen Monat")).text;
    expect(boss).toMatch(
      /^Stunden von &lt;!channel&gt; Quirin .*… diesen Monat \(November 2026\): 1 Std. von 168 Std\.\n/,
    );
  });

  it("are not told to supervisors who have left the company themselves", async () => {
    const { ask, slack } = await wholeBot({
      prepare: ({ company }) => {
        const olaf = company.personio.persons.find(({ email }) => email?.startsWith("olaf"));
        if (olaf) olaf.status = "INACTIVE";
      },
    });
    for (const user of slack.world.users) user.locale = "en-GB";
    expect((await ask("olaf", "/hours @quirin")).text).toBe(REFUSAL);
  });

  it("knows nothing of who is not in Personio, and answers no guests", async () => {
    const { ask } = await wholeBot();
    expect((await ask("carla", "/hours")).text).toMatch(/^I cannot find you in Personio/);
    expect((await ask("carla", "/hours @anna")).text).toMatch(/^I cannot find you in Personio/);
    expect((await ask("guest", "/hours")).text).toBe("Sorry, I only answer full members of this workspace.");
  });

  it("asks Personio once for what several ask within seconds, and anew after two minutes", async () => {
    const { ask, personio, pass } = await wholeBot();
    const calls = () => personio.takeCalls().filter(({ path }) => path.includes("attendance")).length;
    await ask("quirin", "/hours");
    await ask("quirin", "/hours");
    expect(calls()).toBe(1);
    pass(121_000);
    await ask("quirin", "/hours");
    expect(calls()).toBe(1);
  });

  it("keeps comments to itself", async () => {
    const stage = await empty({ logLevel: "debug" });
    noted(stage, "quirin", "WORK 2026-11-20 08:15-12:00");
    const own = await stage.ask("quirin", "/hours last week");
    const bosss = await stage.ask("olaf", "/hours @quirin letzte Woche");
    expect(JSON.stringify([own, bosss, stage.logged])).not.toContain("Nightingale");
  });

  it("speaks German with Germans", async () => {
    const { ask } = await wholeBot();
    const { text } = await ask("gerd", "/hours letzte Woche");
    expect(text).toMatch(/^Deine Stunden letzte Woche \(.*\): 43 Std\. 20 Min\. von 40 Std\.\n/);
    expect(text).toContain("– 10 Std. 45 Min., 10:00–1:15 Uhr, Pausen 1 Std.");
    expect((await ask("gerd", "/hours")).text).toContain("Läuft seit 8:15 Uhr und zählt bis jetzt.");
  });
});

describe("the hours of others", () => {
  it("are told to their supervisor, by mention, name or address", async () => {
    const { ask } = await wholeBot();
    const hers = /^Stunden von Quirin Huber letzte Woche \(.*\): 41 Std\. 15 Min\. von 40 Std\.\n/;
    for (const who of ["@quirin", "Quirin", "quirin huber", "quirin@morgenrot.example"])
      expect((await ask("olaf", `/hours ${who} letzte Woche`)).text).toMatch(hers);
  });

  it("run by the clock of whoever works", async () => {
    const stage = await empty();
    // Ben is in London, an hour behind; Nadia as well, who now sits in Berlin.
    noted(stage, "ben", "WORK 2026-11-23 07:00-");
    const nadia = stage.slack.world.users.find(({ name }) => name === "nadia");
    if (nadia) nadia.tz = "Europe/Berlin";
    expect((await stage.ask("nadia", "/hours @ben today")).text).toMatch(
      /^Ben Okafor's hours today, Mon 23 Nov: 1 h of/,
    );
  });

  it.each([
    ["a colleague's", "april", "/hours @clara"],
    ["the supervisor's", "quirin", "/hours @olaf"],
    ["a report's report", "ruth", "/hours @quirin"],
    ["another's report", "nadia", "/hours @quirin"],
    ["one who is not in Personio", "olaf", "/hours @carla"],
    ["nobody's", "olaf", "/hours Nobody At All"],
    ["a name in another team", "olaf", "/hours Anna"],
    ["somebody's address", "olaf", "/hours anna@morgenrot.example"],
    ["one who left", "nadia", "/hours Viktor"],
    ["everybody's", "ruth", "/hours everybody"],
    ["a team's", "gerd", "/hours Design"],
    ["a novel", "olaf", `/hours ${"Anna ".repeat(60)}`],
  ])("are told to nobody else: %s, in one sentence for all", async (_, login, line) => {
    const { ask, slack, id } = await wholeBot();
    for (const user of slack.world.users) user.locale = "en-GB";
    expect((await ask(login, line)).text).toBe(REFUSAL);
    expect(slack.seenBy(id("anna"), GENERAL)).toEqual([]);
  });

  it("are offered where several reports share a name, and nobody else is among them", async () => {
    const { ask, press } = await wholeBot();
    // Gerd has both Annas; of the Toms, one is his.
    const choice = await ask("gerd", "/hours Anna letzte Woche");
    expect(buttonsOf(choice).map(({ text }) => text.text)).toEqual([
      "Anna Berg – Product Designer",
      "Anna Bergmann – UX Researcher",
    ]);
    expect((await press("gerd", choice, "Anna Berg – Product Designer")).text).toMatch(/^Stunden von Anna Berg letzte/);
    expect((await ask("gerd", "/hours Tom")).text).toMatch(/hat Tom Fischer keine Stunden/);
  });

  it("are not told by a button that somebody forged, or kept from when they were the supervisor", async () => {
    const { ask, slack, id, person, company } = await wholeBot();
    for (const user of slack.world.users) user.locale = "en-GB";
    const answer = await ask("olaf", "/hours @quirin last week");
    const value = JSON.stringify({ span: { first: "2026-11-16", last: "2026-11-22" }, personId: person("quirin") });
    const own = await ask("april", "/hours");
    const forged = { ...buttonsOf(own)[0], value } as ReturnType<typeof buttonsOf>[number];
    const blocks = (own.blocks as { type: string; elements: unknown[] }[]).find(({ type }) => type === "actions");
    blocks?.elements.splice(0, 1, forged);
    expect((await (await slack.press(id("april"), own, forged)).answer()).text).toBe(REFUSAL);
    const contract = company.personio.employments.find(({ personId }) => personId === person("quirin"));
    if (contract) contract.supervisorId = person("nadia");
    expect((await (await slack.press(id("olaf"), answer, "‹ Previous week")).answer()).text).toBe(REFUSAL);
    expect((await ask("nadia", "/hours @quirin last week")).text).toMatch(/^Quirin Huber's hours last week/);
  });

  it.each([
    "",
    "{}",
    '{"span":{"first":"2026-11-23","last":"2026-11-16"}}',
    '{"span":{"first":"2020-01-01","last":"2026-11-16"}}',
    '{"span":{"first":"2026-11-16","last":"2026-11-22"},"personId":null}',
    "[]",
  ])("are not told by a button that carries %j", async (value) => {
    const { ask, slack, id } = await wholeBot();
    const own = await ask("quirin", "/hours");
    const forged = { ...buttonsOf(own)[0], value } as ReturnType<typeof buttonsOf>[number];
    const blocks = (own.blocks as { type: string; elements: unknown[] }[]).find(({ type }) => type === "actions");
    blocks?.elements.splice(0, 1, forged);
    expect((await (await slack.press(id("quirin"), own, forged)).answer()).text).toMatch(/older answer/);
  });

  it("never get in when Personio tells more than it was asked for", async () => {
    const stage = await empty();
    noted(stage, "quirin", "WORK 2026-11-23 08:00-12:00");
    noted(stage, "rosa", "WORK 2026-11-23 08:00-20:00");
    const all = stage.company.personio.attendancePeriods.map((entry) => attendanceWire(entry));
    stage.personio.failNext(/attendance/, { status: 200, body: { _data: all, _meta: {} } });
    expect((await stage.ask("quirin", "/hours today")).text).toMatch(/: 4 h of 8 h/);
  });
});

describe("with SUPERVISORS_SEE_HOURS=false", () => {
  const ALONE = { env: { SUPERVISORS_SEE_HOURS: "false" } };
  const REFUSED = "Ich sage dir nur deine eigenen Stunden: Deine Firma hat das so eingestellt.";

  it("everybody has their own hours, by whatever name, and a supervisor nobody's else", async () => {
    const { ask, slack, id, person } = await wholeBot(ALONE);
    for (const own of ["", "olaf@morgenrot.example", "@olaf", "ich"]) {
      expect((await ask("olaf", `/hours ${own} letzte Woche`)).text, own).toMatch(
        /^Letzte Woche .* hast du keine Stunden/,
      );
    }
    for (const other of ["@quirin", "Quirin Huber", "quirin@morgenrot.example", "Niemand"]) {
      expect((await ask("olaf", `/hours ${other} letzte Woche`)).text, other).toBe(REFUSED);
    }
    // A button of before it was so.
    const value = JSON.stringify({ span: { first: "2026-11-16", last: "2026-11-22" }, personId: person("quirin") });
    const own = await ask("olaf", "/hours");
    const old = { ...buttonsOf(own)[0], value } as ReturnType<typeof buttonsOf>[number];
    (own.blocks as { type: string; elements: unknown[] }[])
      .find(({ type }) => type === "actions")
      ?.elements.splice(0, 1, old);
    expect((await (await slack.press(id("olaf"), own, old)).answer()).text).toBe(REFUSED);
  });

  it("the help says so", async () => {
    const { ask } = await wholeBot(ALONE);
    const { text } = await ask("april", "/hours help");
    expect(text).toContain("nobody else can ask for your hours here");
    expect(text).not.toContain("reports to you");
  });
});

describe("hours in a window", () => {
  const windowOf = async ({ slack, id, nameOf }: Stage, login: string, words: RegExp) =>
    readableForm(await slack.nextForm(id(login), (form) => words.test(JSON.stringify(form.blocks))), nameOf);

  it("are the same as bullets, and the weeks are turned inside", async () => {
    const stage = await wholeBot();
    const { slack, id } = stage;
    await openHome(stage, "quirin");
    await pressHome(stage, "quirin", "My hours");
    expect(await windowOf(stage, "quirin", /this week/)).toMatch(/^My hours\n=+\n/);
    await slack.pressIn(id("quirin"), "‹ Previous week");
    const window = await windowOf(stage, "quirin", /Your hours last week/);
    expect(window).toContain("Tue 17 Nov – 7 h 40 min, 9:05–17:30, breaks 45 min");
    expect(slack.seenBy(id("quirin"), id("quirin"))).toEqual([]);
  });
});
