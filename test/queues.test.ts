import { describe, expect, it, vi } from "vitest";
import { createQueues } from "../src/queues.ts";
import { GENERAL, type Stage, wholeBot } from "./whole-bot.ts";

const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Queues, and listeners that acknowledge, then hold on until they are let go. */
function stage() {
  const queues = createQueues({ log });
  const begun: string[] = [];
  const problems: string[] = [];
  const acked: string[] = [];
  const holding: (() => void)[] = [];
  const listener = queues.around(async (event) => {
    const { name } = event.body as { name: string };
    try {
      await event.ack();
    } catch (error) {
      problems.push(`${name} ${(error as Error).message}`);
      return;
    }
    begun.push(name);
    await new Promise<void>((letGo) => holding.push(letGo));
  });
  const send = (name: string, body: object) => {
    const event = { body: { name, ...body }, ack: async () => void acked.push(name) };
    return listener(event);
  };
  return {
    begun,
    acked,
    problems,
    send,
    press: (user: string, name: string) => send(name, { type: "block_actions", user: { id: user } }),
    /** Lets the oldest one go. */
    letGo: async () => {
      holding.shift()?.();
      await new Promise(setImmediate);
    },
  };
}

const soon = () => new Promise(setImmediate);

describe("a person's things", () => {
  it("are acknowledged at once, and done four at a time, in their order", async () => {
    const { press, begun, acked, letGo } = stage();
    for (let count = 1; count <= 6; count++) void press("U1", `${count}`);
    await soon();
    expect(acked).toEqual(["1", "2", "3", "4", "5", "6"]);
    expect(begun).toEqual(["1", "2", "3", "4"]);
    await letGo();
    expect(begun).toEqual(["1", "2", "3", "4", "5"]);
  });

  it("do not keep others waiting", async () => {
    const { press, begun } = stage();
    for (let count = 1; count <= 500; count++) void press("U1", `${count}`);
    void press("U2", "other");
    await soon();
    expect(begun).toContain("other");
    expect(begun).toHaveLength(5);
  });

  it("that are too many are acknowledged and left out, which is told once, until all of it is done", async () => {
    const { press, begun, acked, problems, letGo } = stage();
    for (let count = 1; count <= 500; count++) void press("U1", `${count}`);
    await soon();
    expect(acked).toHaveLength(500);
    expect(problems).toEqual(["13 too-much"]);
    for (let count = 1; count <= 12; count++) await letGo();
    expect(begun).toHaveLength(12);
    void press("U1", "afterwards");
    await soon();
    expect(begun.at(-1)).toBe("afterwards");
    for (let count = 1; count <= 500; count++) void press("U1", `again ${count}`);
    await soon();
    expect(problems).toHaveLength(2);
  });

  it("are bounded for all people together", async () => {
    const { press, begun, acked, problems } = stage();
    for (let user = 1; user <= 3000; user++) void press(`U${user}`, `${user}`);
    await soon();
    expect(acked).toHaveLength(3000);
    expect(begun).toHaveLength(2000);
    expect(problems).toHaveLength(1000);
  });

  it("leave room though a listener never acknowledges, or fails", async () => {
    const queues = createQueues({ log });
    const fails = queues.around(async () => {
      throw new Error("no");
    });
    const event = { body: { user_id: "U1" }, ack: async () => {} };
    for (let count = 1; count <= 50; count++) await expect(fails(event)).rejects.toThrow("no");
  });
});

describe("not in the queue are", () => {
  it("forms, which are judged at once; of too many, none is acknowledged, so that Slack keeps what was typed", async () => {
    const { press, send, begun, acked } = stage();
    for (let count = 1; count <= 6; count++) void press("U1", `${count}`);
    void send("form", { type: "view_submission", user: { id: "U1" } });
    await soon();
    expect(begun).toContain("form");
    for (let count = 7; count <= 20; count++) void press("U1", `${count}`);
    void send("late form", { type: "view_submission", user: { id: "U1" } });
    await soon();
    expect(acked).not.toContain("late form");
  });

  it("events without a person", async () => {
    const { send, begun } = stage();
    for (let count = 1; count <= 50; count++) void send(`${count}`, { event: { type: "tokens_revoked" } });
    await soon();
    expect(begun).toHaveLength(50);
  });

  it("messages that somebody writes, among their commands: they have a queue of their own, and nobody is told", async () => {
    const { send, press, begun, problems } = stage();
    for (let count = 1; count <= 50; count++) void send(`${count}`, { event: { type: "message", user: "U1" } });
    void press("U1", "command");
    await soon();
    expect(begun).toEqual(["1", "2", "3", "4", "command"]);
    expect(problems).toEqual([]);
  });
});

describe("one person hammering 500 buttons, with a Personio that stands still", () => {
  /** Somebody asks for weeks that nobody knows yet, 500 times, and Personio does not answer. */
  async function hammered(login: string, button = "Next week ›"): Promise<Stage & { goOn: () => void }> {
    const stage = await wholeBot();
    const message = await stage.ask(login, "/whosout");
    await stage.ask("anna", "/whosout");
    const goOn = stage.personio.pause();
    for (let count = 0; count < 500; count++) {
      const week = new Date(Date.UTC(2027, 0, 4 + 7 * (count % 50))).toISOString().slice(0, 10);
      const last = new Date(Date.parse(week) + 6 * 86_400_000).toISOString().slice(0, 10);
      const value = JSON.stringify({ span: { first: week, last }, who: { kind: "everybody" }, page: 0 });
      const pressed = structuredClone(message);
      for (const block of pressed.blocks as { type: string; elements?: { action_id: string; value: string }[] }[]) {
        for (const one of block.elements ?? []) if (/^whos_out_show_/.test(one.action_id ?? "")) one.value = value;
      }
      void stage.slack.press(stage.id(login), pressed, button);
    }
    return { ...stage, goOn };
  }

  it("slows nobody else: they are answered though none of the 500 is", async () => {
    const stage = await hammered("april");
    expect((await stage.ask("anna", "/whosout")).text).toMatch(/^15 people out this week/);
    expect((await stage.ask("anna", "/whois")).text).toMatch(/^Anna Berg/);
    stage.goOn();
  });

  it.each([
    [
      "april",
      "Next week ›",
      "That was too much at once for me, so I have left out some of it. Please try again in a moment.",
    ],
    [
      "olaf",
      "Woche danach ›",
      "Das war mir zu viel auf einmal, deshalb habe ich etwas davon ausgelassen. Bitte versuch es gleich noch einmal.",
    ],
  ])("is told once that it was too much: %s", async (login, button, words) => {
    const stage = await hammered(login, button);
    const told = () =>
      stage.slack.seenBy(stage.id(login), GENERAL).filter(({ text }) => text === words && text !== undefined).length;
    await vi.waitUntil(() => told() > 0, { timeout: 10_000 });
    stage.goOn();
    await stage.ask("anna", "/whosout");
    expect(told()).toBe(1);
  });
});
