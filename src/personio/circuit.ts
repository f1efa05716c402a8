import type { Clock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import type { Answer } from "./http.ts";

/** After so much trouble in a row, Personio is left alone. */
const MOST_TROUBLE = 3;
/** Who waited in vain for the whole time limit knows more than who was refused at once. */
const TROUBLE_OF_TIMEOUT = 2;
/** For so long; then one call tries whether it is there again. */
const OPEN_MS = 10_000;

/** `openedAt` in milliseconds. `trial`: resolves when it is known what came of the call that tries. */
type State = { trouble: number; openedAt?: number; trial?: Promise<void> };

/**
 * Keeps people from waiting, one after the other, for what does not answer: after a few failures in a row, calls are refused at once for
 * ten seconds. Then one is let through, and what comes of it counts for those who come meanwhile.
 *
 * Each endpoint has its own, by method and path (a template), since they fail one by one: absences are told while the balances of v1, or
 * what is beta, hang; and reading goes on while writing does not. It goes by our own clock, which opossum and cockatiel do not take.
 */
export function createCircuit({ clock, log }: { clock: Clock; log: Log }) {
  /** As many as there are endpoints. */
  const states = new Map<string, State>();

  const stateOf = (call: string): State => {
    const state = states.get(call) ?? { trouble: 0 };
    states.set(call, state);
    return state;
  };
  const isOpen = ({ openedAt }: State) => {
    const since = openedAt === undefined ? OPEN_MS : clock().getTime() - openedAt;
    // A clock that was set back must not keep it open.
    return since >= 0 && since < OPEN_MS;
  };

  function heed(call: string, state: State, answer: Answer): void {
    const trouble = troubleOf(answer);
    const isKnown = state.openedAt !== undefined;
    if (trouble === 0) {
      if (isKnown) log.info({ call }, "Personio answers again");
      state.trouble = 0;
      delete state.openedAt;
      return;
    }
    state.trouble += trouble;
    if (state.trouble < MOST_TROUBLE) return;
    if (!isKnown) log.warn({ call }, "Personio does not answer: left alone for some seconds at a time");
    state.openedAt = clock().getTime();
  }

  return {
    /** Whether a call would be refused now. @param call "METHOD /path" */
    isOpen: (call: string): boolean => isOpen(stateOf(call)),

    /**
     * Makes a call, unless it is refused.
     * @returns undefined: refused, and nothing was sent
     */
    async through(call: string, send: () => Promise<Answer>): Promise<Answer | undefined> {
      const state = stateOf(call);
      while (state.trial) await state.trial;
      if (isOpen(state)) return undefined;
      const sending = send().then((answer) => {
        heed(call, state, answer);
        return answer;
      });
      if (state.openedAt !== undefined) {
        const over = () => void delete state.trial;
        state.trial = sending.then(over, over);
      }
      return sending;
    },
  };
}

/** Whatever Personio itself says is an answer: 4xx, and 429 with its own pace. What is too long came. */
function troubleOf(answer: Answer): number {
  if ("status" in answer) return answer.status >= 500 ? 1 : 0;
  if (answer.lost === "timeout") return TROUBLE_OF_TIMEOUT;
  return answer.lost === "too-long" ? 0 : 1;
}
