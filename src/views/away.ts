import type { Day } from "../domain/calendar.ts";
import type { Away } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import { type Bullets, clipped } from "./blocks.ts";

/** Longer than any name; what is longer would keep the others out. */
const NAME_CHARACTERS = 100;

/** One absence of an answer; `team` where it tells something new. */
export type Line = Away & { team?: string };

/** An absence as a bullet: "Anna Berg (Design) – vacation, Mon 23 – Wed 25 Nov, back Thu 26 Nov". */
export function lineItem(line: Line, today: Day, texts: Texts): Bullets["items"][number] {
  const said = [reasonOf(line, texts), texts.away.when(line.first, line.last, line.times, today)];
  if (line.back) said.push(texts.away.back(line.back, line.last, today));
  return { bold: nameText(line), rest: `${teamOf(line)} – ${said.join(", ")}` };
}

export function nameText({ name }: { name: string }): string {
  return clipped(name, NAME_CHARACTERS);
}

/** " (Design)", where it tells something new. */
export function teamOf({ team }: Pick<Line, "team">): string {
  return team ? ` (${clipped(team, NAME_CHARACTERS)})` : "";
}

/** The reason as far as it may be told, else just that somebody is away, or works elsewhere. */
export function reasonOf(line: Pick<Away, "seen">, texts: Texts): string {
  return line.seen.reason ?? (line.seen.remote ? texts.away.remote : texts.away.out);
}
