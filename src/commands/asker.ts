import type { WebClient } from "@slack/web-api";
import { type Clock, type Day, wallClock } from "../domain/calendar.ts";
import type { Viewer } from "../domain/discretion.ts";
import type { Log } from "../domain/log.ts";
import type { Metrics } from "../domain/metrics.ts";
import type { Person } from "../domain/person.ts";
import type { Preferences } from "../domain/preferences.ts";
import { leaveOutForNow, ProblemError } from "../domain/problem.ts";
import { keep } from "../kept.ts";
import type { Directory } from "../personio/directory.ts";
import type { Store } from "../store/store.ts";
import { type Language, type Texts, textsFor } from "../texts/texts.ts";
import { slackErrorOf } from "./slack-error.ts";
import { emailOf, type Home, isFullMember, type SlackUser, zoneOf } from "./slack-user.ts";

/** Who is asking: always found out from the Slack user who acts, never from what a button or view carries. */
export type Asker = {
  slackId: string;
  /** IANA name. */
  zone: string;
  /** The date on the asker's wall. */
  today: Day;
  texts: Texts;
};

export type Askers = ReturnType<typeof askersOf> & {
  /** The same, who look people up in this directory: the one of a reading. */
  reading: (directory: People) => Askers;
};

type People = Pick<Directory, "personByEmail">;

const MINUTE = 60_000;
/** Short: who was made a guest is refused soon. */
const MEMBERS = { freshMs: 5 * MINUTE, usableMs: 10 * MINUTE, max: 20_000 };
const MEMBERS_BY_EMAIL = { freshMs: 60 * MINUTE, usableMs: 6 * 60 * MINUTE, max: 20_000 };

type Needs = {
  slack: WebClient;
  directory: People;
  store: Pick<Store, "getPreferences">;
  home: Home;
  zone: string;
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, "kept">;
};

/** @param needs.zone for Slack profiles without a time zone */
export function createAskers(needs: Needs): Askers {
  const kept = keepUsers(needs);
  const askers = (directory: People): Askers => ({ ...askersOf(needs, kept, directory), reading: askers });
  return askers(needs.directory);
}

function keepUsers({ slack, clock, log, metrics }: Needs) {
  const users = keep({
    name: "users",
    clock,
    log,
    metrics,
    ...MEMBERS,
    load: async (id) =>
      (await orMissing(slack.users.info({ user: id, include_locale: true }), ["user_not_found", "user_not_visible"]))
        ?.user,
  });
  const idsByEmail = keep({
    name: "users by e-mail",
    clock,
    log,
    metrics,
    ...MEMBERS_BY_EMAIL,
    // Deactivated users are "not found" too.
    load: async (email) => (await orMissing(slack.users.lookupByEmail({ email }), ["users_not_found"]))?.user?.id,
  });
  return { users, idsByEmail };
}

function askersOf(needs: Needs, { users, idsByEmail }: ReturnType<typeof keepUsers>, directory: People) {
  const { store, home, clock, log } = needs;

  /** The Slack user by id, when they are a full member of our workspace. */
  const member = async (id: string): Promise<SlackUser | undefined> => {
    const user = await users(id);
    return user && isFullMember(user, home) ? user : undefined;
  };

  /** What they chose, else as their Slack is set. Without the store, everybody is answered all the same. */
  const textsOf = async (id: string, user: SlackUser | undefined): Promise<Texts> => {
    const { language } = await store.getPreferences(id).catch((): Preferences => {
      log.warn({}, "preferences could not be read");
      return {};
    });
    return textsFor(language ?? user?.locale);
  };

  const personBehind = async (userId: string): Promise<Person | undefined> => {
    const email = emailOf(await users(userId));
    return email ? directory.personByEmail(email) : undefined;
  };

  return {
    /**
     * @param teamId the team that the payload says the user belongs to; another one is a stranger's
     * @throws ProblemError `not-a-member` for guests, bots, deactivated users and people of other companies
     */
    of: async (userId: string, teamId: string | undefined): Promise<Asker> => {
      const user = await member(userId);
      const foreign = teamId !== undefined && teamId !== home.teamId && home.enterpriseId === undefined;
      if (!user || foreign) throw new ProblemError({ kind: "not-a-member" }, { facts: { user: userId } });
      const zone = zoneOf(user) ?? needs.zone;
      return { slackId: userId, zone, today: wallClock(clock(), zone).day, texts: await textsOf(userId, user) };
    },

    /** As whom the asker reads. Who is not found in Personio, or not now, reads what every colleague may. */
    viewer: async ({ slackId }: Asker): Promise<Viewer> => {
      const person = await personBehind(slackId).catch(leaveOutForNow<Person | undefined>(log, undefined));
      return { kind: "person", ...(person && { personId: person.id }) };
    },

    /** Whether Slack lets them administrate the workspace. */
    isAdmin: async ({ slackId }: Asker): Promise<boolean> => {
      const user = await users(slackId);
      return user?.is_admin === true || user?.is_owner === true;
    },

    /** The language of a Slack user. Never fails: it serves to tell what failed. */
    textsOf: async (userId: string | undefined): Promise<Texts> => {
      if (!userId) return textsFor(undefined);
      return textsOf(userId, await users(userId).catch(() => undefined));
    },

    /** The language that Slack is set to, where we speak it; else the one that we speak instead. */
    slackLanguageOf: async (userId: string): Promise<Language> => textsFor((await users(userId))?.locale).language,

    /**
     * The asker in Personio.
     * @throws ProblemError `asker-unknown` for those whom Personio does not know
     */
    selfOf: async ({ slackId }: Pick<Asker, "slackId">): Promise<Person> => {
      const person = await personBehind(slackId);
      if (!person) throw new ProblemError({ kind: "asker-unknown" });
      return person;
    },

    /** The person in Personio behind a Slack user; undefined when the two are not connected by an e-mail address. */
    personOf: personBehind,

    /** The Slack side of a person: id, photo and time zone, if they are a full member. Undefined also when Slack cannot tell. */
    slackUserOf: async (person: Person): Promise<{ id: string; photo?: string; zone?: string } | undefined> => {
      try {
        const id = person.email ? await idsByEmail(person.email) : undefined;
        const user = id ? await member(id) : undefined;
        if (!user?.id) return undefined;
        const photo = user.profile?.image_192;
        const zone = zoneOf(user);
        return { id: user.id, ...(photo && { photo }), ...(zone && { zone }) };
      } catch (error) {
        log.warn({ slackError: slackErrorOf(error) ?? "no answer" }, "a profile goes without photo and links");
        return undefined;
      }
    },
  };
}

async function orMissing<T>(asked: Promise<T>, codes: string[]): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (codes.includes(slackErrorOf(error) ?? "")) return undefined;
    throw error;
  }
}
