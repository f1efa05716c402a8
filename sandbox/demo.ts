import { type Bot, startDemoBot } from "./demo-bot.ts";
import { setUpDigests } from "./demo-digests.ts";
import { LATEST, readSaved, type SavedWorld } from "./demo-saved.ts";
import { createStage, type DemoStage, ZONE } from "./demo-stage.ts";
import { readManifest, type SlackApp } from "./manifest.ts";
import { createTrace } from "./trace.ts";

const MOST_TURNED_MS = 5 * 366 * 86_400_000;

export type Demo = Awaited<ReturnType<typeof startDemo>>;

/**
 * The real bot between a stand-in Slack and a stand-in Personio, with a clock that can be turned forward.
 *
 * @param options.now what the clock shows at first; this machine's time, when left out
 * @param options.world a saved one to go on with
 * @param options.app as Slack knows it; as the manifest has it, when left out
 * @param options.changed hears of everything that somebody could see
 * @param options.write takes the bot's log, of errors alone, line by line
 * @throws with one sentence when `world` is none
 */
export async function startDemo(options: {
  now?: Date;
  world?: unknown;
  app?: SlackApp;
  changed?: () => void;
  write?: (line: string) => void;
}) {
  const { app = readManifest(), changed = () => {}, write = (line) => process.stderr.write(line) } = options;
  let offset = 0;
  const clock = () => new Date(Date.now() + offset);
  const setClock = (to: Date) => {
    offset = to.getTime() - Date.now();
  };
  let trace = createTrace({ clock, changed });
  let stage: DemoStage;
  let bot: Bot | undefined;
  /** Also while one stops, so that another one starts. */
  let isStarting = false;
  let turn: Promise<unknown> = Promise.resolve();

  /** A world with the bot in it: a new one, or one that was saved. */
  async function begin(saved: SavedWorld | undefined): Promise<void> {
    trace = createTrace({ clock, changed });
    if (saved) setClock(new Date(saved.now));
    stage = await createStage({ clock, note: (step) => trace.note(step), app, saved });
    if (saved) Object.assign(stage.personio.state.settings, saved.trouble);
    try {
      await startBot();
      if (!saved) await setUpDigests(stage.slack, stage.who("gerd").slackId, "C0GENERAL", ZONE);
    } catch (error) {
      await end();
      throw error;
    }
    if (saved?.slack.isDown) stage.slack.down();
  }

  /** @throws with a sentence for whoever is at the page */
  async function startBot(): Promise<void> {
    bot = await startDemoBot(stage, { clock, zone: ZONE, write }).catch((error: Error) => {
      const isDown = "Slack is down, and the bot cannot start without it. It starts by itself when Slack is up again.";
      throw new Error(stage.slack.world.isDown ? isDown : `The bot cannot start. ${error.message}`, { cause: error });
    });
  }

  async function stopBot(): Promise<void> {
    const stopping = bot;
    bot = undefined;
    changed();
    await stopping?.stop();
  }

  async function end(): Promise<void> {
    await stopBot();
    await stage.close();
  }

  function save(): SavedWorld {
    const { slack, personio, store } = stage;
    const { world, settings } = personio.state;
    const { latencyMs, isDown, isLimited, scopes } = settings;
    const { users, channels, messages } = slack.world;
    return readSaved(
      structuredClone({
        format: "whosout-demo",
        version: 1,
        now: clock().toISOString(),
        slack: { users, channels, messages, isDown: slack.world.isDown },
        personio: world,
        trouble: { latencyMs, isDown, isLimited, scopes },
        store: store.read(),
      }),
    );
  }

  /** One after the other: what begins or ends a world or its bot. */
  const inTurn = <T>(task: () => Promise<T>): Promise<T> => {
    const result = turn.then(task);
    turn = result.catch(() => {});
    return result.finally(changed);
  };

  /** The same of what brings a bot with it. */
  const starting = (task: () => Promise<void>): Promise<void> =>
    inTurn(async () => {
      isStarting = true;
      try {
        await task();
      } finally {
        isStarting = false;
      }
    });

  if (options.now) setClock(options.now);
  await begin(options.world === undefined ? undefined : readSaved(options.world));

  return {
    zone: ZONE,
    clock,
    get slack() {
      return stage.slack;
    },
    get personio() {
      return stage.personio;
    },
    get trace() {
      return trace.steps;
    },
    bot: (): "running" | "starting" | "off" => (bot ? "running" : isStarting ? "starting" : "off"),

    /** @throws when that is in the past, or too far away */
    turnClock: (to: Date): void => {
      const by = to.getTime() - clock().getTime();
      if (by < 0) throw new Error("The clock can only be turned forward: what was said and kept has a time.");
      if (by > MOST_TURNED_MS) throw new Error("The clock can be turned by five years at a time.");
      if (to.getTime() > LATEST.getTime()) throw new Error("The clock ends with the year 2099.");
      setClock(to);
      changed();
    },

    /** Stops the bot, if it runs, and starts another one with the same store. @throws when Slack is down for example */
    restartBot: () =>
      starting(async () => {
        await stopBot();
        await startBot();
      }),

    slackDown: (): void => stage.slack.down(),
    /** Slack is back, and with it the bot, also one that could not start meanwhile. */
    slackUp: (): void => {
      stage.slack.up();
      if (bot) return;
      // What keeps it off then is told to whoever starts it by hand.
      starting(async () => {
        if (!bot) await startBot();
      }).catch(() => {});
    },

    /** A new company on the day that this machine has. */
    startOver: () =>
      starting(async () => {
        await end();
        setClock(options.now ?? new Date());
        await begin(undefined);
      }),

    /** The world as it is: JSON that can be opened again. */
    save: () => inTurn(async () => save()),

    /** Goes on with a saved world instead of this one. @throws with one sentence when it is none, or its store is broken */
    open: (world: unknown) =>
      starting(async () => {
        const saved = readSaved(world);
        const before = tried(save);
        await end();
        try {
          await begin(saved);
        } catch {
          // Where this one could not be kept, at least there is one.
          await begin(before);
          throw new Error("The bot cannot go on with what it kept in that world.");
        }
      }),

    close: () => inTurn(end),
  };
}

function tried<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
