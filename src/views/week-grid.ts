import type { DataTableBlock } from "@slack/types";
import { compareHalves } from "../domain/absence.ts";
import { type Day, eachDay, isWeekend, type Span } from "../domain/calendar.ts";
import type { Away } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import { type Line, reasonOf, teamOf } from "./away.ts";
import { clipped, LIMITS } from "./blocks.ts";

/** People down, days across. `undefined` when it would not fit into one table of Slack's. */
export function weekGrid(lines: readonly Line[], week: Span, today: Day, texts: Texts): DataTableBlock | undefined {
  const byPerson = new Map<string, Line[]>();
  for (const line of lines) byPerson.set(line.personId, [...(byPerson.get(line.personId) ?? []), line]);
  const people = [...byPerson.values()].map((own) => own.sort((a, b) => compareHalves(a.first, b.first)));
  const working = eachDay(week).filter((day) => !isWeekend(day));
  // The weekend is shown when somebody is away on nothing else.
  const days = people.every((own) => own.some((line) => working.some((day) => isOn(line, day))))
    ? working
    : eachDay(week);
  const cell = (text: string) => ({ type: "raw_text" as const, text: clipped(text, 100) });
  const head = [texts.whosOut.columns.name, ...days.map((day) => texts.away.dayHead(day)), texts.whosOut.columns.back];
  const rows = people.map((own) => [
    cell(own[0] ? own[0].name + teamOf(own[0]) : ""),
    ...days.map((day) => cell(dayCell(own, day, texts))),
    cell(backCell(own, today, texts)),
  ]);
  const characters = rows.flat().reduce((sum, { text }) => sum + text.length, 0);
  if (people.length >= LIMITS.tableRows || characters > LIMITS.tableCellCharacters) return undefined;
  return {
    type: "data_table",
    caption: texts.whosOut.tableCaption(texts.days(week, today)),
    row_header_column_index: 0,
    page_size: 25,
    rows: [head.map(cell), ...rows],
  };
}

function isOn(line: Away, day: Day): boolean {
  return line.first.day <= day && (line.last === null || line.last.day >= day);
}

function dayCell(lines: readonly Away[], day: Day, texts: Texts): string {
  const told = lines
    .filter((line) => isOn(line, day))
    .map((line) => {
      const reason = reasonOf(line, texts);
      const part = texts.away.partOf(line, day);
      return part ? `${reason}, ${part}` : reason;
    });
  return told.length > 0 ? told.join("; ") : texts.whosOut.in;
}

/** @param lines of one person, the earliest first */
function backCell(lines: readonly Away[], today: Day, texts: Texts): string {
  const last = lines.findLast((line) => line.back !== undefined);
  if (!last) return texts.whosOut.in;
  return last.back ? texts.away.backShort(last.back, today) : texts.away.unknownEnd;
}
