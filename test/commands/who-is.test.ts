import { describe, expect, it } from "vitest";
import { GENERAL, wholeBot } from "../whole-bot.ts";

const ANNA = [
  "Anna Berg",
  "Out today – Urlaub, Mon 23 – Wed 25 Nov, back Thu 26 Nov",
  "Next absence – Urlaub, Mon 21 Dec 2026 – Fri 1 Jan 2027, back Mon 4 Jan 2027",
  "Position: Product Designer",
  "Team: Design",
  "Department: Product",
  "Workplace: Berlin",
  "Supervisor: Gerd Nowak",
  "With us since: Thu 1 Apr 2021",
  "E-mail: anna@morgenrot.example",
].join("\n");

describe("/whois", () => {
  it.each([
    "/whois @anna",
    "/whois anna@morgenrot.example",
    "/whois ANNA@Morgenrot.Example",
    "/whois “anna@morgenrot.example”",
    "/whois 'Anna Berg'",
    "/whois anna berg",
    "/whois Berg, Anna",
  ])("%s shows the profile", async (line) => {
    const { ask } = await wholeBot();
    expect((await ask("april", line)).text).toBe(ANNA);
  });

  it.each([
    "<mailto:anna@morgenrot.example|anna@morgenrot.example>",
    "<@U1005>",
    "<@U1005|anna>",
    "anna@morgenrot.example",
  ])("understands %s, however Slack sends it", async (text) => {
    const { slack, id } = await wholeBot();
    const exchange = await slack.command(id("april"), GENERAL, `/whois ${text}`, { raw: true });
    expect((await exchange.answer()).text).toBe(ANNA);
  });

  it("does not take a request for today for an absence", async () => {
    const { ask, company } = await wholeBot();
    for (const period of company.personio.absencePeriods) period.status = "PENDING";
    expect((await ask("anna", "/whois")).text).toMatch(
      /^Anna Berg\nIn today\nNext absence – Urlaub, requested, Mon 23 – Wed 25 Nov\n/,
    );
    expect((await ask("april", "/whois @anna")).text).toMatch(/^Anna Berg\nIn today\nPosition/);
  });

  it("takes who came back for the person they are now", async () => {
    const { ask, company } = await wholeBot();
    const anna = company.personio.persons.find(({ email }) => email === "anna@morgenrot.example");
    if (anna) company.personio.persons.unshift({ ...anna, id: "17", status: "INACTIVE" });
    expect((await ask("april", "/whois anna@morgenrot.example")).text).toBe(ANNA);
    expect((await ask("anna", "/whois")).text).toBe(ANNA);
  });

  it("says what a day is that nobody works on, and who has not begun", async () => {
    const { ask } = await wholeBot({ today: "2026-11-29" });
    expect((await ask("april", "/whois @gerd")).text).toMatch(/^Gerd Nowak\nNot a working day today\n/);
    expect((await ask("april", "/whois wilma neu")).text).toMatch(/^Wilma Neu\nNot with us yet\n[\s\S]*Joins on: /);
  });

  it("finds an address that is written in other letters in Personio", async () => {
    const { ask, company } = await wholeBot();
    const anna = company.personio.persons.find(({ email }) => email === "anna@morgenrot.example");
    if (anna) anna.email = "Anna@Morgenrot.Example";
    expect((await ask("april", "/whois anna@morgenrot.example")).text).toBe(ANNA);
    expect((await ask("anna", "/whois")).text).toBe(ANNA);
  });

  it("shows oneself without an argument, with the real reasons and requests", async () => {
    const { ask } = await wholeBot();
    expect((await ask("emma", "/whois")).text).toMatch(
      /^Emma Lindqvist\nIn today\nNext absence – Urlaub, requested, Thu 26 – Fri 27 Nov/,
    );
    expect((await ask("lukasz", "/whois me")).text).toMatch(/Out today – Krankheit, Mon 23 Nov, back Tue 24 Nov/);
  });

  it.each([
    ["lukasz", /Out today – Mon 23 Nov, back Tue 24 Nov/],
    ["guel", /Out today – since Sat 14 Nov, end not known yet/],
    ["eleni", /Out today – Mon 23 Nov, 9:00–11:30/],
    ["ken", /^健 佐藤\nWorking remotely today – Mon 23 – Fri 27 Nov/],
    ["emma", /In today\nPosition/],
    ["dario", /In today\nPosition/],
    ["viktor", /No longer with the company/],
  ])("tells a colleague of %s: %s", async (login, words) => {
    const { ask } = await wholeBot();
    expect((await ask("april", `/whois ${login}@morgenrot.example`)).text).toMatch(words);
  });

  it("has a photo, and a mention of the supervisor who is in Slack", async () => {
    const { ask, id } = await wholeBot();
    const { blocks } = await ask("april", "/whois @anna");
    expect(JSON.stringify(blocks)).toContain(
      `"image_url":"https://avatars.example/${id("anna")}.png","alt_text":"Photo of Anna Berg"`,
    );
    expect(JSON.stringify(blocks)).toContain(`{"type":"user","user_id":"${id("gerd")}"}`);
  });

  it("offers a short list for a name that several have, and opens the one that is chosen", async () => {
    const { ask, press, read } = await wholeBot();
    const choice = await ask("april", "/whois tom");
    expect(read(choice)).toBe(
      "2 people match “tom”. Which one?\n[1: Tom Fischer – Mobile Engineer, Mobile]  [2: Tom Fischer – Account Manager, Sales]",
    );
    expect((await press("april", choice, "who_is_1")).text).toMatch(/^Tom Fischer[\s\S]*Account Manager/);
  });

  it.each([
    ["/whois nobody", "“nobody”"],
    ["/whois nobody@morgenrot.example", "“nobody@morgenrot.example”"],
    ["/whois <!channel>", "“&lt;!channel&gt;”"],
  ])("%s: says so, quoting it", async (line, quoted) => {
    const { ask } = await wholeBot();
    expect((await ask("april", line)).text).toContain(`I found nobody for ${quoted}`);
  });

  it("says of a Slack user who is not in Personio that they are not", async () => {
    const { ask, read } = await wholeBot();
    expect(read(await ask("april", "/whois @carla"))).toMatch(/^@carla is in Slack, but Personio knows nobody/);
  });

  it("says what keeps it from an answer, and nothing fails unheard, which would end the process", async () => {
    const { ask, personio } = await wholeBot();
    // So that names are known, and neither who asks nor the supervisor.
    await ask("ben", "/whois Mo Rashid");
    personio.failNext(/GET \/v2\/persons$/, { status: 403 }, 10);
    expect((await ask("april", "/whois Ben Okafor")).text).toContain("lacks the scope personio:persons:read");
  });

  it("shows names letter by letter", async () => {
    const { ask, read } = await wholeBot();
    const message = await ask("april", "/whois @bo");
    expect(read(message)).toMatch(/^Bo <b>\*Bold\*<\/b> & Söhne\n/);
    expect(message.text).toMatch(/^Bo &lt;b&gt;\*Bold\*&lt;\/b&gt; &amp; Söhne\n/);
  });

  it("works with what a credential may read: nothing but ids", async () => {
    const { ask } = await wholeBot({
      prepare: ({ personio }) => {
        personio.state.settings.readableAttributes = [];
        personio.state.settings.beta = false;
      },
    });
    const message = await ask("april", "/whosout today");
    expect(message.text).toMatch(/^12 people out today/);
    expect(message.text).toContain("Person 1005 – Urlaub");
    expect((await ask("april", "/whois anna")).text).toContain("I found nobody");
  });

  it("answers in German", async () => {
    const { ask } = await wholeBot();
    expect((await ask("olaf", "/whois @anna")).text).toMatch(
      /^Anna Berg\nHeute abwesend – Urlaub, Mo., 23\. – Mi., 25\. Nov\., zurück am Do., 26\. Nov\.\n[\s\S]*Führungskraft: Gerd Nowak/,
    );
  });
});
