import type { Answer } from "./slack.ts";
import type { Running, Stage } from "./stage.ts";

/** People take turns, so that nobody has to wait for their own last question. */
const ASKERS = 48;
/** So many questions until V8 has compiled what is asked again and again. */
const WARM_UP = 300;

/** How long each of so many commands takes, one after the other, in milliseconds. */
async function ask({ ask }: Running, count: number): Promise<number[]> {
  const taken: number[] = [];
  for (let one = 0; one < count; one++) taken.push((await ask(one % ASKERS)).ms);
  return taken;
}

/** Asks a bot once. @returns the first answer, and the one that counts all who are out */
export async function askForAll({ ask }: Running, out: number): Promise<{ first: Answer; last: Answer }> {
  const first = await ask();
  let last = first;
  while (countIn(last) < out) last = await last.next();
  return { first, last };
}

/** How many are out, as the text says: "4,000 people out this week"; 0: it does not say. */
export function countIn({ text }: Pick<Answer, "text">): number {
  return Number(/\d[\d.,]*/.exec(text)?.[0].replace(/\D/g, "") ?? 0);
}

/** A hello and a bot that knows everything, both compiled: to be asked in turn. */
export async function startWarm(stage: Stage): Promise<readonly [hello: Running, bot: Running]> {
  const both = [await stage.startHello(), await stage.startBot()] as const;
  await askForAll(both[1], stage.out);
  await warmUp(both);
  return both;
}

/** Asks until everything is compiled. */
export async function warmUp(all: readonly Running[]): Promise<void> {
  for (let round = 0; round < 2; round++) for (const each of all) await ask(each, WARM_UP / 2);
}

/** Asks one, then the next, in blocks, so that whatever else the machine does hits all alike: the times of each, in milliseconds. */
export async function askInTurn(all: readonly Running[], blocks: number, block = 50): Promise<number[][]> {
  const taken = all.map((): number[] => []);
  for (let round = 0; round < blocks; round++) {
    for (const [at, each] of all.entries()) taken[at]?.push(...(await ask(each, block)));
  }
  return taken;
}

/** Asks so many times, and always several people at a time. */
export async function askAtOnce({ ask }: Running, count: number, atOnce: number): Promise<void> {
  let asked = 0;
  const lane = async () => {
    while (asked < count) await ask(asked++ % ASKERS);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}
