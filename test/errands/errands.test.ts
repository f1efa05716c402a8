import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { errandsStage, WANTED } from "./stage.ts";

const SPAN = ["2027-02-01", "2027-02-05"] as const;
const POST = /^POST \/v2\/absence-periods/;
const LIST = /^GET \/v2\/absence-periods$/;
const HOUR = 3_600_000;
const create = { kind: "create", timeOff: WANTED } as const;
const requested = expect.stringMatching(
  /^Requested: Urlaub, Mon 1 Feb 2027 \(from noon\) – Fri 5 Feb 2027\nWaiting for approval\n/,
);

describe("what was sent and not answered", () => {
  it("is looked for before it is sent again, and is not sent again when it is there", async () => {
    const stage = await errandsStage();
    stage.personio.failNext(POST, { after: "drop" });
    await (await stage.live()).send(create);
    expect(stage.absences(...SPAN)).toHaveLength(1);
    expect(stage.told()).toEqual([requested]);
    const writes = stage.personio
      .takeCalls()
      .filter(({ method, path }) => method === "POST" && path === "/v2/absence-periods");
    expect(writes.length).toBeLessThanOrEqual(1);
  });

  it("is sent again when it did not arrive", async () => {
    const stage = await errandsStage();
    stage.personio.failNext(POST, "drop", 2);
    await (await stage.live()).send(create);
    expect(stage.absences(...SPAN)).toHaveLength(1);
    expect(stage.told()).toEqual([requested]);
  });

  it("is told as unknown when it was sent several times and never arrived", async () => {
    const stage = await errandsStage();
    stage.personio.failNext(POST, { status: 500 }, Number.POSITIVE_INFINITY);
    await (await stage.live()).send(create);
    expect(stage.absences(...SPAN)).toHaveLength(0);
    expect(stage.told()).toEqual([expect.stringMatching(/I cannot tell whether it arrived/)]);
  });

  it("is told as unknown when Personio falls silent for ten minutes, and is not sent again", async () => {
    const stage = await errandsStage();
    stage.personio.failNext(POST, { after: { status: 500 } });
    const fallSilent = () => void stage.personio.failNext(LIST, { status: 503 }, Number.POSITIVE_INFINITY);
    await (await stage.live(undefined, { createAbsencePeriod: fallSilent })).send(create);
    expect(stage.told()).toEqual([expect.stringMatching(/I cannot tell whether it arrived.*Please look in Personio/)]);
    expect(stage.absences(...SPAN)).toHaveLength(1);
  });

  it("is found when Personio is silent for a few minutes only", async () => {
    const stage = await errandsStage();
    stage.personio.failNext(POST, { after: { status: 500 } });
    const fallSilent = () => void stage.personio.failNext(LIST, { status: 503 }, 20);
    await (await stage.live(undefined, { createAbsencePeriod: fallSilent })).send(create);
    expect(stage.told()).toEqual([requested]);
    expect(stage.absences(...SPAN)).toHaveLength(1);
  });

  it("is not mistaken for one that was rejected before on the same days", async () => {
    const stage = await errandsStage();
    const [anna] = stage.absences("2026-11-23", "2026-11-23");
    stage.personio.state.world.absencePeriods.push({
      id: "d0000000-0000-4000-8000-000000000001",
      personId: anna?.personId ?? "",
      typeId: WANTED.absenceTypeId,
      first: WANTED.first,
      last: WANTED.last,
      status: "REJECTED",
      updatedAt: "2026-11-20T09:00:00Z",
    });
    stage.personio.failNext(POST, "drop");
    await (await stage.live()).send(create);
    expect(stage.absences(...SPAN).map(({ status }) => status)).toEqual(["REJECTED", "PENDING"]);
    expect(stage.told()).toEqual([requested]);
  });
});

describe("found all the same", () => {
  it("without an end, where open ends do not pass a filter, and Personio takes an absence twice", async () => {
    const stage = await errandsStage();
    Object.assign(stage.personio.state.settings, { openEndsPassFilter: false, acceptsOverlaps: true });
    stage.personio.failNext(POST, { after: "drop" });
    const timeOff = { ...WANTED, absenceTypeId: stage.company.types.sick.id, last: null };
    await (await stage.live()).send({ kind: "create", timeOff });
    expect(stage.absences(...SPAN)).toHaveLength(1);
  });

  it.each([408, 302])("after a gateway answered %s in Personio's place", async (status) => {
    const stage = await errandsStage();
    stage.personio.state.settings.acceptsOverlaps = true;
    stage.personio.failNext(POST, { after: { status } });
    await (await stage.live()).send(create);
    expect(stage.absences(...SPAN)).toHaveLength(1);
    expect(stage.told()).toEqual([requested]);
  });

  it("a change of the comment alone, lost on its way, is sent again", async () => {
    const stage = await errandsStage();
    const life = await stage.live();
    await life.send(create);
    const periodId = stage.absences(...SPAN)[0]?.id ?? "";
    stage.personio.failNext(/^PATCH/, "drop");
    await life.send({ kind: "change", periodId, timeOff: { ...WANTED, comment: "Another word" } }, "change");
    expect(stage.absences(...SPAN)[0]?.comment).toBe("Another word");
  });
});

describe("once, however it is sent", () => {
  it("is one errand when the same form arrives twice", async () => {
    const stage = await errandsStage();
    const life = await stage.live();
    await Promise.all([life.send(create), life.send(create)]);
    expect(stage.absences(...SPAN)).toHaveLength(1);
    expect(stage.told()).toEqual([requested]);
  });

  it.each([0, 1])(
    "two forms for the same days make one absence (%s answers lost), and the other is told",
    async (lost) => {
      const stage = await errandsStage();
      stage.personio.failNext(POST, { after: "drop" }, lost);
      const life = await stage.live();
      await Promise.all([life.send(create, "one"), life.send(create, "two")]);
      expect(stage.absences(...SPAN)).toHaveLength(1);
      expect(stage.told()).toEqual([requested, expect.stringMatching(/^Not requested: .*\nYou are away then already/)]);
    },
  );

  it("is done by one of two processes", async () => {
    const stage = await errandsStage();
    const [one, two] = [await stage.live(), await stage.live()];
    await Promise.all([one.send(create), two.sweep(), two.send(create), one.sweep()]);
    await stage.restart();
    expect(stage.absences(...SPAN)).toHaveLength(1);
    expect(stage.told()).toEqual([requested]);
  });
});

it("is not sent any more when nobody could expect it: a process that was away for an hour tells so", async () => {
  const stage = await errandsStage();
  await (await stage.live(1)).send(create);
  stage.pass(HOUR);
  await stage.restart();
  expect(stage.absences(...SPAN)).toHaveLength(0);
  expect(stage.told()).toEqual([expect.stringMatching(/^Not requested: .*\nI could not send this in time/)]);
});

it("tells later what could not be told while Slack was away", async () => {
  const stage = await errandsStage();
  stage.slack.failNext("chat.postMessage", { status: 500 }, 2);
  const life = await stage.live();
  await life.send(create);
  expect(stage.told()).toEqual([]);
  stage.pass(60_000);
  await life.sweep();
  stage.pass(60_000);
  await life.sweep();
  expect(stage.told()).toEqual([requested]);
  expect(stage.absences(...SPAN)).toHaveLength(1);
});

it("leaves no trace of the comment once it is settled", async () => {
  const stage = await errandsStage();
  const life = await stage.live();
  await life.send({ ...create, timeOff: { ...WANTED, comment: "Knee surgery in Kiel" } });
  expect(stage.absences(...SPAN)).toEqual([expect.objectContaining({ comment: "Knee surgery in Kiel" })]);
  for (const file of stage.files()) expect(readFileSync(file).includes("Knee surgery"), file).toBe(false);
});
