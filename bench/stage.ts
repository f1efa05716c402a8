import { type ChildProcess, fork, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { companyOf } from "./company.ts";
import type { Asked, Call, Said } from "./personio.ts";
import { cpuOf, memoryOf } from "./process.ts";
import { openSlack } from "./slack.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const LATENCY_MS = 150;

type Stage = Awaited<ReturnType<typeof openStage>>;
/** A bot, or the baseline, that is connected to a Slack of its own. */
export type Running = Awaited<ReturnType<Stage["startBot"]>>;

/**
 * A company of so many people: its Personio in a process of its own, and bots as `npm start` runs them, each with a Slack of its own in
 * this process.
 *
 * @param options.out how many are out today; 8 of 100, when left out
 * @param options.latencyMs of each call of Personio's
 */
export async function openStage(people: number, options: { out?: number; latencyMs?: number } = {}) {
  const today = new Date().toISOString().slice(0, 10);
  const { out = Math.round(people * 0.08), latencyMs = LATENCY_MS } = options;
  const { users } = companyOf(people, today, out);
  const personio = await startPersonio([people, today, out, latencyMs].map(String));
  const running = new Set<() => Promise<void>>();

  /** Starts a process, and resolves when it is connected to Slack. */
  async function start(script: string) {
    const slack = await openSlack(users);
    const folder = mkdtempSync(join(tmpdir(), "whosout-bench-"));
    const connection = slack.nextConnection();
    const begun = performance.now();
    const child = spawn(process.execPath, ["--enable-source-maps", join(root, script)], {
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
      },
    });
    const { pid } = child;
    const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    await Promise.race([
      connection,
      ended.then(() => {
        throw new Error(`${script} ended before it was connected`);
      }),
    ]);
    const connectedAfter = performance.now() - begun;
    if (pid === undefined) throw new Error(`${script} did not start`);
    const stop = async () => {
      running.delete(stop);
      child.kill("SIGKILL");
      await ended;
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    };
    running.add(stop);
    return {
      ask: slack.ask,
      /** Milliseconds. */
      connectedAfter,
      /** What it has used of the processor so far, in milliseconds. */
      cpu: () => cpuOf(pid),
      /** Resident memory, in bytes. */
      memory: () => memoryOf(pid),
      stop,
    };
  }

  return {
    people,
    takeCalls: personio.takeCalls,
    startBot: () => start("dist/app.js"),
    /** The baseline. */
    startHello: () => start("bench/hello.js"),
    close: async () => {
      for (const stop of running) await stop();
      await personio.stop();
    },
  };
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
