import { describe, expect, it } from "vitest";
import { errandsStage } from "../errands/stage.ts";
import { wholeBot } from "../whole-bot.ts";

const MINUTE = 60_000;

type Stage = Awaited<ReturnType<typeof errandsStage>>;

/** Anna is out now. */
function enter(stage: Stage): void {
  stage.personio.enter({
    personId: stage.anna.personId,
    typeId: stage.company.types.vacation.id,
    first: { day: "2026-11-23", half: "FIRST_HALF" },
    last: { day: "2026-11-24", half: "SECOND_HALF" },
    status: "APPROVED",
  });
}

/** A digest that says that nobody is out, and ten minutes later somebody is. */
async function posted(over: Parameters<Stage["digest"]>[0] = {}) {
  const stage = await errandsStage();
  stage.personio.state.world.absencePeriods.length = 0;
  await stage.digest(over);
  const bot = await stage.live();
  await bot.post();
  expect(stage.inChannel()[0]?.text).toMatch(/^Nobody/);
  enter(stage);
  stage.pass(10 * MINUTE);
  return { stage, bot, text: () => stage.inChannel()[0]?.text };
}

describe("a posted message follows the day", () => {
  it("where Slack refuses the newer blocks too", async () => {
    const { stage, bot, text } = await posted({ tells: ["today", "week"] });
    for (const login of ["gerd", "april", "clara", "bo", "jan", "lena"]) {
      stage.personio.enter({
        personId: stage.company.who(login).personId,
        typeId: stage.company.types.vacation.id,
        first: { day: "2026-11-23", half: "FIRST_HALF" },
        last: { day: "2026-11-24", half: "SECOND_HALF" },
        status: "APPROVED",
      });
    }
    stage.slack.world.refusedBlocks.add("data_table");
    await bot.digests.follow();
    expect(text()).toMatch(/^7 of \d+ out today/);
    expect(stage.slack.world.calls.some(({ error }) => error === "invalid_blocks")).toBe(true);
  });

  it.each([
    { error: "internal_error" },
    { error: "rate_limited" },
    { status: 500 },
    { retryAfter: 20 },
    "drop",
  ] as const)("after %o too", async (fault) => {
    const { stage, bot, text } = await posted();
    stage.slack.failNext("chat.update", fault);
    await bot.digests.follow();
    expect(text()).toMatch(/^Nobody/);
    stage.pass(6 * MINUTE);
    await bot.digests.follow();
    expect(text()).toMatch(/^1 of \d+ out today/);
  });

  it("after a pause in between too", async () => {
    const { stage, bot, text } = await posted();
    const change = { id: "c1", digestId: "d1", at: new Date("2026-11-23T08:10:00Z"), by: "U1" };
    await bot.store.pauseDigest("d1", "wished", { ...change, change: "paused" });
    await bot.digests.follow();
    expect(text()).toMatch(/^Nobody/);
    await bot.store.resumeDigest("d1", change.at, { ...change, id: "c2", change: "resumed" });
    stage.pass(6 * MINUTE);
    await bot.digests.follow();
    expect(text()).toMatch(/^1 of \d+ out today/);
  });

  it("no more once it was deleted in Slack", async () => {
    const { stage, bot } = await posted();
    const [message] = stage.inChannel();
    if (message) stage.slack.world.change(message, { isDeleted: true });
    await bot.digests.follow();
    stage.pass(6 * MINUTE);
    await bot.digests.follow();
    expect(stage.inChannel()).toEqual([]);
    expect(stage.slack.world.calls.filter(({ method }) => method === "chat.update")).toHaveLength(1);
  });
});

it("a Slack that wants no updates for a while does not keep people waiting for their answers", async () => {
  const stage = await wholeBot();
  await stage.slack.command(stage.id("gerd"), "C0GENERAL", "/digest");
  await stage.slack.nextForm(stage.id("gerd"), ({ submit }) => submit !== undefined);
  await stage.slack.fill(stage.id("gerd"), "digest_time", "09:01");
  await stage.slack.submit(stage.id("gerd"));
  stage.pass(2 * MINUTE);
  await stage.round();
  await expect.poll(() => stage.slack.seenBy(stage.id("gerd"), "C0GENERAL").length).toBeGreaterThan(0);
  stage.personio.state.world.absencePeriods.length = 0;
  stage.slack.failNext("chat.update", { retryAfter: 3600 });
  stage.pass(10 * MINUTE);
  // The message may stand there before it is noted as posted, and is not looked at before that.
  const isAsked = async () => {
    await stage.round();
    return stage.slack.world.calls.some(({ method }) => method === "chat.update");
  };
  await expect.poll(isAsked).toBe(true);
  // With the client that was told to wait, it would take an hour.
  const message = await stage.ask("anna", "/whois gerd");
  expect(stage.read(message)).toContain("Gerd");
});
