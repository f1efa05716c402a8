import { connect } from "node:net";
import { expect, it, onTestFinished } from "vitest";
import { freePort } from "../sandbox/free-port.ts";
import { wholeBot } from "./whole-bot.ts";

const TOKEN = "a-token-for-prometheus";
const MINUTE = 60_000;

/** The bot with a PORT, and who watches it there. */
async function watched(env: Record<string, string> = {}) {
  const port = await freePort();
  const stage = await wholeBot({ env: { PORT: `${port}`, ...env } });
  const origin = `http://127.0.0.1:${port}`;
  const get = (path: string, init: RequestInit = {}) => fetch(`${origin}${path}`, init);
  return {
    ...stage,
    port,
    get,
    ready: async () => {
      const answer = await get("/readyz");
      return { status: answer.status, ...((await answer.json()) as Record<string, unknown>) };
    },
    /** The lines of the metrics page with this beginning. */
    metrics: async (beginning: string) => {
      const text = await (await get("/metrics", { headers: { authorization: `Bearer ${TOKEN}` } })).text();
      return text.split("\n").filter((line) => line.startsWith(beginning));
    },
  };
}

it("says that it lives, and that it is ready once it has seen Personio", async () => {
  const { ask, get, ready } = await watched();
  expect([(await get("/healthz")).status, await (await get("/healthz")).text()]).toEqual([200, "ok\n"]);
  expect((await get("/healthz", { method: "HEAD" })).status).toBe(200);
  await ask("april", "/whosout");
  expect(await ready()).toMatchObject({ status: 200, slack: true, store: true, personio: true });
});

it("looks for itself whether Personio is there when nobody asked for ten minutes, and once only", async () => {
  const { ask, pass, personio, ready } = await watched();
  await ask("april", "/whosout");
  personio.takeCalls();
  await ready();
  expect(personio.takeCalls()).toHaveLength(0);
  pass(11 * MINUTE);
  expect((await Promise.all([ready(), ready(), ready()])).map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(personio.takeCalls()).toHaveLength(1);
});

it("is not ready while Personio has not been seen for a quarter of an hour, and tells when it was", async () => {
  const { ask, pass, personio, ready } = await watched();
  await ask("april", "/whosout");
  personio.failNext(/./, { status: 403 }, 1000);
  pass(11 * MINUTE);
  expect(await ready()).toMatchObject({ status: 200, personio: true });
  pass(5 * MINUTE);
  expect(await ready()).toMatchObject({
    status: 503,
    slack: true,
    store: true,
    personio: false,
    personioSeenAt: expect.stringMatching(/^2026-11-23T08:0/),
  });
  personio.heal();
  pass(MINUTE);
  expect(await ready()).toMatchObject({ status: 200, personio: true });
});

it("is not ready without its connection to Slack", async () => {
  const { ask, slack, ready } = await watched();
  await ask("april", "/whosout");
  slack.down();
  await expect.poll(ready).toMatchObject({ status: 503, slack: false, store: true });
  slack.up();
  await expect.poll(ready).toMatchObject({ status: 200, slack: true });
});

it("is not ready when its store cannot be written", async () => {
  const { ask, folder, logged, pass, ready } = await watched();
  await ask("april", "/whosout");
  const Database = (await import("libsql")).default;
  const file = new Database(`${folder}/whosout.db`);
  file.exec("drop table used_states");
  file.close();
  pass(MINUTE);
  expect(await ready()).toMatchObject({ status: 503, slack: true, store: false });
  expect(logged.join("")).toContain("the store cannot be written");
});

it("counts what people ask and what Personio is asked, and nothing about them", async () => {
  const { ask, metrics, personio, round } = await watched({ METRICS_TOKEN: TOKEN });
  await ask("april", "/whosout");
  await ask("april", "/whosout");
  personio.failNext(/./, { status: 403 }, 1000);
  await ask("april", "/whois ida@example.com");
  await round();
  expect(await metrics('whosout_requests_total{request="/whosout"')).toEqual([
    'whosout_requests_total{request="/whosout",outcome="ok"} 2',
  ]);
  expect(await metrics('whosout_requests_total{request="/whois"')).toEqual([
    'whosout_requests_total{request="/whois",outcome="scope-missing"} 1',
  ]);
  expect(await metrics('whosout_ack_seconds_count{request="/whosout"}')).toEqual([
    'whosout_ack_seconds_count{request="/whosout"} 2',
  ]);
  const calls = await metrics("whosout_personio_calls_total");
  expect(calls).toContainEqual(expect.stringContaining('{method="GET",path="/v2/absence-periods",outcome="200"}'));
  expect(calls).toContainEqual(expect.stringContaining('path="/v2/persons",outcome="403"'));
  expect((await metrics("whosout_kept_total")).join()).toMatch(/kept="absences",found="fresh"/);
  expect(await metrics("whosout_slack_connections_total")).toEqual([
    'whosout_slack_connections_total{state="connected"} 1',
  ]);
  expect(await metrics("process_resident_memory_bytes")).toHaveLength(1);
  expect((await metrics("")).join()).not.toMatch(/U0|april|ida|@/i);
});

it("tells its metrics to nobody without the token", async () => {
  const { get } = await watched({ METRICS_TOKEN: TOKEN });
  for (const authorization of ["", TOKEN, "Bearer wrong", `bearer ${TOKEN}`]) {
    expect((await get("/metrics", { headers: { authorization } })).status).toBe(401);
  }
});

it("sends the headers of somebody who is careful with every answer, and refuses everything else", async () => {
  const { get } = await watched({ PERSONIO_WEBHOOK_TOKEN: "a token that nobody guesses" });
  const answers = [
    [await get("/healthz"), 200],
    [await get("/readyz?x=1"), 200],
    [await get("/metrics"), 200],
    [await get("/"), 404],
    [await get("/slack/events", { method: "POST" }), 404],
    [await get("/healthz", { method: "POST" }), 405],
    [await get("/personio/webhooks"), 405],
    [await get("/personio/webhooks", { method: "POST", body: "{}" }), 401],
  ] as const;
  for (const [answer, status] of answers) {
    expect([answer.url, answer.status]).toEqual([answer.url, status]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    expect(answer.headers.get("x-powered-by")).toBeNull();
  }
});

it("is not impressed by what is no HTTP", async () => {
  const { get, port } = await watched();
  const socket = connect(port, "127.0.0.1");
  const closed = new Promise((resolve) => socket.once("close", resolve));
  socket.on("error", () => {}).resume();
  socket.end("\0\0nonsense\r\n\r\n");
  await closed;
  expect((await get("//[::1")).status).toBe(404);
  expect((await get("/healthz")).status).toBe(200);
});

it("hangs up on more connections than it can bear, and answers again when there are fewer", async () => {
  const { get, port } = await watched();
  const held = Array.from({ length: 250 }, () =>
    connect(port, "127.0.0.1")
      .on("error", () => {})
      .resume(),
  );
  onTestFinished(() => held.forEach((socket) => void socket.destroy()));
  // Those beyond the limit are hung up on at once.
  await expect.poll(() => held.filter(({ closed }) => closed).length).toBe(50);
  for (const socket of held.slice(0, 20)) socket.destroy();
  await expect.poll(async () => (await get("/healthz").catch(() => undefined))?.status).toBe(200);
});

it("listens nowhere over Socket Mode, unless the admin named a port", async () => {
  const { logged } = await wholeBot();
  expect(logged.join("")).toContain('"msg":"ready"');
  await expect(fetch("http://127.0.0.1:3000/healthz")).rejects.toThrow();
});
