import { compared, type Measure, reported } from "../figure.ts";
import { openOwnTime } from "../own-time.ts";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const NINE = "2026-11-23T08:00:00Z";
/** Slack: one message a second in a channel, "several hundred" a minute in a workspace. */
const MESSAGES = { perChannelMs: SECOND, perSecond: 5 };
/** The tiers of the other methods that digests need. */
const PER_MINUTE = {
  "users.list": 20,
  "conversations.info": 50,
  "users.conversations": 50,
  "chat.update": 50,
  "conversations.members": 100,
  "users.info": 100,
};
/** Time of Slack's for each answer. */
const SLACK_MS = 150;
/** A bot that was started so long before, and whose round was a second before nine: the next comes fourteen after. */
const STARTED_BEFORE_MS = 30 * MINUTE + SECOND;

/** A thousand digests are due at nine: until the last of them is posted, against the time in which Slack takes as many messages. */
export const measure: Measure = async ({ short }) => {
  const [people, count] = short ? [500, 300] : [5000, 1000];
  const nine = Date.parse(NINE);
  const stage = await openOwnTime({
    people,
    begin: new Date(nine - STARTED_BEFORE_MS).toISOString(),
    digests: count,
    slackMs: SLACK_MS,
  });
  try {
    const { slack, time, clock } = stage;
    slack.world.rates = { ...MESSAGES, perMinute: PER_MINUTE };
    const bot = await stage.start(stage.config);
    const posts = () => slack.world.calls.filter(({ method, ok }) => method === "chat.postMessage" && ok);
    await time.pass(nine - clock().getTime());
    const before = process.cpuUsage();
    for (let passed = 0; passed < 60 && posts().length < count; passed++) await time.pass(30 * SECOND);
    const { user, system } = process.cpuUsage(before);
    const refused = slack.world.calls.filter(({ error }) => error === "ratelimited");
    const posted = posts();
    const channels = new Set(posted.map(({ params }) => params.channel)).size;
    if (posted.length !== count || channels !== count)
      throw new Error(`${posted.length} posted, in ${channels} channels`);
    await stage.within(bot.stop());
    const row = "digests";
    const last = ((posted.at(-1)?.at ?? 0) - nine) / SECOND;
    return [
      compared(
        {
          row,
          what: `the last of ${count} due at nine, ${people} people`,
          baseline: { what: "Slack's rate", value: (count - 1) / MESSAGES.perSecond, unit: "s" },
          ours: { value: last, unit: "s" },
          isNoisy: false,
        },
        { atMost: 1.1 },
      ),
      reported({
        row,
        what: "processor meanwhile, with both stand-ins",
        ours: { value: (user + system) / 1e6, unit: "s" },
      }),
      reported({ row, what: "refused by Slack", ours: { value: refused.length, unit: "calls" }, isNoisy: false }),
    ];
  } finally {
    await stage.close();
  }
};
