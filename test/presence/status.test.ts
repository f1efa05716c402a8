import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { freePort } from "../../sandbox/free-port.ts";
import { GENERAL, temporaryFolder } from "../whole-bot.ts";
import { HOUR, MINUTE, type StatusStage, statusStage } from "./stage.ts";

const DAY = 24 * HOUR;
const setsOf = ({ slack }: StatusStage) =>
  slack.world.calls.filter(({ method }) => method === "users.profile.set").length;
const NONE = { text: "", emoji: "", until: 0 };
const ANNAS = { text: "Out, back Thu 26 Nov", emoji: ":palm_tree:", until: "2026-11-25T23:00:00.000Z" };
const idOfPeriod = ({ personio, person }: StatusStage, login: string) =>
  personio.state.world.absencePeriods.find(({ personId }) => personId === person(login))?.id ?? "";

describe("who lets the bot set their status", () => {
  it("reads that all is set, in the browser and in Slack, and has a status until they are back", async () => {
    const stage = await statusStage();
    const page = await stage.allow("anna");
    expect(page.status).toBe(200);
    expect(page.html).toContain("<h1>All set</h1>");
    const [message] = stage.slack.seenBy(stage.id("anna"), stage.id("anna"));
    expect(message && stage.read(message)).toContain("I set your Slack status");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    expect(stage.statusOf("anna")).toEqual(ANNAS);
  });

  it("who is sick or hides why is just away: no sign tells more than a channel may know", async () => {
    const stage = await statusStage();
    for (const login of ["lukasz", "guel", "jan", "ken", "siobhan"]) await stage.allow(login);
    await stage.later(5 * HOUR);
    expect(stage.statusOf("lukasz")).toEqual({
      text: "Out, back Tue 24 Nov",
      emoji: ":date:",
      until: "2026-11-23T23:00:00.000Z",
    });
    expect(stage.statusOf("guel")).toEqual({ text: "Out", emoji: ":date:", until: 0 });
    expect(stage.statusOf("jan")).toMatchObject({ text: "Out, back Tue 24 Nov", emoji: ":date:" });
    expect(stage.statusOf("siobhan")).toMatchObject({ emoji: ":date:" });
    expect(stage.statusOf("ken")).toEqual({
      text: "Working remotely",
      emoji: ":house_with_garden:",
      until: "2026-11-27T23:00:00.000Z",
    });
    const hidden = await statusStage({ env: { ABSENCE_REASONS: "hidden" } });
    await hidden.allow("anna");
    await vi.waitUntil(() => hidden.statusOf("anna").text !== "");
    expect(hidden.statusOf("anna").emoji).toBe(":date:");
  });

  it("has it for a morning until noon, and not before an afternoon begins; in their language", async () => {
    const stage = await statusStage({
      prepare: ({ personio, company }) => {
        const jan = personio.state.world.absencePeriods.find(
          ({ personId }) => personId === company.who("jan").personId,
        );
        if (jan)
          personio.state.world.absencePeriods.push({ ...jan, id: "of-gerd", personId: company.who("gerd").personId });
      },
    });
    await stage.allow("mira");
    await stage.allow("gerd");
    await vi.waitUntil(() => stage.statusOf("mira").text !== "");
    expect(stage.statusOf("mira")).toEqual({
      text: "Out, back at noon",
      emoji: ":palm_tree:",
      until: "2026-11-23T11:00:00.000Z",
    });
    expect(stage.statusOf("gerd")).toEqual(NONE);
    await stage.later(3 * HOUR + MINUTE);
    expect(stage.statusOf("gerd").text).toBe("Abwesend, zurück am Di., 24. Nov.");
  });

  it("it is shown once, however often is looked and however many bots look", async () => {
    const stage = await statusStage();
    await stage.startAnother({ PORT: `${await freePort()}` });
    for (const login of ["jan", "ken", "lukasz"]) await stage.allow(login);
    await stage.later(4 * HOUR);
    await stage.later(10 * MINUTE);
    expect(setsOf(stage)).toBe(3);
    expect(stage.statusOf("jan").text).toBe("Out, back Tue 24 Nov");
  });

  it("a cancelled absence takes it down, a longer one says so", async () => {
    const stage = await statusStage();
    await stage.allow("anna");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    stage.personio.alter(idOfPeriod(stage, "anna"), { last: { day: "2026-11-26", half: "SECOND_HALF" } });
    await stage.later(10 * MINUTE);
    expect(stage.statusOf("anna")).toEqual({
      ...ANNAS,
      text: "Out, back Fri 27 Nov",
      until: "2026-11-26T23:00:00.000Z",
    });
    stage.personio.erase(idOfPeriod(stage, "anna"));
    await stage.later(10 * MINUTE);
    expect(stage.statusOf("anna")).toEqual(NONE);
    const before = stage.slack.world.calls.length;
    await stage.later(10 * MINUTE);
    expect(stage.slack.world.calls.slice(before).filter(({ method }) => method.startsWith("users.profile"))).toEqual(
      [],
    );
  });

  it("Slack takes it down when it is over; then nothing is asked any more", async () => {
    const stage = await statusStage();
    await stage.allow("anna");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    const before = stage.slack.world.calls.length;
    await stage.later(4 * DAY);
    await stage.later(10 * MINUTE);
    const asked = stage.slack.world.calls.slice(before).filter(({ method }) => method.startsWith("users.profile"));
    expect(asked).toEqual([]);
    expect(await stage.stored((store) => store.getStatusLink(stage.id("anna")))).not.toHaveProperty("shown");
  });
});

describe("a status of their own", () => {
  it("is never written over; when it is gone, theirs comes", async () => {
    const stage = await statusStage();
    stage.say("anna", "In a meeting", ":calendar:", Date.parse("2026-11-23T08:30:00Z") / 1000);
    await stage.allow("anna");
    await stage.later(6 * MINUTE);
    expect(stage.statusOf("anna").text).toBe("In a meeting");
    expect(setsOf(stage)).toBe(0);
    await stage.later(30 * MINUTE);
    expect(stage.statusOf("anna")).toEqual(ANNAS);
  });

  it("set over the bot's is left alone for this absence, also when it is taken down, and not for the next", async () => {
    const stage = await statusStage();
    await stage.allow("anna");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    stage.say("anna", "Kiel!", ":sailboat:");
    stage.personio.alter(idOfPeriod(stage, "anna"), { last: { day: "2026-11-26", half: "SECOND_HALF" } });
    await stage.later(10 * MINUTE);
    expect(stage.statusOf("anna").text).toBe("Kiel!");
    stage.say("anna", "", "");
    await stage.later(2 * HOUR);
    expect(stage.statusOf("anna")).toEqual(NONE);
    // Her next one begins on 21 December.
    await stage.later(28 * DAY);
    expect(stage.statusOf("anna").text).toBe("Out, back Mon 4 Jan 2027");
  });

  it("the bot's, taken down by them, is not put up again", async () => {
    const stage = await statusStage();
    await stage.allow("anna");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    stage.say("anna", "", "");
    stage.personio.alter(idOfPeriod(stage, "anna"), { last: { day: "2026-11-26", half: "SECOND_HALF" } });
    await stage.later(10 * MINUTE);
    expect(stage.statusOf("anna")).toEqual(NONE);
  });
});

describe("who wants it no longer", () => {
  it("presses Stop: the status is given back, the token is good for nothing, nothing is kept", async () => {
    const stage = await statusStage();
    const { slack, id } = stage;
    await stage.allow("anna");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    const [message] = slack.seenBy(id("anna"), id("anna"));
    const answer = await stage.press("anna", message ?? expect.fail("no message"), "Stop setting my status");
    expect(answer.text).toMatch(/^I no longer set your Slack status/);
    expect(stage.statusOf("anna")).toEqual(NONE);
    expect(slack.world.grants.size).toBe(0);
    expect(await stage.stored((store) => store.statusLinks())).toEqual([]);
    await stage.later(10 * MINUTE);
    expect(stage.statusOf("anna")).toEqual(NONE);
  });

  it("presses Stop after setting one of their own: that one stays", async () => {
    const stage = await statusStage();
    await stage.allow("anna");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    stage.say("anna", "Kiel!", ":sailboat:");
    const [message] = stage.slack.seenBy(stage.id("anna"), stage.id("anna"));
    await stage.press("anna", message ?? expect.fail("no message"), "Stop setting my status");
    expect(stage.statusOf("anna").text).toBe("Kiel!");
  });

  it("somebody else who presses it stops nothing but their own", async () => {
    const stage = await statusStage();
    await stage.allow("anna");
    const [message] = stage.slack.seenBy(stage.id("anna"), stage.id("anna"));
    await stage.press("tom", { ...(message ?? expect.fail("no message")), channel: GENERAL }, "Stop setting my status");
    expect(await stage.stored((store) => store.statusLinks())).toHaveLength(1);
  });

  it("takes it back in Slack, or the app is removed: the tokens are deleted", async () => {
    const stage = await statusStage();
    await stage.allow("anna");
    await stage.allow("ken");
    await stage.allow("tom");
    stage.slack.takeBack(stage.id("anna"));
    const links = () => stage.stored((store) => store.statusLinks());
    await vi.waitUntil(async () => (await links()).length === 2);
    expect((await links()).map(({ slackUserId }) => slackUserId)).not.toContain(stage.id("anna"));
    stage.slack.uninstall();
    await vi.waitUntil(async () => (await links()).length === 0);
  });

  it("allows it again before Slack tells of the end: it stays", async () => {
    const stage = await statusStage();
    const { slack, id } = stage;
    const { tellBot } = slack.world;
    let late: Record<string, unknown> | undefined;
    slack.world.tellBot = (event) => {
      late = event;
    };
    await stage.allow("anna");
    const [message] = slack.seenBy(id("anna"), id("anna"));
    await stage.press("anna", message ?? expect.fail("no message"), "Stop setting my status");
    await stage.allow("anna");
    const asked = slack.requests();
    tellBot(late ?? expect.fail("Slack tells nothing"));
    await vi.waitUntil(() => slack.requests() > asked).catch(() => {});
    await stage.later(10 * MINUTE);
    expect(await stage.stored((store) => store.statusLinks())).toHaveLength(1);
    expect(stage.statusOf("anna")).toEqual(ANNAS);
  });

  it.each(["token_revoked", "invalid_auth", "account_inactive", "not_authed"])(
    "and whom Slack answers %s for: the token is deleted",
    async (error) => {
      const stage = await statusStage();
      await stage.allow("jan");
      stage.slack.failNext("users.profile.get", { error });
      await stage.later(4 * HOUR);
      expect(await stage.stored((store) => store.statusLinks())).toEqual([]);
      expect(stage.statusOf("jan")).toEqual(NONE);
    },
  );

  it("became a guest: they are forgotten", async () => {
    const stage = await statusStage();
    await stage.allow("jan");
    Object.assign(stage.slack.world.users.find(({ id }) => id === stage.id("jan")) ?? {}, { is_restricted: true });
    await stage.later(25 * HOUR);
    await stage.later(10 * MINUTE);
    expect(await stage.stored((store) => store.statusLinks())).toEqual([]);
    expect(stage.slack.world.grants.size).toBe(0);
  });
});

describe("when something is in the way", () => {
  it("Slack that asks for patience gets it, and the status comes later", async () => {
    const stage = await statusStage();
    await stage.allow("jan");
    stage.slack.failNext("users.profile.get", { retryAfter: 600 });
    await stage.later(4 * HOUR);
    expect(stage.statusOf("jan")).toEqual(NONE);
    const before = stage.slack.world.calls.length;
    await stage.later(6 * MINUTE);
    expect(stage.slack.world.calls.length).toBe(before);
    await stage.later(6 * MINUTE);
    expect(stage.statusOf("jan").text).toBe("Out, back Tue 24 Nov");
  });

  it("what Slack refuses of one keeps nobody else from theirs", async () => {
    const stage = await statusStage();
    await stage.allow("jan");
    await stage.allow("paula");
    stage.personio.enter({
      personId: stage.person("paula"),
      typeId: "a0000000-0000-4000-8000-000000000001",
      first: { day: "2026-11-23", half: "SECOND_HALF" },
      last: { day: "2026-11-23", half: "SECOND_HALF" },
      status: "APPROVED",
    });
    stage.slack.failNext("users.profile.set", { error: "profile_set_failed" });
    await stage.later(4 * HOUR);
    expect(stage.statusOf("jan")).toEqual(NONE);
    expect(stage.statusOf("paula").text).toBe("Out, back Tue 24 Nov");
    await stage.later(2 * HOUR);
    expect(stage.statusOf("jan").text).toBe("Out, back Tue 24 Nov");
  });

  it("an answer of Slack's that is lost is not taken for a status of their own", async () => {
    const stage = await statusStage();
    await stage.allow("jan");
    stage.slack.failNext("users.profile.set", "drop after", 3);
    await stage.later(4 * HOUR);
    await vi.waitUntil(() => stage.logged.some((line) => line.includes("statuses could not be looked at")), 5000);
    await stage.later(2 * HOUR);
    expect(stage.statusOf("jan").text).toBe("Out, back Tue 24 Nov");
    stage.personio.erase(idOfPeriod(stage, "jan"));
    await stage.later(10 * MINUTE);
    expect(stage.statusOf("jan")).toEqual(NONE);
  });

  it("while Personio is down, statuses stay as they are", async () => {
    const stage = await statusStage();
    await stage.allow("anna");
    await vi.waitUntil(() => stage.statusOf("anna").text !== "");
    Object.assign(stage.personio.state.settings, { isDown: true });
    await stage.later(HOUR);
    expect(stage.statusOf("anna")).toEqual(ANNAS);
  });

  it("with another TOKEN_KEY nobody's status is touched, and they are asked anew", async () => {
    const folder = temporaryFolder();
    const first = await statusStage({ folder });
    await first.allow("jan");
    await first.bot.stop();
    const second = await statusStage({ folder, env: { TOKEN_KEY: "cd".repeat(32) } });
    await second.later(5 * HOUR);
    expect(second.slack.world.calls.some(({ method }) => method.startsWith("users.profile"))).toBe(false);
    expect(second.logged.join("")).not.toContain('"level":"error"');
  });
});

it("tokens and codes stand nowhere readable: not in the file, not in the log, at debug neither", async () => {
  const stage = await statusStage({ logLevel: "debug" });
  await stage.allow("anna");
  await vi.waitUntil(() => stage.statusOf("anna").text !== "");
  const [token = "none"] = [...stage.slack.world.grants.keys()];
  const files = ["", "-wal"].map((end) => readFileSync(`${stage.folder}/whosout.db${end}`, "latin1")).join("");
  expect(token).toMatch(/^xoxp-/);
  expect(files).not.toContain(token);
  expect(files).not.toContain("xoxp-");
  const code = String(stage.slack.world.calls.find(({ method }) => method === "oauth.v2.access")?.params.code);
  for (const secret of [token, code, "sandbox-client-secret"]) {
    expect(stage.logged.filter((line) => line.includes(secret))).toEqual([]);
  }
});
