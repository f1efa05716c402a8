import { expect, it } from "vitest";
import { createTrace } from "../../sandbox/trace.ts";
import { GENERAL, openDemo } from "./demo-visit.ts";

it("tells a command, its acknowledgement, the calls and the answer", async () => {
  const { visit } = await openDemo();
  const anna = await visit("anna");
  await anna.say("/whosout next week");
  const steps = await anna.see(({ trace }) => trace.some(({ title }) => title === "response_url") && trace);
  const first = steps.find(({ title }) => title === "/whosout next week");
  expect(first).toMatchObject({
    kind: "slack→bot",
    isOk: true,
    hasDetail: true,
  });
  const detailOf = (number = 0) => anna.make({ do: "detail", number });
  expect(await detailOf(first?.number)).toMatchObject({
    type: "slash_commands",
    payload: { command: "/whosout", channel_id: GENERAL, text: "next week" },
  });
  const own = steps.filter(({ of }) => of === first?.number);
  expect(own).toMatchObject([
    { kind: "ack", isOk: true, outcome: expect.stringMatching(/^after \d+ ms$/), hasDetail: true },
    { kind: "bot→slack", title: "response_url", isOk: true, hasDetail: true },
  ]);
  expect(await detailOf(own[0]?.number)).toEqual({});
  expect(await detailOf(own[1]?.number)).toMatchObject({ answer: { status: 200 } });
  expect(await detailOf(0)).toBeUndefined();
  expect(steps.some((step) => "detail" in step)).toBe(false);
  expect(steps).toContainEqual(
    expect.objectContaining({ kind: "bot→personio", title: "GET /v2/absence-periods", isOk: true, outcome: "200" }),
  );
  expect(steps).toContainEqual(expect.objectContaining({ kind: "bot→slack", title: "users.info" }));
  expect(steps.every(({ kind, tookMs }) => kind === "slack→bot" || (tookMs ?? -1) >= 0)).toBe(true);
  const details = await Promise.all(steps.map(({ number }) => detailOf(number)));
  expect(JSON.stringify([steps, details])).not.toMatch(/xoxb-|xapp-|papi-|sandbox-client-secret|verification-token/);
});

it("tells what Slack refuses, in Slack's words", async () => {
  const { demo, visit } = await openDemo();
  const anna = await visit("anna");
  demo.slack.failNext("users.info", { error: "fatal_error" }, 3);
  await anna.say("/whosout");
  const [step] = await anna.see(({ trace }) => {
    const found = trace.filter(({ isOk }) => !isOk);
    return found.length > 0 && found;
  });
  expect(step).toMatchObject({
    kind: "bot→slack",
    title: "users.info",
    outcome: "refused: fatal_error",
  });
  expect(await anna.make({ do: "detail", number: step?.number ?? 0 })).toMatchObject({
    params: { user: anna.now().me.id },
    answer: { ok: false, error: "fatal_error" },
  });
});

it("tells what the bot wants of Slack while that is down", async () => {
  const { visit } = await openDemo();
  const anna = await visit("anna");
  await anna.make({ do: "slackTrouble", isDown: true });
  await anna.ask({ do: "restartBot" });
  expect(anna.now().trace).toContainEqual(
    expect.objectContaining({ kind: "bot→slack", title: "auth.test", isOk: false, outcome: "500: Slack is down" }),
  );
});

it("connects a window with what opened it, and tells of Personio's webhooks", async () => {
  const { visit } = await openDemo();
  const anna = await visit("anna");
  await anna.say("/timeoff");
  await anna.see(({ window }) => window?.submit);
  const { trace } = anna.now();
  const began = trace.find(({ title }) => title === "/timeoff");
  expect(trace).toContainEqual(expect.objectContaining({ title: "views.open", of: began?.number, isOk: true }));
  const [period] = anna.now().personio.absencePeriods;
  await anna.make({ do: "erase", periodId: period?.id ?? "" });
  const told = await anna.see((shown) => shown.trace.find(({ kind }) => kind === "personio→bot"));
  expect(told).toMatchObject({ title: "webhook absence-period.deleted", isOk: true, outcome: "204" });
});

it("keeps the last three hundred, as they were when they happened, and cuts what is too long", () => {
  let changes = 0;
  const { note, steps } = createTrace({ clock: () => new Date(0), changed: () => void changes++ });
  const detail = { text: "before", token: "secret" };
  for (let at = 0; at < 310; at++) note({ kind: "ack", title: `${at}`, isOk: true, detail });
  detail.text = "after";
  note({ kind: "ack", title: "long", isOk: true, detail: "x".repeat(30_000) });
  expect(changes).toBe(311);
  expect(steps).toHaveLength(300);
  expect(steps[0]).toMatchObject({ number: 12, detail: { text: "before" } });
  expect(steps[0]?.detail).not.toHaveProperty("token");
  expect(steps.at(-1)?.detail).toMatch(/^"x+… \(\d+ characters more\)$/);
});
