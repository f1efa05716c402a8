import { setTimeout as sleep } from "node:timers/promises";
import { askForAll, warmUp } from "../ask.ts";
import { type Figure, type Measure, within } from "../figure.ts";
import { median } from "../numbers.ts";
import { onStage, type Running } from "../stage.ts";

/** How much more than an idle hello a company may take, in MB. */
const MORE = { 500: 40, 5000: 40, 50000: 250 };
const QUESTIONS_A_SECOND = 2;

/** Resident memory (VmRSS) after a minute of questions, no garbage collected but by V8 itself, beside a hello that idles meanwhile. */
export const measure: Measure = async ({ short }) => {
  const figures: Figure[] = [];
  for (const people of short ? ([500] as const) : ([5000, 50_000] as const))
    figures.push(await memory(people, short ? 10 : 60));
  return figures;
};

const memory = (people: keyof typeof MORE, seconds: number) =>
  onStage({ people }, async (stage): Promise<Figure> => {
    const hello = await stage.startHello();
    const bot = await stage.startBot();
    await askForAll(bot, stage.out);
    await warmUp([bot]);
    const readings: { hello: number[]; ours: number[] } = { hello: [], ours: [] };
    for (let second = 0; second < seconds; second++) {
      await Promise.all([sleep(1000), askSome(bot, second)]);
      readings.hello.push(hello.memory() / 1e6);
      readings.ours.push(bot.memory() / 1e6);
    }
    return within(
      {
        row: "memory",
        what: `resident, ${people} people`,
        baseline: { what: "idle hello", value: median(readings.hello), unit: "MB" },
        ours: { value: median(readings.ours), unit: "MB" },
      },
      { more: MORE[people] },
    );
  });

async function askSome({ ask }: Running, second: number): Promise<void> {
  for (let one = 0; one < QUESTIONS_A_SECOND; one++) await ask(second * QUESTIONS_A_SECOND + one);
}
