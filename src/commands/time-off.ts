import type {
  BlockAction,
  ButtonAction,
  GlobalShortcut,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { AbsencePeriod } from "../domain/absence.ts";
import type { Clock } from "../domain/calendar.ts";
import type { Errand } from "../domain/errand.ts";
import { leaveOut, ProblemError } from "../domain/problem.ts";
import { isAsAsked } from "../domain/time-off.ts";
import { readTimeOffPhrase } from "../domain/time-off-phrase.ts";
import type { Errands } from "../errands/errands.ts";
import type { Personio } from "../personio/client.ts";
import type { Store } from "../store/store.ts";
import { clipped, noteMessage, quoted, typedText } from "../views/blocks.ts";
import { whatText } from "../views/time-off.ts";
import { type Faults, fieldErrors, formTitle } from "../views/time-off-form.ts";
import { fieldsShown, readTimeOffForm } from "../views/time-off-reader.ts";
import { windowNote } from "../views/window.ts";
import { answer } from "./answer.ts";
import type { Asker } from "./asker.ts";
import { askMine, judge } from "./time-off-facts.ts";
import { type FormNeeds, formOf } from "./time-off-form.ts";
import { listOf, ownErrand } from "./time-off-mine.ts";
import { openWindow, showIn, soon, type WindowNeeds } from "./window.ts";

export type TimeOffNeeds = FormNeeds &
  WindowNeeds & {
    personio: Personio;
    store: Store;
    errands: Errands;
    clock: Clock;
    newId: () => string;
  };

/** A submission must be acknowledged within three seconds. */
const JUDGE_WITHIN_MS = 1500;

/** `/timeoff [when, which type]`, `/timeoff list` */
export const timeOff =
  (needs: TimeOffNeeds): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, command, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(command.user_id, command.team_id);
    const { texts, slackId, today } = asker;
    const text = typedText(command.text);
    if (/^(help|hilfe|\?)$/i.test(text)) return answer({ respond, client }, slackId, noteMessage(texts.timeOff.help));
    if (/^(list|liste|mine|meine|status)$/i.test(text)) {
      return answer({ respond, client }, slackId, await listOf(asker, needs));
    }
    // Which days are no days needs no types, and is told before a window opens.
    const days = readTimeOffPhrase(text, today, []);
    if ("problem" in days) {
      return answer(
        { respond, client },
        slackId,
        noteMessage(texts.timeOff.badDays[days.problem](quoted(days.phrase))),
      );
    }
    await openForm({ client, triggerId: command.trigger_id }, asker, text, needs);
  };

/** The global shortcut, from anywhere in Slack. */
export const timeOffShortcut =
  (needs: TimeOffNeeds): Middleware<SlackShortcutMiddlewareArgs<GlobalShortcut>> =>
  async ({ ack, body, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    await openForm({ client, triggerId: body.trigger_id }, asker, "", needs);
  };

type ButtonPress = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** A button that opens an empty form, over the window that it stands in. */
export const timeOffRequest =
  (needs: TimeOffNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const isPushed = body.view?.type === "modal";
    await openForm({ client, triggerId: body.trigger_id, isPushed }, asker, "", needs);
  };

/** A field was filled in: what the form tells, and which fields it has, follows. */
export const timeOffField =
  (needs: TimeOffNeeds): Middleware<SlackActionMiddlewareArgs<BlockAction>> =>
  async ({ ack, body, client }) => {
    await ack();
    const { view } = body;
    const read = view && readTimeOffForm(view);
    if (!view || !read) throw new ProblemError({ kind: "stale-button" });
    const isLast = needs.turns.take(view.id);
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    // Each field would say so that Personio does not answer: sending says it once.
    const mine = await askMine(asker, needs, read.draft).catch(leaveOut(needs.log, undefined));
    if (!mine) return;
    const form = await formOf(read.purpose, read.draft, mine, asker, needs);
    for (const shown of [form.now, form.later]) {
      const next = await shown;
      if (next && isLast()) await showIn(client, view.id, next);
    }
  };

/** The form is sent. What is acknowledged is kept, so that it is never lost; what is wrong is told at its field. */
export const timeOffSend =
  (needs: TimeOffNeeds): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> =>
  async ({ ack, body, view }) => {
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts, today, slackId } = asker;
    const read = readTimeOffForm(view);
    if (!read) throw new ProblemError({ kind: "stale-button" });
    const { purpose, draft } = read;
    const known = await soon(askMine(asker, needs, draft), JUDGE_WITHIN_MS, needs.sleep);
    if (!known)
      return ack({ response_action: "errors", errors: fieldErrors({ comment: texts.timeOff.form.slow }, []) });
    const mine = known.value;
    const refuse = (faults: Faults) =>
      ack({ response_action: "errors", errors: fieldErrors(faults, fieldsShown(view)) });
    const type = mine.types.get(draft.absenceTypeId ?? "");
    if (type && (type.unit === "HOUR") !== fieldsShown(view).includes("from")) {
      // Sent before the form had followed the type: what it came to was not what the person saw.
      needs.turns.take(view.id);
      const faults = { type: texts.timeOff.form.fieldsChanged };
      const form = await formOf(purpose, draft, mine, asker, needs, { faults });
      return ack({ response_action: "update", view: form.now });
    }
    const before = await ownErrand(purpose.nonce, asker, needs);
    // What the same form has entered already is no overlap, also where Personio has not said so yet.
    const itsOwn = purpose.changing ?? (before && enteredBy(before, mine.own));
    const judged = judge(draft, mine, asker, needs.daysBack, itsOwn);
    if ("faults" in judged) return refuse(judged.faults);
    const wanted = judged.timeOff;
    if (before && "timeOff" in before.task && !isAsAsked(before.task.timeOff, wanted)) {
      const { timeOff: first } = before.task;
      const sent = whatText(first, mine.types, today, texts);
      return refuse({ firstDay: texts.timeOff.form.alreadySent(sent) });
    }
    const isNew = await needs.errands.keep({
      id: purpose.nonce,
      task: purpose.changing
        ? { kind: "change", periodId: purpose.changing, timeOff: wanted }
        : { kind: "create", timeOff: wanted },
      slackUserId: slackId,
      personId: mine.person.id,
      viewId: view.id,
      madeAt: needs.clock(),
    });
    const what = whatText(wanted, mine.types, today, texts);
    const title = formTitle(purpose.changing !== undefined, texts);
    // What is still on its way into the form comes too late.
    needs.turns.take(view.id);
    await ack({ response_action: "update", view: windowNote([texts.timeOff.form.sending(what)], title, texts) });
    await needs.errands.sweep();
    // The same form, sent twice: the acknowledgement may have covered the answer.
    if (!isNew) await needs.errands.showAgain(purpose.nonce, view.id);
  };

async function openForm(
  via: { client: WebClient; triggerId: string; isPushed?: boolean },
  asker: Asker,
  typed: string,
  needs: TimeOffNeeds,
): Promise<void> {
  const build = async () => {
    const mine = await askMine(asker, needs);
    const read = readTimeOffPhrase(typed, asker.today, mine.types.values());
    const { draft, rest } = "problem" in read ? { draft: {}, rest: typed } : read;
    const notes = rest === "" ? [] : [asker.texts.timeOff.form.notUnderstood(clipped(rest, 80))];
    return formOf({ nonce: needs.newId() }, draft, mine, asker, needs, { notes });
  };
  await openWindow({ ...via, title: formTitle(false, asker.texts) }, build, asker.texts, needs);
}

/** The id of what an errand has entered, as far as it is known: by its outcome, or by standing there as it was asked for. */
function enteredBy({ task, outcome }: Errand, own: readonly AbsencePeriod[]): string | undefined {
  if (outcome) return outcome.kind === "done" ? outcome.periodId : undefined;
  if (task.kind !== "create") return undefined;
  return own.find((period) => isAsAsked(period, task.timeOff))?.id;
}
