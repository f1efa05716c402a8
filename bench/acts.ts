import { type Chance, chanceOf, oneOf } from "./chance.ts";
import type { companyOf } from "./company.ts";

/** What somebody does: types a command that is answered by a message or by a window, or opens App Home. `kind` groups what costs alike. */
export type Act = { at: number; by: string; kind: string; line: string; brings: "message" | "window" | "home" };

type Sort = Omit<Act, "at" | "by" | "line"> & { share: number; line: (of: Company, chance: Chance) => string };
type Company = ReturnType<typeof companyOf>;

const HOUR = 60 * 60_000;
/** In the evening and at night. */
const QUIETER = 10;

/** Of a hundred things that people do, so many are of each sort. */
const SORTS: readonly Sort[] = [
  { kind: "/whosout", share: 26, brings: "message", line: () => "/whosout" },
  { kind: "/whosout today", share: 8, brings: "message", line: () => "/whosout today" },
  { kind: "/whosout tomorrow", share: 8, brings: "message", line: () => "/whosout tomorrow" },
  { kind: "/whosout next week", share: 7, brings: "message", line: () => "/whosout next week" },
  { kind: "/whosout my team", share: 8, brings: "message", line: () => "/whosout my team" },
  {
    kind: "/whosout a team",
    share: 5,
    brings: "message",
    line: ({ personio }, chance) => `/whosout ${oneOf(personio.orgUnits, chance).name}`,
  },
  {
    kind: "/whois",
    share: 14,
    brings: "message",
    line: ({ personio }, chance) => {
      const { first_name, last_name } = oneOf(personio.persons, chance);
      return `/whois ${first_name} ${last_name}`;
    },
  },
  { kind: "/timeoff", share: 6, brings: "window", line: () => "/timeoff" },
  { kind: "/timeoff list", share: 3, brings: "message", line: () => "/timeoff list" },
  { kind: "App Home", share: 10, brings: "home", line: () => "" },
  { kind: "/hours", share: 5, brings: "message", line: () => "/hours" },
];

/**
 * What people do in a day, in order: so much an hour from eight to six, and a tenth of that in the rest; by anybody, at any moment.
 *
 * @param midnight of where they are, as an instant
 */
export function actsOfDay(company: Company, midnight: number, anHour: number, seed = 1): Act[] {
  const chance = chanceOf(seed);
  const sorts = SORTS.flatMap((sort) => Array.from({ length: sort.share }, () => sort));
  const acts = Array.from({ length: 24 }, (_, hour) => {
    const many = hour >= 8 && hour < 18 ? anHour : Math.round(anHour / QUIETER);
    return Array.from({ length: many }, (): Act => {
      const { kind, brings, line } = oneOf(sorts, chance);
      const at = midnight + (hour + chance()) * HOUR;
      return { at, by: oneOf(company.users, chance).id, kind, brings, line: line(company, chance) };
    });
  });
  return acts.flat().toSorted((a, b) => a.at - b.at);
}
