import { type AwayNeeds, belongsTo, countOf, findAway, freeDays, hasTeams, unitOf } from "../commands/away.ts";
import type { Channels } from "../commands/channel.ts";
import { nameOfWho } from "../commands/who.ts";
import { addDays, type Clock, type Day, eachDay, type Span, wallClock, weekOf } from "../domain/calendar.ts";
import { celebratedDays, focusOf, recursOn, type Setup } from "../domain/digest.ts";
import { type Employment, nameOf, type Person } from "../domain/person.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Candidate, Who } from "../domain/whos-out.ts";
import type { Directory } from "../personio/directory.ts";
import { textsFor } from "../texts/texts.ts";
import type { DigestModel, Told } from "../views/digest.ts";

export type Compose = ReturnType<typeof createCompose>;
type Needs = AwayNeeds & { channels: Pick<Channels, "personsIn">; clock: Clock };

/** Up to how many persons in the company all contracts are read, only to say "of how many": it is a call to Personio each. */
const FEW = 500;
/** So many contracts are asked for at a time, so that other digests get their turn between. */
const AT_A_TIME = 25;
/** Nobody is back today from an absence that ended longer ago: Easter has four free days, and a bridge day makes five. */
const BACK_WITHIN_DAYS = 6;
const COMING_DAYS = 7;
/** What somebody still reads. */
const MOST = { today: 50, week: 60, coming: 25, back: 25, remote: 25, celebrated: 25 };
/** Older than that is no news. */
const KNOWN_FOR_MS = 12 * 3600 * 1000;

/** What a digest says on a day, out of Personio, as a channel may read it. */
export function createCompose(needs: Needs) {
  const { directory, channels, holidays, clock } = needs;

  /** Whom a digest is about, as far as it can be known: all of a big company have too many contracts to be read. */
  async function populationOf(
    who: Who,
    day: Day,
    withContracts: boolean,
  ): Promise<{ persons: Person[]; employments?: Map<string, Employment> } | undefined> {
    const everyone = await directory.everyone();
    const employments =
      withContracts || everyone.length <= FEW ? await contractsOf(everyone.map(({ id }) => id)) : undefined;
    const isHere = ({ id }: Person) => (employments?.get(id)?.startDate ?? day) <= day;
    const inWho = async (): Promise<((person: Person) => boolean) | undefined> => {
      if (who.kind === "everybody") return () => true;
      if (who.kind === "person") return ({ id }) => id === who.id;
      if (who.kind === "channel") {
        const inChannel = await channels.personsIn(who.id);
        return ({ id }) => inChannel.has(id);
      }
      return employments && (({ id }) => belongsTo(employments.get(id), who));
    };
    const isMeant = await inWho();
    if (!isMeant) return undefined;
    return {
      persons: everyone.filter((person) => isHere(person) && isMeant(person)),
      ...(employments && { employments }),
    };
  }

  async function contractsOf(ids: readonly string[]): Promise<Map<string, Employment>> {
    const found = new Map<string, Employment>();
    for (let at = 0; at < ids.length; at += AT_A_TIME) {
      const some = await directory.readableEmployments(ids.slice(at, at + AT_A_TIME));
      for (const [id, employment] of some) found.set(id, employment);
    }
    return found;
  }

  /** One reading of the calendar for all parts; where Personio does not answer, the last one. */
  async function readCalendar(span: Span): Promise<{ directory: Directory; asOf?: Date }> {
    const reading = (periods: Awaited<ReturnType<Directory["absencesDuring"]>>): Directory => ({
      ...directory,
      absencesDuring: async () => periods,
    });
    try {
      return { directory: reading(await directory.absencesDuring(span)) };
    } catch (error) {
      const known = error instanceof ProblemError ? directory.lastKnownAbsences(span) : undefined;
      if (!known || clock().getTime() - known.at.getTime() > KNOWN_FOR_MS) throw error;
      return { directory: reading(known.periods), asOf: known.at };
    }
  }

  return {
    /** Whether nobody whom a digest is about works on a day, wherever they work. */
    isFree: async ({ who }: Setup, day: Day): Promise<boolean> => {
      const [places, population] = await Promise.all([directory.places(), populationOf(who, day, false)]);
      const contracts = population?.employments;
      const workplaces = contracts
        ? population.persons.map(({ id }) => contracts.get(id))
        : [undefined, ...[...places.workplaces.keys()].map((workplaceId) => ({ workplaceId }) as Employment)];
      // Without anybody, the company's own holidays count.
      return [...workplaces, ...(workplaces.length === 0 ? [undefined] : [])].every((employment) =>
        freeDays(employment, places, holidays)(day),
      );
    },

    /**
     * @param day whom it calls "today"
     * @throws ProblemError what the client throws, when nothing is known; `who-gone` when nothing of whom it is about is in Personio
     */
    compose: async (digestId: string, setup: Setup, day: Day): Promise<DigestModel> => {
      const { who, zone } = setup;
      const texts = textsFor(setup.language);
      const reading = { texts, today: day };
      const focus = focusOf(setup, day);
      const tells = new Set(setup.tells);
      const coming: Span = { first: addDays(day, 1), last: addDays(day, COMING_DAYS) };
      const before: Span = { first: addDays(day, -BACK_WITHIN_DAYS), last: addDays(day, -1) };
      const week = setup.rhythm === "weekly" ? focus : weekOf(day);
      const whole: Span = { first: before.first, last: [coming.last, week.last].toSorted().at(-1) ?? week.last };
      const calendar = await readCalendar(whole);
      const parts = { ...needs, directory: calendar.directory };
      // The day, the week and the days of the first line are often the same: each is looked through once.
      const looked = new Map<string, ReturnType<typeof findAway>>();
      const find = (span: Span) => {
        const key = `${span.first}/${span.last}`;
        const found = looked.get(key) ?? findAway({ span, who }, { kind: "channel" }, reading, parts);
        looked.set(key, found);
        return found;
      };
      const celebrates = tells.has("anniversaries");

      const [of, today, inFocus, population] = await Promise.all([
        whose(who, texts),
        find({ first: day, last: day }),
        find(focus),
        populationOf(who, day, celebrates),
      ]);
      const told = async (
        { linesOf }: Awaited<ReturnType<typeof find>>,
        shown: Candidate[],
        most: number,
      ): Promise<Told> => ({ lines: await linesOf(shown.slice(0, most)), more: Math.max(0, shown.length - most) });
      const isOut = ({ group }: Candidate) => group !== "remote";

      const model: DigestModel = {
        digestId,
        day,
        who,
        ...(of && { of }),
        focus: {
          span: focus,
          out: countOf(inFocus.all).peopleOut,
          ...(population && { among: population.persons.length }),
        },
        anniversaries: [],
        firstDays: [],
        birthdays: [],
        ...(calendar.asOf && { asOf: wallClock(calendar.asOf, zone) }),
      };
      if (tells.has("today")) model.today = await told(today, today.all.filter(isOut), MOST.today);
      if (tells.has("week")) {
        const found = await find(week);
        model.week = { ...(await told(found, found.all.filter(isOut), MOST.week)), span: week };
      }
      if (tells.has("coming")) {
        const found = await find(coming);
        const begins = found.all.filter((one) => isOut(one) && one.period.first.day > day);
        begins.sort((a, b) => a.period.first.day.localeCompare(b.period.first.day));
        model.coming = await told(found, begins, MOST.coming);
      }
      if (tells.has("back")) model.back = await backOn(day, await find(before));
      if (tells.has("remote")) {
        model.remote = await told(
          today,
          today.all.filter((one) => !isOut(one)),
          MOST.remote,
        );
      }
      if (population) Object.assign(model, await celebrated(setup, day, population));
      return model;
    },
  };

  async function backOn(day: Day, { all, linesOf }: Awaited<ReturnType<typeof findAway>>): Promise<Told> {
    const ended = all.filter(
      ({ period, group }) => group !== "remote" && period.last !== null && period.last.day < day,
    );
    const back = (await linesOf(ended)).filter((line) => line.back?.day === day);
    // Two absences that follow each other end in one return.
    const lines = [...new Map(back.map((line) => [line.personId, line])).values()];
    return { lines: lines.slice(0, MOST.back), more: Math.max(0, lines.length - MOST.back) };
  }

  /** What the digest is about, by name. The channel that reads it needs none. */
  async function whose(who: Who, texts: ReturnType<typeof textsFor>): Promise<string | undefined> {
    if (who.kind === "everybody" || who.kind === "channel") return undefined;
    const of = await nameOfWho(who, directory, texts);
    if (of) return of.name;
    const { orgUnits, workplaces } = await directory.places();
    // Where Personio does not tell the names of places at all, they need not be gone.
    if (orgUnits.size + workplaces.size === 0) return undefined;
    throw new ProblemError({ kind: "who-gone" });
  }

  async function celebrated(
    setup: Setup,
    day: Day,
    { persons, employments }: { persons: Person[]; employments?: Map<string, Employment> },
  ): Promise<Pick<DigestModel, "anniversaries" | "firstDays" | "birthdays">> {
    const found: Pick<DigestModel, "anniversaries" | "firstDays" | "birthdays"> = {
      anniversaries: [],
      firstDays: [],
      birthdays: [],
    };
    const places = await directory.places();
    const { compare } = new Intl.Collator(textsFor(setup.language).locale);
    const sorted = persons.toSorted((a, b) => compare(nameOf(a), nameOf(b)));
    for (const on of eachDay(celebratedDays(setup, day))) {
      for (const person of sorted) {
        const employment = employments?.get(person.id);
        const team = hasTeams(setup.who) ? unitOf(employment, places, "team")?.name : undefined;
        const one = { name: nameOf(person), ...(team && { team }), ...(on !== day && { day: on }) };
        if (setup.tells.includes("anniversaries") && employment?.startDate) {
          const { startDate } = employment;
          const years = Number(on.slice(0, 4)) - Number(startDate.slice(0, 4));
          if (startDate === on) found.firstDays.push(one);
          else if (years > 0 && recursOn(on, startDate.slice(5))) found.anniversaries.push({ ...one, years });
        }
        if (setup.tells.includes("birthdays") && person.birthday && recursOn(on, person.birthday)) {
          found.birthdays.push(one);
        }
      }
    }
    return {
      anniversaries: found.anniversaries.slice(0, MOST.celebrated),
      firstDays: found.firstDays.slice(0, MOST.celebrated),
      birthdays: found.birthdays.slice(0, MOST.celebrated),
    };
  }
}
