import { askAtOnce, startWarm } from "../ask.ts";
import { compared, type Figure, type Measure, reported } from "../figure.ts";
import { onStage, type Running } from "../stage.ts";

const row = "rate";
/** More than are needed to keep a process busy. */
const AT_ONCE = 16;

/**
 * Commands a second on one core, warm, by several people at a time, in turn with hello. The stand-in Slack costs about as much as the bot
 * does, and shares the machine with it, so that what counts is how much of the processor a command takes in the process itself.
 */
export const measure: Measure = async ({ short }) => {
  const figures: Figure[] = [];
  for (const people of short ? [500] : [500, 5000]) figures.push(...(await rate(people, short ? 3 : 8)));
  return figures;
};

const rate = (people: number, blocks: number) =>
  onStage({ people }, async (stage) => {
    const [hello, bot] = await startWarm(stage);
    const all = { hello: { cpu: 0, wall: 0, count: 0 }, ours: { cpu: 0, wall: 0, count: 0 } };
    for (let block = 0; block < blocks; block++) {
      await sustain(hello, all.hello);
      await sustain(bot, all.ours);
    }
    const perSecond = (which: "cpu" | "wall") => {
      const of = (name: keyof typeof all) => (1000 * all[name].count) / all[name][which];
      return {
        baseline: { what: "hello", value: of("hello"), unit: "commands/s" as const },
        ours: { value: of("ours"), unit: "commands/s" as const },
      };
    };
    const busy = Math.round((100 * all.ours.cpu) / all.ours.wall);
    return [
      compared({ row, what: `by the core's time, ${people} people`, ...perSecond("cpu") }, { atLeast: 0.5 }),
      reported({ row, what: `by the clock, ${people} people (ours ${busy} % of a core)`, ...perSecond("wall") }),
    ];
  });

async function sustain(running: Running, sum: { cpu: number; wall: number; count: number }): Promise<void> {
  const count = 400;
  const [cpu, begun] = [running.cpu(), performance.now()];
  await askAtOnce(running, count, AT_ONCE);
  sum.cpu += running.cpu() - cpu;
  sum.wall += performance.now() - begun;
  sum.count += count;
}
