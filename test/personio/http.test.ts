import nock from "nock";
import { describe, expect, it, vi } from "vitest";
import { api, broken, grant, page, problemFrom, stage, trouble } from "./stage.ts";

type Stage = ReturnType<typeof stage>;
const day = { day: "2026-12-24", half: "FIRST_HALF" } as const;
const WRITES: [method: string, path: string, ask: (personio: Stage["personio"]) => Promise<unknown>][] = [
  [
    "POST",
    "/v2/absence-periods",
    (it) => it.createAbsencePeriod({ personId: "1", absenceTypeId: "t", first: day, last: day }),
  ],
  ["PATCH", "/v2/absence-periods/a", (it) => it.changeAbsencePeriod("a", { first: day, last: day })],
  ["DELETE", "/v2/absence-periods/a", (it) => it.deleteAbsencePeriod("a")],
];
const get = () => api().get("/v2/absence-types").query(true);
const interceptWrite = (method: string, path: string) => api().intercept(path, method).query(true);

describe("every request", () => {
  it("says who asks and what it can read", async () => {
    grant();
    get().matchHeader("accept", "application/json").matchHeader("x-personio-app-id", "WHOSOUT").reply(200, page([]));
    await stage().personio.listAbsenceTypes();
  });

  it("reads JSON whatever it is called", async () => {
    grant();
    get().reply(200, JSON.stringify(page([])), { "content-type": "text/html" });
    expect(await stage().personio.listAbsenceTypes()).toEqual([]);
  });

  it("follows no redirect", async () => {
    grant();
    get().reply(302, "", { location: "https://elsewhere.test/" });
    expect((await problemFrom(stage().personio.listAbsenceTypes())).problem.kind).toBe("personio-puzzling");
  });

  it("reads no answer without end", async () => {
    grant();
    get().reply(200, JSON.stringify(page([])) + " ".repeat(10_000_001));
    const error = await problemFrom(stage().personio.listAbsenceTypes());
    expect(error.problem).toEqual({ kind: "personio-puzzling" });
    expect(error.facts).toMatchObject({ lost: "too-long" });
  });

  it("keeps to the pace that Personio tells", async () => {
    grant();
    const left = {
      "x-ratelimit-replenish-rate": "4",
      "x-ratelimit-burst-capacity": "10",
      "x-ratelimit-remaining": "0",
    };
    get().times(2).reply(200, page([]), left);
    const { personio, slept } = stage();
    await personio.listAbsenceTypes();
    await personio.listAbsenceTypes();
    expect(slept).toEqual([250]);
  });

  it("counts the calls of one endpoint together, whatever their ids", async () => {
    grant();
    api()
      .get(/employments/)
      .times(12)
      .reply(200, page([]));
    const { personio, slept } = stage();
    await Promise.all(Array.from({ length: 12 }, (_, id) => personio.listEmployments(`${id}`)));
    expect(slept).toEqual([100, 100]);
  });
});

describe("reading", () => {
  it.each([502, 503, 504])("is tried again after %d", async (status) => {
    grant();
    get().reply(status, "<html>Bad Gateway</html>");
    get().reply(200, page([]));
    const { personio, slept } = stage();
    expect(await personio.listAbsenceTypes()).toEqual([]);
    expect(slept).toEqual([1000]);
  });

  it.each(["ECONNRESET", "EPIPE", "ECONNREFUSED", "ENOTFOUND"])(
    "is tried again when the connection breaks: %s",
    async (code) => {
      grant();
      get().replyWithError(broken(code));
      get().reply(200, page([]));
      expect(await stage().personio.listAbsenceTypes()).toEqual([]);
    },
  );

  it("gives up on a Personio that is down after three tries and three seconds", async () => {
    grant();
    get().times(3).reply(503);
    const { personio, slept } = stage();
    const error = await problemFrom(personio.listAbsenceTypes());
    expect(error.problem).toEqual({ kind: "personio-down" });
    expect(error.facts).toEqual({ status: 503, method: "GET", path: "/v2/absence-types" });
    expect(slept).toEqual([1000, 2000]);
  });

  it("counts what it left alone, but not as calls that took no time", async () => {
    grant();
    get().times(3).reply(503);
    const { personio, metrics } = stage();
    await problemFrom(personio.listAbsenceTypes());
    await problemFrom(personio.listAbsenceTypes());
    const told = await metrics.page();
    expect(told).toContain('path="/v2/absence-types",outcome="left-alone"} 1');
    expect(told).toMatch(/whosout_personio_call_seconds_count\{[^}]*absence-types"\} 3$/m);
  });

  it("spreads the tries of those who were refused together, by up to an eighth", async () => {
    grant();
    get().times(3).reply(503);
    const { personio, slept } = stage({ random: 1 });
    await problemFrom(personio.listAbsenceTypes());
    expect(slept).toEqual([1125, 2250]);
  });

  it.each(["ECONNABORTED", "ETIMEDOUT"])("gives up on a Personio that hangs after two tries: %s", async (code) => {
    grant();
    get().times(2).replyWithError(broken(code));
    const { personio, slept } = stage();
    const error = await problemFrom(personio.listAbsenceTypes());
    expect(error.problem).toEqual({ kind: "personio-down" });
    expect(error.facts).toMatchObject({ lost: "timeout" });
    expect(slept).toEqual([1000]);
  });

  it("waits ten seconds for an answer and no longer", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      grant();
      get().times(2).delayConnection(3_600_000).reply(200, page([]));
      const { personio, lines } = stage();
      await personio.grantedScopes();
      const asked = problemFrom(personio.listAbsenceTypes());
      await vi.advanceTimersByTimeAsync(9_999);
      expect(lines).toEqual([]);
      await vi.advanceTimersByTimeAsync(10_002);
      expect((await asked).facts).toMatchObject({ lost: "timeout" });
    } finally {
      vi.useRealTimers();
      nock.abortPendingRequests();
    }
  });

  it("is not tried again after a 500", async () => {
    grant();
    get().reply(500, trouble());
    expect((await problemFrom(stage().personio.listAbsenceTypes())).problem.kind).toBe("personio-down");
  });

  it("is tried once more when employments seem not to be there", async () => {
    grant();
    api().get("/v2/persons/1/employments").query(true).reply(404, trouble());
    api()
      .get("/v2/persons/1/employments")
      .query(true)
      .reply(200, page([{ id: "e" }]));
    expect(await stage().personio.listEmployments("1")).toHaveLength(1);

    grant();
    api().get("/v2/persons/2/employments").query(true).times(2).reply(404, trouble());
    expect((await problemFrom(stage().personio.listEmployments("2"))).problem.kind).toBe("not-in-personio");
  });

  it("takes any other 404 at its word", async () => {
    grant();
    api().get("/v2/persons/1").reply(404, trouble());
    expect((await problemFrom(stage().personio.getPerson("1"))).problem.kind).toBe("not-in-personio");
  });
});

describe("too many requests", () => {
  it.each([["GET", "/v2/absence-types", (it: Stage["personio"]) => it.listAbsenceTypes()] as const, ...WRITES])(
    "%s waits 1, 2 and 4 seconds, since nothing was carried out",
    async (method, path, ask) => {
      grant();
      interceptWrite(method, path).times(3).reply(429);
      interceptWrite(method, path).reply(method === "DELETE" ? 204 : 200, { id: "a", ...page([]) });
      const { personio, slept } = stage();
      await ask(personio);
      expect(slept).toEqual([1000, 2000, 4000]);
    },
  );

  it("are too many after four tries", async () => {
    grant();
    get().times(4).reply(429);
    expect((await problemFrom(stage().personio.listAbsenceTypes())).problem).toEqual({ kind: "personio-busy" });
  });

  it("waits as long as Personio asks, should it ever ask", async () => {
    grant();
    get().reply(429, "", { "retry-after": "3" });
    get().reply(200, page([]));
    const { personio, slept } = stage();
    await personio.listAbsenceTypes();
    expect(slept).toEqual([3000]);
  });

  it("gives up at once when that is longer than people wait", async () => {
    grant();
    get().reply(429, "", { "retry-after": "60" });
    const { personio, slept } = stage();
    expect((await problemFrom(personio.listAbsenceTypes())).problem).toEqual({ kind: "personio-busy" });
    expect(slept).toEqual([]);
  });
});

describe.each(WRITES)("writing with %s", (method, path, ask) => {
  it.each([500, 502, 503, 504])(
    "is not repeated after %d, and nobody knows whether it was carried out",
    async (status) => {
      grant();
      interceptWrite(method, path).reply(status, trouble());
      const { personio, slept } = stage();
      const error = await problemFrom(ask(personio));
      expect(error.problem).toEqual({ kind: "outcome-unknown" });
      expect(error.facts).toMatchObject({ status, method, traceId: "trace-1" });
      expect(slept).toEqual([]);
    },
  );

  it.each(["ECONNRESET", "ECONNABORTED", "ETIMEDOUT"])("is not repeated when there is no answer: %s", async (code) => {
    grant();
    interceptWrite(method, path).replyWithError(broken(code));
    const error = await problemFrom(ask(stage().personio));
    expect(error.problem).toEqual({ kind: "outcome-unknown" });
    expect(error.facts).toMatchObject({ code, method });
  });

  it("was surely not carried out when no connection came about", async () => {
    grant();
    interceptWrite(method, path).replyWithError(broken("ECONNREFUSED"));
    expect((await problemFrom(ask(stage().personio))).problem).toEqual({ kind: "personio-down" });
  });
});
