import { readFileSync } from "node:fs";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { type Demo, startDemo } from "./demo.ts";
import { readSaved, type SavedWorld } from "./demo-saved.ts";
import { serveDemo } from "./demo-server.ts";
import { buildPage } from "./page/build.ts";
import { readable } from "./readable.ts";
import { readableForm } from "./readable-form.ts";

/**
 * `npm run demo`: the real bot between a stand-in Slack and a stand-in Personio, on a page in the browser. With a command behind it
 * (`npm run demo -- "/whosout next week"`) it prints the answer, and ends.
 */
const USAGE = 'Usage: npm run demo -- [--port N] [--world FILE] ["/whosout next week"]';
/** The same at each start, so that a page that is still open finds the demo again; any other one where this is taken. */
const PORT = 4050;
const CHANNEL = "C0GENERAL";
const ASKER = "anna";

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
  const { line, port, saved } = options();
  let changed = () => {};
  const starting = keep(startDemo({ ...(saved && { saved }), changed: () => changed() }));
  if (line) {
    await answer(await starting, line);
    return end(0);
  }
  const building = buildPage().catch((error: Error) => {
    const [what, why] = stripVTControlCharacters(error.message)
      .split("\n")
      .filter((line) => line.trim());
    throw new Error(`The page cannot be built: ${[what, why].join(" ").trim()}`);
  });
  // Whichever fails, the other one is waited for, so that it can be closed.
  await Promise.allSettled([starting, building]);
  const needs = { demo: await starting, folder: await building };
  const page = await keep(
    port === undefined
      ? serveDemo({ ...needs, port: PORT }).catch((error) =>
          isTaken(error) ? serveDemo(needs) : Promise.reject(error),
        )
      : serveDemo({ ...needs, port }).catch(explain),
  );
  changed = page.changed;
  process.stdout.write(
    `No Slack, no Personio: everything happens on this machine. Ctrl-C ends it.\n\n  ${page.url}\n\n`,
  );
}

function options(): { line: string; port: number | undefined; saved: SavedWorld | undefined } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { port: { type: "string" }, world: { type: "string" } },
    });
    const port = values.port === undefined ? undefined : Number(values.port);
    if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65_535))
      throw new Error(`${values.port} is no port.`);
    const saved = values.world === undefined ? undefined : readSaved(JSON.parse(readFileSync(values.world, "utf8")));
    return { line: positionals.join(" ").trim(), port, saved };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${USAGE}`);
  }
}

/** Shows what comes of a command: a message, or a window. */
async function answer({ slack }: Demo, line: string): Promise<void> {
  const { users, channels, app } = slack.world;
  const asker = users.find(({ name }) => name === ASKER);
  if (!asker) throw new Error(`Nobody in this world is called ${ASKER}.`);
  if (!app.commands.some(({ command }) => command === line.split(" ")[0])) {
    throw new Error(
      `${line}: there is no such command, only ${app.commands.map(({ command }) => command).join(", ")}.`,
    );
  }
  const exchange = await slack.command(asker.id, CHANNEL, line);
  const form = slack.nextForm(asker.id, ({ submit }) => submit !== undefined);
  const came = await Promise.any([form, exchange.answer()]);
  const nameOf = (id: string) => [...users, ...channels].find((one) => one.id === id)?.name ?? id;
  const text = "ts" in came ? readable(came, nameOf) : readableForm(came, nameOf);
  process.stdout.write(`${ASKER} types: ${line}\n\n${text}\n`);
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
