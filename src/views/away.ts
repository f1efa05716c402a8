import type { Away } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";

/** One absence of an answer; `team` where it tells something new. */
export type Line = Away & { team?: string };

/** The reason as far as it may be told, else just that somebody is away, or works elsewhere. */
export function reasonOf(line: Pick<Away, "seen">, texts: Texts): string {
  return line.seen.reason ?? (line.seen.remote ? texts.away.remote : texts.away.out);
}
