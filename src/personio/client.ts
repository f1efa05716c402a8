import type { AttendancePeriod } from "../domain/attendance.ts";
import type { Clock, Span } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import type { Employment, OrgUnit, Person, Workplace } from "../domain/person.ts";
import { createAbsences } from "./absences.ts";
import { createCall } from "./call.ts";
import { ENDPOINTS } from "./endpoints.ts";
import { createHttp } from "./http.ts";
import { createPace } from "./pace.ts";
import { queriesFor } from "./pages.ts";
import { createRead } from "./read.ts";
import * as schemas from "./schemas.ts";
import { createTokens } from "./token.ts";

export type Personio = ReturnType<typeof createPersonio>;

/** What is left out is no condition; an empty list fits nobody. */
type PersonFilter = { ids?: readonly string[]; emails?: readonly string[]; status?: "ACTIVE" };

/**
 * Personio's API, one function a call, in our own words. Every function throws a `ProblemError` and nothing else: reading
 * `credentials-refused`, `scope-missing`, `personio-down`, `personio-busy`, `personio-puzzling`, `not-in-personio` or
 * `personio-refused`; writing also `outcome-unknown`, for it is never repeated when it may have been carried out.
 *
 * @param options.baseUrl `https://api.personio.de`, without a slash at its end
 * @param options.birthdayAttribute of persons: the id of the one that holds the date of birth; undefined: nobody's is read
 * @param options.sleep takes milliseconds
 * @param options.random from 0 to 1, for jitter
 */
export function createPersonio(options: {
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  birthdayAttribute?: string | undefined;
  clock: Clock;
  sleep: (ms: number) => Promise<void>;
  random: () => number;
  log: Log;
  metrics: Pick<Metrics, "personioCall" | "paceWait">;
}) {
  const { baseUrl } = options;
  const http = createHttp({ ...options, baseUrl, pace: createPace(options) });
  const tokens = createTokens({ ...options, baseUrl, http });
  const person = schemas.person(options.birthdayAttribute);
  let seenAt: Date | undefined;
  const succeeded = () => {
    seenAt = options.clock();
  };
  const call = createCall({ baseUrl, http, tokens, succeeded });
  const read = createRead({ call, log: options.log });

  return {
    ...createAbsences({ call, read }),

    listPersons: (filter: PersonFilter = {}): Promise<Person[]> =>
      read.list(ENDPOINTS.listPersons, person, {
        queries: queriesFor({ id: filter.ids, email: filter.emails }, { status: filter.status }),
      }),

    getPerson: (id: string): Promise<Person> => read.one(ENDPOINTS.getPerson, person, id),

    /** Newest first, as Personio sends them. There is no call for several persons. */
    listEmployments: async (personId: string): Promise<Employment[]> => {
      const found = await read.list(ENDPOINTS.listEmployments, schemas.employment, { id: personId });
      return found.map((employment) => ({ personId, ...employment }));
    },

    /** By the day that the time counts for. */
    listAttendancePeriods: (filter: { personIds: readonly string[]; span: Span }): Promise<AttendancePeriod[]> =>
      read.list(ENDPOINTS.listAttendancePeriods, schemas.attendancePeriod(read.unknown), {
        queries: queriesFor(
          { "person.id": filter.personIds },
          { "attribution_date.gte": filter.span.first, "attribution_date.lte": filter.span.last },
        ),
      }),

    /** Beta, so that it may be missing (`not-in-personio`), or not be part of the company's plan (`personio-refused`). */
    listOrgUnits: (type: OrgUnit["type"]): Promise<OrgUnit[]> =>
      read.list(ENDPOINTS.listOrgUnits, schemas.orgUnit(type), { queries: [{ type }] }),

    /** Beta, see `listOrgUnits`. */
    listWorkplaces: (): Promise<Workplace[]> => read.list(ENDPOINTS.listWorkplaces, schemas.workplace),

    /** When it gave us last what we asked for; undefined: never yet. */
    seenAt: () => seenAt,

    /** The scopes of the token: those that somebody ticked for the credential. */
    grantedScopes: async (): Promise<string[]> => (await tokens.get()).scopes,
  };
}
