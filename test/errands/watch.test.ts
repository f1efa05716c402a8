import { createServer } from "node:http";
import { type AddressInfo, Socket } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { errandsStage, WANTED } from "./stage.ts";

const SPAN = ["2027-02-01", "2027-02-05"] as const;
const WHAT = "Urlaub, Mon 1 Feb 2027 (from noon) – Fri 5 Feb 2027";

/** Anna has asked, and been told so. */
async function asked(env: Record<string, string> = {}) {
  const stage = await errandsStage(env);
  const life = await stage.live();
  await life.send({ kind: "create", timeOff: WANTED });
  const [period] = stage.absences(...SPAN);
  if (!period) throw new Error("nothing was asked for");
  return { stage, life, period, news: () => stage.told().slice(1), confirmation: () => stage.told()[0] };
}
type Asked = Awaited<ReturnType<typeof asked>>;

const CHANGES: [string, (asked: Asked) => void, RegExp, RegExp][] = [
  ["approved", (a) => a.stage.personio.decide(a.period.id, "APPROVED"), /^Approved: Urlaub, Mon 1 Feb/, /Approved/],
  ["rejected", (a) => a.stage.personio.decide(a.period.id, "REJECTED"), /^Rejected: Urlaub, Mon 1 Feb/, /Rejected/],
  [
    "moved",
    (a) => Object.assign(a.period, { last: { day: "2027-02-04", half: "SECOND_HALF" } }),
    /^Changed in Personio: Urlaub, Mon 1 Feb 2027 \(from noon\) – Thu 4 Feb 2027\nIt was: Urlaub, .* Fri 5 Feb 2027/,
    /Thu 4 Feb 2027/,
  ],
  [
    "deleted",
    (a) => {
      const { absencePeriods } = a.stage.personio.state.world;
      absencePeriods.splice(absencePeriods.indexOf(a.period), 1);
    },
    /^Deleted in Personio: Urlaub, Mon 1 Feb/,
    /^Deleted in Personio/,
  ],
];

describe("what happens to a request in Personio is told, and stands in the confirmation", () => {
  it.each(CHANGES)("found out by asking: %s", async (_name, change, news, confirmation) => {
    const a = await asked();
    change(a);
    await a.life.watch.ask();
    expect(a.news()).toEqual([expect.stringMatching(news)]);
    expect(a.confirmation()).toMatch(confirmation);
    await a.life.watch.ask();
    expect(a.news()).toHaveLength(1);
  });

  it.each(CHANGES)("heard by webhook, twice: %s", async (_name, change, news, confirmation) => {
    const a = await asked();
    const post = await webhook(a);
    change(a);
    const event = { event_name: "absence-period.updated.status", payload: { id: a.period.id } };
    expect(await Promise.all([post(event), post(event)])).toEqual([204, 204]);
    await a.life.sweep();
    await expect.poll(a.news).toEqual([expect.stringMatching(news)]);
    expect(a.confirmation()).toMatch(confirmation);
  });

  it("costs nothing while nothing is pending, and one call while something is", async () => {
    const a = await asked();
    a.stage.personio.takeCalls();
    await a.life.watch.ask();
    expect(a.stage.personio.takeCalls()).toHaveLength(1);
    a.stage.personio.decide(a.period.id, "APPROVED");
    await a.life.watch.ask();
    a.stage.personio.takeCalls();
    await a.life.watch.ask();
    expect(a.stage.personio.takeCalls()).toEqual([]);
  });

  it("is told by one of two processes that notice it at the same moment", async () => {
    const a = await asked();
    const other = await a.stage.live();
    a.stage.personio.decide(a.period.id, "APPROVED");
    await Promise.all([a.life.watch.ask(), other.watch.ask()]);
    await Promise.all([a.life.sweep(), other.sweep()]);
    expect(a.news()).toEqual([expect.stringMatching(/^Approved/)]);
  });
});

describe("what cannot be told", () => {
  it("is told once when Slack takes no updates for a while", async () => {
    const a = await asked();
    a.stage.personio.decide(a.period.id, "APPROVED");
    a.stage.slack.failNext("chat.update", { status: 500 }, 3);
    for (let minutes = 0; minutes < 12; minutes++) {
      await (minutes % 5 === 0 ? a.life.watch.ask() : a.life.sweep());
      a.stage.pass(60_000);
    }
    expect(a.news()).toEqual([expect.stringMatching(/^Approved/)]);
    expect(a.confirmation()).toMatch(/^Approved/);
  });

  it("does not hold back what the person wants next", async () => {
    const a = await asked();
    a.stage.personio.decide(a.period.id, "APPROVED");
    a.stage.slack.failNext("chat.update", { status: 500 }, Number.POSITIVE_INFINITY);
    await a.life.watch.ask();
    const timeOff = { ...WANTED, first: { day: "2027-03-01", half: "FIRST_HALF" }, last: null } as const;
    await a.life.send({ kind: "create", timeOff }, "next");
    expect(a.stage.absences("2027-03-01", "2027-03-01")).toHaveLength(1);
    expect(a.news()).toEqual([expect.stringMatching(/^Requested: Urlaub, .*1 Mar 2027/)]);
  });

  it("is given up when the person has left, and not asked about any more", async () => {
    const a = await asked();
    a.stage.personio.decide(a.period.id, "APPROVED");
    Object.assign(a.stage.slack.world.users.find(({ id }) => id === a.stage.anna.slackId) ?? {}, { deleted: true });
    const later = await a.stage.live();
    await later.watch.ask();
    a.stage.personio.takeCalls();
    await later.watch.ask();
    expect(a.stage.personio.takeCalls()).toEqual([]);
  });
});

it("asks once an hour also where Personio calls, for what it told while nobody listened", async () => {
  const a = await asked({ PERSONIO_WEBHOOK_TOKEN: "t".repeat(24) });
  await a.life.round();
  a.stage.personio.decide(a.period.id, "APPROVED");
  a.stage.pass(59 * 60_000);
  await a.life.round();
  expect(a.news()).toEqual([]);
  a.stage.pass(60_000);
  await a.life.round();
  expect(a.news()).toEqual([expect.stringMatching(/^Approved/)]);
});

it("offers nothing to change or cancel under what was rejected", async () => {
  const a = await asked();
  a.stage.personio.decide(a.period.id, "REJECTED");
  await a.life.watch.ask();
  expect(a.confirmation()).toBe(`Rejected: ${WHAT}`);
  expect(JSON.stringify(a.stage.blocksTo("anna"))).not.toContain("Cancel it");
});

describe("the webhook", () => {
  it.each([
    ["another event", { event_name: "person.updated", payload: { id: "1" } }, 204],
    ["a ping", { event_name: "ping", payload: {} }, 204],
    ["an absence of which nobody was told", { event_name: "absence-period.created", payload: { id: "x" } }, 204],
    ["an event without a payload", { event_name: "absence-period.created" }, 204],
    ["no event", { hello: "world" }, 400],
    ["what is too long", { event_name: "ping", payload: { filler: "x".repeat(70_000) } }, 400],
  ])("answers %s without telling anybody", async (_name, event, status) => {
    const a = await asked();
    const post = await webhook(a);
    expect(await post(event)).toBe(status);
    await a.life.sweep();
    expect(a.news()).toEqual([]);
  });

  it.each([undefined, "", "wrong", `Bearer ${"t".repeat(24)}`, `${"t".repeat(24)} `.repeat(2)])(
    "refuses %o as its token, before it reads what was sent",
    async (token) => {
      const a = await asked();
      const post = await webhook(a, token ?? null);
      a.stage.personio.decide(a.period.id, "APPROVED");
      expect(await post({ event_name: "absence-period.updated.status", payload: { id: a.period.id } })).toBe(401);
      await a.life.sweep();
      expect(a.news()).toEqual([]);
    },
  );

  it.each([{ absence_period: { id: "ID" } }, { absence_period_id: "ID" }, { id: "ID", person: { id: "1005" } }])(
    "finds the absence in %o",
    async (payload) => {
      const a = await asked();
      const post = await webhook(a);
      a.stage.personio.decide(a.period.id, "APPROVED");
      const sent = JSON.parse(JSON.stringify(payload).replace("ID", a.period.id));
      expect(await post({ event_name: "absence-period.updated.status", payload: sent })).toBe(204);
      await expect.poll(a.news).toEqual([expect.stringMatching(/^Approved/)]);
    },
  );
});

it("is not ended by a webhook that breaks off in the middle", async () => {
  const { life } = await asked();
  const handler = life.watch.webhook("t".repeat(24));
  const client = new Socket();
  const done = new Promise<unknown>((resolve) => {
    const server = createServer((request, response) => {
      resolve(handler(request, response));
      client.destroy();
    });
    server.listen(0, "127.0.0.1", () => {
      client.connect((server.address() as AddressInfo).port, "127.0.0.1");
      client.write(`POST / HTTP/1.1\r\nhost: x\r\nauthorization: ${"t".repeat(24)}\r\ncontent-length: 99\r\n\r\n{`);
    });
    onTestFinished(() => void server.close());
  });
  await expect(done).resolves.toBeUndefined();
});

it("says what a request is that the confirmation was about", async () => {
  const a = await asked();
  expect(a.confirmation()).toContain(WHAT);
});

/** Serves the webhook, and posts to it as Personio does. @param token null: none */
async function webhook({ life }: Asked, token: string | null = "t".repeat(24)) {
  const handler = life.watch.webhook("t".repeat(24));
  const server = createServer((request, response) => void handler(request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/personio/webhooks`;
  return async (event: object): Promise<number> => {
    const body = JSON.stringify({ company_id: "1", occurred_at: "2026-11-23T08:00:00Z", ...event });
    const headers = { "content-type": "application/json", ...(token !== null && { authorization: token }) };
    return (await fetch(url, { method: "POST", body, headers })).status;
  };
}
