import { describe, expect, it } from "vitest";
import { addDays } from "../../src/domain/calendar.ts";
import { errandsStage } from "../errands/stage.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const first = (text: string | undefined) => text?.split("\n")[0];

describe("a digest that is due", () => {
  it("is posted to its channel with the answer first, once, however often it is looked at", async () => {
    const stage = await errandsStage();
    await stage.digest();
    const bot = await stage.live();
    await bot.post();
    await bot.post();
    stage.pass(HOUR);
    await bot.post();
    const messages = stage.inChannel();
    expect(messages).toHaveLength(1);
    expect(first(messages[0]?.text)).toMatch(/^\d+ of \d+ out today, Mon 23 Nov$/);
    expect(messages[0]?.text).toContain("• ");
    expect(messages[0]?.metadata).toEqual({
      event_type: "whosout_digest",
      event_payload: { digest: "d1", slot: "2026-11-23" },
    });
  });

  it("tells the channel no more than every colleague may know", async () => {
    const stage = await errandsStage({ ABSENCE_REASONS: "public" });
    await stage.digest({ tells: ["today", "week", "coming", "back", "remote"] });
    await (await stage.live()).post();
    const said = JSON.stringify(stage.inChannel());
    expect(said).toContain("away");
    for (const type of Object.values(stage.company.types)) {
      if (!/VACATION|OFFSITE|PUBLIC_DUT/.test(type.category)) expect(said).not.toContain(type.name);
    }
  });

  it("goes to a private channel that the bot is in", async () => {
    const stage = await errandsStage();
    await stage.digest({ channel: "C0PRIVATE" });
    await (await stage.live()).post();
    expect(stage.inChannel("C0PRIVATE")).toHaveLength(1);
  });

  it("is about the members of the channel, a team or a supervisor's reports alone", async () => {
    const stage = await errandsStage();
    await stage.digest({ channel: "C0PRIVATE", who: { kind: "channel", id: "C0PRIVATE" } });
    const { orgUnits } = stage.company.personio;
    const design = orgUnits.find(({ name }) => name === "Design");
    await stage.digest({ who: { kind: "some", of: [{ kind: "unit", id: design?.id ?? "" }] } }, "d2");
    const gerd = { kind: "reports", id: stage.company.who("gerd").personId } as const;
    await stage.digest({ channel: "C0BERLIN", who: { kind: "some", of: [gerd] } }, "d3");
    await (await stage.live()).post();
    expect(first(stage.inChannel("C0PRIVATE")[0]?.text)).toMatch(/(of 2 out|Nobody is out) today, Mon 23 Nov/);
    expect(first(stage.inChannel()[0]?.text)).toMatch(/^(\d of \d|Nobody is) out today, Mon 23 Nov.* · Design$/);
    expect(first(stage.inChannel("C0BERLIN")[0]?.text)).toMatch(
      /^(\d+ of \d+|Nobody is) out today, Mon 23 Nov.* · Gerd .*'s reports$/,
    );
  });

  it("stays away on public holidays, unless it was asked to come", async () => {
    const stage = await errandsStage({ HOLIDAYS: "DE-BE; München=DE-BY; Wien=AT-9; London=GB-ENG" });
    stage.pass(32 * 24 * HOUR); // Christmas Day, a Friday
    await stage.digest();
    await stage.digest({ channel: "C0BERLIN", postsOnFreeDays: true }, "d2");
    const bot = await stage.live();
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    expect(stage.inChannel("C0BERLIN")).toHaveLength(1);
    expect((await bot.store.lastDeliveries(["d1"])).get("d1")).toEqual({ day: "2026-12-25", outcome: "free-day" });
  });

  it("says nothing when there is nothing to tell, where that was chosen", async () => {
    const stage = await errandsStage();
    stage.personio.state.world.absencePeriods.length = 0;
    await stage.digest({ postsWhenNobody: false });
    await stage.digest({ channel: "C0BERLIN" }, "d2");
    await (await stage.live()).post();
    expect(stage.inChannel()).toEqual([]);
    expect(stage.inChannel("C0BERLIN").map(({ text }) => text)).toEqual(["Nobody is out today, Mon 23 Nov 🎉"]);
  });

  it("comes late when the bot was down, but not after six hours, which is noted", async () => {
    const stage = await errandsStage();
    await stage.digest();
    stage.pass(5 * HOUR);
    await (await stage.live()).post();
    expect(stage.inChannel()).toHaveLength(1);
    stage.pass(26 * HOUR);
    const bot = await stage.live();
    await bot.post();
    expect(stage.inChannel()).toHaveLength(1);
    expect((await bot.store.lastDeliveries(["d1"])).get("d1")).toEqual({ day: "2026-11-24", outcome: "late" });
  });
});

describe("a channel that is closed to the bot", () => {
  const CLOSED = [
    ["is archived", (channel: { is_archived?: boolean }) => (channel.is_archived = true), /the channel is archived/],
    ["has removed it", (channel: { members: string[] }) => (channel.members = []), /I am not in the channel any more/],
    [
      "was shared with another company",
      (channel: { is_ext_shared?: boolean }) => (channel.is_ext_shared = true),
      /shared with another company/,
    ],
  ] as const;
  it.each(CLOSED)("since it %s pauses its digest and tells the owner once", async (_, change, why) => {
    for (const id of ["C0GENERAL", "C0PRIVATE"]) {
      const stage = await errandsStage();
      const channel = stage.slack.world.channels.find((one) => one.id === id);
      if (channel) change(channel as never);
      await stage.digest({ channel: id });
      const [one, other] = [await stage.live(), await stage.live()];
      await Promise.all([one.post(), other.post()]);
      stage.pass(24 * HOUR);
      await Promise.all([one.post(), other.post()]);
      expect(stage.inChannel(id)).toEqual([]);
      expect(stage.told()).toEqual([expect.stringMatching(why)]);
      expect(stage.told()[0]).toContain(`<#${id}>`);
    }
  });

  it("or takes no such message pauses it too, and tells the owner, instead of asking again and again", async () => {
    const stage = await errandsStage();
    await stage.digest();
    stage.slack.failNext("chat.postMessage", { error: "msg_blocks_too_long" });
    const bot = await stage.live();
    await bot.post();
    stage.pass(MINUTE);
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    expect(stage.told()).toEqual([expect.stringMatching(/Slack does not take/)]);
  });

  it("is none because the bot's token is refused: that waits until the admin has mended it", async () => {
    const stage = await errandsStage();
    await stage.digest();
    stage.slack.failNext("chat.postMessage", { error: "token_revoked" }, 1);
    const bot = await stage.live();
    await bot.post();
    stage.pass(MINUTE);
    await bot.post();
    expect(stage.inChannel()).toHaveLength(1);
  });

  it("tells the owner later when Slack does not take the message", async () => {
    const stage = await errandsStage();
    await stage.digest({ channel: "C0OLD" });
    stage.slack.failNext("chat.postMessage", { status: 500 });
    const bot = await stage.live();
    await bot.post();
    expect(stage.told()).toEqual([]);
    stage.pass(2 * MINUTE);
    await bot.digests.tellOwners();
    await bot.digests.tellOwners();
    expect(stage.told()).toHaveLength(1);
  });

  it("gets its digest, shared or not, where the admin allows it", async () => {
    const stage = await errandsStage({ ALLOW_SHARED_CHANNELS: "true" });
    await stage.digest({ channel: "C0SHARED" });
    await (await stage.live()).post();
    expect(stage.inChannel("C0SHARED")).toHaveLength(1);
  });
});

describe("during the day", () => {
  it("the posted message follows what appears and goes, silently, until the evening", async () => {
    const stage = await errandsStage();
    stage.personio.state.world.absencePeriods.length = 0;
    await stage.digest();
    const bot = await stage.live();
    await bot.post();
    const [message] = stage.inChannel();
    expect(message?.text).toMatch(/^Nobody/);
    const period = {
      ...stage.company.personio.absencePeriods[0],
      id: "b0000000-0000-4000-8000-000000000099",
      personId: stage.anna.personId,
      absenceTypeId: stage.company.types.vacation.id,
      status: "APPROVED",
      first: { day: "2026-11-23", half: "FIRST_HALF" },
      last: { day: "2026-11-24", half: "SECOND_HALF" },
    };
    stage.personio.state.world.absencePeriods.push(period as never);
    stage.pass(10 * MINUTE);
    await bot.digests.follow();
    expect(stage.inChannel()).toHaveLength(1);
    expect(stage.inChannel()[0]?.ts).toBe(message?.ts);
    expect(stage.inChannel()[0]?.text).toMatch(/^1 of \d+ out today/);
    stage.personio.state.world.absencePeriods.length = 0;
    stage.pass(10 * HOUR);
    await bot.digests.follow();
    expect(stage.inChannel()[0]?.text).toMatch(/^1 of \d+ out today/);
  });

  it("an update that changes nothing is not sent", async () => {
    const stage = await errandsStage();
    await stage.digest();
    const bot = await stage.live();
    await bot.post();
    stage.pass(10 * MINUTE);
    await bot.digests.follow();
    expect(stage.slack.world.calls.filter(({ method }) => method === "chat.update")).toEqual([]);
  });
});

describe("when Personio is down", () => {
  it("the digest tells what is known, and when that was; never that everybody is in", async () => {
    const stage = await errandsStage();
    await stage.digest({ time: "08:30" });
    await stage.digest({ time: "09:20", channel: "C0BERLIN" }, "d2");
    const bot = await stage.live();
    await bot.post();
    stage.pass(20 * MINUTE);
    stage.personio.failNext(/absence-periods/, { status: 503 }, 1000);
    await bot.post();
    const said = stage.inChannel("C0BERLIN")[0]?.text;
    expect(said).toContain("Personio is not answering right now: this is as of 09:00.");
    expect(first(said)).toBe(first(stage.inChannel()[0]?.text));
  });

  it("and nothing is known, it waits, and comes as soon as Personio is back", async () => {
    const stage = await errandsStage();
    await stage.digest();
    stage.personio.failNext(/absence-periods/, { status: 503 }, 1000);
    const bot = await stage.live();
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    stage.personio.heal();
    stage.pass(HOUR);
    await bot.post();
    expect(stage.inChannel()).toHaveLength(1);
  });
});

describe("what Slack does to a post", () => {
  it("that it wants later comes later, and once", async () => {
    const stage = await errandsStage();
    await stage.digest();
    stage.slack.failNext("chat.postMessage", { retryAfter: 40 });
    const bot = await stage.live();
    await bot.post();
    stage.pass(30_000);
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    stage.pass(10_000);
    await bot.post();
    expect(stage.inChannel()).toHaveLength(1);
    stage.pass(MINUTE);
    await bot.post();
    expect(stage.inChannel()).toHaveLength(1);
  });

  it("whose answer is lost is found there where the bot may read the channel, and posted once more where it may not", async () => {
    for (const [scopes, copies] of [
      [["channels:history"], 1],
      [[], 2],
    ] as const) {
      const stage = await errandsStage();
      stage.slack.world.scopes.push(...scopes);
      await stage.digest();
      stage.slack.failNext("chat.postMessage", "drop after", 5);
      const bot = await stage.live();
      for (let round = 0; round < 5; round++) {
        await bot.post();
        stage.pass(5 * MINUTE);
      }
      expect(stage.inChannel()).toHaveLength(copies);
      const outcome = copies === 1 ? "sent" : "lost";
      expect((await bot.store.lastDeliveries(["d1"])).get("d1")?.outcome).toBe(outcome);
      // Whom it was set up by may look for it there.
      expect(stage.told()).toEqual(
        copies === 1 ? [] : [expect.stringMatching(/I cannot tell whether it stands there/)],
      );
    }
  });

  it("that it breaks off for minutes is tried again until it stands there, where the bot may read the channel", async () => {
    const stage = await errandsStage();
    stage.slack.world.scopes.push("channels:history");
    await stage.digest();
    stage.slack.failNext("chat.postMessage", { status: 503 }, 6);
    const bot = await stage.live();
    for (let round = 0; round < 8; round++) {
      await bot.post();
      stage.pass(MINUTE);
    }
    expect(stage.inChannel()).toHaveLength(1);
    expect(stage.told()).toEqual([]);
  });

  it("in one channel does not delay the others", async () => {
    const stage = await errandsStage();
    for (const channel of ["C0OLD", "C0SECRET", "C0SHARED", "C0GENERAL", "C0BERLIN"])
      await stage.digest({ channel }, channel);
    stage.slack.failNext("chat.postMessage", { status: 500 });
    const bot = await stage.live();
    await bot.post();
    // One of the two was lost on its way, nobody knows where.
    stage.pass(5 * MINUTE);
    await bot.post();
    expect(stage.inChannel("C0GENERAL").length).toBeGreaterThan(0);
    expect(stage.inChannel("C0BERLIN").length).toBeGreaterThan(0);
  });
});

describe("several processes on one store", () => {
  it("post each digest once", async () => {
    const stage = await errandsStage();
    const ids = Array.from({ length: 12 }, (_, index) => `d${index}`);
    for (const id of ids) await stage.digest({ channel: id.length > 2 ? "C0BERLIN" : "C0GENERAL" }, id);
    const bots = await Promise.all([stage.live(), stage.live(), stage.live()]);
    await Promise.all(bots.map((bot) => bot.post()));
    await Promise.all(bots.map((bot) => bot.post()));
    const told = [...stage.inChannel(), ...stage.inChannel("C0BERLIN")].map(
      ({ metadata }) => metadata?.event_payload.digest,
    );
    expect(told.sort()).toEqual([...ids].sort());
  });

  it("take over from one that ends at any of its steps: posted once, or twice when it ended between posting and noting", async () => {
    const counts: number[] = [];
    for (let step = 0; ; step++) {
      const stage = await errandsStage();
      await stage.digest();
      const dying = await stage.live(step);
      await dying.post();
      const isOver = dying.life.steps < step;
      stage.pass(6 * MINUTE);
      const next = await stage.live();
      await next.post();
      counts.push(stage.inChannel().length);
      expect((await next.store.lastDeliveries(["d1"])).get("d1")?.outcome).toBe("sent");
      if (isOver) break;
    }
    expect(counts.length).toBeGreaterThan(8);
    // Posting itself and noting it are two steps; killed after the first of them the message stands there unnoted.
    expect(counts.filter((count) => count === 2)).toHaveLength(1);
    expect(counts.filter((count) => count !== 2 && count !== 1)).toEqual([]);
  }, 60_000);
});

it("tells a weekly digest's week, the table, what is coming, who is back and who celebrates", async () => {
  const stage = await errandsStage();
  const { world } = stage.personio.state;
  const born = world.employments.find(({ personId }) => personId === stage.anna.personId);
  if (born) born.startDate = `2020-${addDays("2026-11-23", 2).slice(5)}`;
  await stage.digest({ rhythm: "weekly", weekdays: [1], tells: ["week", "coming", "back", "remote", "anniversaries"] });
  await (await stage.live()).post();
  const [message] = stage.inChannel();
  expect(first(message?.text)).toMatch(/^\d+ of \d+ out this week \(Mon 23 – Sun 29 Nov\)$/);
  expect(message?.text).toContain("Work anniversaries\n• Anna Berg (Design) – 6 years with us, Wed 25 Nov");
  expect(message?.blocks.map((block) => (block as { type: string }).type)).toContain("data_table");
});
