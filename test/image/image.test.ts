import { execFileSync, spawn } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { freePort } from "../../sandbox/free-port.ts";
import { createPersonioStandIn } from "../../sandbox/personio.ts";
import { settingsFor } from "../../sandbox/settings.ts";
import { createSlackStandIn } from "../../sandbox/slack.ts";
import { isLong } from "../runs.ts";
import { build, commandIn, instructionsIn, letsIn } from "./dockerfile.ts";

const root = join(import.meta.dirname, "../..");
const read = (path: string) => readFileSync(join(root, path), "utf8");
const instructions = instructionsIn(read("Dockerfile"));
const last = instructions.slice(instructions.map(({ name }) => name).lastIndexOf("FROM"));
const lastOf = (wanted: string) => last.filter(({ name }) => name === wanted).at(-1)?.words ?? "";

describe("the Dockerfile", () => {
  it("ends as a user without rights, with commands that get their signals, and a look at whether it is well", () => {
    expect(lastOf("USER")).toBe("1000:1000");
    expect(last.slice(last.findIndex(({ name }) => name === "USER")).map(({ name }) => name)).not.toContain("RUN");
    expect(commandIn(lastOf("CMD"))).toEqual(["node", "dist/app.js"]);
    expect(commandIn(lastOf("HEALTHCHECK"))[0]).toBe("node");
    expect(lastOf("STOPSIGNAL")).toBe("SIGTERM");
    expect(lastOf("VOLUME")).toBe("/app/data");
  });

  it("runs no install script, and copies only what runs into the last stage", () => {
    for (const { words } of instructions.filter(({ words }) => /npm (ci|install)/.test(words))) {
      expect(words).toMatch(/^npm ci .*--ignore-scripts$/);
    }
    expect(last.filter(({ name }) => name === "COPY").map(({ words }) => words)).toEqual([
      "--from=modules /app/node_modules ./node_modules",
      "--from=build /app/dist ./dist",
      "package.json manifest.yml LICENSE ./",
    ]);
  });

  it("bakes in no setting but where it listens", () => {
    expect(instructions.filter(({ name }) => name === "ENV").map(({ words }) => words)).toEqual([
      "NODE_ENV=production PORT=3000",
    ]);
    expect(instructions.filter(({ name }) => name === "ARG").map(({ words }) => words.split("=")[0])).toEqual(["NODE"]);
  });

  it.each([
    ".env",
    ".env.production",
    "data",
    "data/whosout.db",
    ".git",
    ".npmrc",
    "secrets/token",
    "node_modules",
    "test",
  ])("is never sent %s", (path) => expect(letsIn(read(".dockerignore"), path)).toBe(false));
});

/** Namespaces and mounts want root; elsewhere a real Docker builds it (.github/workflows/ci.yml). */
const canRun = isLong && process.platform === "linux" && process.getuid?.() === 0;

describe.skipIf(!canRun)("what the Dockerfile makes", { timeout: 300_000 }, () => {
  const folder = "/var/tmp/whosout-image";
  let image = "";
  let env: Record<string, string> = {};
  beforeAll(() => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { mode: 0o755 });
    ({ image, env } = build(root, folder));
  }, 900_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }), 300_000);

  it("holds the bot and what it needs, below 95 MB", () => {
    expect(readdirSync(join(image, "app")).sort()).toEqual(
      ["LICENSE", "data", "dist", "manifest.yml", "node_modules", "package.json"].sort(),
    );
    const megabytes = (path: string) =>
      Number(execFileSync("du", ["-sm", "--apparent-size", path]).toString().split("\t")[0]);
    console.info(
      `node_modules ${megabytes(`${image}/app/node_modules`)} MB, dist ${megabytes(`${image}/app/dist`)} MB`,
    );
    expect(megabytes(image)).toBeLessThan(95);
  });

  it("runs as the first process, without rights, on a file system that is read-only but for its data", async () => {
    const { slack, company, start } = await stage();
    const { child, pid, port, ended } = await start();
    await slack.nextConnection();
    const status = readFileSync(`/proc/${pid()}/status`, "utf8");
    expect(status).toMatch(/^NSpid:\s+\d+\s+1$/m);
    expect(status).toMatch(/^Uid:\s+1000\s+1000\s+1000\s+1000$/m);
    expect(status).toMatch(/^CapEff:\s+0+$/m);

    const health = commandIn(lastOf("HEALTHCHECK"));
    const look = (at: number) => execFileSync(process.execPath, health.slice(1), { env: { PORT: `${at}` } });
    expect(() => look(port)).not.toThrow();
    expect(() => look(port + 1)).toThrow();

    const asker = company.who("april").slackId;
    expect((await (await slack.command(asker, "C0GENERAL", "/whosout")).answer()).text).toMatch(/people out this week/);
    // A picture wants fonts and the library that draws, a request the store.
    await slack.command(asker, "C0GENERAL", "/whosout month");
    await expect
      .poll(() => slack.seenBy(asker, asker).some((message) => JSON.stringify(message).includes("slack_file")), {
        timeout: 30_000,
      })
      .toBe(true);
    expect(readdirSync(join(image, "app/data"))).toContain("whosout.db");

    process.kill(pid(), "SIGTERM");
    expect(await ended).toMatchObject({ code: 0, err: "" });
    expect(child.exitCode).toBe(0);
  });

  it("answers what Slack signed, over HTTP", async () => {
    const { slack, company, start } = await stage();
    const secret = "sandbox-signing-secret";
    const { port } = await start(undefined, { SLACK_APP_TOKEN: "", SLACK_SIGNING_SECRET: secret });
    const url = `http://127.0.0.1:${port}`;
    const isReady = () => fetch(`${url}/readyz`).then(({ ok }) => ok);
    await expect.poll(() => isReady().catch(() => false), { timeout: 30_000 }).toBe(true);
    slack.callOverHttp(`${url}/slack/events`, secret);
    const exchange = await slack.command(company.who("april").slackId, "C0GENERAL", "/whosout");
    expect((await exchange.answer()).text).toMatch(/people out this week/);
  });

  it("has a doctor, who finds the manifest", async () => {
    const { start } = await stage();
    const { ended } = await start(["node", "dist/app.js", "doctor"]);
    expect(await ended).toMatchObject({ code: 0, out: expect.stringContaining("✓ Slack scope chat:write") });
  });

  /** The stand-ins, and the image between them; its secrets come from files. */
  async function stage() {
    const clock = () => new Date();
    const company = createCompany(clock().toISOString().slice(0, 10));
    const slack = await createSlackStandIn({ ...company.slack, clock });
    onTestFinished(() => slack.close());
    const personio = await createPersonioStandIn({ world: company.personio, clock });
    onTestFinished(() => personio.close());
    const { SLACK_BOT_TOKEN = "", ...settings } = settingsFor(slack, personio);
    const secret = join(folder, "slack_bot_token");
    writeFileSync(secret, `${SLACK_BOT_TOKEN}\n`);
    chmodSync(secret, 0o444);
    const start = async (command = commandIn(lastOf("CMD")), more: Record<string, string> = {}) => {
      const port = await freePort();
      const child = spawn(
        "unshare",
        ["--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", CONTAINER, "sh", ...command],
        {
          env: {
            PATH: process.env.PATH ?? "",
            IMAGE: image,
            SETTINGS: Object.entries({ ...settings, ...env, ...more, SLACK_BOT_TOKEN_FILE: secret, PORT: `${port}` })
              .map(([name, value]) => `${name}=${value}`)
              .join("\n"),
          },
        },
      );
      onTestFinished(() => void child.kill("SIGKILL"));
      let [out, err] = ["", ""];
      child.stdout.on("data", (data) => (out += data));
      child.stderr.on("data", (data) => (err += data));
      const ended = new Promise<object>((resolve) => child.on("close", (code) => resolve({ code, out, err })));
      /** The one inside. */
      const pid = () => Number(readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, "utf8"));
      return { child, pid, port, ended };
    };
    return { company, slack, start };
  }
});

/** What a container runtime does with `--read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges`. */
const CONTAINER = `
mount --make-rprivate /
mount -t proc proc /proc
mount --bind "$IMAGE/app" /mnt
mount --bind "$IMAGE/app/data" /mnt/data
mount -o remount,ro,bind /mnt
mount -t tmpfs -o size=16m tmpfs /tmp
mount -o remount,ro,bind /
cd /mnt
node=$(command -v node)
IFS='
'
exec setpriv --reuid 1000 --regid 1000 --clear-groups --no-new-privs --inh-caps=-all --bounding-set=-all env -i PATH="\${node%/*}:/bin" $SETTINGS "$@"
`;
