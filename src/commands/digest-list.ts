import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from "@slack/bolt";
import { wallClock } from "../domain/calendar.ts";
import type { Digest } from "../domain/digest.ts";
import { ProblemError } from "../domain/problem.ts";
import { escaped, type Message, noteMessage } from "../views/blocks.ts";
import { mentionOf } from "../views/digest.ts";
import { digestListMessage, type ListedDigest, readDigestHandle } from "../views/digest-list.ts";
import { readQuestion, whosOutMessage } from "../views/whos-out.ts";
import { answer } from "./answer.ts";
import type { Asker } from "./asker.ts";
import { askWhosOut } from "./away.ts";
import { type DigestNeeds, draftOf, mayChange, nextText, openForm, whyNotThere } from "./digest.ts";
import { nameOfWho } from "./who.ts";

type ButtonPress = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** Those of a channel, and the asker's own. */
export async function digestList(asker: Asker, channel: string, needs: DigestNeeds): Promise<Message> {
  const found = await needs.store.digestsOf({ channel, ownerId: asker.slackId });
  const listed = await Promise.all(found.map((digest) => listedOf(digest, asker, needs)));
  return digestListMessage(listed, asker.texts, asker.texts.digest.list.title);
}

async function listedOf(digest: Digest, asker: Asker, needs: DigestNeeds): Promise<ListedDigest> {
  const { texts, zone } = asker;
  const say = texts.digest;
  const { id, setup, paused } = digest;
  const [changes, lasts, of, may, next] = await Promise.all([
    needs.store.changesOfDigest(id),
    needs.store.lastDeliveries([id]),
    nameOfWho(setup.who, needs.directory, texts),
    mayChange(digest, asker, needs),
    nextText(digest, texts, needs),
  ]);
  const { kind } = setup.who;
  const whose =
    kind === "everybody" ? say.whose.everybody : kind === "channel" ? say.whose.channel : (of?.name ?? say.whose.gone);
  const last = lasts.get(id);
  const dayOf = (at: Date) => texts.away.day(wallClock(at, zone).day, asker.today);
  const noted = [...new Set([changes[0], changes.at(-1)])].filter((change) => change !== undefined);
  return {
    lines: [
      `*${mentionOf(setup.channel)}* – ${say.rhythm(setup)}`,
      escaped(say.list.about(whose, say.tells(setup.tells))),
      paused ? say.list.paused(paused) : say.list.next(next),
    ],
    notes: [
      ...(last ? [say.list.last(texts.away.day(last.day, asker.today), last.outcome)] : []),
      ...noted.map(({ change, by, at }) => say.list.change(change, by ? `<@${by}>` : say.list.bot, dayOf(at))),
    ],
    isPaused: paused !== undefined,
    ...(may && { handle: { id, nonce: needs.newId() } }),
  };
}

/** "Show next week" under a posted digest: the answer beside it, for the one who pressed alone. */
export const digestShow =
  (needs: DigestNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const question = readQuestion(action.value);
    if (!question) throw new ProblemError({ kind: "stale-button" });
    const model = await askWhosOut(question, await needs.askers.viewer(asker), asker, needs);
    await answer({ respond, client }, asker.slackId, whosOutMessage(model, asker.texts));
  };

/** "Why am I seeing this?": who set it up, and what can be done about it. */
export const digestWhy =
  (needs: DigestNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const digest = await needs.store.getDigest(action.value ?? "");
    const message = digest
      ? digestListMessage([await listedOf(digest, asker, needs)], asker.texts)
      : noteMessage(asker.texts.digest.told.gone);
    await answer({ respond, client }, asker.slackId, message);
  };

export const digestEdit =
  (needs: DigestNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const found = await changeable(action, asker, needs);
    if ("refusal" in found) return answer({ respond, client }, asker.slackId, noteMessage(found.refusal));
    const draft = await draftOf(found.digest.setup, asker.texts, needs);
    await openForm({ client, triggerId: body.trigger_id }, { id: found.digest.id, isNew: false }, draft, asker, needs);
  };

type Deed = "paused" | "resumed" | "sent" | "deleted";

/** Pause, Resume, Send now, Delete: done, noted, and told in place of the buttons. */
export const digestDo =
  (deed: Deed, needs: DigestNeeds): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const via = { respond, client };
    const found = await changeable(action, asker, needs);
    if ("refusal" in found) return answer(via, asker.slackId, noteMessage(found.refusal));
    const { digest, nonce } = found;
    const say = asker.texts.digest.told;
    const channel = mentionOf(digest.setup.channel);
    // To post needs the channel; to be silent does not.
    const posts = deed === "resumed" || deed === "sent";
    const fault = posts ? await whyNotThere(digest.setup.channel, asker, needs, { joins: true }) : undefined;
    if (fault) return answer(via, asker.slackId, noteMessage(fault));
    const at = needs.clock();
    const change = { id: needs.newId(), digestId: digest.id, at, by: asker.slackId, change: deed };
    switch (deed) {
      case "paused":
        await needs.store.pauseDigest(digest.id, "wished", change);
        break;
      case "resumed":
        await needs.store.resumeDigest(digest.id, at, change);
        break;
      case "deleted":
        await needs.store.removeDigest(digest.id, change);
        return answer(via, asker.slackId, noteMessage(say.deleted(channel)), { replace: true });
      case "sent": {
        await needs.store.noteDigestChange(change);
        await needs.digests.sendNow(digest, nonce ?? change.id);
        const last = (await needs.store.settledSlots(asker.today)).has(`${digest.id} now ${nonce ?? change.id}`);
        return answer(via, asker.slackId, noteMessage(last ? say.sent(channel) : say.onItsWay(channel)));
      }
    }
    const now = await needs.store.getDigest(digest.id);
    const message = now ? digestListMessage([await listedOf(now, asker, needs)], asker.texts) : noteMessage(say.gone);
    await answer(via, asker.slackId, message, { replace: body.container.is_ephemeral === true });
  };

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
