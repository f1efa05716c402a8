import { describe, expect, it } from "vitest";
import { GENERAL, idsOf, openDemo } from "./demo-visit.ts";

/** After nine, when Monday's digest has come. */
const NINE = "2026-11-23T08:00:10Z";

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

  type Saved = Awaited<ReturnType<Awaited<ReturnType<typeof openDemo>>["demo"]["save"]>>;
  const said = (more: object) => ({ ts: "1.000001", channel: GENERAL, text: "x", blocks: [], ...more });
  it.each<[string, (world: Saved) => unknown, string]>([
    [
      "blocks that Slack would not take",
      ({ slack }) => slack.messages.push(said({ blocks: [{ type: "divider" }, { type: "header", text: 5 }] })),
      "slack.messages.0.blocks.1.text: Slack does not take this: Invalid input: expected object, received number",
    ],
    [
      "a time of a message that is none",
      ({ slack }) => slack.messages.push(said({ ts: "1.0000001" })),
      'slack.messages.0.ts: "1.0000001" is no time of a message',
    ],
    [
      "a zone that is none",
      ({ slack }) => Object.assign(slack.users[2] ?? {}, { tz: "Mars/Olympus" }),
      'slack.users.2.tz: "Mars/Olympus" is no time zone',
    ],
    [
      "a language that is none",
      ({ slack }) => Object.assign(slack.users[2] ?? {}, { locale: "d_" }),
      'slack.users.2.locale: "d_" is no language',
    ],
    ["nobody", ({ slack }) => slack.users.splice(0), "slack.users: there is nobody"],
    ["no channel", ({ slack }) => slack.channels.splice(0), "slack.channels: there is no channel"],
    [
      "one person twice",
      ({ slack }) => Object.assign(slack.users[2] ?? {}, { id: slack.users[0]?.id }),
      "slack.users.2.id: there are two with the id U1001",
    ],
    [
      "the bot among its people",
      ({ slack }) => Object.assign(slack.users[2] ?? {}, { id: "U0WHOSOUT" }),
      "slack.users.2.id: there are two with the id U0WHOSOUT",
    ],
    [
      "an absence of a type that is not there",
      ({ personio }) => Object.assign(personio.absencePeriods[1] ?? {}, { typeId: "gone" }),
      "personio.absencePeriods.1.typeId: there is nothing with the id gone",
    ],
    [
      "a supervisor who is nobody",
      ({ personio }) => Object.assign(personio.employments[0] ?? {}, { supervisorId: "1999" }),
      "personio.employments.0.supervisorId: there is nothing with the id 1999",
    ],
    [
      "a member of a channel who is nobody",
      ({ slack }) => slack.channels[0]?.members.unshift("U404"),
      "slack.channels.0.members.0: there is nothing with the id U404",
    ],
    [
      "a message in no channel",
      ({ slack }) => slack.messages.push({ ts: "1.000001", channel: "C404", text: "Hello", blocks: [] }),
      "slack.messages.0.channel: there is nothing with the id C404",
    ],
    [
      "a block that is nothing",
      ({ slack }) => slack.messages.push({ ts: "1.000001", channel: GENERAL, text: "Hello", blocks: [null] }),
      "slack.messages.0.blocks.0: Slack does not take this: Invalid input: expected object, received null",
    ],
    ["another century", (world) => Object.assign(world, { now: "2200-01-01T00:00:00Z" }), "now: is too far away"],
  ])("is not one with %s", async (_name, spoil, reason) => {
    const { demo, visit } = await openDemo();
    const anna = await visit("anna");
    const world = structuredClone(await demo.save());
    world.slack.messages = [];
    spoil(world);
    expect(await anna.ask({ do: "open", world })).toMatchObject({
      error: `That is no world saved by this demo (${reason}).`,
    });
    expect(anna.now().bot).toBe("running");
  });

  it("can be opened when the present one cannot be saved", async () => {
    const { demo, url, visit } = await openDemo();
    const world = await demo.save();
    const anna = await visit("anna");
    Object.assign(demo.slack.world.users[0] ?? {}, { tz: "Mars/Olympus" });
    const file = await fetch(`${url}world.json`);
    expect([file.status, await file.text()]).toEqual([
      500,
      expect.stringMatching(/^This world cannot be saved\. .*Mars\/Olympus/),
    ]);
    await anna.make({
      do: "open",
      world: structuredClone({
        ...world,
        slack: {
          ...world.slack,
          users: world.slack.users.map((user, at) => (at === 0 ? { ...user, tz: "Europe/Berlin" } : user)),
        },
      }),
    });
    await anna.see(({ bot }) => bot === "running");
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
