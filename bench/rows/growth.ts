import { askForAll, askInTurn, warmUp } from "../ask.ts";
import { compared, type Figure, type Measure, reported } from "../figure.ts";
import { median } from "../numbers.ts";
import { openStage } from "../stage.ts";

const row = "growth";
const ALWAYS_OUT = 40;
const LINES = [
  { line: "8 % out", outOf: (people: number) => Math.round(people * 0.08) },
  { line: `${ALWAYS_OUT} out`, outOf: () => ALWAYS_OUT },
];

/**
 * How warm `/whosout` and the memory grow with the company: once with as many out as there are in a company of that size, and once with
 * as many out, whatever its size. All sizes are asked in turn.
 */
export const measure: Measure = async ({ short }) => {
  const figures: Figure[] = [];
  for (const { line, outOf } of short ? LINES.slice(1) : LINES) {
    const sizes = short ? [50, 2000] : [50, 500, 5000, 50_000];
    const stages = [];
    try {
      for (const people of sizes) stages.push(await openStage({ people, out: outOf(people) }));
      const bots = [];
      for (const stage of stages) {
        const bot = await stage.startBot();
        await askForAll(bot, stage.out);
        bots.push(bot);
      }
      await warmUp(bots);
      const times = (await askInTurn(bots, short ? 4 : 20)).map(median);
      const [least = Number.NaN] = times;
      for (const [at, people] of sizes.entries()) {
        const place = (chart: "latency" | "memory") => ({ at: { chart, line, people } });
        const asked = {
          row,
          what: `p50, ${people} people, ${line}`,
          ours: { value: times[at] ?? Number.NaN, unit: "ms" as const },
          ...place("latency"),
        };
        const first = { baseline: { what: `${sizes[0]} people`, value: least, unit: "ms" as const } };
        const isHeld = at === sizes.length - 1 && line === LINES[1]?.line;
        figures.push(isHeld ? compared({ ...asked, ...first }, { atMost: 1.5 }) : reported({ ...asked, ...first }));
        const memory = { value: (bots[at]?.memory().resident ?? Number.NaN) / 1e6, unit: "MB" as const };
        figures.push(reported({ row, what: `resident, ${people} people, ${line}`, ours: memory, ...place("memory") }));
      }
    } finally {
      for (const stage of stages) await stage.close();
    }
  }
  return figures;
};
