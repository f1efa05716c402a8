import { describe, expect, it } from "vitest";
import { errandsStage } from "../errands/stage.ts";

const MINUTE = 60_000;
const DIGESTS = 1000;

describe("a thousand digests at nine", () => {
  it("are posted within Slack's rates, hardly later than these allow, and none is refused", async () => {
    const stage = await errandsStage();
    const { persons, absencePeriods } = stage.personio.state.world;
    persons.length = 2;
    absencePeriods.length = 0;
    const [general] = stage.slack.world.channels;
    for (let one = 0; general && one < DIGESTS; one++) {
      stage.slack.world.channels.push({ ...general, id: `C1${one}`, name: `team-${one}` });
      await stage.digest({ channel: `C1${one}` }, `d${one}`);
    }
    stage.slack.world.rates = { perChannelMs: 1000, perSecond: 8 };
    const bot = await stage.live();
    stage.personio.takeCalls();
    await bot.post();
    const posts = stage.slack.world.calls.filter(({ method }) => method === "chat.postMessage");
    expect(posts.filter(({ ok }) => !ok).map(({ error }) => error)).toEqual([]);
    expect(posts).toHaveLength(DIGESTS);
    const seconds = ((posts.at(-1)?.at ?? 0) - (posts[0]?.at ?? 0)) / 1000;
    // Two hundred: five a second leave Slack some air.
    expect(seconds).toBeGreaterThan(190);
    expect(seconds).toBeLessThan(1.1 * 200);
    // They are about the same days: Personio is asked about these once in a while, not once each.
    expect(stage.personio.takeCalls().length).toBeLessThan(60);
    // And in which channels the bot is, one question for a thousand.
    expect(stage.slack.world.calls.filter(({ method }) => method === "conversations.info")).toEqual([]);
  }, 60_000);

  it("are each composed anew all day, for what has changed: Personio is not asked per digest", async () => {
    const stage = await errandsStage();
    for (let one = 0; one < 20; one++) {
      await stage.digest(one % 2 ? {} : { who: { kind: "channel", id: "C0GENERAL" } }, `d${one}`);
    }
    const bot = await stage.live();
    await bot.post();
    stage.personio.takeCalls();
    stage.slack.world.calls.length = 0;
    for (let round = 0; round < 12; round++) {
      stage.pass(5 * MINUTE);
      await bot.digests.follow();
    }
    // An hour: the absences (and those without an end) every five minutes, the list of persons once.
    const calls = stage.personio.takeCalls();
    expect(calls.filter(({ path }) => path.endsWith("/employments"))).toEqual([]);
    expect(calls.length).toBeLessThan(12 * 5);
    // Slack gives few lists of members a minute, and each digest may be about another channel.
    const lists = stage.slack.world.calls.filter(({ method }) => method === "conversations.members");
    expect(lists.length).toBeLessThanOrEqual(1);
  }, 60_000);
});

it("is posted when its minute comes, however far the rounds are apart", async () => {
  const stage = await errandsStage();
  await stage.digest();
  stage.pass(-10_000);
  await (await stage.live()).post();
  await expect.poll(() => stage.inChannel().map(({ ts }) => Number.parseInt(ts, 10))).toHaveLength(1);
  const [at = 0] = stage.inChannel().map(({ ts }) => Number.parseInt(ts, 10) * 1000);
  expect(new Date(at).toISOString()).toMatch(/T08:00:0[0-2]/);
});
