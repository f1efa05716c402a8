import { existsSync } from "node:fs";
import { setFlagsFromString } from "node:v8";
import { readConfig } from "./config.ts";
import { createGarbage, GARBAGE_MS } from "./garbage.ts";
import { createLog } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import type { World } from "./parts.ts";
import { factsOf } from "./problems.ts";
import { SECRETS, withSecretFiles } from "./secrets.ts";
import { StartError } from "./slack.ts";
import { startBot } from "./start.ts";

/** The real thing: the only file that reads the environment, the clock and timers. */

/** How long a stop waits for answers that are on their way, in milliseconds. */
const STOP_LIMIT = 25_000;

// The parser of HTTP that Socket Mode brings is WebAssembly. V8 would compile it once more, better: 37 MB for a moment, of which eight stay
// at times, and a tenth of what a start takes of the processor, for nothing that could be measured.
setFlagsFromString("--liftoff-only");

const [command, ...words] = process.argv.slice(2);
const toOut = (text: string) => void process.stdout.write(text);
const toErr = (text: string) => void process.stderr.write(text);

if (existsSync(".env")) process.loadEnvFile(".env");

const { env, problems } = withSecretFiles(process.env);
// Before the files are read, nothing can be said about what they would hold.
if (problems.length > 0) cannotStart(problems);
const read = readConfig(env);
if ("problems" in read) cannotStart(read.problems);
const { config } = read;

const log = createLog({
  level: config.LOG_LEVEL,
  secrets: SECRETS.flatMap((name) => env[name]?.trim() ?? []),
  // What a command says stands alone.
  write: command === undefined ? toOut : toErr,
});

// The stack alone: an error's message may hold what people wrote.
process.on("uncaughtException", (error) => {
  log.error(factsOf(error), "uncaught exception, ending");
  process.exit(1);
});

// A promise that nobody waits for is a state that nobody knows: end, and let the supervisor start afresh.
process.on("unhandledRejection", (error) => {
  log.error(factsOf(error), "unhandled rejection, ending");
  process.exit(1);
});

const world: World = {
  clock: () => new Date(),
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  every: (milliseconds, task) => {
    const timer = setInterval(() => void task(), milliseconds);
    return () => clearInterval(timer);
  },
  random: Math.random,
  log,
  metrics: createMetrics(),
};

if (command !== undefined) process.exit(await exitCodeOf(command));

// Heard from the beginning: as the first process of a container, it would not be ended by a signal that nobody listens for.
let finish = async () => {};
for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(signal));
try {
  finish = (await startBot(config, world)).stop;
  setInterval(createGarbage(), GARBAGE_MS).unref();
} catch (error) {
  if (error instanceof StartError) cannotStart([error.message]);
  log.error(factsOf(error), "could not start");
  process.exit(1);
}

/** Of what is done once, beside the bot or without it: not loaded where it is not asked for. */
async function exitCodeOf(name: string): Promise<number> {
  switch (name) {
    case "doctor":
      return (await (await import("./doctor.ts")).doctor(config, world, toOut)) ? 0 : 1;
    case "export":
    case "forget":
      return (await import("./about/commands.ts")).aboutPerson(name, words, config, world, { out: toOut, err: toErr });
    default:
      toErr(`Whosout does not know “${name}”: doctor, export, forget, or nothing to start the bot.\n`);
      return 2;
  }
}

async function stop(signal: string): Promise<void> {
  log.info({ signal }, "stopping");
  setTimeout(() => {
    log.warn({}, "answers on their way took too long, ending");
    process.exit(0);
  }, STOP_LIMIT).unref();
  await finish();
  process.exit(0);
}

function cannotStart(sentences: readonly string[]): never {
  process.stderr.write(`Whosout cannot start:\n${sentences.map((sentence) => `  ${sentence}\n`).join("")}`);
  process.exit(1);
}
