import type { createSlackStandIn } from "./slack.ts";

/** What the demo's digests are made of: "HH:MM", and days from 1, Monday. */
type Rhythm = { rhythm: "daily" | "weekly"; time: string; weekdays: string[] };

/**
 * Somebody sets digests up for a channel, with the form: one that comes within a minute, and one for Monday at nine.
 *
 * @param by their Slack id
 */
export async function setUpDigests(
  slack: Awaited<ReturnType<typeof createSlackStandIn>>,
  by: string,
  channel: string,
  zone: string,
): Promise<void> {
  const soon = new Date(slack.world.clock().getTime() + 60_000);
  const time = new Intl.DateTimeFormat("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(soon);
  const daily: Rhythm = { rhythm: "daily", time, weekdays: ["1", "2", "3", "4", "5", "6", "7"] };
  const weekly: Rhythm = { rhythm: "weekly", time: "09:00", weekdays: ["1"] };
  for (const one of [daily, weekly]) {
    // On a busy machine the bot may come too late with its window, as with the real Slack; the next time it knows Personio already.
    await setUp(one).catch(() => setUp(one));
  }

  async function setUp({ rhythm, time, weekdays }: Rhythm): Promise<void> {
    await slack.command(by, channel, "/digest");
    await slack.nextForm(by, ({ submit }) => submit !== undefined);
    await slack.fill(by, "digest_rhythm", rhythm);
    await slack.fill(by, "digest_weekdays", weekdays);
    await slack.fill(by, "digest_time", time);
    await slack.fill(by, "digest_zone", zone);
    await slack.fill(by, "digest_language", "en");
    await slack.fill(by, "digest_options", ["postsWhenNobody", "postsOnFreeDays", "followsTheDay"]);
    await slack.submit(by);
    if (slack.formOf(by)) await slack.dismiss(by);
  }
}
