import { describe, expect, it } from "vitest";
import { stage } from "./personio-stage.ts";

const TYPE = {
  vacation: "a0000000-0000-4000-8000-000000000001",
  sick: "a0000000-0000-4000-8000-000000000002",
  doctor: "a0000000-0000-4000-8000-000000000008",
};
type Half = "FIRST_HALF" | "SECOND_HALF";
const at = (date_time: string, type?: Half | null) => ({ date_time, ...(type !== undefined && { type }) });
const midnight = (day: string, type?: Half | null) => at(`${day}T00:00:00`, type);
/** Gerd has no absences of his own. */
const days = (first: string, last: string | null, halves: [Half?, Half?] = []) => ({
  person: { id: "1002" },
  absence_type: { id: TYPE.vacation },
  starts_from: midnight(first, halves[0] ?? null),
  ends_at: last && midnight(last, halves[1] ?? null),
});
const hours = (from: string, to: string) => ({
  ...days("2026-12-01", null),
  absence_type: { id: TYPE.doctor },
  starts_from: at(from),
  ends_at: at(to),
});

/** Somebody asks for days, and the absence is looked at as it is listed then. */
async function desk(prepare?: Parameters<typeof stage>[0]) {
  const parts = await stage(prepare);
  const { ask } = parts;
  const create = (body: unknown, query = "?skip_approval=false") =>
    ask(`/v2/absence-periods${query}`, { method: "POST", body });
  const change = (id: string, body: unknown, query = "") =>
    ask(`/v2/absence-periods/${id}${query}`, { method: "PATCH", body });
  const read = async (id: string) => (await ask(`/v2/absence-periods/${id}`)).body;
  const created = async (body: unknown, query?: string): Promise<string> => (await create(body, query)).body.id;
  const breakdown = async (id: string) =>
    (await ask(`/v2/absence-periods/${id}/breakdowns`)).body._data.map(
      ({ date, effective_duration: { unit, value } }: Taken) => `${date} ${value} ${unit}`,
    );
  return { ...parts, create, created, change, read, breakdown };
}
type Taken = { date: string; effective_duration: { unit: string; value: number } };

describe("absences between two days", () => {
  /** Monday 23 to Sunday 29 November. */
  const A = "2026-11-23T00:00:00";
  const B = "2026-11-29T23:59:59";
  const PAIRS = {
    recommended: `starts_from.date_time.lte=${B}&ends_at.date_time.gte=${A}`,
    inside: `starts_from.date_time.gte=${A}&ends_at.date_time.lte=${B}`,
    beginning: `starts_from.date_time.gte=${A}&starts_from.date_time.lte=${B}`,
  };
  const WHO = {
    "parental leave since July": "siobhan",
    "a vacation within the week": "anna",
    "sickness without an end": "guel",
    "a vacation of next week": "bo",
    "a vacation that was over": "rosa",
  };
  const PARENTAL = "parental leave since July";
  const WITHIN = "a vacation within the week";
  const OPEN = "sickness without an end";

  it.each([
    ["recommended", "and", true, [PARENTAL, WITHIN, OPEN]],
    ["recommended", "overlap", true, [PARENTAL, WITHIN, OPEN]],
    ["recommended", "and", false, [PARENTAL, WITHIN]],
    ["recommended", "overlap", false, [PARENTAL, WITHIN]],
    ["inside", "and", true, [WITHIN]],
    ["inside", "overlap", true, [PARENTAL, WITHIN, OPEN]],
    ["beginning", "and", true, [WITHIN]],
    ["beginning", "overlap", true, [PARENTAL, WITHIN, OPEN]],
  ] as const)("asked by the %s pair, read as %s, open ends passing: %s", async (pair, filterReading, passes, found) => {
    const { all, person } = await stage(({ personio }) =>
      Object.assign(personio.state.settings, { filterReading, openEndsPassFilter: passes }),
    );
    const listed = (await all(`/v2/absence-periods?${PAIRS[pair]}`)) as { id: string; person: { id: string } }[];
    const away = new Set(listed.map((period) => period.person.id));
    expect(Object.keys(WHO).filter((what) => away.has(person(WHO[what as keyof typeof WHO])))).toEqual(found);
  });

  it.each(["and", "overlap"] as const)(
    "read as %s show who was back on the first day, since ends are exclusive and the bound is not",
    async (filterReading) => {
      const { company, all, person } = await stage(({ personio }) =>
        Object.assign(personio.state.settings, { filterReading }),
      );
      const [template] = company.personio.absencePeriods;
      if (template)
        company.personio.absencePeriods.push({
          ...template,
          id: "until-sunday",
          personId: person("gerd"),
          first: { day: "2026-11-20", half: "FIRST_HALF" },
          last: { day: "2026-11-22", half: "SECOND_HALF" },
        });
      expect((await all(`/v2/absence-periods?${PAIRS.recommended}`)).map(({ id }) => id)).toContain("until-sunday");
    },
  );
});

describe("an absence that is asked for", () => {
  it("in days: its end is read as the midnight after the last day", async () => {
    const { create, read } = await desk();
    const answer = await create({ ...days("2026-12-02", "2026-12-04"), comment: "Family visit" });
    const { id } = answer.body;
    expect(answer).toMatchObject({
      status: 201,
      body: { _meta: { links: { self: { href: expect.stringMatching(new RegExp(`/v2/absence-periods/${id}$`)) } } } },
    });
    expect(await read(id)).toMatchObject({
      starts_from: { date_time: "2026-12-02T00:00:00", type: "FIRST_HALF" },
      ends_at: { date_time: "2026-12-05T00:00:00", type: "SECOND_HALF" },
      comment: "Family visit",
      approval: { status: "PENDING" },
      updated_at: "2026-11-23T08:00:00.000Z",
    });
  });

  it("takes the date of the end for the last day, or for the day after it where the switch says so", async () => {
    const { created, read, personio } = await desk();
    const inclusive = await created(days("2026-12-02", "2026-12-04"));
    personio.state.settings.writeExclusive = true;
    const exclusive = await created(days("2026-12-09", "2026-12-11"));
    expect((await read(inclusive)).ends_at.date_time).toBe("2026-12-05T00:00:00");
    expect((await read(exclusive)).ends_at.date_time).toBe("2026-12-11T00:00:00");
  });

  it.each([
    ["?skip_approval=false", undefined, "PENDING"],
    ["", undefined, "PENDING"],
    ["?skip_approval=true", undefined, "APPROVED"],
    ["?skip_approval=false", [TYPE.sick], "APPROVED"],
    ["?skip_approval=false", [TYPE.vacation], "PENDING"],
  ])("with %j, where %j need approval, is %s", async (query, typesToApprove, status) => {
    const { created, read } = await desk(({ personio }) => Object.assign(personio.state.settings, { typesToApprove }));
    expect((await read(await created(days("2026-12-02", "2026-12-02"), query))).approval.status).toBe(status);
  });

  it("without an end stays open, and counts up to today", async () => {
    const { created, read, breakdown } = await desk();
    const id = await created(days("2026-11-19", null));
    expect((await read(id)).ends_at).toBeNull();
    expect(await breakdown(id)).toEqual(["2026-11-19 1 DAY", "2026-11-20 1 DAY", "2026-11-23 1 DAY"]);
  });

  it("in hours has its real times, and takes hours", async () => {
    const { created, read, breakdown } = await desk();
    const id = await created(hours("2026-12-01T09:00:00", "2026-12-01T11:30:00"));
    expect(await read(id)).toMatchObject({
      starts_from: { date_time: "2026-12-01T09:00:00", type: null },
      ends_at: { date_time: "2026-12-01T11:30:00", type: null },
    });
    expect(await breakdown(id)).toEqual(["2026-12-01 2.5 HOUR"]);
  });

  it.each([
    [["FIRST_HALF", "FIRST_HALF"], "2026-12-04", ["2026-12-04 0.5 DAY"]],
    [["SECOND_HALF", "SECOND_HALF"], "2026-12-04", ["2026-12-04 0.5 DAY"]],
    [["FIRST_HALF", "SECOND_HALF"], "2026-12-04", ["2026-12-04 1 DAY"]],
    [["SECOND_HALF", "FIRST_HALF"], "2026-12-07", ["2026-12-04 0.5 DAY", "2026-12-07 0.5 DAY"]],
  ] satisfies [[Half, Half], string, string[]][])("of %j up to %s takes %j", async (halves, last, taken) => {
    const { created, breakdown } = await desk();
    expect(await breakdown(await created(days("2026-12-04", last, halves)))).toEqual(taken);
  });

  it("takes nothing on weekends, which are listed where the switch says so", async () => {
    const { created, breakdown, personio } = await desk();
    const id = await created(days("2026-12-04", "2026-12-07"));
    personio.state.settings.breakdownWeekends = "zero";
    expect(await breakdown(id)).toEqual([
      "2026-12-04 1 DAY",
      "2026-12-05 0 DAY",
      "2026-12-06 0 DAY",
      "2026-12-07 1 DAY",
    ]);
  });

  it.each([
    ["nothing at all", {}, 400],
    ["a zone", { ...days("2026-12-01", null), starts_from: at("2026-12-01T00:00:00Z") }, 400],
    ["an offset", { ...days("2026-12-01", null), starts_from: at("2026-12-01T00:00:00+01:00") }, 400],
    ["a day that does not exist", days("2027-02-29", null), 400],
    [
      "a half that does not exist",
      { ...days("2026-12-01", null), starts_from: midnight("2026-12-01", "NOON" as Half) },
      400,
    ],
    ["an unknown person", { ...days("2026-12-01", null), person: { id: "9999" } }, 400],
    ["an unknown type", { ...days("2026-12-01", null), absence_type: { id: "9999" } }, 400],
    ["a comment without end", { ...days("2026-12-01", null), comment: "x".repeat(2001) }, 400],
    ["a status of one's own", { ...days("2026-12-01", null), approval: { status: "APPROVED" } }, 400],
    ["an end before the start", days("2026-12-02", "2026-12-01"), 422],
    ["the halves of one day in the wrong order", days("2026-12-01", "2026-12-01", ["SECOND_HALF", "FIRST_HALF"]), 422],
    ["hours up to midnight", hours("2026-12-01T20:00:00", "2026-12-02T00:00:00"), 422],
    ["hours over two days", hours("2026-12-01T09:00:00", "2026-12-02T11:00:00"), 422],
    ["hours without times", hours("2026-12-01T00:00:00", "2026-12-01T00:00:00"), 422],
    ["hours without an end", { ...hours("2026-12-01T09:00:00", ""), ends_at: null }, 422],
    ["hours that go backwards", hours("2026-12-01T11:00:00", "2026-12-01T09:00:00"), 422],
    ["days that are taken", { ...days("2026-11-25", "2026-11-26"), person: { id: "1005" } }, 409],
    ["days within an open end", { ...days("2027-05-03", "2027-05-04"), person: { id: "1010" } }, 409],
    ["an open end before days that are taken", { ...days("2026-12-01", null), person: { id: "1005" } }, 409],
  ])("with %s is refused", async (_name, body, status) => {
    const { create, company } = await desk();
    const before = company.personio.absencePeriods.length;
    const refused = await create(body);
    expect(refused.status).toBe(status);
    expect(refused.body.errors).toHaveLength(1);
    expect(company.personio.absencePeriods.length).toBe(before);
  });

  it.each([
    [
      "the afternoon after a morning",
      days("2026-12-01", "2026-12-01", ["FIRST_HALF", "FIRST_HALF"]),
      days("2026-12-01", "2026-12-01", ["SECOND_HALF", "SECOND_HALF"]),
      201,
    ],
    [
      "the same morning",
      days("2026-12-01", "2026-12-01", ["FIRST_HALF", "FIRST_HALF"]),
      days("2026-12-01", "2026-12-01"),
      409,
    ],
    [
      "the next hour",
      hours("2026-12-01T09:00:00", "2026-12-01T10:00:00"),
      hours("2026-12-01T10:00:00", "2026-12-01T11:00:00"),
      201,
    ],
    [
      "the same hour",
      hours("2026-12-01T09:00:00", "2026-12-01T10:00:00"),
      hours("2026-12-01T09:30:00", "2026-12-01T11:00:00"),
      409,
    ],
    ["an hour of a day", days("2026-12-01", "2026-12-01"), hours("2026-12-01T09:30:00", "2026-12-01T11:00:00"), 409],
  ])("for %s, besides what is there: %s, then %s: %i", async (_name, there, asked, status) => {
    const { create } = await desk();
    expect((await create(there)).status).toBe(201);
    expect((await create(asked)).status).toBe(status);
  });

  it("may take days whose request was rejected", async () => {
    const { create, created, personio } = await desk();
    personio.decide(await created(days("2026-12-01", "2026-12-01")), "REJECTED");
    expect((await create(days("2026-12-01", "2026-12-01"))).status).toBe(201);
  });
});

describe("an absence that is changed", () => {
  it("keeps what is not sent", async () => {
    const { created, change, read } = await desk();
    const id = await created({ ...days("2026-12-02", "2026-12-04"), comment: "Family" }, "?skip_approval=true");
    expect((await change(id, { comment: "Sister's wedding" })).status).toBe(204);
    expect(await read(id)).toMatchObject({
      starts_from: { date_time: "2026-12-02T00:00:00" },
      ends_at: { date_time: "2026-12-05T00:00:00" },
      comment: "Sister's wedding",
      approval: { status: "APPROVED" },
    });
    await change(id, { ends_at: midnight("2026-12-03", "FIRST_HALF"), comment: null });
    expect(await read(id)).toMatchObject({
      starts_from: { date_time: "2026-12-02T00:00:00", type: "FIRST_HALF" },
      ends_at: { date_time: "2026-12-04T00:00:00", type: "FIRST_HALF" },
      comment: null,
    });
  });

  it("to other days waits for approval again, unless that is skipped", async () => {
    const { created, change, read } = await desk();
    const id = await created(days("2026-12-02", "2026-12-04"), "?skip_approval=true");
    await change(id, { ends_at: midnight("2026-12-03") }, "?skip_approval=true");
    expect((await read(id)).approval.status).toBe("APPROVED");
    await change(id, { ends_at: midnight("2026-12-08") }, "?skip_approval=false");
    expect((await read(id)).approval.status).toBe("PENDING");
  });

  it("is not in its own way, but in that of others", async () => {
    const { created, change, read } = await desk();
    const id = await created(days("2026-12-02", "2026-12-04"));
    await created(days("2026-12-09", "2026-12-09"));
    expect((await change(id, { ends_at: midnight("2026-12-07") })).status).toBe(204);
    expect((await change(id, { ends_at: midnight("2026-12-09") })).status).toBe(409);
    expect((await read(id)).ends_at.date_time).toBe("2026-12-08T00:00:00");
  });

  it.each([
    ["nothing", {}, 400],
    ["its status", { approval: { status: "APPROVED" } }, 400],
    ["an end before its start", { ends_at: midnight("2026-12-01") }, 422],
  ])("by %s is refused", async (_name, body, status) => {
    const { created, change } = await desk();
    expect((await change(await created(days("2026-12-02", "2026-12-04")), body)).status).toBe(status);
  });

  it("is gone once it is deleted", async () => {
    const { ask, created } = await desk();
    const path = `/v2/absence-periods/${await created(days("2026-12-02", "2026-12-04"))}`;
    expect((await ask(path, { method: "DELETE" })).status).toBe(204);
    for (const [method, sub] of [
      ["GET", ""],
      ["GET", "/breakdowns"],
      ["DELETE", ""],
    ])
      expect((await ask(`${path}${sub}`, { method: method ?? "" })).status).toBe(404);
  });
});
