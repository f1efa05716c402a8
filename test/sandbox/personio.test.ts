import { describe, expect, it } from "vitest";
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

describe("what tests may do besides", () => {
  it.each(["APPROVED", "REJECTED"] as const)("decide about a request: %s", async (status) => {
    const { ask, personio, company, person, pass } = await stage();
    const request = company.personio.absencePeriods.find(({ personId }) => personId === person("emma"));
    const read = async () => (await ask(`/v2/absence-periods/${request?.id}`)).body;
    expect((await read()).approval.status).toBe("PENDING");
    pass(60_000);
    expect(personio.decide(request?.id ?? "", status)).toBe(true);
    expect(await read()).toMatchObject({ approval: { status }, updated_at: `${MONDAY}T08:01:00.000Z` });
    expect(personio.decide("nonsense", status)).toBe(false);
  });

  it("read which calls were made, once", async () => {
    const { ask, personio } = await stage();
    personio.takeCalls();
    await ask("/v2/persons?limit=51");
    expect(personio.takeCalls()).toEqual([{ method: "GET", path: "/v2/persons", query: "?limit=51", status: 400 }]);
    expect(personio.takeCalls()).toEqual([]);
  });

  it("read what was written, but no secrets", async () => {
    const { ask, personio, tokenWith } = await stage();
    personio.takeCalls();
    await tokenWith({});
    await ask("/v2/absence-periods", { method: "POST", body: { comment: "Family" } });
    const [granted, written] = personio.takeCalls();
    expect(granted).toEqual({ method: "POST", path: "/v2/auth/token", query: "", status: 200 });
    expect(written).toMatchObject({ status: 400, body: { comment: "Family" } });
  });

  it("change the company between two calls", async () => {
    const { ask, company } = await stage();
    expect((await ask("/v2/persons/1005")).body.first_name).toBe("Anna");
    for (const person of company.personio.persons) person.first_name = "Ann";
    expect((await ask("/v2/persons/1005")).body.first_name).toBe("Ann");
  });
});
