import type { WebClient } from "@slack/web-api";
import { ProblemError } from "../domain/problem.ts";
import { slackErrorOf } from "./asker.ts";

/**
 * Makes sure that only this company reads a conversation before absences are posted to it.
 *
 * @throws ProblemError `shared-channel` when another company reads along or was invited to; `channel-unknown` when Slack does not
 * show us the conversation (private ones without us, direct messages between others), since then nobody knows
 */
export async function checkChannel(slack: WebClient, channelId: string | undefined): Promise<void> {
  if (channelId === undefined) throw new ProblemError({ kind: "channel-unknown" });
  const channel = await slack.conversations.info({ channel: channelId }).then(
    (answer) => answer.channel,
    (error: unknown) => {
      // Whatever Slack's reason is. That it does not answer at all is another matter.
      if (slackErrorOf(error) !== undefined) return undefined;
      throw error;
    },
  );
  if (!channel) throw new ProblemError({ kind: "channel-unknown" });
  // `is_shared` alone also stands for channels shared between workspaces of the same company.
  const foreign =
    channel.is_ext_shared || channel.is_pending_ext_shared || (channel.is_shared && !channel.is_org_shared);
  if (foreign) throw new ProblemError({ kind: "shared-channel" });
}
