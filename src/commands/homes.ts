import type { HomeView } from "@slack/types";
import { WebAPIRateLimitedError, type WebClient } from "@slack/web-api";
import { LRUCache } from "lru-cache";
import type { Clock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Message } from "../views/blocks.ts";
import { type HomeModel, homeNote, homeView } from "../views/home.ts";
import { askHome, type HomeNeeds } from "./home-model.ts";
import { slackErrorOf } from "./slack-error.ts";
import { soon } from "./window.ts";

/** How many people's homes are kept true, and for how long after they were opened. Who opens theirs again sees it anew anyway. */
const LATELY = { max: 2000, ttl: 8 * 3600 * 1000 };
/** What is not known after the first of these is shown as soon as it is; what takes longest, alone. */
const SHOWN_AFTER_MS = [800, 4000];
/** After so long, what was refreshed behind the first answer is there. */
const REFRESHED_AFTER_MS = 3000;
/** How often Slack is asked once more that wants to hear less. */
const MOST_TRIES = 5;

/** The App Home of somebody who opened it lately. */
type Home = {
  personId?: string;
  note?: Message;
  /** What it shows now, as far as it was known; and the same as text, to tell whether anything is new. */
  model?: HomeModel;
  said?: string;
  /** Slack's name for what it shows. */
  hash?: string;
  /** Counts the wishes to bring it up to date, so that several at once are one. */
  wishes: number;
  work?: Promise<void>;
  tries: number;
};

export type Homes = ReturnType<typeof createHomes>;

/**
 * Publishes App Home, and keeps it true for those who opened it lately. One person's is made at a time, and made once more when something
 * changed meanwhile, so that an older one never lies over a newer one; between processes, Slack's `hash` sees to that.
 *
 * @param needs.posting a client that does not wait when Slack says "slow down": others have to be answered meanwhile
 */
export function createHomes(
  needs: HomeNeeds & {
    posting: WebClient;
    clock: Clock;
    sleep: (milliseconds: number) => Promise<void>;
    log: Log;
  },
) {
  const { askers, directory, posting, clock, sleep, log } = needs;
  const homes = new LRUCache<string, Home>({ ...LATELY, ttlResolution: 0, perf: { now: () => clock().getTime() } });
  let isStopped = false;

  /** From now on it is one that was opened lately. */
  function homeOf(id: string): Home {
    const home: Home = homes.get(id) ?? { wishes: 0, tries: 0 };
    homes.set(id, home);
    return home;
  }

  function bring(id: string, home: Home): Promise<void> {
    home.wishes += 1;
    home.work ??= untilDone(id, home).finally(() => {
      delete home.work;
    });
    return home.work;
  }

  async function untilDone(id: string, home: Home): Promise<void> {
    home.tries = 0;
    for (let begun = -1; begun !== home.wishes && !isStopped; ) {
      begun = home.wishes;
      await make(id, home, () => begun === home.wishes && !isStopped);
    }
  }

  /** @param isLast whether nothing has changed since it was begun */
  async function make(id: string, home: Home, isLast: () => boolean): Promise<void> {
    // Asked each time: language, time zone and day may be others now, and who was made a guest is told no more.
    const asker = await askers.of(id, undefined);
    const asking = askHome(asker, needs);
    const before = home.model?.today === asker.today ? home.model : undefined;
    const show = async () => {
      const model = { ...before, ...asking.known };
      // The numbers that keep presses apart say nothing.
      const said = JSON.stringify([asker.texts.locale, model, home.note], (key, value) =>
        key === "nonce" ? undefined : value,
      );
      if (said === home.said) return;
      if (!(await publish(id, home, homeView(model, home.note, asker.texts)))) return;
      Object.assign(home, { model, said });
    };
    for (const after of SHOWN_AFTER_MS) {
      if (await soon(asking.all, after, sleep)) break;
      if (!isLast()) return;
      await show();
    }
    await asking.all;
    const personId = asking.personId();
    if (personId) home.personId = personId;
    if (isLast()) await show();
  }

  /** @returns false when it has to be made anew */
  async function publish(id: string, home: Home, view: HomeView): Promise<boolean> {
    try {
      const { view: shown } = await posting.views.publish({
        user_id: id,
        view,
        ...(home.hash !== undefined && { hash: home.hash }),
      });
      if (shown?.hash) home.hash = shown.hash;
      return true;
    } catch (error) {
      home.tries += 1;
      if (home.tries > MOST_TRIES) throw error;
      if (error instanceof WebAPIRateLimitedError) await sleep(error.retryAfter * 1000);
      // Another process has shown something meanwhile: what is known now is newer.
      else if (slackErrorOf(error) === "hash_conflict") delete home.hash;
      else throw error;
      home.wishes += 1;
      return false;
    }
  }

  /** Brings it up to date, when somebody looks at it. Nobody waits for it. */
  function changed(id: string): void {
    const home = homes.get(id);
    if (!home) return;
    bring(id, home).catch((error: unknown) =>
      log.warn(
        error instanceof ProblemError ? { problem: error.problem.kind } : { slackError: slackErrorOf(error) ?? "none" },
        "a home could not be brought up to date",
      ),
    );
  }

  return {
    /**
     * Somebody opens their App Home.
     *
     * @param hash of what Slack shows there already
     * @throws ProblemError `not-a-member`; otherwise what keeps it from being shown at all
     */
    open: async (id: string, hash: string | undefined): Promise<void> => {
      const home = homeOf(id);
      delete home.note;
      // Another process may have shown something else.
      if (hash !== home.hash) {
        delete home.said;
        if (hash === undefined) delete home.hash;
        else home.hash = hash;
      }
      await bring(id, home);
      void sleep(REFRESHED_AFTER_MS).then(() => changed(id));
    },

    changed,

    /** Somebody pressed something in it. @param hash of what Slack shows there */
    seen: (id: string, hash: string): void => {
      const home = homeOf(id);
      home.hash ??= hash;
      if (home.personId !== undefined) return;
      const whose = askers.personOf(id).then((person) => {
        if (person) home.personId = person.id;
      });
      // The same is asked when it is made, and told then.
      whose.catch(() => {});
    },

    /** Somebody's absences are others now: they see it, and so does their supervisor. */
    absencesChanged: async (personId: string): Promise<void> => {
      if (homes.size === 0) return;
      const supervisorId = (await directory.readableEmployments([personId])).get(personId)?.supervisorId;
      for (const [id, home] of [...homes.entries()]) {
        if (home.personId === personId || (supervisorId !== undefined && home.personId === supervisorId)) changed(id);
      }
    },

    /**
     * Tells something at the top of App Home: what came of what was pressed there. It stands there until it is opened again.
     * Where nothing else may be told, it stands alone.
     */
    tell: async (id: string, note: Message): Promise<void> => {
      const home = homeOf(id);
      home.note = note;
      delete home.said;
      try {
        await bring(id, home);
      } catch (error) {
        log.info({ user: id, slackError: slackErrorOf(error) ?? "none" }, "a home shows nothing but a note");
        home.tries = 0;
        delete home.model;
        await publish(id, home, homeNote(note));
      }
    },

    /** What is being made is finished. */
    stop: async (): Promise<void> => {
      isStopped = true;
      await Promise.allSettled([...homes.values()].map(({ work }) => work));
    },
  };
}
