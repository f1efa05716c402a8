import type { Day } from "../domain/calendar.ts";
import type { Away } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import type { Bullets } from "./blocks.ts";

/** One absence of an answer; `team` where it tells something new. */
export type Line = Away & { team?: string };

/** An absence as a bullet: "Anna Berg (Design) – vacation, Mon 23 – Wed 25 Nov, back Thu 26 Nov". */
export function lineItem(line: Line, today: Day, texts: Texts): Bullets["items"][number] {
  const said = [reasonOf(line, texts), texts.away.when(line.first, line.last, line.times, today)];
  if (line.back) said.push(texts.away.back(line.back, line.last, today));
  return { bold: line.name, rest: `${teamOf(line)} – ${said.join(", ")}` };
}

/** " (Design)", where it tells something new. */
export function teamOf({ team }: Pick<Line, "team">): string {
  return team ? ` (${team})` : "";
}

/** The reason as far as it may be told, else just that somebody is away, or works elsewhere. */
export function reasonOf(line: Pick<Away, "seen">, texts: Texts): string {
  return line.seen.reason ?? (line.seen.remote ? texts.away.remote : texts.away.out);
}
