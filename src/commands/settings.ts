import type {
  BlockAction,
  ButtonAction,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from "@slack/bolt";
import { ProblemError } from "../domain/problem.ts";
import type { Status } from "../presence/status.ts";
import type { Store } from "../store/store.ts";
import { LANGUAGES } from "../texts/texts.ts";
import { readSettings, settingsForm } from "../views/settings.ts";
import type { Askers } from "./asker.ts";
import type { Homes } from "./homes.ts";
import { statusModel } from "./status.ts";
import { openWindow, type WindowNeeds } from "./window.ts";

type Needs = WindowNeeds & {
  askers: Askers;
  store: Pick<Store, "getPreferences" | "savePreferences">;
  homes: Pick<Homes, "changed">;
  /** Whoever mentions somebody who is out is told so. */
  awayNotices: boolean;
  /** Undefined: the bot sets nobody's status. */
  status: Status | undefined;
};

/** "Settings" in App Home. */
export const settingsOpen =
  (needs: Needs): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> =>
  async ({ ack, body, client }) => {
    await ack();
    const { slackId, texts } = await needs.askers.of(body.user.id, body.user.team_id);
    const { title } = texts.home.form;
    const build = async () => {
      const [preferences, slackLanguage, status] = await Promise.all([
        needs.store.getPreferences(slackId),
        needs.askers.slackLanguageOf(slackId),
        needs.status && statusModel(slackId, { status: needs.status }),
      ]);
      const { awayNotices } = needs;
      const model = { preferences, languages: LANGUAGES, slackLanguage, awayNotices, ...(status && { status }) };
      return { now: settingsForm(model, texts) };
    };
    await openWindow({ client, triggerId: body.trigger_id, title }, build, texts, needs);
  };

/** The settings are sent. The window closes, and App Home shows itself as it is from now on. */
export const settingsSave =
  ({ askers, store, homes }: Needs): Middleware<SlackViewMiddlewareArgs<ViewSubmitAction>> =>
  async ({ ack, body, view }) => {
    const { slackId } = await askers.of(body.user.id, body.user.team_id);
    const chosen = readSettings(view, await store.getPreferences(slackId), LANGUAGES);
    if (!chosen) throw new ProblemError({ kind: "stale-button" });
    await store.savePreferences(slackId, chosen);
    await ack();
    homes.changed(slackId);
  };
