import { randomUUID } from "node:crypto";
import type { WebClient } from "@slack/web-api";
import { createAskers } from "./commands/asker.ts";
import { createChannels } from "./commands/channel.ts";
import { createHomes } from "./commands/homes.ts";
import { createMembers } from "./commands/members.ts";
import { createPictures } from "./commands/pictures.ts";
import type { Home } from "./commands/slack-user.ts";
import { createTurns } from "./commands/window.ts";
import { type Config, statusSettings } from "./config.ts";
import { createCompose } from "./digests/compose.ts";
import { createDigests } from "./digests/digests.ts";
import { createPoster } from "./digests/poster.ts";
import type { Clock } from "./domain/calendar.ts";
import { createHolidays } from "./domain/holidays.ts";
import type { Log } from "./domain/log.ts";
import type { Metrics } from "./domain/metrics.ts";
import { createErrands } from "./errands/errands.ts";
import { createOthers } from "./errands/others.ts";
import { createPost } from "./errands/post.ts";
import { createRound } from "./errands/round.ts";
import { createTell } from "./errands/tell.ts";
import { createWatch } from "./errands/watch.ts";
import { createPersonio, type Personio } from "./personio/client.ts";
import { createDirectory } from "./personio/directory.ts";
import { createStatus } from "./presence/status.ts";
import type { Clients } from "./slack.ts";
import type { Store } from "./store/store.ts";

/** What the outside world gives: time, and chance. */
export type World = {
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  /** Does something again and again, with so many milliseconds between, until the function that comes back is called. */
  every: (milliseconds: number, task: () => Promise<void>) => () => void;
  random: () => number;
  log: Log;
  metrics: Metrics;
};

/** The client of the Personio that the settings name. */
export function personioOf(config: Config, world: Omit<World, "every">): Personio {
  return createPersonio({
    baseUrl: config.PERSONIO_API_URL,
    clientId: config.PERSONIO_CLIENT_ID,
    clientSecret: config.PERSONIO_CLIENT_SECRET,
    birthdayAttribute: config.BIRTHDAY_ATTRIBUTE,
    ...world,
  });
}

/** Everything that listeners and rounds need, made of the three that reach outside: Slack, Personio and the store. */
export function createParts(
  config: Config,
  { clock, sleep, log, metrics }: World,
  outside: { slack: WebClient; clients: Clients; home: Home; personio: Personio; store: Store },
) {
  const { slack, clients, home, personio, store } = outside;
  const zone = config.TIME_ZONE;
  const directory = createDirectory({ personio, clock, sleep, zone, log, metrics });
  const members = createMembers({ ...clients, directory, home, clock, log, metrics });
  const channels = createChannels({
    slack,
    ...clients,
    members,
    allowsShared: config.ALLOW_SHARED_CHANNELS,
    clock,
    log,
    metrics,
  });
  const worker: string = randomUUID();
  const parts = {
    directory,
    others: createOthers({ store, directory, worker, clock }),
    channels,
    members,
    personio,
    store,
    slack,
    askers: createAskers({ slack, directory, store, home, zone, clock, log, metrics }),
    holidays: createHolidays(config.HOLIDAYS),
    reasons: config.ABSENCE_REASONS,
    daysBack: config.TIME_OFF_DAYS_BACK,
    awayNotices: config.AWAY_NOTICES,
    supervisorsSeeHours: config.SUPERVISORS_SEE_HOURS,
    zone,
    hasBirthdays: config.BIRTHDAY_ATTRIBUTE !== undefined,
    clock,
    sleep,
    log,
    metrics,
    newId: randomUUID as () => string,
    turns: createTurns(),
  };
  const post = createPost(parts);
  const compose = createCompose(parts);
  const homes = createHomes({
    ...parts,
    posting: clients.posting,
    digests: compose,
    webUrl: config.PERSONIO_WEB_URL,
  });
  const teller = createTell({
    ...parts,
    post,
    notifySupervisor: config.NOTIFY_SUPERVISOR,
    webUrl: config.PERSONIO_WEB_URL,
  });
  const errands = createErrands({ ...parts, teller, homes, worker, skipApproval: config.SKIP_APPROVAL });
  const digests = createDigests({
    ...parts,
    compose,
    homes,
    poster: createPoster({ ...clients, clock, sleep }),
    post,
    worker,
    lateHours: config.DIGEST_LATE_HOURS,
  });
  const pictures = createPictures(parts);
  const status = createStatus(statusSettings(config), { ...parts, post, worker, home, people: clients.people });
  const watch = createWatch({ ...parts, errands, worker });
  const round = createRound({
    ...parts,
    errands,
    homes,
    digests,
    watch,
    pictures,
    statuses: status?.statuses,
    hasWebhook: config.PERSONIO_WEBHOOK_TOKEN !== undefined,
    retentionDays: config.RETENTION_DAYS,
  });
  return { ...parts, homes, errands, digests, pictures, watch, round, status };
}
