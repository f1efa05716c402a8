import { describe, expect, it } from "vitest";
import type { PeriodRecord } from "../../sandbox/personio-wire.ts";
import { buttonsOf } from "../../sandbox/slack.ts";
import { GENERAL, lineOf, type Stage, wholeBot } from "../whole-bot.ts";

/** Adds an absence to the company. Days are `YYYY-MM-DD`. */
function absent(
  { company, person }: Pick<Stage, "company" | "person">,
  login: string,
  first: string,
  last: string | null,
  more: Partial<PeriodRecord> = {},
) {
  company.personio.absencePeriods.push({
    id: `new-${company.personio.absencePeriods.length}`,
    personId: person(login),
    typeId: company.types.vacation.id,
    first: { day: first, half: "FIRST_HALF" },
    last: last === null ? null : { day: last, half: "SECOND_HALF" },
    status: "APPROVED",
    updatedAt: `${company.today}T08:00:30Z`,
    ...more,
  });
}

describe("/whosout", () => {
  it("tells each what they may know, whoever asked before", async () => {
    const { ask } = await wholeBot();
    const [own, supervisor, colleague, other] = ["lukasz", "gerd", "carla", "otto"] as const;
    const today = async (by: string) => (await ask(by, "/whosout today")).text;
    const first = new Map<string, string>();
    for (const by of [own, colleague, supervisor, other, colleague, own, supervisor]) {
      const told = await today(by);
      expect(told).toBe(first.get(by) ?? told);
      first.set(by, told);
    }
    expect(first.get(colleague)).toBe(first.get(other));
    expect(first.get(own)).toMatch(/Łukasz Wójcik .*Krank/);
    expect(first.get(colleague)).toMatch(/Łukasz Wójcik .*away/);
    expect(first.get(supervisor)).toMatch(/Łukasz Wójcik .*Krank/);
  });

  it("names everybody who is out this week, why as far as a colleague may know, and when they are back", async () => {
    const { ask } = await wholeBot();
    expect((await ask("april", "/whosout")).text).toBe(
      [
        "15 people out this week (Mon 23 – Sun 29 Nov)",
        "",
        "Out today · 11",
        "• Anna Berg (Design) – Urlaub, Mon 23 – Wed 25 Nov, back Thu 26 Nov",
        "• Clara Weiß (Sales) – Urlaub, Mon 23 Nov (from noon) – Tue 24 Nov, back Thu 26 Nov",
        "• Eleni Παπαδοπούλου (Mobile) – away, Mon 23 Nov, 9:00–11:30",
        "• Greta Vogel (Customer Care) – Unpaid leave, Mon 2 Nov – Fri 4 Dec, back Mon 7 Dec",
        "• Gül Işık (Platform) – away, since Sat 14 Nov, end not known yet",
        "• Hassan Demir (Customer Care) – away, Wed 14 Oct 2026 – Fri 22 Jan 2027, back Mon 25 Jan 2027",
        "• Jan de Vries (Mobile) – away, Mon 23 Nov, afternoon, back Tue 24 Nov",
        "• Jörg Müller-Lüdenscheidt (Design) – Urlaub, Mon 23 – Sun 29 Nov, back Mon 30 Nov",
        "• Łukasz Wójcik (Platform) – away, Mon 23 Nov, back Tue 24 Nov",
        "• Mira Holt (Mobile) – Urlaub, Mon 23 Nov, morning, back at noon",
        "• Siobhán O'Neill (Platform) – away, Sun 26 Jul 2026 – Mon 26 Jul 2027, back Tue 27 Jul 2027",
        "",
        "Later · 5",
        "• April Smith (Sales) – Urlaub, Tue 24 – Fri 27 Nov, back Mon 30 Nov",
        "• Felix Kraus (Customer Care) – Urlaub, Tue 24 – Fri 27 Nov, back Mon 30 Nov",
        "• Ben Okafor (Sales) – Jury duty, Wed 25 – Thu 26 Nov, back Fri 27 Nov",
        "• Clara Weiß (Sales) – away, Wed 25 Nov, back Thu 26 Nov",
        "• Paula Schäfer (Workshop) – away, Thu 26 Nov, 14:00–15:30",
        "",
        "Working remotely · 2",
        "• Nora Öztürk (People &amp; Culture) – Home office, Mon 23 Nov",
        "• 健 佐藤 (Platform) – Home office, Mon 23 – Fri 27 Nov",
      ].join("\n"),
    );
  });

  it("is answered for the asker alone, at once", async () => {
    const { slack, id } = await wholeBot();
    const exchange = await slack.command(id("april"), GENERAL, "/whosout");
    const message = await exchange.answer();
    expect(exchange.ackedAfterMs).toBeLessThan(1000);
    expect(message.to).toBe(id("april"));
    expect(slack.seenBy(id("anna"), GENERAL)).toEqual([]);
  });

  it.each([
    ["/whosout today", "11 people out today, Mon 23 Nov"],
    ["/whosout morgen", "9 people out tomorrow, Tue 24 Nov"],
    ["/whosout next week", "6 people out next week (Mon 30 Nov – Sun 6 Dec)"],
    ["/whosout 24.12.", "5 people out on Thu 24 Dec"],
    ["/whosout Design", "2 people in Design out this week (Mon 23 – Sun 29 Nov)"],
    ["/whosout next week workshop", "2 people in Workshop out next week (Mon 30 Nov – Sun 6 Dec)"],
    ["/whosout in Wien", "2 people in Wien out this week (Mon 23 – Sun 29 Nov)"],
    ["/whosout People & Culture", "Nobody in People &amp; Culture is out this week (Mon 23 – Sun 29 Nov) 🎉"],
    ["/whosout culture", "Nobody in People &amp; Culture is out this week (Mon 23 – Sun 29 Nov) 🎉"],
    ["/whosout my team", "3 people in Sales out this week (Mon 23 – Sun 29 Nov)"],
    ["/whosout product today", "8 people in Product out today, Mon 23 Nov"],
    ["/whosout @anna", "Anna Berg is out this week (Mon 23 – Sun 29 Nov)"],
    ["/whosout tomorrow Mira", "Mira Holt is not out tomorrow, Tue 24 Nov"],
    ["/whosout me tomorrow", "April Smith is out tomorrow, Tue 24 Nov"],
  ])("%s: %s", async (line, headline) => {
    const { ask } = await wholeBot();
    expect((await ask("april", line)).text.split("\n")[0]).toBe(headline);
  });

  it("answers in German when the asker's Slack is German", async () => {
    const { ask } = await wholeBot();
    const message = await ask("olaf", "/whosout heute Design");
    expect(message.text).toBe(
      [
        "Heute, Mo., 23. Nov.: 2 Personen aus Design abwesend",
        "• Anna Berg – Urlaub, Mo., 23. – Mi., 25. Nov., zurück am Do., 26. Nov.",
        "• Jörg Müller-Lüdenscheidt – Urlaub, Mo., 23. – So., 29. Nov., zurück am Mo., 30. Nov.",
      ].join("\n"),
    );
  });

  it("means the asker's today, not the company's", async () => {
    const { ask, slack, pass, id } = await wholeBot();
    const user = slack.world.users.find((candidate) => candidate.id === id("april"));
    if (user) user.tz = "Pacific/Kiritimati";
    pass(4 * 60 * 60 * 1000); // noon in Berlin is tomorrow, two in the morning, there
    expect((await ask("april", "/whosout today")).text).toMatch(/^\d+ people out today, Tue 24 Nov/);
  });

  it("explains itself by example", async () => {
    const { ask, read } = await wholeBot();
    expect(read(await ask("april", "/whosout help"))).toContain("/whosout 24 Dec – 2 Jan");
  });

  it.each([
    ["/whosout blargh", /“blargh”[\s\S]*\/whosout next week[\s\S]*\/whosout 24 Dec – 2 Jan/],
    ["/whosout 31.2.", /“31\.2\.” isn't a date/],
    ["/whosout 2027-01-02 - 2026-12-24", /ends before it begins/],
    ["/whosout <!channel> & co", /“<!channel> & co”/],
  ])("%s is quoted back with examples", async (line, words) => {
    const { ask, read } = await wholeBot();
    const message = await ask("april", line);
    expect(read(message)).toMatch(words);
    expect(message.text).not.toContain("<!channel>");
  });

  it.each([`/whosout ${"in ".repeat(900)}x`, `/whosout ${"a".repeat(3000)}`, `/whosout ${"(".repeat(500)}`])(
    "gives back the beginning of a text that is far too long, and keeps nobody waiting",
    async (line) => {
      const { ask } = await wholeBot();
      const { text } = await ask("april", line);
      expect(text).toMatch(/^I don't know any person/);
      expect(text.length).toBeLessThan(400);
    },
  );

  it("asks which one is meant, and goes on with it", async () => {
    const { ask, press, read } = await wholeBot();
    const choice = await ask("april", "/whosout anna");
    expect(read(choice)).toBe("“anna” matches several. Which one do you mean?\n[1: Anna Berg]  [2: Anna Bergmann]");
    expect((await press("april", choice, "Anna Berg")).text).toMatch(/^Anna Berg is out this week/);
  });

  it("tells two people of one name apart by what they do", async () => {
    const { ask, read } = await wholeBot();
    expect(read(await ask("april", "/whosout Tom Fischer"))).toContain(
      "[1: Tom Fischer – Mobile Engineer]  [2: Tom Fischer – Account Manager]",
    );
  });
});

describe("the day somebody is back", () => {
  it.each([
    ["quirin", "2026-12-24", "2027-01-05", "back Thu 7 Jan 2027"], // Epiphany in Bavaria
    ["felix", "2027-01-04", "2027-01-05", "back Wed 6 Jan 2027"], // none in Berlin
    ["dario", "2026-12-07", "2026-12-07", "back Wed 9 Dec"], // Immaculate Conception in Vienna
    ["quirin", "2026-12-17", "2026-12-20", "back Mon 21 Dec"], // ends on a Sunday
  ])("%s, away %s to %s: %s", async (login, first, last, back) => {
    const stage = await wholeBot();
    absent(stage, login, first, last);
    expect(
      lineOf(
        await stage.ask("april", `/whosout ${first}`),
        first.startsWith("2027") ? "Felix" : login === "dario" ? "Dario" : "Quirin",
      ),
    ).toContain(back);
  });
});

describe("who is away for long", () => {
  it("is back after what follows on, however far ahead that is, wherever one asks", async () => {
    const stage = await wholeBot();
    // Siobhán's parental leave ends on Mon 26 Jul 2027.
    absent(stage, "siobhan", "2027-07-27", "2027-08-20");
    expect(lineOf(await stage.ask("april", "/whosout today"), "Siobhán")).toContain("back Mon 23 Aug 2027");
    expect((await stage.ask("april", "/whois @siobhan")).text).toContain("back Mon 23 Aug 2027");
  });
});

describe("names that hold a day", () => {
  const named = (login: string, last_name: string) =>
    wholeBot({
      prepare: ({ company, personio }) => {
        const person = personio.state.world.persons.find(({ id }) => id === company.who(login).personId);
        if (person) person.last_name = last_name;
        personio.state.world.orgUnits.push({ id: "4599", type: "team", name: "24/7 Support" });
      },
    });

  it.each([
    ["/whosout Lena Freitag", "Lena Freitag is not out this week (Mon 23 – Sun 29 Nov)"],
    ["/whosout Lena friday", "Lena Freitag is not out on Fri 27 Nov"],
    ["/whosout 24/7 Support", "Nobody in 24/7 Support is out this week (Mon 23 – Sun 29 Nov) 🎉"],
    ["/whosout “Design”", "2 people in Design out this week (Mon 23 – Sun 29 Nov)"],
  ])("%s: %s", async (line, headline) => {
    const { ask } = await named("lena", "Freitag");
    expect((await ask("april", line)).text.split("\n")[0]).toBe(headline);
  });
});

describe("absences that are hard to find", () => {
  it.each([
    ["and", true],
    ["and", false],
    ["overlap", true],
    ["overlap", false],
  ] as const)(
    "are all found, whether Personio joins date filters by %s and open ends pass them: %s",
    async (filterReading, openEndsPassFilter) => {
      const stage = await wholeBot({
        prepare: ({ personio, company }) => {
          Object.assign(personio.state.settings, { filterReading, openEndsPassFilter });
          const person = (login: string) => company.who(login).personId;
          absent({ company, person }, "otto", "2026-01-05", null);
          absent({ company, person }, "ida", "2026-02-02", "2026-11-23");
          absent({ company, person }, "ruth", "2026-11-16", "2026-11-22");
        },
      });
      const { text } = await stage.ask("april", "/whosout");
      expect(text).toContain("Gül Işık");
      expect(text).toContain("Otto Zimmermann");
      expect(text).toContain("Ida Sørensen");
      // Ended on Sunday, although Personio's exclusive end touches Monday.
      expect(text).not.toContain("Ruth");
    },
  );

  it("shows who called in sick without an end, five minutes later at the latest", async () => {
    const stage = await wholeBot({
      prepare: ({ personio }) => Object.assign(personio.state.settings, { openEndsPassFilter: false }),
    });
    expect((await stage.ask("april", "/whosout today")).text).not.toContain("Otto");
    absent(stage, "otto", "2026-11-20", null, { typeId: stage.company.types.sick.id });
    stage.pass(5 * 60_000 + 1000);
    expect((await stage.ask("april", "/whosout today")).text).toContain("Otto Zimmermann");
    stage.company.personio.absencePeriods.pop();
    stage.pass(5 * 60_000 + 1000);
    expect((await stage.ask("april", "/whosout today")).text).not.toContain("Otto");
  });

  it("shows one without a type as away, and one that ends in the year 9999 as open", async () => {
    const stage = await wholeBot();
    absent(stage, "otto", "2026-11-23", "9999-12-30");
    absent(stage, "ida", "2026-11-23", "2026-11-23", { typeId: "gone" });
    const message = await stage.ask("april", "/whosout today");
    expect(lineOf(message, "Otto")).toContain("Urlaub, since Mon 23 Nov, end not known yet");
    expect(lineOf(message, "Ida")).toContain("away, Mon 23 Nov");
  });

  it("leaves out inactive people, rejected requests, and those who are gone", async () => {
    const stage = await wholeBot();
    absent(stage, "otto", "2026-11-23", "2026-11-23", { personId: "9999" });
    const { text } = await stage.ask("april", "/whosout");
    for (const name of ["Viktor", "Dario", "Otto"]) expect(text).not.toContain(name);
  });
});

describe("turning the page", () => {
  it.each([
    ["/whosout 1.1.1900", ["Next day ›"], ["‹ Previous day"]],
    ["/whosout 31.12.2199", ["‹ Previous day"], ["Next day ›"]],
    ["/whosout January 1900", ["Next month ›"], ["‹ Previous month"]],
    ["/whosout December 2199", ["‹ Previous month"], ["Next month ›"]],
    ["/hours 31.12.2199", ["‹ Previous day"], ["Next day ›"]],
    ["/hours KW 1 1900", ["Next week ›"], ["‹ Previous week"]],
  ])("%s has no button that leads out of the calendar", async (line, offered, missing) => {
    const { ask } = await wholeBot();
    const labels = buttonsOf(await ask("anna", line)).map(({ text }) => text.text);
    expect(labels).toEqual(expect.arrayContaining(offered));
    for (const label of missing) expect(labels).not.toContain(label);
  });

  it("goes to the next and previous week in place", async () => {
    const { ask, press, slack, id } = await wholeBot();
    const message = await ask("april", "/whosout Design");
    const next = await press("april", message, "Next week ›");
    expect(next.text).toMatch(/^Nobody in Design is out next week/);
    const back = await press("april", next, "‹ Previous week");
    expect(back.text).toMatch(/^2 people in Design out this week/);
    expect(slack.seenBy(id("april"), GENERAL)).toHaveLength(1);
  });

  it("shows a thousand people in pages, each a valid message", async () => {
    const stage = await wholeBot();
    const { company, person } = stage;
    const [template] = company.personio.persons;
    if (!template) throw new Error("an empty company");
    for (let n = 0; n < 1000; n++) {
      const number = String(5000 + n);
      company.personio.persons.push({
        ...template,
        id: number,
        first_name: "Person",
        last_name: number,
        email: `p${n}@morgenrot.example`,
      });
      absent({ company, person }, "otto", "2026-12-15", "2026-12-16", { personId: number });
    }
    const message = await stage.ask("april", "/whosout 2026-12-15");
    expect(message.text.split("\n")[0]).toMatch(/^100\d people out on Tue 15 Dec$/);
    expect(message.text).toMatch(/… and 95\d more$/);
    const second = await stage.press("april", message, "Show 50 more");
    expect(stage.read(second)).toContain("Showing 51–100 of 100");
    expect(lineOf(second, "Person 5060")).toContain("back Thu 17 Dec");
  });

  it("shows the last page to who asks for one that is gone, and shares from the first", async () => {
    const { ask, press, slack, id } = await wholeBot();
    const message = structuredClone(await ask("april", "/whosout Design"));
    for (const block of message.blocks as { elements?: { value?: string }[] }[]) {
      for (const button of block.elements ?? []) button.value = button.value?.replace('"page":0', '"page":7') ?? "";
    }
    expect((await press("april", message, "Next week ›")).text).toMatch(/^Nobody in Design is out next week/);
    expect((await (await slack.press(id("april"), message, "Share in this channel")).answer()).text).toContain(
      "Anna Berg",
    );
  });

  it("sends plain sections where Slack cannot show a table yet", async () => {
    const { ask, slack } = await wholeBot();
    slack.world.refusedBlocks.add("data_table");
    const message = await ask("april", "/whosout");
    expect(message.blocks.map((block) => (block as { type: string }).type)).toEqual(["header", "section", "actions"]);
    expect(JSON.stringify(message.blocks)).toContain("Siobhán O'Neill (Platform) – away");
  });
});

describe("Share", () => {
  it("posts once where Slack sends the press twice", async () => {
    const { ask, bot, press, slack, id } = await wholeBot();
    const message = await ask("anna", "/whosout today");
    slack.sendTwice();
    await press("anna", message, "Share in this channel");
    await bot.stop();
    expect(slack.seenBy(id("april"), GENERAL)).toHaveLength(1);
    expect(slack.seenBy(id("anna"), GENERAL)).toHaveLength(2);
  });

  it("posts the answer to the channel in the discreet form, and says who shared it", async () => {
    const { ask, slack, id, read } = await wholeBot({ env: { ABSENCE_REASONS: "public" } });
    // Gerd reads why his reports are away.
    const message = await ask("gerd", "/whosout today platform");
    expect(message.text).toContain("Krankheit");
    await (await slack.press(id("gerd"), message, "In diesem Channel teilen")).answer();
    const [posted] = slack.seenBy(id("anna"), GENERAL);
    expect(posted?.text).toMatch(/Gül Işık – abwesend/);
    expect(posted?.text).not.toContain("Krankheit");
    expect(read(posted ?? message)).toContain("Geteilt von @gerd");
    expect(posted?.text).toMatch(/\nGeteilt von <@\w+>$/);
    expect(buttonsOf(posted ?? message)).toEqual([]);
  });

  it("never shows requests, not even one's own", async () => {
    const { ask, press } = await wholeBot();
    const message = await ask("emma", "/whosout Customer Care");
    expect(message.text).toContain("Emma Lindqvist");
    expect((await press("emma", message, "Share in this channel")).text).not.toContain("Emma");
  });

  it.each([
    ["C0SHARED", /shared with another company/],
    ["C0PENDING", /shared with another company/],
    ["C0SECRET", /cannot look into this conversation/],
    ["D0SOMEBODY", /cannot look into this conversation/],
  ])("posts nothing to %s, and says why to the one who pressed", async (channel, why) => {
    const { ask, slack, id } = await wholeBot();
    const message = await ask("anna", "/whosout today", channel);
    const told = await (await slack.press(id("anna"), message, "Share in this channel")).answer();
    expect(told.text).toMatch(why);
    expect(told.to).toBe(id("anna"));
    expect(slack.seenBy(id("gerd"), channel)).toEqual([]);
  });

  it("posts to a private channel that the bot was invited to", async () => {
    const { ask, press } = await wholeBot();
    const message = await ask("ruth", "/whosout today", "C0PRIVATE");
    expect((await press("ruth", message, "Share in this channel")).to).toBeUndefined();
  });
});
