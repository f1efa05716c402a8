import { describe, expect, it } from "vitest";
import * as schemas from "../../src/personio/schemas.ts";
import { api, grant, page, problemFrom, stage } from "./stage.ts";

const nothing = () => {};
const inDays = () => "DAY" as const;

const period = {
  id: "fd19f19d",
  person: { id: "1043" },
  starts_from: { date_time: "2026-03-02T00:00:00", type: "FIRST_HALF" },
  ends_at: { date_time: "2026-03-05T00:00:00", type: "SECOND_HALF" },
  timezone_id: "Europe/Berlin",
  comment: "Family visit",
  absence_type: { id: "abc6fa09" },
  approval: { status: "APPROVED" },
};
const readPeriod = (more: object) => schemas.absencePeriod(inDays, nothing).safeParse({ ...period, ...more }).data;

describe("a person", () => {
  it("has a name, an e-mail address in lower case, and a status", () => {
    const wire = {
      id: "1043",
      email: "Mira.Holt@Example.com",
      first_name: "Mira",
      last_name: "Holt",
      preferred_name: "Mira Holt",
      gender: "FEMALE",
      status: "ACTIVE",
      custom_attributes: [{ id: "dynamic_305", type: "string", value: null }],
      employments: [{ id: "3a0f5c1e" }],
    };
    expect(schemas.person().parse(wire)).toEqual({
      id: "1043",
      email: "mira.holt@example.com",
      firstName: "Mira",
      lastName: "Holt",
      preferredName: "Mira Holt",
      status: "ACTIVE",
    });
  });

  it.each([
    ["missing", {}],
    ["null", { email: null, first_name: null, last_name: null, preferred_name: null, status: null }],
    ["empty", { email: "", first_name: "", last_name: "", preferred_name: "", status: "" }],
    ["of another kind", { email: 1, first_name: {}, last_name: [], preferred_name: true, status: 5 }],
    ["not specified", { status: "UNSPECIFIED" }],
  ])("simply lacks what the credential may not read: %s", (_what, attributes) => {
    // `toStrictEqual` tells a missing attribute from one that is `undefined`.
    expect(schemas.person().parse({ id: "1043", ...attributes })).toStrictEqual({ id: "1043" });
  });

  it("tells day and month of the birthday, where the admin named its attribute, and never the year", () => {
    const wire = {
      id: "1043",
      custom_attributes: [
        { id: "dynamic_1", type: "string", value: ["a"] },
        { id: "dynamic_77", type: "date", value: "1990-11-24" },
      ],
    };
    expect(schemas.person("dynamic_77").parse(wire)).toEqual({ id: "1043", birthday: "11-24" });
    expect(schemas.person("dynamic_1").parse(wire)).toEqual({ id: "1043" });
    expect(schemas.person().parse(wire)).toEqual({ id: "1043" });
  });
});

describe("an employment", () => {
  const wire = {
    id: "3a0f5c1e",
    status: "ACTIVE",
    weekly_working_hours: 32,
    employment_start_date: "2021-04-01",
    employment_end_date: null,
    position: { title: "Product Designer" },
    supervisor: { id: "1002" },
    office: { id: "60302" },
    org_units: [
      { type: "team", id: "4502" },
      { type: "DEPARTMENT", id: 401 },
      { type: "division", id: "9" },
      { type: "team" },
      null,
    ],
    person: { id: "1043" },
  };

  it("tells where somebody works, and for whom", () => {
    expect(schemas.employment.parse(wire)).toStrictEqual({
      id: "3a0f5c1e",
      personId: "1043",
      status: "ACTIVE",
      startDate: "2021-04-01",
      position: "Product Designer",
      supervisorId: "1002",
      workplaceId: "60302",
      orgUnits: [
        { type: "team", id: "4502" },
        { type: "department", id: "401" },
      ],
      weeklyWorkingHours: 32,
    });
  });

  it("has an end once it is terminated", () => {
    expect(schemas.employment.parse({ ...wire, employment_end_date: "2026-12-31T00:00:00Z" }).endDate).toBe(
      "2026-12-31",
    );
  });

  it("may hold nothing else", () => {
    const bare = { id: "e", status: "UNSPECIFIED", position: null, supervisor: {}, office: null, org_units: null };
    expect(schemas.employment.parse(bare)).toStrictEqual({ id: "e", orgUnits: [] });
  });
});

describe("an absence period", () => {
  it("has both ends inside", () => {
    expect(readPeriod({})).toStrictEqual({
      id: "fd19f19d",
      personId: "1043",
      absenceTypeId: "abc6fa09",
      first: { day: "2026-03-02", half: "FIRST_HALF" },
      last: { day: "2026-03-04", half: "SECOND_HALF" },
      status: "APPROVED",
      comment: "Family visit",
    });
  });

  it.each([
    ["null", { ends_at: null }],
    ["missing", { ends_at: undefined }],
    ["an end without date", { ends_at: { date_time: null, type: null } }],
  ])("is open when its end is %s", (_what, more) => {
    expect(readPeriod(more)?.last).toBeNull();
  });

  it.each([
    ["null", { approval: null }],
    ["missing", { approval: undefined }],
    ["empty", { approval: {} }],
    ["a status of null", { approval: { status: null } }],
  ])("counts as approved when nothing is said of approval: %s", (_what, more) => {
    expect(readPeriod(more)?.status).toBe("APPROVED");
  });

  it.each(["PENDING", "APPROVED", "DELETION_PENDING", "SUBSTITUTE_REQUESTED", "REJECTED"])(
    "knows the status %s",
    (status) => {
      expect(readPeriod({ approval: { status } })?.status).toBe(status);
    },
  );

  it.each([
    ["id", { id: undefined }],
    ["person", { person: null }],
    ["person's id", { person: {} }],
    ["start", { starts_from: null }],
    ["date of the start", { starts_from: { type: "FIRST_HALF" } }],
    ["readable start", { starts_from: { date_time: "soon" } }],
    ["readable end", { ends_at: "2026-03-05" }],
    ["end after its start", { ends_at: { date_time: "2026-03-01T00:00:00" } }],
  ])("is of no use without %s", (_what, more) => {
    expect(readPeriod(more)).toBeUndefined();
  });
});

describe("an attendance period", () => {
  const wire = {
    id: "bd242cd1",
    type: "WORK",
    person: { id: "1043" },
    approval: { status: "CONFIRMED" },
    start: { date_time: "2026-03-09T22:30:00" },
    end: { date_time: "2026-03-10T06:30:00" },
    attribution_date: "2026-03-09",
    comment: null,
  };

  it("has local times, and the day it counts for", () => {
    expect(schemas.attendancePeriod(nothing).parse(wire)).toStrictEqual({
      id: "bd242cd1",
      personId: "1043",
      type: "WORK",
      day: "2026-03-09",
      start: { day: "2026-03-09", time: "22:30" },
      end: { day: "2026-03-10", time: "06:30" },
      status: "CONFIRMED",
    });
  });

  it("still runs while it has no end, and counts for the day it began", () => {
    const read = schemas
      .attendancePeriod(nothing)
      .parse({ ...wire, end: null, attribution_date: undefined, approval: undefined });
    expect(read).toMatchObject({ end: null, day: "2026-03-09", status: "CONFIRMED" });
  });

  it.each([{ start: null }, { person: {} }, { type: "NAP" }, { end: { date_time: "later" } }])(
    "is of no use with %j",
    (more) => {
      expect(schemas.attendancePeriod(nothing).safeParse({ ...wire, ...more }).success).toBe(false);
    },
  );
});

describe("the smaller ones", () => {
  it("are read as they are", () => {
    expect(schemas.absenceType(nothing).parse({ id: "t", name: "Urlaub", category: null, unit: "HOUR" })).toEqual({
      id: "t",
      name: "Urlaub",
      category: "UNDEFINED",
      unit: "HOUR",
    });
    expect(schemas.orgUnit("team").parse({ id: 4502, name: "Design", parent_id: null })).toEqual({
      id: "4502",
      name: "Design",
      type: "team",
    });
    expect(schemas.orgUnit("team").parse({ id: "401", name: "Product", type: "DEPARTMENT" }).type).toBe("department");
    expect(schemas.workplace.parse({ id: "60302", name: "Berlin", country: "DE" })).toEqual({
      id: "60302",
      name: "Berlin",
    });
    const breakdown = { date: "2026-03-04", effective_duration: { unit: "DAY", value: 0.5 } };
    expect(schemas.absenceBreakdown(nothing).parse(breakdown)).toEqual({ day: "2026-03-04", unit: "DAY", value: 0.5 });
  });
});

describe("a list with flaws", () => {
  it("leaves out the record that lacks something, with its id in the log and nothing personal", async () => {
    grant();
    const flawed = { ...period, id: "flawed-1", starts_from: null, comment: "secret illness of Anna" };
    api()
      .get("/v2/absence-periods")
      .query(true)
      .reply(200, page([period, flawed, { comment: "no id" }, "junk"]));
    const { personio, warnings } = stage();
    expect(await personio.listAbsencePeriods({}, inDays)).toHaveLength(1);
    expect(warnings().map(({ facts }) => facts)).toEqual([
      { path: "/v2/absence-periods", id: "flawed-1", at: "starts_from" },
      { path: "/v2/absence-periods", at: "id" },
      { path: "/v2/absence-periods", at: "body" },
    ]);
  });

  it("keeps absences of a status that is new, as unknown, and says so once", async () => {
    grant();
    const strange = (id: string) => ({ ...period, id, approval: { status: "ON_HOLD" } });
    api()
      .get("/v2/absence-periods")
      .query(true)
      .times(2)
      .reply(200, page([strange("a"), strange("b"), period]));
    const { personio, warnings } = stage();
    await personio.listAbsencePeriods({}, inDays);
    const read = await personio.listAbsencePeriods({}, inDays);
    expect(read.map(({ status }) => status)).toEqual(["UNKNOWN", "UNKNOWN", "APPROVED"]);
    expect(warnings().map(({ facts }) => facts)).toEqual([{ field: "status", value: "ON_HOLD" }]);
  });

  it("keeps a category that is new as it is, and says so once", async () => {
    grant();
    const types = [
      { id: "1", name: "Sabbatical", category: "SABBATICAL", unit: "DAY" },
      { id: "2", name: "Long sabbatical", category: "SABBATICAL", unit: "DAY" },
      { id: "3", name: "Vacation", category: "paid_vacation", unit: "DAY" },
    ];
    api().get("/v2/absence-types").query(true).reply(200, page(types));
    const { personio, warnings } = stage();
    expect((await personio.listAbsenceTypes()).map(({ category }) => category)).toEqual([
      "SABBATICAL",
      "SABBATICAL",
      "paid_vacation",
    ]);
    expect(warnings().map(({ facts }) => facts)).toEqual([{ field: "absence category", value: "SABBATICAL" }]);
  });

  it("takes a unit that is new for days", async () => {
    grant();
    api()
      .get("/v2/absence-types")
      .query(true)
      .reply(200, page([{ id: "1", name: "Siesta", category: "OTHER", unit: "MINUTE" }]));
    const { personio, warnings } = stage();
    expect(await personio.listAbsenceTypes()).toMatchObject([{ unit: "DAY" }]);
    expect(warnings()).toHaveLength(1);
  });

  it("is told apart from a single record that lacks something, which is puzzling", async () => {
    grant();
    api()
      .get("/v2/absence-periods/a")
      .reply(200, { ...period, person: undefined });
    const error = await problemFrom(stage().personio.getAbsencePeriod("a", inDays));
    expect(error.problem.kind).toBe("personio-puzzling");
    expect(error.facts).toMatchObject({ at: "person", path: "/v2/absence-periods/{id}" });
  });
});
