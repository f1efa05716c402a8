/** The environment of a bot that lives between these two stand-ins. */
export function settingsFor(
  slack: { apiUrl: string; world: { botToken: string; appToken: string } },
  personio: { url: string; clientId: string; state: { clientSecret: string } },
): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: slack.world.botToken,
    SLACK_APP_TOKEN: slack.world.appToken,
    SLACK_API_URL: slack.apiUrl,
    PERSONIO_CLIENT_ID: personio.clientId,
    PERSONIO_CLIENT_SECRET: personio.state.clientSecret,
    PERSONIO_API_URL: personio.url,
  };
}
