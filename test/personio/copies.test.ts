import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { createPersonioStandIn } from "../../sandbox/personio.ts";
import type { PeriodRecord } from "../../sandbox/personio-wire.ts";
import type { AbsencePeriod } from "../../src/domain/absence.ts";
import { addDays, type Day, weekOf } from "../../src/domain/calendar.ts";
import { createMetrics } from "../../src/metrics.ts";
import { createPersonio } from "../../src/personio/client.ts";
import { createDirectory } from "../../src/personio/directory.ts";
import { tried } from "../runs.ts";

const TODAY: Day = "2026-11-23";
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WEEK = weekOf(TODAY);

/** So many absences are out of the way, that a reading of them in full is no small thing. */
const MANY = 230;

/** A directory of a company with many absences, which is read already, and Personio, where anything may happen. */
async function opened({ zone = "Europe/Berlin", openEndsPassFilter = true, many = MANY } = {}) {
  let now = Date.parse(`${TODAY}T08:00:00Z`);
  const clock = () => new Date(now);
  const company = createCompany(TODAY);
  const periods = company.personio.absencePeriods;
  const staff = company.personio.persons.filter(({ status }) => status === "ACTIVE").map(({ id }) => id);
  for (let index = 0; index < many; index++) periods.push(vacation(index, staff[index % 20] ?? "", index % 21));
  const personio = await createPersonioStandIn({ world: company.personio, clock });
  onTestFinished(() => personio.close());
  Object.assign(personio.state.settings, { openEndsPassFilter, acceptsOverlaps: true });
  const quiet = () => {};
  const sleep = async (milliseconds: number) => {
    now += milliseconds;
  };
  const world = {
    clock,
    sleep,
    random: () => 0,
    log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
    metrics: createMetrics(),
  };
  const client = { baseUrl: personio.url, clientId: personio.clientId, clientSecret: personio.state.clientSecret };
  const openDirectory = () => createDirectory({ ...world, zone, personio: createPersonio({ ...client, ...world }) });
  const directory = openDirectory();
  await directory.absencesDuring(WEEK);
  personio.takeCalls();
  return {
    directory,
    personio,
    staff,
    periods,
    vacationType: company.types.vacation.id,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** What somebody would hear who asks everything afresh. */
    afresh: () => openDirectory().absencesDuring(WEEK),
    /** The queries of the absences that were asked for since the last look. */
    asked: () =>
      personio
        .takeCalls()
        .filter(({ path }) => path === "/v2/absence-periods")
        .map(({ query }) => decodeURIComponent(query)),
  };

  function vacation(index: number, personId: string, day: number): PeriodRecord {
    const first = addDays(WEEK.first, day);
    return {
      id: `c0000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
      personId,
      typeId: company.types.vacation.id,
      first: { day: first, half: "FIRST_HALF" },
      last: { day: first, half: "SECOND_HALF" },
      status: "APPROVED",
      updatedAt: "2026-10-01T08:00:00Z",
    };
  }
}

type Opened = Awaited<ReturnType<typeof opened>>;

const entry = ({ staff, vacationType }: Opened, who: number, first: Day, last: Day | null) => ({
  personId: staff[who % staff.length] ?? "",
  typeId: vacationType,
  first: { day: first, half: "FIRST_HALF" as const },
  last: last && { day: last, half: "SECOND_HALF" as const },
  status: "APPROVED",
});
const inOrder = (periods: readonly AbsencePeriod[]) => periods.toSorted((a, b) => a.id.localeCompare(b.id));
/** Those that are told: what was read on the way, and falls outside, tells nothing. */
const during = (periods: readonly AbsencePeriod[]) =>
  inOrder(
    periods.filter(({ first, last }) => first.day <= addDays(WEEK.last, 14) && (!last || last.day >= WEEK.first)),
  );

describe("what is kept of the company's absences", () => {
  it("is brought up to date by one call, whatever changed", async () => {
    const stage = await opened();
    const { directory, personio, pass, asked, afresh, periods } = stage;
    personio.enter(entry(stage, 30, TODAY, null));
    personio.alter(periods[MANY - 1]?.id ?? "", { last: { day: "2027-03-01", half: "SECOND_HALF" } });
    personio.alter(periods[MANY - 2]?.id ?? "", { status: "REJECTED" });
    personio.alter(periods[MANY - 3]?.id ?? "", {
      first: { day: "2027-03-01", half: "FIRST_HALF" },
      last: { day: "2027-03-02", half: "SECOND_HALF" },
    });
    pass(5 * MINUTE);
    const told = await directory.absencesDuring(WEEK);
    // Fifteen minutes before the last look, for clocks that differ; and what follows on for who is away for long now.
    expect(asked()).toEqual([
      expect.stringContaining("updated_at.gte=2026-11-23T07:45:00"),
      expect.stringContaining("person.id="),
    ]);
    expect(inOrder(told)).toEqual(inOrder(await afresh()));
  });

  it("is asked for again only by what changed since, again and again", async () => {
    const { directory, pass, asked } = await opened();
    for (let hour = 0; hour < 3; hour++) {
      pass(HOUR);
      await directory.absencesDuring(WEEK);
    }
    expect(asked()).toEqual(["07:45:00", "08:45:00", "09:45:00"].map((time) => expect.stringContaining(time)));
  });

  it("is read in full each time where it is short: that costs no more, and shows what was deleted", async () => {
    const stage = await opened({ many: 0 });
    const { directory, personio, pass, periods, asked } = stage;
    const [gone] = await directory.absencesDuring(WEEK);
    periods.splice(
      periods.findIndex(({ id }) => id === gone?.id),
      1,
    );
    pass(5 * MINUTE);
    expect((await directory.absencesDuring(WEEK)).map(({ id }) => id)).not.toContain(gone?.id);
    expect(asked()[0]).toContain("ends_at.date_time.gte");
    expect(personio.state.calls).toEqual([]);
  });

  it("loses what was deleted in the night, before anybody asks", async () => {
    const { directory, personio, pass, asked } = await opened();
    const [gone] = await directory.absencesDuring(WEEK);
    personio.erase(gone?.id ?? "");
    pass(12 * HOUR);
    const ids = async () => (await directory.absencesDuring(WEEK)).map(({ id }) => id);
    expect(await ids()).toContain(gone?.id);
    await directory.atNight();
    asked();

    // 3 o'clock in Berlin.
    pass(6 * HOUR - MINUTE);
    await directory.atNight();
    expect(asked()).toEqual([]);
    pass(MINUTE);
    await directory.atNight();
    expect(asked().length).toBeGreaterThan(2);
    await directory.atNight();
    expect(await ids()).not.toContain(gone?.id);
    expect(asked()).toEqual([]);
  });

  it("reads the week that begins in the night before", async () => {
    const { directory, pass, asked } = await opened();
    pass(7 * 24 * HOUR - 5 * HOUR);
    await directory.atNight();
    expect(asked().join()).toContain("ends_at.date_time.gte=2026-11-30");
    await directory.absencesDuring(weekOf("2026-11-30"));
    expect(asked()).toEqual([]);
  });

  it("loses what is deleted at once where somebody's absences are said to have changed", async () => {
    const { directory, personio, asked } = await opened();
    const [gone] = await directory.absencesDuring(WEEK);
    personio.erase(gone?.id ?? "");
    directory.periodsChanged([{ periodId: gone?.id ?? "" }]);
    expect((await directory.absencesDuring(WEEK)).map(({ id }) => id)).not.toContain(gone?.id);
    expect(asked()).toHaveLength(2);
  });

  it("asks from earlier on in a company west of Greenwich, whose Personio may read the time as its own", async () => {
    const { directory, pass, asked } = await opened({ zone: "America/New_York" });
    pass(5 * MINUTE);
    await directory.absencesDuring(WEEK);
    expect(asked()).toEqual([expect.stringContaining("updated_at.gte=2026-11-23T02:45:00")]);
  });

  it("keeps what it knew of a change that it could not read, and reads it the next time", async () => {
    const { directory, personio, pass } = await opened();
    const [gone] = await directory.absencesDuring(WEEK);
    personio.erase(gone?.id ?? "");
    directory.absencesChanged(gone?.personId ?? "");
    personio.state.settings.isDown = true;
    await expect(directory.absencesDuring(WEEK)).rejects.toThrow();
    personio.state.settings.isDown = false;
    pass(MINUTE);
    expect((await directory.absencesDuring(WEEK)).map(({ id }) => id)).not.toContain(gone?.id);
  });

  it.each([true, false])("is what a reading afresh would tell, where open ends pass the filter: %s", async (passes) => {
    const anyDay = fc.integer({ min: -40, max: 60 }).map((days) => addDays(TODAY, days));
    const change = fc.record({
      kind: fc.constantFrom("enter", "alter", "erase", "reject", "open"),
      which: fc.nat(1000),
      first: anyDay,
      days: fc.integer({ min: 0, max: 90 }),
      minutes: fc.integer({ min: 0, max: 20 }),
    });
    const property = fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 8 }), async (changes) => {
      const stage = await opened({ openEndsPassFilter: passes });
      const { directory, personio, periods, pass, afresh } = stage;
      for (const { kind, which, first, days, minutes } of changes) {
        const period = periods[which % periods.length];
        const span = entry(stage, which, first, kind === "open" ? null : addDays(first, days));
        if (kind === "enter" || kind === "open") personio.enter(span);
        else if (kind === "alter") personio.alter(period?.id ?? "", { first: span.first, last: span.last });
        else if (kind === "reject") personio.alter(period?.id ?? "", { status: "REJECTED" });
        else {
          // As a webhook tells it.
          directory.absencesChanged(period?.personId ?? "");
          personio.erase(period?.id ?? "");
        }
        pass(minutes * MINUTE);
        if (which % 2 === 0) await directory.absencesDuring(WEEK);
      }
      pass(5 * MINUTE);
      expect(during(await directory.absencesDuring(WEEK))).toEqual(during(await afresh()));
    });
    await fc.assert(property, tried({ share: 12, all: 300 }));
  });
});
