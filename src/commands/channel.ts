import type { WebClient } from "@slack/web-api";
import type { Clock } from "../domain/calendar.ts";
import type { Pause } from "../domain/digest.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import { presentable } from "../domain/presentable.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Who } from "../domain/whos-out.ts";
import { keep } from "../kept.ts";
import type { Members } from "./members.ts";
import { everyPage } from "./pages.ts";
import { slackErrorOf } from "./slack-error.ts";

/** What Slack tells of a channel. */
export type Channel = {
  id: string;
  name: string;
  isPrivate: boolean;
  isArchived: boolean;
  /** The bot is in it. */
  isMember: boolean;
  /** Another company reads along or was invited to, and the admin does not allow that: no absences there. */
  isOffLimits: boolean;
  /** Who made it, by Slack's id. */
  creatorId?: string;
};

export type Channels = ReturnType<typeof createChannels>;

const MINUTE = 60_000;
const MEMBERS = { freshMs: MINUTE, usableMs: 10 * MINUTE, max: 2000 };
/** For who asks about a thousand channels again and again: Slack gives a hundred such lists a minute. */
const MEMBERS_LATELY = { freshMs: 60 * MINUTE, usableMs: 120 * MINUTE, max: 2000 };
/** Who may: just joined is in, just removed is out. */
const MEMBERS_NOW = { freshMs: 5000, usableMs: 5000, max: 50 };
/** For one batch of messages: in each is looked whether another company reads along. None of them waits for the next look. */
const OURS = { freshMs: 8000, usableMs: 15_000, max: 1 };
/** What Slack gives at most of members and channels. */
const A_PAGE = 999;

/**
 * @param needs.slack for people who wait for an answer
 * @param needs.patient for whom nobody waits: it may wait when Slack asks for it
 * @param needs.listing the same for very many lists: who looks which channels there are does not wait for these
 */
export function createChannels(needs: {
  slack: WebClient;
  patient: WebClient;
  listing: WebClient;
  members: Pick<Members, "personsOf">;
  /** Channels that other companies read are as good as any. */
  allowsShared: boolean;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
}) {
  const { slack, patient, listing, clock, log, metrics } = needs;
  const channelOf = (channel: ListedChannel) => readChannel(channel, needs.allowsShared);

  const readMembers =
    (by: WebClient) =>
    async (channel: string): Promise<ReadonlySet<string>> =>
      new Set(
        await everyPage(async (cursor) => {
          const page = await by.conversations.members({ channel, limit: A_PAGE, ...cursor });
          return { found: page.members ?? [], next: page.response_metadata?.next_cursor };
        }),
      );
  const members = keep({ name: "members of a channel", clock, log, metrics, ...MEMBERS, load: readMembers(patient) });
  const membersLately = keep({
    name: "members of a channel lately",
    clock,
    log,
    metrics,
    ...MEMBERS_LATELY,
    load: readMembers(listing),
  });
  const membersNow = keep({
    name: "members of a channel now",
    clock,
    log,
    metrics,
    ...MEMBERS_NOW,
    load: readMembers(slack),
  });

  const mine = keep({
    name: "channels",
    clock,
    log,
    metrics,
    ...OURS,
    load: async () => {
      const listed = (types: string) =>
        everyPage(async (cursor) => {
          const page = await patient.users.conversations({
            types,
            exclude_archived: true,
            limit: A_PAGE,
            ...cursor,
          });
          return { found: page.channels ?? [], next: page.response_metadata?.next_cursor };
        });
      const found = await listed("public_channel,private_channel").catch((error: unknown) => {
        // Private channels are an optional scope of the manifest.
        if (slackErrorOf(error) === "missing_scope") return listed("public_channel");
        throw error;
      });
      return new Map(found.map((channel) => [channel.id ?? "", { ...channelOf(channel), isMember: true }]));
    },
  });

  const personsOf = async (slackIds: ReadonlySet<string>): Promise<ReadonlySet<string>> => {
    const found = await needs.members.personsOf(slackIds);
    return new Set([...found.values()].map(({ personId }) => personId));
  };

  return {
    /** Undefined where Slack does not show it to us: private ones without us, direct messages between others, deleted ones. */
    info: async (id: string): Promise<Channel | undefined> => {
      const channel = await slack.conversations.info({ channel: id }).then(
        (answer) => answer.channel,
        (error: unknown) => {
          // Whatever Slack's reason is. That it does not answer at all is another matter.
          if (slackErrorOf(error) !== undefined) return undefined;
          throw error;
        },
      );
      return channel && channelOf({ id, ...channel });
    },

    /** All that the bot is in and that are not archived, by id. One call for nearly a thousand. */
    mine: (): Promise<ReadonlyMap<string, Channel>> => mine("all"),

    /** Whether a Slack user is in a channel, as of some seconds ago at most. Not, where Slack does not show us the channel. */
    isIn: async (channel: string, slackId: string): Promise<boolean> => {
      try {
        return (await membersNow(channel)).has(slackId);
      } catch (error) {
        if (slackErrorOf(error) === "channel_not_found") return false;
        throw error;
      }
    },

    /** The persons in Personio behind the members of a channel. */
    personsIn: async (channel: string): Promise<ReadonlySet<string>> => personsOf(await members(channel)),

    /** The same, of up to two hours ago: for digests, which are about very many channels and look again all day. */
    personsLatelyIn: async (channel: string): Promise<ReadonlySet<string>> => personsOf(await membersLately(channel)),
  };
}

/** Why nothing may be posted to a channel; undefined when it may. @param channel undefined: Slack does not show it to us */
export function closedTo(channel: Channel | undefined): Pause | undefined {
  if (!channel) return "removed";
  if (channel.isArchived) return "archived";
  if (!channel.isMember) return "removed";
  return channel.isOffLimits ? "shared" : undefined;
}

/**
 * Makes sure that only this company reads a conversation before absences are posted to it.
 *
 * @throws ProblemError `shared-channel` when another company reads along or was invited to; `channel-unknown` when Slack does not
 * show us the conversation, since then nobody knows
 */
export async function checkChannel(channels: Pick<Channels, "info">, id: string | undefined) {
  const channel = id === undefined ? undefined : await channels.info(id);
  if (!channel) throw new ProblemError({ kind: "channel-unknown" });
  if (channel.isOffLimits) throw new ProblemError({ kind: "shared-channel" });
}

/**
 * Who of a channel is out is told to its members alone.
 *
 * @throws ProblemError `not-in-channel`
 */
export async function checkMember(channels: Pick<Channels, "isIn">, who: Who, slackId: string): Promise<void> {
  if (who.kind === "channel" && !(await channels.isIn(who.id, slackId))) {
    throw new ProblemError({ kind: "not-in-channel" });
  }
}

/** The same channels for one request, in which each is looked at once. */
export function lookedAtOnce<T extends Pick<Channels, "info">>(channels: T): T {
  const known = new Map<string, Promise<Channel | undefined>>();
  const info = (id: string) => {
    const asked = known.get(id) ?? channels.info(id);
    known.set(id, asked);
    return asked;
  };
  return { ...channels, info };
}

type ListedChannel = {
  id?: string;
  name?: string;
  creator?: string;
  is_private?: boolean;
  is_archived?: boolean;
  is_member?: boolean;
  is_shared?: boolean;
  is_ext_shared?: boolean;
  is_pending_ext_shared?: boolean;
  is_org_shared?: boolean;
};

function readChannel(channel: ListedChannel, allowsShared: boolean): Channel {
  // `is_shared` alone also stands for channels shared between workspaces of the same company.
  const isForeign =
    channel.is_ext_shared || channel.is_pending_ext_shared || (channel.is_shared && !channel.is_org_shared);
  return {
    id: channel.id ?? "",
    name: presentable(channel.name ?? ""),
    isPrivate: channel.is_private ?? false,
    isArchived: channel.is_archived ?? false,
    isMember: channel.is_member ?? false,
    isOffLimits: !allowsShared && isForeign === true,
    ...(channel.creator && { creatorId: channel.creator }),
  };
}
