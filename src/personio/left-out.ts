import type { Log } from "../domain/log.ts";
import { ProblemError } from "../domain/problem.ts";

/** For what is nice to have: `instead` when Personio does not let us read it or has no such route (beta ones may be missing). */
export async function orNothing<T>(asked: Promise<T>, instead: T, log: Log): Promise<T> {
  const answer = await orRefusal(asked, log);
  return answer instanceof ProblemError ? instead : answer;
}

/** The same, with Personio's refusal instead: for who must know the difference. */
export async function orRefusal<T>(asked: Promise<T>, log: Log): Promise<T | ProblemError> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    const { kind } = error.problem;
    if (kind !== "scope-missing" && kind !== "not-in-personio" && kind !== "personio-refused") throw error;
    log.info({ problem: kind, ...error.facts }, "left out: Personio does not show it to this credential");
    return error;
  }
}
