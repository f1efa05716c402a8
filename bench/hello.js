// The baseline: a Bolt app over Socket Mode whose listener says hello, and nothing else, on the packages that the bot runs on.
import bolt from "@slack/bolt";

const slackApiUrl = `${process.env.SLACK_API_URL}/`;
const app = new bolt.App({
  token: process.env.SLACK_BOT_TOKEN,
  appToken: process.env.SLACK_APP_TOKEN,
  socketMode: true,
  logLevel: "error",
  clientOptions: { slackApiUrl },
  installerOptions: { clientOptions: { slackApiUrl } },
});
app.command("/whosout", async ({ ack, respond }) => {
  await ack();
  await respond({ response_type: "ephemeral", text: "hello" });
});
await app.start();
