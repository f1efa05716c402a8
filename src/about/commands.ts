import type { Config } from "../config.ts";
import type { World } from "../parts.ts";
import { factsOf, problemOf } from "../problems.ts";
import { StoreError } from "../store/open.ts";
import type { Somebody } from "../store/store.ts";
import { textsFor } from "../texts/texts.ts";
import { problemText } from "../views/problem.ts";
import { type Found, find } from "./find.ts";
import { forget, UnderWay } from "./forget.ts";
import { readNamed } from "./named.ts";
import { OutOfReach, type Outside, reach } from "./outside.ts";
import { elsewhere, tellKept } from "./told.ts";

/** `out`: what was asked for; `err`: what is wrong. */
type Io = Record<"out" | "err", (text: string) => void>;

/** Exit codes: done, could not be done, asked wrongly. */
const [DONE, TROUBLE, WRONG] = [0, 1, 2];

const USAGE = (command: string) =>
  `npm run ${command} -- <Slack user or e-mail>, such as U012ABC or anna@example.com; both, or Personio's number besides, where they are the same person.\n`;

/**
 * `npm run export -- …` shows what is kept about a person, as JSON (GDPR, Art. 15: Auskunft); `npm run forget -- …` removes it, and says
 * what it was (Art. 17: Löschung). While bots run on the same store, too.
 *
 * @param words how the person is named
 * @returns the exit code
 */
export async function aboutPerson(
  command: "export" | "forget",
  words: readonly string[],
  config: Config,
  world: World,
  io: Io,
): Promise<number> {
  const named = readNamed(words);
  if (!named) {
    io.err(USAGE(command));
    return WRONG;
  }
  let outside: Outside | undefined;
  try {
    outside = await reach(config, world);
    const found = await find(named, outside);
    if (found.somebody.slackIds.length === 0) {
      io.err(`${found.notes.join("\n")}\n${SLACK_ID_NEEDED}\n`);
      return TROUBLE;
    }
    const isPostgres = !config.DATABASE_URL.startsWith("file:");
    if (command === "export") {
      const kept = await outside.store.keptAbout(found.somebody);
      io.out(
        `${JSON.stringify({ ...head(found, outside), kept: tellKept(kept), elsewhere: elsewhere(isPostgres) }, null, 2)}\n`,
      );
      return DONE;
    }
    const { lines, isComplete } = await forget(found.somebody, outside);
    const rest = ["Not the bot's to remove:", ...elsewhere(isPostgres).map((line) => `  ${line}`)];
    io.out(`${[idsText(found.somebody), ...found.notes, ...lines, ...rest].join("\n")}\n`);
    return isComplete ? DONE : TROUBLE;
  } catch (error) {
    if (!isTold(error)) world.log.error(factsOf(error), `${command} failed`);
    io.err(`${isTold(error) ? error.message : problemText(problemOf(error), textsFor(undefined))}\n`);
    return TROUBLE;
  } finally {
    await outside?.store.close();
  }
}

const SLACK_ID_NEEDED =
  "Settings and statuses are kept by Slack's id alone, so it is needed: in Slack, open the profile (or the list of members, for who left) › ⋮ › Copy member ID.";

function isTold(error: unknown): error is Error {
  return error instanceof OutOfReach || error instanceof StoreError || error instanceof UnderWay;
}

function head({ somebody, notes }: Found, { clock }: Outside) {
  return { about: { Slack: somebody.slackIds, Personio: somebody.personIds }, asOf: clock().toISOString(), notes };
}

function idsText({ slackIds, personIds }: Somebody): string {
  const personio = personIds.length > 0 ? `${personIds.join(", ")} in Personio` : "nobody in Personio";
  return `${slackIds.join(", ")} in Slack, ${personio}`;
}
