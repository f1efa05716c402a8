import { noteAck, noteRefusedAck, noteSent } from "./slack-notes.ts";
import type { createResponseUrls } from "./slack-response-urls.ts";
import type { Params } from "./slack-result.ts";
import { sentencesFor } from "./slack-sentences.ts";
import type { Payload } from "./slack-socket.ts";
import { type SeenMessage, SLACKBOT, type World } from "./slack-world.ts";

/** What came of a command or a press. */
export type Exchange = {
  /** Real milliseconds until the bot acknowledged, or until Slack gave up. */
  ackedAfterMs: number;
  /** What the acknowledgement carried; `{}` for a bare one, undefined when there was none. */
  ack: unknown;
  /** No acknowledgement in three seconds: of a command, Slackbot tells the person. */
  timedOut: boolean;
  /** Its number in the trace. */
  step: number;
  /**
   * The next message that this interaction brought, changed or deleted: by its response_url, or in the same channel or the person's direct
   * messages. Each call gives one more. @throws when none comes in time
   */
  answer: () => Promise<SeenMessage>;
};

/** The bot could not be reached, or answered with an error. Of a command, Slackbot tells the person. */
export class NotDelivered extends Error {
  override readonly name = "NotDelivered";
}

/** What the bot answered is nothing that Slack takes. */
export class AnswerRefused extends Error {
  override readonly name = "AnswerRefused";
}

const TYPES = {
  commands: "slash_commands",
  actions: "interactive",
  views: "interactive",
  events: "events_api",
} as const;

/** How long Slack waits for an acknowledgement, and the stand-in for an answer, in real milliseconds. */
export const PATIENCE = { ackMs: 3000, answerMs: 10_000 };

/**
 * Makes one interaction happen: an address to answer at, the payload on its way, the acknowledgement, the answers.
 *
 * @param about the message whose button was pressed
 * @throws NotDelivered; AnswerRefused when the bot acknowledges with a message that Slack refuses
 */
export async function interact(
  needs: {
    world: World;
    responseUrls: ReturnType<typeof createResponseUrls>;
    origin: string;
    patience: typeof PATIENCE;
    send: (payload: Payload) => Promise<unknown>;
  },
  /** `views` and `events`: there is no address to answer at. */
  kind: keyof typeof TYPES,
  by: string,
  channel: string,
  payload: Params,
  about?: SeenMessage,
): Promise<Exchange> {
  const { world, responseUrls, patience } = needs;
  world.signedIn = by;
  const hasAddress = kind === "commands" || kind === "actions";
  const path = hasAddress ? responseUrls.open(kind, by, channel, about) : undefined;
  const isOurs = (message: SeenMessage, cause: string | undefined) => {
    if (message.from !== undefined) return false;
    const isHere = message.channel === channel && (message.to ?? by) === by;
    return (path !== undefined && cause === path) || (cause === undefined && (isHere || message.channel === by));
  };
  let position = world.position();
  const sentAt = performance.now();
  const body = { ...payload, ...(path !== undefined && { response_url: needs.origin + path }) };
  const envelope = { type: TYPES[kind], body };
  const step = noteSent(world, envelope, path);
  const failed = (error: string) => {
    if (kind !== "commands") return;
    world.post({
      channel,
      to: by,
      from: SLACKBOT,
      text: sentencesFor(world, by).failed(String(payload.command), error),
      blocks: [],
    });
  };
  const ack = await inTime(needs.send(envelope), patience.ackMs).catch((cause: Error) => {
    noteAck(world, step, cause, performance.now() - sentAt);
    failed("dispatch_failed");
    throw new NotDelivered(cause.message, { cause });
  });
  const ackedAfterMs = performance.now() - sentAt;
  noteAck(world, step, ack, ackedAfterMs);
  if (ack === undefined) failed("operation_timeout");
  const refusal = isObject(ack) && path !== undefined ? responseUrls.ackSays(path, { ...ack }) : undefined;
  if (refusal) {
    noteRefusedAck(world, step, refusal);
    throw new AnswerRefused(`Slack refuses what the acknowledgement says: ${refusal}`);
  }

  const next = async (): Promise<SeenMessage> => {
    const silence = ack === undefined ? "failed because the app did not respond" : "the bot said nothing";
    const found = await nextChange(world, position, isOurs, patience.answerMs, silence);
    position = found.position;
    return found.message;
  };
  let last: Promise<unknown> = Promise.resolve();
  const answer = () => {
    const result = last.then(next);
    // One that came to nothing is told to whoever waited for it, not to the next.
    last = result.catch(() => {});
    return result;
  };
  return { ackedAfterMs, ack, timedOut: ack === undefined, step, answer };
}

/** @throws with `silence` when no such change happens in time */
export async function nextChange(
  world: World,
  position: number,
  matches: (message: SeenMessage, cause: string | undefined) => boolean,
  milliseconds: number,
  silence: string,
) {
  const change = world.changeFrom(position, matches);
  const found = await inTime(change.found, milliseconds);
  change.forget();
  if (!found) throw new Error(silence);
  return found;
}

/** Undefined when it takes longer. */
async function inTime<T>(promise: Promise<T>, milliseconds: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  return Promise.race([promise, limit]).finally(() => clearTimeout(timer));
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}
