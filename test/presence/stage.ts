import { vi } from "vitest";
import { freePort } from "../../sandbox/free-port.ts";
import { readManifest } from "../../sandbox/manifest.ts";
import { statusSettings } from "../../src/config.ts";
import { createLinks } from "../../src/presence/links.ts";
import { openStore } from "../../src/store/open.ts";
import type { Store } from "../../src/store/store.ts";
import { configOf, type Stage, wholeBot } from "../whole-bot.ts";

const KEY = "ab".repeat(32);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export type StatusStage = Awaited<ReturnType<typeof statusStage>>;
type Page = { status: number; headers: Headers; html: string };

/** The whole bot, set up so that people may let it set their status. */
export async function statusStage(options: Parameters<typeof wholeBot>[0] = {}) {
  const port = await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const env = {
    SLACK_CLIENT_ID: "1234.5678",
    SLACK_CLIENT_SECRET: "sandbox-client-secret",
    TOKEN_KEY: KEY,
    PUBLIC_URL: publicUrl,
    PORT: `${port}`,
    ...options.env,
  };
  const stage = await wholeBot({
    ...options,
    env,
    prepare: (unstarted) => {
      const { world } = unstarted.slack;
      world.app = readManifest();
      world.redirectUrls = [publicUrl];
      options.prepare?.(unstarted);
    },
  });
  const { slack, id } = stage;
  const database = stage.config.DATABASE_URL;

  /** The link of a person, as the settings window has it. */
  const linkOf = (login: string, tokenKey = KEY): string => {
    const settings = statusSettings(
      configOf({
        ...env,
        TOKEN_KEY: tokenKey,
        SLACK_BOT_TOKEN: "xoxb-1",
        SLACK_APP_TOKEN: "xapp-1",
        PERSONIO_CLIENT_ID: "x",
        PERSONIO_CLIENT_SECRET: "x",
        SLACK_API_URL: slack.apiUrl,
      }),
    );
    const home = { teamId: slack.world.teamId };
    return createLinks({ settings, home, clock: slack.world.clock } as never).urlFor(id(login));
  };

  const get = async (url: string, init?: RequestInit): Promise<Page> => {
    const answer = await fetch(url, { redirect: "manual", ...init });
    return { status: answer.status, headers: answer.headers, html: await answer.text() };
  };

  /** Somebody follows a link to Slack and answers there. Gives where Slack sends them. */
  const answerAt = async (link: string, as: string, answer: "allow" | "deny" = "allow"): Promise<string> => {
    slack.world.signedIn = id(as);
    const { html } = await get(link);
    const hidden = [...html.matchAll(/name="(\w+)" value="([^"]*)">/g)].map(
      ([, name = "", value = ""]): [string, string] => [name, value],
    );
    const form = new URLSearchParams([...hidden, ["answer", answer]]);
    const { headers } = await get(`${new URL(link).origin}/oauth/v2/authorize`, { method: "POST", body: form });
    return headers.get("location") ?? "";
  };

  return {
    ...stage,
    publicUrl,
    database,
    linkOf,
    get,
    answerAt,
    /** The whole way, to the page at its end. */
    allow: async (login: string): Promise<Page> => {
      const page = await get(await answerAt(linkOf(login), login));
      // What comes after the page.
      await vi.waitUntil(() => slack.seenBy(id(login), id(login)).length > 0);
      await idle(slack);
      return page;
    },
    statusOf: (login: string) => {
      const profile = slack.world.users.find((user) => user.id === id(login))?.profile;
      const { status_text = "", status_emoji = "", status_expiration = 0 } = profile ?? {};
      return {
        text: status_text,
        emoji: status_emoji,
        until: status_expiration && new Date(status_expiration * 1000).toISOString(),
      };
    },
    /** Somebody sets their status themselves. */
    say: (login: string, status_text: string, status_emoji: string, status_expiration = 0) => {
      const user = slack.world.users.find((one) => one.id === id(login));
      if (user) user.profile = { ...user.profile, status_text, status_emoji, status_expiration };
    },
    /** Time passes, and the bot looks, to the end. */
    later: async (milliseconds: number) => {
      stage.pass(milliseconds);
      await stage.round();
      await idle(slack);
    },
    /** What stands in the store. */
    stored: async <T>(ask: (store: Store) => Promise<T>): Promise<T> => {
      const store = await openStore(database);
      try {
        return await ask(store);
      } finally {
        await store.close();
      }
    },
  };
}

/** Resolves when the bot has asked Slack for nothing new for a while. */
async function idle(slack: Stage["slack"]): Promise<void> {
  for (let quiet = 0, before = slack.requests(); quiet < 30; quiet++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (slack.requests() !== before) quiet = 0;
    before = slack.requests();
  }
}
