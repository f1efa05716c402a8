import { type Act, actsOfDay } from "../acts.ts";
import { added, type Calls, countOf, sumOf } from "../kinds.ts";
import { changesOfDay } from "../changes.ts";
import { type OwnTime, openOwnTime } from "../own-time.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Midnight in Berlin, of a Monday. */
const MIDNIGHT = "2026-11-22T23:00:00Z";
const AN_HOUR = 100;
const DIGESTS = 30;
/** Of each kind of command, so many are asked for afresh. */
const SAMPLES = 3;

export type Day = {
  commands: number;
  /** Commands that nothing came of; none, if all is well. */
  unanswered: number;
  /** Milliseconds until the answer, as far as it waited for its turn at Personio. */
  longestWaitMs: Record<string, number>;
  calls: Calls;
  afresh: Calls;
  /** Calls of the whole day, to calls if each command were asked afresh. */
  ratio: number;
};

/** A working day of a company, with everything that the bot asks of Personio by itself, and what the same commands cost a bot that keeps nothing. */
export async function measure({ people = 5000, anHour = AN_HOUR, digests = DIGESTS } = {}): Promise<Day> {
  const stage = await openOwnTime({
    people,
    begin: MIDNIGHT,
    today: "2026-11-23",
    // Nothing asks Personio unasked more often than every five.
    roundMs: MINUTE,
    digests,
  });
  const { clock, personio, company, time } = stage;
  const acts = actsOfDay(company, Date.parse(MIDNIGHT), anHour);
  const bot = await stage.start(stage.config);
  const changes = changesOfDay(people, Date.parse(MIDNIGHT));
  let unanswered = 0;
  const longestWaitMs: Record<string, number> = {};
  let calls: Calls = {};
  const take = () => {
    calls = added(calls, countOf(personio.takeCalls()));
  };
  const happenings = [...acts, ...changes].toSorted((a, b) => a.at - b.at);
  for (const one of happenings) {
    await time.pass(Math.max(0, one.at - clock().getTime()));
    if ("happen" in one) one.happen(personio, clock());
    else {
      const begun = clock().getTime();
      if (!(await carryOut(stage, one))) unanswered += 1;
      longestWaitMs[one.kind] = Math.max(longestWaitMs[one.kind] ?? 0, clock().getTime() - begun);
    }
    take();
  }
  await time.pass(Math.max(0, Date.parse(MIDNIGHT) + DAY - clock().getTime()));
  take();
  await stage.within(bot.stop());

  const afresh = await askedAfresh(stage, acts);
  await stage.close();
  return { commands: acts.length, unanswered, longestWaitMs, calls, afresh, ratio: sumOf(calls) / sumOf(afresh) };
}

/** @returns whether something came of it */
async function carryOut(stage: OwnTime, { by, line, brings }: Act): Promise<boolean> {
  const { slack } = stage;
  if (brings === "message")
    return stage.ask(by, line).then(
      () => true,
      () => false,
    );
  if (brings === "home") {
    await stage.openHome(by);
    return slack.world.homes.has(by);
  }
  await stage.within(slack.command(by, "C0GENERAL", line));
  await stage.time.pass(10_000, () => slack.formOf(by)?.submit !== undefined);
  const isOpen = slack.formOf(by) !== undefined;
  if (isOpen) await stage.within(slack.dismiss(by, { all: true }));
  return isOpen;
}

/** What all of these would cost, by what some of each kind do to a bot that knows nothing. */
async function askedAfresh(stage: OwnTime, acts: readonly Act[]): Promise<Calls> {
  let all: Calls = {};
  for (const kind of new Set(acts.map(({ kind }) => kind))) {
    const these = acts.filter((act) => act.kind === kind);
    const some = these.slice(0, SAMPLES);
    let calls: Calls = {};
    for (const act of some) {
      const bot = await stage.startAfresh(stage.configFor());
      stage.personio.takeCalls();
      await carryOut(stage, act);
      // What comes after the answer belongs to it.
      await stage.time.pass(MINUTE);
      calls = added(calls, countOf(stage.personio.takeCalls()));
      await bot.stop();
    }
    const times = these.length / some.length;
    if (process.env.BENCH_SHOW) console.log(kind, these.length, sumOf(calls) / some.length);
    all = added(all, Object.fromEntries(Object.entries(calls).map(([call, count]) => [call, count * times])));
  }
  return all;
}
