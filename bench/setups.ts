import type { SlackChannel } from "../sandbox/slack.ts";
import type { Digest, Setup } from "../src/domain/digest.ts";
import { openStore } from "../src/store/open.ts";

const DAY = 24 * 60 * 60_000;
/** Of each channel that has a digest. */
const MEMBERS = 40;
const BOT = "U0WHOSOUT";

/** So many digests, each for a channel of its own, at nine on working days: of five, two are about who is in it, two about a team, one about everybody. */
export function digestsOf(count: number, company: { users: { id: string }[]; orgUnits: { id: string }[] }) {
  const { users, orgUnits } = company;
  const some = <T>(all: readonly T[], at: number) => all[at % all.length] as T;
  const channels = Array.from({ length: count }, (_, one): SlackChannel => {
    const members = Array.from({ length: MEMBERS }, (_, member) => some(users, one * MEMBERS + member).id);
    return { id: `C1${one}`, name: `channel-${one}`, members: [BOT, ...new Set(members)] };
  });
  const setups = channels.map(({ id }, one): Setup => {
    const unit = { kind: "unit", id: some(orgUnits, one).id } as const;
    const who: Setup["who"] =
      one % 5 < 2 ? { kind: "channel", id } : one % 5 < 4 ? { kind: "some", of: [unit] } : { kind: "everybody" };
    return { ...DAILY, channel: id, who };
  });

  /** Puts them into a store, as made the day before. */
  const add = async (databaseUrl: string, now: Date): Promise<void> => {
    const store = await openStore(databaseUrl);
    for (const [one, setup] of setups.entries()) {
      const ownerId = some(users, one).id;
      const made: Digest = { id: `d${one}`, ownerId, since: new Date(now.getTime() - DAY), setup };
      const change = { id: `made d${one}`, digestId: made.id, at: made.since, by: ownerId, change: "made" } as const;
      await store.addDigest(made, change);
    }
    await store.close();
  };
  return { channels, add };
}

const DAILY: Omit<Setup, "channel" | "who"> = {
  rhythm: "daily",
  weekdays: [1, 2, 3, 4, 5],
  time: "09:00",
  zone: "Europe/Berlin",
  language: "en",
  tells: ["today", "coming"],
  postsWhenNobody: true,
  postsOnFreeDays: false,
  followsTheDay: true,
};
