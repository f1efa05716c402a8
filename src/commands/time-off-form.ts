import type { ModalView } from "@slack/types";
import type { Log } from "../domain/log.ts";
import { leaveOut } from "../domain/problem.ts";
import { typesByUse } from "../domain/time-off.ts";
import type { Draft } from "../domain/time-off-draft.ts";
import { type Faults, formTitle, timeOffForm } from "../views/time-off-form.ts";
import type { Purpose } from "../views/time-off-reader.ts";
import { windowNote } from "../views/window.ts";
import type { Asker } from "./asker.ts";
import { balanceText, costText, type FactsNeeds, judge, type Mine, teamText } from "./time-off-facts.ts";
import { soon, type WindowNeeds } from "./window.ts";

export type FormNeeds = FactsNeeds & { sleep: WindowNeeds["sleep"]; log: Log };

/** How long a form waits for what is nice to know. */
const TEAM_WITHIN_MS = 700;

/**
 * The form as it is now, and, where finding out who else of the team is away takes longer, as it will be then.
 *
 * @param faults what came of sending it; told instead of what is wrong with the draft
 */
export async function formOf(
  purpose: Purpose,
  draft: Draft,
  mine: Mine,
  asker: Asker,
  needs: FormNeeds,
  { faults, notes = [] }: { faults?: Faults; notes?: readonly string[] } = {},
): Promise<{ now: ModalView; later?: Promise<ModalView> }> {
  const { texts, today } = asker;
  // Slack takes no list without an entry.
  if (mine.types.size === 0) {
    return { now: windowNote([texts.timeOff.form.noTypes], formTitle(purpose.changing !== undefined, texts), texts) };
  }
  const judged = judge(draft, mine, asker, needs.daysBack, purpose.changing);
  const timeOff = "timeOff" in judged ? judged.timeOff : undefined;
  const view = (team: string | undefined) =>
    timeOffForm(
      {
        purpose,
        draft,
        types: typesByUse(mine.types.values(), mine.own, today, texts.locale),
        told: [...notes, ...toldOf(team)],
        // What is not filled in yet is no fault before it is sent.
        faults: faults ?? ("faults" in judged && !judged.missing ? judged.faults : {}),
      },
      texts,
    );
  const toldOf = (team: string | undefined): string[] => {
    const chosen = draft.absenceTypeId;
    const balance = chosen && balanceText(chosen, mine, texts, timeOff, purpose.changing);
    if (!timeOff)
      return ["missing" in judged && judged.missing ? texts.timeOff.form.notFilled : "", balance ?? ""].filter(Boolean);
    return [costText(timeOff, mine, today, texts), balance ?? "", team ?? ""].filter(Boolean);
  };
  if (!timeOff) return { now: view(undefined) };
  // The form is of use without it.
  const team = teamText(timeOff, mine, asker, needs).catch(leaveOut<string | undefined>(needs.log, undefined));
  const known = await soon(team, TEAM_WITHIN_MS, needs.sleep);
  return known ? { now: view(known.value) } : { now: view(undefined), later: team.then(view) };
}
