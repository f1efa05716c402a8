import type { Day } from "../domain/calendar.ts";
import type { Holidays } from "../domain/holidays.ts";
import type { Employment, OrgUnit } from "../domain/person.ts";
import type { Part, Who } from "../domain/whos-out.ts";
import type { Places } from "../personio/memory.ts";

/** What a contract says of somebody's place in the company: their team, whom they report to, and which days are free where they work. */

/** Weekends and the public holidays of the place where somebody works. */
export function freeDays(
  employment: Pick<Employment, "workplaceId"> | undefined,
  places: Places,
  holidays: Holidays,
): (day: Day) => boolean {
  const workplace = employment?.workplaceId ? places.workplaces.get(employment.workplaceId) : undefined;
  return (day) => holidays.isFree(day, workplace?.name);
}

/** Somebody's unit of this kind, as far as Personio tells its name. */
export function unitOf(
  employment: Employment | undefined,
  places: Places,
  type: "team" | "department",
): OrgUnit | undefined {
  const unit = employment?.orgUnits.find((candidate) => candidate.type === type);
  return unit && places.orgUnits.get(unit.id);
}

/** Whether those who are meant can be of several teams, so that it is worth saying which. */
function hasTeams({ kind }: Who): boolean {
  return kind !== "person" && kind !== "unit" && kind !== "workplace";
}

/** Somebody's team, where it tells something new: those of a team that was asked for are all of that one. */
export function teamToTell(who: Who, employment: Employment | undefined, places: Places): string | undefined {
  const team = hasTeams(who) ? unitOf(employment, places, "team") : undefined;
  const [only, ...others] = who.kind === "some" ? who.of : [];
  const isAskedFor = others.length === 0 && only?.kind === "unit" && only.id === team?.id;
  return isAskedFor ? undefined : team?.name;
}

/** Whether somebody with this contract is meant. */
export function belongsTo(employment: Employment | undefined, who: Part | Extract<Who, { kind: "some" }>): boolean {
  switch (who.kind) {
    case "some":
      return who.of.some((part) => belongsTo(employment, part));
    case "workplace":
      return employment?.workplaceId === who.id;
    case "reports":
      return employment?.supervisorId === who.id;
    case "unit":
      return employment?.orgUnits.some(({ id }) => id === who.id) ?? false;
  }
}
