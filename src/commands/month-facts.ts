import { compareHalves } from "../domain/absence.ts";
import { eachDay, isWeekend, type Span } from "../domain/calendar.ts";
import type { Viewer } from "../domain/discretion.ts";
import { type Employment, nameOf, type Person } from "../domain/person.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Question, Who } from "../domain/whos-out.ts";
import { type MonthModel, type MonthRow, ROWS } from "../views/month.ts";
import type { Asker } from "./asker.ts";
import { type AwayNeeds, countOf, findAway } from "./away.ts";
import { belongsTo, freeDays, teamToTell } from "./places.ts";
import { asOfIn } from "./reading.ts";
import { nameOfWho } from "./who.ts";

/**
 * Up to how many persons everybody is shown, also who is in. Who is of a team stands in the contracts alone, and each is a call to
 * Personio: of a bigger company or channel those are shown who are out, whose contracts are needed anyway.
 */
const WHOLE_UP_TO = 150;

/**
 * One page of a month, as `viewer` may see it: everybody who is asked for, or those who are out.
 * @throws ProblemError `stale-button` when who is asked for is not in Personio any more
 */
export async function askMonth(
  question: Question,
  viewer: Viewer,
  reading: Pick<Asker, "texts" | "today" | "zone">,
  needs: AwayNeeds,
): Promise<MonthModel> {
  const { span, who } = question;
  const { directory, holidays } = needs;
  const [{ all, linesOf }, of, members, places] = await Promise.all([
    findAway(question, viewer, reading, needs),
    nameOfWho(who, directory, reading.texts),
    membersOf(who, span, needs),
    directory.places(),
  ]);
  if (who.kind !== "everybody" && !of) throw new ProblemError({ kind: "stale-button" });

  const away = all.filter(({ group }) => members !== undefined || group !== "remote").map(({ person }) => person);
  const people = [...new Map([...(members ?? []), ...away].map((person) => [person.id, person])).values()];
  const { compare } = new Intl.Collator(reading.texts.locale);
  people.sort((a, b) => compare(nameOf(a), nameOf(b)) || a.id.localeCompare(b.id));
  // A button may be older than the answer: people come back.
  const page = Math.min(question.page, Math.max(0, Math.ceil(people.length / ROWS.page) - 1));
  const shown = people.slice(page * ROWS.page, (page + 1) * ROWS.page);

  const ids = new Set(shown.map(({ id }) => id));
  const [lines, employments] = await Promise.all([
    linesOf(all.filter(({ person }) => ids.has(person.id))),
    directory.readableEmployments(ids),
  ]);
  const working = eachDay(span).filter((day) => !isWeekend(day));
  const rowOf = (person: Person): MonthRow => {
    const employment = employments.get(person.id);
    const team = teamToTell(who, employment, places);
    const isFree = freeDays(employment, places, holidays);
    const own = lines.filter(({ personId }) => personId === person.id);
    return {
      personId: person.id,
      name: nameOf(person),
      ...(person.email && { email: person.email }),
      ...(team && { team }),
      lines: own.toSorted((a, b) => compareHalves(a.first, b.first)),
      holidays: working.filter((day) => isFree(day)),
    };
  };
  return {
    question: { ...question, page },
    today: reading.today,
    ...(of && { of }),
    rows: shown.map(rowOf),
    people: people.length,
    isWhole: members !== undefined,
    peopleOut: countOf(all).peopleOut,
    ...asOfIn(directory, reading),
  };
}

/** All who are asked for and with us in these days; undefined where it would take too many calls to know. */
async function membersOf(who: Who, span: Span, { directory, channels }: AwayNeeds): Promise<Person[] | undefined> {
  if (who.kind === "person") return [...(await directory.persons([who.id])).values()];
  const everyone = await directory.everyone();
  const inChannel = who.kind === "channel" ? await channels.personsIn(who.id) : undefined;
  const asked = inChannel ? everyone.filter(({ id }) => inChannel.has(id)) : everyone;
  if (asked.length > WHOLE_UP_TO) return undefined;
  const ids = asked.map(({ id }) => id);
  if (who.kind === "everybody" || who.kind === "channel") {
    const employments = await directory.readableEmployments(ids);
    return asked.filter(({ id }) => isWithUs(employments.get(id), span));
  }
  // A team without those whose contracts could not be read would not be the whole team.
  const employments = await directory.employments(ids);
  return asked.filter(({ id }) => {
    const employment = employments.get(id);
    return belongsTo(employment, who) && isWithUs(employment, span);
  });
}

function isWithUs(employment: Employment | undefined, { first, last }: Span): boolean {
  return (employment?.startDate ?? first) <= last && (employment?.endDate ?? last) >= first;
}
