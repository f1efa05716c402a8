import type {
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
} from "@slack/bolt";
import { weekOf } from "../domain/calendar.ts";
import { readDayPhrase } from "../domain/day-phrase.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Message, noteMessage, quoted, typedText } from "../views/blocks.ts";
import { hoursMessage, hoursWindow, readHoursQuestion, whoseHoursMessage } from "../views/hours.ts";
import { answer } from "./answer.ts";
import type { Asker } from "./asker.ts";
import { askHours, type HoursNeeds } from "./hours-facts.ts";
import { whoseHours } from "./hours-whose.ts";
import { forReading } from "./reading.ts";
import { personCalled } from "./who.ts";
import { openWindow, turnWindow, type WindowNeeds } from "./window.ts";

type Needs = HoursNeeds & WindowNeeds;
type ButtonPress = SlackActionMiddlewareArgs<BlockAction<ButtonAction>>;

/** `/hours [when] [@report]` */
export const hours =
  (needs: Needs): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, command, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(command.user_id, command.team_id);
    const text = typedText(command.text);
    await answer({ respond, client }, asker.slackId, await answerTo(text, asker, forReading(needs)));
  };

/** A button that asks for other days, or for one of several people. In a window, the answer comes there. */
export const hoursShow =
  (needs: Needs): Middleware<ButtonPress> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts } = asker;
    const question = readHoursQuestion(action.value);
    if (!question) throw new ProblemError({ kind: "stale-button" });
    const asking = askHours(question, asker, forReading(needs));
    if (body.view) {
      const window = asking.then((model) => hoursWindow(model, texts));
      return turnWindow({ client, view: body.view }, window, texts, needs);
    }
    await answer({ respond, client }, asker.slackId, hoursMessage(await asking, texts), { replace: true });
  };

/** A button that opens a window with the asker's own hours of this week. */
export const hoursOpen =
  (needs: Needs): Middleware<ButtonPress> =>
  async ({ ack, body, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const { texts, today } = asker;
    const asked = { span: weekOf(today) };
    const build = async () => ({ now: hoursWindow(await askHours(asked, asker, forReading(needs)), texts) });
    await openWindow({ client, triggerId: body.trigger_id, title: texts.hours.windowTitle }, build, texts, needs);
  };

async function answerTo(text: string, asker: Asker, needs: HoursNeeds): Promise<Message> {
  const { texts, today } = asker;
  if (/^(help|hilfe|\?)$/i.test(text)) return noteMessage(texts.hours.help(needs.supervisorsSeeHours));
  const when = readDayPhrase(text, today, { isOfThePast: true });
  if ("problem" in when) return noteMessage(texts.hours.badDays[when.problem](quoted(when.phrase)));
  const span = when.span ?? weekOf(today);
  // A name that holds a day: "Anna Freitag".
  const named = when.span && when.rest !== "" ? await personCalled(text, needs.directory) : undefined;
  if (named) return hoursMessage(await askHours({ span: weekOf(today), personId: named.id }, asker, needs), texts);
  const whose = await whoseHours(when.rest, asker, needs);
  if ("choices" in whose) return whoseHoursMessage(when.rest, span, whose.choices, texts);
  return hoursMessage(await askHours({ span, ...whose }, asker, needs), texts);
}
