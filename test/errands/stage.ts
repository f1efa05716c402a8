import { readdirSync } from "node:fs";
import { join } from "node:path";
import { WebClient } from "@slack/web-api";
import { onTestFinished } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { createPersonioStandIn } from "../../sandbox/personio.ts";
import { settingsFor } from "../../sandbox/settings.ts";
import { buttonsOf, createSlackStandIn } from "../../sandbox/slack.ts";
import type { Digest, Setup } from "../../src/domain/digest.ts";
import type { Errand, Task } from "../../src/domain/errand.ts";
import type { TimeOff } from "../../src/domain/time-off.ts";
import { createMetrics } from "../../src/metrics.ts";
import { createParts } from "../../src/parts.ts";
import { createPersonio } from "../../src/personio/client.ts";
import { openStore } from "../../src/store/open.ts";
import { configOf, temporaryFolder } from "../whole-bot.ts";

const TODAY = "2026-11-23";
const MINUTE = 60_000;

/**
 * The bot without Bolt, between the stand-ins, in several lives: each is a process that has the store, Personio and Slack, and can
 * be made to end at any of its steps. Its time is the test's: pauses move it.
 */
export async function errandsStage(env: Record<string, string> = {}) {
  let now = Date.parse(`${TODAY}T08:00:00Z`);
  const clock = () => new Date(now);
  const company = createCompany(TODAY);
  const slack = await createSlackStandIn({ ...company.slack, clock });
  onTestFinished(() => slack.close());
  const personio = await createPersonioStandIn({ world: company.personio, clock });
  onTestFinished(() => personio.close());
  const folder = temporaryFolder();
  const config = configOf({
    ...settingsFor(slack, personio),
    DATABASE_URL: `file:${folder}/whosout.db`,
    ...env,
  });
  const anna = company.who("anna");

  const world = {
    clock,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
    every: () => () => {},
    random: () => 0.5,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    metrics: createMetrics(),
  };

  /**
   * @param after what happens after the first call of a name, whatever came of it
   * @param before the same before it; the call fails with what it throws
   * @param endsAt the call whose result this life does not see any more: it was carried out, and none after it */
  async function live(
    endsAt = Number.POSITIVE_INFINITY,
    after: Record<string, Happening> = {},
    before: Record<string, Happening> = {},
  ) {
    const life = newLife(endsAt, after, before);
    const store = await openStore(config.DATABASE_URL);
    onTestFinished(() => store.close());
    const client = new WebClient(slack.world.botToken, {
      slackApiUrl: `${slack.apiUrl}/`,
      retryConfig: { retries: 0 },
    });
    const posting = new WebClient(slack.world.botToken, {
      slackApiUrl: `${slack.apiUrl}/`,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
    });
    const api = createPersonio({
      baseUrl: config.PERSONIO_API_URL,
      clientId: config.PERSONIO_CLIENT_ID,
      clientSecret: config.PERSONIO_CLIENT_SECRET,
      ...world,
    });
    const parts = createParts(config, world, {
      slack: mortal(client, life),
      clients: {
        patient: mortal(client, life),
        listing: mortal(client, life),
        posting: mortal(posting, life),
        people: client,
      },
      home: { teamId: slack.world.teamId },
      personio: mortal(api, life),
      store: mortal(store, life),
    });
    /** A form is sent: kept, then carried out. Undefined as soon as this life is over. */
    const send = (task: Task, id = "nonce") => {
      const errand: Errand = { id, task, slackUserId: anna.slackId, personId: anna.personId, madeAt: clock() };
      return untilTheEnd(
        life,
        parts.errands.keep(errand).then(async () => parts.errands.sweep()),
      );
    };
    return {
      ...parts,
      life,
      /** What is left of a process that ended: nothing. */
      bury: () => store.close(),
      send,
      sweep: () => untilTheEnd(life, parts.errands.sweep()),
      /** Posts what is due. */
      post: () => untilTheEnd(life, parts.digests.send()),
    };
  }

  /** A digest for #general, every weekday at nine, that is due now. */
  async function digest(over: Partial<Setup> = {}, id = "d1", ownerId = anna.slackId): Promise<Digest> {
    const setup: Setup = { ...DAILY, ...over };
    const made: Digest = { id, setup, ownerId, since: new Date("2026-11-20T12:00:00Z") };
    const store = await openStore(config.DATABASE_URL);
    await store.addDigest(made, { id: `made ${id}`, digestId: id, at: clock(), by: ownerId, change: "made" });
    await store.close();
    return made;
  }

  const messagesTo = (login: string) => slack.seenBy(company.who(login).slackId, company.who(login).slackId);
  const toldTo = (login: string) => messagesTo(login).map(({ text }) => text);
  return {
    company,
    slack,
    personio,
    live,
    digest,
    /** What stands in a channel now, oldest first. */
    inChannel: (channel = "C0GENERAL") => slack.seenBy(anna.slackId, channel),
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    /** The next process starts, once the leases of the last one have ended, and goes on until nothing is left. */
    restart: async () => {
      now += 2 * MINUTE;
      const next = await live();
      await next.sweep();
      return next;
    },
    /** What Anna has in Personio on days from `first` to `last`. */
    absences: (first: string, last: string) =>
      personio.state.world.absencePeriods.filter(
        (period) =>
          period.personId === anna.personId &&
          period.first.day <= last &&
          (period.last === null || period.last.day >= first),
      ),
    /** What the store keeps on disk. */
    files: () => readdirSync(folder).map((name) => join(folder, name)),
    anna,
    /** What Anna reads in her direct messages, as they stand now. */
    told: () => toldTo("anna"),
    toldTo,
    blocksTo: (login: string) => messagesTo(login).map(({ blocks }) => blocks),
    /** The buttons of Anna's latest message. */
    buttons: () => buttonsOf(messagesTo("anna").at(-1) ?? { blocks: [] }).map(({ text }) => text.text),
  };
}

/** A digest for #general about everybody, every weekday at nine in Berlin. */
export const DAILY: Setup = {
  channel: "C0GENERAL",
  rhythm: "daily",
  weekdays: [1, 2, 3, 4, 5],
  time: "09:00",
  zone: "Europe/Berlin",
  language: "en",
  who: { kind: "everybody" },
  tells: ["today"],
  postsWhenNobody: true,
  postsOnFreeDays: false,
  followsTheDay: true,
};

/** Two weeks that are free in Anna's calendar. */
export const WANTED: TimeOff = {
  absenceTypeId: "a0000000-0000-4000-8000-000000000001",
  first: { day: "2027-02-01", half: "SECOND_HALF" },
  last: { day: "2027-02-05", half: "SECOND_HALF" },
  comment: "With the family",
};

type Happening = () => unknown;
type Life = {
  steps: number;
  endsAt: number;
  isOver: Promise<void>;
  end: () => void;
  after: Record<string, Happening>;
  before: Record<string, Happening>;
};

function newLife(endsAt: number, after: Life["after"], before: Life["before"]): Life {
  let end = () => {};
  const isOver = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { steps: 0, endsAt, isOver, end, after: { ...after }, before: { ...before } };
}

/** Everything reachable from `target` counts its calls; when the life is over, nothing comes back any more, so that nothing follows. */
function mortal<T extends object>(target: T, life: Life): T {
  return new Proxy(target, {
    get(of, name) {
      const value: unknown = Reflect.get(of, name);
      if (typeof value === "function") {
        return async (...args: unknown[]) => {
          try {
            await happen(life.before, String(name));
            return await Reflect.apply(value, of, args);
          } finally {
            await happen(life.after, String(name));
            await step(life);
          }
        };
      }
      return typeof value === "object" && value !== null ? mortal(value, life) : value;
    },
  });
}

async function happen(what: Record<string, Happening>, name: string): Promise<void> {
  const happens = what[name];
  delete what[name];
  await happens?.();
}

const NEVER = new Promise<never>(() => {});

async function step(life: Life): Promise<void> {
  if (life.steps >= life.endsAt) {
    life.end();
    await NEVER;
  }
  life.steps += 1;
}

/** Resolves when it is done, or when the life is over. */
function untilTheEnd(life: Life, work: Promise<void>): Promise<void> {
  return Promise.race([work, life.isOver]);
}
