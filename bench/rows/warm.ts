import { askInTurn, startWarm } from "../ask.ts";
import { bounded, compared, type Figure, type Measure } from "../figure.ts";
import { quantile } from "../numbers.ts";
import { onStage } from "../stage.ts";

const row = "warm";
/** Asked within a minute after the last reading, when nothing is read anew behind an answer. */
const FEW_BLOCKS = 4;

/**
 * `/whosout` when everything is known: from Slack's handing over the command on the socket until the answer has arrived at its
 * response_url, against a listener that says hello. The two are asked in turn.
 */
export const measure: Measure = async ({ short }) => {
  const figures: Figure[] = [];
  for (const people of short ? [500] : [500, 5000]) figures.push(...(await warm(people, short ? 8 : 40)));
  return figures;
};

const warm = (people: number, blocks: number) =>
  onStage({ people }, async (stage) => {
    const both = await startWarm(stage);
    await stage.takeCalls();
    const first = await askInTurn(both, FEW_BLOCKS);
    const calls = (await stage.takeCalls()).length;
    const rest = await askInTurn(both, blocks - FEW_BLOCKS);
    const [hello = [], ours = []] = first.map((times, at) => [...times, ...(rest[at] ?? [])]);
    const figureOf = (name: string, share: number, atMost: number) =>
      compared(
        {
          row,
          what: `${name}, ${people} people`,
          baseline: { what: "hello", value: quantile(hello, share), unit: "ms" },
          ours: { value: quantile(ours, share), unit: "ms" },
        },
        { atMost },
      );
    return [
      figureOf("p50", 0.5, 2),
      figureOf("p99", 0.99, 3),
      bounded({ row, what: `Personio calls, ${people} people`, ours: { value: calls, unit: "calls" } }, { atMost: 0 }),
    ];
  });
