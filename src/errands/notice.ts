import type { Asker } from "../commands/asker.ts";
import { type AbsencePeriod, type AbsenceType, isRequest, unitsIn } from "../domain/absence.ts";
import { wants } from "../domain/preferences.ts";
import { orGone } from "../domain/problem.ts";
import { isAsAsked, isSameSpan } from "../domain/time-off.ts";
import type { Confirmation } from "../store/store.ts";
import type { Texts } from "../texts/texts.ts";
import { canBeHandled, standingLines, timeOffMessage, whatText } from "../views/time-off.ts";
import { withoutComment } from "./standing.ts";
import type { TellNeeds } from "./tell.ts";

/** Tells somebody what happened to their absence in Personio, if anything did: their confirmation knows what they were told last. */
export async function tellNotice(
  asker: Asker,
  periodId: string,
  types: ReadonlyMap<string, AbsenceType>,
  needs: TellNeeds,
): Promise<void> {
  const { personio, store, post } = needs;
  const before = await store.getConfirmation(periodId);
  if (!before) return;
  const period = await personio.getAbsencePeriod(periodId, unitsIn(types)).catch(orGone);
  if (period && isSame(period, before.told)) return;

  const { texts, today } = asker;
  const what = (of: AbsencePeriod) => whatText(of, types, today, texts);
  const headline = headlineOf(period, before, what, texts);
  const isWanted = wants(await store.getPreferences(asker.slackId), "decisions");
  if (!period) {
    const message = timeOffMessage({ headline, lines: [] }, texts);
    if (before.message) await post.update(before.message, message);
    if (isWanted) await post.to(asker.slackId, message);
    return store.removeConfirmation(periodId);
  }
  const isMoved = !isSameSpan(period, before.told);
  const isInHeadline = !isMoved && isDecided(period);
  const lines = [
    ...(isMoved ? [texts.timeOff.told.was(what(before.told))] : []),
    ...(isInHeadline ? [] : standingLines({ period }, texts)),
  ];
  const handle = canBeHandled(period) && { periodId, nonce: needs.newId(), what: what(period) };
  // Done again when something fails: what may be repeated comes first, what people would read twice last.
  const withButtons = timeOffMessage({ headline, lines, ...(handle && { handle }) }, texts);
  if (before.message) await post.update(before.message, withButtons);
  // Where no earlier message has the buttons, this one does.
  const news = before.message ? timeOffMessage({ headline, lines }, texts) : withButtons;
  const sent = isWanted ? await post.to(asker.slackId, news) : undefined;
  const message = before.message ?? sent;
  await store.saveConfirmation({
    ...before,
    ...(message && { message }),
    told: withoutComment(period),
    isPending: isOpen(period),
  });
}

/** Whether somebody's word is still to come. */
function isOpen(period: AbsencePeriod): boolean {
  return isRequest(period) || period.status === "DELETION_PENDING";
}

function isDecided({ status }: AbsencePeriod): boolean {
  return status === "APPROVED" || status === "REJECTED";
}

/** Whether a period is what its person was told. */
export function isSame(period: AbsencePeriod, told: AbsencePeriod): boolean {
  return period.status === told.status && isAsAsked(period, told);
}

function headlineOf(
  period: AbsencePeriod | undefined,
  { told }: Confirmation,
  what: (of: AbsencePeriod) => string,
  texts: Texts,
): string {
  const say = texts.timeOff.told;
  if (!period) return say.deletedThere(what(told));
  if (isSameSpan(period, told)) {
    if (period.status === "APPROVED") return say.approved(what(period));
    if (period.status === "REJECTED") return say.rejected(what(period));
  }
  return say.changedThere(what(period));
}
