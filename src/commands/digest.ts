import type {
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackOptionsMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Digests } from "../digests/digests.ts";
import { type Clock, type Day, wallClock } from "../domain/calendar.ts";
import { type Digest, nextSlot, type Setup, slotOf, TELLS, type Tell } from "../domain/digest.ts";
import { foldName, nameOf } from "../domain/person.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Part } from "../domain/whos-out.ts";
import type { Store } from "../store/store.ts";
import { type Texts, textsFor } from "../texts/texts.ts";
import { noteMessage, option } from "../views/blocks.ts";
import { digestMessage, mentionOf } from "../views/digest.ts";
import {
  DIGEST_ZONE_ACTION,
  type DigestDraft,
  type DigestFaults,
  type DigestPurpose,
  digestErrors,
  digestForm,
  type NamedPart,
  partOption,
  previewWindow,
  readDigestForm,
  setupOf,
} from "../views/digest-form.ts";
import { windowNote } from "../views/time-off-form.ts";
import { answer } from "./answer.ts";
import { type Asker, type Askers, slackErrorOf } from "./asker.ts";
import type { AwayNeeds } from "./away.ts";
import type { Channels } from "./channel.ts";
import { digestList } from "./digest-list.ts";
import { namesOfParts } from "./who.ts";
import { openWindow, soon, type WindowNeeds } from "./window.ts";

export type DigestNeeds = AwayNeeds &
  WindowNeeds & {
    askers: Askers;
    channels: Channels;
    digests: Pick<Digests, "preview" | "sendNow">;
    store: Store;
    slack: WebClient;
    /** The admin lets birthdays be told. */
    hasBirthdays: boolean;
    clock: Clock;
    newId: () => string;
  };

/** A submission must be acknowledged within three seconds, an offer too. */
const LOOK_WITHIN_MS = 2000;
/** What Slack's lists hold. */
const MOST_OFFERED = 100;

/** `/digest`, `/digest list`, `/digest help` */
export const digest =
  (needs: DigestNeeds): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, command, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(command.user_id, command.team_id);
    const { texts, slackId } = asker;
    const text = (command.text ?? "").trim();
    if (/^(list|liste)$/i.test(text)) {
      return answer({ respond, client }, slackId, await digestList(asker, command.channel_id, needs));
    }
    if (text !== "") return answer({ respond, client }, slackId, noteMessage(texts.digest.help));
    const channel = /^[CG]/.test(command.channel_id) ? command.channel_id : undefined;
    const draft: DigestDraft = {
      ...(channel && { channel }),
      rhythm: "daily",
      weekdays: [1, 2, 3, 4, 5],
      time: "09:00",
      zone: asker.zone,
      language: texts.locale.startsWith("de") ? "de" : "en",
      whose: "everybody",
      parts: [],
      tells: ["today", "coming"],
      postsWhenNobody: true,
      postsOnFreeDays: false,
      followsTheDay: true,
    };
    await openForm({ client, triggerId: command.trigger_id }, { id: needs.newId(), isNew: true }, draft, asker, needs);
  };

/** Opens the form, filled in. */
export async function openForm(
  via: { client: WebClient; triggerId: string },
  purpose: DigestPurpose,
  draft: DigestDraft,
  { texts }: Asker,
  needs: DigestNeeds,
): Promise<void> {
  const tells = TELLS.filter((tell: Tell) => tell !== "birthdays" || needs.hasBirthdays);
  const title = texts.digest.form.title;
  await openWindow(
    { ...via, title },
    async () => ({ now: digestForm({ purpose, draft, tells }, texts) }),
    texts,
    needs,
  );
}

/** What a digest was set up with, as the form has it. */
export async function draftOf(setup: Setup, texts: Texts, { directory }: DigestNeeds): Promise<DigestDraft> {
  const { who, ...rest } = setup;
  const parts = who.kind === "some" ? who.of : [];
  const names = await namesOfParts(parts, directory, texts);
  return {
    ...rest,
    whose: who.kind === "some" || who.kind === "channel" ? who.kind : "everybody",
    parts: parts.map((part, index) => ({ part, name: names[index] ?? part.id })),
  };
}

/** What a list offers while somebody types: time zones, or teams, workplaces and supervisors. */
export const digestOffer =
  (needs: DigestNeeds): Middleware<SlackOptionsMiddlewareArgs<"block_suggestion">> =>
  async ({ ack, body, payload }) => {
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    if (payload.action_id === DIGEST_ZONE_ACTION) {
      const typed = foldName(payload.value).replaceAll(" ", "_");
      const zones = [asker.zone, ...Intl.supportedValuesOf("timeZone"), "UTC"];
      const found = [...new Set(zones)].filter((zone) => zone.toLowerCase().includes(typed));
      return ack({ options: found.slice(0, MOST_OFFERED).map((zone) => option(zone, zone)) });
    }
    const found = await soon(partsCalled(payload.value, asker.texts, needs), LOOK_WITHIN_MS, needs.sleep);
    await ack({ options: (found?.value ?? []).slice(0, MOST_OFFERED).map(partOption) });
  };

async function partsCalled(typed: string, texts: Texts, { directory }: DigestNeeds): Promise<NamedPart[]> {
  const { orgUnits, workplaces } = await directory.places();
  const kind = texts.whosOut.kind;
  const named = (part: Part, name: string): NamedPart => ({ part, name });
  const places = [
    ...[...orgUnits.values()].map(({ id, name, type }) => named({ kind: "unit", id }, `${name} (${kind[type]})`)),
    ...[...workplaces.values()].map(({ id, name }) => named({ kind: "workplace", id }, `${name} (${kind.workplace})`)),
  ].filter(({ name }) => foldName(name).includes(foldName(typed)));
  const people = await directory.personsByName(typed);
  return [
    ...places,
    ...people.map((person) => named({ kind: "reports", id: person.id }, texts.whosOut.reportsOf(nameOf(person)))),
  ];
}

/** "Preview" in the form: the next message, over it. */
export const digestPreview =
  (needs: DigestNeeds): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> =>
  async ({ ack, body, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts } = asker;
    const read = body.view && readDigestForm(body.view);
    if (!read) throw new ProblemError({ kind: "stale-button" });
    const title = texts.digest.form.previewTitle;
    const build = async () => {
      const asked = setupOf(read.draft, texts);
      if ("faults" in asked) return { now: windowNote(Object.values(asked.faults), texts, title) };
      const { setup } = asked;
      const fault = await whyNotThere(setup.channel, asker, needs, { joins: false });
      // The bot may still be invited; another channel's members are nobody's business.
      if (fault && setup.who.kind === "channel") return { now: windowNote([fault], texts, title) };
      const { id } = read.purpose;
      const day = await nextDay({ id, setup }, needs);
      const model = await needs.digests.preview(id, setup, day);
      return {
        now: previewWindow(
          await nextText({ id, setup }, texts, needs),
          digestMessage(model, textsFor(setup.language)),
          texts,
        ),
      };
    };
    await openWindow({ client, triggerId: body.trigger_id, title, isPushed: true }, build, texts, needs);
  };

/** The form is sent. */
export const digestSave =
  (needs: DigestNeeds): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> =>
  async ({ ack, body, view }) => {
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts, slackId } = asker;
    const read = readDigestForm(view);
    if (!read) throw new ProblemError({ kind: "stale-button" });
    const refuse = (faults: DigestFaults) => ack({ response_action: "errors", errors: digestErrors(faults) });
    const asked = setupOf(read.draft, texts);
    if ("faults" in asked) return refuse(asked.faults);
    const { setup } = asked;
    const looked = await soon(whyNotThere(setup.channel, asker, needs, { joins: true }), LOOK_WITHIN_MS, needs.sleep);
    if (!looked) return refuse({ channel: texts.digest.form.slow });
    if (looked.value !== undefined) return refuse({ channel: looked.value });

    const { id, isNew } = read.purpose;
    const at = needs.clock();
    const change = { id: needs.newId(), digestId: id, at, by: slackId };
    const title = texts.digest.form.title;
    const note = (line: string) => ack({ response_action: "update", view: windowNote([line], texts, title) });
    if (isNew) {
      const isFirst = await needs.store.addDigest(
        { id, setup, ownerId: slackId, since: at },
        { ...change, change: "made" },
      );
      if (!isFirst) return note(texts.digest.form.alreadySaved);
    } else {
      const before = await needs.store.getDigest(id);
      if (!before || !(await mayChange(before, asker, needs))) return note(texts.digest.told.gone);
      const since = lastTime(before, before.setup, at) === lastTime(before, setup, at) ? before.since : at;
      await needs.store.changeDigest(id, { setup, since }, { ...change, change: "changed" });
    }
    await note(
      texts.digest.form.saved(await nameOfChannel(setup.channel, needs), await nextText({ id, setup }, texts, needs)),
    );
  };

/** Its owner, who made its channel, or an admin of the workspace. */
export async function mayChange(
  { ownerId, setup }: { ownerId: string; setup: Pick<Setup, "channel"> },
  asker: Asker,
  needs: Pick<DigestNeeds, "askers" | "channels">,
): Promise<boolean> {
  if (ownerId === asker.slackId || (await needs.askers.isAdmin(asker))) return true;
  return (await needs.channels.info(setup.channel))?.creatorId === asker.slackId;
}

/** The latest time that came, if a digest had this setup: one that only the edit made its own is not made up for. */
function lastTime({ since }: Digest, setup: Setup, now: Date): string {
  const day = slotOf({ setup, since }, wallClock(now, setup.zone), 24)?.day;
  return `${day} ${setup.time} ${setup.zone}`;
}

type Planned = Pick<Digest, "id" | "setup">;

/** The day of the next message. When today's is settled, a later time today brings no second one. */
async function nextDay({ id, setup }: Planned, { store, clock }: Pick<DigestNeeds, "store" | "clock">): Promise<Day> {
  const wall = wallClock(clock(), setup.zone);
  const settled = await store.settledSlots(wall.day);
  return nextSlot(setup, settled.has(`${id} ${wall.day}`) ? { ...wall, time: "24:00" } : wall);
}

/** When the next message comes, in words. */
export async function nextText(
  planned: Planned,
  texts: Texts,
  needs: Pick<DigestNeeds, "store" | "clock">,
): Promise<string> {
  const { time, zone } = planned.setup;
  const today = wallClock(needs.clock(), zone).day;
  return texts.digest.next(texts.away.day(await nextDay(planned, needs), today), time, zone);
}

/** Why there can be no digest of this asker's in a channel; undefined when there can. `joins`: the bot goes in, where everybody may. */
export async function whyNotThere(
  id: string,
  { slackId, texts }: Asker,
  { channels, slack }: Pick<DigestNeeds, "channels" | "slack">,
  { joins }: { joins: boolean },
): Promise<string | undefined> {
  const say = texts.digest.fault;
  const channel = await channels.info(id);
  if (!channel) return say.unknownChannel;
  if (channel.isArchived) return say.archived;
  if (channel.isOffLimits) return say.shared;
  if (!(await channels.members(id)).has(slackId)) return say.notYours;
  if (channel.isMember) return undefined;
  if (channel.isPrivate || !joins) return say.notInvited;
  try {
    await slack.conversations.join({ channel: id });
    return undefined;
  } catch (error) {
    if (slackErrorOf(error) === undefined) throw error;
    return say.notInvited;
  }
}

/** For plain text, where a mention is only its letters. */
async function nameOfChannel(id: string, { channels }: Pick<DigestNeeds, "channels">): Promise<string> {
  const channel = await channels.info(id).catch(() => undefined);
  return channel ? `#${channel.name}` : mentionOf(id);
}
