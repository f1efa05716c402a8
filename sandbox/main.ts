import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { buildPage } from "./demo-page.ts";

/**
 * `npm run demo`: the real bot between a stand-in Slack and a stand-in Personio, on a page in the browser. With a command behind it
 * (`npm run demo -- "/whosout next week"`) it prints the answer, and ends.
 */
const USAGE = 'Usage: npm run demo -- [--port N] [--world FILE] ["/whosout next week"]';
/** The same at each start, so that a page that is still open finds the demo again; any other one where this is taken. */
const PORT = 4050;

/** What has to be closed, the last one first; also what is on its way. */
const opened: Promise<{ close: () => Promise<void> }>[] = [];
let isEnding = false;
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => void end(0));
try {
  await run();
} catch (error) {
  if (!isEnding) process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  await end(1);
}

async function run(): Promise<void> {
  const { line, port, world } = options();
  const building = line ? undefined : buildPage();
  building?.catch(() => {});
  // What the bot is made of takes longest to load: the page is on its way by then.
  const [{ startDemo }, { serveDemo }] = await Promise.all([import("./demo.ts"), import("./demo-server.ts")]);
  let changed = () => {};
  const starting = keep(startDemo({ world, changed: () => changed() }));
  if (!building) {
    const { answerTo } = await import("./demo-terminal.ts");
    process.stdout.write(await answerTo(line, await starting));
    return end(0);
  }
  // Whichever fails, the other one is waited for, so that it can be closed.
  await Promise.allSettled([starting, building]);
  const needs = { demo: await starting, page: await building };
  const server = await keep(
    port === undefined
      ? serveDemo({ ...needs, port: PORT }).catch((error) =>
          isTaken(error) ? serveDemo(needs) : Promise.reject(error),
        )
      : serveDemo({ ...needs, port }).catch(explain),
  );
  changed = server.changed;
  process.stdout.write(
    `No Slack, no Personio: everything happens on this machine. Ctrl-C ends it.\n\n  ${server.url}\n\n`,
  );
}

function options(): { line: string; port: number | undefined; world: unknown } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: "string" }, world: { type: "string" } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      throw new Error(`${values.port} is no port.`);
    const world = values.world === undefined ? undefined : JSON.parse(readFileSync(values.world, "utf8"));
    return { line: positionals.join(" ").trim(), port, world };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

function keep<T extends { close: () => Promise<void> }>(opening: Promise<T>): Promise<T> {
  opened.push(opening);
  return opening;
}

function isTaken(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === "EADDRINUSE";
}

function explain(error: unknown): never {
  throw isTaken(error) ? new Error("This port is taken. Choose another one: npm run demo -- --port 8123") : error;
}

async function end(code: number): Promise<void> {
  if (isEnding) return;
  isEnding = true;
  for (const opening of opened.reverse()) await opening.then((one) => one.close()).catch(() => {});
  process.exit(code);
}
