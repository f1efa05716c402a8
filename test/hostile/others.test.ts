import { expect, it } from "vitest";
import { viewPayload } from "../../sandbox/slack-views.ts";
import { GENERAL, type Stage, wholeBot } from "../whole-bot.ts";

const STALE = "That button is from an older answer. Please ask again.";

/** Somebody has a filled form open. Gives the window, which tests forge. */
async function formOf({ slack, id }: Stage, login: string, line: string) {
  await slack.command(id(login), GENERAL, line);
  await slack.nextForm(id(login), ({ submit }) => submit !== undefined);
  const view = slack.world.views.find(({ user }) => user === id(login));
  if (!view) throw new Error("no window");
  const metadata = JSON.parse(String(view.view.private_metadata)) as { nonce: string; changing?: string };
  return {
    nonce: metadata.nonce,
    view,
    forge: (more: { nonce?: string; changing?: string }) => {
      view.view.private_metadata = JSON.stringify({ ...metadata, ...more });
    },
  };
}

const absencesOf = ({ personio, person }: Stage, login: string) =>
  personio.state.world.absencePeriods.filter(({ personId }) => personId === person(login));

/** What the window of somebody says in the end. */
async function saidTo({ slack, id }: Stage, login: string): Promise<string> {
  const isAnswer = ({ submit, blocks }: { submit?: string; blocks: unknown[] }) =>
    submit === undefined && !/Sending|moment/.test(JSON.stringify(blocks));
  return JSON.stringify((await slack.nextForm(id(login), isAnswer)).blocks);
}

it("a form with the id of somebody else's request neither tells nor changes it", async () => {
  const stage = await wholeBot();
  const { nonce } = await formOf(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
  await stage.slack.submit(stage.id("otto"));
  await stage.slack.nextMessageTo(stage.id("otto"));
  const before = structuredClone(stage.personio.state.world.absencePeriods);
  const mine = await formOf(stage, "april", "/timeoff 8.2. - 9.2. Urlaub");
  mine.forge({ nonce });
  const { ack } = await stage.slack.submit(stage.id("april"));
  expect(JSON.stringify(ack)).toContain(STALE);
  expect(JSON.stringify(ack)).not.toMatch(/1 Feb|5 Feb|Otto/);
  expect(stage.personio.state.world.absencePeriods).toEqual(before);
});

it("a form with the id of somebody else's absence changes nothing", async () => {
  const stage = await wholeBot();
  const theirs = absencesOf(stage, "anna").at(-1);
  const before = structuredClone(stage.personio.state.world.absencePeriods);
  const mine = await formOf(stage, "april", "/timeoff 8.2. - 9.2. Urlaub");
  mine.forge({ changing: theirs?.id ?? "" });
  await stage.slack.submit(stage.id("april"));
  // The form is shown again, with why.
  await expect
    .poll(() => JSON.stringify(stage.slack.formOf(stage.id("april"))?.blocks))
    .toMatch(/It is not in Personio any more/);
  expect(stage.personio.state.world.absencePeriods).toEqual(before);
});

it("a button with the id of somebody else's request is none", async () => {
  const stage = await wholeBot();
  const { nonce } = await formOf(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
  await stage.slack.submit(stage.id("otto"));
  await stage.slack.nextMessageTo(stage.id("otto"));
  const list = await stage.ask("anna", "/timeoff list");
  const before = absencesOf(stage, "anna").length;
  for (const block of list.blocks as { elements?: { action_id?: string; value?: string }[] }[]) {
    for (const one of block.elements ?? []) {
      if (one.action_id === "time_off_cancel") one.value = JSON.stringify({ ...JSON.parse(one.value ?? ""), nonce });
    }
  }
  expect((await stage.press("anna", list, "Cancel it")).text).toBe(STALE);
  expect(absencesOf(stage, "anna")).toHaveLength(before);
});

it("a form that comes back from somebody else is theirs: nothing is asked for in the name of who opened it", async () => {
  const stage = await wholeBot();
  const { slack, id } = stage;
  const { view } = await formOf(stage, "otto", "/timeoff 1.2. - 5.2. Urlaub");
  const before = absencesOf(stage, "otto").length;
  const april = { id: id("april"), name: "april", team_id: slack.world.teamId };
  await slack.send("views", id("april"), GENERAL, {
    type: "view_submission",
    user: april,
    team: { id: slack.world.teamId },
    view: viewPayload(slack.world, view),
    trigger_id: slack.world.newTrigger(id("april")),
  });
  expect(await saidTo(stage, "otto")).not.toMatch(/Otto/);
  expect(absencesOf(stage, "otto")).toHaveLength(before);
});
