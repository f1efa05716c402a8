import type { ActionsBlock, Button, KnownBlock } from "@slack/types";
import * as z from "zod";
import type { AbsencePeriod, AbsenceType } from "../domain/absence.ts";
import type { Day } from "../domain/calendar.ts";
import type { Problem } from "../domain/problem.ts";
import type { TimeOff, TimeOffSpan } from "../domain/time-off.ts";
import type { Texts } from "../texts/en.ts";
import { button, context, escaped, header, headlineName, type Message, plainText, sections } from "./blocks.ts";
import { idField, readCarried } from "./carried.ts";
import { problemText } from "./problem.ts";
import type { Faults } from "./time-off-form.ts";

export const REQUEST_ACTION = "time_off_request";
export const CHANGE_ACTION = "time_off_change";
export const CANCEL_ACTION = "time_off_cancel";
export const AGAIN_ACTION = "time_off_again";
export const OPEN_PERSONIO_ACTION = "time_off_open_personio";

/** "Vacation, Thu 24 – Wed 30 Dec" */
export function whatText(
  { absenceTypeId, first, last, times }: TimeOffSpan & Pick<TimeOff, "absenceTypeId">,
  types: ReadonlyMap<string, AbsenceType>,
  today: Day,
  texts: Texts,
): string {
  return texts.timeOff.what(
    headlineName(types.get(absenceTypeId)?.name ?? texts.timeOff.unknownType),
    texts.away.when(first, last, times, today),
  );
}

/** What a person may do about one of their absences. `nonce` names this showing of the buttons: pressed twice is meant once. */
export type Handle = { periodId: string; nonce: string };

/** Whether there is something to change or to cancel: not what was rejected, nor what is being cancelled. */
export function canBeHandled({ status }: AbsencePeriod): boolean {
  return status !== "REJECTED" && status !== "DELETION_PENDING";
}

/** A message about one absence: what happened, then what is to be known of it, then what can be done. */
export type TimeOffMessage = { headline: string; lines: readonly string[]; handle?: Handle & { what: string } };

export function timeOffMessage({ headline, lines, handle }: TimeOffMessage, texts: Texts): Message {
  return {
    text: escaped([headline, ...lines].join("\n")),
    blocks: [header(headline), ...sections(lines), ...(handle ? [handles(handle, texts)] : [])],
  };
}

/** What came to nothing, and why; with a way back to the form, where there was one. */
export function refusedMessage(
  headline: string,
  lines: readonly string[],
  again: string | undefined,
  texts: Texts,
): Message {
  return {
    text: escaped([headline, ...lines].join("\n")),
    blocks: [
      ...sections([headline, ...lines]),
      ...(again ? [{ type: "actions" as const, elements: [button(texts.timeOff.again, AGAIN_ACTION, again)] }] : []),
    ],
  };
}

/** To the supervisor. @param url of Personio in the browser */
export function supervisorMessage(
  { headline, lines, decide, url }: { headline: string; lines: readonly string[]; decide: boolean; url?: string },
  texts: Texts,
): Message {
  const say = texts.timeOff.supervisor;
  const told = [...lines, ...(decide ? [say.decide] : [])];
  return {
    text: escaped([headline, ...told].join("\n")),
    blocks: [
      ...sections([headline, ...told]),
      ...(url ? [{ type: "actions" as const, elements: [openPersonioButton(url, texts)] }] : []),
    ],
  };
}

/** A link to Personio in the browser. */
export function openPersonioButton(url: string, texts: Texts): Button {
  return { ...button(texts.timeOff.supervisor.open, OPEN_PERSONIO_ACTION, "open"), url };
}

/** One line of my absences. */
type ListedTimeOff = { what: string; status: string; handle?: Handle };

/** My absences from today on and how many more there are, the last few before, and what is left. */
export type TimeOffList = {
  coming: ListedTimeOff[];
  more: number;
  past: ListedTimeOff[];
  balances: string[];
  /** That Personio does not answer, and of when the list is. */
  note?: string;
};

const lineOf = ({ what, status }: ListedTimeOff) => `${what}\n${status}`;

/** Those from today on, each with what can be done about it: at most two blocks each, and one or two. */
export function comingBlocks({ coming, more }: Pick<TimeOffList, "coming" | "more">, texts: Texts): KnownBlock[] {
  const say = texts.timeOff.list;
  return [
    ...sections(coming.length === 0 ? [say.none] : []),
    ...coming.flatMap((listed) => [
      ...sections([lineOf(listed)]),
      ...(listed.handle ? [handles({ ...listed.handle, what: listed.what }, texts)] : []),
    ]),
    ...sections(more > 0 ? [say.more(more)] : []),
  ];
}

export function timeOffListMessage(model: TimeOffList, texts: Texts): Message {
  const say = texts.timeOff.list;
  const before =
    model.past.length > 0 ? [say.past, ...model.past.map(({ what, status }) => `• ${what} – ${status}`)] : [];
  const more = model.more > 0 ? [say.more(model.more)] : [];
  const none = model.coming.length === 0 ? [say.none] : [];
  const note = model.note === undefined ? [] : [model.note];
  return {
    text: escaped(
      [
        say.title,
        ...note,
        ...none,
        ...model.coming.map((listed) => `• ${lineOf(listed)}`),
        ...more,
        ...model.balances,
        ...before,
      ].join("\n"),
    ),
    blocks: [
      header(say.title),
      ...comingBlocks(model, texts),
      ...sections(model.balances),
      ...sections(before),
      ...note.map(context),
      { type: "actions", elements: [requestButton(texts)] },
    ],
  };
}

/** Opens an empty form. */
export function requestButton(texts: Texts): Button {
  return button(texts.timeOff.request, REQUEST_ACTION, "request");
}

const handleField = z.strictObject({ periodId: idField, nonce: idField });

/** Reads what a button under an absence carries; `undefined` when it is none of ours. */
export function readHandle(value: string | undefined): Handle | undefined {
  return readCarried(handleField, value);
}

/** Why Personio did not take it: at which field, or at none of them. Its own words, where we have none. */
export function refusalFaults(problem: Problem, texts: Texts): Faults {
  const say = texts.timeOff;
  switch (problem.kind) {
    case "personio-down":
    case "personio-busy":
      return { form: say.notReached };
    case "scope-missing":
      return { form: say.mayNotWrite(problem.scope) };
    case "not-in-personio":
      return { form: say.gone };
    case "overlap":
      return { firstDay: problemText(problem, texts) };
    case "personio-refused": {
      const words = [problem.title, problem.detail].filter(Boolean).join(" – ");
      const said = say.personioSays(words);
      if (/\bsubstitutes?\b/i.test(words)) {
        if (/\brequire[sd]?\b/i.test(words)) return { substitute: say.needsSubstitute };
        return { substitute: /not allowed/i.test(words) ? say.noSubstitute : said };
      }
      if (/half/i.test(words)) return { halves: said };
      return problem.status === 409 ? { firstDay: said } : { form: said };
    }
    default:
      return { form: problemText(problem, texts) };
  }
}

/** What is told of an absence that stands in Personio, besides its days. */
export function standingLines(
  standing: {
    period: AbsencePeriod;
    counted?: { unit: "DAY" | "HOUR"; value: number };
    balance?: string;
    /** The days as they were asked for, and as Personio has them, where these differ. */
    differs?: { asked: string; got: string };
  },
  texts: Texts,
): string[] {
  const { period, counted, balance, differs } = standing;
  const say = texts.timeOff;
  return [
    ...(differs ? [`⚠️ ${say.told.differs(differs.asked, differs.got)}`] : []),
    say.status[period.status],
    ...(counted ? [say.told.counted(say.amount(counted.unit, counted.value))] : []),
    ...(balance ? [balance] : []),
  ];
}

function handles({ periodId, nonce, what }: Handle & { what: string }, texts: Texts): ActionsBlock {
  const say = texts.timeOff;
  const value = JSON.stringify({ periodId, nonce } satisfies Handle);
  return {
    type: "actions",
    elements: [
      { ...button(say.change, CHANGE_ACTION, value), accessibility_label: `${say.change}: ${what}`.slice(0, 75) },
      {
        ...button(say.cancel, CANCEL_ACTION, value),
        accessibility_label: `${say.cancel}: ${what}`.slice(0, 75),
        style: "danger",
        confirm: {
          title: plainText(say.cancelTitle),
          text: plainText(what.slice(0, 300)),
          confirm: plainText(say.cancel),
          deny: plainText(say.keep),
          style: "danger",
        },
      },
    ],
  };
}
