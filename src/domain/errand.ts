import type { Problem } from "./problem.ts";
import type { TimeOff } from "./time-off.ts";

/**
 * Something that must come to its end, whatever happens to the bot meanwhile: a wish is carried out in Personio, and the person
 * learns what came of it. It is kept in the store from before it is begun until the person was told.
 */
export type Errand = {
  /** Of a form: made when the form was opened, so that the same form, sent twice, is one errand. */
  id: string;
  task: Task;
  /** Who acted. */
  slackUserId: string;
  /** The person behind them. */
  personId: string;
  /** The open form, in which the answer is shown. */
  viewId?: string;
  madeAt: Date;
  /**
   * Set before the request to Personio leaves, so that afterwards it is never forgotten that it may have arrived. `before`: the ids
   * of the person's absences that could be mistaken for it and were there already.
   */
  sent?: { at: Date; before: string[] };
  /** Set as soon as it is certain. The person may not have been told yet. */
  outcome?: Outcome;
};

/** A few letters that name it in the log, and in the message about what went wrong with it. */
export function errandReference({ id }: Pick<Errand, "id">): string {
  return id.slice(0, 8);
}

export type Task =
  | { kind: "create"; timeOff: TimeOff }
  | { kind: "change"; periodId: string; timeOff: TimeOff }
  /** `timeOff`: what stood there, to say what was cancelled. */
  | { kind: "cancel"; periodId: string; timeOff: TimeOff }
  /** Something may have changed in Personio: look, and tell the person if so. */
  | { kind: "notice"; periodId: string };

export type Outcome =
  /** It stands in Personio as asked (of `cancel`: it does not stand there any more). */
  | { kind: "done"; periodId: string }
  /** Surely not carried out. */
  | { kind: "refused"; problem: Problem }
  /** Nobody can tell: Personio did not answer for as long as we were ready to ask. */
  | { kind: "unknown" };
