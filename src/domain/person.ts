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
