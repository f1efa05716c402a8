import type {
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Digests } from "../digests/digests.ts";
import type { Clock } from "../domain/calendar.ts";
import { type Digest, type Setup, TELLS, type Tell } from "../domain/digest.ts";
import type { Log } from "../domain/log.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Store } from "../store/store.ts";
import { LANGUAGES, textsFor } from "../texts/texts.ts";
import { noteMessage, typedText } from "../views/blocks.ts";
import { digestMessage, tellsNothing } from "../views/digest.ts";
import {
  type DigestDraft,
  type DigestFaults,
  type DigestPurpose,
  digestErrors,
  digestForm,
  faultLines,
  previewWindow,
  readDigestForm,
  setupOf,
} from "../views/digest-form.ts";
import { windowNote } from "../views/window.ts";
import { answer } from "./answer.ts";
import type { Asker, Askers } from "./asker.ts";
import type { AwayNeeds } from "./away.ts";
import { type Channels, lookedAtOnce } from "./channel.ts";
import { digestList } from "./digest-list.ts";
import { mayChange, nameOfChannel, whyNotThere } from "./digest-may.ts";
import { nextDayOf, nextText, sinceOf } from "./digest-next.ts";
import type { Homes } from "./homes.ts";
import { limitOf, openWindow, type WindowNeeds } from "./window.ts";

export type DigestNeeds = AwayNeeds &
  WindowNeeds & {
    askers: Askers;
    channels: Channels;
    digests: Pick<Digests, "preview" | "sendNow" | "isFree">;
    homes: Pick<Homes, "changed" | "tell">;
    store: Store;
    slack: WebClient;
    /** The admin lets birthdays be told. */
    hasBirthdays: boolean;
    clock: Clock;
    log: Log;
    newId: () => string;
  };

/** A submission must be acknowledged within three seconds. */
const LOOK_WITHIN_MS = 2000;

/** `/digest`, `/digest list`, `/digest help` */
export const digest =
  (needs: DigestNeeds): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, command, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(command.user_id, command.team_id);
    const { texts, slackId } = asker;
    const text = typedText(command.text);
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
      language: texts.language.code,
      whose: "everybody",
      parts: [],
      tells: ["today", "coming"],
      postsWhenNobody: true,
      postsOnFreeDays: false,
      followsTheDay: true,
    };
    const purpose = { id: needs.newId(), isNew: true };
    await openForm({ client, triggerId: command.trigger_id }, async () => ({ purpose, draft }), asker, needs);
  };

/** Opens the form, filled in, or says in its place why not. */
export async function openForm(
  via: { client: WebClient; triggerId: string },
  build: () => Promise<{ purpose: DigestPurpose; draft: DigestDraft } | { refusal: string }>,
  { texts }: Asker,
  needs: DigestNeeds,
): Promise<void> {
  const tells = TELLS.filter((tell: Tell) => tell !== "birthdays" || needs.hasBirthdays);
  const title = texts.digest.form.title;
  const shown = async () => {
    const filled = await build();
    return {
      now:
        "refusal" in filled
          ? windowNote([filled.refusal], title, texts)
          : digestForm({ ...filled, tells, languages: LANGUAGES }, texts),
    };
  };
  await openWindow({ ...via, title }, shown, texts, needs);
}

/** "Preview" in the form: the next message, over it. */
export const digestPreview =
  (needs: DigestNeeds): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> =>
  async ({ ack, body, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts } = asker;
    const read = body.view && readDigestForm(body.view, LANGUAGES);
    if (!read) throw new ProblemError({ kind: "stale-button" });
    const title = texts.digest.form.previewTitle;
    const build = async () => {
      const asked = setupOf(read.draft, texts);
      if ("faults" in asked) return { now: windowNote(faultLines(asked.faults, texts), title, texts) };
      const { setup } = asked;
      const fault = await whyNotThere(setup.channel, asker, needs, { joins: false });
      // The bot may still be invited; another channel's members are nobody's business.
      if (fault && setup.who.kind === "channel") return { now: windowNote([fault], title, texts) };
      const { id } = read.purpose;
      const day = await nextDayOf({ id, setup }, { ...needs, isFree: needs.digests.isFree });
      const model = await needs.digests.preview(id, setup, day);
      const message =
        setup.postsWhenNobody || !tellsNothing(model) ? digestMessage(model, textsFor(setup.language)) : undefined;
      return { now: previewWindow(nextText(setup, day, needs.clock(), texts), message, texts) };
    };
    await openWindow({ client, triggerId: body.trigger_id, title, isPushed: true }, build, texts, needs);
  };

/** The form is sent. */
export const digestSave =
  (needs: DigestNeeds): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> =>
  async ({ ack, body, view }) => {
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts, slackId } = asker;
    const say = texts.digest.form;
    const read = readDigestForm(view, LANGUAGES);
    if (!read) throw new ProblemError({ kind: "stale-button" });
    const refuse = (faults: DigestFaults) => ack({ response_action: "errors", errors: digestErrors(faults) });
    const note = (line: string) =>
      ack({ response_action: "update", view: windowNote([line], texts.digest.form.title, texts) });
    const asked = setupOf(read.draft, texts);
    if ("faults" in asked) return refuse(asked.faults);

    const { setup } = asked;
    const { id } = read.purpose;
    const once = { ...needs, channels: lookedAtOnce(needs.channels) };
    const inTime = limitOf(LOOK_WITHIN_MS, needs.sleep);
    const isFree = async (...of: Parameters<Digests["isFree"]>) => (await inTime(needs.digests.isFree(...of)))?.value;
    const [judged, day] = await Promise.all([
      inTime(judge(read.purpose, setup, asker, once)),
      nextDayOf({ id, setup }, { ...needs, isFree }),
    ]);
    if (!judged) return refuse({ channel: say.slow });
    const { fault, refusal, before } = judged.value;
    if (fault !== undefined) return refuse({ channel: fault });
    if (refusal !== undefined) return note(refusal);

    const at = needs.clock();
    const noted = () => ({ id: needs.newId(), digestId: id, at, by: slackId });
    if (before) {
      const since = await sinceOf(before, setup, at, needs.store);
      await needs.store.changeDigest(id, { setup, since }, { ...noted(), change: "changed" });
    } else if (
      !(await needs.store.addDigest({ id, setup, ownerId: slackId, since: at }, { ...noted(), change: "made" }))
    ) {
      return note(say.alreadySaved);
    }
    if (before?.paused && isMended(before, setup)) {
      await needs.store.resumeDigest(id, at, { ...noted(), change: "resumed" });
    }
    needs.homes.changed(before?.ownerId ?? slackId);
    const channel = await nameOfChannel(setup.channel, once);
    const when = nextText(setup, day, at, texts);
    if (!before?.paused) return note(say.saved(channel, when));
    await note(isMended(before, setup) ? say.resumed(channel, when) : say.savedPaused(channel));
  };

/** What speaks against saving a form, at its channel or at all; else the digest as it was before, where there was one. */
async function judge(
  { id, isNew }: DigestPurpose,
  setup: Setup,
  asker: Asker,
  needs: DigestNeeds,
): Promise<{ fault?: string; refusal?: string; before?: Digest }> {
  const say = asker.texts.digest.told;
  const before = isNew ? undefined : await needs.store.getDigest(id);
  if (!isNew && !before) return { refusal: say.gone };
  if (before && !(await mayChange(before, asker, needs))) return { refusal: say.mayNot };
  const fault = await whyNotThere(setup.channel, asker, needs, { joins: true });
  return { ...(fault !== undefined && { fault }), ...(before && { before }) };
}

/** Whether what paused a digest was something of the setup that is another now: whom it is about, what it tells, its channel. */
function isMended({ paused, setup: before }: Digest, setup: Setup): boolean {
  if (paused === "gone" || paused === "unfit") return true;
  return paused !== "wished" && before.channel !== setup.channel;
}
