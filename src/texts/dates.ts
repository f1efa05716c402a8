import {
  addDays,
  type Day,
  dayText,
  type Half,
  type HalfDay,
  monthOf,
  monthText,
  rangeText,
  type Span,
  spanText,
  type Time,
  weekdayText,
  weekOf,
} from "../domain/calendar.ts";
import { shapeOf } from "../domain/whos-out.ts";

type Times = { from: Time; to: Time };

/** "9:00" */
export const withoutZero = (time: Time) => time.replace(/^0(?=\d)/, "");

/** A text that begins a sentence. */
export const capitalised = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** How a language says days and times. Which of them is said when is the same in every language: `createDates`. */
export type DateWords = {
  /** BCP 47, for the dates themselves. */
  locale: string;
  day: { today: string; tomorrow: string; yesterday: string; other: (day: string) => string };
  week: { current: string; next: string; last: string; other: (days: string) => string };
  month: { current: string; other: (month: string) => string };
  half: Record<Half, string>;
  noon: string;
  fromNoon: string;
  untilNoon: string;
  /** One moment, and from one to another: "9:00", "9:00–11:30", with what the language puts behind. */
  time: (time: string) => string;
  times: (from: string, to: string) => string;
  fromTime: (time: string) => string;
  untilTime: (time: string) => string;
  /** An absence without an end, that has begun or will. */
  openSince: (day: string) => string;
  openFrom: (day: string) => string;
};

export function createDates(words: DateWords) {
  const { locale } = words;
  const day = (value: Day, today: Day) => dayText(value, { locale, today });
  const clock = withoutZero;
  const hours = (times: Times) => words.times(clock(times.from), clock(times.to));

  return {
    /** A day inside a sentence: "Mon 23 Nov". */
    day,

    /** The days an answer is about, as they stand in a headline: "this week (Mon 23 – Sun 29 Nov)". */
    days(span: Span, today: Day): string {
      const range = spanText(span, { locale, today });
      switch (shapeOf(span)) {
        case "day": {
          if (span.first === today) return `${words.day.today}, ${range}`;
          if (span.first === addDays(today, 1)) return `${words.day.tomorrow}, ${range}`;
          if (span.first === addDays(today, -1)) return `${words.day.yesterday}, ${range}`;
          return words.day.other(range);
        }
        case "week": {
          const { first } = weekOf(today);
          if (span.first === first) return `${words.week.current} (${range})`;
          if (span.first === addDays(first, 7)) return `${words.week.next} (${range})`;
          if (span.first === addDays(first, -7)) return `${words.week.last} (${range})`;
          return words.week.other(range);
        }
        case "month": {
          const month = monthText(span.first, { locale });
          return span.first === monthOf(today).first ? `${words.month.current} (${month})` : words.month.other(month);
        }
        case "days":
          return range;
      }
    },

    /** Days without their weekdays, short enough for a button: "7 – 13 Dec". */
    range: (span: Span) => rangeText(span, { locale }),

    /** When somebody is away, with the halves and hours: "Mon 23 Nov, morning", "Mon 23 (from noon) – Wed 25 Nov". */
    when(first: HalfDay, last: HalfDay | null, times: Times | undefined, today: Day): string {
      const start = day(first.day, today);
      if (last === null) {
        const from = first.half === "SECOND_HALF" ? `${start} ${words.noon}` : start;
        return first.day > today ? words.openFrom(from) : words.openSince(from);
      }
      if (first.day === last.day) {
        if (times) return `${start}, ${hours(times)}`;
        return first.half === last.half ? `${start}, ${words.half[first.half]}` : start;
      }
      const end = day(last.day, today);
      if (times) return `${start}, ${words.time(clock(times.from))} – ${end}, ${words.time(clock(times.to))}`;
      if (first.half === "FIRST_HALF" && last.half === "SECOND_HALF") {
        return spanText({ first: first.day, last: last.day }, { locale, today });
      }
      const from = first.half === "SECOND_HALF" ? `${start} (${words.fromNoon})` : start;
      const to = last.half === "FIRST_HALF" ? `${end} (${words.untilNoon})` : end;
      return `${from} – ${to}`;
    },

    /** The part of `on` that an absence takes, for a cell of a grid; undefined: the whole day. */
    partOf(away: { first: HalfDay; last: HalfDay | null; times?: Times }, on: Day): string | undefined {
      const begins = away.first.day === on;
      const ends = away.last?.day === on;
      if (away.times) {
        if (begins && ends) return hours(away.times);
        if (begins) return words.fromTime(clock(away.times.from));
        return ends ? words.untilTime(clock(away.times.to)) : undefined;
      }
      if (begins && away.first.half === "SECOND_HALF") return words.half.SECOND_HALF;
      return ends && away.last?.half === "FIRST_HALF" ? words.half.FIRST_HALF : undefined;
    },

    /** Head of a column: "Mon 23". */
    dayHead: (value: Day) => weekdayText(value, { locale }),
  };
}
