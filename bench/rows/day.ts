import { type Act, actsOfDay } from "../acts.ts";
import { changesOfDay } from "../changes.ts";
import { compared, type Measure } from "../figure.ts";
import { added, type Calls, countOf, sumOf, told } from "../kinds.ts";
import { type OwnTime, openOwnTime } from "../own-time.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Midnight in Berlin, of a Monday. */
const MIDNIGHT = Date.parse("2026-11-22T23:00:00Z");
const MONDAY = "2026-11-23";

/**
 * All calls of Personio's in a working day: of the commands, and of everything that the bot asks by itself, from its start at midnight;
 * against what the same commands cost if each were asked afresh, which some of each kind show.
 */
export const measure: Measure = async ({ short }) => {
  const [people, anHour, digests, samples] = short ? [500, 40, 10, 1] : [5000, 100, 30, 3];
  const stage = await openOwnTime({
    people,
    begin: new Date(MIDNIGHT).toISOString(),
    today: MONDAY,
    digests,
    // Nothing is asked by itself more often than every minute.
    roundMs: MINUTE,
  });
  try {
    const acts = actsOfDay(stage.company, MIDNIGHT, anHour);
    const calls = await oneDay(stage, acts);
    const afresh = await askedAfresh(stage, acts, samples);
    return [
      compared(
        {
          row: "day",
          what: `${acts.length} commands, ${digests} digests, ${people} people`,
          baseline: { what: "each asked afresh", value: Math.round(sumOf(afresh)), unit: "calls" },
          ours: { value: sumOf(calls), unit: "calls" },
          notes: [...told("", calls), ...told("afresh: ", afresh)],
          isNoisy: false,
        },
        // Of a small company, what is asked once in a while is more of it.
        { atMost: short ? 0.2 : 0.05 },
      ),
    ];
  } finally {
    await stage.close();
  }
};

async function oneDay(stage: OwnTime, acts: readonly Act[]): Promise<Calls> {
  const { personio, company, clock } = stage;
  const changes = changesOfDay(company.personio.persons.length, MIDNIGHT);
  const bot = await stage.start(stage.config);
  let calls: Calls = {};
  for (const one of [...acts, ...changes].toSorted((a, b) => a.at - b.at)) {
    await stage.passUntil(one.at);
    if ("happen" in one) one.happen(personio, clock());
    else if (!(await carryOut(stage, one))) throw new Error(`nothing came of ${one.line || one.kind}`);
    calls = added(calls, countOf(personio.takeCalls()));
  }
  await stage.passUntil(MIDNIGHT + DAY);
  await stage.within(bot.stop());
  return added(calls, countOf(personio.takeCalls()));
}

/** What all of these would cost, by what the first ones of each kind do to a bot that knows nothing. */
async function askedAfresh(stage: OwnTime, acts: readonly Act[], samples: number): Promise<Calls> {
  let all: Calls = {};
  for (const kind of new Set(acts.map((act) => act.kind))) {
    const these = acts.filter((act) => act.kind === kind);
    const some = these.slice(0, samples);
    for (const act of some) {
      const bot = await stage.startAfresh(stage.configFor());
      stage.personio.takeCalls();
      await carryOut(stage, act);
      // What comes after the answer belongs to it.
      await stage.time.pass(MINUTE);
      const calls = Object.entries(countOf(stage.personio.takeCalls()));
      all = added(all, Object.fromEntries(calls.map(([call, count]) => [call, (count * these.length) / some.length])));
      await bot.stop();
    }
  }
  return all;
}

/** @returns whether something came of it */
async function carryOut(stage: OwnTime, { by, line, brings }: Act): Promise<boolean> {
  const { slack } = stage;
  if (brings === "message") {
    return stage.ask(by, line).then(
      () => true,
      () => false,
    );
  }
  if (brings === "home") {
    await stage.openHome(by);
    return slack.world.homes.has(by);
  }
  await stage.command(by, line);
  await stage.time.pass(MINUTE, () => slack.formOf(by)?.submit !== undefined);
  const isOpen = slack.formOf(by)?.submit !== undefined;
  if (isOpen) await stage.within(slack.dismiss(by, { all: true }));
  return isOpen;
}
