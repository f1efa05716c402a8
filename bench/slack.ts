import { dropOldest, MOST_KEPT } from "../sandbox/drop-oldest.ts";
import { createSlackStandIn, type SlackUser } from "../sandbox/slack.ts";
import type { Note } from "../sandbox/trace.ts";

const CHANNEL = "C0GENERAL";
const PATIENCE = { ackMs: 10_000, answerMs: 180_000 };
/** What was said before is nobody's business here. */
const MOST_MESSAGES = 500;

export type Answer = {
  /** From Slack's handing over the command until the answer has arrived: milliseconds. */
  ms: number;
  /** When it arrived, in milliseconds since the epoch. */
  at: number;
  text: string;
  /** The next answer to the same command. @throws when none comes */
  next: () => Promise<Answer>;
};

/** The stand-in Slack with one channel that everybody is in, for one bot, with a clock at its doors. */
export async function openSlack(users: SlackUser[]) {
  /** When each command was handed over, and when its answers arrived, by its number in the trace. */
  const commands = new Map<number, { begun: number; arrived: number[] }>();
  let number = 0;
  const note: Note = ({ kind, title, of, tookMs = 0 }) => {
    number += 1;
    if (kind === "slack→bot") {
      commands.set(number, { begun: performance.now(), arrived: [] });
      dropOldest(commands, MOST_KEPT);
    }
    // It is told of when Slack has read it, which takes a while.
    if (title === "response_url") commands.get(of ?? 0)?.arrived.push(performance.now() - tookMs);
    return number;
  };
  const slack = await createSlackStandIn({
    users,
    channels: [{ id: CHANNEL, name: "general", members: users.map(({ id }) => id) }],
    clock: () => new Date(),
    patience: PATIENCE,
    note,
  });
  const { world } = slack;

  return {
    botToken: world.botToken,
    appToken: world.appToken,
    apiUrl: slack.apiUrl,
    nextConnection: slack.nextConnection,
    close: slack.close,

    /** Somebody types a command, by their place in the list of users; resolves with its first answer. */
    ask: async (by = 0, line = "/whosout"): Promise<Answer> => {
      if (world.messages.length > MOST_MESSAGES) world.messages.length = 0;
      const exchange = await slack.command(users[by % users.length]?.id ?? "", CHANNEL, line);
      const times = commands.get(exchange.step);
      const next = async (): Promise<Answer> => {
        const { text } = await exchange.answer();
        const arrived = times?.arrived.shift();
        if (!times || arrived === undefined) throw new Error(`this came otherwise than by a response_url: ${text}`);
        return { ms: arrived - times.begun, at: performance.timeOrigin + arrived, text, next };
      };
      return next();
    },
  };
}
