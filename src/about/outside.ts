import { existsSync } from "node:fs";
import { WebClient } from "@slack/web-api";
import { slackErrorOf } from "../commands/slack-error.ts";
import type { Config } from "../config.ts";
import { boltLogger } from "../log.ts";
import { createParts, personioOf, type World } from "../parts.ts";
import { openStore } from "../store/open.ts";

export type Outside = Awaited<ReturnType<typeof reach>>;

/** What a command cannot do without is not there. The message is one sentence for the admin. */
export class OutOfReach extends Error {
  override readonly name = "OutOfReach";
}

/**
 * Slack, Personio and the store of a bot that may be running, for a command beside it; nothing of it listens.
 *
 * @throws OutOfReach, StoreError
 */
export async function reach(config: Config, world: World) {
  const { clock, log } = world;
  const path = config.DATABASE_URL.replace(/^file:(\/\/(?=\/))?/, "");
  // Opened, it would be made, and nothing be kept in it.
  if (config.DATABASE_URL.startsWith("file:") && !existsSync(path)) {
    throw new OutOfReach(
      `There is no database ${path} (DATABASE_URL). Say this where the bot runs, with its settings.`,
    );
  }
  const options = {
    slackApiUrl: `${config.SLACK_API_URL}/`,
    logger: boltLogger(log, config.LOG_LEVEL),
    retryConfig: { retries: 2, minTimeout: 300, factor: 2 },
    timeout: 30_000,
  };
  const slack = new WebClient(config.SLACK_BOT_TOKEN, options);
  const me = await slack.auth.test().catch((error: unknown) => {
    throw new OutOfReach(
      `Slack does not answer the bot (${slackErrorOf(error) ?? "no answer"}): npm run doctor tells more.`,
    );
  });
  const store = await openStore(config.DATABASE_URL, log);
  const personio = personioOf(config, world);
  const { pictures, status } = createParts(config, world, {
    slack,
    clients: { patient: slack, listing: slack, posting: slack, people: new WebClient(undefined, options) },
    home: { teamId: me.team_id ?? "" },
    personio,
    store,
  });
  return { slack, personio, store, pictures, statuses: status?.statuses, clock };
}
