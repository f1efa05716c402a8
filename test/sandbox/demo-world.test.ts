import { describe, expect, it } from "vitest";
import { GENERAL, idsOf, MONDAY, openDemo } from "./demo-visit.ts";

/** After nine, when Monday's digest has come. */
const NINE = "2026-11-23T08:00:10Z";
const VACATION = "a0000000-0000-4000-8000-000000000001";

describe("the clock", () => {
  it("is turned forward, and the digest comes", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    expect(Date.parse(anna.now().now)).toBeGreaterThanOrEqual(MONDAY.getTime());
    await anna.make({ do: "turnClock", to: NINE });
    const digest = await anna.message(/out/);
    expect(digest).not.toHaveProperty("to");
    expect(Date.parse(anna.now().now)).toBeGreaterThanOrEqual(Date.parse(NINE));
  });

  it("does not go back, nor out of sight", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    expect(await anna.ask({ do: "turnClock", to: "2026-11-22T08:00:00+01:00" })).toMatchObject({
      error: expect.stringContaining("forward"),
    });
    expect(await anna.ask({ do: "turnClock", to: "2099-01-01T00:00:00Z" })).toHaveProperty("error");
  });
});

describe("Personio", () => {
  it("is down, and up again", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "trouble", isDown: true });
    await anna.say("/whois gerd");
    await anna.message(/Personio is not answering right now/);
    await anna.make({ do: "trouble", isDown: false });
    await anna.say("/whois gerd");
    await anna.message(/Head of Product/);
  });

  it("has taken the bot's token away, and gives another", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "revokeTokens" });
    await anna.see(({ personio }) => !personio.hasToken);
    await anna.say("/whois gerd");
    await anna.message(/Head of Product/);
    expect(anna.now().personio.hasToken).toBe(true);
  });

  it("is slow, asks to slow down, and lacks a right", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "trouble", latencyMs: 40, isLimited: true, scopes: ["personio:persons:read"] });
    const { personio } = await anna.see((shown) => shown.personio.isLimited && shown);
    expect(personio).toMatchObject({ latencyMs: 40, isLimited: true, isDown: false });
    expect(personio.scopes.filter(({ isGranted }) => isGranted)).toEqual([
      { name: "personio:persons:read", isGranted: true },
    ]);
  });

  it("is written by its administrator: what is entered there is seen, and what is erased is not", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    const days = { firstDay: "2027-03-01", lastDay: "2027-03-05" };
    await anna.make({ do: "enter", personId: "1002", typeId: VACATION, ...days });
    await anna.say("/whosout 2.3.2027");
    await anna.message(/Gerd Nowak/);
    const { absencePeriods } = anna.now().personio;
    const id = absencePeriods.find(({ first }) => first.day === days.firstDay)?.id ?? "";
    await anna.make({ do: "erase", periodId: id });
    await anna.see(({ personio }) => !personio.absencePeriods.some((period) => period.id === id));
    expect(await anna.ask({ do: "erase", periodId: id })).toHaveProperty("error");
    const backwards = { firstDay: "2027-03-05", lastDay: "2027-03-01" };
    expect(await anna.ask({ do: "enter", personId: "1002", typeId: VACATION, ...backwards })).toHaveProperty("error");
  });
});

describe("the bot", () => {
  it("is restarted, and has lost nothing", async () => {
    const { visit } = await openDemo();
    const gerd = await visit("gerd");
    await gerd.make({ do: "restartBot" });
    await gerd.see(({ isBotRunning }) => isBotRunning);
    await gerd.say("/digest list");
    const list = await gerd.message(/9:00/);
    expect(JSON.stringify(list.blocks)).toContain("digest_pause");
  });

  it("cannot be reached, and Slack says so", async () => {
    const { demo, visit } = await openDemo();
    const anna = await visit("anna");
    await anna.say("/whosout");
    const answer = await anna.message(/out this week/);
    const stopping = demo.restartBot();
    await demo.slack.dropSockets();
    await anna.say("/whosout");
    await anna.message(/^\/whosout failed with the error "dispatch_failed"$/);
    await stopping;
    await anna.make({ do: "press", channel: GENERAL, ts: answer.ts, ...idsOf(answer, "Next week ›") });
    await anna.message(/out next week/);
  });
});

it("the bot cannot be started while Slack is down, and can be afterwards", async () => {
  const { visit } = await openDemo();
  const anna = await visit("anna");
  await anna.make({ do: "slackTrouble", isDown: true });
  expect(await anna.ask({ do: "restartBot" })).toMatchObject({
    error: expect.stringMatching(/^Slack does not answer/),
  });
  await anna.see(({ isBotRunning }) => !isBotRunning);
  await anna.make({ do: "slackTrouble", isDown: false });
  await anna.say("/whosout");
  await anna.message(/dispatch_failed/);
  await anna.make({ do: "restartBot" });
  await anna.say("/whosout");
  await anna.message(/out this week/);
}, 40_000);

describe("Slack", () => {
  it("is down, and up again", async () => {
    const { demo, visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "slackTrouble", isDown: true });
    await anna.see(({ isSlackDown }) => isSlackDown);
    expect(await anna.say("/whosout")).toMatchObject({ error: "Slack does not answer." });
    const back = demo.slack.nextConnection();
    await anna.make({ do: "slackTrouble", isDown: false });
    await back;
    await anna.say("/whosout");
    await anna.message(/out this week/);
  }, 40_000);
});

describe("a world", () => {
  it("is saved and opened again somewhere else, with everything in it", async () => {
    const [here, there] = [await openDemo(), await openDemo()];
    const anna = await here.visit("anna");
    await anna.say("/whosout");
    await anna.message(/out this week/);
    await anna.make({ do: "turnClock", to: NINE });
    await anna.see(({ messages }) => messages[GENERAL]?.some(({ to }) => to === undefined));
    await anna.make({ do: "trouble", latencyMs: 5 });
    const world = (await (await fetch(`${here.url}world.json`)).json()) as Awaited<ReturnType<typeof here.demo.save>>;

    const gerd = await there.visit("gerd");
    await gerd.make({ do: "open", world });
    await gerd.see(({ messages, isBotRunning }) => isBotRunning && messages[GENERAL]?.length);
    expect(Date.parse(gerd.now().now)).toBeGreaterThanOrEqual(Date.parse(world.now));
    expect(gerd.now().personio).toMatchObject({ latencyMs: 5, persons: world.personio.persons });
    await gerd.say("/digest list");
    await gerd.message(/9:00/);
    const other = await there.visit("anna");
    const answer = await other.see(({ messages }) => messages[GENERAL]?.find(({ to }) => to !== undefined));
    await other.make({ do: "press", channel: GENERAL, ts: answer.ts, ...idsOf(answer, "Next week ›") });
    await other.message(/out next week/);
  });

  it.each([
    ["nothing", null],
    ["another file", { hello: "world" }],
    ["a later version", { format: "whosout-demo", version: 2 }],
  ])("is not %s", async (_name, world) => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    expect(await anna.ask({ do: "open", world })).toMatchObject({
      error: expect.stringMatching(/^That is no world saved by this demo/),
    });
    expect(anna.now().isBotRunning).toBe(true);
  });

  it("is not one with blocks that Slack would not take, or nobody in it", async () => {
    const { demo, visit } = await openDemo();
    const anna = await visit("anna");
    const world = await demo.save();
    const message = { ts: "1.000001", channel: GENERAL, text: "x", blocks: [{ type: "actions", elements: 5 }] };
    const slack = { ...world.slack, messages: [message] };
    expect(await anna.ask({ do: "open", world: { ...world, slack } })).toMatchObject({
      error: expect.stringContaining("slack.messages.0.blocks"),
    });
    const empty = { ...world.slack, users: [] };
    expect(await anna.ask({ do: "open", world: { ...world, slack: empty } })).toHaveProperty("error");
  });

  it("whose store is broken is not opened, and the one before goes on", async () => {
    const { demo, visit } = await openDemo();
    const anna = await visit("anna");
    await anna.say("hello");
    const world = await demo.save();
    const store = Buffer.concat([Buffer.from("SQLite format 3\0"), Buffer.alloc(4000, 7)]).toString("base64");
    expect(await anna.ask({ do: "open", world: { ...world, store } })).toMatchObject({
      error: "The bot cannot go on with what it kept in that world.",
    });
    await anna.message(/hello/);
    await anna.say("/whosout");
    await anna.message(/out this week/);
  });

  it("is begun anew", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.say("hello");
    await anna.message(/hello/);
    await anna.make({ do: "turnClock", to: "2026-12-24T08:00:00Z" });
    await anna.make({ do: "startOver" });
    const { now, isBotRunning } = await anna.see((shown) => shown.messages[GENERAL]?.length === 0 && shown);
    expect(isBotRunning).toBe(true);
    expect(now.slice(0, 10)).toBe("2026-11-23");
    await anna.say("/whosout");
    await anna.message(/out this week/);
  });
});
