import { type AbsencePeriod, fallsInto } from "../domain/absence.ts";
import { addDays, type Clock, type Day, type Span, weekOf } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import { type Known, keep, type OrKnown } from "../kept.ts";
import type { UnitOf } from "./absences.ts";
import type { Personio } from "./client.ts";
import { withoutComments } from "./comments.ts";
import { createOpenEnded } from "./open-ended.ts";

/** How many answers are kept, each of some weeks of the whole company. */
const MOST_WEEKS = 60;
/** The back-on day needs to know what follows the days that were asked for. */
const LOOK_AHEAD_DAYS = 14;

/**
 * The whole company's absences by day, open-ended ones too.
 *
 * @param needs.lasting for how long an answer is given again
 */
export function createCalendar(needs: {
  personio: Pick<Personio, "listAbsencePeriods">;
  lasting: { freshMs: number; usableMs: number; knownMs: number };
  units: () => Promise<UnitOf>;
  today: () => Day;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}) {
  const { personio, units, today, clock, log, metrics, lasting } = needs;
  const readOpenEnded = createOpenEnded(personio, clock);
  const openEnded = keep({
    name: "open-ended absences",
    clock,
    log,
    metrics,
    ...lasting,
    max: 1,
    load: async () => readOpenEnded(today(), await units()),
  });
  // Whether Personio's filter on the end lets open ends pass is written nowhere. Once it did, there is nothing to add.
  let filterShowsOpenEnds = false;

  const calendar = keep({
    name: "absences",
    clock,
    log,
    metrics,
    ...lasting,
    max: MOST_WEEKS,
    load: async (key) => {
      const span = spanOfKey(key);
      const unitOf = await units();
      const listed = await personio.listAbsencePeriods(
        // The pair that means "overlaps" however Personio joins its filters.
        { startsOnOrBefore: span.last, endsOnOrAfter: span.first },
        unitOf,
      );
      filterShowsOpenEnds ||= listed.some((period) => period.last === null);
      // Who is away beyond the look-ahead may have something that follows on: vacation after parental leave.
      const longAway = listed
        .filter(({ last }) => last !== null && last.day > span.last)
        .map(({ personId }) => personId);
      const [open, following] = await Promise.all([
        filterShowsOpenEnds ? [] : openEnded("all"),
        longAway.length === 0
          ? []
          : personio.listAbsencePeriods({ personIds: [...new Set(longAway)], startsOnOrAfter: span.last }, unitOf),
      ]);
      const found = [...listed, ...open].filter((period) => fallsInto(period, span));
      const periods = [...new Map([...found, ...following].map((period) => [period.id, period])).values()];
      return withoutComments(periods);
    },
  });

  const lastKnown = (span: Span): Known<AbsencePeriod[]> | undefined => {
    const covers = ({ first, last }: Span) => first <= span.first && last >= span.last;
    const covering = calendar.known().filter(({ key }) => covers(spanOfKey(key)));
    return covering.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
  };

  return {
    during: (span: Span, orKnown?: OrKnown): Promise<AbsencePeriod[]> =>
      calendar(keyOfSpan(span), { orKnown, otherwise: () => lastKnown(span) }),

    /** What was read last of all of these days; undefined: never, or too long ago. Asks nobody. */
    lastKnown,

    forget: (): void => calendar.forget(),
  };
}

/** Whole weeks and the look-ahead: today, tomorrow and this week are one question. */
function keyOfSpan(span: Span): string {
  return `${weekOf(span.first).first}/${addDays(weekOf(span.last).last, LOOK_AHEAD_DAYS)}`;
}

function spanOfKey(key: string): Span {
  const [first, last] = key.split("/") as [Day, Day];
  return { first, last };
}
