import { stage } from "./personio-stage.ts";

export const TYPE = {
  vacation: "a0000000-0000-4000-8000-000000000001",
  sick: "a0000000-0000-4000-8000-000000000002",
  remote: "a0000000-0000-4000-8000-000000000006",
  doctor: "a0000000-0000-4000-8000-000000000008",
};
export type Half = "FIRST_HALF" | "SECOND_HALF";
/** One end of an absence, as it is written. */
export const at = (date_time: string, type?: Half | null) => ({ date_time, ...(type !== undefined && { type }) });
export const midnight = (day: string, type?: Half | null) => at(`${day}T00:00:00`, type);

/** What Gerd asks for, who has nothing ahead of him: both ends inside. */
export const days = (first: string, last: string | null, halves: [Half?, Half?] = []) => ({
  person: { id: "1002" },
  absence_type: { id: TYPE.vacation },
  starts_from: midnight(first, halves[0] ?? null),
  ends_at: last && midnight(last, halves[1] ?? null),
});
export const hours = (from: string, to: string) => ({
  ...days("2026-12-01", null),
  absence_type: { id: TYPE.doctor },
  starts_from: at(from),
  ends_at: at(to),
});

/** Somebody asks for days, and the absence is looked at as it is listed then. */
export async function desk(prepare?: Parameters<typeof stage>[0]) {
  const parts = await stage(prepare);
  const { ask, personio } = parts;
  const create = (body: unknown, query = "?skip_approval=false") =>
    ask(`/v2/absence-periods${query}`, { method: "POST", body });
  const change = (id: string, body: unknown, query = "") =>
    ask(`/v2/absence-periods/${id}${query}`, { method: "PATCH", body });
  const remove = (id: string) => ask(`/v2/absence-periods/${id}`, { method: "DELETE" });
  const read = async (id: string) => (await ask(`/v2/absence-periods/${id}`)).body;
  const created = async (body: unknown, query?: string): Promise<string> => (await create(body, query)).body.id;
  const breakdown = async (id: string) =>
    (await ask(`/v2/absence-periods/${id}/breakdowns`)).body._data.map(
      ({ date, effective_duration: { unit, value } }: Taken) => `${date} ${value} ${unit}`,
    );
  /** The absences of one person that begin on a day, as they are kept. */
  const kept = (login: string, firstDay: string) =>
    personio.state.world.absencePeriods.filter(
      ({ personId, first }) => personId === parts.person(login) && first.day === firstDay,
    );
  /** What is left to plan of Personio's first type with a balance, and what is left today. */
  const left = async (login: string): Promise<[available: number, today: number]> => {
    const [first] = (await ask(`/v1/company/employees/${parts.person(login)}/absences/balance`)).body.data;
    return [first.available_balance, first.balance];
  };
  return { ...parts, create, created, change, remove, read, breakdown, kept, left };
}
type Taken = { date: string; effective_duration: { unit: string; value: number } };
