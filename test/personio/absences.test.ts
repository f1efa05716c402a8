import { describe, expect, it } from "vitest";
import type { Day, HalfDay } from "../../src/domain/calendar.ts";
import type { AbsenceFilter } from "../../src/personio/absences.ts";
import { api, grant, page, problemFrom, stage } from "./stage.ts";

const inDays = () => "DAY" as const;
const morning = (day: Day): HalfDay => ({ day, half: "FIRST_HALF" });
const evening = (day: Day): HalfDay => ({ day, half: "SECOND_HALF" });
const CREATE = { personId: "1043", absenceTypeId: "t", first: morning("2026-03-02"), last: evening("2026-03-04") };

/** In days, with the end as Personio sends it: the midnight after. */
const wire = (id: string, from: string, to: string | null) => ({
  id,
  person: { id: "1043" },
  absence_type: { id: "t" },
  starts_from: { date_time: `${from}T00:00:00` },
  ends_at: to && { date_time: `${to}T00:00:00` },
});

describe("absence periods", () => {
  it.each<[what: string, filter: AbsenceFilter, query: Record<string, string>]>([
    ["all", {}, {}],
    [
      "overlapping a week",
      { startsOnOrBefore: "2026-11-29", endsOnOrAfter: "2026-11-23" },
      { "starts_from.date_time.lte": "2026-11-29T23:59:59", "ends_at.date_time.gte": "2026-11-23T00:00:00" },
    ],
    ["begun since", { startsOnOrAfter: "2025-10-19" }, { "starts_from.date_time.gte": "2025-10-19T00:00:00" }],
    [
      "over by the end of the year, whose last midnight is the next year's",
      { endsOnOrBefore: "2026-12-31" },
      { "ends_at.date_time.lte": "2027-01-01T00:00:00" },
    ],
    [
      "of persons and types",
      { personIds: ["1", "2"], absenceTypeIds: ["a", "b"] },
      { "person.id": "1,2", "absence_type.id": "a,b" },
    ],
    ["by id", { ids: ["x", "y"] }, { id: "x,y" }],
    ["changed since", { updatedSince: new Date("2026-11-23T08:00:00Z") }, { "updated_at.gte": "2026-11-23T08:00:00" }],
  ])("are asked for: %s", async (_what, filter, query) => {
    grant();
    api()
      .get("/v2/absence-periods")
      .query({ ...query, limit: "100" })
      .reply(200, page([]));
    expect(await stage().personio.listAbsencePeriods(filter, inDays)).toEqual([]);
  });

  it("are asked for fifty persons at a time", async () => {
    grant();
    api().get("/v2/absence-periods").query(true).times(3).reply(200, page([]));
    const personIds = Array.from({ length: 101 }, (_, index) => `${index}`);
    await stage().personio.listAbsencePeriods({ personIds }, inDays);
  });

  it("do not hold those that ended the day before, whose midnight Personio counts as the asked day's", async () => {
    grant();
    const sent = [
      wire("until-sunday", "2026-11-16", "2026-11-23"),
      wire("until-monday", "2026-11-16", "2026-11-24"),
      wire("open", "2026-11-16", null),
    ];
    api().get("/v2/absence-periods").query(true).reply(200, page(sent));
    const found = await stage().personio.listAbsencePeriods({ endsOnOrAfter: "2026-11-23" }, inDays);
    expect(found.map(({ id }) => id)).toEqual(["until-monday", "open"]);
  });

  it("hold those that end on the asked day, and none that goes on", async () => {
    grant();
    const sent = [
      wire("until-sunday", "2026-11-16", "2026-11-23"),
      wire("until-monday", "2026-11-16", "2026-11-24"),
      wire("open", "2026-11-16", null),
    ];
    api().get("/v2/absence-periods").query(true).reply(200, page(sent));
    const found = await stage().personio.listAbsencePeriods({ endsOnOrBefore: "2026-11-22" }, inDays);
    expect(found.map(({ id }) => id)).toEqual(["until-sunday"]);
  });

  it("are read by the unit of their type", async () => {
    grant();
    const hours = { ...wire("h", "2026-03-10", null), absence_type: { id: "doctor" } };
    const times = {
      starts_from: { date_time: "2026-03-10T09:00:00", type: null },
      ends_at: { date_time: "2026-03-10T11:30:00", type: null },
    };
    api()
      .get("/v2/absence-periods/h")
      .reply(200, { ...hours, ...times });
    const asked: string[] = [];
    const read = await stage().personio.getAbsencePeriod("h", (typeId) => {
      asked.push(typeId);
      return "HOUR";
    });
    expect(asked).toEqual(["doctor"]);
    expect(read).toMatchObject({ times: { from: "09:00", to: "11:30" }, last: evening("2026-03-10") });
  });

  it("are broken down by day, over several pages", async () => {
    grant();
    const entry = (date: string, value: number) => ({ date, effective_duration: { unit: "DAY", value } });
    api()
      .get("/v2/absence-periods/a/breakdowns")
      .query({ limit: "28" })
      .reply(200, page([entry("2026-03-02", 1)], "?cursor=2"));
    api()
      .get("/v2/absence-periods/a/breakdowns")
      .query({ cursor: "2" })
      .reply(200, page([entry("2026-03-03", 0)]));
    expect(await stage().personio.listAbsenceBreakdowns("a")).toEqual([
      { day: "2026-03-02", unit: "DAY", value: 1 },
      { day: "2026-03-03", unit: "DAY", value: 0 },
    ]);
  });
});

describe("writing an absence", () => {
  it("is created up to midnight of its last day, and asks for approval unless told otherwise", async () => {
    grant();
    api()
      .post("/v2/absence-periods", {
        person: { id: "1043" },
        absence_type: { id: "t" },
        starts_from: { date_time: "2026-03-02T00:00:00", type: "FIRST_HALF" },
        ends_at: { date_time: "2026-03-04T00:00:00", type: "SECOND_HALF" },
        comment: "Family visit",
        substitute: { id: "1002" },
      })
      .query({ skip_approval: "false" })
      .reply(201, { id: "new" });
    const request = { ...CREATE, comment: "Family visit", substituteId: "1002" };
    expect(await stage().personio.createAbsencePeriod(request)).toEqual({ id: "new" });
  });

  it("is recorded as approved when told so", async () => {
    grant();
    api()
      .post("/v2/absence-periods")
      .query({ skip_approval: "true" })
      .reply(201, { _data: { id: "new" } });
    expect(await stage().personio.createAbsencePeriod(CREATE, { skipApproval: true })).toEqual({ id: "new" });
  });

  it("is created with an open end, and with hours", async () => {
    grant();
    api()
      .post("/v2/absence-periods", (body) => body.ends_at === null)
      .query(true)
      .reply(201, { id: "open" });
    api()
      .post("/v2/absence-periods", (body) => body.ends_at.date_time === "2026-03-10T11:30:00")
      .query(true)
      .reply(201, { id: "hours" });
    const { personio } = stage();
    await personio.createAbsencePeriod({ ...CREATE, last: null });
    const day = "2026-03-10";
    await personio.createAbsencePeriod({
      ...CREATE,
      first: morning(day),
      last: evening(day),
      times: { from: "09:00", to: "11:30" },
    });
  });

  it.each([
    ["HTML", "<html>Created</html>"],
    ["nothing", ""],
    ["no id", {}],
  ])("has an unknown outcome when the answer says %s, lest it be asked for twice", async (_what, body) => {
    grant();
    api().post("/v2/absence-periods").query(true).reply(201, body);
    const error = await problemFrom(stage().personio.createAbsencePeriod(CREATE));
    expect(error.problem).toEqual({ kind: "outcome-unknown" });
    expect(error.facts).toEqual({ status: 201, method: "POST", path: "/v2/absence-periods" });
  });

  it.each<[what: string, comment: string | undefined, sent: object]>([
    ["stays", undefined, {}],
    ["is cleared", "", { comment: null }],
    ["is changed", "New", { comment: "New" }],
  ])("is changed with both ends; the comment %s", async (_what, comment, sent) => {
    grant();
    api()
      .patch("/v2/absence-periods/a", {
        starts_from: { date_time: "2026-03-02T00:00:00", type: "SECOND_HALF" },
        ends_at: { date_time: "2026-03-04T00:00:00", type: "FIRST_HALF" },
        ...sent,
      })
      .query({ skip_approval: "false" })
      .reply(204);
    const change = {
      first: evening("2026-03-02"),
      last: morning("2026-03-04"),
      ...(comment !== undefined && { comment }),
    };
    expect(await stage().personio.changeAbsencePeriod("a", change)).toBeUndefined();
  });

  it("is deleted", async () => {
    grant();
    api().delete("/v2/absence-periods/a").reply(204);
    expect(await stage().personio.deleteAbsencePeriod("a")).toBeUndefined();
  });
});

describe("the balance", () => {
  const balance = () => api().get("/v1/company/employees/1043/absences/balance");

  it("comes from v1, with the token of v2", async () => {
    grant("papi-v2");
    balance()
      .matchHeader("authorization", "Bearer papi-v2")
      .reply(200, {
        success: true,
        data: [{ id: 1234, name: "Vacation", category: "paid_vacation", balance: 10.5, available_balance: 8.33 }],
      });
    expect(await stage().personio.listAbsenceBalances("1043")).toEqual([
      { absenceTypeName: "Vacation", category: "paid_vacation", balance: 10.5, available: 8.33 },
    ]);
  });

  it.each([
    [200, 404, { kind: "not-in-personio" }],
    [404, 404, { kind: "not-in-personio" }],
    [200, 403, { kind: "scope-missing", scope: "personio:absences:read" }],
    [200, 0, { kind: "personio-refused", status: 400, title: "", detail: "Nicht gefunden" }],
  ])("may be refused with HTTP %d and the code %d in the body", async (status, code, expected) => {
    grant();
    balance().reply(status, { success: false, error: { code, message: "Nicht gefunden" } });
    expect((await problemFrom(stage().personio.listAbsenceBalances("1043"))).problem).toEqual(expected);
  });

  it("is puzzling when it is no list", async () => {
    grant();
    balance().reply(200, { success: true });
    expect((await problemFrom(stage().personio.listAbsenceBalances("1043"))).problem.kind).toBe("personio-puzzling");
  });
});
