import type {
  BlockAction,
  ButtonAction,
  GlobalShortcut,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from "@slack/bolt";
import { type Span, weekOf } from "../domain/calendar.ts";
import { type DayPhrase, readDayPhrase } from "../domain/day-phrase.ts";
import { readMonthPhrase } from "../domain/month-phrase.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Question } from "../domain/whos-out.ts";
import type { Directory } from "../personio/directory.ts";
import { type Message, noteMessage, quoted, typedText } from "../views/blocks.ts";
import { readQuestion } from "../views/question.ts";
import { soFarMessage, type WhosOutModel, whichMessage, whosOutMessage, whosOutWindow } from "../views/whos-out.ts";
import { answer, answerAll } from "./answer.ts";
import type { Asker } from "./asker.ts";
import { askWhosOut } from "./away.ts";
import { checkChannel, checkMember } from "./channel.ts";
import { type MonthNeeds, sendMonth } from "./month.ts";
import { isFirstTime } from "./once.ts";
import { forReading } from "./reading.ts";
import { tellingSoFar } from "./so-far.ts";
import { type Found, findWho, mentioned, personCalled, placeCalled } from "./who.ts";
import { openWindow, turnWindow, type WindowNeeds } from "./window.ts";

type Needs = MonthNeeds & WindowNeeds;
type ButtonPress = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** `/whosout [month] [when] [who]` */
export const whosOut =
  (needs: Needs): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, command, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(command.user_id, command.team_id);
    const via = { respond, client };
    const text = typedText(command.text);
    if (/^(help|hilfe|\?)$/i.test(text)) return answer(via, asker.slackId, noteMessage(asker.texts.whosOut.help));

    const reading = forReading(needs);
    const month = readMonthPhrase(text);
    const isMonth = month !== undefined && !(await placeCalled(text, reading.directory));
    const asked = isMonth ? await monthAsked(month, asker, reading) : await understand(text, asker, reading);
    if ("message" in asked) return answer(via, asker.slackId, asked.message);
    if (isMonth) return sendMonth(asked.question, command.channel_id, asker, via, reading);
    const tell = (message: Message) => answer(via, asker.slackId, message);
    await tell(whosOutMessage(await told(asked.question, asker, reading, tell), asker.texts));
  };

/** The global shortcut, from anywhere in Slack, or a button: a window with who is out this week. */
export const whosOutOpen =
  (needs: Needs): Middleware<SlackShortcutMiddlewareArgs<GlobalShortcut> | ButtonPress> =>
  async ({ ack, body, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts, today } = asker;
    const question: Question = { span: weekOf(today), who: { kind: "everybody" }, page: 0 };
    const build = async () => ({ now: whosOutWindow(await told(question, asker, forReading(needs)), texts) });
    await openWindow({ client, triggerId: body.trigger_id, title: texts.whosOut.windowTitle }, build, texts, needs);
  };

/** A button that asks another question: turns the page, or picks one of several. In a window, the answer comes there. */
export const whosOutShow =
  (needs: Needs): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts } = asker;
    const question = questionIn(action);
    await checkMember(needs.channels, question.who, asker.slackId);
    if (body.view) {
      const window = told(question, asker, forReading(needs)).then((model) => whosOutWindow(model, texts));
      return turnWindow({ client, view: body.view }, window, texts, needs);
    }
    const tell = (message: Message) => answer({ respond, client }, asker.slackId, message, { replace: true });
    await tell(whosOutMessage(await told(question, asker, forReading(needs), tell), texts));
  };

/** Posts the answer to the channel, in the form that everybody may read. */
export const whosOutShare =
  (needs: Needs): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const question = questionIn(action);
    await checkChannel(needs.channels, body.channel?.id);
    await checkMember(needs.channels, question.who, asker.slackId);
    const model = await askWhosOut(question, { kind: "channel" }, asker, forReading(needs));
    if (!(await isFirstTime("share", body, needs))) return;
    await answerAll({ respond, client }, whosOutMessage({ ...model, sharedBy: asker.slackId }, asker.texts));
  };

/** "month", or "month Design": of the asker's team, where nobody else is meant. */
async function monthAsked(rest: string, asker: Asker, needs: Needs): Promise<Understood> {
  const asked = await understand(rest, asker, needs);
  if ("message" in asked || asked.who !== "") return asked;
  const mine = await findWho("my team", asker, needs);
  return { ...asked, question: { ...asked.question, ...(mine.kind === "found" && { who: mine.who }) } };
}

type Understood = { question: Question; who: string } | { message: Message };

/** What is asked, or what is to be said instead. */
async function understand(text: string, asker: Asker, needs: Needs): Promise<Understood> {
  const { texts } = asker;
  const asked = await read(text, asker, needs);
  if ("problem" in asked) return { message: noteMessage(texts.whosOut.badDays[asked.problem](quoted(asked.phrase))) };
  const { span, who, found } = asked;
  switch (found.kind) {
    case "found":
      return { question: { span, who: found.who, page: 0 }, who };
    case "several":
      return { message: whichMessage(who, span, found.choices, texts) };
    case "slack-only":
      return { message: noteMessage(texts.whoIs.slackOnly(`<@${found.slackId}>`)) };
    case "no-team":
      return { message: noteMessage(texts.whosOut.noTeam) };
    case "nobody":
      return { message: noteMessage(texts.whosOut.notFound(quoted(who))) };
  }
}

/**
 * As the asker may see it.
 * @param tell where reading takes long, tells meanwhile what is read so far; a window says itself that it takes its time
 */
function told(question: Question, asker: Asker, needs: Needs, tell?: (message: Message) => Promise<void>) {
  const viewer = needs.askers.viewer(asker);
  const ask = (directory: Directory): Promise<WhosOutModel> =>
    askWhosOut(question, viewer, asker, { ...needs, directory });
  if (!tell) return ask(needs.directory);
  return tellingSoFar(needs, ask, async (soFar) => {
    // Who belongs to a team, or to a channel, takes more than that to find out.
    const model = question.who.kind === "everybody" ? await ask(soFar) : undefined;
    await tell(soFarMessage(model, asker.texts));
  });
}

type Asked = { span: Span; who: string; found: Found } | Extract<DayPhrase, { problem: string }>;

/** Which days, and who. A name that holds a day ("24/7 Support", "Anna Freitag") is a name, when Personio knows it. */
async function read(text: string, asker: Asker, needs: Needs): Promise<Asked> {
  const thisWeek = weekOf(asker.today);
  const when = readDayPhrase(text, asker.today);
  const named = "rest" in when && when.rest === text ? undefined : await placeCalled(text, needs.directory);
  if (named) return { span: thisWeek, who: text, found: { kind: "found", who: named } };
  if ("problem" in when) return when;

  const found = await findWho(when.rest, asker, needs);
  const isPlace = found.kind === "found" && (found.who.kind === "unit" || found.who.kind === "workplace");
  if (when.span && when.rest !== "" && !isPlace && !mentioned(when.rest)) {
    const person = await personCalled(text, needs.directory);
    if (person) return { span: thisWeek, who: text, found: { kind: "found", who: person } };
  }
  return { span: when.span ?? thisWeek, who: when.rest, found };
}

function questionIn(action: ButtonAction): Question {
  const question = readQuestion(action.value);
  if (!question) throw new ProblemError({ kind: "stale-button" });
  return question;
}
