import type { BlockAction, ButtonAction, Middleware, RespondFn, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Clock } from "../domain/calendar.ts";
import type { Viewer } from "../domain/discretion.ts";
import type { Log } from "../domain/log.ts";
import { monthWith } from "../domain/month-phrase.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Question } from "../domain/whos-out.ts";
import { drawCard } from "../pictures/card.ts";
import { monthCard } from "../pictures/month.ts";
import type { Store } from "../store/store.ts";
import { type Message, noteMessage } from "../views/blocks.ts";
import { type MonthModel, monthMessage, portionsOf, readMonth, sentText, titleOf } from "../views/month.ts";
import { whosOutMessage } from "../views/whos-out.ts";
import { answer } from "./answer.ts";
import type { Asker, Askers } from "./asker.ts";
import { type AwayNeeds, askWhosOut } from "./away.ts";
import { type Channels, checkChannel, checkMember } from "./channel.ts";
import { whyNotThere } from "./digest-may.ts";
import { askMonth } from "./month-facts.ts";
import { isFirstTime } from "./once.ts";
import { PictureRefused, type Pictures, type Target } from "./pictures.ts";
import { forReading } from "./reading.ts";
import { slackErrorOf } from "./slack-error.ts";

export type MonthNeeds = AwayNeeds & {
  askers: Askers;
  channels: Channels;
  pictures: Pictures;
  slack: WebClient;
  store: Pick<Store, "takeOnce">;
  clock: Clock;
  log: Log;
};
type Via = { respond: RespondFn; client: WebClient };
type Press = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

const HOUR = 3600 * 1000;
/** Of one person's, and of a channel's. They tell absences, and as files they would stay in Slack for ever. */
const SHOWN_MS = { person: 24 * HOUR, channel: 30 * 24 * HOUR };
/** Slack's channels, and no direct messages, where there is nobody to share with. */
const CHANNEL = /^[CG]/;

/** "Month as a picture", under an answer. */
export const monthShow =
  (needs: MonthNeeds): Middleware<Press> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { question } = carriedBy(action);
    if (!(await isFirstTime("picture", body, needs))) return;
    await sendMonth(question, body.channel?.id, asker, { respond, client }, forReading(needs));
  };

/** Another month or other people, in place of the picture with the button. */
export const monthTurn =
  (needs: MonthNeeds): Middleware<Press> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { question, from } = carriedBy(action);
    const [channel, ts] = [body.channel?.id, body.message?.ts];
    if (channel === undefined || ts === undefined) throw new ProblemError({ kind: "stale-button" });
    await showMonth(question, from, { channel, ts }, asker, { respond, client }, forReading(needs));
  };

/** Posts the picture to the channel that it was asked in, in the form that everybody may read. */
export const monthShare =
  (needs: MonthNeeds): Middleware<Press> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { question, from: channel } = carriedBy(action);
    if (channel === undefined) throw new ProblemError({ kind: "stale-button" });
    await checkChannel(needs.channels, channel);
    await checkMember(needs.channels, question.who, asker.slackId);
    if (!(await needs.channels.isIn(channel, asker.slackId))) throw new ProblemError({ kind: "not-in-channel" });
    const { texts } = asker;
    if (!(await isFirstTime("share", body, needs))) return;
    const reason = await whyNotThere(channel, asker, needs, { joins: true });
    const said = reason ?? (await share(question, channel, asker, forReading(needs)));
    await answer({ respond, client }, asker.slackId, noteMessage(said ?? texts.picture.posted(`<#${channel}>`)));
  };

/** Sends the picture of a month as a direct message, and says so where it was asked. */
export async function sendMonth(
  question: Question,
  from: string | undefined,
  asker: Asker,
  via: Via,
  needs: MonthNeeds,
): Promise<void> {
  const place = await showMonth(question, from, { channel: asker.slackId }, asker, via, needs);
  // Whoever asked in the direct messages sees it come.
  if (!place || place.channel === from) return;
  const link = await via.client.chat.getPermalink({ channel: place.channel, message_ts: place.ts }).then(
    ({ permalink }) => permalink,
    (error: unknown) => {
      needs.log.info({ slackError: slackErrorOf(error) ?? "no answer" }, "a picture goes without a link to it");
      return undefined;
    },
  );
  await answer(via, asker.slackId, noteMessage(sentText(link, asker.texts)));
}

/** Where Slack does not take the picture, the same is told in words. @returns where the picture stands, if it does */
async function showMonth(
  asked: Question,
  from: string | undefined,
  target: Target,
  asker: Asker,
  via: Via,
  needs: MonthNeeds,
): Promise<(Target & { ts: string }) | undefined> {
  const question = { ...asked, span: monthWith(asked.span, asker.today) };
  await checkMember(needs.channels, question.who, asker.slackId);
  const viewer = await needs.askers.viewer(asker);
  const model = await askMonth(question, viewer, asker, needs);
  try {
    if (model.rows.length > 0) {
      const share = from !== undefined && CHANNEL.test(from) ? { from } : {};
      return await draw({ ...model, ...share }, { ...target, readerId: asker.slackId }, SHOWN_MS.person, asker, needs);
    }
    await answer(via, asker.slackId, await inWords(question, viewer, asker, needs));
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error;
    needs.log.warn({ slackError: error.message }, "Slack did not take a picture");
    const { withoutScope, refused } = asker.texts.picture;
    const why = noteMessage(error.message === "missing_scope" ? withoutScope : refused);
    await answer(via, asker.slackId, under(why, await inWords(question, viewer, asker, needs)));
  }
  return undefined;
}

/** @returns what keeps the bot from posting there, if anything does */
async function share(asked: Question, channel: string, asker: Asker, needs: MonthNeeds): Promise<string | undefined> {
  const question = { ...asked, span: monthWith(asked.span, asker.today) };
  const model = await askMonth(question, { kind: "channel" }, asker, needs);
  try {
    await draw({ ...model, sharedBy: asker.slackId }, { channel }, SHOWN_MS.channel, asker, needs);
    return undefined;
  } catch (error) {
    if (!(error instanceof PictureRefused)) throw error;
    needs.log.warn({ slackError: error.message }, "Slack did not take a picture for a channel");
    return asker.texts.picture.cannotPost(`<#${channel}>`);
  }
}

function draw(model: MonthModel, target: Target, forMs: number, { texts }: Asker, { pictures }: MonthNeeds) {
  const title = titleOf(model, texts);
  const cards = portionsOf(model.rows).map((rows) => drawCard(monthCard(model, rows, title, texts)));
  return pictures.show(target, cards, (fileIds) => monthMessage(model, fileIds, texts), forMs);
}

async function inWords(question: Question, viewer: Viewer, asker: Asker, needs: MonthNeeds): Promise<Message> {
  return whosOutMessage(await askWhosOut({ ...question, page: 0 }, viewer, asker, needs), asker.texts);
}

function under(top: Message, { text, blocks, plain }: Message): Message {
  return {
    text: `${top.text}\n${text}`,
    blocks: [...top.blocks, ...blocks],
    ...(plain && { plain: [...top.blocks, ...plain] }),
  };
}

function carriedBy({ value }: ButtonAction) {
  const asked = readMonth(value);
  if (!asked) throw new ProblemError({ kind: "stale-button" });
  return asked;
}
