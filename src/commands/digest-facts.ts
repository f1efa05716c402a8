import { addDays, type Day, wallClock } from "../domain/calendar.ts";
import type { DeliveryOutcome, Digest } from "../domain/digest.ts";
import { leaveOut } from "../domain/problem.ts";
import type { Who } from "../domain/whos-out.ts";
import type { Texts } from "../texts/texts.ts";
import type { ListedDigest } from "../views/digest-list.ts";
import type { Asker } from "./asker.ts";
import type { AwayNeeds } from "./away.ts";
import { lookedAtOnce } from "./channel.ts";
import type { DigestNeeds } from "./digest.ts";
import { mayChange } from "./digest-may.ts";
import { nextDay } from "./digest-next.ts";
import { nameOfWho } from "./who.ts";

/** What it takes to show digests. */
export type DigestsShown = AwayNeeds &
  Pick<DigestNeeds, "askers" | "channels" | "store" | "clock" | "log" | "newId"> & {
    digests: Pick<DigestNeeds["digests"], "isFree">;
  };

/** The asker's own, the first `most` of them, and how many there are besides. */
export async function ownDigests(
  asker: Asker,
  most: number,
  needs: DigestsShown,
): Promise<{ listed: ListedDigest[]; left: number }> {
  const found = await needs.store.digestsOf({ ownerId: asker.slackId });
  const shown = found.slice(0, most);
  return { listed: await digestsListed(shown, asker, needs), left: found.length - shown.length };
}

/** Digests as they are listed, with what the asker may do about each. */
export async function digestsListed(
  digests: readonly Digest[],
  asker: Asker,
  needs: DigestsShown,
): Promise<ListedDigest[]> {
  const { store, clock } = needs;
  const once = { ...needs, channels: lookedAtOnce(needs.channels) };
  const [lasts, settled] = await Promise.all([
    store.lastDeliveries(digests.map(({ id }) => id)),
    // Yesterday in UTC is not after today anywhere.
    store.settledSlots(addDays(wallClock(clock(), "UTC").day, -1)),
  ]);
  return Promise.all(digests.map((digest) => listedOf(digest, lasts.get(digest.id), settled, asker, once)));
}

async function listedOf(
  digest: Digest,
  last: { day: Day; outcome: DeliveryOutcome } | undefined,
  settled: ReadonlySet<string>,
  asker: Asker,
  needs: DigestsShown,
): Promise<ListedDigest> {
  const { texts, zone, today } = asker;
  const say = texts.digest;
  const { id, setup, paused } = digest;
  const [changes, whose, may, next] = await Promise.all([
    needs.store.changesOfDigest(id),
    whoseText(setup.who, texts, needs),
    mayChange(digest, asker, needs),
    paused ? undefined : nextDay(digest, needs.clock(), settled, needs.digests.isFree),
  ]);
  const dayOf = (at: Date) => texts.away.day(wallClock(at, zone).day, today);
  const noted = [...new Set([changes[0], changes.at(-1)])].filter((change) => change !== undefined);
  return {
    channel: setup.channel,
    rhythm: say.rhythm(setup),
    lines: [
      say.list.about(whose, say.tells(setup.tells)),
      ...(paused ? [say.list.paused(paused)] : []),
      ...(next ? [say.list.next(texts.away.day(next, today), setup.time)] : []),
    ],
    notes: [
      ...(last ? [say.list.last(texts.away.day(last.day, today), last.outcome)] : []),
      ...noted.map(({ change, by, at }) => say.list.change(change, byText(by, texts), dayOf(at))),
    ],
    isPaused: paused !== undefined,
    ...(may && { handle: { id, nonce: needs.newId() } }),
  };
}

function byText(by: string | undefined, { digest: { list } }: Texts): string {
  if (by === undefined) return list.bot;
  return by === "" ? list.somebody : `<@${by}>`;
}

/** Whom a digest is about. What cannot be read now is not gone. */
async function whoseText(who: Who, texts: Texts, { directory, log }: DigestsShown): Promise<string> {
  const say = texts.digest.whose;
  if (who.kind === "everybody" || who.kind === "channel") return say[who.kind];
  const of = await nameOfWho(who, directory, texts).catch(leaveOut(log, { name: say.some }));
  if (of) return of.name;
  const { orgUnits, workplaces } = await directory.places();
  return orgUnits.size + workplaces.size === 0 ? say.some : say.gone;
}
