import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { DeliveryOutcome, Digest, Setup } from "../domain/digest.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Texts } from "../texts/texts.ts";
import { type Message, noteMessage } from "../views/blocks.ts";
import { mentionOf, resumeMessage } from "../views/digest.ts";
import type { DigestDraft } from "../views/digest-form.ts";
import { digestListMessage, MOST_LISTED, readDigestHandle } from "../views/digest-list.ts";
import { readQuestion } from "../views/question.ts";
import { whosOutMessage } from "../views/whos-out.ts";
import { answer, replyTo } from "./answer.ts";
import type { Asker } from "./asker.ts";
import { askWhosOut } from "./away.ts";
import { checkMember, lookedAtOnce } from "./channel.ts";
import { type DigestNeeds, openForm } from "./digest.ts";
import { digestsListed } from "./digest-facts.ts";
import { mayChange, whyNotThere } from "./digest-may.ts";
import { isAtHome } from "./home.ts";
import { forReading } from "./reading.ts";
import { namesOfParts } from "./who.ts";

type ButtonPress = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** Those of a channel, and after them the asker's own of others. */
export async function digestList(asker: Asker, channel: string, needs: DigestNeeds): Promise<Message> {
  const found = await needs.store.digestsOf({ channel, ownerId: asker.slackId });
  const isHere = ({ setup }: Digest) => setup.channel === channel;
  const sorted = [...found.filter(isHere), ...found.filter((one) => !isHere(one))];
  const shown = sorted.slice(0, MOST_LISTED);
  return digestListMessage(await digestsListed(shown, asker, needs), asker.texts, {
    title: asker.texts.digest.list.title,
    left: found.length - shown.length,
  });
}

/** The week after, under a posted digest: the answer beside it, for the one who pressed alone. */
export const digestShow =
  (needs: DigestNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const question = readQuestion(action.value);
    if (!question) throw new ProblemError({ kind: "stale-button" });
    await checkMember(needs.channels, question.who, asker.slackId);
    const reading = forReading(needs);
    const model = await askWhosOut(question, await reading.askers.viewer(asker), asker, reading);
    await answer({ respond, client }, asker.slackId, whosOutMessage(model, asker.texts));
  };

/** "Why am I seeing this?": who set it up, and what can be done about it. */
export const digestWhy =
  (needs: DigestNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const handle = readDigestHandle(action.value);
    if (!handle) throw new ProblemError({ kind: "stale-button" });
    const digest = await needs.store.getDigest(handle.id);
    const message = digest
      ? digestListMessage(await digestsListed([digest], asker, needs), asker.texts)
      : noteMessage(asker.texts.digest.told.gone);
    await answer({ respond, client }, asker.slackId, message);
  };

/** "Edit": the form, filled with what was chosen. */
export const digestEdit =
  (needs: DigestNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const build = async () => {
      const found = await changeable(action, asker, needs);
      if ("refusal" in found) return found;
      const { id, setup } = found.digest;
      return { purpose: { id, isNew: false }, draft: await draftOf(setup, asker.texts, needs) };
    };
    await openForm({ client, triggerId: body.trigger_id }, build, asker, needs);
  };

/** What a digest was set up with, as the form has it. */
async function draftOf(setup: Setup, texts: Texts, { directory }: DigestNeeds): Promise<DigestDraft> {
  const { who, ...rest } = setup;
  const parts = who.kind === "some" ? who.of : [];
  const names = await namesOfParts(parts, directory, texts);
  return {
    ...rest,
    whose: who.kind === "some" || who.kind === "channel" ? who.kind : "everybody",
    parts: parts.map((part, index) => ({ part, name: names[index] ?? part.id })),
  };
}

type Deed = "paused" | "resumed" | "sent" | "deleted";

/** Pause, Resume, Send now, Delete: done, noted, and told in place of the buttons. */
export const digestDo =
  (deed: Deed, needs: DigestNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const reply = replyTo({ respond, client, body }, asker.slackId, needs.homes);
    const once = { ...needs, channels: lookedAtOnce(needs.channels) };
    const found = await changeable(action, asker, once);
    if ("refusal" in found) return reply(noteMessage(found.refusal));
    const { digest } = found;
    const refusal = await whyNotDone(deed, digest, asker, once);
    if (refusal) return reply(refusal);
    const told = await done(deed, found, asker, needs);
    if (digest.ownerId) needs.homes.changed(digest.ownerId);
    if (told) return reply(told, { replace: deed === "deleted" });
    // App Home shows by itself how it stands now.
    if (isAtHome(body)) return;
    const now = await needs.store.getDigest(digest.id);
    const message = now
      ? digestListMessage(await digestsListed([now], asker, needs), asker.texts)
      : noteMessage(asker.texts.digest.told.gone);
    await reply(message, { replace: body.container.is_ephemeral === true });
  };

/** To post needs the channel; to be silent does not. */
async function whyNotDone(deed: Deed, digest: Digest, asker: Asker, needs: DigestNeeds): Promise<Message | undefined> {
  if (deed !== "resumed" && deed !== "sent") return undefined;
  const { texts } = asker;
  const { channel } = digest.setup;
  if (deed === "sent" && digest.paused) {
    return resumeMessage(digest.id, texts.digest.told.isPaused(mentionOf(channel)), texts);
  }
  const fault = await whyNotThere(channel, asker, needs, { joins: true });
  return fault === undefined ? undefined : noteMessage(fault);
}

/** @returns what there is to say of it; undefined: how it stands now says it */
async function done(
  deed: Deed,
  { digest, nonce }: { digest: Digest; nonce?: string },
  { slackId, texts }: Asker,
  needs: DigestNeeds,
): Promise<Message | undefined> {
  const at = needs.clock();
  const change = { id: needs.newId(), digestId: digest.id, at, by: slackId, change: deed };
  switch (deed) {
    case "paused":
      await needs.store.pauseDigest(digest.id, "wished", change);
      return undefined;
    case "resumed":
      await needs.store.resumeDigest(digest.id, at, change);
      return undefined;
    case "deleted":
      await needs.store.removeDigest(digest.id, change);
      return noteMessage(texts.digest.told.deleted(mentionOf(digest.setup.channel)));
    case "sent": {
      await needs.store.noteDigestChange(change);
      const outcome = await needs.digests.sendNow(digest, nonce ?? change.id);
      return noteMessage(await sentText(outcome, digest, texts, needs));
    }
  }
}

/** What became of a message that somebody wished for at once. */
async function sentText(
  outcome: DeliveryOutcome | undefined,
  { id, setup }: Digest,
  texts: Texts,
  { store }: DigestNeeds,
): Promise<string> {
  const { told, list } = texts.digest;
  const channel = mentionOf(setup.channel);
  switch (outcome) {
    case "sent":
      return told.sent(channel);
    case undefined:
      return told.onItsWay(channel);
    case "lost":
      return told.unsure(channel);
    default: {
      const paused = (await store.getDigest(id))?.paused;
      return paused ? `${told.notPosted(channel)} ${list.paused(paused)}` : told.notPosted(channel);
    }
  }
}

/** The digest behind a button, for somebody who may change it. */
async function changeable(
  action: ButtonAction,
  asker: Asker,
  needs: DigestNeeds,
): Promise<{ digest: Digest; nonce?: string } | { refusal: string }> {
  const handle = readDigestHandle(action.value);
  if (!handle) throw new ProblemError({ kind: "stale-button" });
  const digest = await needs.store.getDigest(handle.id);
  const say = asker.texts.digest.told;
  if (!digest) return { refusal: say.gone };
  if (!(await mayChange(digest, asker, needs))) return { refusal: say.mayNot };
  return { digest, ...(handle.nonce && { nonce: handle.nonce }) };
}
