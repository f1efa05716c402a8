import { AsyncLocalStorage } from "node:async_hooks";
import type { ReceiverEvent } from "@slack/bolt";
import * as z from "zod";
import type { Clock } from "./domain/calendar.ts";
import type { Log } from "./domain/log.ts";
import type { Metrics } from "./domain/metrics.ts";
import type { Problem } from "./domain/problem.ts";

/** Something that Slack sent, while it is being answered; or an errand, while it is carried out. */
type Request = {
  /** Stands in every line of the log that belongs to it, and in the message about what went wrong. */
  id: string;
  /** What was told instead of an answer. */
  problem?: Problem["kind"];
};

const current = new AsyncLocalStorage<Request>();

/** What is being answered here, also behind its answer; undefined for what is done unasked. */
export function currentRequest(): Request | undefined {
  return current.getStore();
}

/** What is done in `work` is one request, of this id. */
export function asRequest<T>(id: string, work: () => Promise<T>): Promise<T> {
  return current.run({ id }, work);
}

/**
 * Stands around everything that Slack sends, its acknowledgement included (which no middleware of Bolt's can see): names it, takes its
 * times, and knows what is still being answered.
 *
 * @param needs.newId makes a few letters
 */
export function createRequests(needs: {
  newId: () => string;
  metrics: Pick<Metrics, "request">;
  clock: Clock;
  log: Log;
}) {
  const { metrics, log } = needs;
  const inFlight = new Set<Promise<void>>();

  async function answer(event: ReceiverEvent, process: (event: ReceiverEvent) => Promise<void>, request: Request) {
    const begun = needs.clock().getTime();
    const since = () => Math.max(0, needs.clock().getTime() - begun);
    let ackMs: number | undefined;
    const ack: ReceiverEvent["ack"] = async (response) => {
      await event.ack(response);
      ackMs ??= since();
    };
    try {
      await process({ ...event, ack });
    } finally {
      const name = nameOf(event.body);
      const outcome = request.problem ?? "ok";
      metrics.request(name, outcome, { ms: since(), ackMs });
      // With away notices, every message of a channel is an event.
      log[name.startsWith("event:") ? "debug" : "info"]({ asked: name, outcome, ackMs, ms: since() }, "answered");
    }
  }

  return {
    around:
      (process: (event: ReceiverEvent) => Promise<void>) =>
      async (event: ReceiverEvent): Promise<void> => {
        const request: Request = { id: needs.newId() };
        const answering = current.run(request, () => answer(event, process, request));
        inFlight.add(answering);
        await answering.finally(() => inFlight.delete(answering));
      },

    /** Resolves when the last word is said about everything that came so far. */
    settled: async (): Promise<void> => void (await Promise.allSettled(inFlight)),
  };
}

/** A name of ours or of Slack's. */
const name = z.string().max(100);
const named = z.object({
  type: name.optional(),
  command: name.optional(),
  callback_id: name.optional(),
  action_id: name.optional(),
  actions: z.array(z.object({ action_id: name })).optional(),
  view: z.object({ callback_id: name }).optional(),
  event: z.object({ type: name }).optional(),
});

/** What it is, without what makes one of several alike: `/whosout`, `action:month_turn`, `view:time_off_form`, `event:message`. */
function nameOf(body: unknown): string {
  const read = named.safeParse(body).data ?? {};
  if (read.command) return read.command;
  if (read.event) return `event:${read.event.type}`;
  const id = read.actions?.[0]?.action_id ?? read.action_id ?? read.view?.callback_id ?? read.callback_id ?? "";
  const kind = { block_actions: "action", block_suggestion: "options", view_submission: "view" }[read.type ?? ""];
  return `${kind ?? "shortcut"}:${id.replace(/_\d+$/, "")}`;
}
