import { describe, expect, it } from "vitest";
import { days, desk, midnight, TYPE } from "./personio-desk.ts";

const ANNA = { person: { id: "1005" } };
/** Four working days, and a weekend. */
const WANTED = { ...days("2027-02-03", "2027-02-08"), ...ANNA };

describe("what is left", () => {
  it("goes down by what is asked for, and comes back when it is deleted; what is left today stays", async () => {
    const { created, remove, left } = await desk();
    expect(await left("anna")).toEqual([18.5, 20.5]);
    const id = await created(WANTED);
    expect(await left("anna")).toEqual([14.5, 20.5]);
    await remove(id);
    expect(await left("anna")).toEqual([18.5, 20.5]);
  });

  it.each([
    ["half a day less", { ends_at: midnight("2027-02-08", "FIRST_HALF") }, 15],
    ["a day more", { ends_at: midnight("2027-02-09") }, 13.5],
    ["another comment", { comment: "Family" }, 14.5],
  ])("follows a change: %s", async (_name, change, available) => {
    const { created, change: send, left } = await desk();
    await send(await created(WANTED, "?skip_approval=true"), change);
    expect(await left("anna")).toEqual([available, 20.5]);
  });

  it("comes back when a request is rejected, and only once", async () => {
    const { created, left, personio } = await desk();
    const id = await created(WANTED);
    personio.decide(id, "REJECTED");
    expect(await left("anna")).toEqual([18.5, 20.5]);
    personio.erase(id);
    expect(await left("anna")).toEqual([18.5, 20.5]);
  });

  it("knows public holidays, and is not touched by other types, refusals, or other people's days", async () => {
    const { create, left, personio } = await desk();
    await create({ ...WANTED, absence_type: { id: TYPE.remote } });
    await create(WANTED);
    await create(days("2027-02-03", "2027-02-08"));
    expect(await left("anna")).toEqual([18.5, 20.5]);
    personio.state.settings.isPublicHoliday = (day) => day === "2027-03-08";
    await create({ ...days("2027-03-08", "2027-03-09"), ...ANNA });
    expect(await left("anna")).toEqual([17.5, 20.5]);
  });

  it("is there of two types for some people", async () => {
    const { ask, person } = await desk();
    const { data } = (await ask(`/v1/company/employees/${person("jan")}/absences/balance`)).body;
    expect(data.map(({ name }: { name: string }) => name)).toEqual(["Urlaub", "Kind krank"]);
  });
});

describe("what somebody does in the web app", () => {
  it("is entered, changed and deleted, at its time, whatever stands there", async () => {
    const { ask, read, pass, personio, person, left } = await desk();
    const { id } = personio.enter({
      personId: person("anna"),
      typeId: TYPE.vacation,
      first: { day: "2026-11-23", half: "FIRST_HALF" },
      last: { day: "2026-11-24", half: "SECOND_HALF" },
      status: "APPROVED",
      comment: "Entered by HR",
    });
    expect(await read(id)).toMatchObject({
      starts_from: { date_time: "2026-11-23T00:00:00" },
      comment: "Entered by HR",
      updated_at: "2026-11-23T08:00:00.000Z",
    });
    expect(await left("anna")).toEqual([16.5, 20.5]);
    pass(60_000);
    expect(personio.alter(id, { last: { day: "2026-11-23", half: "SECOND_HALF" } })).toBe(true);
    expect(await read(id)).toMatchObject({
      ends_at: { date_time: "2026-11-24T00:00:00" },
      approval: { status: "APPROVED" },
      updated_at: "2026-11-23T08:01:00.000Z",
    });
    expect(await left("anna")).toEqual([17.5, 20.5]);
    expect(personio.erase(id)).toBe(true);
    expect((await ask(`/v2/absence-periods/${id}`)).status).toBe(404);
    expect(await left("anna")).toEqual([18.5, 20.5]);
  });

  it("finds nothing where there is nothing", async () => {
    const { personio } = await desk();
    expect([
      personio.alter("nonsense", {}),
      personio.erase("nonsense"),
      personio.decide("nonsense", "APPROVED"),
    ]).toEqual([false, false, false]);
  });
});
