import { describe, expect, it } from "vitest";
import { errandsStage } from "../errands/stage.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Stage = Awaited<ReturnType<typeof errandsStage>>;
const change = (stage: Stage, id: string, what: "paused" | "deleted" | "changed") => ({
  id: `${what} ${id}`,
  digestId: id,
  at: new Date("2026-11-23T08:00:00Z"),
  by: stage.anna.slackId,
  change: what,
});

describe("what somebody changes while digests are being posted", () => {
  const CHANGES = {
    deleted: (bot: Awaited<ReturnType<Stage["live"]>>, stage: Stage) =>
      bot.store.removeDigest("d1", change(stage, "d1", "deleted")),
    paused: (bot: Awaited<ReturnType<Stage["live"]>>, stage: Stage) =>
      bot.store.pauseDigest("d1", "wished", change(stage, "d1", "paused")),
  };
  it.each(["before it is claimed", "while it is composed"])(
    "%s counts: a deleted or paused one is not posted",
    async (when) => {
      for (const what of ["deleted", "paused"] as const) {
        const stage = await errandsStage();
        await stage.digest();
        const other = await stage.live();
        const step = when === "before it is claimed" ? "openExtras" : "absencesDuring";
        const bot = await stage.live(undefined, {
          [step === "openExtras" ? step : "listAbsencePeriods"]: () => CHANGES[what](other, stage),
        });
        await bot.post();
        await bot.post();
        expect(stage.inChannel(), what).toEqual([]);
        expect((await bot.store.lastDeliveries(["d1"])).get("d1"), what).toBeUndefined();
      }
    },
  );

  it.each(["openExtras", "listAbsencePeriods"])(
    "counts: one that was moved comes to its new channel alone (%s)",
    async (step) => {
      const stage = await errandsStage();
      const { setup, since } = await stage.digest();
      const other = await stage.live();
      const moved = { setup: { ...setup, channel: "C0BERLIN" }, since };
      const bot = await stage.live(undefined, {
        [step]: () => other.store.changeDigest("d1", moved, change(stage, "d1", "changed")),
      });
      await bot.post();
      await bot.post();
      expect(stage.inChannel()).toEqual([]);
      expect(stage.inChannel("C0BERLIN")).toHaveLength(1);
    },
  );

  it("counts: a channel that is shared with another company while its digest is composed gets none", async () => {
    const stage = await errandsStage();
    await stage.digest();
    const bot = await stage.live(undefined, {
      listAbsencePeriods: () => {
        const channel = stage.slack.world.channels.find(({ id }) => id === "C0GENERAL");
        if (channel) channel.is_ext_shared = true;
      },
    });
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    expect(stage.told()).toEqual([expect.stringMatching(/shared with another company/)]);
  });
});

describe("Slack", () => {
  it.each(["rate_limited", "ratelimited", "accesslimited", "two_factor_setup_required", "some_news_of_2027"])(
    "that says %s pauses no digest: it comes later",
    async (error) => {
      const stage = await errandsStage();
      await stage.digest();
      stage.slack.failNext("chat.postMessage", { error });
      const bot = await stage.live();
      await bot.post();
      stage.pass(MINUTE);
      await bot.post();
      expect(stage.inChannel()).toHaveLength(1);
      expect(stage.told()).toEqual([]);
    },
  );

  it("that says slow down is asked by nobody until then, however many are due", async () => {
    const stage = await errandsStage();
    for (let one = 0; one < 12; one++) await stage.digest({}, `d${one}`);
    stage.slack.failNext("chat.postMessage", { retryAfter: 120 });
    const bot = await stage.live();
    const posts = () => stage.slack.world.calls.filter(({ method }) => method === "chat.postMessage").length;
    await bot.post();
    const asked = posts();
    // What was on its way already, besides the one that was refused.
    expect(asked).toBeLessThanOrEqual(2);
    stage.pass(MINUTE);
    await bot.post();
    expect(posts()).toBe(asked);
    stage.pass(MINUTE);
    await bot.post();
    expect(stage.inChannel()).toHaveLength(12);
  });

  it("that says slow down for some seconds is asked again as soon as they have passed, without another round", async () => {
    const stage = await errandsStage();
    for (let one = 0; one < 12; one++) await stage.digest({ channel: one % 2 ? "C0GENERAL" : "C0BERLIN" }, `d${one}`);
    stage.slack.failNext("chat.postMessage", { retryAfter: 3 });
    const bot = await stage.live();
    await bot.post();
    const posts = stage.slack.world.calls.filter(({ method }) => method === "chat.postMessage");
    expect(posts.filter(({ ok }) => ok)).toHaveLength(12);
    const refusedAt = posts.find(({ ok }) => !ok)?.at ?? 0;
    const after = posts.filter(({ ok, at }) => ok && at > refusedAt).map(({ at }) => at - refusedAt);
    expect(Math.min(...after)).toBeGreaterThanOrEqual(3000);
  });

  it("gets what is meant for one channel a second apart", async () => {
    const stage = await errandsStage();
    stage.slack.world.rates = { perChannelMs: 1000, perSecond: 100 };
    for (let one = 0; one < 4; one++) await stage.digest({}, `d${one}`);
    await (await stage.live()).post();
    expect(stage.inChannel()).toHaveLength(4);
    expect(stage.slack.world.calls.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("is not asked any more when the bot is told to stop", async () => {
    const stage = await errandsStage();
    for (let one = 0; one < 20; one++) await stage.digest({}, `d${one}`);
    let stopping: Promise<void> | undefined;
    const bot = await stage.live(undefined, {
      noteDelivery: () => {
        stopping = bot.digests.stop();
      },
    });
    await bot.post();
    await stopping;
    expect(stage.inChannel().length).toBeLessThanOrEqual(2);
    // Whoever starts next makes the rest, at once.
    await (await stage.live()).post();
    expect(stage.inChannel()).toHaveLength(20);
  });
});

describe("the store", () => {
  it("that stumbles after Slack took the message is asked again: it is posted once", async () => {
    const stage = await errandsStage();
    await stage.digest();
    const bot = await stage.live(
      undefined,
      {},
      {
        settleDelivery: () => {
          throw new Error("database is locked");
        },
      },
    );
    await bot.post();
    stage.pass(10 * MINUTE);
    await bot.post();
    expect(stage.inChannel()).toHaveLength(1);
    expect((await bot.store.lastDeliveries(["d1"])).get("d1")?.outcome).toBe("sent");
  });
});

it("tells the owner of a pause, wherever the bot ends: once, or twice when it ended between telling and noting", async () => {
  const counts: number[] = [];
  for (let step = 0; ; step++) {
    const stage = await errandsStage();
    await stage.digest({ channel: "C0OLD" });
    const dying = await stage.live(step);
    await dying.post();
    const isOver = dying.life.steps < step;
    stage.pass(6 * MINUTE);
    const next = await stage.live();
    await next.post();
    await next.digests.tellOwners();
    counts.push(stage.told().length);
    if (isOver) break;
  }
  expect(counts.length).toBeGreaterThan(8);
  expect(counts.filter((count) => count < 1 || count > 2)).toEqual([]);
  expect(counts.filter((count) => count === 2).length).toBeLessThanOrEqual(1);
}, 60_000);

describe("what was missed", () => {
  it("is noted for each day, when the bot was down for several", async () => {
    const stage = await errandsStage();
    await stage.digest();
    stage.pass(3 * 24 * HOUR + 8 * HOUR); // Thursday, 17:00
    const bot = await stage.live();
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    const settled = [...(await bot.store.settledSlots("2026-11-01"))];
    expect(settled.sort()).toEqual(["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"].map((day) => `d1 ${day}`));
    expect((await bot.store.lastDeliveries(["d1"])).get("d1")?.outcome).toBe("late");
  });

  it("and may stand there, is not called missed", async () => {
    for (const scopes of [[], ["channels:history"]]) {
      const stage = await errandsStage();
      stage.slack.world.scopes.push(...scopes);
      await stage.digest();
      stage.slack.failNext("chat.postMessage", "drop after");
      await (await stage.live()).post();
      stage.pass(7 * HOUR);
      const bot = await stage.live();
      await bot.post();
      expect(stage.inChannel()).toHaveLength(1);
      const { outcome } = (await bot.store.lastDeliveries(["d1"])).get("d1") ?? {};
      expect(outcome).toBe(scopes.length > 0 ? "sent" : "lost");
    }
  });
});

describe("sent by hand", () => {
  it("says what became of it", async () => {
    const stage = await errandsStage();
    const digest = await stage.digest();
    const bot = await stage.live();
    expect(await bot.digests.sendNow(digest, "one")).toBe("sent");
    stage.slack.failNext("chat.postMessage", { retryAfter: 30 });
    stage.pass(MINUTE);
    expect(await bot.digests.sendNow(digest, "two")).toBeUndefined();
    expect(await bot.digests.sendNow(digest, "three")).toBeUndefined();
    stage.pass(MINUTE);
    await bot.post();
    // Both wishes, and the regular one.
    expect(stage.inChannel()).toHaveLength(4);
    stage.slack.failNext("chat.postMessage", { error: "restricted_action" });
    stage.pass(MINUTE);
    expect(await bot.digests.sendNow(digest, "four")).toBe("paused");
  });

  it("and kept waiting, is not posted on another day as if it were today's", async () => {
    const stage = await errandsStage();
    const digest = await stage.digest({ time: "08:00", weekdays: [5] });
    const bot = await stage.live();
    stage.slack.failNext("chat.postMessage", { retryAfter: 60 });
    await bot.digests.sendNow(digest, "one");
    stage.pass(48 * HOUR);
    await (await stage.live()).post();
    expect(stage.inChannel()).toEqual([]);
  });
});

it("a third of digests that cannot be posted do not keep the others from being punctual", async () => {
  const stage = await errandsStage();
  const gone = { kind: "some", of: [{ kind: "unit", id: "99" }] } as const;
  for (let one = 0; one < 30; one++) {
    const isBad = one % 3 === 0;
    await stage.digest({ channel: isBad ? "C0BERLIN" : "C0GENERAL", ...(isBad && { who: gone as never }) }, `d${one}`);
  }
  const bot = await stage.live();
  await bot.post();
  expect(stage.inChannel("C0BERLIN")).toEqual([]);
  const times = stage.inChannel().map(({ ts }) => Number(ts) - Date.parse("2026-11-23T08:00:00Z") / 1000);
  expect(times).toHaveLength(20);
  // A second each, for they go to one channel.
  expect(Math.max(...times)).toBeLessThan(25);
});
