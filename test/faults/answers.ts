import type { Login } from "./schedule.ts";
import type { Stage } from "./stage.ts";

/** A question, and all that is needed to judge the answers. */
export type Act = {
  who: Login;
  id: string;
  said: string;
  kind: "question" | "share" | "turn" | "home";
  at: number;
  /** How often Slack sent it. */
  copies: number;
  lateMs: number;
  /** Of the trace; undefined: it reached nobody. */
  step?: number;
  wasAcked: boolean;
  /** When whoever asked had an answer, or stopped to wait for one. */
  until: number;
};
/** What a person was shown, as the stand-in took it: at an address to answer at, in a window, in App Home, by a direct message. */
export type Answer = { at: number; text: string; by: string };

/** What came of an act, in order; what only says "one moment" is no answer. */
export function answersTo(act: Act, { steps }: Pick<Stage, "steps">): Answer[] {
  const found: Answer[] = [];
  for (const { number, of, kind, title, isOk, at, detail } of steps) {
    if (kind !== "bot→slack" || !isOk || act.step === undefined || number < act.step || at >= act.until) continue;
    const { said, params } = (detail ?? {}) as {
      said?: { text?: string };
      params?: { text?: string; channel?: string; user_id?: string; view?: unknown };
    };
    const isMine = of === act.step;
    if (title === "response_url" && isMine) found.push({ at, text: said?.text ?? "", by: title });
    if (title === "views.publish" && act.kind === "home" && params?.user_id === act.id)
      found.push({ at, text: JSON.stringify(params.view), by: title });
    if (title === "chat.postMessage" && params?.channel === act.id && isAnswer(params.text ?? ""))
      found.push({ at, text: params.text ?? "", by: title });
  }
  return found;
}

/** Whether a direct message answers a question, rather than tells unasked what came of a form, or of a digest. */
function isAnswer(text: string): boolean {
  return !/^(Requested|Entered|Changed|Cancelled|Cancellation|Approved|Rejected|Deleted|Not requested|Not changed|Not cancelled|Unpaid leave|.* (asks for|entered|changed|cancelled|wants to cancel) time off|.*<#C)/.test(
    text,
  );
}
