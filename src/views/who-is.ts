import type { KnownBlock, RichTextSection } from "@slack/types";
import type { Day, Moment } from "../domain/calendar.ts";
import type { Away } from "../domain/whos-out.ts";
import type { Texts } from "../texts/en.ts";
import { asOfNotes, reasonOf } from "./away.ts";
import { button, choiceMessage, context, escaped, header, type Message, plainText } from "./blocks.ts";

/** Each button of a choice opens a profile; the number only keeps ids apart. */
export const PROFILE_ACTION = /^who_is_\d+$/;
/** More names than this are not read but narrowed. */
export const MOST_CHOICES = 10;

export type ProfileModel = {
  name: string;
  today: Day;
  active: boolean;
  /** Nobody works today where this person does: a weekend or a public holiday. */
  isFreeDay: boolean;
  /** An address that Slack serves; never Personio's, which needs the token. */
  photo?: string;
  slackId?: string;
  email?: string;
  position?: string;
  department?: string;
  team?: string;
  workplace?: string;
  supervisor?: { name: string; slackId?: string };
  since?: Day;
  /** Absences that touch today, as the asker may see them. */
  now: Away[];
  next?: Away;
  /** When Personio was last asked, where it does not answer now. */
  asOf?: Moment;
};

type Fact = { label: string; text: string; slackId?: string; url?: string };

/** A colleague's profile, as far as Personio lets us read it. */
export function profileMessage(model: ProfileModel, texts: Texts): Message {
  const state = stateLines(model, texts);
  const known = facts(model, texts);
  const note = asOfNotes(model.asOf, model.today, texts);
  const spoken = [model.name, ...state, ...note, ...known.map(({ label, text }) => `${label}: ${text}`)];
  return {
    text: escaped(spoken.join("\n")),
    blocks: [
      header(model.name),
      {
        type: "section",
        text: plainText(state.join("\n")),
        ...(model.photo && {
          accessory: { type: "image", image_url: model.photo, alt_text: texts.whoIs.photoOf(model.name) },
        }),
      },
      ...(known.length > 0 ? [labelled(known)] : []),
      ...note.map(context),
    ],
  };
}

/** Several people fit: a button each, with what tells them apart. */
export function whichPersonMessage(
  typed: string,
  count: number,
  people: { id: string; name: string; hint?: string }[],
  texts: Texts,
): Message {
  const buttons = people.map(({ id, name, hint }, index) =>
    button(hint ? `${name} – ${hint}` : name, `who_is_${index}`, id),
  );
  return choiceMessage(texts.whoIs.several(typed, count, people.length), buttons);
}

function stateLines({ active, isFreeDay, since, now, next, today }: ProfileModel, texts: Texts): string[] {
  if (!active) return [texts.whoIs.inactive];
  if (since && since > today) return [texts.whoIs.notYet];
  const lines = now.map((away) =>
    away.seen.remote
      ? texts.whoIs.remoteToday(whenOf(away, today, texts))
      : texts.whoIs.outToday(said(away, today, texts)),
  );
  if (now.length === 0) lines.unshift(isFreeDay ? texts.whoIs.freeDay : texts.whoIs.inToday);
  if (next) lines.push(texts.whoIs.next(said(next, today, texts)));
  return lines;
}

function said(away: Away, today: Day, texts: Texts): string[] {
  return [
    ...(away.seen.reason ? [reasonOf(away, texts)] : []),
    ...(away.seen.requested ? [texts.away.requested] : []),
    whenOf(away, today, texts),
    ...(away.back ? [texts.away.back(away.back, away.last, today)] : []),
  ];
}

function whenOf({ first, last, times }: Away, today: Day, texts: Texts): string {
  return texts.away.when(first, last, times, today);
}

function facts(model: ProfileModel, texts: Texts): Fact[] {
  const { whoIs } = texts;
  const known: (Fact | undefined)[] = [
    model.position ? { label: whoIs.position, text: model.position } : undefined,
    model.team ? { label: whoIs.team, text: model.team } : undefined,
    model.department ? { label: whoIs.department, text: model.department } : undefined,
    model.workplace ? { label: whoIs.workplace, text: model.workplace } : undefined,
    model.supervisor
      ? {
          label: whoIs.supervisor,
          text: model.supervisor.name,
          ...(model.supervisor.slackId && { slackId: model.supervisor.slackId }),
        }
      : undefined,
    model.since
      ? { label: model.since > model.today ? whoIs.from : whoIs.since, text: whoIs.date(model.since) }
      : undefined,
    model.email ? { label: whoIs.email, text: model.email, url: `mailto:${model.email}` } : undefined,
  ];
  return known.filter((fact) => fact !== undefined);
}

/** "Label: what", one a line. Rich text takes every character literally, so a name can hold what it likes. */
function labelled(known: readonly Fact[]): KnownBlock {
  const lines: RichTextSection[] = known.map(({ label, text, slackId, url }, index) => ({
    type: "rich_text_section",
    elements: [
      { type: "text", text: `${label}: `, style: { bold: true } },
      url ? { type: "link", url, text } : { type: "text", text },
      ...(slackId
        ? ([
            { type: "text", text: " " },
            { type: "user", user_id: slackId },
          ] as const)
        : []),
      ...(index < known.length - 1 ? ([{ type: "text", text: "\n" }] as const) : []),
    ],
  }));
  return { type: "rich_text", elements: lines };
}
