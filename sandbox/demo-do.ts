import type { Demo } from "./demo.ts";
import { alterPerson, changesOf, entryOf } from "./demo-personio.ts";
import type { Ask } from "./demo-wire.ts";
import type { SeenForm, SeenMessage } from "./slack.ts";
import { AnswerRefused, type Exchange, NotDelivered } from "./slack-exchange.ts";
import { commandIn, sayNoSuchCommand, whyClosed } from "./slack-say.ts";

type Said = Extract<Ask, { do: "say" }>;

/** What Slack itself says of what somebody did. The page has them in German, too. */
export const SLACK_SAYS = {
  /** As Slack's clients say it: of a press, at the message; of a window, over it. */
  noAnswer: "Operation timed out. Apps need to respond within three seconds.",
  noAnswerInWindow: "We had some trouble connecting. Try again?",
  /** What the page shows may be a moment old, and so may what somebody presses there. */
  notThere: "This is not there any more, or cannot be chosen.",
  noMessage: "This message is not there any more.",
  noOffers: "Nothing could be loaded here.",
  isDown: "Slack does not answer.",
};

/**
 * Does what somebody at the page asks for. Gives what there is to answer.
 *
 * @param me their Slack id
 * @throws with a sentence for them, in Slack's own words where Slack has some
 */
export async function carryOut(demo: Demo, me: string, ask: Exclude<Ask, { do: "be" }>): Promise<unknown> {
  const { slack, personio } = demo;
  const { settings } = personio.state;
  if (isSlacks(ask) && slack.world.isDown) throw new Error(SLACK_SAYS.isDown);
  if (isInWindow(ask) && !isTopmost(slack.formOf(me), ask.view))
    return ask.do === "offer" ? { options: [] } : undefined;
  switch (ask.do) {
    case "say":
      return say(demo, me, ask);
    case "shortcut":
      return answered(slack.shortcut(me, ask.callbackId), SLACK_SAYS.noAnswer);
    case "messageShortcut":
      return answered(
        slack.messageShortcut(me, messageAt(demo, me, ask.channel, ask.ts), ask.callbackId),
        SLACK_SAYS.noAnswer,
      );
    case "press":
      return press(demo, me, ask);
    case "fill":
      return answered(slack.fill(me, ask, ask.value), SLACK_SAYS.noAnswerInWindow);
    case "offer":
      return offered(demo, me, ask);
    case "pressInWindow":
      return answered(slack.pressIn(me, ask, ask.choice), SLACK_SAYS.noAnswerInWindow);
    case "submit":
      if (Object.keys(slack.lacking(me)).length > 0) return undefined;
      return answered(slack.submit(me), SLACK_SAYS.noAnswerInWindow);
    case "dismiss":
      // It is closed whatever the bot has to say to that.
      return answered(slack.dismiss(me, { all: ask.all ?? false }), undefined);
    case "openHome":
      if (!slack.world.app.hasHome) throw new Error(`${slack.world.app.name} has no Home tab.`);
      return answered(slack.openHome(me), SLACK_SAYS.noAnswer);
    case "decide":
      return found(personio.decide(ask.periodId, ask.status));
    case "enter":
      return { id: personio.enter(entryOf(demo, ask)).id };
    case "alter":
      return found(personio.alter(ask.periodId, changesOf(demo, ask)));
    case "alterPerson":
      return alterPerson(demo, ask);
    case "erase":
      return found(personio.erase(ask.periodId));
    case "trouble": {
      const { do: _, scopes, ...rest } = ask;
      Object.assign(settings, rest, scopes && { scopes: [...scopes] });
      return undefined;
    }
    case "revokeTokens":
      return personio.revokeTokens();
    case "slackTrouble":
      return ask.isDown ? demo.slackDown() : demo.slackUp();
    case "turnClock":
      return demo.turnClock(new Date(ask.to));
    case "restartBot":
      return demo.restartBot();
    case "startOver":
      return demo.startOver();
    case "open":
      return demo.open(ask.world);
    case "detail":
      return demo.trace.find(({ number }) => number === ask.number)?.detail;
  }
}

/** Whether Slack has to be there for it: to close a window, nobody needs it. */
function isSlacks(ask: Ask): boolean {
  return [
    "say",
    "shortcut",
    "messageShortcut",
    "press",
    "fill",
    "offer",
    "pressInWindow",
    "submit",
    "openHome",
  ].includes(ask.do);
}

type InWindow = Extract<Ask, { view?: string }>;
function isInWindow(ask: Ask): ask is InWindow {
  const isElsewhere = ask.do === "offer" && (ask.ts !== undefined || ask.home === true);
  return ["fill", "offer", "pressInWindow", "submit", "dismiss"].includes(ask.do) && !isElsewhere;
}

/** Whether a window is open, and the one that was meant. */
function isTopmost(window: SeenForm | undefined, meant: string | undefined): boolean {
  return window !== undefined && (meant === undefined || meant === window.id);
}

async function say({ slack }: Demo, me: string, { channel, text }: Said): Promise<void> {
  const { world } = slack;
  const reason = whyClosed(world, me, channel);
  if (reason) throw new Error(reason);
  const typed = text.trim();
  if (typed === "") return;
  const command = commandIn(text);
  // Nobody waits for what the bot makes of a message.
  if (command === undefined) return answered(slack.say(me, channel, typed), undefined);
  if (!world.app.commands.some((known) => known.command === command))
    return sayNoSuchCommand(world, me, channel, command);
  // Where the bot does not answer, Slackbot has told the person.
  await answered(slack.command(me, channel, `${command}${typed.slice(command.length)}`), undefined);
}

async function press(demo: Demo, me: string, ask: Extract<Ask, { do: "press" }>): Promise<void> {
  const { slack } = demo;
  if (ask.ts === undefined) return answered(slack.pressHome(me, ask, ask.choice), SLACK_SAYS.noAnswer);
  return answered(slack.press(me, messageAt(demo, me, ask.channel, ask.ts), ask, ask.choice), SLACK_SAYS.noAnswer);
}

async function offered(demo: Demo, me: string, ask: Extract<Ask, { do: "offer" }>): Promise<unknown> {
  const { slack } = demo;
  const { channel, ts, home, typed } = ask;
  const offers =
    ts !== undefined
      ? slack.suggestedUnder(me, messageAt(demo, me, channel, ts), ask, typed)
      : home
        ? slack.suggestedHome(me, ask, typed)
        : slack.suggested(me, ask, typed);
  return offers.catch(() => {
    throw new Error(SLACK_SAYS.noOffers);
  });
}

function messageAt({ slack }: Demo, me: string, channel: string | undefined, ts: string): SeenMessage {
  const message = slack.seenBy(me, channel ?? me).find((one) => one.ts === ts);
  if (!message) throw new Error(SLACK_SAYS.noMessage);
  return message;
}

/**
 * What goes wrong is said in one sentence for people. What the bot did not do as Slack wants it stands in the trace.
 *
 * @param otherwise what the person reads when the bot was not reached, or did not acknowledge in time or as Slack takes it; undefined:
 * nothing, for they were told, or need not know
 */
async function answered(exchange: Promise<Exchange | undefined>, otherwise: string | undefined): Promise<void> {
  const came = await exchange.catch((error: unknown) => {
    if (error instanceof NotDelivered || error instanceof AnswerRefused) return { timedOut: true };
    throw new Error(SLACK_SAYS.notThere, { cause: error });
  });
  if (came?.timedOut && otherwise !== undefined) throw new Error(otherwise);
}

function found(isThere: boolean): void {
  if (!isThere) throw new Error("This absence is not there any more.");
}
