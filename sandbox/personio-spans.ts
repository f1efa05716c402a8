import * as z from "zod";
import { addDays } from "./personio-days.ts";
import type { PeriodRecord } from "./personio-wire.ts";

/** The days, halves and times of an absence; both ends inside, `last: null` is open. */
export type Span = Pick<PeriodRecord, "first" | "last" | "times">;

/** How one end is written: local text; a zone or an offset would shift the absence. */
export const moment = z.strictObject({
  date_time: z.iso.datetime({ local: true }).refine((text) => !text.endsWith("Z")),
  type: z.enum(["FIRST_HALF", "SECOND_HALF"]).nullish(),
});
type Moment = z.infer<typeof moment>;

/**
 * What was written, as days, halves and times; or why that is none.
 * @param isExclusive whether midnight at the end belongs to the day before
 */
export function spanOf(
  starts: Moment,
  ends: Moment | null,
  unit: "DAY" | "HOUR",
  isExclusive: boolean,
): Span | { refused: string } {
  const [firstDay = "", from = ""] = starts.date_time.split("T");
  const [endDay = "", to = ""] = ends?.date_time.split("T") ?? [];
  if (unit === "HOUR") {
    const times = { from: from.slice(0, 5), to: to.slice(0, 5) };
    if (!ends || firstDay !== endDay || times.to <= times.from)
      return { refused: "An absence in hours needs its times, on one day and not up to midnight." };
    return { first: { day: firstDay, half: "FIRST_HALF" }, last: { day: firstDay, half: "SECOND_HALF" }, times };
  }
  const first = { day: firstDay, half: starts.type ?? "FIRST_HALF" };
  const lastDay = isExclusive && to.startsWith("00:00") ? addDays(endDay, -1) : endDay;
  const last = ends && { day: lastDay, half: ends.type ?? "SECOND_HALF" };
  if (last && keyOf(last) < keyOf(first))
    return { refused: "The absence ends before it begins, or its halves do not fit one day." };
  return { first, last };
}

/** A span as it would be written. */
export function momentsOf({ first, last, times }: Span, isExclusive: boolean) {
  const lastDay = last && isExclusive && !times ? addDays(last.day, 1) : last?.day;
  return {
    starts_from: { date_time: `${first.day}T${times?.from ?? "00:00"}:00`, type: first.half },
    ends_at: last && { date_time: `${lastDay}T${times?.to ?? "00:00"}:00`, type: last.half },
  };
}

/** The first day that two absences share; undefined when they do not meet, as a morning and the afternoon after it. */
export function commonDay(a: Span, b: Span): string | undefined {
  const areTouching = keyOf(a.first) <= keyOf(b.last) && keyOf(b.first) <= keyOf(a.last);
  const areApart = a.times && b.times && (a.times.to <= b.times.from || b.times.to <= a.times.from);
  if (!areTouching || areApart) return undefined;
  return [a.first.day, b.first.day].toSorted().at(-1);
}

/** Sorts half days; an open end comes last. */
function keyOf(end: PeriodRecord["last"]): string {
  return end ? `${end.day} ${end.half === "FIRST_HALF" ? 1 : 2}` : "9999";
}
