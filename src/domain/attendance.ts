import type { Day, Time } from "./calendar.ts";

/** Time at work or a break (a break is a period of its own), in local time without a zone. */
export type AttendancePeriod = {
  id: string;
  personId: string;
  type: "WORK" | "BREAK";
  /** The day the time counts for. */
  day: Day;
  start: { day: Day; time: Time };
  /** `null`: still running. */
  end: { day: Day; time: Time } | null;
  status: "PENDING" | "CONFIRMED" | "REJECTED" | "UNKNOWN";
  comment?: string;
};
