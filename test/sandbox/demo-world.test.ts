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

describe("Personio's administrator", () => {
  const DOCTOR = "a0000000-0000-4000-8000-000000000008";
  const days = { firstDay: "2027-03-01", lastDay: "2027-03-05" };

  it("moves an absence, makes another one of it, and Personio tells of what it tells of", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    const { id: periodId } = (await anna.make({ do: "enter", personId: "1002", typeId: VACATION, ...days })) as {
      id: string;
    };
    const period = () => anna.now().personio.absencePeriods.find(({ id }) => id === periodId);
    const halves = { first: "SECOND_HALF", last: "FIRST_HALF" } as const;
    await anna.make({ do: "alter", periodId, days: { firstDay: "2027-03-08", lastDay: "2027-03-10", halves } });
    await anna.see(({ trace }) => trace.find(({ title }) => title === "webhook absence-period.updated.timerange"));
    expect(period()).toMatchObject({
      first: { day: "2027-03-08", half: "SECOND_HALF" },
      last: { day: "2027-03-10", half: "FIRST_HALF" },
    });
    const times = { from: "10:00", to: "11:30" };
    await anna.make({
      do: "alter",
      periodId,
      typeId: DOCTOR,
      days: { firstDay: "2027-03-09", lastDay: "2027-03-09", times },
    });
    await anna.see(() => period()?.times?.to === times.to);
    expect(period()).toMatchObject({ typeId: DOCTOR, first: { day: "2027-03-09", half: "FIRST_HALF" }, times });
    await anna.say("/whosout 9.3.2027");
    await anna.message(/Gerd Nowak/);
    await anna.make({ do: "alter", periodId, typeId: VACATION });
    await anna.see(() => period()?.typeId === VACATION);
    expect(period()).not.toHaveProperty("times");
  });

  it.each([
    [{ days: { firstDay: "2027-03-05", lastDay: "2027-03-01" } }, "The last day is before the first."],
    [{ typeId: DOCTOR }, "Arzttermin is counted in hours, and begins and ends on one day."],
    [
      {
        typeId: DOCTOR,
        days: { firstDay: "2027-03-01", lastDay: "2027-03-01", times: { from: "12:00", to: "11:00" } },
      },
      "It ends before it begins.",
    ],
    [{ typeId: "nothing" }, "There is no such type of absence."],
    [{ periodId: "nothing" }, "This absence is not there any more."],
  ])("cannot make %o of one", async (changes, error) => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    const { id } = (await anna.make({ do: "enter", personId: "1002", typeId: VACATION, ...days })) as { id: string };
    expect(await anna.ask({ do: "alter", periodId: id, ...changes })).toMatchObject({ error });
  });

  it("changes somebody's place in the company, which the bot tells next", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    const changes = { position: "Head of Everything", teamId: "4508", supervisorId: null, workplaceId: "60304" };
    await anna.make({ do: "alterPerson", personId: "1005", ...changes });
    await anna.see(({ trace }) => trace.find(({ title }) => title === "webhook employment.updated"));
    const { personio, people } = anna.now();
    const employment = personio.employments.find(({ personId }) => personId === "1005");
    expect(employment).toMatchObject({ position: "Head of Everything", teamId: "4508", workplaceId: "60304" });
    expect(employment).not.toHaveProperty("supervisorId");
    expect(people.find(({ login }) => login === "anna")?.about).toMatch(/^Head of Everything/);
    await anna.make({ do: "restartBot" });
    await anna.say("/whois anna");
    await anna.message(/Head of Everything/);
  });

  it("changes an address and a status, which are the person's too", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "alterPerson", personId: "1005", email: null, status: "INACTIVE" });
    await anna.see(({ trace }) => trace.find(({ title }) => title === "webhook person.updated"));
    const { personio, me } = await anna.see((shown) => shown.me.about === "not in Personio" && shown);
    expect(me).not.toHaveProperty("personId");
    expect(personio.persons.find(({ id }) => id === "1005")).toMatchObject({ status: "INACTIVE" });
    expect(personio.employments.find(({ personId }) => personId === "1005")).toMatchObject({ status: "INACTIVE" });
  });

  it.each([
    [{ teamId: "401" }, "There is no such team."],
    [{ workplaceId: "1" }, "There is no such workplace."],
    [{ supervisorId: "1" }, "There is no such supervisor."],
    [{ supervisorId: "1005" }, "Nobody is their own supervisor."],
    [{ email: "gerd@morgenrot.example" }, "Somebody else has this address."],
    [{ personId: "1" }, "There is no such person."],
  ])("cannot give somebody %o", async (changes, error) => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    expect(await anna.ask({ do: "alterPerson", personId: "1005", ...changes })).toMatchObject({ error });
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
