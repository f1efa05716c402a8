/** How a company's Personio is set up, and which reading holds of what is nowhere written. Tests change it as they like. */
export type PersonioSettings = ReturnType<typeof createSettings>;

/** All that are imitated. */
export const SCOPES = [
  "personio:persons:read",
  "personio:absences:read",
  "personio:absences:write",
  "personio:attendances:read",
] as const;

export function createSettings() {
  return {
    scopes: [...SCOPES] as string[],
    /** Attributes of persons that the credential may read; undefined: all. */
    readableAttributes: undefined as string[] | undefined,
    /** Whether org units and workplaces can be listed, with the beta header. */
    beta: true,
    /** Whether open-ended absences pass a filter on their end: not documented. */
    openEndsPassFilter: true,
    /** Whether two date filters are joined by AND, or mean "overlaps": both readings of Personio's page. */
    filterReading: "and" as "and" | "overlap",
    /** Whether the end of an absence in days is written as it is read: midnight after the last day. Clients write the last day. */
    writeExclusive: false,
    /** Whether breakdowns list weekends and public holidays with 0: not documented. */
    breakdownWeekends: "left-out" as "zero" | "left-out",
    /** Days on which nobody works at a workplace, besides weekends. The API does not tell them; breakdowns show it. */
    isPublicHoliday: (_day: string, _workplaceId: string | undefined): boolean => false,
    /** Ids of absence types that need a substitute, that take none, and that are for whole days only. */
    typesWithSubstitute: [] as string[],
    typesWithoutSubstitute: [] as string[],
    typesWithoutHalfDays: [] as string[],
    /** Ids of absence types that need somebody's word; undefined: all. */
    typesToApprove: undefined as string[] | undefined,
    /** Whether somebody has to agree before an approved absence is deleted. */
    approveDeletions: false,
    /** Whether one person may be absent twice at a time; Personio refuses that. */
    acceptsOverlaps: false,
    /** Where changes of absences are told; `token` is sent in `Authorization` as it is. */
    webhook: undefined as { url: string; token: string } | undefined,
    /** Calls a second, for persons and for everything else, and how many at once. */
    rate: { persons: 30, others: 10, burst: 100 },
    /** How long each answer takes. */
    latencyMs: 0,
    /** Everything is answered with 503, or with 429. */
    isDown: false,
    isLimited: false,
  };
}
