import * as z from "zod";
import type { Answer, Answers } from "./personio-answers.ts";
import type { Book, Entry } from "./personio-book.ts";
import { amountOf } from "./personio-breakdowns.ts";
import type { PersonioSettings } from "./personio-settings.ts";
import { commonDay, moment, momentsOf, spanOf } from "./personio-spans.ts";
import type { PersonioWorld } from "./personio-wire.ts";

const ref = z.strictObject({ id: z.string() });
const change = z.strictObject({
  starts_from: moment.optional(),
  ends_at: moment.nullish(),
  comment: z.string().max(2000).nullish(),
});
const creation = change.extend({
  person: ref,
  absence_type: ref,
  starts_from: moment,
  substitute: ref.nullish(),
});

/** Entering, changing and deleting absences through the API, with Personio's refusals. */
export function createAbsenceWriter(options: {
  world: PersonioWorld;
  settings: PersonioSettings;
  book: Book;
  origin: string;
  answers: Answers;
}) {
  const { world, settings, book, origin, answers } = options;
  const malformed = () => answers.badRequest("Invalid request content.");

  const statusOf = (typeId: string, query: URLSearchParams) => {
    const mustApprove = settings.typesToApprove?.includes(typeId) ?? true;
    return mustApprove && query.get("skip_approval") !== "true" ? "PENDING" : "APPROVED";
  };
  const isSpelledWell = (query: URLSearchParams) =>
    [...query].every(([name, value]) => name === "skip_approval" && /^(true|false)$/.test(value));
  const typeOf = (typeId: string) => world.absenceTypes.find(({ id }) => id === typeId);
  /** The first day that a period shares with one of those that fit; rejected ones are in nobody's way. */
  const dayShared = (wanted: Entry, fits: (other: Entry) => boolean, id?: string): string | undefined => {
    for (const other of world.absencePeriods) {
      const day = other.id !== id && other.status !== "REJECTED" && fits(other) && commonDay(other, wanted);
      if (day) return day;
    }
    return undefined;
  };

  /** Why days cannot be taken. @param id of the absence that is moved there */
  const whyNot = (wanted: Entry, id?: string): Answer | undefined => {
    const { personId, typeId, first, last, substituteId } = wanted;
    const hasHalfDay = first.half === "SECOND_HALF" || last?.half === "FIRST_HALF";
    if (hasHalfDay && settings.typesWithoutHalfDays.includes(typeId))
      return answers.unprocessable("Half days are not allowed for this absence type.");
    if (last && amountOf(wanted, options, last.day) === 0)
      return answers.unprocessable("The absence contains no working days.");
    const taken = settings.acceptsOverlaps ? undefined : dayShared(wanted, (other) => other.personId === personId, id);
    if (taken) return answers.conflict("Absence period conflict", `There is already an absence on ${taken}.`);
    const busy = dayShared(wanted, (other) => other.substituteId === personId);
    if (busy)
      return answers.conflict("Requesting absence while substituting", `The person is a substitute on ${busy}.`);
    if (substituteId === undefined) return undefined;
    const isThere = world.persons.some(({ id, status }) => id === substituteId && status === "ACTIVE");
    if (!isThere || substituteId === personId)
      return answers.conflict("Substitute is invalid", "This person cannot be a substitute.");
    const isAway = (other: Entry) =>
      other.personId === substituteId && typeOf(other.typeId)?.category !== "OFFSITE_WORK";
    const gone = dayShared(wanted, isAway);
    return gone ? answers.conflict("Substitute is invalid", `The substitute is absent on ${gone}.`) : undefined;
  };

  return {
    create(query: URLSearchParams, sent: unknown): Answer {
      const read = creation.safeParse(sent);
      const type = typeOf(read.data?.absence_type.id ?? "");
      const person = world.persons.find(({ id }) => id === read.data?.person.id);
      if (!read.data || !type || !person || !isSpelledWell(query)) return malformed();
      const { starts_from, ends_at = null, comment, substitute } = read.data;
      if (!substitute && settings.typesWithSubstitute.includes(type.id)) return answers.substituteRequired();
      if (substitute && settings.typesWithoutSubstitute.includes(type.id)) return answers.substituteNotAllowed();
      const span = spanOf(starts_from, ends_at, type.unit, settings.writeExclusive);
      if ("refused" in span) return answers.unprocessable(span.refused);
      const wanted: Entry = {
        personId: person.id,
        typeId: type.id,
        ...span,
        status: statusOf(type.id, query),
        ...(comment && { comment }),
        ...(substitute && { substituteId: substitute.id }),
      };
      const refusal = whyNot(wanted);
      if (refusal) return refusal;
      const { id } = book.add(wanted);
      return { status: 201, body: { id, _meta: { links: { self: { href: `${origin}/v2/absence-periods/${id}` } } } } };
    },

    /** What is not sent stays. Other days have to be approved anew, as if they were asked for now. */
    change(id: string, query: URLSearchParams, sent: unknown): Answer {
      const period = book.find(id);
      if (!period) return answers.missing();
      if (period.isReadOnly) return answers.forbidden();
      const read = change.safeParse(sent);
      const unit = typeOf(period.typeId)?.unit;
      if (!read.data || Object.keys(read.data).length === 0 || !unit || !isSpelledWell(query)) return malformed();
      const { starts_from, ends_at, comment } = read.data;
      const changes: Partial<Entry> = comment === undefined ? {} : { comment: comment ?? "" };
      if (starts_from || ends_at !== undefined) {
        const kept = momentsOf(period, settings.writeExclusive);
        const end = ends_at === undefined ? kept.ends_at : ends_at;
        const span = spanOf(starts_from ?? kept.starts_from, end, unit, settings.writeExclusive);
        if ("refused" in span) return answers.unprocessable(span.refused);
        Object.assign(changes, span, { status: statusOf(period.typeId, query) });
        const refusal = whyNot({ ...period, ...changes }, id);
        if (refusal) return refusal;
      }
      book.alter(id, changes);
      return { status: 204 };
    },

    remove(id: string): Answer {
      const period = book.find(id);
      if (!period) return answers.missing();
      if (period.isReadOnly) return answers.forbidden();
      const isKept = settings.approveDeletions && ["APPROVED", "DELETION_PENDING"].includes(period.status);
      if (isKept) book.alter(id, { status: "DELETION_PENDING" });
      else book.remove(id);
      return { status: 204 };
    },
  };
}
