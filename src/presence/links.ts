import type { WebClient } from "@slack/web-api";
import * as z from "zod";
import type { Askers } from "../commands/asker.ts";
import { slackErrorOf } from "../commands/slack-error.ts";
import type { Home } from "../commands/slack-user.ts";
import type { StatusSettings } from "../config.ts";
import type { Clock } from "../domain/calendar.ts";
import type { Log } from "../domain/log.ts";
import { undefinedFor } from "../domain/problem.ts";
import { factsOf } from "../problems.ts";
import type { Store } from "../store/store.ts";
import type { Profiles } from "./profiles.ts";
import type { Seal } from "./seal.ts";
import { createStates, type State } from "./states.ts";

/** What came of somebody's journey to Slack; `slackId` where it is known who set out. */
export type Journey = { end: JourneyEnd; slackId?: string };
/** `stale`: the link is too old, was used before, or is none of ours. */
export type JourneyEnd = "linked" | "denied" | "stale" | "somebody-else" | "trouble";

export type Links = ReturnType<typeof createLinks>;

const SCOPES = ["users.profile:read", "users.profile:write"];
/** Slack's codes for a code that is too old, or was used before. */
const STALE = new Set(["invalid_code", "code_expired", "code_already_used"]);

/** What Slack sends people back with. */
const query = z.object({
  state: z.string().max(500),
  code: z.string().max(500).optional(),
  error: z.string().max(100).optional(),
});
/** What Slack says to a code. */
const access = z.object({
  authed_user: z.object({ id: z.string(), scope: z.string(), access_token: z.string() }),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
});

/**
 * How people allow the bot to set their status: with a link of their own to Slack's question, and back (OAuth v2, for user scopes alone).
 *
 * @param needs.people a client without a token
 */
export function createLinks(needs: {
  settings: NonNullable<StatusSettings>;
  people: WebClient;
  profiles: Profiles;
  seal: Seal;
  store: Pick<Store, "saveStatusLink" | "getStatusLink" | "takeOnce">;
  askers: Pick<Askers, "of">;
  home: Home;
  clock: Clock;
  log: Log;
}) {
  const { settings, people, profiles, seal, store, askers, home, log } = needs;
  const { clientId: client_id, clientSecret: client_secret, redirectUrl: redirect_uri } = settings;
  const states = createStates(settings.tokenKey, needs.clock);

  /** Trades the code for a token, and keeps it when it is that of whoever set out. */
  async function link({ slackId }: State, code: string): Promise<JourneyEnd> {
    const answer = await people.oauth.v2.access({ client_id, client_secret, code, redirect_uri });
    const { authed_user: user, team, enterprise } = access.parse(answer);
    const isHome = team?.id === home.teamId || (enterprise?.id !== undefined && enterprise.id === home.enterpriseId);
    const member =
      isHome && user.id === slackId && (await askers.of(slackId, undefined).catch(undefinedFor("not-a-member")));
    const granted = user.scope.split(",");
    const end = !member ? "somebody-else" : SCOPES.every((scope) => granted.includes(scope)) ? "linked" : "denied";
    if (end === "linked") {
      await store.saveStatusLink(slackId, seal.seal(user.access_token, slackId));
      return end;
    }
    log.warn({ user: slackId, end }, "a token was not kept");
    // Slack gives one person one token: where they let us keep theirs, it stays good.
    if (!(await store.getStatusLink(user.id))) await profiles.revoke(user.access_token).catch(() => {});
    return end;
  }

  return {
    /** Where somebody allows it, good for ten minutes and for them alone. */
    urlFor: (slackId: string): string => {
      const asked = {
        client_id,
        user_scope: SCOPES.join(","),
        redirect_uri,
        state: states.make(slackId),
        team: home.teamId,
      };
      return `${settings.authorizeUrl}?${new URLSearchParams(asked)}`;
    },

    /** Somebody comes back from Slack. Never rejects: what went wrong is in the log. */
    arrive: async (params: URLSearchParams): Promise<Journey> => {
      const said = query.safeParse(Object.fromEntries(params)).data;
      const state = said && states.read(said.state);
      if (!state) return { end: "stale" };
      const { slackId } = state;
      try {
        if (!(await store.takeOnce(state.id, state.until))) return { end: "stale", slackId };
        if (said.error !== undefined || said.code === undefined) return { end: "denied", slackId };
        return { end: await link(state, said.code), slackId };
      } catch (error) {
        if (STALE.has(slackErrorOf(error) ?? "")) return { end: "stale", slackId };
        log.warn({ user: slackId, ...factsOf(error) }, "Slack's answer about a status could not be used");
        return { end: "trouble", slackId };
      }
    },
  };
}
