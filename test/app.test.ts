import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "libsql";
import { describe, expect, it, onTestFinished } from "vitest";
import { createCompany } from "../sandbox/company.ts";
import { freePort } from "../sandbox/free-port.ts";
import { createPersonioStandIn } from "../sandbox/personio.ts";
import { settingsFor } from "../sandbox/settings.ts";
import { createSlackStandIn } from "../sandbox/slack.ts";
import { addDays, toDay, weekOf } from "../src/domain/calendar.ts";
import { SECRETS } from "../src/secrets.ts";
import { openStore } from "../src/store/open.ts";
import { temporaryFolder } from "./whole-bot.ts";

/** The process itself, as `npm start` runs it. */
async function theProcess(
  change: (env: Record<string, string>, slack: SlackStandIn) => void = () => {},
  args: string[] = [],
) {
  const clock = () => new Date();
  const company = createCompany(clock().toISOString().slice(0, 10));
  const slack = await createSlackStandIn({ ...company.slack, clock });
  onTestFinished(() => slack.close());
  const personio = await createPersonioStandIn({ world: company.personio, clock });
  onTestFinished(() => personio.close());
  const env: Record<string, string> = {
    ...settingsFor(slack, personio),
  };
  change(env, slack);
  // A folder of its own, with the settings in `.env` as an admin has them, and none of this machine's.
  const folder = mkdtempSync(join(tmpdir(), "whosout-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(
    join(folder, ".env"),
    Object.entries(env)
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(""),
  );
  const app = fileURLToPath(new URL("../src/app.ts", import.meta.url));
  const start = (words = args) => {
    const started = spawn(process.execPath, ["--import", import.meta.resolve("tsx"), app, ...words], {
      env: { PATH: process.env.PATH ?? "" },
      cwd: folder,
    });
    onTestFinished(() => void started.kill("SIGKILL"));
    return started;
  };
  const child = start();
  return { slack, company, personio, folder, child, ended: ending(child), startAgain: start };
}
type SlackStandIn = Awaited<ReturnType<typeof createSlackStandIn>>;

function ending(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = "";
  let err = "";
  child.stdout?.on("data", (data) => {
    out += data;
  });
  child.stderr?.on("data", (data) => {
    err += data;
  });
  return new Promise((resolve) => child.on("close", (code) => resolve({ code, out, err })));
}

describe("what keeps the bot from starting is one clear sentence, exit code 1, and no stack trace", {
  timeout: 60_000,
}, () => {
  it.each([
    [
      "a wrong bot token",
      (env) => (env.SLACK_BOT_TOKEN = "xoxb-wrong"),
      /^ {2}SLACK_BOT_TOKEN is not accepted by Slack \(invalid_auth\): copy /m,
    ],
    [
      "a wrong app token",
      (env) => (env.SLACK_APP_TOKEN = "xapp-wrong"),
      /^ {2}SLACK_APP_TOKEN is not accepted by Slack \(invalid_auth\): make /m,
    ],
    [
      "an app token without its scope",
      (_, slack) => (slack.world.appScopes = []),
      /^ {2}SLACK_APP_TOKEN is not accepted by Slack \(missing_scope\): make .*connections:write/m,
    ],
    [
      "no Slack at that address",
      (env) => (env.SLACK_API_URL = "http://127.0.0.1:9/api"),
      /^ {2}Slack does not answer at http:\/\/127\.0\.0\.1:9\/api\./m,
    ],
    [
      "several settings",
      (env) => Object.assign(env, { SLACK_BOT_TOKEN: "", TIME_ZONE: "Mars", PORT: "x" }),
      /SLACK_BOT_TOKEN[\s\S]*PORT[\s\S]*TIME_ZONE/,
    ],
    [
      "a secret whose file is not there",
      (env) => Object.assign(env, { SLACK_BOT_TOKEN: "", SLACK_BOT_TOKEN_FILE: "/run/secrets/nothing-there" }),
      /^Whosout cannot start:\n {2}SLACK_BOT_TOKEN_FILE cannot be read \(there is no such file\)\n$/,
    ],
  ] satisfies [string, (env: Record<string, string>, slack: SlackStandIn) => unknown, RegExp][])(
    "%s",
    async (_name, change, words) => {
      const { ended } = await theProcess(change);
      const { code, out, err } = await ended;
      expect(err).toMatch(words);
      expect(code).toBe(1);
      expect(err + out).not.toMatch(/\n\s+at /);
      expect(err + out).not.toContain("xoxb-wrong");
    },
  );
});

it("answers, finishes what it is answering on SIGTERM, and ends with 0", { timeout: 60_000 }, async () => {
  const { slack, company, personio, child, ended } = await theProcess();
  await slack.nextConnection();
  const asker = company.who("april").slackId;
  expect((await (await slack.command(asker, "C0GENERAL", "/whosout")).answer()).text).toMatch(/people out this week/);
  const answerNow = personio.pause();
  const exchange = await slack.command(asker, "C0GENERAL", "/whosout 24 Dec - 2 Jan");
  child.kill("SIGTERM");
  await expect.poll(() => slack.connections()).toBe(0);
  answerNow();
  expect((await exchange.answer()).text).toMatch(/out Thu 24 Dec|out 24|Nobody/);
  const { code, out } = await ended;
  expect(code).toBe(0);
  expect(out).toContain('"msg":"stopping"');
});

it("goes on with a request where it was killed, and the absence stands once", { timeout: 240_000 }, async () => {
  for (const milliseconds of [0, 10, 40]) {
    const first = await theProcess();
    const { slack, personio, company, folder } = first;
    // Nothing but the bot keeps it from asking twice.
    personio.state.settings.acceptsOverlaps = true;
    const mo = company.who("mo");
    await slack.nextConnection();
    // A Monday, far enough that nothing of the story is there.
    const firstDay = addDays(weekOf(toDay(company.today) ?? "2026-11-23").first, 140);
    await slack.command(mo.slackId, "C0GENERAL", `/timeoff ${firstDay} unpaid leave`);
    await slack.nextForm(mo.slackId, ({ submit }) => submit !== undefined);
    await slack.submit(mo.slackId);
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    first.child.kill("SIGKILL");
    await first.ended;

    // What the dead process held is free once its lease is over.
    const database = new Database(join(folder, "data/whosout.db"));
    database.exec("update errands set free_from = ''");
    database.close();
    const again = first.startAgain();
    const told = () => slack.seenBy(mo.slackId, mo.slackId).map(({ text }) => text);
    // Where the request left and nobody knows whether it arrived, the bot looks for 37 seconds.
    await expect.poll(told, { timeout: 60_000 }).toContainEqual(expect.stringMatching(/^Requested: Unpaid leave/));
    again.kill("SIGKILL");
    const standing = personio.state.world.absencePeriods.filter(
      ({ personId, first: begin }) => personId === mo.personId && begin.day === firstDay,
    );
    expect(standing).toHaveLength(1);
  }
});

it("takes its secrets from files, as containers hand them over, and none of them stands in the log", {
  timeout: 60_000,
}, async () => {
  const files = temporaryFolder();
  const secrets: string[] = [];
  const port = await freePort();
  const { slack, company, child, ended } = await theProcess((env) => {
    Object.assign(env, { TOKEN_KEY: randomBytes(32).toString("base64"), SLACK_CLIENT_SECRET: "sesame-client" });
    Object.assign(env, {
      SLACK_CLIENT_ID: "1.2",
      PUBLIC_URL: "http://127.0.0.1:9",
      PORT: `${port}`,
      LOG_LEVEL: "debug",
    });
    Object.assign(env, {
      DATABASE_URL: `file:${files}/whosout.db`,
      PERSONIO_WEBHOOK_TOKEN: "sesame-webhook-of-personio",
    });
    for (const name of SECRETS.filter((one) => env[one] !== undefined)) {
      writeFileSync(join(files, name), `${env[name]}\n`);
      if (name !== "DATABASE_URL" && name !== "PERSONIO_CLIENT_ID") secrets.push(env[name] ?? "");
      env[`${name}_FILE`] = join(files, name);
      env[name] = "";
    }
  });
  await slack.nextConnection();
  const asker = company.who("april").slackId;
  expect((await (await slack.command(asker, "C0GENERAL", "/whosout")).answer()).text).toMatch(/people out this week/);
  child.kill("SIGTERM");
  const { out, err } = await ended;
  expect(secrets).toHaveLength(6);
  for (const secret of secrets) expect(out + err).not.toContain(secret);
});

it("ends at once, with 0, on a SIGTERM that comes while it starts", { timeout: 60_000 }, async () => {
  // Somebody who accepts connections, and says nothing.
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  onTestFinished(() => void silent.close());
  const asked = once(silent, "request");
  await once(silent, "listening");
  const { child, ended } = await theProcess((env) => {
    env.SLACK_API_URL = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/api`;
  });
  await asked;
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ code: 0, err: "" });
});

it("npm run doctor ends with 0 when all is well, and with 1 when it is not", { timeout: 60_000 }, async () => {
  const well = await (await theProcess(() => {}, ["doctor"])).ended;
  expect([well.code, well.out]).toEqual([0, expect.stringContaining("All is well.")]);
  const ill = await (await theProcess((env) => (env.PERSONIO_CLIENT_SECRET = "wrong"), ["doctor"])).ended;
  expect([ill.code, ill.out]).toEqual([1, expect.stringContaining("✗ PERSONIO_CLIENT_ID and PERSONIO_CLIENT_SECRET")]);
});

it("npm run export says what is kept as JSON and nothing besides, npm run forget removes it, each with its exit code", {
  timeout: 180_000,
}, async () => {
  const wrong = await theProcess(() => {}, ["forget"]);
  expect(await wrong.ended).toMatchObject({
    code: 2,
    out: "",
    err: expect.stringMatching(/^npm run forget -- <Slack/),
  });
  const { slackId } = wrong.company.who("anna");
  const store = await openStore(`file:${wrong.folder}/data/whosout.db`);
  await store.savePreferences(slackId, { language: "de" });
  await store.close();
  const shown = await ending(wrong.startAgain(["export", "anna@morgenrot.example"]));
  expect(shown).toMatchObject({ code: 0, err: "" });
  expect(JSON.parse(shown.out).kept["What they chose in their settings"]).toHaveLength(1);
  const gone = await ending(wrong.startAgain(["forget", slackId]));
  expect(gone).toMatchObject({ code: 0, out: expect.stringContaining("1 × What they chose in their settings") });
});
