import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

const root = join(import.meta.dirname, "..", "..");

/** The address that `npm run demo -- …` prints, as soon as it does; then it is ended. */
async function address(...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ["sandbox/run.js", ...args], { cwd: root });
  let said = "";
  return new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        said += data;
        if (addressIn(said)) child.kill();
      });
    }
    child.on("close", () => {
      const found = addressIn(said);
      return found ? resolve(found) : reject(new Error(said));
    });
  });
}

const addressIn = (said: string) => /http:\S+(?=\s)/.exec(said)?.[0];

/** Listens on a port of this machine, unless somebody does already. */
async function occupy(port: number): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.once("error", () => resolve());
    server.listen(port, "127.0.0.1", () => resolve());
  });
  onTestFinished(() => void server.close());
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : port;
}

/** What `npm run demo -- …` says and ends with, and what it leaves behind. */
async function demo(...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "whosout-main-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, ["sandbox/run.js", ...args], {
    cwd: root,
    env: { ...process.env, TMPDIR: folder },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (data) => {
      said += data;
    });
  }
  const code = await new Promise((resolve) => child.on("close", resolve));
  return { code, said, left: readdirSync(folder).filter((name) => name.startsWith("whosout-demo")) };
}

it("answers a command in the terminal, and ends without a trace", async () => {
  const { code, said, left } = await demo("/whosout", "next", "week");
  expect(said).toMatch(/^anna types: \/whosout next week\n\n.*out next week/);
  expect([code, left]).toEqual([0, []]);
}, 60_000);

it("shows the window that a command opens", async () => {
  expect((await demo("/timeoff")).said).toMatch(/Request time off\n=+\n[\s\S]*First day/);
}, 60_000);

it.each([
  [["--port", "abc"], /^abc is no port\.\nUsage: npm run demo/],
  [["--world", "nowhere.json"], /nowhere\.json/],
  [["--world", "package.json"], /^That is no world saved by this demo/],
  [["--colour"], /--colour[\s\S]*Usage/],
  [["/lunch"], /^\/lunch: there is no such command, only \/whosout/],
])(
  "says what is wrong with %j",
  async (args, words) => {
    const { code, said, left } = await demo(...args);
    expect(said).toMatch(words);
    expect([code, left]).toEqual([1, []]);
  },
  60_000,
);

it("is at the same address each time, or at another one where that is taken", async () => {
  await occupy(4050);
  expect(await address()).toMatch(/^http:\/\/127\.0\.0\.1:(?!4050)\d+\/$/);
}, 60_000);

it("says that the port that was asked for is taken", async () => {
  const port = await occupy(0);
  const { code, said, left } = await demo("--port", `${port}`);
  expect(said).toMatch(/^This port is taken\. Choose another one: npm run demo -- --port 8123\n/);
  expect([code, left]).toEqual([1, []]);
}, 60_000);
