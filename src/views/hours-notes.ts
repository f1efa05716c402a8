import type { Day } from "../domain/calendar.ts";
import type { Target } from "../domain/target-hours.ts";
import type { Texts } from "../texts/en.ts";
import { asOfNotes } from "./away.ts";
import { type HoursModel, isEmpty, sum } from "./hours-model.ts";

/** More holidays than these are not named. */
const MOST_HOLIDAYS = 4;

/** What else is to be known of the hours, each a sentence. */
export function notesOf({ question, today, hours, target, asOf }: HoursModel, texts: Texts): string[] {
  const say = texts.hours;
  const asOfNote = asOfNotes(asOf, today, texts);
  if (isEmpty(hours)) {
    const isNow = !asOf && question.span.first <= today && today <= question.span.last;
    return isNow ? [say.noneHint] : asOfNote;
  }
  const unconfirmed = sum(hours.days, (one) => one.unconfirmed);
  const running = asOf ? "runningThen" : "running";
  return [
    ...asOfNote,
    ...hours.running.map(({ type, start }) =>
      say[type === "WORK" ? running : "runningBreak"](
        start.time,
        start.day === today ? undefined : texts.away.day(start.day, today),
      ),
    ),
    ...hours.forgotten.map(({ day, time }) => say.forgotten(time, texts.away.day(day, today))),
    ...(unconfirmed > 0 ? [say.unconfirmedAll(say.amount(unconfirmed))] : []),
    ...(hours.rejected > 0 ? [say.rejected(hours.rejected)] : []),
    ...targetNote(target, today, texts),
  ];
}

/** What the hours are compared with: nothing is counted that is not said here. */
function targetNote(target: Target | undefined, today: Day, texts: Texts): string[] {
  const say = texts.hours;
  if (!target) return [];
  const holidays = target.days.filter(({ holiday }) => holiday > 0);
  const named = holidays.length > MOST_HOLIDAYS ? [] : holidays.map(({ day }) => texts.away.day(day, today));
  const absence = sum(target.days, (one) => one.absence);
  const less = [
    ...(holidays.length > 0 ? [say.lessHolidays(say.amount(sum(holidays, (one) => one.holiday)), named)] : []),
    ...(absence > 0 ? [say.lessAbsences(say.amount(absence))] : []),
  ];
  if (target.minutes === 0 && less.length === 0) return [];
  return [say.target(target.weekly === undefined ? undefined : say.amount(target.weekly * 60), less)];
}
