import { readConfig } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import { startBot } from "../../src/start.ts";

/** The whole bot as a process of its own, which a test can kill. Its time runs faster: `BEGAN`, `BEGAN_AT` and `FASTER` say how. */
const { BEGAN, BEGAN_AT, FASTER } = process.env;
const faster = Number(FASTER);
const read = readConfig(process.env);
if ("problems" in read) throw new Error(read.problems.join("\n"));
await startBot(read.config, {
  clock: () => new Date(Number(BEGAN_AT) + (Date.now() - Number(BEGAN)) * faster),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds / faster)),
  every: (milliseconds, task) => {
    const timer = setInterval(() => void task(), milliseconds / faster);
    return () => clearInterval(timer);
  },
  random: Math.random,
  log: createLog({ level: "error", secrets: [], write: (line) => process.stderr.write(line) }),
  metrics: createMetrics(),
});
process.stdout.write("ready\n");
