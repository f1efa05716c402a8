import type { ReceiverEvent } from "@slack/bolt";
import pLimit, { type LimitFunction } from "p-limit";
import * as z from "zod";
import type { Log } from "./domain/log.ts";
import { ProblemError } from "./domain/problem.ts";

/** What is done for one person at a time, and how much more of theirs may wait. */
const OF_ONE = { running: 4, all: 12 };
/** What is done, and waits, for all of them: each holds what Slack sent, some 20 kB, and its answer. */
const OF_ALL = 2000;

/** One person's things that run or wait. `isTold`: that it was too much; once, until all of it is done. */
type Lane = { limit: LimitFunction; all: number; isTold: boolean };

/**
 * Lets a person have a few things done at a time: so that whoever hammers a button waits for themselves, and nobody else does. Everything
 * is acknowledged at once; what has to wait does so in its `ack()`, which is each listener's first beat. What is too much is acknowledged,
 * told once, and left out.
 *
 * Forms are judged before they are acknowledged, within seconds, so that they do not wait; of too many at a time Slack says itself that
 * they could not be sent, and keeps what was typed. Nobody is told of events, which are no questions: those that are too many are left out.
 *
 * It stands around Bolt, since Bolt hands each middleware its own copy of the arguments (5.1), in which another `ack` would be lost.
 */
export function createQueues({ log }: { log: Log }) {
  /** Of whom something runs or waits. */
  const lanes = new Map<string, Lane>();
  let all = 0;

  const enqueue = async (event: ReceiverEvent, process: (event: ReceiverEvent) => Promise<void>): Promise<void> => {
    const { user, kind } = readBody(event.body);
    // An app that was uninstalled, a token that was revoked.
    if (user === undefined) return process(event);
    const key = `${kind === "event" ? "event" : "person"} ${user}`;
    const lane = lanes.get(key) ?? { limit: pLimit(OF_ONE.running), all: 0, isTold: false };
    lanes.set(key, lane);
    const isTooMuch = lane.all >= OF_ONE.all || all >= OF_ALL;
    if (isTooMuch && (lane.isTold || kind !== "asked")) return leaveOut(event, kind, log);
    if (isTooMuch) lane.isTold = true;
    lane.all += 1;
    all += 1;
    const place = isTooMuch ? refused() : kind === "form" ? atOnce : inTurn(lane.limit);
    try {
      await process({ ...event, ack: acknowledged(event.ack, place.turn) });
    } finally {
      place.leave();
      lane.all -= 1;
      all -= 1;
      if (lane.all === 0) lanes.delete(key);
    }
  };

  return {
    /** The same, with everybody waiting for themselves. */
    around:
      (process: (event: ReceiverEvent) => Promise<void>) =>
      (event: ReceiverEvent): Promise<void> =>
        enqueue(event, process),
  };
}

/** @param turn resolves when it is this person's turn; rejects where it is too much */
function acknowledged(ack: ReceiverEvent["ack"], turn: () => Promise<void>): ReceiverEvent["ack"] {
  return async (response) => {
    await ack(response);
    await turn();
  };
}

type Place = { turn: () => Promise<void>; leave: () => void };
const atOnce: Place = { turn: async () => {}, leave: () => {} };

function refused(): Place {
  return { ...atOnce, turn: () => Promise.reject(new ProblemError({ kind: "too-much" })) };
}

function inTurn(limit: LimitFunction): Place {
  let leave = () => {};
  const isLeft = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const turn = new Promise<void>((begin) => {
    void limit(() => {
      begin();
      return isLeft;
    });
  });
  return { turn: () => turn, leave };
}

/** What nobody is told of: acknowledged all the same, but for forms. */
async function leaveOut(event: ReceiverEvent, kind: Kind, log: Log): Promise<void> {
  log.info({ kind }, "too much at once of one person: left out");
  if (kind === "offer") await event.ack({ options: [] });
  else if (kind !== "form") await event.ack();
}

/** `asked`: a command, a shortcut or a button. `offer`: what a list offers while somebody types in it. */
type Kind = "asked" | "form" | "offer" | "event";

const body = z.object({
  type: z.string().optional().catch(undefined),
  user_id: z.string().optional().catch(undefined),
  user: z.object({ id: z.string() }).optional().catch(undefined),
  event: z
    .object({ user: z.string().optional().catch(undefined) })
    .optional()
    .catch(undefined),
});

function readBody(sent: unknown): { user: string | undefined; kind: Kind } {
  const { type, user_id, user, event } = body.safeParse(sent).data ?? {};
  if (event) return { user: event.user, kind: "event" };
  const kind = type === "view_submission" ? "form" : type === "block_suggestion" ? "offer" : "asked";
  return { user: user_id ?? user?.id, kind };
}
