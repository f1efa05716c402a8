import type { PeriodRecord } from "../../sandbox/personio-wire.ts";
import { addDays, weekOf } from "../../src/domain/calendar.ts";
import type { Stage } from "./stage.ts";

type Span = { first: string; last: string };
/** How long the bot may go by what it read (README). */
const KEPT_MS = 5 * 60_000;
const MINUTE = 60_000;

/** Which days a line is about; undefined: it is none about who is out. The day is the one on the wall in Berlin. */
function spanOf(line: string, today: string): Span | undefined {
  const [command, ...words] = line.split(" ");
  if (command !== "/whosout") return undefined;
  if (words.includes("today")) return { first: today, last: today };
  if (words.includes("tomorrow")) return { first: addDays(today as never, 1), last: addDays(today as never, 1) };
  return weekOf(today as never);
}

/** Who of the company's people is out then, as Personio had it at these instants: each of the possible sets of names. */
function truths(
  { company, history }: Stage,
  span: Span,
  from: number,
  to: number,
  isMeant: (personId: string) => boolean,
): string[][] {
  const { persons, absenceTypes } = company.personio;
  const remote = absenceTypes.find(({ category }) => category === "OFFSITE_WORK")?.id;
  const isOut = ({ status, typeId, first, last, personId }: PeriodRecord) =>
    ["APPROVED", "DELETION_PENDING"].includes(status) &&
    typeId !== remote &&
    first.day <= span.last &&
    (last === null || last.day >= span.first) &&
    isMeant(personId);
  return history
    .filter(({ from: begin }, index) => begin <= to && (history[index + 1]?.from ?? Number.POSITIVE_INFINITY) >= from)
    .map(({ periods }) => {
      const ids = new Set(periods.filter(isOut).map(({ personId }) => personId));
      const out = persons.filter(({ id, status }) => ids.has(id) && status === "ACTIVE");
      return out.map((person) => `${person.first_name} ${person.last_name}`).toSorted();
    });
}

/** The names under the headings that tell of people who are out, and the first line. */
function saidIn(text: string): { headline: string; names: string[] } {
  const [headline = "", ...lines] = text.split("\n");
  const names = new Set<string>();
  let isAside = false;
  for (const line of lines) {
    if (/^(Working remotely|Requested|Coming up|Back )/.test(line)) isAside = true;
    else if (line !== "" && !line.startsWith("•")) isAside = false;
    if (line.startsWith("• ") && !isAside)
      names.add(
        line
          .slice(2)
          .replace(/ (\(| ?–).*$/, "")
          .trim(),
      );
  }
  return { headline, names: [...names].toSorted() };
}

/** When an answer says that it is: "as of 08:40", on the wall of who asked, which is Berlin's or London's. */
function asOf(text: string, at: number): number[] | undefined {
  const said = /as of (?:\w{3} \d+ \w{3}, )?(\d\d?):(\d\d)/.exec(text);
  if (!said) return undefined;
  const midnight = Date.parse(`${new Date(at + 60 * MINUTE).toISOString().slice(0, 10)}T00:00:00+01:00`);
  const inBerlin = midnight + (Number(said[1]) * 60 + Number(said[2])) * MINUTE;
  return [inBerlin, inBerlin + 60 * MINUTE];
}

/**
 * What is wrong with an answer that says who is out; undefined: it is true, as of now or of when it says.
 *
 * @param isSpoilt Personio's answers lacked something, or had something new in them: then what it says may lack something too
 */
export function untruth(stage: Stage, line: string, text: string, at: number, isSpoilt: boolean): string | undefined {
  const { company, skewMs } = stage;
  const today = new Date(at + 60 * MINUTE + skewMs).toISOString().slice(0, 10);
  const span = spanOf(line, today);
  if (!span) return undefined;
  const of = / @(\w+)/.exec(line)?.[1];
  const design = company.personio.orgUnits.find(({ name }) => name === "Design")?.id;
  const isMeant = (personId: string) =>
    of !== undefined
      ? personId === company.who(of).personId
      : !line.includes("Design") ||
        company.personio.employments.some((one) => one.personId === personId && one.teamId === design);
  const then = asOf(text, at);
  const possible =
    then === undefined
      ? truths(stage, span, at - KEPT_MS - 2 * MINUTE, at, isMeant)
      : then.flatMap((one) =>
          truths(stage, span, one - KEPT_MS - MINUTE - Math.abs(skewMs), one + MINUTE + Math.abs(skewMs), isMeant),
        );
  const { headline, names } = saidIn(text);
  const same = (one: readonly string[]) => JSON.stringify(one) === JSON.stringify(names);
  const count = /^(\d+)/.exec(headline)?.[1] ?? (/^Nobody|is not out/.test(headline) ? "0" : undefined);
  if (count !== undefined && of === undefined && Number(count) !== names.length)
    return `says ${count} and names ${names.length}`;
  if (possible.some(same)) return undefined;
  if (isSpoilt && (names.length > 0 || possible.some((one) => one.length === 0))) return undefined;
  return `says ${JSON.stringify(names)}, and Personio had ${possible.map((one) => JSON.stringify(one)).join(" or ")}`;
}
