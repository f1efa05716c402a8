import { describe, expect, it } from "vitest";
import { readableForm } from "../../sandbox/readable-form.ts";
import { GENERAL, type Stage, wholeBot } from "../whole-bot.ts";

/** What somebody reads in their window, line by line. */
async function windowOf({ slack, id, nameOf }: Stage, login: string, words: RegExp): Promise<string> {
  const form = await slack.nextForm(id(login), (one) => words.test(JSON.stringify(one.blocks)));
  return readableForm(form, nameOf);
}

describe("the shortcut “Who's out”", () => {
  it("tells in a window who is out this week, as /whosout does, with nothing to share", async () => {
    const stage = await wholeBot();
    await stage.slack.shortcut(stage.id("april"), "whos_out");
    const window = await windowOf(stage, "april", /15 people out this week/);
    expect(window).toContain("Anna Berg (Design) – Urlaub, Mon 23 – Wed 25 Nov, back Thu 26 Nov");
    expect(window).toContain("Łukasz Wójcik (Platform) – away");
    expect(window).not.toMatch(/Share|Krankheit/);
  });

  it("turns the weeks inside the window", async () => {
    const stage = await wholeBot();
    const { slack, id } = stage;
    await slack.shortcut(id("april"), "whos_out");
    await windowOf(stage, "april", /15 people out this week/);
    await slack.pressIn(id("april"), "Next week ›");
    await windowOf(stage, "april", /6 people out next week/);
    await slack.pressIn(id("april"), "‹ Previous week");
    await windowOf(stage, "april", /15 people out this week/);
    expect(slack.seenBy(id("april"), GENERAL)).toEqual([]);
    expect(slack.seenBy(id("april"), id("april"))).toEqual([]);
  });

  it("opens the form for time off over the window, which is there again afterwards", async () => {
    const stage = await wholeBot();
    const { slack, id } = stage;
    await slack.shortcut(id("otto"), "whos_out");
    await windowOf(stage, "otto", /out this week/);
    await slack.pressIn(id("otto"), "Request time off");
    await slack.nextForm(id("otto"), ({ title }) => title === "Request time off");
    await slack.dismiss(id("otto"));
    await windowOf(stage, "otto", /out this week/);
  });

  it("shows hundreds page by page", async () => {
    const stage = await wholeBot({
      prepare: ({ company }) => {
        const [one] = company.personio.absencePeriods;
        for (let count = 0; one && count < 120; count++)
          company.personio.absencePeriods.push({ ...one, id: `many-${count}` });
      },
    });
    const { slack, id } = stage;
    await slack.shortcut(id("april"), "whos_out");
    await windowOf(stage, "april", /Showing 1–50 of/);
    await slack.pressIn(id("april"), "Show 50 more");
    await windowOf(stage, "april", /Showing 51–100 of/);
    await slack.pressIn(id("april"), "Back to the previous ones");
    await windowOf(stage, "april", /Showing 1–50 of/);
  });

  it("says in the window that it did not work, and writes why", async () => {
    const stage = await wholeBot();
    const { slack, id, personio } = stage;
    await slack.shortcut(id("april"), "whos_out");
    await windowOf(stage, "april", /out this week/);
    personio.failNext(/absence-periods/, { status: 503 }, Number.POSITIVE_INFINITY);
    await slack.pressIn(id("april"), "‹ Previous week");
    expect(await windowOf(stage, "april", /written to you/)).toMatch(
      /^Who's out\n=+\nI could not show this\. I have written to you why/,
    );
    expect((await slack.nextMessageTo(id("april"))).text).toMatch(/^Personio is not answering right now/);
  });

  it("is none for guests", async () => {
    const { slack, id } = await wholeBot();
    const exchange = await slack.shortcut(id("guest"), "whos_out");
    expect((await exchange.answer()).text).toBe("Sorry, I only answer full members of this workspace.");
    expect(slack.formOf(id("guest"))).toBeUndefined();
  });

  it("speaks German with Germans", async () => {
    const stage = await wholeBot();
    await stage.slack.shortcut(stage.id("olaf"), "whos_out");
    expect(await windowOf(stage, "olaf", /abwesend/)).toMatch(/^.*Wer ist abwesend\?/);
  });
});

describe("the shortcut “Who is this?” of a message", () => {
  /** Somebody says something, and somebody else wants to know who that is. */
  async function asked(stage: Stage, login: string, from: string | undefined, channel = GENERAL) {
    const { slack, id } = stage;
    const message = slack.world.post({ channel, ...(from && { from }), text: "Guten Morgen!", blocks: [] });
    const exchange = await slack.messageShortcut(id(login), message, "who_is_this");
    return exchange.answer();
  }

  it("shows the profile of who wrote it, to the asker alone, also where the bot is no member", async () => {
    const stage = await wholeBot();
    const answer = await asked(stage, "gerd", stage.id("anna"), "C0DESIGN");
    expect(answer.text).toMatch(/^Anna Berg\nHeute abwesend – Urlaub/);
    expect(answer).toMatchObject({ to: stage.id("gerd"), channel: "C0DESIGN" });
  });

  it("keeps private reasons to itself", async () => {
    const stage = await wholeBot();
    expect((await asked(stage, "april", stage.id("lukasz"))).text).toMatch(/Out today – Mon 23 Nov, back/);
  });

  it("says that apps have no profile, of whatever kind they are", async () => {
    const stage = await wholeBot();
    const byApp = "An app wrote this, so there is no profile to show.";
    expect((await asked(stage, "april", undefined)).text).toBe(byApp);
    expect((await asked(stage, "april", stage.id("robot"))).text).toBe(byApp);
  });

  it("says who is not in Personio", async () => {
    const stage = await wholeBot();
    expect(stage.read(await asked(stage, "april", stage.id("carla")))).toMatch(
      /^@carla is in Slack, but Personio knows nobody/,
    );
  });

  it("is not there under what only one person sees", async () => {
    const stage = await wholeBot();
    const answer = await stage.ask("april", "/whois @anna");
    await expect(stage.slack.messageShortcut(stage.id("april"), answer, "who_is_this")).rejects.toThrow();
  });

  it("answers no guests", async () => {
    const stage = await wholeBot();
    expect((await asked(stage, "guest", stage.id("anna"))).text).toBe(
      "Sorry, I only answer full members of this workspace.",
    );
  });
});
