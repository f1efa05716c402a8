import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { startDemo } from "../../sandbox/demo.ts";
import { temporaryFolder } from "../whole-bot.ts";
import { gone, MONDAY, says, seen, visit } from "./visit.ts";

const root = join(import.meta.dirname, "..", "..");

/** `npm run demo`, as somebody types it. */
async function npmRunDemo(...args: string[]) {
  const began = performance.now();
  const child = spawn("npm", ["run", "demo", "--", ...args], { cwd: root, detached: true });
  onTestFinished(() => end(child));
  let said = "";
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on("data", (data) => {
      said += data;
    });
    child.stdout.on("data", (data) => {
      said += data;
      const [address] = /http:\/\/\S+/.exec(said) ?? [];
      if (address) resolve(address);
    });
    child.on("exit", () => reject(new Error(said)));
  });
  return { url, said: () => said, tookMs: performance.now() - began, end: () => end(child) };
}

/** As it is begun on a certain day: today, the days to choose from may be holidays. */
async function worldOfMonday() {
  const demo = await startDemo({ now: MONDAY });
  const world = await demo.save();
  await demo.close();
  return world;
}

/** With everything that it began. */
async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.on("exit", resolve));
  process.kill(-child.pid, "SIGINT");
  await ended;
}

it("prints one address, soon, behind which a page is painted at once; and the page says when the demo goes away", async () => {
  const first = await npmRunDemo();
  expect(first.said().match(/http:/g)).toHaveLength(1);
  expect(first.said()).toContain("everything happens on this machine");
  // The browser itself complains that nobody answers.
  const anna = await visit(first.url, { complaints: /WebSocket connection to .* failed|ERR_CONNECTION_REFUSED/ });
  const paintMs = Number(
    await anna.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime"),
  );
  console.info(
    `npm run demo: ${Math.round(first.tookMs)} ms to the address, ${Math.round(paintMs)} ms to the first paint`,
  );
  // Alone on a machine with two cores, it is three seconds and a third of one, also right after the installation.
  expect(first.tookMs).toBeLessThan(30_000);
  expect(paintMs).toBeLessThan(5000);

  await first.end();
  const note = anna.page.getByRole("status").filter({ hasText: /^The demo has gone away/ });
  await seen(note);
  await npmRunDemo("--port", new URL(first.url).port);
  await gone(note);
  await anna.say("/whosout");
  await seen(anna.message(/out this week/));
});

it("lets somebody who never saw it find who is out next week, book a day off and see it in Personio", async () => {
  const world = join(temporaryFolder(), "world.json");
  writeFileSync(world, JSON.stringify(await worldOfMonday()));
  const { url } = await npmRunDemo("--world", world);
  const anna = await visit(url);
  const { page } = anna;
  const hints = page.getByRole("complementary", { name: "Three things to try" });
  await hints.getByRole("button", { name: "/whosout next week" }).click();
  await page.keyboard.press("Enter");
  await says(anna.message(/out next week/), "Greta Vogel");
  await hints.getByRole("button", { name: /^\/timeoff/ }).click();
  await page.keyboard.press("Enter");
  const form = anna.window("Request time off");
  await form.getByRole("combobox", { name: "Type" }).click();
  await page.getByRole("option", { name: "Urlaub" }).click();
  await says(form, "1 working day");
  await form.getByRole("button", { name: "Send request" }).click();
  await says(form, "Requested: Urlaub");
  await form.getByText("Close", { exact: true }).click();
  await hints.getByRole("button", { name: "Personio" }).click();
  const row = page.getByRole("row", { name: /Anna Berg Urlaub .*pending/ });
  await row.getByRole("button", { name: /^Approve/ }).click();
  await seen(page.getByRole("row", { name: /Anna Berg Urlaub .*approved/ }));
  await page.getByRole("link", { name: "Slack" }).click();
  await page.getByRole("link", { name: /Whosout APP/ }).click();
  await seen(anna.message("Approved: Urlaub"));
});
