import type { createSlackStandIn } from "../../sandbox/slack.ts";
import type { Config } from "../../src/config.ts";
import { createLog } from "../../src/log.ts";
import { createMetrics } from "../../src/metrics.ts";
import { StartError } from "../../src/slack.ts";
import { type Bot, startBot } from "../../src/start.ts";
import { end, type Life, live } from "./life.ts";
import type { Time } from "./time.ts";

type Process = { life: Life; bot: Bot | undefined; isStopping: boolean };

/** How long a stop waits for answers that are on their way (`app.ts`). */
const STOP_LIMIT_MS = 25_000;
/** How long a supervisor waits before it starts again what has ended. */
const START_AGAIN_MS = 10_000;

/**
 * Processes of the bot, and the supervisor that starts again whatever has ended.
 *
 * @param needs.wanted how many of them run at a time
 * @param needs.skewMs how far their clock is ahead
 */
export function createProcesses(needs: {
  wanted: number;
  skewMs: number;
  config: Config;
  time: Time;
  slack: Awaited<ReturnType<typeof createSlackStandIn>>;
}) {
  const { config, time, slack } = needs;
  const now = () => time.clock().getTime();
  const logged: string[] = [];
  const crashes: unknown[] = [];
  const deaths: number[] = [];
  const processes = new Set<Process>();
  let wanted = needs.wanted;

  /** The supervisor: starts what is missing, and once more when that fails. */
  function supervise(): void {
    while (processes.size < wanted) begin();
  }

  function begin(): void {
    const process: Process = {
      life: { isOver: false, steps: 0, endsAt: Number.POSITIVE_INFINITY, ended },
      bot: undefined,
      isStopping: false,
    };
    processes.add(process);
    const { life } = process;
    function ended(): void {
      processes.delete(process);
      deaths.push(now());
      // Slack notices sooner or later that nobody is there any more.
      setTimeout(() => {
        slack.dropSockets();
      }, 1);
      setTimeout(supervise, START_AGAIN_MS);
    }
    const world = {
      clock: () => new Date(now() + needs.skewMs),
      sleep: time.sleep,
      every: (milliseconds: number, task: () => Promise<void>) => {
        const timer = setInterval(() => void task(), milliseconds);
        return () => clearInterval(timer);
      },
      random: () => 0.5,
      metrics: createMetrics(),
      log: createLog({
        level: "info",
        secrets: [],
        write: (line) => {
          if (!life.isOver) logged.push(line);
        },
      }),
    };
    live(life, () => startBot(config, world)).then(
      (bot) => {
        process.bot = bot;
        if (process.isStopping) void stopOne(process);
      },
      (error: unknown) => {
        // Before it listens, an end is told to the admin, and the supervisor tries again.
        if (!(error instanceof StartError)) crashes.push(error);
        end(life);
      },
    );
  }

  async function stopOne(process: Process): Promise<void> {
    process.isStopping = true;
    const { bot, life } = process;
    if (!bot) return;
    await Promise.race([live(life, () => bot.stop()), time.sleep(STOP_LIMIT_MS)]);
    end(life);
  }

  return {
    logged,
    /** What should not have been thrown, whoever threw it. */
    crashes,
    deaths,
    supervise,
    /** Those that run. */
    running: () => [...processes].filter(({ bot, isStopping }) => bot && !isStopping),
    /** SIGTERM, for one of them. */
    stop: () => {
      const [oldest] = processes;
      if (oldest && !oldest.isStopping) {
        oldest.isStopping = true;
        void stopOne(oldest);
      }
    },
    /** SIGKILL, for one of them, so many steps from now. */
    kill: (steps: number) => {
      const [oldest] = processes;
      if (!oldest) return;
      if (steps === 0) end(oldest.life);
      else oldest.life.endsAt = Math.min(oldest.life.endsAt, oldest.life.steps + steps);
    },
    /** Everything is stopped, as by SIGTERM. @returns how many were not done in time */
    stopAll: async (): Promise<number> => {
      wanted = 0;
      const last = [...processes].filter(({ bot }) => bot);
      let done = 0;
      for (const { bot, life } of last) void live(life, () => bot?.stop())?.then(() => (done += 1));
      await time.pass(STOP_LIMIT_MS, () => done === last.length);
      return last.length - done;
    },
    /** The power goes. */
    end: (): void => {
      wanted = 0;
      for (const { life } of processes) end(life);
    },
  };
}
