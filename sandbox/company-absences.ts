import { addDays, weekdayOf } from "./personio-days.ts";
import type { PeriodRecord, PersonioWorld } from "./personio-wire.ts";

export const TYPES = {
  vacation: { id: "a0000000-0000-4000-8000-000000000001", name: "Urlaub", category: "PAID_VACATION", unit: "DAY" },
  sick: { id: "a0000000-0000-4000-8000-000000000002", name: "Krankheit", category: "SICK_LEAVE", unit: "DAY" },
  childSick: { id: "a0000000-0000-4000-8000-000000000003", name: "Kind krank", category: "CHILD_CARE", unit: "DAY" },
  parental: {
    id: "a0000000-0000-4000-8000-000000000004",
    name: "Elternzeit",
    category: "MATERNITY_PARENTAL_LEAVE",
    unit: "DAY",
  },
  duty: { id: "a0000000-0000-4000-8000-000000000005", name: "Jury duty", category: "PUBLIC_DUTY", unit: "DAY" },
  remote: { id: "a0000000-0000-4000-8000-000000000006", name: "Home office", category: "OFFSITE_WORK", unit: "DAY" },
  unpaid: {
    id: "a0000000-0000-4000-8000-000000000007",
    name: "Unpaid leave",
    category: "UNPAID_VACATION",
    unit: "DAY",
  },
  doctor: { id: "a0000000-0000-4000-8000-000000000008", name: "Arzttermin", category: "OTHER", unit: "HOUR" },
  sabbatical: { id: "a0000000-0000-4000-8000-000000000009", name: "Sabbatical", category: "LONG_BREAK", unit: "DAY" },
} as const satisfies Record<string, PersonioWorld["absenceTypes"][number]>;

type Told = {
  who: string;
  type: keyof typeof TYPES;
  /** Days from the Monday of this week. */
  from: number;
  /** Inclusive; `open`: nobody knows. */
  to: number | "open";
  half?: "morning" | "afternoon" | "from-noon" | "until-noon";
  times?: { from: string; to: string };
  status?: string;
  comment?: string;
};

/** 28 December, in days from the Monday of this week, when it is near: within six weeks ahead and three back. */
function betweenTheYears(today: string): number[] {
  const year = Number(today.slice(0, 4));
  const monday = Date.parse(mondayOf(today));
  return [year - 1, year]
    .map((candidate) => (Date.parse(`${candidate}-12-28`) - monday) / 86_400_000)
    .filter((days) => days >= -21 && days <= 42);
}

function mondayOf(today: string): string {
  return addDays(today, 1 - weekdayOf(today));
}

/** The story, by days from the Monday of this week; `d` is today. */
function storyOf(today: string): Told[] {
  const d = weekdayOf(today) - 1;
  return [
    { who: "anna", type: "vacation", from: 0, to: 2, comment: "Family visit in Kiel" },
    { who: "anna", type: "vacation", from: 28, to: 39 },
    { who: "lukasz", type: "sick", from: 0, to: d, comment: "Migraine again" },
    { who: "guel", type: "sick", from: -9, to: "open", comment: "Surgery, knee" },
    { who: "siobhan", type: "parental", from: -120, to: 245 },
    { who: "joerg", type: "vacation", from: d, to: 6 },
    { who: "ken", type: "remote", from: 0, to: 4 },
    { who: "eleni", type: "doctor", from: d, to: d, times: { from: "09:00", to: "11:30" }, comment: "Dentist" },
    { who: "mira", type: "vacation", from: d, to: d, half: "morning" },
    { who: "jan", type: "childSick", from: d, to: d, half: "afternoon" },
    { who: "april", type: "vacation", from: d + 1, to: d + 4 },
    { who: "ben", type: "duty", from: 2, to: 3 },
    { who: "clara", type: "vacation", from: 0, to: 1, half: "from-noon" },
    { who: "clara", type: "sick", from: 2, to: 2 },
    { who: "greta", type: "unpaid", from: -21, to: 11 },
    { who: "hassan", type: "sabbatical", from: -40, to: 60 },
    { who: "emma", type: "vacation", from: 3, to: 4, status: "PENDING", comment: "Concert" },
    { who: "tom", type: "vacation", from: 7, to: 11, status: "SUBSTITUTE_REQUESTED" },
    { who: "felix", type: "vacation", from: 1, to: 4, status: "DELETION_PENDING" },
    { who: "dario", type: "vacation", from: 0, to: 4, status: "REJECTED" },
    { who: "viktor", type: "vacation", from: 0, to: 11 },
    { who: "paula", type: "doctor", from: 3, to: 3, times: { from: "14:00", to: "15:30" } },
    { who: "bo", type: "vacation", from: 7, to: 13 },
    { who: "rosa", type: "vacation", from: -14, to: -8 },
    { who: "nora", type: "remote", from: d, to: d },
    { who: "lena", type: "vacation", from: 21, to: 41 },
    { who: "quirin", type: "vacation", from: 8, to: 10, half: "until-noon" },
    { who: "otto", type: "vacation", from: -20, to: -15 },
    { who: "tom.fischer", type: "sick", from: -5, to: -4, comment: "Food poisoning" },
    { who: "ida", type: "vacation", from: 15, to: 15, half: "morning" },
    { who: "ida", type: "remote", from: 15, to: 15, half: "afternoon" },
    { who: "theo", type: "vacation", from: 16, to: 18 },
    { who: "ulla", type: "vacation", from: 22, to: 26 },
    { who: "anna.bergmann", type: "vacation", from: 15, to: 17 },
    { who: "anna", type: "vacation", from: -133, to: -122, comment: "Sweden" },
    { who: "anna", type: "vacation", from: -231, to: -227 },
    { who: "anna", type: "remote", from: -70, to: -68 },
    { who: "anna", type: "remote", from: -98, to: -98 },
    { who: "gerd", type: "vacation", from: -126, to: -108 },
    { who: "gerd", type: "vacation", from: -315, to: -311 },
    ...betweenTheYears(today).map(
      (from): Told => ({ who: "otto", type: "vacation", from, to: from + 6, comment: "With the grandparents" }),
    ),
  ];
}

/** Every absence of the company, told so that "today" is true on that day. `personOf`: a person's id and zone, by login. */
export function absencesOn(today: string, personOf: (login: string) => { id: string; zone: string }): PeriodRecord[] {
  const monday = mondayOf(today);
  return storyOf(today).map(({ who, type, from, to, half, times, status, comment }, index) => ({
    id: `b0000000-0000-4000-8000-0000000000${String(index).padStart(2, "0")}`,
    personId: personOf(who).id,
    typeId: TYPES[type].id,
    first: {
      day: addDays(monday, from),
      half: half === "afternoon" || half === "from-noon" ? "SECOND_HALF" : "FIRST_HALF",
    },
    last:
      to === "open"
        ? null
        : {
            day: addDays(monday, to),
            half: half === "morning" || half === "until-noon" ? "FIRST_HALF" : "SECOND_HALF",
          },
    ...(times && { times }),
    timezoneId: personOf(who).zone,
    status: status ?? "APPROVED",
    ...(comment && { comment }),
    updatedAt: `${addDays(today, -5)}T09:00:00Z`,
  }));
}
