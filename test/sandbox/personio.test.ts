import { describe, expect, it, onTestFinished, vi } from "vitest";
import { MONDAY, stage } from "./personio-stage.ts";

describe("what is not there", () => {
  it.each([
    "/v2/persons/9999",
    "/v2/persons/9999/employments",
    "/v2/absence-periods/nonsense",
    "/v2/org-units/9?type=team",
  ])("%s: 404, there is no such resource", async (path) => {
    const { ask } = await stage();
    const { status, body } = await ask(path);
    expect(status).toBe(404);
    expect(body).toEqual({
      personio_trace_id: expect.stringMatching(/./),
      timestamp: `${MONDAY}T08:00:00.000Z`,
      errors: [
        {
          title: "Resource not found",
          detail: "There is no resource for the specified id.",
          type: "https://developer.personio.de/reference/errors#common.resource_not_found",
          _meta: {},
        },
      ],
    });
  });

  it.each([
    ["a route that Personio has not", "/v2/nonsense", true],
    ["org units without the beta header", "/v2/org-units?type=team", false],
    ["workplaces without the beta header", "/v2/workplaces", false],
  ])("%s: 404 of the gateway, with an empty trace id", async (_name, path, beta) => {
    const { ask } = await stage();
    const { status, body } = await ask(path, { beta });
    const route = path.replace(/\?.*/, "");
    expect(status).toBe(404);
    expect(body).toMatchObject({
      personio_trace_id: "",
      errors: [
        {
          detail: `The endpoint with ${route} was not found.`,
          type: "https://developer.personio.de/v2.0/page/public-api-error-codes#apinot_found",
          _meta: { path: route },
        },
      ],
    });
  });

  it("the balance of nobody: 404 in the words of v1", async () => {
    const { ask } = await stage();
    const { status, body } = await ask("/v1/company/employees/9999/absences/balance");
    expect([status, body]).toEqual([404, { success: false, error: { code: 404, message: expect.any(String) } }]);
  });
});

describe("the limit", () => {
  it("is a 429 without Retry-After when the bucket of an endpoint is empty, and refills by the second", async () => {
    const { ask, pass } = await stage(({ personio }) => {
      personio.state.settings.rate = { persons: 2, others: 1, burst: 2 };
    });
    const path = "/v2/absence-types";
    const statuses = [await ask(path), await ask(path), await ask(path)];
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(statuses[2]?.headers.get("retry-after")).toBeNull();
    expect(statuses.map(({ headers }) => headers.get("x-ratelimit-remaining"))).toEqual(["1", "0", "0"]);
    expect((await ask("/v2/absence-periods")).status).toBe(200);
    pass(1000);
    expect((await ask(path)).status).toBe(200);
    expect((await ask(path)).status).toBe(429);
  });

  it("counts one bucket for all contracts", async () => {
    const { ask } = await stage(({ personio }) => {
      personio.state.settings.rate = { persons: 1, others: 1, burst: 2 };
    });
    const statuses = [];
    for (const id of ["1001", "1002", "1003"]) statuses.push((await ask(`/v2/persons/${id}/employments`)).status);
    expect(statuses).toEqual([200, 200, 429]);
  });
});

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
    // What is no call of Personio's goes through meanwhile.
    for (let turn = 0; turn < 3; turn++) await ask("/__sandbox/absence-periods/nonsense/approve", { method: "POST" });
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

describe("what tests may do besides", () => {
  it.each([
    ["approve", "APPROVED"],
    ["reject", "REJECTED"],
  ])("%s a request over HTTP, outside of Personio's paths", async (word, status) => {
    const { ask, personio, company, person, pass } = await stage();
    const request = company.personio.absencePeriods.find(({ personId }) => personId === person("emma"));
    const read = async () => (await ask(`/v2/absence-periods/${request?.id}`)).body;
    expect((await read()).approval.status).toBe("PENDING");
    pass(60_000);
    const decided = (id: string | undefined) =>
      fetch(`${personio.url}/__sandbox/absence-periods/${id}/${word}`, { method: "POST" });
    expect((await decided(request?.id)).status).toBe(204);
    expect(await read()).toMatchObject({ approval: { status }, updated_at: `${MONDAY}T08:01:00.000Z` });
    expect((await decided("nonsense")).status).toBe(404);
  });

  it("read which calls were made, once", async () => {
    const { ask, personio } = await stage();
    personio.takeCalls();
    await ask("/v2/persons?limit=51");
    expect(personio.takeCalls()).toEqual([{ method: "GET", path: "/v2/persons", query: "?limit=51", status: 400 }]);
    expect(personio.takeCalls()).toEqual([]);
  });

  it("change the company between two calls", async () => {
    const { ask, company } = await stage();
    expect((await ask("/v2/persons/1005")).body.first_name).toBe("Anna");
    for (const person of company.personio.persons) person.first_name = "Ann";
    expect((await ask("/v2/persons/1005")).body.first_name).toBe("Ann");
  });
});
