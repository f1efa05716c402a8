import { addDays, weekdayOf } from "../sandbox/personio-days.ts";
import type { PeriodRecord, PersonioWorld } from "../sandbox/personio-wire.ts";
import type { SlackUser } from "../sandbox/slack.ts";

const TEAM_SIZE = 12;
const WORKPLACES = 8;
/** Of everybody, today. */
export const SHARE_OUT = 0.08;
/** Weeks before and after this one of which Personio holds absences. */
const WEEKS = 8;
const VACATION = { id: "a0000000-0000-4000-8000-000000000001", name: "Urlaub", category: "PAID_VACATION" };
const SICK = { id: "a0000000-0000-4000-8000-000000000002", name: "Krank", category: "SICK_LEAVE" };
const PARENTAL = { id: "a0000000-0000-4000-8000-000000000003", name: "Elternzeit", category: "PARENTAL_LEAVE" };

/**
 * A made-up company of any size: teams of twelve, each with a supervisor, at eight workplaces. Today so many are `out`; of these absences one in ten is open-ended or lasts for months. In each of the eight weeks before and after this one as
 * many others are away. The same size and day is always the same company.
 *
 * @param today `YYYY-MM-DD`
 */
export function companyOf(people: number, today: string, out: number): { personio: PersonioWorld; users: SlackUser[] } {
  const ids = Array.from({ length: people }, (_, index) => String(10_001 + index));
  const teamOf = (index: number) => Math.floor(index / TEAM_SIZE);
  const teams = Array.from({ length: teamOf(people - 1) + 1 }, (_, team) => ({
    id: `t${team}`,
    type: "team" as const,
    name: `Team ${team + 1}`,
  }));
  const workplaces = Array.from({ length: WORKPLACES }, (_, place) => ({
    id: `w${place}`,
    name: `Office ${place + 1}`,
  }));
  return {
    personio: {
      persons: ids.map((id, index) => ({
        id,
        first_name: `Given${index % 997}`,
        last_name: `Family${index}`,
        email: `p${id}@company.example`,
        status: "ACTIVE",
      })),
      employments: ids.map((id, index) => ({
        id: `e0000000-0000-4000-8000-${id.padStart(12, "0")}`,
        personId: id,
        status: "ACTIVE",
        startDate: "2021-04-01",
        position: "Engineer",
        ...(index % TEAM_SIZE !== 0 && { supervisorId: ids[teamOf(index) * TEAM_SIZE] ?? "" }),
        workplaceId: `w${index % WORKPLACES}`,
        teamId: `t${teamOf(index)}`,
      })),
      absenceTypes: [VACATION, SICK, PARENTAL].map((type) => ({ ...type, unit: "DAY" })),
      absencePeriods: absencesOf(ids, today, out),
      attendancePeriods: [],
      orgUnits: teams,
      workplaces,
      balances: [],
    },
    users: ids.map((id, index) => ({
      id: `U${id}`,
      name: `p${id}`,
      real_name: `Given${index % 997} Family${index}`,
      team_id: "T0WHOSOUT",
      tz: "Europe/Berlin",
      locale: "en-GB",
      profile: { email: `p${id}@company.example` },
    })),
  };
}

function absencesOf(ids: readonly string[], today: string, out: number): PeriodRecord[] {
  const periods: PeriodRecord[] = [];
  const add = (index: number, first: string, last: string | null, { id: typeId }: { id: string }) => {
    const asked = addDays(first, -20);
    periods.push({
      id: `c0000000-0000-4000-8000-${String(periods.length).padStart(12, "0")}`,
      personId: ids[index % ids.length] ?? "",
      typeId,
      first: { day: first, half: "FIRST_HALF" },
      last: last === null ? null : { day: last, half: "SECOND_HALF" },
      status: "APPROVED",
      updatedAt: `${asked < today ? asked : addDays(today, -1)}T09:00:00Z`,
    });
  };
  // Evenly over the company; each week has others, as far as there are.
  const step = Math.max(1, Math.floor(ids.length / Math.max(1, out)));
  for (let one = 0; one < out; one++) {
    const index = one * step;
    if (one % 20 === 9) add(index, addDays(today, -30), null, PARENTAL);
    else if (one % 20 === 19) add(index, addDays(today, -60), addDays(today, 120), PARENTAL);
    else add(index, addDays(today, -(one % 4)), addDays(today, one % 5), one % 5 === 0 ? SICK : VACATION);
  }
  const monday = addDays(today, 1 - weekdayOf(today));
  for (let week = -WEEKS; week <= WEEKS; week++) {
    if (week === 0) continue;
    const first = addDays(monday, week * 7);
    const shift = 1 + ((week + WEEKS) % Math.max(1, step - 1));
    for (let one = 0; one < out; one++) add(one * step + shift, first, addDays(first, 4), VACATION);
  }
  return periods;
}
