import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from "@slack/bolt";
import { type AbsencePeriod, compareHalves, unitsIn } from "../domain/absence.ts";
import type { Errand } from "../domain/errand.ts";
import { orGone, ProblemError } from "../domain/problem.ts";
import { draftOf } from "../domain/time-off-draft.ts";
import { asOfNotes } from "../views/away.ts";
import type { Message } from "../views/blocks.ts";
import { idField } from "../views/carried.ts";
import {
  canBeHandled,
  type Handle,
  readHandle,
  type TimeOffList,
  timeOffListMessage,
  whatText,
} from "../views/time-off.ts";
import { formTitle } from "../views/time-off-form.ts";
import type { Purpose } from "../views/time-off-reader.ts";
import { answer } from "./answer.ts";
import type { Asker } from "./asker.ts";
import { asOfIn, forReading } from "./reading.ts";
import type { TimeOffNeeds } from "./time-off.ts";
import { askMine, balanceText, type Mine } from "./time-off-facts.ts";
import { formOf } from "./time-off-form.ts";
import { openWindow } from "./window.ts";

type ButtonPress = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** More than these are only counted: Slack takes 50 blocks a message. */
const MOST_COMING = 15;
const MOST_PAST = 3;

/** `/timeoff list`: my absences from today on, and the last three before. */
export async function listOf(asker: Asker, needs: TimeOffNeeds): Promise<Message> {
  const reading = forReading(needs);
  const mine = await askMine(asker, reading);
  return timeOffListMessage(timeOffListed(mine, asker, MOST_COMING, reading), asker.texts);
}

/** My absences, as they are listed. @param most of those from today on; the rest is counted */
export function timeOffListed(
  mine: Mine,
  asker: Pick<Asker, "texts" | "today" | "zone">,
  most: number,
  { newId, directory }: Pick<TimeOffNeeds, "newId" | "directory">,
): TimeOffList {
  const { texts, today } = asker;
  const [note] = asOfNotes(asOfIn(directory, asker).asOf, today, texts);
  const { own, types } = mine;
  const sorted = own.toSorted((a, b) => compareHalves(a.first, b.first));
  const isComing = ({ last }: AbsencePeriod) => last === null || last.day >= today;
  const coming = sorted.filter(isComing);
  const past = sorted.filter((period) => !isComing(period)).reverse();
  const listed = (period: AbsencePeriod) => ({
    what: whatText(period, types, today, texts),
    status: texts.timeOff.status[period.status],
  });
  const handle = ({ id }: AbsencePeriod): Handle => ({ periodId: id, nonce: newId() });
  return {
    ...(note !== undefined && { note }),
    coming: coming
      .slice(0, most)
      .map((period) => ({ ...listed(period), ...(canBeHandled(period) && { handle: handle(period) }) })),
    more: Math.max(0, coming.length - most),
    past: past.slice(0, MOST_PAST).map(listed),
    balances: [...types.values()].flatMap((type) => {
      const left = balanceText(type.id, mine, texts);
      return left ? [texts.timeOff.list.balance(type.name, left)] : [];
    }),
  };
}

/** "Change" under an absence: the same form, filled. */
export const timeOffChange =
  (needs: TimeOffNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { periodId } = handleIn(action);
    const title = formTitle(true, asker.texts);
    const build = async () => {
      const mine = await askMine(asker, needs);
      const period = await ownPeriod(periodId, mine, needs);
      return formOf({ nonce: needs.newId(), changing: periodId }, draftOf(period), mine, asker, needs);
    };
    await openWindow({ client, triggerId: body.trigger_id, title }, build, asker.texts, needs);
  };

/** "Cancel it" under an absence, after Slack has asked whether it is meant. */
export const timeOffCancel =
  (needs: TimeOffNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { periodId, nonce } = handleIn(action);
    const mine = await askMine(asker, needs);
    const { absenceTypeId, first, last, times } = await ownPeriod(periodId, mine, needs);
    const before = await ownErrand(nonce, asker, needs);
    // The same button once more, after it came to nothing, is meant anew; else it was pressed twice.
    const id = before?.outcome && before.outcome.kind !== "done" ? needs.newId() : nonce;
    await needs.errands.keep({
      id,
      task: { kind: "cancel", periodId, timeOff: { absenceTypeId, first, last, ...(times && { times }) } },
      slackUserId: asker.slackId,
      personId: mine.person.id,
      madeAt: needs.clock(),
    });
    await needs.errands.sweep();
    await needs.errands.settled(id);
    // The list shows what is left; a direct message is brought up to date by the errand itself.
    if (body.container.is_ephemeral) {
      await answer({ respond, client }, asker.slackId, await listOf(asker, needs), { replace: true });
    }
  };

/** "Open the form again" under what was refused. */
export const timeOffAgain =
  (needs: TimeOffNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const id = idField.safeParse(action.value).data;
    const errand = id === undefined ? undefined : await ownErrand(id, asker, needs);
    if (!errand || errand.task.kind === "notice") throw new ProblemError({ kind: "stale-button" });
    const { task } = errand;
    const title = formTitle(task.kind === "change", asker.texts);
    const build = async () => {
      const mine = await askMine(asker, needs);
      const purpose: Purpose = { nonce: needs.newId(), ...(task.kind === "change" && { changing: task.periodId }) };
      return formOf(purpose, draftOf(task.timeOff), mine, asker, needs);
    };
    await openWindow({ client, triggerId: body.trigger_id, title }, build, asker.texts, needs);
  };

/**
 * What became of a form or a button before. Ids are no secrets, and somebody else's is not the asker's to go on with.
 *
 * @throws ProblemError `stale-button` for somebody else's
 */
export async function ownErrand(
  id: string,
  { slackId }: Pick<Asker, "slackId">,
  { store }: Pick<TimeOffNeeds, "store">,
): Promise<Errand | undefined> {
  const errand = await store.getErrand(id);
  if (errand && errand.slackUserId !== slackId) throw new ProblemError({ kind: "stale-button" });
  return errand;
}

/** @throws ProblemError `not-in-personio` for one that is gone, and for somebody else's */
async function ownPeriod(
  periodId: string,
  { person, types }: Mine,
  { personio, directory }: TimeOffNeeds,
): Promise<AbsencePeriod> {
  const period = await personio.getAbsencePeriod(periodId, unitsIn(types)).catch(orGone);
  if (period?.personId === person.id) return period;
  // Where it was listed a moment ago, it was deleted in Personio since.
  directory.absencesChanged(person.id);
  throw new ProblemError({ kind: "not-in-personio" });
}

function handleIn(action: ButtonAction): Handle {
  const handle = readHandle(action.value);
  if (!handle) throw new ProblemError({ kind: "stale-button" });
  return handle;
}
