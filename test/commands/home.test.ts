import { describe, expect, it } from "vitest";
import { GENERAL, wholeBot } from "../whole-bot.ts";
import { botWith, saved } from "./digest-stage.ts";
import { homeOf, homeOnce, openHome, pressHome, published } from "./home-stage.ts";

const DAY = 24 * 3_600_000;
const told = (stage: Awaited<ReturnType<typeof wholeBot>>, login: string) =>
  stage.slack.seenBy(stage.id(login), stage.id(login)).map(({ text }) => text);
const isForm = ({ submit }: { submit?: string }) => submit !== undefined;

describe("App Home shows", () => {
  it("who of my team is out today and until when, what is left, and what is ahead", async () => {
    const home = await openHome(await wholeBot(), "anna");
    expect(home).toMatch(/2 people in Design out today, Mon 23 Nov/);
    expect(home).toMatch(/Anna Berg – Urlaub, Mon 23 – Wed 25 Nov, back Thu 26 Nov/);
    expect(home).toMatch(/Urlaub: 18\.5 days left/);
    expect(home).toMatch(/Urlaub, Mon 21 Dec 2026 – Fri 1 Jan 2027\nApproved\n\[\d+: Change\] {2}\[\d+: Cancel it\]/);
    expect(home).not.toMatch(/Waiting for a decision|Your digests|One moment/);
  });

  it("the same in German to a German", async () => {
    const home = await openHome(await wholeBot(), "gerd");
    expect(home).toMatch(/Heute, Mo\., 23\. Nov\.: 2 Personen aus Design abwesend/);
    expect(home).toMatch(/Deine Abwesenheiten/);
  });

  it("that nobody is out, and that nobody is back tomorrow", async () => {
    const stage = await wholeBot();
    expect(await openHome(stage, "olaf")).toMatch(/niemand aus Workshop abwesend/);
    expect(homeOf(stage, "olaf")).not.toMatch(/Morgen kommt niemand/);
    expect(await openHome(stage, "anna")).toMatch(/Nobody is back tomorrow\./);
  });

  it("who is back tomorrow, and on a Saturday who is back on Monday", async () => {
    expect(await openHome(await wholeBot({ today: "2026-11-25" }), "anna")).toMatch(/Back tomorrow · 1\n.*Anna Berg/);
    const saturday = await openHome(await wholeBot({ today: "2026-11-28" }), "gerd");
    expect(saturday).toMatch(/Heute ist kein Arbeitstag/);
    expect(saturday).toMatch(/Am Mo\., 30\. Nov\. zurück · 1\n.*Jörg/);
  });

  it("no reason that colleagues may not know", async () => {
    const stage = await wholeBot();
    const home = await openHome(stage, "carla");
    expect(home).toMatch(/Łukasz Wójcik \(Platform\) – away/);
    expect(home).not.toMatch(/Krankheit|Kind krank|Elternzeit|Migraine|Surgery/);
  });

  it("that somebody's request may be missing, while their contract cannot be read", async () => {
    const stage = await wholeBot();
    stage.personio.failNext(new RegExp(`persons/${stage.person("emma")}/employments`), { status: 500 }, 99);
    const boss = stage.personio.state.world.employments.find(({ personId }) => personId === stage.person("emma"));
    const login = stage.company.slack.users.find(({ id }) => id === `U${boss?.supervisorId}`)?.name ?? "";
    const home = await openHome(stage, login);
    expect(home).toMatch(/Somebody waits for a decision, and Personio does not tell me right now to whom they report/);
    expect(home).not.toMatch(/Emma [^–\n]+ – Urlaub/);
    stage.personio.heal();
    stage.pass(3_600_000);
    const healed = await openHome(stage, login);
    expect(healed).not.toMatch(/Somebody waits/);
    expect(healed).toMatch(/Emma [^–\n]+ – Urlaub/);
  });

  it("to a supervisor what their reports wait for, with a link, until it is decided", async () => {
    const stage = await wholeBot({ env: { PERSONIO_WEB_URL: "https://morgenrot.app.personio.com" } });
    const bossOf = (login: string) => {
      const { persons, employments } = stage.personio.state.world;
      const boss = employments.find(({ personId }) => personId === stage.person(login))?.supervisorId;
      const email = persons.find(({ id }) => id === boss)?.email ?? "";
      return email.replace(/@.*/, "");
    };
    const emma = bossOf("emma");
    const waiting = await openHome(stage, emma);
    expect(waiting).toMatch(/Emma [^–\n]+ – Urlaub, Thu 26 – Fri 27 Nov/);
    expect(waiting).toMatch(/\[\d+: Open Personio\]/);
    expect(waiting).not.toMatch(/Concert/);
    const felix = await openHome(stage, bossOf("felix"));
    expect(felix).toMatch(/Felix [^–\n]+ – wants to cancel: Urlaub/);
    expect(await openHome(stage, "emma")).not.toMatch(/Waiting for a decision/);
    const period = stage.personio.state.world.absencePeriods.find(
      ({ personId, status }) => personId === stage.person("emma") && status === "PENDING",
    );
    stage.personio.decide(period?.id ?? "", "APPROVED");
    stage.pass(2 * 60_000);
    await stage.slack.openHome(stage.id(emma));
    await homeOnce(stage, emma, (text) => !/Emma [^–\n]+ – Urlaub, Thu 26 – Fri 27 Nov\n/.test(text));
  });

  it("that somebody is not found in Personio, and who of the company is out", async () => {
    const home = await openHome(await wholeBot(), "carla");
    expect(home).toMatch(/I cannot find you in Personio/);
    expect(home).toMatch(/11 people out today/);
    expect(home).not.toMatch(/Your time off|Try again|Request time off|My hours/);
    expect(home).toMatch(/Who's out this week/);
  });

  it.each(["guest", "single", "stranger"])("nothing and no name to %s", async (login) => {
    const stage = await wholeBot();
    const home = await openHome(stage, login);
    expect(home.trim()).toBe("Sorry, I only answer full members of this workspace.");
    expect(told(stage, login)).toEqual([]);
  });

  it("nothing any more to who was made a guest", async () => {
    const stage = await wholeBot();
    expect(await openHome(stage, "anna")).toMatch(/Jörg/);
    Object.assign(stage.slack.world.users.find(({ name }) => name === "anna") ?? {}, { is_restricted: true });
    stage.pass(DAY);
    await stage.slack.openHome(stage.id("anna"));
    expect(await homeOnce(stage, "anna", /only answer full members/)).not.toMatch(/Jörg/);
  });

  it("nothing when the Messages tab was opened", async () => {
    const stage = await wholeBot();
    await openHome(stage, "otto");
    const before = published(stage);
    await stage.slack.openHome(stage.id("otto"), "messages");
    await stage.slack.openHome(stage.id("anna"), "messages");
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(published(stage)).toBe(before);
    expect(homeOf(stage, "anna")).toBe("");
  });
});

describe("while Personio is away, App Home", () => {
  it("tells what was known, and when that was", async () => {
    const stage = await wholeBot();
    await openHome(stage, "anna");
    stage.pass(3_600_000);
    stage.personio.state.settings.isDown = true;
    await stage.slack.openHome(stage.id("anna"));
    const home = await homeOnce(stage, "anna", /as of/);
    expect(home).toMatch(/2 people in Design out today/);
    expect(home).toMatch(/this is as of 9:0\d|this is as of 09:0\d/);
  });

  it("says that it does not know, once, and never that nobody is out; Try again asks again", async () => {
    const stage = await wholeBot({
      prepare: ({ personio }) => {
        personio.state.settings.isDown = true;
      },
    });
    await stage.slack.openHome(stage.id("olaf"));
    const home = await homeOnce(stage, "olaf", /Personio antwortet gerade nicht/);
    expect(home.match(/Personio antwortet gerade nicht/g)).toHaveLength(1);
    expect(home).not.toMatch(/niemand|keine Abwesenheit geplant|Einen Moment/);
    stage.personio.state.settings.isDown = false;
    stage.pass(120_000);
    await pressHome(stage, "olaf", "Noch einmal versuchen");
    expect(await homeOnce(stage, "olaf", /niemand aus Workshop abwesend/)).not.toMatch(
      /antwortet gerade nicht|Noch einmal/,
    );
  });

  it("names a scope that is missing, and shows what there is", async () => {
    const stage = await wholeBot();
    stage.personio.state.settings.scopes = ["personio:persons:read"];
    stage.personio.revokeTokens();
    await stage.slack.openHome(stage.id("anna"));
    expect(await homeOnce(stage, "anna", /lacks the scope/)).toMatch(/lacks the scope personio:absences:read/);
  });
});

describe("App Home opens", () => {
  it("with a few words while Personio is slow, and fills itself", async () => {
    const stage = await wholeBot();
    const goOn = stage.personio.pause();
    const exchange = await stage.slack.openHome(stage.id("anna"));
    expect(exchange?.timedOut).toBe(false);
    expect(await homeOnce(stage, "anna", /One moment/)).toMatch(/Request time off/);
    goOn();
    await homeOnce(stage, "anna", /Urlaub: 18\.5 days left/);
    await homeOnce(stage, "anna", (text) => !/One moment/.test(text));
  });

  it("at once from what is known, without another call to Slack where nothing is new", async () => {
    const stage = await wholeBot();
    await openHome(stage, "anna");
    await new Promise((resolve) => setTimeout(resolve, 100));
    const [before, asked] = [published(stage), stage.personio.state.calls.length];
    await openHome(stage, "anna");
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(published(stage)).toBe(before);
    expect(stage.personio.state.calls.length).toBe(asked);
  });

  it("again where another process has published something else meanwhile, with what is true", async () => {
    const stage = await wholeBot();
    await openHome(stage, "anna");
    const home = stage.slack.world.homes.get(stage.id("anna"));
    Object.assign(home ?? {}, { hash: "another's", view: { type: "home", blocks: [] } });
    await stage.slack.openHome(stage.id("anna"));
    await homeOnce(stage, "anna", /Urlaub: 18\.5 days left/);
  });

  it("though Slack asks to slow down", async () => {
    const stage = await wholeBot();
    stage.slack.failNext("views.publish", { retryAfter: 2 }, 2);
    await openHome(stage, "anna");
    expect(homeOf(stage, "anna")).toMatch(/Design out today/);
  });
});

describe("in App Home", () => {
  it("Request time off opens the form, and what is requested appears, with its state", async () => {
    const stage = await wholeBot();
    await openHome(stage, "otto");
    await pressHome(stage, "otto", "Request time off");
    await stage.slack.nextForm(stage.id("otto"), isForm);
    await stage.slack.fill(stage.id("otto"), "Type", "Urlaub");
    await stage.slack.fill(stage.id("otto"), "First day", "2027-02-01");
    await stage.slack.submit(stage.id("otto"));
    await homeOnce(stage, "otto", /Urlaub, Mon 1 Feb 2027\nWaiting for approval/);
  });

  it("Cancel takes it away, once, and Change opens the form", async () => {
    const stage = await wholeBot();
    await openHome(stage, "anna");
    await pressHome(stage, "anna", "Change");
    expect((await stage.slack.nextForm(stage.id("anna"), isForm)).title).toBe("Change time off");
    await stage.slack.dismiss(stage.id("anna"));
    stage.slack.sendTwice();
    await pressHome(stage, "anna", "Cancel it");
    await homeOnce(stage, "anna", (text) => !/\nUrlaub, Mon 23 – Wed 25 Nov/.test(text));
    await expect.poll(() => told(stage, "anna")).toEqual([expect.stringMatching(/^Cancelled: Urlaub/)]);
  });

  it("what was deleted in Personio meanwhile is said to be gone, and goes", async () => {
    const stage = await wholeBot();
    await openHome(stage, "anna");
    const periods = stage.personio.state.world.absencePeriods;
    const at = periods.findIndex(
      ({ personId, last }) => personId === stage.person("anna") && last?.day === "2026-11-25",
    );
    periods.splice(at, 1);
    await pressHome(stage, "anna", "Cancel it");
    const home = await homeOnce(stage, "anna", /can't find that in Personio/);
    expect(home).not.toMatch(/\nUrlaub, Mon 23 – Wed 25 Nov/);
    expect(told(stage, "anna")).toEqual([]);
    // It stands there until it is opened again.
    await stage.slack.openHome(stage.id("anna"));
    await homeOnce(stage, "anna", (text) => !/can't find that/.test(text));
  });

  it("an approval in Personio appears", async () => {
    const stage = await wholeBot();
    await openHome(stage, "otto");
    await stage.slack.command(stage.id("otto"), GENERAL, "/timeoff 1.2. - 5.2. Urlaub");
    await stage.slack.nextForm(stage.id("otto"), isForm);
    await stage.slack.submit(stage.id("otto"));
    await homeOnce(stage, "otto", /Mon 1 – Fri 5 Feb 2027\nWaiting for approval/);
    await expect.poll(() => told(stage, "otto").length).toBe(1);
    const period = stage.personio.state.world.absencePeriods.find(({ first }) => first.day === "2027-02-01");
    stage.personio.decide(period?.id ?? "", "APPROVED");
    await expect
      .poll(async () => {
        stage.pass(5 * 60_000);
        await stage.round();
        return homeOf(stage, "otto");
      })
      .toMatch(/Mon 1 – Fri 5 Feb 2027\nApproved/);
  });

  it("a supervisor sees a report's request at once", async () => {
    const stage = await wholeBot();
    expect(await openHome(stage, "olaf")).not.toMatch(/Wartet in Personio/);
    await stage.slack.command(stage.id("otto"), GENERAL, "/timeoff 1.2. - 5.2. Urlaub");
    await stage.slack.nextForm(stage.id("otto"), isForm);
    await stage.slack.submit(stage.id("otto"));
    await homeOnce(stage, "olaf", /Wartet in Personio auf eine Entscheidung · 1\n[\s\S]*Otto Zimmermann – Urlaub/);
  });

  it("nothing that is somebody else's is changed, whatever a button carries", async () => {
    const stage = await wholeBot();
    await openHome(stage, "anna");
    await openHome(stage, "otto");
    const annas = stage.slack.world.homes.get(stage.id("anna"));
    const ottos = stage.slack.world.homes.get(stage.id("otto"));
    if (annas && ottos) ottos.view = annas.view;
    const before = structuredClone(stage.personio.state.world.absencePeriods);
    await pressHome(stage, "otto", "Cancel it");
    await homeOnce(stage, "otto", /can't find that in Personio/);
    expect(stage.personio.state.world.absencePeriods).toEqual(before);
  });

  it("my digests are paused, resumed, sent and deleted, and show it", async () => {
    const stage = await wholeBot();
    await saved(stage);
    const home = await openHome(stage, "anna");
    expect(home).toMatch(/Your digests/);
    await pressHome(stage, "anna", "Send now");
    await homeOnce(stage, "anna", /Posted in|on its way/);
    await pressHome(stage, "anna", "Pause");
    await homeOnce(stage, "anna", /⏸ Paused: somebody wished so/);
    await pressHome(stage, "anna", "Resume");
    await homeOnce(stage, "anna", (text) => !/⏸ Paused/.test(text));
    await pressHome(stage, "anna", "Edit");
    expect((await stage.slack.nextForm(stage.id("anna"), isForm)).title).toBe("Edit the digest");
    await stage.slack.dismiss(stage.id("anna"));
    await pressHome(stage, "anna", "Delete");
    expect(await homeOnce(stage, "anna", /is deleted/)).not.toMatch(/Your digests/);
    expect(told(stage, "anna")).toEqual([]);
  });

  it("of very many digests the first are shown", async () => {
    const stage = await botWith(Array.from({ length: 500 }, () => ({ time: "23:00" as const })));
    const home = await openHome(stage, "anna");
    expect(home).toMatch(/… and 495 more\. Ask in their channels\./);
    expect(stage.slack.world.homes.get(stage.id("anna"))?.view.blocks).toHaveLength(27);
  });
});
