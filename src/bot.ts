import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { WebClient } from "@slack/web-api";
import type { Askers } from "./commands/asker.ts";
import { whoIs, whoIsShow } from "./commands/who-is.ts";
import { whosOut, whosOutShare, whosOutShow } from "./commands/whos-out.ts";
import type { ReasonSetting } from "./domain/discretion.ts";
import type { Holidays } from "./domain/holidays.ts";
import type { Log } from "./domain/log.ts";
import type { Directory } from "./personio/directory.ts";
import { tellProblems } from "./problems.ts";
import { PROFILE_ACTION } from "./views/who-is.ts";
import { SHARE_ACTION, SHOW_ACTION } from "./views/whos-out.ts";

export type Parts = {
  directory: Directory;
  askers: Askers;
  holidays: Holidays;
  reasons: ReasonSetting;
  slack: WebClient;
  log: Log;
  newReference: () => string;
};

/** Everything that the bot listens to: its table of contents. */
export function listen(app: App, parts: Parts): void {
  app.use(tellProblems(parts));

  app.command("/whosout", whosOut(parts));
  app.action<BlockAction<ButtonAction>>({ type: "block_actions", action_id: SHOW_ACTION }, whosOutShow(parts));
  app.action<BlockAction<ButtonAction>>({ type: "block_actions", action_id: SHARE_ACTION }, whosOutShare(parts));

  app.command("/whois", whoIs(parts));
  app.action<BlockAction<ButtonAction>>({ type: "block_actions", action_id: PROFILE_ACTION }, whoIsShow(parts));
}
