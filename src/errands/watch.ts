import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { unitsIn } from "../domain/absence.ts";
import type { Clock } from "../domain/calendar.ts";
import { ID } from "../domain/id.ts";
import type { Log } from "../domain/log.ts";
import { isSameSecret } from "../domain/secret.ts";
import type { Personio } from "../personio/client.ts";
import type { Directory } from "../personio/directory.ts";
import { factsOf } from "../problems.ts";
import { bodyOf } from "../server.ts";
import type { Confirmation, Store } from "../store/store.ts";
import type { Errands } from "./errands.ts";
import { isSame } from "./notice.ts";

export type Watch = ReturnType<typeof createWatch>;

/** Personio's events hold ids only; a hundred times as much is no event. */
const MOST_BYTES = 64_000;
/** What is heard within so long is taken up together, in milliseconds: an import tells a thousand things at once. */
const TOGETHER_MS = 5000;

/**
 * Notices when Personio's word on somebody's time off has come: told by its webhooks, or by asking for what is pending. Either way
 * it only makes an errand of it, which looks for itself what is true by then: so events may come late, twice or in any order. Of any
 * absence that a webhook tells of, what is kept is asked for anew, within seconds.
 */
export function createWatch(needs: {
  store: Store;
  personio: Personio;
  directory: Pick<Directory, "absenceTypes" | "periodsChanged">;
  errands: Errands;
  clock: Clock;
  sleep: (milliseconds: number) => Promise<void>;
  newId: () => string;
  worker: string;
  log: Log;
}) {
  const { store, personio, directory, errands, clock, sleep, newId, log } = needs;
  let heard: Heard[] = [];

  const notice = ({ periodId, slackUserId, personId }: Confirmation) =>
    errands.keep({ id: newId(), task: { kind: "notice", periodId }, slackUserId, personId, madeAt: clock() });

  /** Never rejects. */
  async function hear({ periodIds, personId }: AbsenceEvent): Promise<void> {
    const isFirst = heard.length === 0;
    heard.push(...periodIds.map((periodId) => ({ periodId, ...(personId !== undefined && { personId }) })));
    if (!isFirst) return;
    await sleep(TOGETHER_MS);
    const periods = heard;
    heard = [];
    directory.periodsChanged(periods);
    await store
      .noteHeard(
        periods.map(({ periodId }) => ({ id: newId(), periodId })),
        needs.worker,
        clock(),
      )
      .catch((error: unknown) => log.warn(factsOf(error), "other processes do not hear what Personio told this one"));
  }

  return {
    /** Asks Personio about everything that waits for a word: one call for fifty. Deleted ones are those that are missing. */
    ask: async (): Promise<void> => {
      const pending = await store.pendingConfirmations();
      if (pending.length === 0) return;
      const types = await directory.absenceTypes();
      const ids = pending.map(({ periodId }) => periodId);
      const periods = await personio.listAbsencePeriods({ ids }, unitsIn(types));
      const standing = new Map(periods.map((period) => [period.id, period]));
      for (const confirmation of pending) {
        const period = standing.get(confirmation.periodId);
        if (!period || !isSame(period, confirmation.told)) await notice(confirmation);
      }
      await errands.sweep();
    },

    /**
     * Takes Personio's webhook events (POST). Answers before anything is done: Personio waits for three seconds, and calls again after
     * a 5xx.
     *
     * Never rejects: nobody would hear it.
     *
     * @param token what Personio sends as `Authorization`, as it is
     */
    webhook:
      (token: string) =>
      async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
        const answer = (status: number) => void response.writeHead(status).end();
        if (!isSameSecret(request.headers.authorization ?? "", token)) {
          log.warn({}, "a call of the webhook without the right token");
          return answer(401);
        }
        let event: AbsenceEvent | undefined;
        try {
          event = eventIn((await bodyOf(request, MOST_BYTES))?.toString());
          if (!event) return answer(400);
          for (const periodId of event.periodIds) {
            const confirmation = await store.getConfirmation(periodId);
            if (confirmation) await notice(confirmation);
          }
        } catch (error) {
          log.error(factsOf(error), "an event of Personio's could not be kept");
          return answer(503);
        }
        answer(204);
        if (event.periodIds.length > 0) void hear(event);
        // It is kept: what goes wrong from here on is tried again by the next round.
        await errands.sweep().catch((error: unknown) => log.warn(factsOf(error), "errands could not be taken up"));
      },
  };
}

const event = z.object({ event_name: z.string().max(100), payload: z.record(z.string(), z.unknown()).catch({}) });
/** Of digits, or a UUID. */
const id = z.union([z.string().regex(ID), z.int().transform(String)]);

type Heard = Parameters<Directory["periodsChanged"]>[0][number];

/** What happened to an absence: its id, wherever one stands that may be it, and whose it is, where that is told. None: of something else. */
type AbsenceEvent = { periodIds: string[]; personId?: string };

/** Where the ids stand is documented in part only: in each of these places they are taken. */
function eventIn(body: string | undefined): AbsenceEvent | undefined {
  let sent: unknown;
  try {
    sent = JSON.parse(body ?? "");
  } catch {
    return undefined;
  }
  const read = event.safeParse(sent).data;
  if (!read) return undefined;
  if (!read.event_name.startsWith("absence-period.")) return { periodIds: [] };
  const { payload } = read;
  const idIn = (value: unknown) => z.object({ id }).safeParse(value).data?.id ?? id.safeParse(value).data;
  const found = [payload.id, payload.absence_period_id, payload.absence_period].flatMap((value) => idIn(value) ?? []);
  const personId = idIn(payload.person) ?? idIn(payload.person_id);
  return { periodIds: [...new Set(found)], ...(personId !== undefined && { personId }) };
}
