import { type AwayNeeds, backOn, countOf, findAway, readCalendar, toldOf } from "../commands/away.ts";
import type { Channels } from "../commands/channel.ts";
import { belongsTo, freeDays, teamToTell } from "../commands/places.ts";
import { asOfIn } from "../commands/reading.ts";
import { nameOfWho } from "../commands/who.ts";
import { addDays, type Day, eachDay, type Span, weekOf } from "../domain/calendar.ts";
import { celebratedDays, type Digest, focusOf, recursOn, type Setup } from "../domain/digest.ts";
import { type Employment, nameOf, type Person } from "../domain/person.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Candidate, Who } from "../domain/whos-out.ts";
import { type Texts, textsFor } from "../texts/texts.ts";
import type { Told } from "../views/away.ts";
import type { Celebrated, DigestModel } from "../views/digest.ts";

export type Compose = ReturnType<typeof createCompose>;
type Needs = Omit<AwayNeeds, "channels"> & { channels: Pick<Channels, "personsLatelyIn"> };
/** Whom a digest is about, as far as it can be known, with their contracts, where they were read. */
type Population = { persons: Person[]; employments?: Map<string, Employment> };

/** Up to how many persons all contracts are read, only to say "of how many": it is a call to Personio each. */
const FEW = 500;
/** So many contracts are asked for at a time, so that other questions get their turn between. */
const AT_A_TIME = 25;
/** Contracts change in days, and a digest may ask for thousands of them every few minutes. */
const AS_THEY_ARE = { asItIs: true };
/** Nobody is back today from an absence that ended longer ago: Easter has four free days, and a bridge day makes five. */
const BACK_WITHIN_DAYS = 6;
const COMING_DAYS = 7;
/** What somebody still reads. */
const MOST = { today: 50, week: 60, coming: 25, back: 25, remote: 25, celebrated: 25 };

/** What a digest says on a day, out of Personio, as a channel may read it. */
export function createCompose(given: Needs) {
  const needs: AwayNeeds = { ...given, channels: { personsIn: given.channels.personsLatelyIn } };
  const { directory, channels, holidays } = needs;

  /** Undefined where it would take the contracts of a big company, only to say "of how many". */
  async function populationOf({ who, tells }: Pick<Setup, "who" | "tells">): Promise<Population | undefined> {
    const everyone = await directory.everyone();
    const inChannel = who.kind === "channel" ? await channels.personsIn(who.id) : undefined;
    const persons = inChannel ? everyone.filter(({ id }) => inChannel.has(id)) : everyone;
    const isByContract = who.kind === "some";
    const celebrates = tells.includes("anniversaries") || (isByContract && tells.includes("birthdays"));
    if (persons.length > FEW && !celebrates) return isByContract ? undefined : { persons };
    // Who belongs to a team stands in the contract: without it, "nobody is out" would be a guess.
    const read = isByContract ? directory.employments : directory.readableEmployments;
    const employments = await inPortions(persons, (ids) => read(ids, AS_THEY_ARE));
    return {
      persons: isByContract ? persons.filter(({ id }) => belongsTo(employments.get(id), who)) : persons,
      employments,
    };
  }

  /** By workplace, as far as contracts name one; of the company, for those without. */
  async function freeIn(): Promise<(employment: Pick<Employment, "workplaceId"> | undefined) => (day: Day) => boolean> {
    const places = await directory.requiredPlaces();
    return (employment) => freeDays(employment, places, holidays);
  }

  /** Where a digest's people work, each place once. */
  async function workplacesOf({ who, tells }: Setup): Promise<(Pick<Employment, "workplaceId"> | undefined)[]> {
    const everywhere = async () => [
      undefined,
      ...[...(await directory.requiredPlaces()).workplaces.keys()].map((workplaceId) => ({ workplaceId })),
    ];
    if (who.kind === "some" && who.of.every(({ kind }) => kind === "workplace")) {
      return who.of.map(({ id }) => ({ workplaceId: id }));
    }
    const population = await populationOf({ who, tells });
    if (!population?.employments) return everywhere();
    // Without anybody, the company's own holidays count.
    if (population.persons.length === 0) return [undefined];
    // A contract that cannot be read now might be of a place where people work today.
    const contracts = await inPortions(population.persons, (ids) => directory.employments(ids, AS_THEY_ARE));
    return population.persons.map(({ id }) => contracts.get(id));
  }

  return {
    /**
     * Whether nobody whom a digest is about works on a day, wherever they work.
     * @throws ProblemError what the client throws, when it cannot be known
     */
    isFree: async (setup: Setup, day: Day): Promise<boolean> => {
      const free = await freeIn();
      const { workplaces } = await directory.requiredPlaces();
      const isFreeAt = (workplaceId?: string) => free(workplaceId === undefined ? undefined : { workplaceId })(day);
      // On most days nobody's contract needs to be known.
      if (![undefined, ...workplaces.keys()].some(isFreeAt)) return false;
      return (await workplacesOf(setup)).every((employment) => free(employment)(day));
    },

    /**
     * @param day whom it calls "today"
     * @param lastTold the day of its last message before, for what it celebrates
     * @throws ProblemError what the client throws, when nothing is known; `who-gone` when nothing of whom it is about is in Personio
     */
    compose: async ({ id, setup }: Pick<Digest, "id" | "setup">, day: Day, lastTold?: Day): Promise<DigestModel> => {
      const { who, zone } = setup;
      const texts = textsFor(setup.language);
      const reading = { texts, today: day };
      const focus = focusOf(setup, day);
      const tells = new Set(setup.tells);
      const coming: Span = { first: addDays(day, 1), last: addDays(day, COMING_DAYS) };
      const before: Span = { first: addDays(day, -BACK_WITHIN_DAYS), last: addDays(day, -1) };
      const week = setup.rhythm === "weekly" ? focus : weekOf(day);
      const whole: Span = { first: before.first, last: [coming.last, week.last].toSorted().at(-1) ?? week.last };
      const calendar = await readCalendar(whole, needs, { isPatient: true });
      const parts = { ...needs, directory: calendar };
      const [of, population] = await Promise.all([whose(who, texts), populationOf(setup)]);
      const startsLater = ({ id }: Person, than: Day) => (population?.employments?.get(id)?.startDate ?? "") > than;

      // The day, the week and the days of the first line are often the same: each is looked through once.
      const looked = new Map<string, ReturnType<typeof findAway>>();
      const find = (span: Span) => {
        const key = `${span.first}/${span.last}`;
        const found =
          looked.get(key) ??
          findAway({ span, who }, { kind: "channel" }, reading, parts).then(({ all, linesOf }) => ({
            all: all.filter(({ person }) => !startsLater(person, span.last)),
            linesOf,
          }));
        looked.set(key, found);
        return found;
      };
      const [today, inFocus] = await Promise.all([find({ first: day, last: day }), find(focus)]);
      const isOut = ({ group }: Candidate) => group !== "remote";
      const among = population?.persons.filter((person) => !startsLater(person, focus.last)).length;

      const model: DigestModel = {
        digestId: id,
        day,
        who,
        ...(of && { of }),
        focus: { span: focus, out: countOf(inFocus.all).peopleOut, ...(among !== undefined && { among }) },
        ...(population && (await celebrated(setup, celebratedDays(setup, day, lastTold), day, population))),
      };
      if (tells.has("today")) model.today = await toldOf(today.all.filter(isOut), MOST.today, today.linesOf);
      if (tells.has("week")) {
        const found = await find(week);
        model.week = { ...(await toldOf(found.all.filter(isOut), MOST.week, found.linesOf)), span: week };
      }
      if (tells.has("coming")) {
        const found = await find(coming);
        const begins = found.all.filter((one) => isOut(one) && one.period.first.day > day);
        begins.sort((a, b) => a.period.first.day.localeCompare(b.period.first.day));
        model.coming = await toldOf(begins, MOST.coming, found.linesOf);
      }
      if (tells.has("back")) model.back = await backAmong(await find(before), day);
      if (tells.has("remote")) {
        const remote = today.all.filter((one) => !isOut(one));
        model.remote = await toldOf(remote, MOST.remote, today.linesOf);
      }
      return { ...model, ...asOfIn(calendar, { zone }) };
    },
  };

  async function backAmong({ all, linesOf }: Awaited<ReturnType<typeof findAway>>, day: Day): Promise<Told> {
    const free = await freeIn();
    const { workplaces } = await directory.requiredPlaces();
    const everywhere = [undefined, ...[...workplaces.keys()].map((workplaceId) => ({ workplaceId }))];
    const mayBeFree = (on: Day) => everywhere.some((employment) => free(employment)(on));
    // Whose free days these were stands in the contract, which is read of those alone who can be back.
    const ended = all.filter(
      ({ period: { last }, group }) =>
        group !== "remote" &&
        last !== null &&
        last.day < day &&
        eachDay({ first: addDays(last.day, 1), last: addDays(day, -1) }).every(mayBeFree),
    );
    return backOn(day, await linesOf(ended), MOST.back);
  }

  /** What the digest is about, by name. The channel that reads it needs none. */
  async function whose(who: Who, texts: Texts): Promise<string | undefined> {
    if (who.kind === "everybody" || who.kind === "channel") return undefined;
    const { orgUnits, workplaces } = await directory.requiredPlaces();
    const of = await nameOfWho(who, directory, texts);
    if (of) return of.name;
    // Where Personio tells no names of places at all, they need not be gone; without any name it would read as if about everybody.
    if (orgUnits.size + workplaces.size === 0) return texts.digest.whose.some;
    throw new ProblemError({ kind: "who-gone" });
  }

  async function celebrated(
    { tells, language, who }: Setup,
    days: Span,
    day: Day,
    { persons, employments }: Population,
  ): Promise<Pick<DigestModel, "anniversaries" | "firstDays" | "birthdays">> {
    if (!tells.includes("anniversaries") && !tells.includes("birthdays")) return {};
    const places = await directory.places();
    const { compare } = new Intl.Collator(textsFor(language).locale);
    const found = { anniversaries: [], firstDays: [], birthdays: [] } as {
      anniversaries: (Celebrated & { years: number })[];
      firstDays: Celebrated[];
      birthdays: Celebrated[];
    };
    for (const on of eachDay(days)) {
      for (const person of persons) {
        const employment = employments?.get(person.id);
        const team = teamToTell(who, employment, places);
        const one = { name: nameOf(person), ...(team && { team }), ...(on !== day && { day: on }) };
        if (tells.includes("anniversaries") && employment?.startDate) {
          const { startDate } = employment;
          const years = Number(on.slice(0, 4)) - Number(startDate.slice(0, 4));
          if (startDate === on) found.firstDays.push(one);
          else if (years > 0 && recursOn(on, startDate.slice(5))) found.anniversaries.push({ ...one, years });
        }
        const hasBegun = (employment?.startDate ?? "") <= on;
        if (tells.includes("birthdays") && hasBegun && person.birthday && recursOn(on, person.birthday)) {
          found.birthdays.push(one);
        }
      }
    }
    const inOrder = <T extends Celebrated>(people: T[]) => {
      people.sort((a, b) => (a.day ?? day).localeCompare(b.day ?? day) || compare(a.name, b.name));
      return { people: people.slice(0, MOST.celebrated), more: Math.max(0, people.length - MOST.celebrated) };
    };
    return {
      anniversaries: inOrder(found.anniversaries),
      firstDays: inOrder(found.firstDays),
      birthdays: inOrder(found.birthdays),
    };
  }
}

async function inPortions(
  persons: readonly Person[],
  read: (ids: string[]) => Promise<Map<string, Employment>>,
): Promise<Map<string, Employment>> {
  const found = new Map<string, Employment>();
  for (let at = 0; at < persons.length; at += AT_A_TIME) {
    const some = await read(persons.slice(at, at + AT_A_TIME).map(({ id }) => id));
    for (const [id, employment] of some) found.set(id, employment);
  }
  return found;
}
