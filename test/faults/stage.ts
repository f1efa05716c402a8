import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readManifest } from "../../sandbox/manifest.ts";
import { createPersonioStandIn } from "../../sandbox/personio.ts";
import type { PeriodRecord } from "../../sandbox/personio-wire.ts";
import { settingsFor } from "../../sandbox/settings.ts";
import { createSlackStandIn } from "../../sandbox/slack.ts";
import type { Note } from "../../sandbox/trace.ts";
import type { Setup } from "../../src/domain/digest.ts";
import { openStore } from "../../src/store/open.ts";
import { DAILY } from "../errands/stage.ts";
import { configOf } from "../whole-bot.ts";
import { createDisk, type Trouble } from "./disk.ts";
import { createIlls, ILL_AFTERWARDS_MS } from "./ills.ts";
import { createProcesses } from "./processes.ts";
import { smallCompany } from "./small-company.ts";
import { createTime } from "./time.ts";
import { createWire } from "./wire.ts";

export type Stage = Awaited<ReturnType<typeof openStage>>;
type Step = Parameters<Note>[0] & { number: number; at: number };

const TODAY = "2026-11-23";
/** A Monday, a little before nine in Berlin, when the digests are due. */
const BEGIN = Date.parse(`${TODAY}T07:58:00Z`);
/** Linux' disk in memory. */
const IN_MEMORY = "/dev/shm";
const app = readManifest();

/**
 * A company, its Slack and Personio, a disk, and processes of the bot that live and die between them. All time is the schedule's.
 *
 * @param options.skewMs how far the bot's clock is ahead of Slack's and Personio's
 * @param options.processes how many of them run at a time
 * @param options.mayRead whether the bot may read channels' past
 */
export async function openStage(options: { skewMs: number; processes: number; mayRead: boolean }) {
  const folder = mkdtempSync(join(existsSync(IN_MEMORY) ? IN_MEMORY : tmpdir(), "whosout-"));
  const path = join(folder, "whosout.db");
  let wire: ReturnType<typeof createWire> | undefined;
  const time = createTime(BEGIN, { busy: () => wire?.onItsWay() ?? 0 });
  const { clock } = time;
  const now = () => clock().getTime();
  const company = smallCompany(TODAY);
  const steps: Step[] = [];
  const note: Note = (step) => {
    steps.push({ ...step, number: steps.length + 1, at: now() });
    return steps.length;
  };
  const slack = await createSlackStandIn({ ...company.slack, clock, app, note });
  if (options.mayRead) slack.world.scopes.push("channels:history");
  const personio = await createPersonioStandIn({ world: company.personio, clock, note });
  // Nothing but the bot keeps it from asking twice.
  personio.state.settings.acceptsOverlaps = true;

  const history: { from: number; periods: PeriodRecord[] }[] = [];
  const written = () => {
    history.push({ from: now(), periods: structuredClone(personio.state.world.absencePeriods) });
  };
  written();
  wire = createWire({ now, sleep: time.sleep, written });
  const disk = createDisk(path);

  const ills = createIlls(now);
  const digests: { id: string; setup: Partial<Setup> }[] = [];
  const config = configOf({
    ...settingsFor(slack, personio),
    DATABASE_URL: `file:${path}`,
  });
  const processes = createProcesses({ wanted: options.processes, config, skewMs: options.skewMs, time, slack });

  /** A digest for a channel, every weekday at nine, before any process is there. */
  async function digest(id: string, setup: Partial<Setup>): Promise<void> {
    digests.push({ id, setup });
    const store = await openStore(config.DATABASE_URL);
    const made = {
      id,
      setup: { ...DAILY, ...setup },
      ownerId: company.who("anna").slackId,
      since: new Date(BEGIN - 86_400_000),
    };
    await store.addDigest(made, { id: `made ${id}`, digestId: id, at: clock(), by: made.ownerId, change: "made" });
    await store.close();
  }

  const open = () =>
    [
      ...disk
        .ask<{ task: string }>("select task from errands where closed_at is null")
        .map(({ task }) => `errand ${task}`),
      ...disk
        .ask<{ id: string }>(
          "select id from digests where paused is null and id not in (select digest_id from deliveries where outcome is not null)",
        )
        .map(({ id }) => `digest ${id}`),
    ].join("; ");

  return {
    time,
    now,
    wire,
    disk,
    company,
    slack,
    personio,
    steps,
    history,
    written,
    digests,
    digest,
    mayRead: options.mayRead,
    /** Of all that is no call. */
    ills,
    spoilDisk: (trouble: Trouble) => {
      disk.suffer(trouble);
      ills.begin("disk");
    },
    slackDown: () => {
      slack.down();
      ills.begin("slack");
    },
    dropSockets: () => {
      slack.dropSockets();
      ills.begin("slack", ILL_AFTERWARDS_MS);
    },
    sleep: (milliseconds: number) => {
      ills.begin("sleep", milliseconds);
      time.jump(milliseconds);
    },
    heal: () => {
      wire?.heal();
      disk.heal();
      if (slack.world.isDown) slack.up();
      ills.end();
    },
    skewMs: options.skewMs,
    processes,
    /** Nothing is open in the store: no errand, no digest of today. */
    isIdle: () => open() === "",
    whatIsOpen: () => open(),
    close: async () => {
      processes.end();
      await slack.close();
      await personio.close();
      disk.end();
      wire.end();
      time.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
