import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";

const root = join(import.meta.dirname, "..", "..");

/** What `npm run demo -- …` says and ends with, and what it leaves behind. */
async function demo(...args: string[]) {
  const folder = mkdtempSync(join(tmpdir(), "whosout-main-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const child = spawn(process.execPath, ["--import", "tsx", "sandbox/main.ts", ...args], {
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
