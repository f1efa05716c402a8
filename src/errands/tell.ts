import type { ModalView } from "@slack/types";
import { LRUCache } from "lru-cache";
import type { Asker } from "../commands/asker.ts";
import { type Mine, mineOf } from "../commands/time-off-facts.ts";
import { type FormNeeds, formOf } from "../commands/time-off-form.ts";
import type { AbsenceType } from "../domain/absence.ts";
import { type Errand, errandReference, type Outcome } from "../domain/errand.ts";
import type { Person } from "../domain/person.ts";
import { leaveOut, undefinedFor } from "../domain/problem.ts";
import { draftOf } from "../domain/time-off-draft.ts";
import type { Personio } from "../personio/client.ts";
import { isExpected } from "../problems.ts";
import type { Store } from "../store/store.ts";
import { refusalFaults, refusedMessage, timeOffMessage, whatText } from "../views/time-off.ts";
import { formTitle } from "../views/time-off-form.ts";
import { windowNote } from "../views/window.ts";
import { tellNotice } from "./notice.ts";
import type { Post } from "./post.ts";
import { type Asked, type Cancelled, tellCancelled, tellStanding } from "./standing.ts";

export type TellNeeds = FormNeeds & {
  personio: Personio;
  store: Store;
  post: Post;
  newId: () => string;
  notifySupervisor: boolean;
  /** Personio in the browser. */
  webUrl: string | undefined;
};
/** Whom an errand is told, and what is needed for it. */
export type Told = { errand: Errand; asker: Asker; mine: Mine };

/** How many windows are remembered, in case Slack sends a form twice. */
const MOST_WINDOWS = 1000;

export function createTell(needs: TellNeeds) {
  const { post } = needs;
  const windows = new LRUCache<string, ModalView>({ max: MOST_WINDOWS });

  /** Shows it in the window that the form was in; false when that is closed. */
  async function show(errand: Errand, view: ModalView): Promise<boolean> {
    if (!errand.viewId) return false;
    windows.set(errand.viewId, view);
    return post.window(errand.viewId, view);
  }

  /** Tells what came of an errand. Told twice only when the process ended in between. */
  async function tell(errand: Errand & { outcome: Outcome }): Promise<void> {
    const { task, outcome } = errand;
    const asker = await needs.askers.of(errand.slackUserId, undefined).catch(undefinedFor("not-a-member"));
    // Who left the company meanwhile is not written to, nor is Personio asked for them any more.
    if (!asker) return "periodId" in task ? needs.store.removeConfirmation(task.periodId) : undefined;
    const orElse = <T>(instead: T) => leaveOut<T>(needs.log, instead);
    if (task.kind === "notice") {
      const types = await needs.directory.absenceTypes().catch(orElse<ReadonlyMap<string, AbsenceType>>(new Map()));
      return tellNotice(asker, task.periodId, types, needs);
    }
    const person = await personBehind(errand.personId);
    // Nobody waits for Personio to hear that it does not answer.
    const told: Told = { errand, asker, mine: await mineOf(person, needs, orElse) };
    if (outcome.kind !== "done") return tellFailure(told, task, outcome);
    if (task.kind === "cancel") return tellCancelled(told, task, needs);
    return tellStanding(told, task, outcome.periodId, (view) => show(errand, view), needs);
  }

  async function tellFailure(
    { errand, asker, mine }: Told,
    task: Asked | Cancelled,
    outcome: Exclude<Outcome, { kind: "done" }>,
  ): Promise<void> {
    const { texts, today } = asker;
    const say = texts.timeOff;
    const what = whatText(task.timeOff, mine.types, today, texts);
    const reference = texts.problem.reference(errandReference(errand));
    if (outcome.kind === "unknown") {
      const lines = [say.outcomeUnknown(what), reference];
      await show(errand, windowNote(lines, formTitle(task.kind === "change", texts), texts));
      await post.to(asker.slackId, timeOffMessage({ headline: what, lines }, texts));
      return;
    }
    const faults = refusalFaults(outcome.problem, texts);
    const reason = Object.values(faults).join("\n");
    const { problem } = outcome;
    // What Personio refuses in its own words is theirs to mend.
    const isTheirs = problem.kind === "personio-refused" || isExpected(problem);
    const reasons = [reason, ...(isTheirs ? [] : [reference])];
    if (task.kind === "cancel") {
      await post.to(asker.slackId, refusedMessage(say.notCancelled(what), reasons, undefined, texts));
      return;
    }
    const substitute = await slackIdOf(task.timeOff.substituteId);
    const purpose = { nonce: needs.newId(), ...(task.kind === "change" && { changing: task.periodId }) };
    const draft = { ...draftOf(task.timeOff), ...(substitute && { substitute }) };
    const form = await formOf(purpose, draft, mine, asker, needs, { faults });
    // Without types there is no form to show.
    if (mine.types.size > 0 && (await show(errand, form.now))) return;
    const headline = task.kind === "change" ? say.notChanged(what) : say.notSent(what);
    // It is not kept for the form that the button opens.
    const { comment } = task.timeOff;
    const lines = [...reasons, ...(comment ? [say.yourComment(comment)] : [])];
    await post.to(asker.slackId, refusedMessage(headline, lines, errand.id, texts));
  }

  async function personBehind(id: string): Promise<Person> {
    const found = await needs.directory.persons([id]).catch(leaveOut(needs.log, new Map<string, Person>()));
    return found.get(id) ?? { id };
  }

  async function slackIdOf(personId: string | undefined): Promise<string | undefined> {
    return personId ? (await needs.askers.slackUserOf(await personBehind(personId)))?.id : undefined;
  }

  return {
    tell,
    /** Shows again what came of a form, over the acknowledgement of its second delivery. */
    showAgain: async (viewId: string): Promise<void> => {
      const view = windows.get(viewId);
      if (view) await post.window(viewId, view);
    },
  };
}
