import { bounded, compared, type Figure, type Measure } from "../figure.ts";
import { quantile } from "../numbers.ts";
import { openStage, type Running } from "../stage.ts";

/** People take turns, so that nobody has to wait for their own last question. */
const ASKERS = 50;
const BLOCK = 50;

/**
 * `/whosout` when everything is known: from Slack's handing over the command on the socket until the answer has arrived at its
 * response_url, against a listener that says hello. The two are asked in turn, in blocks.
 */
export const measure: Measure = async ({ short }) => {
  const figures: Figure[] = [];
  for (const people of short ? [500] : [500, 5000]) figures.push(...(await warm(people, short ? 8 : 40)));
  return figures;
};

async function warm(people: number, blocks: number): Promise<Figure[]> {
  const stage = await openStage(people);
  try {
    const hello = await stage.startHello();
    const bot = await stage.startBot();
    for (const each of [hello, bot, hello, bot]) await times(each, 6 * BLOCK);
    await stage.takeCalls();
    const taken: { hello: number[]; ours: number[] } = { hello: [], ours: [] };
    for (let block = 0; block < blocks; block++) {
      taken.hello.push(...(await times(hello, BLOCK)));
      taken.ours.push(...(await times(bot, BLOCK)));
    }
    const calls = (await stage.takeCalls()).length;
    const row = "warm";
    const figureOf = (name: string, share: number, atMost: number) =>
      compared(
        {
          row,
          what: `${name}, ${people} people`,
          baseline: { what: "hello", value: quantile(taken.hello, share), unit: "ms" },
          ours: { value: quantile(taken.ours, share), unit: "ms" },
        },
        { atMost },
      );
    return [
      figureOf("p50", 0.5, 2),
      figureOf("p99", 0.99, 3),
      bounded(
        { row, what: `Personio calls, ${people} people`, ours: { value: calls, unit: "calls" }, isNoisy: false },
        { atMost: 0 },
      ),
    ];
  } finally {
    await stage.close();
  }
}

/** How long each of so many commands takes, one after the other: milliseconds. */
async function times({ ask }: Running, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let one = 0; one < count; one++) taken.push((await ask(one % ASKERS)).ms);
  return taken;
}
