import type { BlockAction, ButtonAction, Middleware, SlackActionMiddlewareArgs } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Askers } from "./commands/asker.ts";
import { awayNotice } from "./commands/away-notice.ts";
import type { Channels } from "./commands/channel.ts";
import { digest, digestPreview, digestSave } from "./commands/digest.ts";
import { digestDo, digestEdit, digestShow, digestWhy } from "./commands/digest-list.ts";
import { digestOffer } from "./commands/digest-offer.ts";
import { homeAgain, homeOpened, homeSeen } from "./commands/home.ts";
import type { Homes } from "./commands/homes.ts";
import { hours, hoursOpen, hoursShow } from "./commands/hours.ts";
import type { Members } from "./commands/members.ts";
import { monthShare, monthShow, monthTurn } from "./commands/month.ts";
import type { Pictures } from "./commands/pictures.ts";
import { settingsOpen, settingsSave } from "./commands/settings.ts";
import { appUninstalled, statusStop, tokensRevoked } from "./commands/status.ts";
import { timeOff, timeOffField, timeOffRequest, timeOffSend, timeOffShortcut } from "./commands/time-off.ts";
import { timeOffAgain, timeOffCancel, timeOffChange } from "./commands/time-off-mine.ts";
import { whoIs, whoIsShortcut, whoIsShow } from "./commands/who-is.ts";
import { whosOut, whosOutOpen, whosOutShare, whosOutShow } from "./commands/whos-out.ts";
import type { Turns } from "./commands/window.ts";
import type { Digests } from "./digests/digests.ts";
import type { Clock } from "./domain/calendar.ts";
import type { ReasonSetting } from "./domain/discretion.ts";
import type { Holidays } from "./domain/holidays.ts";
import type { Log } from "./domain/log.ts";
import type { Errands } from "./errands/errands.ts";
import type { Others } from "./errands/others.ts";
import type { Listening } from "./heard.ts";
import type { Personio } from "./personio/client.ts";
import type { Directory } from "./personio/directory.ts";
import type { Status } from "./presence/status.ts";
import { tellProblems } from "./problems.ts";
import type { Store } from "./store/store.ts";
import { DIGEST_RESUME_ACTION, DIGEST_SHOW_ACTION, DIGEST_WHY_ACTION } from "./views/digest.ts";
import { DIGEST_FORM, DIGEST_PARTS_ACTION, DIGEST_PREVIEW_ACTION, DIGEST_ZONE_ACTION } from "./views/digest-form.ts";
import {
  DIGEST_DELETE_ACTION,
  DIGEST_EDIT_ACTION,
  DIGEST_PAUSE_ACTION,
  DIGEST_SEND_ACTION,
} from "./views/digest-list.ts";
import { HOME_AGAIN_ACTION, HOME_HOURS_ACTION, HOME_SETTINGS_ACTION, HOME_WHOS_OUT_ACTION } from "./views/home.ts";
import { HOURS_ACTION } from "./views/hours.ts";
import { MONTH_ACTION, MONTH_SHARE_ACTION, MONTH_TURN_ACTION } from "./views/month.ts";
import { SETTINGS_FORM } from "./views/settings.ts";
import { STATUS_LINK_ACTION, STATUS_STOP_ACTION } from "./views/status.ts";
import { AGAIN_ACTION, CANCEL_ACTION, CHANGE_ACTION, OPEN_PERSONIO_ACTION, REQUEST_ACTION } from "./views/time-off.ts";
import { TIME_OFF_FORM } from "./views/time-off-form.ts";
import { FIELD_ACTION } from "./views/time-off-reader.ts";
import { PROFILE_ACTION } from "./views/who-is.ts";
import { SHARE_ACTION, SHOW_ACTION } from "./views/whos-out.ts";

export type Parts = {
  directory: Directory;
  channels: Channels;
  askers: Askers;
  holidays: Holidays;
  reasons: ReasonSetting;
  slack: WebClient;
  log: Log;
  personio: Personio;
  store: Store;
  errands: Errands;
  others: Others;
  digests: Digests;
  homes: Homes;
  /** Whoever mentions somebody who is out is told so. */
  awayNotices: boolean;
  supervisorsSeeHours: boolean;
  pictures: Pictures;
  /** How many days back an absence may begin. */
  daysBack: number;
  members: Members;
  /** Of the company, IANA. */
  zone: string;
  /** Undefined: the bot sets nobody's status. */
  status: Status | undefined;
  /** The admin lets birthdays be told. */
  hasBirthdays: boolean;
  clock: Clock;
  /** Milliseconds. */
  sleep: (milliseconds: number) => Promise<void>;
  turns: Turns;
  /** Never the same twice. */
  newId: () => string;
};

/** Everything that the bot listens to: its table of contents. */
export function listen(app: Listening, parts: Parts): void {
  app.use(tellProblems(parts));
  app.use(homeSeen(parts));

  const button = (id: string | RegExp, listener: Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>>) =>
    app.action<BlockAction<ButtonAction>>({ type: "block_actions", action_id: id }, listener);

  app.event("app_home_opened", homeOpened(parts));
  button(HOME_AGAIN_ACTION, homeAgain(parts));
  button(HOME_WHOS_OUT_ACTION, whosOutOpen(parts));
  button(HOME_HOURS_ACTION, hoursOpen(parts));
  button(HOME_SETTINGS_ACTION, settingsOpen(parts));
  app.view(SETTINGS_FORM, settingsSave(parts));

  app.command("/whosout", whosOut(parts));
  app.shortcut({ type: "shortcut", callback_id: "whos_out" }, whosOutOpen(parts));
  button(SHOW_ACTION, whosOutShow(parts));
  button(SHARE_ACTION, whosOutShare(parts));
  button(MONTH_ACTION, monthShow(parts));
  button(MONTH_TURN_ACTION, monthTurn(parts));
  button(MONTH_SHARE_ACTION, monthShare(parts));

  app.command("/whois", whoIs(parts));
  app.shortcut({ type: "message_action", callback_id: "who_is_this" }, whoIsShortcut(parts));
  button(PROFILE_ACTION, whoIsShow(parts));

  app.command("/hours", hours(parts));
  button(HOURS_ACTION, hoursShow(parts));

  app.command("/digest", digest(parts));
  app.options({ type: "block_suggestion", action_id: DIGEST_ZONE_ACTION }, digestOffer(parts));
  app.options({ type: "block_suggestion", action_id: DIGEST_PARTS_ACTION }, digestOffer(parts));
  button(DIGEST_PREVIEW_ACTION, digestPreview(parts));
  app.view(DIGEST_FORM, digestSave(parts));
  button(DIGEST_SHOW_ACTION, digestShow(parts));
  button(DIGEST_WHY_ACTION, digestWhy(parts));
  button(DIGEST_EDIT_ACTION, digestEdit(parts));
  button(DIGEST_PAUSE_ACTION, digestDo("paused", parts));
  button(DIGEST_RESUME_ACTION, digestDo("resumed", parts));
  button(DIGEST_SEND_ACTION, digestDo("sent", parts));
  button(DIGEST_DELETE_ACTION, digestDo("deleted", parts));

  app.command("/timeoff", timeOff(parts));
  app.shortcut({ type: "shortcut", callback_id: "request_time_off" }, timeOffShortcut(parts));
  button(REQUEST_ACTION, timeOffRequest(parts));
  app.action<BlockAction>({ type: "block_actions", action_id: FIELD_ACTION }, timeOffField(parts));
  app.view(TIME_OFF_FORM, timeOffSend(parts));
  button(CHANGE_ACTION, timeOffChange(parts));
  button(CANCEL_ACTION, timeOffCancel(parts));
  button(AGAIN_ACTION, timeOffAgain(parts));
  // A link: Slack opens it by itself, and wants to hear that it was noticed.
  button(OPEN_PERSONIO_ACTION, async ({ ack }) => ack());

  if (parts.status) button(STATUS_STOP_ACTION, statusStop({ ...parts, status: parts.status }));
  button(STATUS_LINK_ACTION, async ({ ack }) => ack());
  app.event("app_uninstalled", appUninstalled(parts));
  app.event("tokens_revoked", tokensRevoked(parts));

  // Asked for by an admin; Slack sends messages to an app that subscribes to them, and has the scopes.
  if (parts.awayNotices) app.event("message", awayNotice(parts));
}
