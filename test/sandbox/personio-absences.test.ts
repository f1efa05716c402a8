import { describe, expect, it } from "vitest";
import { at, days, desk, type Half, hours, midnight, TYPE } from "./personio-desk.ts";

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

  it("keeps its substitute, and tells nobody who it is", async () => {
    const { created, read, kept, person } = await desk();
    const id = await created({ ...days("2026-12-02", "2026-12-04"), substitute: { id: person("otto") } });
    expect(kept("gerd", "2026-12-02")).toMatchObject([{ id, substituteId: person("otto") }]);
    expect(JSON.stringify(await read(id))).not.toMatch(/substitute|1031/);
  });

  it("takes the date of the end for the last day, or for the day after it where the switch says so", async () => {
    const { created, read, breakdown, personio } = await desk();
    const inclusive = await created(days("2026-12-02", "2026-12-04"));
    personio.state.settings.writeExclusive = true;
    const exclusive = await created(days("2026-12-09", "2026-12-11"));
    expect((await read(inclusive)).ends_at.date_time).toBe("2026-12-05T00:00:00");
    expect((await read(exclusive)).ends_at.date_time).toBe("2026-12-11T00:00:00");
    expect(await breakdown(inclusive)).toEqual(["2026-12-02 1 DAY", "2026-12-03 1 DAY", "2026-12-04 1 DAY"]);
    expect(await breakdown(exclusive)).toEqual(["2026-12-09 1 DAY", "2026-12-10 1 DAY"]);
  });

  it("has no day left where the end of its one day belongs to the day before, and is refused", async () => {
    const { create, created, change, read, company } = await desk(({ personio }) => {
      personio.state.settings.writeExclusive = true;
    });
    const before = company.personio.absencePeriods.length;
    expect((await create(days("2026-12-02", "2026-12-02", ["FIRST_HALF", "SECOND_HALF"]))).status).toBe(422);
    expect(company.personio.absencePeriods.length).toBe(before);
    const id = await created(days("2026-12-02", "2026-12-04"));
    expect((await change(id, { ends_at: midnight("2026-12-02", "SECOND_HALF") })).status).toBe(422);
    expect((await change(id, { starts_from: midnight("2026-12-03", "FIRST_HALF") })).status).toBe(204);
    expect((await read(id)).ends_at.date_time).toBe("2026-12-04T00:00:00");
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

  it("takes nothing on public holidays, which breakdowns treat as weekends", async () => {
    const { created, breakdown, personio } = await desk(({ personio }) => {
      personio.state.settings.isPublicHoliday = (day) => day === "2026-12-25";
    });
    const id = await created(days("2026-12-24", "2026-12-28"));
    expect(await breakdown(id)).toEqual(["2026-12-24 1 DAY", "2026-12-28 1 DAY"]);
    personio.state.settings.breakdownWeekends = "zero";
    expect((await breakdown(id))[1]).toBe("2026-12-25 0 DAY");
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
    ["nothing but a weekend", days("2026-12-05", "2026-12-06"), 422],
    ["hours on a Sunday", hours("2026-12-06T09:00:00", "2026-12-06T10:00:00"), 422],
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

describe("an absence that is refused says why", () => {
  const reasonOf = ({ status, body }: { status: number; body: { errors: [{ title: string; detail: string }] } }) => [
    status,
    body.errors[0].title,
    body.errors[0].detail,
  ];
  const CONFLICT = "Absence period conflict";
  const UNPROCESSABLE = "Unprocessable absence period request";

  it.each([
    ["2026-12-28", "2026-12-29"],
    ["2026-12-29", "2027-01-05"],
    ["2026-12-21", null],
  ])("from %s to %s: the first day that is taken", async (first, last) => {
    const { create, created } = await desk();
    await created(days("2026-12-29", "2026-12-30"));
    const day = "There is already an absence on 2026-12-29.";
    expect(reasonOf(await create(days(first, last)))).toEqual([409, CONFLICT, day]);
  });

  it("no half days, where its type has none", async () => {
    const { create, created, change } = await desk(({ personio }) => {
      personio.state.settings.typesWithoutHalfDays = [TYPE.vacation];
    });
    const refusal = [422, UNPROCESSABLE, "Half days are not allowed for this absence type."];
    const afternoon = days("2026-12-01", "2026-12-02", ["SECOND_HALF", "SECOND_HALF"]);
    const morning = days("2026-12-01", "2026-12-02", ["FIRST_HALF", "FIRST_HALF"]);
    expect(reasonOf(await create(afternoon))).toEqual(refusal);
    expect(reasonOf(await create(morning))).toEqual(refusal);
    const id = await created(days("2026-12-01", "2026-12-02"));
    expect(reasonOf(await change(id, { ends_at: midnight("2026-12-02", "FIRST_HALF") }))).toEqual(refusal);
    expect((await create({ ...afternoon, person: { id: "1031" }, absence_type: { id: TYPE.sick } })).status).toBe(201);
  });

  it("nobody works then", async () => {
    const { create } = await desk(({ personio }) => {
      personio.state.settings.isPublicHoliday = (day) => day === "2026-12-25";
    });
    const refusal = [422, UNPROCESSABLE, "The absence contains no working days."];
    expect(reasonOf(await create(days("2026-12-25", "2026-12-27")))).toEqual(refusal);
    expect((await create(days("2026-12-25", "2026-12-28"))).status).toBe(201);
  });

  it("it needs a substitute, in Personio's words, or takes none", async () => {
    const { create } = await desk(({ personio }) => {
      personio.state.settings.typesWithSubstitute = [TYPE.vacation];
      personio.state.settings.typesWithoutSubstitute = [TYPE.sick];
    });
    const vacation = days("2026-12-01", "2026-12-02");
    const sickness = { ...vacation, absence_type: { id: TYPE.sick } };
    const substitute = { id: "1031" };
    const required = await create(vacation);
    expect(reasonOf(required)).toEqual([422, "Substitute required", "A substitute is required for this absence type."]);
    expect(required.body.errors[0].type).toBeNull();
    expect(reasonOf(await create({ ...sickness, substitute }))).toEqual([
      422,
      "Substitute not allowed",
      "A substitute is not allowed for this absence type.",
    ]);
    expect((await create({ ...vacation, substitute })).status).toBe(201);
    expect((await create({ ...sickness, starts_from: midnight("2026-12-08"), ends_at: null })).status).toBe(201);
  });

  it("the substitute is away, unknown, gone, or oneself", async () => {
    const { create, person, personio } = await desk();
    const refused = async (id: string) =>
      reasonOf(await create({ ...days("2026-12-01", "2026-12-04"), substitute: { id } }));
    for (const id of ["9999", person("viktor"), "1002"])
      expect(await refused(id)).toEqual([409, "Substitute is invalid", "This person cannot be a substitute."]);
    const entered = personio.enter({
      personId: person("otto"),
      typeId: TYPE.vacation,
      first: { day: "2026-12-03", half: "FIRST_HALF" },
      last: { day: "2026-12-11", half: "SECOND_HALF" },
      status: "APPROVED",
    });
    const away = [409, "Substitute is invalid", "The substitute is absent on 2026-12-03."];
    expect(await refused(person("otto"))).toEqual(away);
    personio.alter(entered.id, { typeId: TYPE.remote });
    const atHome = await create({ ...days("2026-12-01", "2026-12-04"), substitute: { id: person("otto") } });
    expect(atHome.status).toBe(201);
  });

  it("the person is a substitute then", async () => {
    const { create, created, change, person } = await desk();
    await created({ ...days("2026-12-01", "2026-12-04"), substitute: { id: person("otto") } });
    const ofOtto = (first: string, last: string) => ({ ...days(first, last), person: { id: person("otto") } });
    const reason = ["Requesting absence while substituting", "The person is a substitute on 2026-12-04."];
    expect(reasonOf(await create(ofOtto("2026-12-04", "2026-12-08")))).toEqual([409, ...reason]);
    const id = await created(ofOtto("2026-12-07", "2026-12-08"));
    expect(reasonOf(await change(id, { starts_from: midnight("2026-12-04") }))).toEqual([409, ...reason]);
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

  it("stays as it is where it may only be looked at", async () => {
    const { created, change, remove, kept } = await desk();
    const id = await created(days("2026-12-02", "2026-12-04"));
    const [period] = kept("gerd", "2026-12-02");
    if (period) period.isReadOnly = true;
    expect((await change(id, { comment: "Longer" })).status).toBe(403);
    expect((await remove(id)).status).toBe(403);
    expect(kept("gerd", "2026-12-02")).toEqual([period]);
    expect(period?.comment).toBeUndefined();
  });

  it("waits for somebody's word before it is deleted, once it was approved and where that is wanted", async () => {
    const { created, remove, read, ask, personio } = await desk(({ personio }) => {
      personio.state.settings.approveDeletions = true;
    });
    const approved = await created(days("2026-12-02", "2026-12-04"), "?skip_approval=true");
    const pending = await created(days("2026-12-09", "2026-12-09"));
    for (const id of [approved, approved, pending]) expect((await remove(id)).status).toBe(204);
    expect((await read(approved)).approval.status).toBe("DELETION_PENDING");
    expect((await ask(`/v2/absence-periods/${pending}`)).status).toBe(404);
    expect(personio.erase(approved)).toBe(true);
    expect((await ask(`/v2/absence-periods/${approved}`)).status).toBe(404);
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
