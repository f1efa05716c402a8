import type { Day } from "./calendar.ts";

/** A person as Personio knows them. What the credential may not read is missing (Personio leaves it out without an error). */
export type Person = {
  id: string;
  /** Lower case. */
  email?: string;
  firstName?: string;
  lastName?: string;
  preferredName?: string;
  /** `undefined`: not readable, taken as active. */
  status?: "ACTIVE" | "INACTIVE";
  /** Day and month, `MM-DD`, where the admin lets us know it; the year is nobody's business. */
  birthday?: string;
};

/** A contract of a person: where they work and for whom. Only ids; names come from org units, workplaces and persons. */
export type Employment = {
  id: string;
  personId: string;
  status?: "ACTIVE" | "INACTIVE" | "ONBOARDING" | "LEAVE";
  /** First day of work. */
  startDate?: Day;
  /** Last day of the contract, inclusive; missing while it is not terminated. */
  endDate?: Day;
  position?: string;
  supervisorId?: string;
  workplaceId?: string;
  /** Teams and departments. */
  orgUnits: { type: "team" | "department"; id: string }[];
  weeklyWorkingHours?: number;
};

/** A team or department. */
export type OrgUnit = { id: string; type: "team" | "department"; name: string };

/** A place of work ("office" in Personio's older words). */
export type Workplace = { id: string; name: string };

/**
 * What to call a person: the preferred name as Personio keeps it (often the full name; a bare first name gets its last name),
 * else first and last name, else the e-mail address, else the id, for credentials that may read nothing more.
 */
export function nameOf(person: Person): string {
  const { firstName: first, lastName: last, preferredName: preferred } = person;
  const full = [first, last].filter(Boolean).join(" ");
  if (preferred && (preferred.includes(" ") || !last)) return preferred;
  if (preferred) return `${preferred} ${last}`;
  return full || person.email || `Person ${person.id}`;
}

/** Folds case, accents, umlauts ("ö" is found by "o" and by "oe") and typographic marks, for comparing names. */
export function foldName(text: string): string {
  return text
    .toLocaleLowerCase("en")
    .replaceAll("ß", "ss")
    .replaceAll("ł", "l")
    .replaceAll("ø", "o")
    .replaceAll("æ", "ae")
    .replaceAll("ı", "i")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[’‘`´]/g, "'")
    .replace(/\s+/g, " ")
    .trim();
}

/**
 * The people whose name fits what was typed: whole names first, in any order of words; failing those, names in which every typed
 * word begins a word. "anna" finds every Anna, "berg, anna" finds Anna Berg, "mueller" Müller, and "oneill" O'Neill.
 */
export function findByName(people: readonly Person[], typed: string): Person[] {
  const wanted = spellings(typed);
  const named = people.map((person) => ({
    person,
    names: unlike([nameOf(person), [person.firstName, person.lastName].filter(Boolean).join(" ")]).flatMap(spellings),
  }));
  const fitting = (fits: (name: string[], query: string[]) => boolean) =>
    named.filter(({ names }) => names.some((name) => wanted.some((query) => query.length > 0 && fits(name, query))));
  const exact = fitting((name, query) => name.join(" ") === query.join(" "));
  const found =
    exact.length > 0
      ? exact
      : fitting((name, query) => query.every((part) => name.some((word) => word.startsWith(part))));
  return found.map(({ person }) => person);
}

function unlike(texts: readonly string[]): string[] {
  return [...new Set(texts)];
}

/** The words of a name, sorted, in each way that people write them: "ö" as "o" and as "oe", "O'Neill" as one word and as two. */
function spellings(text: string): string[][] {
  const spelledOut = text.replace(/[äöüÄÖÜ]/g, (letter) => `${foldName(letter)}e`);
  // Most names are written in one way alone, and there may be thousands.
  return unlike(
    unlike([text, spelledOut])
      .map(foldName)
      .flatMap((folded) => [folded.replaceAll("'", ""), folded.replaceAll("'", " ")]),
  ).map((folded) =>
    folded
      .split(/[ ,.-]+/)
      .filter(Boolean)
      .sort(),
  );
}

/** The contract that counts today: the newest that has begun, else the one that is about to begin. */
export function currentEmployment(newestFirst: readonly Employment[], today: Day): Employment | undefined {
  return newestFirst.find((employment) => !employment.startDate || employment.startDate <= today) ?? newestFirst[0];
}

/** The contract of a day; undefined before the first of them began, between two, and after the last. */
export function contractOn(newestFirst: readonly Employment[], day: Day): Employment | undefined {
  return newestFirst.find(({ startDate, endDate }) => (!startDate || startDate <= day) && (!endDate || endDate >= day));
}

/** Whether the person still belongs to the company. What the credential may not read counts as yes. */
export function isActive(person: Person): boolean {
  return person.status !== "INACTIVE";
}
