import fc from "fast-check";
import { expect, it } from "vitest";
import { isLong, tried } from "../runs.ts";
import { happen, NOTHING, sum } from "./drive.ts";
import { readable, schedules } from "./schedule.ts";

/**
 * A schedule that fails is told step by step, with a seed and a path, which make that one happen again, alone:
 * `FAULTS_SEED=1 FAULTS_PATH=7 npx vitest run test/faults/schedules.test.ts`. `FAULTS_SHRINK=1` looks for the fewest steps that fail.
 */
const { FAULTS_SEED, FAULTS_PATH, FAULTS_SHRINK } = process.env;
const { numRuns, seed = Math.floor(Math.random() * 1e9) } = tried({ share: 8, all: 3000 });

it("whatever goes wrong: one true answer each, no booking and no digest lost or doubled, nothing unheard, nothing personal in the log", {
  timeout: isLong ? 2 * 3_600_000 : 300_000,
}, async () => {
  let all = NOTHING;
  const from = FAULTS_SEED === undefined ? seed : Number(FAULTS_SEED);
  await fc.assert(
    fc.asyncProperty(schedules, async (schedule) => {
      const { wrong, ...figures } = await happen(schedule);
      all = sum(all, figures);
      expect(wrong, readable(schedule)).toEqual([]);
    }),
    { numRuns, seed: from, ...(FAULTS_PATH && { path: FAULTS_PATH }), endOnFailure: FAULTS_SHRINK === undefined },
  );
  const figures = Object.entries(all).map(([name, count]) => `${count} ${name}`);
  console.info(`seed ${from}: ${figures.join(", ")}: nothing lost, nothing doubled that need not be`);
});
