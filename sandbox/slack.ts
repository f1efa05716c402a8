import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Exchange, interact, nextChange, PATIENCE } from "./slack-exchange.ts";
import type { Given } from "./slack-form-fill.ts";
import { createForms } from "./slack-forms.ts";
import { homeOpened } from "./slack-home.ts";
import { eventOf, messageEvent } from "./slack-message-events.ts";
import { commandPayload, createPresses } from "./slack-press.ts";
import type { Which } from "./slack-pressable.ts";
import { revokeTokensOf } from "./slack-profiles.ts";
import { answerRequests } from "./slack-requests.ts";
import { createResponseUrls } from "./slack-response-urls.ts";
import { sayInChannel } from "./slack-say.ts";
import { deliverSigned } from "./slack-signed.ts";
import { createSocketMode, type Payload } from "./slack-socket.ts";
import { createWorld, type Fault, type SeenMessage, type WorldOptions } from "./slack-world.ts";

export type { Exchange } from "./slack-exchange.ts";
export { buttonsOf } from "./slack-pressable.ts";
export type { SeenForm } from "./slack-seen-form.ts";
export type { SeenMessage, SlackChannel, SlackUser } from "./slack-world.ts";

/**
 * A stand-in Slack: Web API, and Socket Mode or signed HTTP, as far as the bot uses them. It remembers what people would see, and
 * refuses what Slack would refuse, with Slack's own error codes.
 *
 * @param options.clock what triggers and response_urls age by, and messages are stamped with
 * @param options.scopes of the bot token; all that the bot needs, when left out
 */
export async function createSlackStandIn(options: WorldOptions & { port?: number; patience?: typeof PATIENCE }) {
  const { patience = PATIENCE } = options;
  const world = createWorld(options);
  const responseUrls = createResponseUrls(world);
  let signedHttp: { url: string; signingSecret: string } | undefined;
  let copies = 1;
  let lateMs = 0;

  const server = createServer();
  const sockets = createSocketMode({ server, appId: world.appId, isDown: () => world.isDown });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  world.origin = origin;

  const requests = answerRequests(server, { world, responseUrls, sockets, origin });

  const needs = {
    world,
    responseUrls,
    origin,
    patience,
    send: async (payload: Payload) => {
      const [times, late] = [copies, lateMs];
      copies = 1;
      lateMs = 0;
      if (late > 0) await new Promise((resolve) => setTimeout(resolve, late));
      return signedHttp ? deliverSigned(signedHttp, payload, times) : sockets.deliver(payload, times);
    },
  };
  world.tellBot = (event) => {
    const { type } = event.event as { type: string };
    if (!world.app.events.includes(type)) return;
    // Nobody is at it, so nobody waits for what the bot makes of it.
    needs.send({ type: "events_api", body: event }).catch(() => {});
  };
  const userOf = (id: string) => {
    const user = world.users.find((candidate) => candidate.id === id);
    if (!user) throw new Error(`no such user: ${id}`);
    return user;
  };

  const forms = createForms({
    world,
    userOf,
    patience,
    interact: (by, payload) => interact(needs, "views", by, by, payload),
    copies: () => {
      const times = copies;
      copies = 1;
      return times;
    },
  });

  const presses = createPresses(world, async (payload) => {
    const { user } = payload as { user: { id: string } };
    const { ack, timedOut } = await interact(needs, "views", user.id, user.id, payload);
    if (timedOut) throw new Error("the bot did not say in time what it offers");
    return ack;
  });

  return {
    ...forms,
    /** What Slack holds; tests change it as they like. */
    world,
    apiUrl: `${origin}/api`,

    /** Calls the bot over signed HTTP instead of Socket Mode. */
    callOverHttp: (url: string, signingSecret = world.signingSecret) => {
      signedHttp = { url, signingSecret };
    },

    /** Somebody types a command. `@name` and e-mail addresses become what Slack makes of them, unless the text is `raw`. */
    command: async (by: string, channel: string, line: string, { raw = false } = {}): Promise<Exchange> =>
      interact(needs, "commands", by, channel, commandPayload(world, userOf(by), channel, line, raw)),

    /** Somebody presses a button under a message, or chooses from a list, menu or field there. */
    press: async (by: string, message: SeenMessage, which: Which, choice?: Given): Promise<Exchange> => {
      const payload = await presses.payload(userOf(by), message, which, choice);
      const kept = world.messages.find(({ ts, channel }) => ts === message.ts && channel === message.channel);
      return interact(needs, "actions", by, message.channel, payload, kept);
    },

    /** Somebody chooses a shortcut from the menu of a message. @throws for one that Slack does not keep, which has no such menu */
    messageShortcut: async (by: string, message: SeenMessage, callbackId: string): Promise<Exchange> =>
      interact(needs, "actions", by, message.channel, presses.shortcut(userOf(by), message, callbackId)),

    /** What the bot offers in an external list under a message for what somebody typed there, as it answered. */
    suggestedUnder: async (by: string, message: SeenMessage, which: Which, typed: string): Promise<unknown> =>
      (await presses.suggested(userOf(by), message, which, typed)).answer,

    /**
     * Somebody writes a message; the bot hears of it where it subscribed to that. Nobody waits for it.
     *
     * @param more what else the event says, e.g. a `subtype`
     */
    say: async (
      by: string,
      channel: string,
      text: string,
      { threadTs, more }: { threadTs?: string; more?: Record<string, unknown> } = {},
    ): Promise<Exchange | undefined> => {
      const event = messageEvent(world, sayInChannel(world, by, channel, text, threadTs), more);
      return event && interact(needs, "events", by, channel, event);
    },

    /**
     * Something reaches the bot that nobody could bring about by hand: a payload as it is.
     *
     * @param kind which way it comes; `commands` and `actions` have an address to answer at
     */
    send: (
      kind: "commands" | "actions" | "views" | "events",
      by: string,
      channel: string,
      payload: Record<string, unknown>,
    ): Promise<Exchange> => interact(needs, kind, by, channel, payload),

    /** Somebody opens App Home, or the messages beside it; the bot hears of it where it subscribed to that. @throws when the app has none */
    openHome: async (by: string, tab: "home" | "messages" = "home"): Promise<Exchange | undefined> => {
      if (!world.app.hasHome) throw new Error(`${world.app.name} has no Home tab`);
      if (!world.app.events.includes("app_home_opened")) return undefined;
      return interact(needs, "events", by, by, homeOpened(world, by, tab));
    },

    /**
     * What a user sees in a conversation, oldest first, as it is now. A direct message of the bot stands in the channel of the user's id.
     */
    seenBy: (user: string, channel: string): SeenMessage[] =>
      world.messages.filter(
        (message) =>
          message.channel === channel && !message.isDeleted && (message.to === undefined || message.to === user),
      ),

    /** The latest direct message to a user or message in a channel, or the first, when there is none yet. */
    nextMessageTo: async (to: string): Promise<SeenMessage> => {
      const last = world.messages.findLast(({ channel }) => channel === to);
      if (last) return last;
      const isTheirs = ({ channel }: SeenMessage) => channel === to;
      return (await nextChange(world, world.position(), isTheirs, patience.answerMs, "the bot said nothing")).message;
    },

    /** Somebody takes back, in Slack's settings, what they allowed the app. */
    takeBack: (by: string): void => revokeTokensOf(world, by),
    /** An admin removes the app: nothing that was allowed is good any more. */
    uninstall: (): void => {
      world.grants.clear();
      world.tellBot(eventOf(world, { type: "app_uninstalled" }));
    },

    /** From now on every response_url is used up. */
    closeResponseUrls: () => {
      world.responseUrlsWork = false;
    },
    openResponseUrls: () => {
      world.responseUrlsWork = true;
    },
    /** The next `times` calls of a method fail; "response_url" stands for answers. */
    failNext: (method: string, fault: Fault, times = 1) => world.faults.push({ method, fault, times }),
    /** The next command, press or form reaches the bot twice, as when an acknowledgement was lost. */
    sendTwice: () => {
      copies = 2;
    },
    /** The next command, press or form reaches the bot late: its trigger, and Slack's patience, are that much older. */
    sendLate: (milliseconds: number) => {
      lateMs = milliseconds;
    },
    /** Every HTTP answer is 500 and sockets are closed, until `up`. */
    down: () => {
      world.isDown = true;
      sockets.drop();
    },
    up: () => {
      world.isDown = false;
    },
    /** Whoever is connected now, and every token and address to answer at that was given out, is good for nothing any more. */
    disown: () => {
      world.botToken = `xoxb-sandbox-bot-token-${randomUUID()}`;
      world.appToken = `xapp-1-sandbox-app-token-${randomUUID()}`;
      responseUrls.end();
      sockets.drop();
    },
    dropSockets: sockets.drop,
    /** What Slack sends every few hours before it closes a connection: "warning", "refresh_requested", "link_disabled". */
    askToReconnect: sockets.askToReconnect,
    connections: sockets.connections,
    /** Resolves at the next connection. */
    nextConnection: sockets.nextConnection,
    /** How many HTTP requests came so far, answered or not. */
    requests,

    close: async () => {
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
