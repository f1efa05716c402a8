/** One call of Personio's API. */
export type Endpoint = {
  method: "GET" | "POST" | "PATCH" | "DELETE";
  /** A template: `{id}` is filled in per call. It also names the bucket of the pace, and stands in logs in place of the address. */
  path: string;
  /** What the credential must be allowed for it. */
  scope: string;
  /** The largest page Personio gives; asking for more is a 400 on some endpoints. */
  limit?: number;
  /** Must be asked with `Beta: true`; without it the route seems not to exist. */
  beta?: true;
  /** Users report a 404 now and then for what is there a moment later. */
  hasStray404?: true;
  /** A list that every Personio has: a 404 tells nothing, and must not be read as "there is none". */
  isAlwaysThere?: true;
};

const PERSONS = "personio:persons:read";
const ABSENCES = "personio:absences:read";
const WRITE_ABSENCES = "personio:absences:write";

/** Every call that is made, with the scope it needs. */
export const ENDPOINTS = {
  listPersons: { method: "GET", path: "/v2/persons", scope: PERSONS, limit: 50, isAlwaysThere: true },
  getPerson: { method: "GET", path: "/v2/persons/{id}", scope: PERSONS },
  listEmployments: {
    method: "GET",
    path: "/v2/persons/{id}/employments",
    scope: PERSONS,
    limit: 50,
    hasStray404: true,
  },
  listAbsenceTypes: { method: "GET", path: "/v2/absence-types", scope: ABSENCES, limit: 100, isAlwaysThere: true },
  listAbsencePeriods: { method: "GET", path: "/v2/absence-periods", scope: ABSENCES, limit: 100, isAlwaysThere: true },
  getAbsencePeriod: { method: "GET", path: "/v2/absence-periods/{id}", scope: ABSENCES },
  listAbsenceBreakdowns: { method: "GET", path: "/v2/absence-periods/{id}/breakdowns", scope: ABSENCES, limit: 28 },
  createAbsencePeriod: { method: "POST", path: "/v2/absence-periods", scope: WRITE_ABSENCES },
  changeAbsencePeriod: { method: "PATCH", path: "/v2/absence-periods/{id}", scope: WRITE_ABSENCES },
  deleteAbsencePeriod: { method: "DELETE", path: "/v2/absence-periods/{id}", scope: WRITE_ABSENCES },
  listAttendancePeriods: {
    method: "GET",
    path: "/v2/attendance-periods",
    scope: "personio:attendances:read",
    limit: 100,
  },
  // Personio's pages name no scope for the next two. The first is what other connectors ask for, the second only follows its pattern.
  listOrgUnits: { method: "GET", path: "/v2/org-units", scope: "personio:org-units:read", limit: 100, beta: true },
  listWorkplaces: {
    method: "GET",
    path: "/v2/workplaces",
    scope: "personio:workplaces:read (perhaps under another name)",
    limit: 100,
    beta: true,
  },
  // A path of v1, which takes the token of v2; that it goes by the scope for absences is a guess.
  listAbsenceBalances: { method: "GET", path: "/v1/company/employees/{id}/absences/balance", scope: ABSENCES },
} as const satisfies Record<string, Endpoint>;
