import { describe, expect, it, vi } from "vitest";
import { buttonsOf, type SeenMessage } from "../../sandbox/slack.ts";
import { GENERAL, lineOf, type Stage, wholeBot } from "../whole-bot.ts";

const HOUR = 3_600_000;
type Image = { type: string; alt_text: string; slack_file: { id: string } };

const imagesOf = ({ blocks }: SeenMessage) => (blocks as Image[]).filter(({ type }) => type === "image");
const labelsOf = (message: SeenMessage) => buttonsOf(message).map(({ text }) => text.text);
const pictureFor = ({ slack, id }: Stage, login: string) => {
  const message = slack.seenBy(id(login), id(login)).at(-1);
  if (!message) throw new Error("no direct message");
  return message;
};
/** Asks in #general, where a note answers, and gives the direct message with the picture. */
async function picture(stage: Stage, login: string, line: string): Promise<SeenMessage> {
  const exchange = await stage.slack.command(stage.id(login), GENERAL, line);
  await exchange.answer();
  await exchange.answer();
  return pictureFor(stage, login);
}
/** Width and height, as a PNG has them. */
function sizeOf({ slack }: Stage, { slack_file }: Image): [number, number] {
  const content = slack.world.files.get(slack_file.id)?.content ?? Buffer.alloc(24);
  expect(content.subarray(1, 4).toString()).toBe("PNG");
  return [content.readUInt32BE(16), content.readUInt32BE(20)];
}

describe("/whosout month", () => {
  it("sends the asker alone a picture of their team's month, which says the same in words", async () => {
    const stage = await wholeBot();
    const message = await picture(stage, "anna", "/whosout month");
    expect(message.text.split("\n")[0]).toBe("2 people in Design out this month (November 2026)");
    const [image, ...others] = imagesOf(message);
    expect(others).toEqual([]);
    expect(image?.alt_text).toBe(
      [
        "Calendar: Design – November 2026, people down, days across.",
        "• Anna Berg – Urlaub, Mon 23 – Wed 25 Nov",
        "• Anna Bergmann – no absences",
        "• Gerd Nowak – no absences",
        "• Jörg Müller-Lüdenscheidt – Urlaub, Mon 23 – Sun 29 Nov",
      ].join("\n"),
    );
    expect(message.text).toContain("• Gerd Nowak – no absences");
    if (image) expect(sizeOf(stage, image)[0]).toBe(1280);
    expect(stage.slack.seenBy(stage.id("april"), GENERAL)).toEqual([]);
  });

  it("says where it was asked that the picture is in the direct messages, with a link to it", async () => {
    const stage = await wholeBot();
    await picture(stage, "anna", "/whosout month");
    const [note, ...others] = stage.slack.seenBy(stage.id("anna"), GENERAL);
    expect(others).toEqual([]);
    expect(note?.to).toBe(stage.id("anna"));
    expect(note?.text).toMatch(
      /^I sent you the picture as a direct message. <https:\/\/sandbox.slack.com\/archives\/D\w+\/p\d+\|Look at it>$/,
    );
  });

  it("comes as the only answer where it was asked in the direct messages, with nobody to share it with", async () => {
    const stage = await wholeBot();
    const message = await stage.ask("anna", "/whosout month", stage.id("anna"));
    expect(imagesOf(message)).toHaveLength(1);
    expect(labelsOf(message)).toEqual(["‹ Previous month", "Next month ›"]);
    expect(stage.slack.seenBy(stage.id("anna"), stage.id("anna"))).toHaveLength(1);
  });

  it.each([
    ["/whosout month next month", "Design – December 2026"],
    ["/whosout Month December", "Design – December 2026"],
    ["/whosout month Workshop", "Workshop – November 2026"],
    ["/whosout monat Workshop nächsten Monat", "Workshop – December 2026"],
    ["/whosout kalender 24.12.", "Design – December 2026"],
    ["/whosout picture of Workshop", "Workshop – November 2026"],
    ["/whosout month Wien", "Wien – November 2026"],
    ["/whosout month everybody", "November 2026"],
    ["/whosout month @clara", "Clara Weiß – November 2026"],
  ])("%s: %s", async (line, title) => {
    const stage = await wholeBot();
    const [image] = imagesOf(await picture(stage, "anna", line));
    expect(image?.alt_text.split("\n")[0]).toBe(`Calendar: ${title}, people down, days across.`);
  });

  it("is of everybody for those without a team", async () => {
    const stage = await wholeBot();
    const [image] = imagesOf(await picture(stage, "carla", "/whosout month"));
    expect(image?.alt_text).toMatch(/^Calendar: November 2026, /);
  });

  it.each([
    ["/whosout next month", "6 people out"],
    ["/whosout calendar week 49", "6 people out"],
    ["/whosout month Narnia", "I don't know any person"],
    ["/whosout month 30.2.", "“30.2.” isn't a date"],
  ])("%s is answered in words: %s", async (line, beginning) => {
    const { ask } = await wholeBot();
    expect((await ask("april", line)).text.replace(/^\d+/, "6")).toMatch(new RegExp(`^${beginning}`));
  });

  it("speaks German to Germans", async () => {
    const stage = await wholeBot();
    const message = await picture(stage, "gerd", "/whosout monat");
    expect(imagesOf(message)[0]?.alt_text).toBe(
      [
        "Kalender: Design · November 2026, Personen untereinander, Tage nebeneinander.",
        "• Anna Berg – Urlaub, Mo., 23. – Mi., 25. Nov.",
        "• Anna Bergmann – keine Abwesenheiten",
        "• Gerd Nowak – keine Abwesenheiten",
        "• Jörg Müller-Lüdenscheidt – Urlaub, Mo., 23. – So., 29. Nov.",
      ].join("\n"),
    );
    expect(stage.slack.seenBy(stage.id("gerd"), GENERAL)[0]?.text).toContain("als Direktnachricht geschickt");
  });

  it("is never of a part of a team for the whole: who could not be read is not left out in silence", async () => {
    const stage = await wholeBot();
    stage.personio.failNext(new RegExp(`/v2/persons/${stage.person("gerd")}/employments`), { status: 503 }, 1000);
    expect((await stage.ask("anna", "/whosout month Design")).text).toMatch(/Personio/);
    expect(stage.slack.world.files.size).toBe(0);
  });

  it("does not answer guests", async () => {
    const { ask, slack } = await wholeBot();
    expect((await ask("guest", "/whosout month")).text).toContain("only answer full members");
    expect(slack.world.files.size).toBe(0);
  });

  it("tells reasons and requests to those alone who may know them", async () => {
    const stage = await wholeBot();
    const { company, person } = stage;
    const supervisor = company.personio.employments.find(({ personId }) => personId === person("lukasz"))?.supervisorId;
    const boss = stage.slack.world.users.find(({ id }) => id === `U${supervisor}`)?.name ?? "";
    const of = async (who: string) => lineOf(await picture(stage, who, "/whosout month Platform"), "Łukasz");
    expect(await of("april")).toBe("• Łukasz Wójcik – away, Mon 23 Nov");
    expect(await of(boss)).toBe("• Łukasz Wójcik – Krankheit, Mo., 23. Nov.");
    expect(await of("lukasz")).toBe("• Łukasz Wójcik – Krankheit, Mon 23 Nov");
    const emma = async (who: string) => lineOf(await picture(stage, who, "/whosout month @emma"), "• Emma");
    expect(await emma("april")).toMatch(/no absences$/);
    expect(await emma("emma")).toMatch(/Urlaub, requested, Thu 26 – Fri 27 Nov$/);
  });
});

describe("the picture of a month", () => {
  it("comes from a button under an answer, too: of this month, where the days are of this week", async () => {
    const stage = await wholeBot({ today: "2026-12-01" });
    const answered = await stage.ask("anna", "/whosout Design");
    await stage.press("anna", answered, "Month as a picture");
    expect(imagesOf(pictureFor(stage, "anna"))[0]?.alt_text).toMatch(/^Calendar: Design – December 2026/);
  });

  it("turns to another month in its place, and the old file is removed", async () => {
    const stage = await wholeBot();
    const message = await picture(stage, "anna", "/whosout month");
    const before = imagesOf(message)[0]?.slack_file.id ?? "";
    const turned = await stage.press("anna", message, "Next month ›");
    expect(turned.ts).toBe(message.ts);
    expect(turned.text).toMatch(/^2 people in Design out in December 2026\n/);
    expect(stage.slack.world.files.has(before)).toBe(true);
    await vi.waitFor(async () => {
      await stage.round();
      expect([...stage.slack.world.files.keys()]).toEqual(imagesOf(turned).map(({ slack_file }) => slack_file.id));
    });
    expect(stage.slack.seenBy(stage.id("anna"), stage.id("anna"))).toHaveLength(1);
  });

  it("disappears after a day, the message and its file", async () => {
    const stage = await wholeBot();
    await picture(stage, "anna", "/whosout month");
    stage.pass(23 * HOUR);
    await stage.round();
    expect(stage.slack.world.files.size).toBe(1);
    stage.pass(HOUR);
    await stage.round();
    expect(stage.slack.world.files.size).toBe(0);
    expect(stage.slack.seenBy(stage.id("anna"), stage.id("anna"))).toEqual([]);
  });

  it("is removed later where Slack is away when its time has come, and where somebody else removed it, not again", async () => {
    const stage = await wholeBot();
    const { slack } = stage;
    await picture(stage, "anna", "/whosout month");
    stage.pass(24 * HOUR);
    slack.failNext("files.delete", { error: "internal_error" });
    await stage.round();
    expect(slack.world.files.size).toBe(1);
    slack.world.files.clear();
    stage.pass(HOUR);
    await stage.round();
    const calls = () => slack.world.calls.filter(({ method }) => method === "files.delete").length;
    expect(calls()).toBe(2);
    stage.pass(2 * HOUR);
    await stage.round();
    expect(calls()).toBe(2);
  });

  it("loses its file where the message cannot be removed, as in an archived channel", async () => {
    const stage = await wholeBot();
    await picture(stage, "anna", "/whosout month");
    stage.slack.failNext("chat.delete", { error: "is_archived" });
    stage.pass(24 * HOUR);
    await stage.round();
    expect(stage.slack.world.files.size).toBe(0);
  });

  it("has names in Slack that tell nothing", async () => {
    const stage = await wholeBot();
    await picture(stage, "anna", "/whosout month");
    expect([...stage.slack.world.files.values()]).toMatchObject([{ name: "calendar-1.png", title: "Whosout" }]);
  });

  it.each([
    [
      "the scope is missing",
      (stage: Stage) => stage.slack.world.scopes.splice(stage.slack.world.scopes.indexOf("files:write"), 1),
      /lacks the scope `files:write`/,
    ],
    [
      "files are switched off",
      (stage: Stage) => stage.slack.failNext("files.getUploadURLExternal", { error: "file_uploads_disabled" }),
      /Slack did not take/,
    ],
    [
      "the upload is lost",
      (stage: Stage) => stage.slack.failNext("files.completeUploadExternal", { error: "fatal_error" }),
      /Slack did not take/,
    ],
    [
      "the bot may not post",
      (stage: Stage) => stage.slack.failNext("chat.postMessage", { error: "restricted_action" }),
      /Slack did not take/,
    ],
  ])("is told in words when %s", async (_, prepare, why) => {
    const stage = await wholeBot();
    prepare(stage);
    const said = await stage.ask("anna", "/whosout month");
    expect(said.to).toBe(stage.id("anna"));
    expect(said.text).toMatch(why);
    expect(said.text).toContain("2 people in Design out this month (November 2026)");
    expect(said.text).toContain("• Anna Berg – Urlaub, Mon 23 – Wed 25 Nov");
    await stage.round();
    expect([...stage.slack.world.files.values()].filter(({ readyAt }) => readyAt !== undefined)).toEqual([]);
  });

  it("waits until Slack has looked at the file, and not for ever", async () => {
    const stage = await wholeBot();
    const { world } = stage.slack;
    const tries = () => world.calls.filter(({ method }) => method === "chat.postMessage").length;
    world.looksMs = 4000;
    expect(imagesOf(await picture(stage, "anna", "/whosout month"))).toHaveLength(1);
    expect(tries()).toBe(5);
    world.looksMs = 60_000;
    expect((await stage.ask("anna", "/whosout month")).text).toMatch(/^Slack did not take the picture/);
    expect(tries()).toBe(11);
  });

  it("is not tried again where Slack shows no pictures at all", async () => {
    const stage = await wholeBot();
    stage.slack.world.refusedBlocks.add("image");
    stage.slack.world.looksMs = 0;
    expect((await stage.ask("anna", "/whosout month")).text).toMatch(/^Slack did not take the picture/);
    expect(stage.slack.world.calls.filter(({ method }) => method === "chat.postMessage")).toHaveLength(1);
  });

  it("refuses what a button of ours never carries", async () => {
    const stage = await wholeBot();
    const message = await picture(stage, "anna", "/whosout month");
    for (const button of buttonsOf(message)) Object.assign(button, { value: '{"question":{"span":1}}' });
    expect((await stage.press("anna", message, "Next month ›")).text).toMatch(/^That button is from an older answer/);
  });
});

describe("sharing the picture", () => {
  const share = async (stage: Stage, login: string, line: string, channel = GENERAL) => {
    const exchange = await stage.slack.command(stage.id(login), channel, line);
    await exchange.answer();
    await exchange.answer();
    return stage.press(login, pictureFor(stage, login), "Share in the channel");
  };

  it("posts it where it was asked, as every colleague may see it", async () => {
    const stage = await wholeBot();
    await share(stage, "lukasz", "/whosout month Platform");
    const [posted] = stage.slack.seenBy(stage.id("april"), GENERAL);
    expect(posted && lineOf(posted, "Łukasz")).toBe("• Łukasz Wójcik – away, Mon 23 Nov");
    expect(posted?.text).toContain(`Shared by <@${stage.id("lukasz")}>. It disappears after 30 days.`);
    expect(posted && labelsOf(posted)).toEqual([]);
    expect(pictureFor(stage, "lukasz").text).toBe(`Posted in <#${GENERAL}>.`);
    stage.pass(29 * 24 * HOUR);
    await stage.round();
    expect(stage.slack.seenBy(stage.id("april"), GENERAL)).toHaveLength(1);
    stage.pass(24 * HOUR);
    await stage.round();
    expect(stage.slack.seenBy(stage.id("april"), GENERAL)).toEqual([]);
  });

  it("comes once where Slack sends the press twice", async () => {
    const stage = await wholeBot();
    await picture(stage, "anna", "/whosout month");
    stage.slack.sendTwice();
    await stage.press("anna", pictureFor(stage, "anna"), "Share in the channel");
    await stage.bot.stop();
    expect(stage.slack.seenBy(stage.id("april"), GENERAL)).toHaveLength(1);
  });

  it("goes into a public channel that the bot is not in", async () => {
    const stage = await wholeBot();
    await share(stage, "anna", "/whosout month", "C0DESIGN");
    expect(stage.slack.seenBy(stage.id("anna"), "C0DESIGN").map(({ to }) => to)).toEqual([stage.id("anna"), undefined]);
  });

  it.each([
    ["C0SHARED", /another company|anderen Firma|different company/],
    ["C0SECRET", /invite/],
  ])("stays with the asker in %s", async (channel, why) => {
    const stage = await wholeBot();
    const login = channel === "C0SECRET" ? "siobhan" : "anna";
    stage.slack.world.channels.find(({ id }) => id === channel)?.members.push(stage.id(login));
    const said = await share(stage, login, "/whosout month Design", channel);
    expect(said.text).toMatch(why);
    expect(stage.slack.seenBy(stage.id("april"), channel)).toEqual([]);
  });

  it("is only for members of the channel", async () => {
    const stage = await wholeBot();
    await picture(stage, "anna", "/whosout month");
    const general = stage.slack.world.channels.find(({ id }) => id === GENERAL);
    if (general) general.members = general.members.filter((member) => member !== stage.id("anna"));
    const said = await stage.press("anna", pictureFor(stage, "anna"), "Share in the channel");
    expect(said.text).toMatch(/^Only members of a channel/);
  });
});

describe("a big company", () => {
  const grow = (people: number, away: number) => ({
    prepare: ({ company }: Pick<Stage, "company">) => {
      for (let at = 0; at < people; at++) {
        const id = String(50_000 + at);
        company.personio.persons.push({ id, first_name: "Nobody", last_name: `Number${at}`, status: "ACTIVE" });
        company.personio.employments.push({
          ...(company.personio.employments[0] as (typeof company.personio.employments)[number]),
          id: `e${id}`,
          personId: id,
        });
        if (at >= away) continue;
        company.personio.absencePeriods.push({
          id: `p${id}`,
          personId: id,
          typeId: company.types.vacation.id,
          first: { day: "2026-11-10", half: "FIRST_HALF" },
          last: { day: "2026-11-12", half: "SECOND_HALF" },
          status: "APPROVED",
          updatedAt: "2026-11-01T00:00:00Z",
        });
      }
    },
  });

  it("is shown by those who are out, sixty at a time in pictures of twenty, and asked for no more contracts than that", async () => {
    const stage = await wholeBot(grow(300, 150));
    const message = await picture(stage, "anna", "/whosout month everybody");
    expect(imagesOf(message)).toHaveLength(3);
    expect(stage.read(message)).toContain("(Only those who are out are shown. People 1–60 of ");
    expect(labelsOf(message)[0]).toBe("Show 60 more");
    for (const { alt_text } of imagesOf(message)) expect(alt_text.length).toBeLessThanOrEqual(2000);
    const contracts = stage.personio.takeCalls().filter(({ path }) => path.endsWith("/employments"));
    expect(contracts.length).toBeLessThan(70);
    const second = await stage.press("anna", message, "Show 60 more");
    expect(stage.read(second)).toContain("People 61–120 of ");
    expect(labelsOf(second)[0]).toBe("Back to the previous ones");
  });
});
