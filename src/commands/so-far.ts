import type { AbsencePeriod } from "../domain/absence.ts";
import type { Clock, Span } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Directory } from "../personio/directory.ts";
import { slackErrorOf } from "./slack-error.ts";

/** So long nobody need be told that it takes its time, in milliseconds. What is told then should be there within two seconds. */
const PATIENCE_MS = 1300;

/**
 * Asks what needs the absences of some days. Where these are read for the first time, and that takes long, what is read so far is told
 * meanwhile, once. It is told before this resolves.
 *
 * @param tell is handed a directory that tells what is known by then, and asks nobody
 */
export async function tellingSoFar<T>(
  { directory, clock, log }: { directory: Directory; clock: Clock; log: Log },
  ask: (directory: Directory) => Promise<T>,
  tell: (soFar: Directory) => Promise<void>,
): Promise<T> {
  const begun = clock().getTime();
  let telling: Promise<void> | undefined;
  const hear = (periods: readonly AbsencePeriod[]) => {
    if (telling || clock().getTime() - begun < PATIENCE_MS) return;
    telling = tell(directory.soFar(periods)).catch((error: unknown) => {
      // The whole answer is on its way.
      log.warn({ slackError: slackErrorOf(error) ?? "no answer" }, "what is read so far could not be told");
    });
  };
  const absencesDuring = (span: Span) => directory.absencesDuring(span, hear);
  try {
    return await ask({ ...directory, absencesDuring });
  } finally {
    await telling;
  }
}
