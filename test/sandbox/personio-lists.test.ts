import { describe, expect, it } from "vitest";
import { stage } from "./personio-stage.ts";

describe("pages", () => {
  it.each([
    ["/v2/persons", 50, 10],
    ["/v2/persons/1005/employments", 50, 10],
    ["/v2/absence-types", 100, 100],
    ["/v2/absence-periods", 100, 100],
    ["/v2/absence-periods/b0000000-0000-4000-8000-000000000000/breakdowns", 28, 28],
    ["/v2/attendance-periods", 100, 100],
    ["/v2/org-units?type=team", 100, 20],
    ["/v2/workplaces", 100, 50],
  ])("of %s: up to %i, %i without a limit", async (path, max, byDefault) => {
    const { ask, company, person } = await stage();
    const many = <T extends object>(items: T[]) => {
      const [first] = items;
      if (first) items.push(...Array.from({ length: 120 }, (_, index) => ({ ...first, id: String(7000 + index) })));
    };
    const { persons, employments, absenceTypes, absencePeriods, attendancePeriods, orgUnits, workplaces } =
      company.personio;
    for (const [index, employment] of employments.entries())
      employments[index] = { ...employment, personId: person("anna") };
    for (const items of [persons, employments, absenceTypes, absencePeriods, attendancePeriods, orgUnits, workplaces])
      many<object>(items);
    const [period] = absencePeriods;
    if (period) period.last = { day: "2027-06-30", half: "SECOND_HALF" };

    const url = (limit: number | string) => `${path}${path.includes("?") ? "&" : "?"}limit=${limit}`;
    expect((await ask(path, { beta: true })).body._data).toHaveLength(byDefault);
    expect((await ask(url(max), { beta: true })).body._data).toHaveLength(max);
    for (const limit of [max + 1, 0, -1, "ten"]) {
      const refused = await ask(url(limit), { beta: true });
      expect([refused.status, refused.body.errors[0].detail]).toEqual([400, "Provided value for limit is not valid"]);
    }
  });

  it.each([
    "/v2/persons?limit=7",
    "/v2/absence-periods?limit=10",
    "/v2/attendance-periods?limit=11",
    "/v2/workplaces?limit=3",
  ])("of %s hold everything once, and the last has no next", async (path) => {
    const { pagesOf, all } = await stage();
    const pages = await pagesOf(path);
    const ids = pages.flatMap(({ _data }) => _data.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const whole = await all(path.replace(/limit=\d+/, "limit=50"));
    expect(ids).toEqual(whole.map(({ id }) => id));
    expect(pages.length).toBeGreaterThan(1);
  });

  it("of persons go on by the cursor alone, those of absences repeat the filters", async () => {
    const { ask } = await stage();
    const persons = new URL((await ask("/v2/persons?status=ACTIVE&limit=20")).body._meta.links.next.href);
    expect([...persons.searchParams.keys()]).toEqual(["cursor"]);
    const second = (await ask(persons.href)).body;
    expect(second._data).toHaveLength(19); // 39 are active
    const absences = new URL(
      (await ask("/v2/absence-periods?limit=3&starts_from.date_time.gte=2026-01-01T00:00:00")).body._meta.links.next
        .href,
    );
    expect([...absences.searchParams.keys()]).toEqual(["limit", "starts_from.date_time.gte", "cursor"]);
  });

  it("take the cursor alone or with the filters it was made for, and with no others", async () => {
    const { ask } = await stage();
    const filter = "absence_type.id=a0000000-0000-4000-8000-000000000001";
    const first = await ask(`/v2/absence-periods?limit=2&${filter}`);
    const cursor = new URL(first.body._meta.links.next.href).searchParams.get("cursor") ?? "";
    const next = `cursor=${encodeURIComponent(cursor)}`;
    const alone = await ask(`/v2/absence-periods?limit=2&${next}`);
    expect(alone.body._data).toHaveLength(2);
    expect((await ask(`/v2/absence-periods?limit=2&${filter}&${next}`)).body._data).toEqual(alone.body._data);
    for (const path of [
      `/v2/absence-periods?person.id=1005&${next}`,
      `/v2/absence-types?${next}`,
      "/v2/absence-periods?cursor=cur_nonsense",
    ])
      expect((await ask(path)).status, path).toBe(400);
  });
});

describe("filters", () => {
  it.each([
    ["/v2/persons?email=anna@morgenrot.example", ["1005"]],
    ["/v2/persons?email=anna@morgenrot.example,gerd@morgenrot.example", ["1002", "1005"]],
    ["/v2/persons?id=1005&id=1002,1004", ["1002", "1004", "1005"]],
    ["/v2/persons?first_name=Tom&last_name=Fischer", ["1013", "1014"]],
    ["/v2/persons?preferred_name=Anna Berg", ["1005"]],
    ["/v2/persons?status=INACTIVE", ["1039"]],
    ["/v2/persons?id=1005&updated_at.gt=2021-03-01", ["1005"]],
    ["/v2/persons?id=1005&updated_at.gt=2021-03-03", []],
    ["/v2/persons?email=nobody@morgenrot.example", []],
    ["/v2/persons/1005/employments?id=e0000000-0000-4000-8000-000000001006", []],
    ["/v2/workplaces?name=Wien", ["60303"]],
    ["/v2/workplaces?sort=-name&limit=2", ["60303", "60302", "60304", "60301"]],
  ])("%s finds %j", async (path, ids) => {
    const { all } = await stage();
    expect((await all(path)).map(({ id }) => id)).toEqual(ids);
  });

  it("know absences that changed since, both ends inside", async () => {
    const { all, company } = await stage();
    const [period] = company.personio.absencePeriods;
    if (period) period.updatedAt = "2026-11-23T07:00:00Z";
    const since = async (from: string, to = "2027-01-01T00:00:00") =>
      (await all(`/v2/absence-periods?updated_at.gte=${from}&updated_at.lte=${to}`)).map(({ id }) => id);
    expect(await since("2026-11-23T07:00:00.000Z")).toEqual([period?.id]);
    expect(await since("2026-11-23T07:00:01")).toEqual([]);
    expect(await since("2026-11-20T00:00:00", "2026-11-23T06:59:59")).toEqual([]);
  });

  it("of hours compare local times, and one that is running has no end", async () => {
    const { all } = await stage();
    const on = "attribution_date.gte=2026-11-20&attribution_date.lte=2026-11-23&person.id=1002";
    const times = async (query: string, span = on) =>
      (await all(`/v2/attendance-periods?${span}&${query}`)).map(
        (entry) => (entry as { id: string } & Entry).start.date_time,
      );
    expect(await times("")).toEqual([
      "2026-11-20T08:15:00",
      "2026-11-20T12:30:00",
      "2026-11-20T13:00:00",
      "2026-11-23T08:15:00",
    ]);
    expect(await times("start.date_time.gte=2026-11-20T12:30:00")).toEqual([
      "2026-11-20T12:30:00",
      "2026-11-20T13:00:00",
      "2026-11-23T08:15:00",
    ]);
    expect(await times("end.date_time.gte=2026-11-20T13:00:00")).toEqual([
      "2026-11-20T12:30:00",
      "2026-11-20T13:00:00",
    ]);
    // The last hours of each are not confirmed yet, nor are those that run.
    expect(await times("status=CONFIRMED", on.replace("2026-11-20", "2026-11-19"))).toEqual([
      "2026-11-19T10:00:00",
      "2026-11-19T13:00:00",
      "2026-11-19T14:00:00",
      "2026-11-19T22:00:00",
    ]);
    expect((await times("sort=-start.date_time"))[0]).toBe("2026-11-23T08:15:00");
  });

  it.each([
    "/v2/absence-periods?starts_from.date.gte=2026-01-01",
    "/v2/absence-periods?ends_from.date_time.gte=2026-01-01T00:00:00",
    "/v2/absence-periods?status=APPROVED",
    "/v2/absence-periods?sort=id",
    "/v2/absence-periods?starts_from.date_time.gte=yesterday",
    "/v2/persons?updated_at.gte=2026-01-01",
    "/v2/persons?team=Design",
    "/v2/attendance-periods?start.date_time.gte=2026-01-01T00:00:00Z",
    "/v2/attendance-periods?end.date_time.lte=2026-01-01T00:00:00%2B01:00",
    "/v2/attendance-periods?attribution_date.gte=2026-01-01T00:00:00",
    "/v2/attendance-periods?sort=comment",
    "/v2/org-units",
    "/v2/org-units?type=legion",
  ])("that Personio does not know are a 400: %s", async (path) => {
    const { ask } = await stage();
    const refused = await ask(path, { beta: true });
    expect([refused.status, refused.body.errors[0].title]).toEqual([400, "Bad request"]);
  });

  it("of absences let a Z pass", async () => {
    const { ask } = await stage();
    expect((await ask("/v2/absence-periods?starts_from.date_time.gte=2026-01-01T00:00:00Z")).status).toBe(200);
  });
});

type Entry = { start: { date_time: string } };
