import type { Demo } from "./demo.ts";
import { readable } from "./readable.ts";
import { readableForm } from "./readable-form.ts";

const CHANNEL = "C0GENERAL";
const ASKER = "anna";

/** What comes of a command, to be read in a terminal: a message, or a window. @throws with one sentence when there is no such command */
export async function answerTo(line: string, { slack }: Demo): Promise<string> {
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
  const came = await Promise.any([form, exchange.answer()]).catch(({ errors: [, why] }: AggregateError) => {
    throw new Error(`Nothing came in time: ${why instanceof Error ? why.message : why}`);
  });
  const nameOf = (id: string) => [...users, ...channels].find((one) => one.id === id)?.name ?? id;
  const text = "ts" in came ? readable(came, nameOf) : readableForm(came, nameOf);
  return `${ASKER} types: ${line}\n\n${text}\n`;
}
