import type { ModalView } from "@slack/types";
import { balanceText, type Mine } from "../commands/time-off-facts.ts";
import { type AbsencePeriod, unitsIn } from "../domain/absence.ts";
import type { Errand } from "../domain/errand.ts";
import { wants } from "../domain/preferences.ts";
import { leaveOut, orGone } from "../domain/problem.ts";
import { isAsAsked, type TimeOff } from "../domain/time-off.ts";
import { standingLines, timeOffMessage, whatText } from "../views/time-off.ts";
import { formTitle } from "../views/time-off-form.ts";
import { windowNote } from "../views/window.ts";
import { tellSupervisor } from "./supervisor.ts";
import type { TellNeeds, Told } from "./tell.ts";

export type Asked = Extract<Errand["task"], { kind: "create" | "change" }>;
export type Cancelled = Extract<Errand["task"], { kind: "cancel" }>;

/** What was entered or changed stands there: tells what, in the window and in a direct message with its buttons. */
export async function tellStanding(
  told: Told,
  task: Asked,
  periodId: string,
  show: (view: ModalView) => Promise<boolean>,
  needs: TellNeeds,
): Promise<void> {
  const { asker, mine } = told;
  const { store, post } = needs;
  const { texts, today } = asker;
  const { period, counted, isGone } = await readBack(periodId, mine, needs);
  const what = whatText(period ?? task.timeOff, mine.types, today, texts);
  const asked = texts.away.when(task.timeOff.first, task.timeOff.last, task.timeOff.times, today);
  const isDecided = period?.status === "APPROVED";
  const say = texts.timeOff.told;
  const title = formTitle(task.kind === "change", texts);
  const before = await store.getConfirmation(periodId);
  if (isGone) {
    const message = timeOffMessage({ headline: say.deletedThere(what), lines: [] }, texts);
    await show(windowNote([say.deletedThere(what)], title, texts));
    if (!(before?.message && (await post.update(before.message, message)))) await post.to(asker.slackId, message);
    return store.removeConfirmation(periodId);
  }
  const headline = task.kind === "change" ? say.changed(what) : isDecided ? say.entered(what) : say.requested(what);
  const balance = balanceText(task.timeOff.absenceTypeId, mine, texts);
  const isOther = period !== undefined && !isAsAsked(period, task.timeOff);
  const lines = period
    ? standingLines(
        {
          period,
          ...(counted && { counted }),
          ...(balance && { balance }),
          ...(isOther && {
            differs: { asked, got: texts.away.when(period.first, period.last, period.times, today) },
          }),
        },
        texts,
      )
    : [say.notRead];

  const isSeen = await show(windowNote([headline, ...lines], title, texts));
  const message = timeOffMessage({ headline, lines, handle: { periodId, nonce: needs.newId(), what } }, texts);
  // What did not come about as it was asked for is told in any case.
  const isWanted = isOther || wants(await store.getPreferences(asker.slackId), "confirmations");
  const place = before?.message;
  // Somebody who looks at the window needs no second message about a change.
  const isEnough = place !== undefined && (isSeen || task.kind === "create" || !isWanted);
  const updated = place && (await post.update(place, isEnough ? message : timeOffMessage({ headline, lines }, texts)));
  const sent = isEnough && updated ? place : isWanted ? await post.to(asker.slackId, message) : undefined;
  // Without a message, it is watched all the same.
  if (sent || !isWanted) {
    await store.saveConfirmation({
      periodId,
      slackUserId: asker.slackId,
      personId: mine.person.id,
      ...(sent && { message: sent }),
      told: period ? withoutComment(period) : supposed(periodId, mine.person.id, task.timeOff),
      isPending: !isDecided,
    });
  }
  await tellSupervisor(told, { kind: task.kind, isDecided, timeOff: period ?? task.timeOff }, needs);
}

/** It is gone, or waits for somebody to let it go. */
export async function tellCancelled(told: Told, { periodId, timeOff }: Cancelled, needs: TellNeeds): Promise<void> {
  const { asker, mine } = told;
  const { store, post } = needs;
  const { texts, today } = asker;
  const { period: standing, isGone } = await readBack(periodId, mine, needs);
  // What cannot be read now may wait for somebody to let it go: asking again will tell.
  const period = isGone ? undefined : (standing ?? supposed(periodId, mine.person.id, timeOff, "DELETION_PENDING"));
  const what = whatText(period ?? timeOff, mine.types, today, texts);
  const say = texts.timeOff;
  const message = timeOffMessage(
    period
      ? {
          headline: say.told.cancellationAsked(what),
          lines: [standing ? say.status[period.status] : say.told.cancellationNotRead],
        }
      : { headline: say.told.cancelled(what), lines: [] },
    texts,
  );
  const before = await store.getConfirmation(periodId);
  const place = before?.message;
  const isWanted = wants(await store.getPreferences(asker.slackId), "confirmations");
  const isUpdated = place !== undefined && (await post.update(place, message));
  const sent = isUpdated ? place : isWanted ? await post.to(asker.slackId, message) : undefined;
  if (period && (sent || !isWanted)) {
    await store.saveConfirmation({
      periodId,
      slackUserId: asker.slackId,
      personId: mine.person.id,
      ...(sent && { message: sent }),
      told: withoutComment(period),
      isPending: true,
    });
  } else await store.removeConfirmation(periodId);
  await tellSupervisor(told, { kind: "cancel", isDecided: period === undefined, timeOff }, needs);
}

/** What stands in Personio now, as far as it tells. */
async function readBack(
  periodId: string,
  { types }: Mine,
  { personio, log }: TellNeeds,
): Promise<{ period?: AbsencePeriod; counted?: { unit: "DAY" | "HOUR"; value: number }; isGone?: boolean }> {
  const unless = <T>(instead: T) => leaveOut<T>(log, instead);
  const period = await personio
    .getAbsencePeriod(periodId, unitsIn(types))
    .catch(orGone)
    .catch(unless<"unread">("unread"));
  if (!period) return { isGone: true };
  if (period === "unread") return {};
  const days = period.last === null ? [] : await personio.listAbsenceBreakdowns(periodId).catch(unless([]));
  const value = days.reduce((sum, day) => sum + day.value, 0);
  return { period, ...(days[0] && { counted: { unit: days[0].unit, value } }) };
}

/** As it is kept: the comment stays in Personio. */
export function withoutComment({ comment: _, ...period }: AbsencePeriod): AbsencePeriod {
  return period;
}

/** What was asked for stands in for what Personio did not tell. */
function supposed(
  id: string,
  personId: string,
  { absenceTypeId, first, last, times }: TimeOff,
  status: "PENDING" | "DELETION_PENDING" = "PENDING",
): AbsencePeriod {
  return { id, personId, absenceTypeId, first, last, ...(times && { times }), status };
}
