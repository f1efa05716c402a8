import { describe, expect, it } from "vitest";
import { api, grant, page, problemFrom, stage, trouble } from "./stage.ts";

type Stage = ReturnType<typeof stage>;
const many = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`);
const week = { first: "2026-11-23", last: "2026-11-29" } as const;

describe("each list asks for the largest page that Personio gives", () => {
  it.each<
    [path: string, limit: string, more: Record<string, string>, ask: (it: Stage["personio"]) => Promise<unknown[]>]
  >([
    ["/v2/persons", "50", {}, (it) => it.listPersons()],
    ["/v2/persons/1/employments", "50", {}, (it) => it.listEmployments("1")],
    ["/v2/absence-types", "100", {}, (it) => it.listAbsenceTypes()],
    ["/v2/absence-periods", "100", {}, (it) => it.listAbsencePeriods({}, () => "DAY")],
    ["/v2/absence-periods/a/breakdowns", "28", {}, (it) => it.listAbsenceBreakdowns("a")],
    [
      "/v2/attendance-periods",
      "100",
      { "person.id": "1", "attribution_date.gte": "2026-11-23", "attribution_date.lte": "2026-11-29" },
      (it) => it.listAttendancePeriods({ personIds: ["1"], span: week }),
    ],
    ["/v2/org-units", "100", { type: "team" }, (it) => it.listOrgUnits("team")],
    ["/v2/workplaces", "100", {}, (it) => it.listWorkplaces()],
  ])("%s: %s", async (path, limit, more, ask) => {
    grant();
    api()
      .get(path)
      .query({ ...more, limit })
      .reply(200, page([]));
    expect(await ask(stage().personio)).toEqual([]);
  });
});

describe("persons", () => {
  it("are found by e-mail, in lower case whatever Personio has", async () => {
    grant();
    api()
      .get("/v2/persons")
      .query({ email: "anna+work@example.com", limit: "50" })
      .reply(200, page([{ id: "1", email: "Anna+Work@example.com" }]));
    expect(await stage().personio.listPersons({ emails: ["anna+work@example.com"] })).toEqual([
      { id: "1", email: "anna+work@example.com" },
    ]);
  });

  it("are asked for fifty at a time", async () => {
    grant();
    const asked: number[] = [];
    api()
      .get("/v2/persons")
      .query(true)
      .times(3)
      .reply(200, (uri) => {
        const ids = new URL(uri, "https://x.test").searchParams.get("id")?.split(",") ?? [];
        asked.push(ids.length);
        return page(ids.map((id) => ({ id })));
      });
    expect(await stage().personio.listPersons({ ids: many(120) })).toHaveLength(120);
    expect(asked.sort()).toEqual([20, 50, 50]);
  });

  it("are nobody, without a call, when nobody is asked for", async () => {
    const { personio } = stage();
    expect(await personio.listPersons({ ids: [] })).toEqual([]);
    expect(await personio.listPersons({ emails: [] })).toEqual([]);
    expect(await personio.listAttendancePeriods({ personIds: [], span: week })).toEqual([]);
    expect(await personio.listAbsencePeriods({ personIds: [] }, () => "DAY")).toEqual([]);
  });

  it("can be those who are active only", async () => {
    grant();
    api().get("/v2/persons").query({ status: "ACTIVE", limit: "50" }).reply(200, page([]));
    await stage().personio.listPersons({ status: "ACTIVE" });
  });

  it("are read one by one, bare or wrapped", async () => {
    grant();
    api().get("/v2/persons/1").reply(200, { id: "1", first_name: "Anna" });
    api()
      .get("/v2/persons/2")
      .reply(200, { _data: { id: "2" } });
    const { personio } = stage();
    expect(await personio.getPerson("1")).toEqual({ id: "1", firstName: "Anna" });
    expect(await personio.getPerson("2")).toEqual({ id: "2" });
  });

  it("have their employments in Personio's order, whether it repeats whose they are or not", async () => {
    grant();
    api()
      .get("/v2/persons/1/employments")
      .query(true)
      .reply(200, page([{ id: "new" }, { id: "old", person: { id: "1" } }]));
    expect(await stage().personio.listEmployments("1")).toEqual([
      { id: "new", personId: "1", orgUnits: [] },
      { id: "old", personId: "1", orgUnits: [] },
    ]);
  });
});

describe("what is beta", () => {
  it("is asked for as such, and nothing else is", async () => {
    grant();
    api()
      .get("/v2/org-units")
      .query(true)
      .matchHeader("beta", "true")
      .reply(200, page([{ id: "1", type: "TEAM", name: "Design" }]));
    api()
      .get("/v2/workplaces")
      .query(true)
      .matchHeader("beta", "true")
      .reply(200, page([{ id: "2", name: "Berlin" }]));
    api()
      .get("/v2/absence-types")
      .query(true)
      .matchHeader("beta", (value) => !value)
      .reply(200, page([]));
    const { personio } = stage();
    expect(await personio.listOrgUnits("team")).toEqual([{ id: "1", type: "team", name: "Design" }]);
    expect(await personio.listWorkplaces()).toEqual([{ id: "2", name: "Berlin" }]);
    await personio.listAbsenceTypes();
  });

  it("may be missing", async () => {
    grant();
    const body = { ...trouble("Not Found", "The endpoint with /v2/workplaces was not found."), personio_trace_id: "" };
    api().get("/v2/workplaces").query(true).reply(404, body);
    const error = await problemFrom(stage().personio.listWorkplaces());
    expect(error.problem).toEqual({ kind: "not-in-personio" });
    expect(error.facts).toEqual({ status: 404, method: "GET", path: "/v2/workplaces" });
  });
});

describe("attendances", () => {
  it("are asked for by the day that they count for", async () => {
    grant();
    api()
      .get("/v2/attendance-periods")
      .query({
        "person.id": "1,2",
        "attribution_date.gte": "2026-11-23",
        "attribution_date.lte": "2026-11-29",
        limit: "100",
      })
      .reply(
        200,
        page([{ id: "a", type: "WORK", person: { id: "1" }, start: { date_time: "2026-11-23T08:00:00" }, end: null }]),
      );
    expect(await stage().personio.listAttendancePeriods({ personIds: ["1", "2"], span: week })).toMatchObject([
      { id: "a", day: "2026-11-23", end: null },
    ]);
  });
});
