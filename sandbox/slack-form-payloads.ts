import type { Field } from "./slack-form-state.ts";
import { viewPayload } from "./slack-views.ts";
import type { SlackUser, View, World } from "./slack-world.ts";

/** What Slack tells the bot when somebody does something with a window, or with the shortcut to one. */
export function createFormPayloads(world: World, userOf: (id: string) => SlackUser) {
  const from = ({ id, name, team_id }: SlackUser) => ({
    user: { id, username: name, name, team_id },
    team: { id: world.teamId, domain: "sandbox" },
    token: "sandbox-verification-token",
    enterprise: null,
    is_enterprise_install: false,
  });
  const about = (by: string, view: View) => ({
    ...from(userOf(by)),
    api_app_id: world.appId,
    view: viewPayload(world, view),
  });
  const inside = ({ id }: View) => ({ container: { type: "view", view_id: id } });
  const timeStamp = () => `${world.clock().getTime() / 1000}`;

  return {
    shortcut: (by: string, callbackId: string) => ({
      type: "shortcut",
      callback_id: callbackId,
      ...from(userOf(by)),
      trigger_id: world.newTrigger(by),
      action_ts: timeStamp(),
    }),
    action: (by: string, view: View, blockId: string, action: Record<string, unknown>) => ({
      type: "block_actions",
      ...inside(view),
      ...about(by, view),
      trigger_id: world.newTrigger(by, view.channel),
      actions: [{ ...action, block_id: blockId, action_ts: timeStamp() }],
    }),
    /** What somebody typed to find something in a list that is the bot's. */
    suggestion: (by: string, view: View, { blockId, element }: Field, typed: string) => ({
      type: "block_suggestion",
      ...inside(view),
      ...about(by, view),
      block_id: blockId,
      action_id: element.action_id,
      value: typed,
    }),
    submission: (by: string, view: View) => ({
      type: "view_submission",
      ...about(by, view),
      trigger_id: world.newTrigger(by, view.channel),
      response_urls: [],
    }),
    closure: (by: string, view: View, isCleared: boolean) => ({
      type: "view_closed",
      ...about(by, view),
      is_cleared: isCleared,
    }),
  };
}
