import { describe, expect, it } from "vitest";
import { GENERAL, idsOf, MONDAY, openDemo } from "./demo-visit.ts";

/** After nine, when Monday's digest has come. */
const NINE = "2026-11-23T08:00:10Z";

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
    expect(await anna.ask({ do: "turnClock", to: "2099-01-01T00:00:00Z" })).toMatchObject({
      error: "The clock can be turned by five years at a time.",
    });
  });

  it("ends where a saved world may, so that what is saved can be opened", async () => {
    const { demo, visit } = await openDemo({ now: new Date("2098-06-01T08:00:00Z") });
    const anna = await visit("anna");
    expect(await anna.ask({ do: "turnClock", to: "2100-01-01T00:00:00Z" })).toMatchObject({
      error: "The clock ends with the year 2099.",
    });
    await anna.make({ do: "turnClock", to: "2099-12-31T23:59:59Z" });
    await expect.poll(() => demo.save(), { timeout: 3000 }).toMatchObject({ now: expect.stringMatching(/^2100/) });
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

describe("a bot that is started while Slack is down", () => {
  it("is off, and starts by itself when Slack is up again", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "slackTrouble", isDown: true });
    expect(await anna.ask({ do: "restartBot" })).toMatchObject({
      error: "Slack is down, and the bot cannot start without it. It starts by itself when Slack is up again.",
    });
    await anna.see(({ bot }) => bot === "off");
    await anna.make({ do: "slackTrouble", isDown: false });
    await anna.see(({ bot }) => bot === "running");
    await anna.say("/whosout");
    await anna.message(/out this week/);
  }, 40_000);

  it("can be started by hand", async () => {
    const { demo, visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "slackTrouble", isDown: true });
    await anna.ask({ do: "restartBot" });
    // Slack is back, and nobody was told.
    demo.slack.up();
    const done = anna.make({ do: "restartBot" });
    await anna.see(({ bot }) => bot === "starting");
    await done;
    await anna.see(({ bot, isBotRunning }) => bot === "running" && isBotRunning);
  }, 40_000);
});

it("a bot that waits for Personio is not waited for, and says nothing afterwards", async () => {
  const { demo, visit } = await openDemo();
  const anna = await visit("anna");
  const letGo = demo.personio.pause();
  await anna.say("/whois gerd");
  const began = performance.now();
  await anna.make({ do: "restartBot" });
  expect(performance.now() - began).toBeLessThan(10_000);
  await anna.see(({ bot }) => bot === "running");
  const before = anna.now().messages[GENERAL]?.length;
  letGo();
  await anna.see(({ trace }) => trace.some(({ title, isOk }) => title === "response_url" && !isOk));
  expect(anna.now().messages[GENERAL]).toHaveLength(before ?? -1);
  expect(demo.slack.connections()).toBe(1);
  await anna.say("/whois gerd");
  await anna.message(/Head of Product/);
  const [period] = anna.now().personio.absencePeriods;
  await anna.make({ do: "erase", periodId: period?.id ?? "" });
  await anna.see(({ trace }) => trace.find(({ kind, isOk }) => kind === "personio→bot" && isOk));
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
