import { addDays, weekdayOf } from "../../sandbox/personio-days.ts";
import type { PeriodRecord } from "../../sandbox/personio-wire.ts";
import { askForAll, countIn } from "../ask.ts";
import { floorOf, longestChain } from "../calls.ts";
import { bounded, compared, type Figure, type Measure, reported } from "../figure.ts";
import { median } from "../numbers.ts";
import type { Call } from "../personio.ts";
import type { Answer } from "../slack.ts";
import { CALL_MS, onStage, type Stage } from "../stage.ts";

const row = "cold";
/** What follows this week tells when people are back. */
const LOOK_AHEAD_DAYS = 14;
const PAGE = 100;
/** Personio's limit for absences. */
const PACE = { rate: 10, burst: 100 };
/** Of a large company: medians. */
const TRIES = 3;

/** The first `/whosout` after a start, asked as soon as the bot is connected to Slack. */
export const measure: Measure = async ({ short }) => {
  const figures = await small(500, short ? 2 : 5);
  for (const people of short ? [2000] : [5000, 50_000]) figures.push(...(await large(people)));
  return figures;
};

const small = (people: number, tries: number) =>
  onStage({ people }, async (stage) => {
    const chains: number[] = [];
    const times: number[] = [];
    for (let one = 0; one < tries; one++) {
      const { first, calls } = await askCold(stage);
      chains.push(longestChain(callsBefore(first.at, calls)));
      times.push(first.ms);
    }
    const roundTrip = { what: "one round trip of Personio", value: CALL_MS, unit: "ms" as const };
    return [
      bounded(
        {
          row,
          what: `calls in sequence, ${people} people`,
          ours: { value: Math.max(...chains), unit: "round trips" },
        },
        { atMost: 4 },
      ),
      reported({
        row,
        what: `answer, ${people} people`,
        baseline: roundTrip,
        ours: { value: median(times), unit: "ms" },
      }),
    ];
  });

const large = (people: number) =>
  onStage({ people }, async (stage): Promise<Figure[]> => {
    const monday = addDays(stage.today, 1 - weekdayOf(stage.today));
    const pagesOf = (days: number) =>
      Math.ceil(stage.absences.filter(touching(monday, addDays(monday, days - 1))).length / PAGE);
    const must = { inSequence: pagesOf(7), all: pagesOf(7 + LOOK_AHEAD_DAYS) };
    const tries: { first: number; last: number; floor: number; read: number }[] = [];
    for (let one = 0; one < TRIES; one++) {
      const { first, last, calls } = await askCold(stage);
      const until = callsBefore(last.at, calls);
      const callMs = median(until.map(({ begun, ended }) => ended - begun));
      const read = until.filter(({ what }) => what === "GET /v2/absence-periods").length;
      tries.push({ first: first.ms, last: last.ms, floor: floorOf(must, callMs, PACE), read });
    }
    const middle = (of: keyof (typeof tries)[number]) => median(tries.map((one) => one[of]));
    const seconds = (of: "first" | "last" | "floor") => ({ value: middle(of) / 1000, unit: "s" as const });
    return [
      bounded({ row, what: `first useful answer, ${people} people`, ours: seconds("first") }, { atMost: 2 }),
      compared(
        {
          row,
          what: `whole answer, ${people} people`,
          baseline: { what: `${must.inSequence} pages in sequence`, ...seconds("floor") },
          ours: seconds("last"),
        },
        { atMost: 1.2 },
      ),
      reported({
        row,
        what: `pages of absences read, ${people} people`,
        baseline: { what: "must be", value: must.all, unit: "calls" },
        ours: { value: middle("read"), unit: "calls" },
      }),
    ];
  });

/** Starts the bot and asks; `last`: the answer with everybody who is out. */
async function askCold(stage: Stage): Promise<{ first: Answer; last: Answer; calls: Call[] }> {
  await stage.takeCalls();
  const bot = await stage.startBot();
  const { first, last } = await askForAll(bot, stage.out);
  if (countIn(first) === 0) throw new Error(`the first answer is of no use: ${first.text}`);
  const calls = await stage.takeCalls();
  await bot.stop();
  return { first, last, calls };
}

function callsBefore(at: number, calls: readonly Call[]): Call[] {
  return calls.filter(({ ended }) => ended <= at);
}

function touching(from: string, to: string): (period: PeriodRecord) => boolean {
  return ({ first, last }) => first.day <= to && (last === null || last.day >= from);
}
