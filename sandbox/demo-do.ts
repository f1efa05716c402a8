import type { Demo } from "./demo.ts";
import type { Ask } from "./demo-wire.ts";
import type { PeriodRecord } from "./personio-wire.ts";
import type { SeenMessage } from "./slack.ts";
import { type Exchange, NotDelivered } from "./slack-exchange.ts";
import { commandIn, sayInChannel, sayNoSuchCommand, whyClosed } from "./slack-say.ts";

type Entered = Extract<Ask, { do: "enter" }>;
type Said = Extract<Ask, { do: "say" }>;

/** As Slack's clients say it: of a press, at the message; of a window, over it. */
const NO_ANSWER = "Operation timed out. Apps need to respond within three seconds.";
const NO_ANSWER_IN_WINDOW = "We had some trouble connecting. Try again?";
/** For types that are counted in hours. */
const OFFICE_HOURS = { from: "09:00", to: "17:00" };

/**
 * Does what somebody at the page asks for. Gives what there is to answer.
 *
 * @param me their Slack id
 * @throws with a sentence for them, in Slack's own words where Slack has some
 */
export async function carryOut(demo: Demo, me: string, ask: Exclude<Ask, { do: "be" }>): Promise<unknown> {
  const { slack, personio } = demo;
  const { settings } = personio.state;
  if (isSlacks(ask) && slack.world.isDown) throw new Error("Slack does not answer.");
  switch (ask.do) {
    case "say":
      return say(demo, me, ask);
    case "shortcut":
      return answered(slack.shortcut(me, ask.callbackId), NO_ANSWER);
    case "press":
      return press(demo, me, ask);
    case "fill":
      return answered(slack.fill(me, ask, ask.value), NO_ANSWER_IN_WINDOW);
    case "offer":
      return ask.ts === undefined
        ? slack.suggested(me, ask, ask.typed)
        : slack.suggestedUnder(me, messageAt(demo, me, ask.channel, ask.ts), ask, ask.typed);
    case "pressInWindow":
      return answered(slack.pressIn(me, ask, ask.choice), NO_ANSWER_IN_WINDOW);
    case "submit":
      if (Object.keys(slack.lacking(me)).length > 0) return undefined;
      return answered(slack.submit(me), NO_ANSWER_IN_WINDOW);
    case "dismiss":
      return answered(slack.dismiss(me), NO_ANSWER_IN_WINDOW);
    case "openHome":
      return answered(slack.openHome(me), NO_ANSWER);
    case "decide":
      return found(personio.decide(ask.periodId, ask.status));
    case "enter":
      return { id: personio.enter(entryOf(demo, ask)).id };
    case "alter":
    case "alterPerson":
      throw new Error("This cannot be done yet.");
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

/** Whether it is done in Slack. */
function isSlacks(ask: Ask): boolean {
  return ["say", "shortcut", "press", "fill", "offer", "pressInWindow", "submit", "dismiss", "openHome"].includes(
    ask.do,
  );
}

async function say({ slack }: Demo, me: string, { channel, text }: Said): Promise<void> {
  const { world } = slack;
  const reason = whyClosed(world, me, channel);
  if (reason) throw new Error(reason);
  const typed = text.trim();
  if (typed === "") return;
  const command = commandIn(text);
  if (command === undefined) return sayInChannel(world, me, channel, typed);
  if (!world.app.commands.some((known) => known.command === command))
    return sayNoSuchCommand(world, me, channel, command);
  // Where the bot does not answer, Slackbot has told the person.
  await answered(slack.command(me, channel, `${command}${typed.slice(command.length)}`), undefined);
}

async function press(demo: Demo, me: string, ask: Extract<Ask, { do: "press" }>): Promise<void> {
  const { slack } = demo;
  if (ask.ts === undefined) return answered(slack.pressHome(me, ask, ask.choice), NO_ANSWER);
  return answered(slack.press(me, messageAt(demo, me, ask.channel, ask.ts), ask, ask.choice), NO_ANSWER);
}

function messageAt({ slack }: Demo, me: string, channel: string | undefined, ts: string): SeenMessage {
  const message = slack.seenBy(me, channel ?? me).find((one) => one.ts === ts);
  if (!message) throw new Error("This message is not there any more.");
  return message;
}

/** @param otherwise what the person reads when the bot was not reached or did not acknowledge in time; undefined: they were told */
async function answered(exchange: Promise<Exchange | undefined>, otherwise: string | undefined): Promise<void> {
  const came = await exchange.catch((error: unknown) => {
    if (error instanceof NotDelivered) return { timedOut: true };
    throw error;
  });
  if (came?.timedOut && otherwise !== undefined) throw new Error(otherwise);
}

function found(isThere: boolean): void {
  if (!isThere) throw new Error("This absence is not there any more.");
}

/** What the administrator enters is approved. */
function entryOf(
  { personio }: Demo,
  { personId, typeId, firstDay, lastDay }: Entered,
): Omit<PeriodRecord, "id" | "updatedAt"> {
  const { persons, absenceTypes } = personio.state.world;
  const type = absenceTypes.find(({ id }) => id === typeId);
  if (!type || !persons.some(({ id }) => id === personId))
    throw new Error("There is no such person or type of absence.");
  if (lastDay !== null && lastDay < firstDay) throw new Error("The last day is before the first.");
  const isInHours = type.unit === "HOUR";
  if (isInHours && lastDay !== firstDay)
    throw new Error(`${type.name} is counted in hours, and begins and ends on one day.`);
  return {
    personId,
    typeId,
    first: { day: firstDay, half: "FIRST_HALF" },
    last: lastDay === null ? null : { day: lastDay, half: "SECOND_HALF" },
    ...(isInHours && { times: OFFICE_HOURS }),
    status: "APPROVED",
  };
}
