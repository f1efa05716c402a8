import { dropOldest, MOST_KEPT } from "./drop-oldest.ts";
import type { PersonioSettings } from "./personio-settings.ts";
import type { Note } from "./trace.ts";

/** What is sent: ids, and nothing about anybody. What the payload of absences holds is a guess; nobody has shown one. */
type WebhookEvent = {
  company_id: string;
  event_name: string;
  occurred_at: string;
  payload: { id?: string; person?: { id: string } };
};

/** A receiver has to answer within this time. */
const PATIENCE_MS = 3000;
/** Personio tries for three days, with growing gaps; here it tries again at once. */
const MOST_ATTEMPTS = 3;

/** Tells events to the webhook of the settings, one after the other, as Personio does. Without a webhook nothing is told or kept. */
export function createWebhooks(options: {
  settings: Pick<PersonioSettings, "webhook">;
  clock: () => Date;
  note?: Note;
}) {
  const { settings, clock, note } = options;
  const events: WebhookEvent[] = [];
  const deliveries: { event: WebhookEvent; status: number | "no answer" }[] = [];
  const closing = new AbortController();
  let queue = Promise.resolve();

  async function post({ url, token }: { url: string; token: string }, event: WebhookEvent) {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    try {
      const answer = await fetch(url, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/json", authorization: token },
        body: JSON.stringify(event),
        signal: AbortSignal.any([patience.signal, closing.signal]),
      });
      await answer.body?.cancel();
      return answer.status;
    } catch {
      return "no answer";
    } finally {
      clearTimeout(timer);
    }
  }

  function send(event: WebhookEvent): void {
    const { webhook } = settings;
    if (!webhook) return;
    queue = queue.then(async () => {
      for (let attempt = 0; attempt < MOST_ATTEMPTS && !closing.signal.aborted; attempt++) {
        const sentAt = performance.now();
        const status = await post(webhook, event);
        deliveries.push({ event, status });
        dropOldest(deliveries, MOST_KEPT);
        note?.({
          kind: "personio→bot",
          title: `webhook ${event.event_name}`,
          isOk: status !== "no answer" && status < 400,
          outcome: `${status}`,
          tookMs: performance.now() - sentAt,
          detail: event,
        });
        if (status !== "no answer" && (status < 500 || status === 501)) return;
      }
    });
  }

  async function done(): Promise<void> {
    for (let seen: unknown; seen !== queue; ) {
      seen = queue;
      await queue;
    }
  }

  return {
    deliveries,
    done,
    tell(event_name: string, payload: WebhookEvent["payload"]): void {
      if (!settings.webhook) return;
      const event = { company_id: "123456", event_name, occurred_at: clock().toISOString(), payload };
      events.push(event);
      dropOldest(events, MOST_KEPT);
      send(event);
    },
    redeliver(): void {
      for (const event of events.toReversed()) send(event);
    },
    close: (): Promise<void> => {
      closing.abort();
      return done();
    },
  };
}
