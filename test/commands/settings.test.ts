import { describe, expect, it } from "vitest";
import { GENERAL, type Stage, wholeBot } from "../whole-bot.ts";
import { saved } from "./digest-stage.ts";
import { homeOf, homeOnce, openHome, pressHome } from "./home-stage.ts";

const isForm = ({ submit }: { submit?: string }) => submit !== undefined;
const told = (stage: Stage, login: string) =>
  stage.slack.seenBy(stage.id(login), stage.id(login)).map(({ text }) => text);

/** Opens the settings, fills fields in, and sends them. */
async function choose(stage: Stage, login: string, button: string, fields: Record<string, string | string[] | null>) {
  await openHome(stage, login);
  await pressHome(stage, login, button);
  await stage.slack.nextForm(stage.id(login), isForm);
  for (const [label, value] of Object.entries(fields)) await stage.slack.fill(stage.id(login), label, value);
  await stage.slack.submit(stage.id(login));
  expect(stage.slack.formOf(stage.id(login))).toBeUndefined();
}

async function request(stage: Stage, line = "/timeoff 1.2. - 5.2. Urlaub") {
  await stage.slack.command(stage.id("otto"), GENERAL, line);
  await stage.slack.nextForm(stage.id("otto"), isForm);
  await stage.slack.submit(stage.id("otto"));
  await stage.slack.nextForm(stage.id("otto"), ({ blocks }) => /Requested|not answering/.test(JSON.stringify(blocks)));
}

/** On a machine that is busy with other tests. */
const PATIENCE = { timeout: 10_000 };
const MESSAGES = "Direct messages I send you";
const ALL = ["confirmations", "decisions", "requests", "digests"];
const without = (kind: string) => ALL.filter((one) => one !== kind);

describe("the settings", () => {
  it("change the language of everything, App Home first, and back to what Slack says", async () => {
    const stage = await wholeBot();
    await choose(stage, "anna", "Settings", { Language: "Deutsch" });
    await homeOnce(stage, "anna", /Deine Abwesenheiten/);
    expect((await stage.ask("anna", "/whosout")).text).toMatch(/Personen abwesend/);
    await choose(stage, "anna", "Einstellungen", { Sprache: "Wie in Slack (English)" });
    await homeOnce(stage, "anna", /Your time off/);
  });

  it("are open as they were chosen, and say nothing of away notices where there are none", async () => {
    const stage = await wholeBot();
    await choose(stage, "anna", "Settings", { [MESSAGES]: without("digests") });
    await pressHome(stage, "anna", "Settings");
    const form = await stage.slack.nextForm(stage.id("anna"), isForm);
    const boxes = JSON.stringify(form.values.messages);
    expect(boxes).toMatch(/"confirmations"/);
    expect(boxes).not.toMatch(/"digests"/);
    expect(JSON.stringify(form.blocks)).not.toMatch(/When I am mentioned/);
  });

  it("are refused to guests, and a form that is none is none", async () => {
    const stage = await wholeBot();
    await openHome(stage, "anna");
    await pressHome(stage, "anna", "Settings");
    await stage.slack.nextForm(stage.id("anna"), isForm);
    Object.assign(stage.slack.world.users.find(({ name }) => name === "anna") ?? {}, { is_restricted: true });
    stage.pass(24 * 3_600_000);
    await stage.slack.submit(stage.id("anna"));
    const form = await stage.slack.nextForm(stage.id("anna"), ({ submit }) => submit === undefined);
    expect(form.title).toBe("Settings");
    expect(JSON.stringify(form.blocks)).toMatch(/only answer full members/);
  });
});

describe("who does without", () => {
  it("confirmations gets none, sees it in the window and at home, and still hears of the approval", async () => {
    const stage = await wholeBot();
    await choose(stage, "otto", "Settings", { [MESSAGES]: without("confirmations") });
    await request(stage);
    await homeOnce(stage, "otto", /Mon 1 – Fri 5 Feb 2027\nWaiting for approval/);
    expect(told(stage, "otto")).toEqual([]);
    const period = stage.personio.state.world.absencePeriods.find(({ first }) => first.day === "2027-02-01");
    stage.personio.decide(period?.id ?? "", "APPROVED");
    await expect
      .poll(async () => {
        stage.pass(5 * 60_000);
        await stage.round();
        return told(stage, "otto").at(-1);
      }, PATIENCE)
      .toMatch(/^Approved: Urlaub/);
    // There is no other message with its buttons.
    await stage.slack.press(stage.id("otto"), await stage.slack.nextMessageTo(stage.id("otto")), "Cancel it");
    await expect.poll(() => told(stage, "otto")).toEqual([expect.stringMatching(/^Cancelled/)]);
  });

  it("confirmations is told what failed all the same", async () => {
    const stage = await wholeBot();
    await choose(stage, "otto", "Settings", { [MESSAGES]: null });
    await openHome(stage, "otto");
    await stage.slack.command(stage.id("otto"), GENERAL, "/timeoff 1.2. - 5.2. Urlaub");
    await stage.slack.nextForm(stage.id("otto"), isForm);
    const goOn = stage.personio.pause();
    await stage.slack.submit(stage.id("otto"));
    await stage.slack.dismiss(stage.id("otto"));
    stage.personio.state.settings.isDown = true;
    goOn();
    await expect.poll(() => told(stage, "otto"), PATIENCE).toEqual([expect.stringMatching(/Urlaub/)]);
  });

  it("decisions is not told, though the confirmation says it", async () => {
    const stage = await wholeBot();
    await choose(stage, "otto", "Settings", { [MESSAGES]: without("decisions") });
    await request(stage);
    await expect.poll(() => told(stage, "otto")).toEqual([expect.stringMatching(/^Requested/)]);
    const period = stage.personio.state.world.absencePeriods.find(({ first }) => first.day === "2027-02-01");
    stage.personio.decide(period?.id ?? "", "REJECTED");
    await expect
      .poll(async () => {
        stage.pass(5 * 60_000);
        await stage.round();
        return told(stage, "otto");
      }, PATIENCE)
      .toEqual([expect.stringMatching(/^Rejected/)]);
  });

  it("requests of reports finds them at home alone", async () => {
    const stage = await wholeBot();
    await choose(stage, "olaf", "Einstellungen", { "Direktnachrichten von mir": without("requests") });
    await request(stage);
    await homeOnce(stage, "olaf", /Otto Zimmermann – Urlaub/);
    await expect.poll(() => told(stage, "otto").length).toBe(1);
    expect(told(stage, "olaf")).toEqual([]);
  });
});

it("Who's out this week opens in a window, where the weeks are turned", async () => {
  const stage = await wholeBot();
  const windowWith = (words: RegExp) =>
    stage.slack.nextForm(stage.id("anna"), ({ blocks }) => words.test(JSON.stringify(blocks)));
  await openHome(stage, "anna");
  await pressHome(stage, "anna", "Who's out this week");
  expect(JSON.stringify((await windowWith(/15 people out/)).blocks)).not.toMatch(/Share|"type":"(table|data_table)"/);
  await stage.slack.pressIn(stage.id("anna"), "Next week ›");
  await windowWith(/6 people out next week/);
});

it("who does without news of digests finds a paused one at home alone, and is not told later either", async () => {
  const stage = await wholeBot();
  await saved(stage);
  await choose(stage, "anna", "Settings", { [MESSAGES]: without("digests") });
  const general = stage.slack.world.channels.find(({ id }) => id === GENERAL);
  Object.assign(general ?? {}, { is_archived: true });
  // Its next time has come.
  stage.pass(24 * 3_600_000);
  await openHome(stage, "anna");
  await expect
    .poll(async () => {
      await stage.round();
      return homeOf(stage, "anna");
    }, PATIENCE)
    .toMatch(/⏸ Paused: the channel is archived/);
  await choose(stage, "anna", "Settings", { [MESSAGES]: ALL });
  await stage.round();
  expect(told(stage, "anna")).toEqual([]);
});
