import type { UsersInfoResponse, UsersListResponse } from "@slack/web-api";
import { isTimeZone } from "../domain/calendar.ts";

/** A user as Slack tells of them, one by one or in its list. */
export type SlackUser = NonNullable<UsersInfoResponse["user"]>;
export type ListedUser = NonNullable<UsersListResponse["members"]>[number];

/** The workspace (and, on Enterprise Grid, the organisation) that the app is installed in. */
export type Home = { teamId: string; enterpriseId?: string };

/** What tells members from others. */
type Standing = Pick<
  SlackUser,
  | "id"
  | "team_id"
  | "enterprise_user"
  | "deleted"
  | "is_bot"
  | "is_workflow_bot"
  | "is_connector_bot"
  | "is_stranger"
  | "is_restricted"
  | "is_ultra_restricted"
  | "is_invited_user"
>;

/** Everybody whom Slack calls a guest, a stranger, a bot or gone is not one. */
export function isFullMember(user: Standing, home: Home): boolean {
  const enterprise = user.enterprise_user?.enterprise_id;
  const athome =
    user.team_id === undefined ||
    user.team_id === home.teamId ||
    (enterprise !== undefined && enterprise === home.enterpriseId);
  const odd =
    user.deleted ||
    user.is_bot ||
    user.is_workflow_bot ||
    user.is_connector_bot ||
    user.is_stranger ||
    user.is_restricted ||
    user.is_ultra_restricted ||
    user.is_invited_user ||
    // Slackbot does not call itself a bot.
    user.id === "USLACKBOT";
  return athome && !odd;
}

/** The address by which somebody is known in Personio. An unconfirmed one proves nothing: it could be anybody's. */
export function emailOf(user: Pick<SlackUser, "is_email_confirmed" | "profile"> | undefined): string | undefined {
  return user?.is_email_confirmed === false ? undefined : user?.profile?.email || undefined;
}

/** Where somebody is by their Slack, as an IANA name that this machine knows. */
export function zoneOf({ tz }: Pick<SlackUser, "tz">): string | undefined {
  return tz && isTimeZone(tz) ? tz : undefined;
}
