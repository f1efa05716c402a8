import { describe, expect, it, onTestFinished, vi } from "vitest";
import { days, desk } from "./personio-desk.ts";
import { stage } from "./personio-stage.ts";

describe("faults on request", () => {
  it("hit the next calls that fit, and no others", async () => {
    const { ask, personio } = await stage();
    personio.failNext(/employments/, { status: 502 }, 2);
    const path = "/v2/persons/1005/employments";
    expect((await ask("/v2/persons/1005")).status).toBe(200);
    expect([(await ask(path)).status, (await ask(path)).status, (await ask(path)).status]).toEqual([502, 502, 200]);
  });

  it("answer with a status and Personio's body for it, or one of your own", async () => {
    const { ask, personio } = await stage();
    personio.failNext(/types/, { status: 503 });
    expect((await ask("/v2/absence-types")).body.errors[0]).toMatchObject({
      title: "Service Unavailable",
      type: expect.stringMatching(/#common\.service_unavailable$/),
    });
    personio.failNext(/POST/, { status: 422, body: { errors: [{ title: "Substitute required" }] } });
    const refused = await ask("/v2/absence-periods", { method: "POST", body: {} });
    expect([refused.status, refused.body.errors[0].title]).toEqual([422, "Substitute required"]);
  });

  it("send pages that lead to themselves", async () => {
    const { ask, personio } = await stage();
    personio.failNext(/absence-periods/, "loop");
    const { links } = (await ask("/v2/absence-periods?limit=5")).body._meta;
    expect(links.next).toEqual({ href: `${personio.url}/v2/absence-periods?limit=5` });
    expect(links.next).toEqual(links.self);
  });

  it.each([
    ["html", /^text\/html/],
    ["half-json", /^application\/json/],
  ] as const)("send %s where JSON is promised", async (fault, type) => {
    const { personio, token } = await stage();
    personio.failNext(/persons/, fault);
    const answered = await fetch(`${personio.url}/v2/persons`, { headers: { authorization: `Bearer ${token}` } });
    expect([answered.status, answered.headers.get("content-type")]).toEqual([200, expect.stringMatching(type)]);
    await expect(answered.json()).rejects.toThrow(SyntaxError);
  });

  it("break the connection", async () => {
    const { ask, personio } = await stage();
    personio.failNext(/persons/, "drop");
    await expect(ask("/v2/persons")).rejects.toThrow("fetch failed");
    expect((await ask("/v2/persons")).status).toBe(200);
  });

  it("let a call hang until its caller gives up", async () => {
    const { ask, personio, token } = await stage();
    personio.failNext(/persons/, "hang");
    const caller = new AbortController();
    const { signal } = caller;
    const hanging = fetch(`${personio.url}/v2/persons`, { signal, headers: { authorization: `Bearer ${token}` } });
    for (let turn = 0; turn < 3; turn++) await ask("/v2/absence-types");
    caller.abort();
    await expect(hanging).rejects.toThrow("aborted");
    expect(personio.takeCalls().map(({ path }) => path)).not.toContain("/v2/persons");
  });

  it("are over when they are healed", async () => {
    const { ask, personio } = await stage();
    personio.failNext(/ /, { status: 503 }, Number.POSITIVE_INFINITY);
    expect((await ask("/v2/persons")).status).toBe(503);
    personio.heal();
    expect((await ask("/v2/persons")).status).toBe(200);
  });

  it("keep everybody waiting until somebody lets go", async () => {
    const { ask, personio } = await stage();
    personio.takeCalls();
    const letGo = personio.pause();
    const answers = Promise.all([ask("/v2/persons"), ask("/v2/absence-types")]);
    // The requests need turns of the loop, not time.
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    expect(personio.takeCalls()).toEqual([]);
    letGo();
    expect((await answers).map(({ status }) => status)).toEqual([200, 200]);
  });

  it("take as long as they are told to", async () => {
    const { ask, personio } = await stage();
    personio.state.settings.latencyMs = 20_000;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    let isThere = false;
    const asked = ask("/v2/persons").finally(() => {
      isThere = true;
    });
    // The request needs turns of the loop, not time.
    for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate);
    expect(isThere).toBe(false);
    while (!isThere) {
      await vi.advanceTimersByTimeAsync(20_000);
      await new Promise(setImmediate);
    }
    expect((await asked).status).toBe(200);
  });
});

describe("an answer that is lost", () => {
  const POST = /^POST \/v2\/absence-periods/;
  const WANTED = days("2026-12-01", "2026-12-04");
  const LOSSES = [
    ["a connection that breaks", "drop", "fetch failed"],
    ["a 500", { status: 500 }, 500],
    ["an answer of your own", { status: 409, body: { errors: [{ title: "Conflict" }] } }, 409],
  ] as const;
  /** What the caller sees: a status, or how it ended without one. */
  const seen = (call: Promise<{ status: number }>): Promise<number | string> =>
    call.then(
      ({ status }) => status,
      ({ message }) => message,
    );

  it.each(LOSSES)("by %s, after the call was carried out", async (_name, after, outcome) => {
    const { personio, create, kept } = await desk();
    personio.takeCalls();
    personio.failNext(POST, { after });
    expect(await seen(create(WANTED))).toBe(outcome);
    expect(kept("gerd", "2026-12-01")).toHaveLength(1);
    expect(personio.takeCalls()).toMatchObject([{ method: "POST", status: 201 }]);
    expect(await seen(create(WANTED))).toBe(409);
  });

  it.each(LOSSES)(
    "by %s, before the call is carried out: that lands when it is told to",
    async (_name, late, outcome) => {
      const { personio, create, kept } = await desk();
      personio.takeCalls();
      personio.failNext(POST, { late });
      expect(await seen(create(WANTED))).toBe(outcome);
      expect(personio.takeCalls()).toEqual([]);
      expect(kept("gerd", "2026-12-01")).toEqual([]);
      for (const _twice of [1, 2]) personio.landLate();
      expect(kept("gerd", "2026-12-01")).toHaveLength(1);
      expect(personio.takeCalls()).toMatchObject([{ method: "POST", status: 201 }]);
    },
  );

  it("for ever, while the call is carried out", async () => {
    const { personio, kept, token } = await desk();
    personio.failNext(POST, { after: "hang" });
    const caller = new AbortController();
    const hanging = fetch(`${personio.url}/v2/absence-periods`, {
      method: "POST",
      signal: caller.signal,
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(WANTED),
    });
    await vi.waitUntil(() => kept("gerd", "2026-12-01").length === 1);
    caller.abort();
    await expect(hanging).rejects.toThrow("aborted");
  });

  it("is refused when it lands where somebody was quicker", async () => {
    const { personio, create, kept } = await desk();
    personio.failNext(POST, { late: "drop" });
    await seen(create(WANTED));
    expect(await seen(create(WANTED))).toBe(201);
    personio.takeCalls();
    personio.landLate();
    expect(personio.takeCalls()).toMatchObject([{ method: "POST", status: 409 }]);
    expect(kept("gerd", "2026-12-01")).toHaveLength(1);
  });

  it("was one of a change or a deletion just as well", async () => {
    const { personio, created, change, remove, kept } = await desk();
    const id = await created(WANTED);
    personio.failNext(/^(PATCH|DELETE) /, { after: { status: 504 } }, 2);
    expect(await seen(change(id, { comment: "Family" }))).toBe(504);
    expect(kept("gerd", "2026-12-01")).toMatchObject([{ comment: "Family" }]);
    expect(await seen(remove(id))).toBe(504);
    expect(kept("gerd", "2026-12-01")).toEqual([]);
  });
});
