import type { AbsencePeriod } from "../domain/absence.ts";
import type { Errand } from "../domain/errand.ts";

/** The message that confirmed an absence to a person, and what it says. By the id of the absence period. */
export type Confirmation = {
  periodId: string;
  slackUserId: string;
  personId: string;
  /** The direct message: the conversation's id and the message's. */
  message: { channel: string; ts: string };
  /** The absence as the message tells it, without its comment. */
  told: AbsencePeriod;
  /** It waits for somebody's word, so that it is worth asking Personio about. */
  isPending: boolean;
};

/** What outlives the process. Any number of processes may share one; `worker` names each. */
export type Store = {
  /** Keeps an errand. False when one of that id is there already: then nothing is changed. */
  addErrand: (errand: Errand) => Promise<boolean>;
  /** Also one that is closed, for as long as it is remembered. */
  getErrand: (id: string) => Promise<Errand | undefined>;
  /**
   * Takes the next errand that is not closed and that nobody works on: the oldest first, but a person's next only when their last
   * one has its outcome and nobody is at it. It is the worker's for `leaseMs` from `now` on, and after that until another claims it.
   */
  claimErrand: (worker: string, now: Date, leaseMs: number) => Promise<Errand | undefined>;
  /**
   * Notes how far an errand is, and keeps it for the worker for as long again. Only what is given changes; `{}` renews the lease.
   * False: it was taken over by another, or closed; stop.
   */
  noteErrand: (
    id: string,
    worker: string,
    progress: Pick<Errand, "sent" | "outcome">,
    now: Date,
    leaseMs: number,
  ) => Promise<boolean>;
  /**
   * The person was told: nothing is left to do. Comment, substitute and Personio's own words are wiped. False as of `noteErrand`.
   */
  closeErrand: (id: string, worker: string, now: Date) => Promise<boolean>;
  /** Gives an errand back, to be claimed from `at` on. Without an outcome, the person's others wait for it. False as of `noteErrand`. */
  releaseErrand: (id: string, worker: string, at: Date) => Promise<boolean>;
  /** By `periodId`: the last one stays. A comment of the absence is not kept. */
  saveConfirmation: (confirmation: Confirmation) => Promise<void>;
  getConfirmation: (periodId: string) => Promise<Confirmation | undefined>;
  pendingConfirmations: () => Promise<Confirmation[]>;
  removeConfirmation: (periodId: string) => Promise<void>;
  /**
   * Forgets errands closed before `before`, and confirmations of absences that ended before its day; without an end, they count
   * as ended a year after their first day.
   * @returns how many
   */
  forget: (before: Date) => Promise<number>;
  /** Waits for calls on their way. */
  close: () => Promise<void>;
};
