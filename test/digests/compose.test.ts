import { describe, expect, it } from "vitest";
import { addDays, type Day } from "../../src/domain/calendar.ts";
import type { Part } from "../../src/domain/whos-out.ts";
import { errandsStage } from "../errands/stage.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONDAY: Day = "2026-11-23";

type Stage = Awaited<ReturnType<typeof errandsStage>>;
const first = (text: string | undefined) => text?.split("\n")[0];
const unit = (stage: Stage, name: string): Part => ({
  kind: "unit",
  id: stage.company.personio.orgUnits.find((one) => one.name === name)?.id ?? "",
});
const place = (stage: Stage, name: string): Part => ({
  kind: "workplace",
  id: stage.company.personio.workplaces.find((one) => one.name === name)?.id ?? "",
});
const contractOf = (stage: Stage, login: string) => {
  const { personId } = stage.company.who(login);
  const contract = stage.personio.state.world.employments.find((one) => one.personId === personId);
  if (!contract) throw new Error(`${login} has no contract`);
  return contract;
};
/** More people than all contracts are read of, only to say "of how many". */
function grow(stage: Stage, count: number): void {
  const { persons, employments } = stage.personio.state.world;
  const [employment] = employments;
  for (let one = 0; one < count; one++) {
    const id = String(90_000 + one);
    persons.push({ id, first_name: "Ada", last_name: `Nr${one}`, email: `ada${one}@x.example`, status: "ACTIVE" });
    if (employment) {
      const { supervisorId: _, teamId: __, ...rest } = employment;
      employments.push({ ...rest, id: `e0000000-0000-4000-8000-0000000${id}`, personId: id, startDate: "2021-06-01" });
    }
  }
}
const contractsRead = (stage: Stage) =>
  stage.personio.takeCalls().filter(({ path }) => path.endsWith("/employments")).length;

describe("what is not known", () => {
  it.each([403, 503])(
    "who belongs to a team (%i) keeps its digest waiting: it never says that nobody is out",
    async (status) => {
      const stage = await errandsStage();
      await stage.digest({ who: { kind: "some", of: [unit(stage, "Design") as never] } });
      stage.personio.failNext(/employments/, { status }, 10_000);
      const bot = await stage.live();
      await bot.post();
      expect(stage.inChannel()).toEqual([]);
      expect((await bot.store.lastDeliveries(["d1"])).get("d1")).toBeUndefined();
      stage.personio.heal();
      stage.pass(HOUR);
      await (await stage.live()).post();
      expect(first(stage.inChannel()[0]?.text)).toMatch(/^2 of 4 out today/);
    },
  );

  it("what teams are called keeps it waiting too, and is no reason to pause it", async () => {
    const stage = await errandsStage();
    await stage.digest({ who: { kind: "some", of: [unit(stage, "Design") as never] } });
    stage.personio.failNext(/org-units/, { status: 503 }, 1000);
    const bot = await stage.live();
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    expect(stage.told()).toEqual([]);
    stage.personio.heal();
    stage.pass(HOUR);
    await bot.post();
    expect(first(stage.inChannel()[0]?.text)).toMatch(/· Design$/);
  });

  it("what teams are called, for want of a right, does not make it read as if about everybody", async () => {
    const stage = await errandsStage();
    await stage.digest({ who: { kind: "some", of: [unit(stage, "Design") as never] } });
    stage.personio.state.settings.beta = false;
    await (await stage.live()).post();
    expect(first(stage.inChannel()[0]?.text)).toMatch(/^2 of 4 out today, Mon 23 Nov · some teams$/);
  });

  it.each([/employments/, /workplaces/])("where people work (%s) does not make a day free for good", async (path) => {
    const stage = await errandsStage({ HOLIDAYS: "DE-BE; Wien=AT-9" });
    const wien = [place(stage, "Wien") as never];
    await stage.digest({
      who: { kind: "some", of: path.source === "workplaces" ? wien : [unit(stage, "Design") as never] },
    });
    stage.pass(Date.parse("2027-03-08T08:30:00Z") - Date.parse("2026-11-23T08:00:00Z")); // a holiday in Berlin alone
    stage.personio.failNext(path, { status: 503 }, 10_000);
    const bot = await stage.live();
    await bot.post();
    expect((await bot.store.lastDeliveries(["d1"])).get("d1")?.day).not.toBe("2027-03-08");
    stage.personio.heal();
    for (let round = 0; round < 3; round++) {
      stage.pass(MINUTE);
      await bot.post();
    }
    expect(stage.inChannel()).toHaveLength(1);
  });
});

describe("a Personio that goes down before nine", () => {
  it("was read a little earlier, so that the digest comes on time, and says as of when", async () => {
    const stage = await errandsStage();
    stage.pass(-10 * MINUTE);
    await stage.digest({
      tells: ["today", "coming", "back"],
      who: { kind: "some", of: [unit(stage, "Design") as never] },
    });
    const bot = await stage.live();
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    stage.pass(10 * MINUTE);
    stage.personio.failNext(/./, { status: 503 }, 10_000);
    await bot.post();
    const [message] = stage.inChannel();
    expect(first(message?.text)).toMatch(/^2 of 4 out today/);
    expect(message?.text).toMatch(/Personio is not answering right now: this is as of 08:5\d\./);
  });
});

describe("a company of more than 500", () => {
  it("is not read contract by contract for a digest about a channel, or for who is back", async () => {
    const stage = await errandsStage();
    grow(stage, 600);
    const { absencePeriods } = stage.personio.state.world;
    const [period] = absencePeriods;
    for (let one = 0; period && one < 200; one++) {
      const day = addDays(MONDAY, -4);
      const last = { day, half: "SECOND_HALF" } as const;
      const id = `b0000000-0000-4000-8000-0000000${90_000 + one}`;
      absencePeriods.push({
        ...period,
        id,
        personId: String(90_000 + one),
        first: { day, half: "FIRST_HALF" },
        last,
        status: "APPROVED",
      });
    }
    await stage.digest({
      who: { kind: "channel", id: "C0PRIVATE" },
      channel: "C0PRIVATE",
      tells: ["today", "anniversaries"],
    });
    await (await stage.live()).post();
    expect(first(stage.inChannel("C0PRIVATE")[0]?.text)).toMatch(/of 2 out today|Nobody/);
    expect(contractsRead(stage)).toBeLessThan(10);
    // Thursday's absences ended in Friday, a working day.
    await stage.digest({ tells: ["back"], channel: "C0BERLIN" }, "d2");
    await (await stage.live()).post();
    expect(stage.inChannel("C0BERLIN")).toHaveLength(1);
    expect(contractsRead(stage)).toBeLessThan(40);
  });

  it("has holidays by workplace too", async () => {
    const stage = await errandsStage({ HOLIDAYS: "DE-BE; Wien=AT-9" });
    grow(stage, 600);
    stage.pass(15 * DAY); // 8 December: Mariä Empfängnis, in Austria
    await stage.digest({ who: { kind: "some", of: [place(stage, "Wien") as never] } });
    await stage.digest({ channel: "C0BERLIN" }, "d2");
    const bot = await stage.live();
    await bot.post();
    expect(stage.inChannel()).toEqual([]);
    expect((await bot.store.lastDeliveries(["d1"])).get("d1")).toEqual({ day: "2026-12-08", outcome: "free-day" });
    expect(stage.inChannel("C0BERLIN")).toHaveLength(1);
  });
});

describe("who celebrates", () => {
  it("is told of the whole week, whoever begins in it too", async () => {
    const stage = await errandsStage();
    contractOf(stage, "anna").startDate = "2026-11-25";
    contractOf(stage, "gerd").startDate = MONDAY;
    contractOf(stage, "april").startDate = "2026-12-01";
    await stage.digest({ rhythm: "weekly", weekdays: [1], tells: ["anniversaries"] });
    await stage.digest({ rhythm: "weekly", weekdays: [5], tells: ["anniversaries"], channel: "C0BERLIN" }, "d2");
    await (await stage.live()).post();
    expect(stage.inChannel()[0]?.text).toMatch(/First day with us\n• Gerd .*\n• Anna .*, Wed 25 Nov/);
    stage.pass(4 * DAY);
    await (await stage.live()).post();
    expect(stage.inChannel("C0BERLIN")[0]?.text).toMatch(/First day with us\n• .*April.*, Tue 1 Dec/);
  });

  it("on a day that was skipped is told with the next message, once", async () => {
    const stage = await errandsStage({ HOLIDAYS: "DE-BE" });
    contractOf(stage, "anna").startDate = "2020-12-25";
    await stage.digest({ tells: ["anniversaries"] });
    const bot = await stage.live();
    const said: string[] = [];
    for (let day = MONDAY; day <= "2026-12-30"; day = addDays(day, 1)) {
      const before = stage.inChannel().length;
      await bot.post();
      for (const { text } of stage.inChannel().slice(before)) if (text.includes("Anna")) said.push(`${day}: ${text}`);
      stage.pass(DAY);
    }
    expect(said).toEqual([
      expect.stringMatching(/^2026-12-28: [\s\S]*• Anna Berg \(Design\) – 6 years with us, Fri 25 Dec/),
    ]);
  });

  it("and does not fit is counted", async () => {
    const stage = await errandsStage();
    grow(stage, 40);
    for (const one of stage.personio.state.world.employments.slice(-40)) one.startDate = "2019-11-23";
    await stage.digest({ tells: ["anniversaries"] });
    await (await stage.live()).post();
    expect(stage.inChannel()[0]?.text).toContain("… and 15 more");
  });
});

it("somebody who has not begun yet is neither out nor among those who could be", async () => {
  const stage = await errandsStage();
  const [period] = stage.personio.state.world.absencePeriods;
  stage.personio.state.world.absencePeriods.length = 0;
  contractOf(stage, "anna").startDate = "2026-12-14";
  const span = { first: { day: MONDAY, half: "FIRST_HALF" }, last: { day: MONDAY, half: "SECOND_HALF" } } as const;
  const { personId } = stage.anna;
  if (period) stage.personio.state.world.absencePeriods.push({ ...period, ...span, personId, status: "APPROVED" });
  await stage.digest();
  await (await stage.live()).post();
  expect(first(stage.inChannel()[0]?.text)).toBe("Nobody is out today, Mon 23 Nov 🎉");
});
