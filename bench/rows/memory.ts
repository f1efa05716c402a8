import { setTimeout as sleep } from "node:timers/promises";
import { askForAll, warmUp } from "../ask.ts";
import { type Figure, type Measure, reported, within } from "../figure.ts";
import { median } from "../numbers.ts";
import { onStage, type Running } from "../stage.ts";

/** How much more than an idle hello a company may take, in MB. */
const MORE = { 500: 40, 5000: 40, 50000: 250 };
const QUESTIONS_A_SECOND = 2;
const SECONDS = 60;
type Reading = ReturnType<Running["memory"]>;

/** Resident memory (VmRSS) in a minute of questions, as it runs by itself, beside a hello that idles meanwhile. */
export const measure: Measure = async ({ short }) => {
  const figures: Figure[] = [];
  for (const people of short ? ([500] as const) : ([5000, 50_000] as const)) figures.push(...(await memory(people)));
  return figures;
};

const memory = (people: keyof typeof MORE) =>
  onStage({ people }, async (stage): Promise<Figure[]> => {
    const hello = await stage.startHello();
    const bot = await stage.startBot();
    await askForAll(bot, stage.out);
    await warmUp([bot]);
    const readings: { hello: Reading[]; ours: Reading[] } = { hello: [], ours: [] };
    for (let second = 0; second < SECONDS; second++) {
      await Promise.all([sleep(1000), askSome(bot, second)]);
      readings.hello.push(hello.memory());
      readings.ours.push(bot.memory());
    }
    const of = (which: keyof Reading) => {
      const middle = (name: keyof typeof readings) => median(readings[name].map((reading) => reading[which])) / 1e6;
      return {
        row: "memory",
        what: `${which}, ${people} people`,
        baseline: { what: "idle hello", value: middle("hello"), unit: "MB" as const },
        ours: { value: middle("ours"), unit: "MB" as const },
      };
    };
    return [within(of("resident"), { more: MORE[people] }), reported(of("anonymous"))];
  });

async function askSome({ ask }: Running, second: number): Promise<void> {
  for (let one = 0; one < QUESTIONS_A_SECOND; one++) await ask(second * QUESTIONS_A_SECOND + one);
}
