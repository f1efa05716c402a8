import type { Day, Moment } from "../domain/calendar.ts";
import type { Away } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import { type Bullets, clipped } from "./blocks.ts";

/** Longer than any name; what is longer would keep the others out. */
const NAME_CHARACTERS = 100;

/** One absence of an answer; `team` where it tells something new. */
export type Line = Away & { team?: string };

/** Lines that are told, and how many more there are. */
export type Told = { lines: Line[]; more: number };

/** Lines as bullets, and how many more there are. */
export function toldList(
  heading: string | undefined,
  { lines, more }: Told,
  item: (line: Line) => Bullets["items"][number],
  texts: Texts,
): Bullets {
  return { heading, items: [...lines.map(item), ...moreItem(more, texts)] };
}

/** The last bullet of a list that goes on; none where it does not. */
export function moreItem(more: number, texts: Texts): Bullets["items"] {
  return more > 0 ? [{ bold: texts.whosOut.more(more), rest: "", stands: more }] : [];
}

/** An absence as a bullet: "Anna Berg (Design) – vacation, Mon 23 – Wed 25 Nov, back Thu 26 Nov". */
export function lineItem(line: Line, today: Day, texts: Texts): Bullets["items"][number] {
  const said = [reasonOf(line, texts), texts.away.when(line.first, line.last, line.times, today)];
  if (line.back) said.push(texts.away.back(line.back, line.last, today));
  return { bold: nameText(line), rest: `${teamOf(line)} – ${said.join(", ")}` };
}

/** That Personio does not answer, and of when is what is told instead; nothing to say where it answers. */
export function asOfNotes(asOf: Moment | undefined, today: Day, texts: Texts): string[] {
  if (!asOf) return [];
  return [texts.away.asOf(asOf.time, asOf.day === today ? undefined : texts.away.day(asOf.day, today))];
}

/** A name, so long as it leaves room for the others. */
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

/** Who is back on a day that was just named. */
export function backItem(line: Line, texts: Texts): Bullets["items"][number] {
  const atNoon = line.back?.half === "SECOND_HALF" ? ` – ${texts.digest.message.backAtNoon}` : "";
  return { bold: nameText(line), rest: `${teamOf(line)}${atNoon}` };
}
