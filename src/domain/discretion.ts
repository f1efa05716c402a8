import { type AbsencePeriod, type AbsenceType, isRemote, isRequest, isSettled } from "./absence.ts";

/** The admin's choice (`ABSENCE_REASONS`) of what colleagues may read about why somebody is away. */
export const REASON_SETTINGS = ["discreet", "public", "hidden"] as const;
export type ReasonSetting = (typeof REASON_SETTINGS)[number];

/**
 * Who reads: one person in an answer only they see (without `personId`: nobody in Personio, so perhaps no colleague), or a whole channel.
 */
export type Viewer = { kind: "person"; personId?: string } | { kind: "channel" };

/** What a viewer may know of an absence besides its days. */
export type Seen = {
  /** The absence type's name; `null`: may not be told, so it is just "away". */
  reason: string | null;
  /** Works, only elsewhere: not out. */
  remote: boolean;
  /** Asked for and not approved yet. */
  requested: boolean;
};

/** Nobody but them reads along, and Personio knows them. */
export function isColleague(viewer: Viewer): boolean {
  return viewer.kind === "person" && viewer.personId !== undefined;
}

/** Whether it is the person's own absence, or one of their reports', and nobody else reads along. */
export function isInsider(viewer: Viewer, personId: string, supervisorId: string | undefined): boolean {
  const readerId = viewer.kind === "person" ? viewer.personId : undefined;
  return readerId !== undefined && (readerId === personId || readerId === supervisorId);
}

/** Categories that say nothing about health or family. Both spellings of public duty occur in Personio's own documents. */
const HARMLESS = new Set(["PAID_VACATION", "UNPAID_VACATION", "OFFSITE_WORK", "PUBLIC_DUTY", "PUBLIC_DUTIES"]);

/**
 * What `viewer` may know of an absence; `null`: nothing, not even that it exists.
 *
 * The person and their supervisor read everything, as long as nobody reads along. `type` is `undefined` when Personio does
 * not tell it: then it is just "away".
 */
export function seenBy(
  viewer: Viewer,
  period: Pick<AbsencePeriod, "personId" | "status">,
  type: AbsenceType | undefined,
  supervisorId: string | undefined,
  setting: ReasonSetting,
): Seen | null {
  const insider = isInsider(viewer, period.personId, supervisorId);
  const requested = isRequest(period);
  if (requested ? !insider : !isSettled(period)) return null;

  const category = type?.category.toUpperCase() ?? "";
  const told =
    insider || (setting === "public" && isColleague(viewer)) || (setting !== "hidden" && HARMLESS.has(category));
  return { reason: told ? (type?.name ?? null) : null, remote: isRemote(type), requested };
}
