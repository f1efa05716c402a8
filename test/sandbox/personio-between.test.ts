import { describe, expect, it } from "vitest";
import { stage } from "./personio-stage.ts";

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
