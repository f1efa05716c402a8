import type {
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
} from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import { weekOf } from "../domain/calendar.ts";
import { readDayPhrase } from "../domain/day-phrase.ts";
import type { Viewer } from "../domain/discretion.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Question } from "../domain/whos-out.ts";
import { type Message, noteMessage, quoted, unescaped } from "../views/blocks.ts";
import { readQuestion, whichMessage, whosOutMessage } from "../views/whos-out.ts";
import { answer, answerAll } from "./answer.ts";
import type { Asker, Askers } from "./asker.ts";
import { type AwayNeeds, askWhosOut } from "./away.ts";
import { checkChannel } from "./channel.ts";
import { findWho } from "./who.ts";

type Needs = AwayNeeds & { askers: Askers; slack: WebClient };
type ButtonPress = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** `/whosout [when] [who]` */
export const whosOut =
  (needs: Needs): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, command, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(command.user_id, command.team_id);
    await answer({ respond, client }, asker.slackId, await answerTo(command.text, asker, needs));
  };

/** A button that asks another question: turns the page, or picks one of several. */
export const whosOutShow =
  (needs: Needs): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const model = await askWhosOut(questionIn(action), viewerOf(asker), asker, needs);
    await answer({ respond, client }, asker.slackId, whosOutMessage(model, asker.texts), { replace: true });
  };

/** Posts the answer to the channel, in the form that everybody may read. */
export const whosOutShare =
  (needs: Needs): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const question = questionIn(action);
    await checkChannel(needs.slack, body.channel?.id);
    const model = await askWhosOut(question, { kind: "channel" }, asker, needs);
    await answerAll({ respond, client }, whosOutMessage({ ...model, sharedBy: asker.slackId }, asker.texts));
  };

async function answerTo(typed: string, asker: Asker, needs: Needs): Promise<Message> {
  const { texts, today } = asker;
  const text = typed.trim();
  if (/^(help|hilfe|\?)$/i.test(text)) return noteMessage(texts.whosOut.help);

  const when = readDayPhrase(text, today);
  if ("problem" in when) return noteMessage(texts.whosOut.badDays[when.problem](quoted(when.phrase)));

  const span = when.span ?? weekOf(today);
  const who = unescaped(when.rest);
  const found = await findWho(who, asker, needs);
  switch (found.kind) {
    case "found":
      return whosOutMessage(await askWhosOut({ span, who: found.who, page: 0 }, viewerOf(asker), asker, needs), texts);
    case "several":
      return whichMessage(who, span, found.choices, texts);
    case "slack-only":
      return noteMessage(texts.whoIs.slackOnly(`<@${found.slackId}>`));
    case "no-team":
      return noteMessage(texts.whosOut.noTeam);
    case "nobody":
      return noteMessage(texts.whosOut.notFound(quoted(who)));
  }
}

/** Colleagues read what is told to colleagues; the person and their supervisor read more. */
function viewerOf({ person }: Asker): Viewer {
  return { kind: "person", ...(person && { personId: person.id }) };
}

function questionIn(action: ButtonAction): Question {
  const question = readQuestion(action.value);
  if (!question) throw new ProblemError({ kind: "stale-button" });
  return question;
}
