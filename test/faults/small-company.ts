import { createCompany } from "../../sandbox/company.ts";

/** As many of the company as there is something to tell of; each person costs a call. */
const PEOPLE = [
  "ruth",
  "gerd",
  "nadia",
  "anna",
  "april",
  "ben",
  "clara",
  "emma",
  "felix",
  "joerg",
  "lena",
  "lukasz",
  "guel",
  "ken",
  "mo",
  "nora",
  "tom",
  "dario",
];

/** The company on a day, without most of its people. */
export function smallCompany(today: string) {
  const company = createCompany(today);
  const ids = new Set(PEOPLE.map((login) => company.who(login).personId));
  const { personio } = company;
  const of = <T extends { personId: string }>(records: T[]) =>
    records.splice(0, records.length, ...records.filter(({ personId }) => ids.has(personId)));
  personio.persons.splice(0, personio.persons.length, ...personio.persons.filter(({ id }) => ids.has(id)));
  of(personio.employments);
  of(personio.absencePeriods);
  of(personio.attendancePeriods);
  of(personio.balances);
  return company;
}
