import type { AbsencePeriod } from "../domain/absence.ts";
import type { Day } from "../domain/calendar.ts";
import type { Delivery, DeliveryOutcome, Digest, DigestChange, Pause, Posted } from "../domain/digest.ts";
import type { Errand } from "../domain/errand.ts";
import type { Preferences } from "../domain/preferences.ts";
import type { StatusLink } from "../domain/status.ts";
import type { KeptAbout } from "./about.ts";

/** The message that confirmed an absence to a person, and what it says. By the id of the absence period. */
export type Confirmation = {
  periodId: string;
  slackUserId: string;
  personId: string;
  /** The direct message: the conversation's id and the message's. Missing: the person does without. */
  message?: { channel: string; ts: string };
  /** The absence as the message tells it, without its comment. */
  told: AbsencePeriod;
  /** It waits for somebody's word, so that it is worth asking Personio about. */
  isPending: boolean;
};

/** A file in Slack, and the message that shows it; missing: none does. */
export type Picture = { fileId: string; place?: { channel: string; ts: string } };

/** Somebody, by all ids under which they may be known. */
export type Somebody = { slackIds: readonly string[]; personIds: readonly string[] };

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
  /** Errands that others than this worker carried out, and ended after an instant or are still telling about. */
  carriedOutByOthers: (worker: string, after: Date) => Promise<Pick<Errand, "id" | "personId">[]>;
  /** Gives an errand back, to be claimed from `at` on. Without an outcome, the person's others wait for it. False as of `noteErrand`. */
  releaseErrand: (id: string, worker: string, at: Date) => Promise<boolean>;
  /** By `periodId`: the last one stays. A comment of the absence is not kept. */
  saveConfirmation: (confirmation: Confirmation) => Promise<void>;
  getConfirmation: (periodId: string) => Promise<Confirmation | undefined>;
  pendingConfirmations: () => Promise<Confirmation[]>;
  removeConfirmation: (periodId: string) => Promise<void>;

  /** Nothing chosen, for who never chose. */
  getPreferences: (slackUserId: string) => Promise<Preferences>;
  /** In place of what was chosen before. */
  savePreferences: (slackUserId: string, preferences: Preferences) => Promise<void>;

  /**
   * Takes it on to tell somebody, once a day and channel, that those they mentioned are away. All ids are Slack's.
   * @returns those whom nobody has told them of yet
   */
  claimNotices: (of: { writerId: string; channel: string; day: Day }, awayIds: readonly string[]) => Promise<string[]>;

  /** Keeps somebody's sealed token, in place of one before. */
  saveStatusLink: (slackUserId: string, token: string) => Promise<void>;
  getStatusLink: (slackUserId: string) => Promise<StatusLink | undefined>;
  /** Of everybody who lets the bot set their status. */
  statusLinks: () => Promise<StatusLink[]>;
  /** Takes somebody's status in hand, for `leaseMs`. Undefined: another does, it is too early, or it is gone. */
  claimStatusLink: (slackUserId: string, worker: string, now: Date, leaseMs: number) => Promise<StatusLink | undefined>;
  /** Notes all but the token, and leaves it to others from `freeFrom` on. False: it was taken over, or is gone; stop. */
  noteStatusLink: (link: StatusLink, worker: string, freeFrom: Date) => Promise<boolean>;
  /** @returns what there was */
  removeStatusLink: (slackUserId: string) => Promise<StatusLink | undefined>;
  /** Removes all of them. @returns how many */
  removeStatusLinks: () => Promise<number>;
  /** Notes, for other processes, which absences are others by what Personio told this one. @param heard at least one; `id`: makes each one of its own */
  noteHeard: (heard: readonly { id: string; periodId: string }[], worker: string, at: Date) => Promise<void>;
  /** What others than `worker` noted after an instant. */
  heardByOthers: (worker: string, after: Date) => Promise<{ id: string; periodId: string }[]>;
  /** Writes something that means nothing. @throws when the store cannot be written */
  check: (now: Date) => Promise<void>;
  /** Uses up what is good for once, and remembers that until then. False: it was used before. */
  takeOnce: (id: string, until: Date) => Promise<boolean>;
  /** Forgets which notices were given on days that are over everywhere on earth, used states whose time is over, and what was heard a day ago. */
  forgetShortLived: (now: Date) => Promise<void>;

  /** Keeps a new digest, and notes the change. False when one of that id is there already: then nothing is changed. */
  addDigest: (digest: Digest, change: DigestChange) => Promise<boolean>;
  getDigest: (id: string) => Promise<Digest | undefined>;
  /** All that are not paused. */
  runningDigests: () => Promise<Digest[]>;
  /** Those of a channel, where one is named, and those that somebody owns, paused ones too. */
  digestsOf: (of: { channel?: string; ownerId: string }) => Promise<Digest[]>;
  /** Changes what is given, and notes the change; a digest of nobody's is then that of whoever changed it. False when it is gone. */
  changeDigest: (id: string, values: Pick<Digest, "setup" | "since">, change: DigestChange) => Promise<boolean>;
  /**
   * Stops a digest, and notes the change; unless it is by somebody, the owner is still to be told. False when it is gone or paused already.
   */
  pauseDigest: (id: string, paused: Pause, change: DigestChange) => Promise<boolean>;
  /** Goes on with a digest from `since` on, and notes the change. False when it is gone or not paused. */
  resumeDigest: (id: string, since: Date, change: DigestChange) => Promise<boolean>;
  /** Removes a digest with its deliveries, and notes the change. False when it is gone. */
  removeDigest: (id: string, change: DigestChange) => Promise<boolean>;
  /** Only notes. */
  noteDigestChange: (change: DigestChange) => Promise<void>;
  /** The latest first. */
  changesOfDigest: (digestId: string) => Promise<DigestChange[]>;
  /** Digests whose owner has yet to hear that they are paused, and whom nobody is telling. */
  untoldPauses: (now: Date) => Promise<Digest[]>;
  /** Takes the telling over, for `leaseMs`. False when somebody has it in hand, or did it. */
  claimPauseTelling: (id: string, now: Date, leaseMs: number) => Promise<boolean>;
  notePauseTold: (id: string) => Promise<void>;

  /**
   * Takes a delivery, making it when nobody has yet. It is the worker's for `leaseMs` from `now` on, and after that until another claims
   * it. Undefined when it is settled, or somebody has it in hand.
   */
  claimDelivery: (
    delivery: Pick<Delivery, "digestId" | "slot" | "day">,
    worker: string,
    now: Date,
    leaseMs: number,
  ) => Promise<Delivery | undefined>;
  /** Notes an attempt, or that there is no doubt about it any more. Renews the lease. False: it was taken over, or settled; stop. */
  noteDelivery: (
    delivery: Pick<Delivery, "digestId" | "slot" | "tries" | "doubtSince">,
    worker: string,
    now: Date,
    leaseMs: number,
  ) => Promise<boolean>;
  /** Gives it back, to be claimed from `at` on. */
  releaseDelivery: (delivery: Pick<Delivery, "digestId" | "slot">, worker: string, at: Date) => Promise<boolean>;
  /** Takes it for never claimed. */
  dropDelivery: (delivery: Pick<Delivery, "digestId" | "slot">, worker: string) => Promise<void>;
  /** What became of it. False: it was taken over, or settled. @param followFrom when to look whether its message is still true; undefined: never */
  settleDelivery: (
    delivery: Pick<Delivery, "digestId" | "slot">,
    worker: string,
    now: Date,
    outcome: { outcome: DeliveryOutcome; posted?: Posted; followFrom?: Date },
  ) => Promise<boolean>;
  /** The slots of days from `from` on that need no posting any more, as `digestId slot`. */
  settledSlots: (from: Day) => Promise<ReadonlySet<string>>;
  /** Deliveries that somebody asked for and nobody has in hand. */
  openExtras: (now: Date) => Promise<Delivery[]>;
  /** The delivery of each digest that was settled last. */
  lastDeliveries: (digestIds: readonly string[]) => Promise<Map<string, { day: Day; outcome: DeliveryOutcome }>>;
  /** The latest day before `before` on which a digest told what there was, were it nothing; undefined: there is none. */
  lastTold: (digestId: string, before: Day) => Promise<Day | undefined>;
  /** Takes the message that was not looked at for longest, and leaves it to others from `next` on. */
  claimFollowing: (now: Date, next: Date) => Promise<{ delivery: Delivery; posted: Posted } | undefined>;
  /** Notes what a message says now; `undefined`: it is not looked at any more. */
  noteFollowing: (delivery: Pick<Delivery, "digestId" | "slot">, posted: Posted | undefined) => Promise<void>;

  /**
   * Notes files that were uploaded to Slack, to be removed from `until` on. @param readerId in whose direct messages they come (Slack's id)
   */
  keepPictures: (fileIds: readonly string[], now: Date, until: Date, readerId?: string) => Promise<void>;
  /** Notes which message shows them; what it showed before is to be removed at once. */
  placePictures: (fileIds: readonly string[], place: { channel: string; ts: string }, now: Date) => Promise<void>;
  /** Those that are to be removed, with the message that shows them; the oldest first, `most` of them. */
  duePictures: (now: Date, most: number) => Promise<Picture[]>;
  /** Those in somebody's direct messages, by Slack's id. */
  picturesFor: (readerId: string) => Promise<Picture[]>;
  postponePicture: (fileId: string, until: Date) => Promise<void>;
  /** It is gone. */
  dropPicture: (fileId: string) => Promise<void>;

  /**
   * Forgets errands closed before `before`, confirmations of absences that ended before its day (without an end, they count as ended a
   * year after their first day), deliveries of days before it, files uploaded a month before it, and what was noted of digests that are gone.
   * @returns how many
   */
  forget: (before: Date) => Promise<number>;
  /** The ids that errands and confirmations note beside these, for whom Slack or Personio does not know any more. */
  notedBeside: (somebody: Somebody) => Promise<Somebody>;
  /** Everything that is kept about somebody, as it stands in the tables. */
  keptAbout: (somebody: Somebody) => Promise<KeptAbout>;
  /**
   * Removes it, but for errands that are not settled, and for their pictures, which are to be removed at once then. What belongs to a
   * channel (digests, what was done with them) stays without them.
   * Nothing of it is left in the database's own files, as far as it lets us.
   */
  removeAbout: (somebody: Somebody) => Promise<void>;
  /** Waits for calls on their way. */
  close: () => Promise<void>;
};
