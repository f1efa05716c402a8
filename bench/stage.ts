import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import packageJson from "../package.json" with { type: "json" };
import { companyOf, SHARE_OUT } from "./company.ts";
import type { Asked, Call, Said } from "./personio.ts";
import { cpuOf, memoryOf } from "./process.ts";
import { openSlack } from "./slack.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
/** What a call of Personio's takes, in milliseconds. */
export const CALL_MS = 150;
/** Arguments for Node, for a process that is to write down something when it ends. */
export const ENDS_WHEN_ASKED = ["--import", 'data:text/javascript,process.once("SIGTERM",()=>process.exit())'];
/** A folder: each process leaves its profile there, for Chrome's developer tools. */
const PROFILES = process.env.BENCH_PROFILES;
/** As `npm start` starts it: `node …`. */
const START = packageJson.scripts.start.split(" ").slice(1);

/** More for Node, and for the environment. */
type How = { args?: string[]; env?: Record<string, string> };
export type Stage = Awaited<ReturnType<typeof openStage>>;
/** A bot, or the baseline, that is connected to a Slack of its own. */
export type Running = Awaited<ReturnType<Stage["startBot"]>>;

/** What is on the stage is put away afterwards, whatever happens. */
export async function onStage<T>(
  company: Parameters<typeof openStage>[0],
  act: (stage: Stage) => Promise<T>,
): Promise<T> {
  const stage = await openStage(company);
  try {
    return await act(stage);
  } finally {
    await stage.close();
  }
}

/**
 * A company of so many people: its Personio in a process of its own, and bots as `npm start` runs them, each with a Slack of its own in
 * this process.
 *
 * @param company.out how many are out today; 8 of 100, when left out
 */
export async function openStage(company: { people: number; out?: number }) {
  const { people, out = Math.round(company.people * SHARE_OUT) } = company;
  const today = new Date().toISOString().slice(0, 10);
  const { users, personio: world } = companyOf(people, today, out);
  const personio = await startPersonio([people, today, out, CALL_MS].map(String));
  const running = new Set<() => Promise<void>>();
  const children = new Set<ChildProcess>();
  // Whatever ends this process: a bot that is left behind connects again for ever.
  const endAll = () => {
    for (const child of children) child.kill("SIGKILL");
  };
  process.once("exit", endAll);
  /** With the database: it stays from one start to the next. */
  const folder = mkdtempSync(join(tmpdir(), "whosout-bench-"));

  /** Starts a process, and resolves when it is connected to Slack. */
  async function start(words: readonly string[], { args = [], env = {} }: How = {}) {
    const slack = await openSlack(users);
    const connection = slack.nextConnection();
    const begun = performance.now();
    const child = spawn(process.execPath, [...args, ...(PROFILES ? profiling(PROFILES) : []), ...words], {
      cwd: folder,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        PATH: process.env.PATH ?? "",
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_API_URL: slack.apiUrl,
        PERSONIO_CLIENT_ID: personio.clientId,
        PERSONIO_CLIENT_SECRET: personio.secret,
        PERSONIO_API_URL: personio.url,
        ...env,
      },
    });
    children.add(child);
    child.once("exit", () => children.delete(child));
    const { pid = 0 } = child;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const stop = async (signal: "SIGKILL" | "SIGTERM" = PROFILES ? "SIGTERM" : "SIGKILL") => {
      running.delete(stop);
      child.kill(signal);
      await ended;
      await slack.close();
    };
    running.add(stop);
    await Promise.race([
      connection,
      ended.then(() => {
        throw new Error(`${words.at(-1)} ended before it was connected`);
      }),
    ]);
    return {
      ask: slack.ask,
      /** Milliseconds. */
      connectedAfter: performance.now() - begun,
      cpuUntilConnected: cpuOf(pid),
      /** What it has used of the processor so far, in milliseconds. */
      cpu: () => cpuOf(pid),
      /** In bytes. */
      memory: () => memoryOf(pid),
      stop,
    };
  }

  return {
    /** `YYYY-MM-DD`. */
    today,
    out,
    absences: world.absencePeriods,
    takeCalls: personio.takeCalls,
    startBot: (how?: How) =>
      start(
        START.map((word) => (word.startsWith("-") ? word : join(root, word))),
        how,
      ),
    /** The baseline. */
    startHello: (how?: How) => start([join(root, "bench/hello.js")], how),
    close: async () => {
      for (const stop of running) await stop();
      await personio.stop();
      process.off("exit", endAll);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function profiling(folder: string): string[] {
  return ["--cpu-prof", `--cpu-prof-dir=${resolve(folder)}`, ...ENDS_WHEN_ASKED];
}

async function startPersonio(args: string[]) {
  const child: ChildProcess = fork(join(root, "bench/personio.ts"), args, {
    execArgv: ["--import", import.meta.resolve("tsx")],
  });
  const heard = () => new Promise<Said>((resolve) => child.once("message", resolve));
  const ask = (asked: Asked) => void child.send(asked);
  const greeting = await heard();
  if (!("url" in greeting)) throw new Error("the stand-in Personio did not start");
  return {
    ...greeting,
    /** The calls since the last look, in the order of their ends. */
    takeCalls: async (): Promise<Call[]> => {
      const answer = heard();
      ask("calls");
      const said = await answer;
      return "calls" in said ? said.calls : [];
    },
    stop: () =>
      new Promise<void>((resolve) => {
        child.once("exit", () => resolve());
        ask("stop");
      }),
  };
}
