import type { Snapshot } from "../../../demo-wire.ts";

export type PersonRecord = Snapshot["personio"]["persons"][number];
export type PeriodRecord = Snapshot["personio"]["absencePeriods"][number];

export function fullName({ first_name, last_name, preferred_name }: PersonRecord): string {
  return preferred_name ?? `${first_name} ${last_name}`;
}
