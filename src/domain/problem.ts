import type { HalfDay } from "./calendar.ts";
import type { Log } from "./log.ts";

/**
 * What can go wrong, as facts. `views/problem.ts` has a sentence for each; nothing else words a failure.
 */
export type Problem =
  /** Personio refuses the client id and secret. */
  | { kind: "credentials-refused" }
  /** The credential lacks a right. `scope` as Personio spells it, e.g. `personio:absences:read`. */
  | { kind: "scope-missing"; scope: string }
  /** Personio did not answer, or answered 5xx, for as long as we were ready to wait. */
  | { kind: "personio-down" }
  /** Personio said "too many requests" for as long as we were ready to wait. */
  | { kind: "personio-busy" }
  /** The answer of Personio does not have the shape that we know. */
  | { kind: "personio-puzzling" }
  /** Personio has no such thing (404). */
  | { kind: "not-in-personio" }
  /** Personio refuses what was asked (400, 409, 422), in its own words. */
  | { kind: "personio-refused"; status: number; title: string; detail: string }
  /** Personio was asked to write something and did not answer as it should: nobody knows whether it was carried out. */
  | { kind: "outcome-unknown" }
  /** Slack refuses a call for want of a scope, as Slack spells it. */
  | { kind: "slack-scope-missing"; scope: string }
  /** Slack did not answer a call of ours. */
  | { kind: "slack-down" }
  /** The three seconds in which Slack lets a window be opened were over. */
  | { kind: "window-late" }
  /** Somebody asked for more at a time than is done for one person, or everybody together did. */
  | { kind: "too-much" }
  /** The asker is a guest, a bot, deactivated, or of another company. */
  | { kind: "not-a-member" }
  /** Nobody in Personio has the asker's e-mail address. */
  | { kind: "asker-unknown" }
  /** Somebody asks for hours that are neither theirs nor those of somebody who reports to them. Not said: whether there is such a person. */
  | { kind: "not-your-report" }
  /** Somebody asks for hours that are not theirs, where the admin lets nobody do so (`SUPERVISORS_SEE_HOURS=false`). */
  | { kind: "own-hours-only" }
  /** Time off was asked for on days that are taken. */
  | { kind: "overlap"; first: HalfDay; last: HalfDay | null }
  /** Time off was asked for so long ago that nobody should be surprised by it now; it was never sent. */
  | { kind: "too-late" }
  /** The channel is shared with another company. */
  | { kind: "shared-channel" }
  /** Slack does not show us the conversation, so nobody knows who reads along. */
  | { kind: "channel-unknown" }
  /** Who of a channel is out was asked by somebody who is not in it. */
  | { kind: "not-in-channel" }
  /** Nothing of whom a digest is about is in Personio any more: teams, workplaces, supervisors. */
  | { kind: "who-gone" }
  /** A button carries what we do not (or no longer) understand. */
  | { kind: "stale-button" }
  /** We made a mistake. */
  | { kind: "bug" };

/** An error that knows its `Problem`. `cause` keeps what was caught, for the log. `facts` are loggable: never personal. */
export class ProblemError extends Error {
  override readonly name = "ProblemError";
  readonly problem: Problem;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(problem: Problem, options: { cause?: unknown; facts?: Record<string, string | number> } = {}) {
    super(problem.kind, { cause: options.cause });
    this.problem = problem;
    this.facts = options.facts ?? {};
  }
}

/** Whether it is Personio that cannot tell at the moment, rather than that it, or we, will not. */
export function passes({ kind }: Problem): boolean {
  return kind === "personio-down" || kind === "personio-busy" || kind === "personio-puzzling";
}

/** For a catch: this problem is undefined; everything else stays thrown. */
export function undefinedFor(kind: Problem["kind"]): (error: unknown) => undefined {
  return (error) => {
    if (error instanceof ProblemError && error.problem.kind === kind) return undefined;
    throw error;
  };
}

/** For a catch: what Personio does not have (any more) is undefined. */
export const orGone = undefinedFor("not-in-personio");

/** For a catch: `instead` for whatever kept Personio from telling. */
export function leaveOut<T>(log: Log, instead: T): (error: unknown) => T {
  return (error) => {
    if (!(error instanceof ProblemError)) throw error;
    log.warn({ problem: error.problem.kind, ...error.facts }, "left out this time: Personio could not be read");
    return instead;
  };
}

/** The same, for what passes by itself: that we may not ask, or ask wrongly, stays thrown. */
export function leaveOutForNow<T>(log: Log, instead: T): (error: unknown) => T {
  return (error) => {
    if (error instanceof ProblemError && !passes(error.problem)) throw error;
    return leaveOut(log, instead)(error);
  };
}
