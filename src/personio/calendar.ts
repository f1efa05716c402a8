import { type AbsencePeriod, fallsInto } from "../domain/absence.ts";
import { addDays, type Clock, type Day, daysBetween, type Span, weekOf } from "../domain/calendar.ts";
import type { Known, OrKnown } from "../kept.ts";
import type { UnitOf } from "./absences.ts";
import type { Personio } from "./client.ts";
import { withoutComments } from "./comments.ts";
import { type createCopies, distinct } from "./copies.ts";

/** How many answers are kept, each of some weeks of the whole company. */
const MOST_WEEKS = 60;
/** The back-on day needs to know what follows the days that were asked for. */
const LOOK_AHEAD_DAYS = 14;
/** How far back the beginning of an open-ended absence is looked for, and how far ahead. */
const OPEN_ENDED_DAYS = 400;

/** Absences as they come, while they are read for the first time. */
type Hear = (soFar: readonly AbsencePeriod[]) => void;

/**
 * The whole company's absences by day, open-ended ones too.
 *
 * @param needs.lasting for how long an answer is given again
 * @param needs.coming hears whose absences of the days that were asked for come, as soon as they do
 */
export function createCalendar(needs: {
  personio: Pick<Personio, "listAbsencePeriods">;
  copies: Pick<ReturnType<typeof createCopies>, "keep" | "nightOf">;
  lasting: { freshMs: number; usableMs: number; knownMs: number };
  units: () => Promise<UnitOf>;
  today: () => Day;
  coming: (personIds: readonly string[]) => void;
  clock: Clock;
}) {
  const { personio, copies, lasting, units, today, clock } = needs;
  /** By key. */
  const firstReadings = new Map<string, { soFar: AbsencePeriod[]; heardBy: Hear[] }>();
  // Whether Personio's filter on the end lets open ends pass is written nowhere. Once it did, there is nothing to add.
  let filterShowsOpenEnds = false;
  let night = copies.nightOf(clock());

  const isOpen = ({ last }: AbsencePeriod) => last === null;
  const openEnded = copies.keep({
    name: "open-ended absences",
    ...lasting,
    max: 1,
    readAll: async () => {
      const startsOnOrAfter = addDays(today(), -OPEN_ENDED_DAYS);
      const startsOnOrBefore = addDays(today(), OPEN_ENDED_DAYS);
      const began = await personio.listAbsencePeriods({ startsOnOrAfter, startsOnOrBefore }, units());
      return { periods: withoutComments(began.filter(isOpen)), read: began.length };
    },
    keepUp: async (_key, periods) => periods.filter(isOpen),
  });

  const calendar = copies.keep({
    name: "absences",
    ...lasting,
    max: MOST_WEEKS,
    readAll: async (key, before) => {
      const span = spanOfKey(key);
      const asked = { ...span, last: addDays(span.last, -LOOK_AHEAD_DAYS) };
      const first = before ? undefined : { soFar: [] as AbsencePeriod[], heardBy: [] as Hear[] };
      if (first) firstReadings.set(key, first);
      const onPage = (page: readonly AbsencePeriod[]) => {
        const now = withoutComments(page.filter((period) => fallsInto(period, asked)));
        needs.coming(now.map(({ personId }) => personId));
        first?.soFar.push(...now);
        for (const hear of first?.heardBy ?? []) hear(first?.soFar ?? []);
      };
      try {
        // One page after the other takes its time: where there may be many, those of each week come at the same time.
        const parts = before?.few ? [span] : weeksOf(span);
        const [touching = [], ...beginning] = await Promise.all(
          parts.map((part, index) =>
            // The pair that means "overlaps" however Personio joins its filters; of further weeks, those that begin in them.
            index === 0
              ? personio.listAbsencePeriods({ startsOnOrBefore: part.last, endsOnOrAfter: part.first }, units(), onPage)
              : personio.listAbsencePeriods(
                  { startsOnOrAfter: part.first, startsOnOrBefore: part.last },
                  units(),
                  onPage,
                ),
          ),
        );
        filterShowsOpenEnds ||= touching.some(isOpen);
        const listed = [...touching, ...beginning.flat()];
        const [open, following] = await Promise.all([
          filterShowsOpenEnds ? undefined : openEnded("all"),
          followingOn([...longAway(listed, span)], span),
        ]);
        const found = [...listed, ...(open?.periods ?? [])].filter((period) => fallsInto(period, span));
        return { periods: withoutComments(distinct([...found, ...following])), read: listed.length };
      } finally {
        // Unless it was begun anew meanwhile.
        if (firstReadings.get(key) === first) firstReadings.delete(key);
      }
    },
    keepUp: async (key, periods, before) => {
      const span = spanOfKey(key);
      const known = longAway(before, span);
      const away = [...longAway(periods, span)].filter((personId) => !known.has(personId));
      const following = await followingOn(away, span);
      const isTheirs = ({ personId, first }: AbsencePeriod) => known.has(personId) && first.day > span.last;
      return distinct([...periods.filter((period) => fallsInto(period, span) || isTheirs(period)), ...following]);
    },
  });

  /** What follows on for who is away beyond the look-ahead: vacation after parental leave. */
  const followingOn = async (personIds: readonly string[], { last }: Span): Promise<AbsencePeriod[]> =>
    // Of nobody, nothing is asked.
    withoutComments(await personio.listAbsencePeriods({ personIds, startsOnOrAfter: last }, units()));

  const lastKnown = (span: Span): Known<AbsencePeriod[]> | undefined => {
    const covers = ({ first, last }: Span) => first <= span.first && last >= span.last;
    const covering = calendar.known().filter(({ key }) => covers(spanOfKey(key)));
    const latest = covering.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
    return latest && { value: latest.value.periods, at: latest.at };
  };

  return {
    /** @param hear hears of what is read so far of just these days, page by page, where they are read for the first time */
    during: async (span: Span, orKnown?: OrKnown, hear?: Hear): Promise<AbsencePeriod[]> => {
      const key = keyOfSpan(span);
      const otherwise = () => {
        const known = lastKnown(span);
        return known && { value: { periods: known.value, allReadAt: known.at, read: 0 }, at: known.at };
      };
      const asked = calendar(key, { orKnown, otherwise });
      if (hear) firstReadings.get(key)?.heardBy.push(hear);
      return (await asked).periods;
    },

    /** What was read last of all of these days; undefined: never, or too long ago. Asks nobody. */
    lastKnown,

    /** Whose absences these are, by their ids, as far as they were read. Asks nobody. */
    ownersOf: (periodIds: ReadonlySet<string>): Map<string, string> => {
      const owners = new Map<string, string>();
      for (const { value } of calendar.known())
        for (const { id, personId } of value.periods) if (periodIds.has(id)) owners.set(id, personId);
      return owners;
    },

    /** Once a night, reads in full what was asked for lately, and the week that begins: so that nobody waits for it in the morning. */
    atNight: async (): Promise<void> => {
      if (copies.nightOf(clock()) === night) return;
      night = copies.nightOf(clock());
      const keys = new Set([keyOfSpan(weekOf(today())), ...calendar.known().map(({ key }) => key)]);
      for (const key of keys) await calendar(key);
    },

    forget: (): void => calendar.forget(),
  };
}

/** Who is away beyond these days, though not for ever. */
function longAway(periods: readonly AbsencePeriod[], span: Span): Set<string> {
  const beyond = periods.filter(({ first, last }) => first.day <= span.last && last !== null && last.day > span.last);
  return new Set(beyond.map(({ personId }) => personId));
}

/** Whole weeks and the look-ahead: today, tomorrow and this week are one question. */
function keyOfSpan(span: Span): string {
  return `${weekOf(span.first).first}/${addDays(weekOf(span.last).last, LOOK_AHEAD_DAYS)}`;
}

function spanOfKey(key: string): Span {
  const [first, last] = key.split("/") as [Day, Day];
  return { first, last };
}

/** @param span of whole weeks */
function weeksOf({ first, last }: Span): Span[] {
  const weeks = Math.ceil((daysBetween(first, last) + 1) / 7);
  return Array.from({ length: weeks }, (_, week) => weekOf(addDays(first, week * 7)));
}
