import { afterEach, describe, expect, it, vi } from "vitest";
import { freePort } from "../sandbox/free-port.ts";
import { wholeBot } from "./whole-bot.ts";

afterEach(() => {
  vi.useRealTimers();
});

/** Lets timers run (Bolt's pauses) without waiting for them, with time for the sockets of this machine in between. */
async function elapse(milliseconds: number, until: () => boolean = () => false): Promise<void> {
  for (let passed = 0; passed < milliseconds && !until(); passed += 500) {
    await vi.advanceTimersByTimeAsync(500);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  }
}

const MINUTE = 60_000;

describe("over Socket Mode", () => {
  it("survives that Slack is gone for minutes, does not storm it, and is back when Slack is", async () => {
    const { ask, slack, logged } = await wholeBot();
    await ask("april", "/whosout today");
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    slack.down();
    const before = slack.requests();
    await elapse(10 * MINUTE);
    const tries = slack.requests() - before;
    expect(tries).toBeGreaterThan(10);
    expect(tries).toBeLessThan(60);
    slack.up();
    await elapse(2 * MINUTE, () => slack.connections() === 1);
    vi.useRealTimers();
    expect((await ask("april", "/whosout today")).text).toMatch(/^11 people out today/);
    expect(logged.join("")).toContain("connecting to Slack again");
  });

  it.each(["warning", "refresh_requested"])("connects again when Slack says %s", async (reason) => {
    const { ask, slack } = await wholeBot();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const again = slack.nextConnection();
    slack.askToReconnect(reason);
    let isBack = false;
    void again.then(() => {
      isBack = true;
    });
    await elapse(MINUTE, () => isBack && slack.connections() === 1);
    vi.useRealTimers();
    expect((await ask("april", "/whosout today")).text).toMatch(/^11 people out today/);
  });

  it("asks a failing call of Slack's three times at the most: the patience of reconnecting does not leak", async () => {
    const { ask, slack, id } = await wholeBot();
    const message = await ask("anna", "/whosout today");
    slack.failNext("conversations.info", { status: 500 }, 100);
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const exchange = await slack.press(id("anna"), message, "Share in this channel");
    const answer = exchange.answer();
    let told = false;
    void answer.then(() => {
      told = true;
    });
    await elapse(MINUTE, () => told);
    expect((await answer).text).toMatch(/^Slack is not answering me right now/);
    expect(slack.world.calls.filter(({ method }) => method === "conversations.info")).toHaveLength(3);
  });

  it("finishes what is being answered when it is stopped, and takes nothing new", async () => {
    let release = () => {};
    const { bot, slack, personio, id } = await wholeBot({
      prepare: (stage) => {
        release = stage.personio.pause();
      },
    });
    const exchange = await slack.command(id("april"), "C0GENERAL", "/whosout today");
    let stopped = false;
    const stop = bot.stop().then(() => {
      stopped = true;
    });
    await vi.waitUntil(() => slack.connections() === 0);
    expect(stopped).toBe(false);
    release();
    expect((await exchange.answer()).text).toMatch(/^11 people out today/);
    await stop;
    await expect(slack.command(id("april"), "C0GENERAL", "/whosout")).rejects.toThrow("not connected");
    expect(personio.takeCalls().length).toBeGreaterThan(0);
  });
});

describe("over HTTP", () => {
  it("answers requests that Slack signed, and no others", async () => {
    const port = await freePort();
    const stage = await wholeBot({
      env: { SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: "sandbox-signing-secret", PORT: String(port) },
    });
    const { ask, press, slack } = stage;
    const url = `http://127.0.0.1:${port}/slack/events`;
    slack.callOverHttp(url, "sandbox-signing-secret");
    const message = await ask("april", "/whosout Design");
    expect(message.text).toMatch(/^2 people in Design out this week/);
    expect((await press("april", message, "Next week ›")).text).toMatch(/^Nobody in Design/);
    slack.callOverHttp(url, "somebody else's secret");
    await expect(ask("april", "/whosout")).rejects.toThrow("401");
  });
});
