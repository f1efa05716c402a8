import { describe, expect, it } from "vitest";
import { errandsStage, WANTED } from "./stage.ts";

const POST = /^POST \/v2\/absence-periods/;
const create = { kind: "create", timeOff: WANTED } as const;
const refusal = (status: number, title: string, detail: string) => ({
  status,
  body: {
    personio_trace_id: "6311d371",
    timestamp: "2026-11-23T08:00:00Z",
    errors: [{ title, detail, type: null, _meta: {} }],
  },
});

describe("the confirmation", () => {
  it("says what was asked, its state, what Personio counts and what is left, and offers to change or cancel it", async () => {
    const stage = await errandsStage();
    await (await stage.live()).send(create);
    expect(stage.told()).toHaveLength(1);
    expect(stage.told()[0]?.split("\n")).toEqual([
      "Requested: Urlaub, Mon 1 Feb 2027 (from noon) – Fri 5 Feb 2027",
      "Waiting for approval",
      "Personio counts 4.5 working days.",
      expect.stringMatching(/^\d+(\.5)? days left$/),
    ]);
    expect(stage.buttons()).toEqual(["Change", "Cancel it"]);
  });

  it("says that it is approved already, where nobody has to approve it", async () => {
    const stage = await errandsStage();
    stage.personio.state.settings.typesToApprove = [];
    await (await stage.live()).send(create);
    expect(stage.told()[0]).toMatch(/^Entered: Urlaub, .*\nApproved\n/);
  });

  it("warns when Personio made other days of it", async () => {
    const stage = await errandsStage();
    stage.personio.state.settings.writeExclusive = true;
    await (await stage.live()).send(create);
    expect(stage.told()[0]).toMatch(
      /Careful, Personio made other days of it. You asked for Mon 1 Feb 2027 \(from noon\) – Fri 5 Feb 2027; there it says .* – Thu 4 Feb 2027/,
    );
  });

  it("is sent also when Personio does not tell more", async () => {
    const stage = await errandsStage();
    const goSilent = () => void stage.personio.failNext(/^GET .*absence-periods\//, { status: 503 }, 9);
    await (await stage.live(undefined, { createAbsencePeriod: goSilent })).send(create);
    expect(stage.told()[0]).toMatch(
      /^Requested: .*\nIt stands in Personio, but Personio did not tell me more right now\.$/,
    );
  });

  it("says that it is gone again, where somebody was quicker in Personio", async () => {
    const stage = await errandsStage();
    const erase = () => void stage.personio.state.world.absencePeriods.splice(0);
    await (await stage.live(undefined, { createAbsencePeriod: erase })).send(create);
    expect(stage.told()).toEqual(["Deleted in Personio: Urlaub, Mon 1 Feb 2027 (from noon) – Fri 5 Feb 2027"]);
    expect(stage.buttons()).toEqual([]);
  });

  it("of a cancellation of which Personio tells no more promises no more, and follows it", async () => {
    const stage = await errandsStage();
    const life = await stage.live();
    await life.send(create);
    const periodId = stage.absences("2027-02-01", "2027-02-05")[0]?.id ?? "";
    const goSilent = () => void stage.personio.failNext(/^GET .*absence-periods\//, { status: 503 }, 9);
    const other = await stage.live(undefined, { deleteAbsencePeriod: goSilent });
    await other.send({ kind: "cancel", periodId, timeOff: WANTED }, "cancel");
    expect(stage.told()[0]).toMatch(
      /^Cancellation requested: Urlaub, .*\nPersonio did not tell me more right now\. I write to you as soon as it does\.$/,
    );
    stage.personio.heal();
    await life.watch.ask();
    expect(stage.told().at(-1)).toMatch(/^Deleted in Personio: Urlaub/);
  });

  it("follows a change, and a cancellation ends it", async () => {
    const stage = await errandsStage();
    const life = await stage.live();
    await life.send(create);
    const [period] = stage.absences("2027-02-01", "2027-02-05");
    const periodId = period?.id ?? "";
    const shorter = { ...WANTED, last: { day: "2027-02-04", half: "FIRST_HALF" } } as const;
    await life.send({ kind: "change", periodId, timeOff: shorter }, "change");
    expect(stage.told()[0]).toMatch(/^Changed: Urlaub, Mon 1 Feb 2027 \(from noon\) – Thu 4 Feb 2027 \(until noon\)/);
    await life.send({ kind: "cancel", periodId, timeOff: shorter }, "cancel");
    expect(stage.told().at(-1)).toMatch(/^Cancelled: Urlaub, Mon 1 Feb 2027/);
    expect(stage.buttons()).toEqual([]);
    expect(stage.absences("2027-02-01", "2027-02-05")).toEqual([]);
  });
});

describe("a refusal", () => {
  it.each([
    [
      refusal(422, "Substitute required", "A substitute is required for this absence type."),
      /needs a substitute: choose one/,
    ],
    [
      refusal(409, "Conflict", "There is already an absence on 2027-02-03."),
      /Personio says: .*already an absence on 2027-02-03/,
    ],
    [refusal(403, "Insufficient access scope", "Client scope insufficient"), /lacks the scope personio:absences:write/],
    [refusal(400, "Bad request", "Invalid request content."), /Personio says: .*Invalid request content/],
  ])("%# is told in words, with a way back to the form", async (fault, words) => {
    const stage = await errandsStage();
    stage.personio.failNext(POST, fault, 9);
    await (await stage.live()).send(create);
    expect(stage.told()).toEqual([expect.stringMatching(words)]);
    expect(stage.told()[0]).toMatch(/^Not requested: Urlaub, Mon 1 Feb 2027/);
    expect(stage.told()[0]).toMatch(/\nYour comment was: With the family$/);
    expect(stage.buttons()).toEqual(["Open the form again"]);
    expect(stage.absences("2027-02-01", "2027-02-05")).toEqual([]);
  });

  it.each([
    [refusal(403, "Insufficient access scope", "Client scope insufficient"), true],
    [{ status: 500 } as const, true],
    [refusal(409, "Conflict", "There is already an absence on 2027-02-03."), false],
  ])("%# has a reference to the log where somebody has to look there", async (fault, hasReference) => {
    const stage = await errandsStage();
    stage.personio.failNext(POST, fault, Number.POSITIVE_INFINITY);
    await (await stage.live()).send(create, "5e1f0a7c-0000-4000-8000-000000000000");
    expect(/\nReference: 5e1f0a7c(\n|$)/.test(stage.told()[0] ?? "")).toBe(hasReference);
  });

  it("of what is somebody else's says no more than that it is not there", async () => {
    const stage = await errandsStage();
    const theirs = stage.personio.state.world.absencePeriods.find(({ personId }) => personId !== stage.anna.personId);
    const life = await stage.live();
    const before = structuredClone(stage.personio.state.world.absencePeriods);
    await life.send({ kind: "cancel", periodId: theirs?.id ?? "", timeOff: WANTED }, "cancel");
    await life.send({ kind: "change", periodId: theirs?.id ?? "", timeOff: WANTED }, "change");
    expect(stage.told()).toEqual([
      expect.stringMatching(/^Not cancelled: .*\nIt is not in Personio any more\.$/),
      expect.stringMatching(/^Not changed: .*\nIt is not in Personio any more\.\nYour comment was: With the family$/),
    ]);
    expect(stage.personio.state.world.absencePeriods).toEqual(before);
  });
});

describe("the supervisor", () => {
  it("reads who asks for what, who else is away, and where to decide, but no comment", async () => {
    const stage = await errandsStage({ PERSONIO_WEB_URL: "https://morgenrot.app.personio.com" });
    await (await stage.live()).send(create);
    const [message] = stage.toldTo("gerd");
    expect(message).toMatch(/^Anna Berg beantragt eine Abwesenheit: Urlaub, Mo\., 1\. Feb\. 2027 \(ab mittags\)/);
    expect(message).toMatch(/in Design/);
    expect(message).not.toContain("With the family");
    expect(JSON.stringify(stage.blocksTo("gerd"))).toContain("https://morgenrot.app.personio.com");
  });

  it("reads that it was changed, and that it was cancelled", async () => {
    const stage = await errandsStage();
    const life = await stage.live();
    await life.send(create);
    const periodId = stage.absences("2027-02-01", "2027-02-05")[0]?.id ?? "";
    await life.send({ kind: "change", periodId, timeOff: WANTED }, "change");
    await life.send({ kind: "cancel", periodId, timeOff: WANTED }, "cancel");
    expect(stage.toldTo("gerd").slice(1)).toEqual([
      expect.stringMatching(/^Anna Berg hat eine Abwesenheit geändert/),
      expect.stringMatching(/^Anna Berg hat eine Abwesenheit storniert/),
    ]);
  });

  it("is no reason to tell the person twice, where Slack does not take the message", async () => {
    const stage = await errandsStage();
    const life = await stage.live(undefined, {
      postMessage: () => void stage.slack.failNext("chat.postMessage", { status: 500 }, 9),
    });
    await life.send(create);
    stage.pass(60_000);
    await life.sweep();
    expect(stage.told()).toHaveLength(1);
    expect(stage.toldTo("gerd")).toEqual([]);
  });

  it("reads nothing with NOTIFY_SUPERVISOR=false", async () => {
    const stage = await errandsStage({ NOTIFY_SUPERVISOR: "false" });
    await (await stage.live()).send(create);
    expect(stage.told()).toHaveLength(1);
    expect(stage.toldTo("gerd")).toEqual([]);
  });
});

it.each([
  ["false", "PENDING"],
  ["true", "APPROVED"],
])("SKIP_APPROVAL=%s makes it %s", async (skip, status) => {
  const stage = await errandsStage({ SKIP_APPROVAL: skip });
  await (await stage.live()).send(create);
  expect(stage.absences("2027-02-01", "2027-02-05")).toEqual([expect.objectContaining({ status })]);
  expect(stage.personio.takeCalls()).toContainEqual(
    expect.objectContaining({ method: "POST", query: `?skip_approval=${skip}` }),
  );
});
