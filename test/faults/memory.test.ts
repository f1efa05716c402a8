import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, it, onTestFinished } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { readManifest } from "../../sandbox/manifest.ts";
import { createPersonioStandIn } from "../../sandbox/personio.ts";
import { settingsFor } from "../../sandbox/settings.ts";
import { createSlackStandIn } from "../../sandbox/slack.ts";
import { isLong } from "../runs.ts";
import { temporaryFolder } from "../whole-bot.ts";

const COMMANDS = isLong ? { first: 1000, all: 100_000 } : { first: 150, all: 500 };
const AT_A_TIME = 8;
/** An hour passes in two minutes, so that what is kept grows old, and rounds are made. */
const FASTER = 30;
const BEGAN_AT = Date.parse("2026-11-23T08:00:30Z");
const MOST_GROWTH = 1.2;
const LINES = [
  "/whosout today",
  "/whosout",
  "/whosout Design next week",
  "/whois @anna",
  "/whois Ben Okafor",
  "/hours",
  "/whosout help",
];
const CHILD = fileURLToPath(new URL("./memory-process.ts", import.meta.url));

it(`holds no more after ${COMMANDS.all} commands than after ${COMMANDS.first}`, async () => {
  const began = Date.now();
  const clock = () => new Date(BEGAN_AT + (Date.now() - began) * FASTER);
  const company = createCompany("2026-11-23");
  const slack = await createSlackStandIn({
    ...company.slack,
    clock,
    app: readManifest(),
    // It is memory that is measured, on a machine that may be busy.
    patience: { ackMs: 60_000, answerMs: 120_000 },
  });
  onTestFinished(() => slack.close());
  const personio = await createPersonioStandIn({ world: company.personio, clock });
  onTestFinished(() => personio.close());
  const child = spawn(process.execPath, ["--expose-gc", "--import", import.meta.resolve("tsx"), CHILD], {
    env: {
      PATH: process.env.PATH ?? "",
      ...settingsFor(slack, personio),
      DATABASE_URL: `file:${temporaryFolder()}/whosout.db`,
      BEGAN: `${began}`,
      BEGAN_AT: `${BEGAN_AT}`,
      FASTER: `${FASTER}`,
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  await once(child.stdout ?? child, "data");

  const askers = ["anna", "april", "ben", "mo", "emma", "clara", "gerd", "otto"].map(
    (login) => company.who(login).slackId,
  );
  let asked = 0;
  async function askUpTo(count: number): Promise<void> {
    const one = async (asker: string) => {
      while (asked < count) {
        asked += 1;
        // A process that got no time for seconds connects anew.
        if (slack.connections() === 0) await slack.nextConnection();
        const exchange = await slack.command(asker, "C0GENERAL", LINES[asked % LINES.length] ?? "");
        expect((await exchange.answer()).text).not.toMatch(/^(Something went wrong|Slack is not answering)/);
        // The stand-in remembers what people see: here nobody looks at it again.
        if (slack.world.messages.length > 1000) slack.world.messages.splice(0, 500);
      }
    };
    await Promise.all(askers.slice(0, AT_A_TIME).map(one));
  }
  await askUpTo(COMMANDS.first);
  const before = await heapOf(child);
  await askUpTo(COMMANDS.all);
  const after = await heapOf(child);
  const took = Math.round((Date.now() - began) / 1000);
  console.info(
    `heap after ${COMMANDS.first} commands ${inMegabytes(before)}, after ${COMMANDS.all} ${inMegabytes(after)}; ${took} s`,
  );
  expect(after / before).toBeLessThan(MOST_GROWTH);
}, 3_600_000);

async function heapOf(child: ChildProcess): Promise<number> {
  child.send("how much?");
  const [bytes] = await once(child, "message");
  return Number(bytes);
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
