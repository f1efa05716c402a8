import { type Day, eachDay, isWeekend, weekdayOf } from "../domain/calendar.ts";
import type { Texts } from "../texts/en.ts";
import type { Line } from "../views/away.ts";
import type { MonthModel, MonthRow } from "../views/month.ts";
import { LOOKS, lookOf, stretchOf } from "./bars.ts";
import type { Card } from "./card.ts";
import { drawable } from "./letters.ts";

/** A week's head needs as much room as three days have; without it, the number of the day has to do. */
const HEAD_DAYS = 3;

/** One picture: some people of a month, in words and bars. @param title what stands at its top */
export function monthCard(model: MonthModel, rows: readonly MonthRow[], title: string, texts: Texts): Card {
  const { span } = model.question;
  const days = eachDay(span);
  const letters = createLetters();
  const legend = new Map<string, Card["legend"][number]>();
  const barOf = (line: Line): Card["rows"][number]["bars"][number] => {
    const look = lookOf(line);
    const fallback = look === "remote" ? texts.away.remote : texts.away.out;
    const label = drawable(line.seen.reason ?? fallback) ?? fallback;
    const letter = letters(label);
    const inLegend = look === "requested" ? `${label}, ${texts.away.requested}` : label;
    legend.set(`${look} ${label}`, { look, label: inLegend, letter });
    return { ...stretchOf(line, span), look, label, letter };
  };
  const shown = rows.map((row, at) => {
    const team = row.team === undefined ? undefined : drawable(row.team);
    return {
      name: nameIn(row, at, texts),
      ...(team && { team }),
      bars: row.lines.map(barOf),
      holidays: row.holidays.map((day) => days.indexOf(day)).filter((at) => at >= 0),
    };
  });
  const { legend: words } = texts.picture;
  // What begins or ends outside of the picture shows no half of a day in it.
  const isHalfAt = (edge: number) => edge > 0 && edge < 2 * days.length && edge % 2 !== 0;
  const isHalf = ({ from, to }: { from: number; to: number }) => isHalfAt(from) || isHalfAt(to);
  return {
    title: drawable(title) ?? texts.picture.month(span.first),
    subtitle: texts.picture.out(model.peopleOut, model.isWhole ? model.people : undefined),
    days: days.map((day, at) => ({
      number: String(at + 1),
      isWeekend: isWeekend(day),
      isToday: day === model.today,
      ...(weekdayOf(day) === 1 && days.length - at >= HEAD_DAYS && { head: texts.away.dayHead(day) }),
    })),
    rows: shown,
    legend: inOrder([...legend.values()]),
    words: {
      ...(shown.some(({ bars }) => bars.some(isHalf)) && { halfDay: words.halfDay }),
      weekend: words.weekend,
      ...(shown.some(({ holidays }) => holidays.length > 0) && { holiday: words.holiday }),
      ...(days.includes(model.today as Day) && { today: words.today }),
    },
  };
}

/** A name with letters that the font lacks stands in the text under the picture; here, what is known of the person that can be drawn. */
function nameIn({ name, email }: MonthRow, at: number, texts: Texts): string {
  return drawable(name) ?? drawable(email?.replace(/@.*/, "") ?? "") ?? texts.picture.unnamed(at + 1);
}

/** One sign for each thing that a bar can say: a letter of it, or a figure where all of them are taken. */
function createLetters(): (label: string) => string {
  const known = new Map<string, string>();
  return (label) => {
    const taken = new Set(known.values());
    const own = [...label.toUpperCase()].filter((letter) => /\p{L}/u.test(letter));
    const letter = known.get(label) ?? [...own, ..."123456789"].find((one) => !taken.has(one)) ?? "•";
    known.set(label, letter);
    return letter;
  };
}

function inOrder(legend: Card["legend"]): Card["legend"] {
  return legend.toSorted((a, b) => LOOKS.indexOf(a.look) - LOOKS.indexOf(b.look) || a.label.localeCompare(b.label));
}
