import { expect, it, onTestFinished } from "vitest";
import { createCompany } from "../sandbox/company.ts";
import { createPersonioStandIn } from "../sandbox/personio.ts";
import { settingsFor } from "../sandbox/settings.ts";
import { createSlackStandIn } from "../sandbox/slack.ts";
import { doctor } from "../src/doctor.ts";
import { createLog } from "../src/log.ts";
import { createMetrics } from "../src/metrics.ts";
import { configOf, temporaryFolder } from "./whole-bot.ts";

type Slack = Awaited<ReturnType<typeof createSlackStandIn>>;
type Personio = Awaited<ReturnType<typeof createPersonioStandIn>>;
/** Changes the world, and gives settings if any. */
type Prepare = (world: { slack: Slack; personio: Personio }) => Record<string, string> | undefined;

async function examine(prepare: Prepare = () => undefined) {
  const clock = () => new Date("2026-11-23T08:00:00Z");
  const company = createCompany("2026-11-23");
  const slack = await createSlackStandIn({ ...company.slack, clock });
  onTestFinished(() => slack.close());
  const personio = await createPersonioStandIn({ world: company.personio, clock });
  onTestFinished(() => personio.close());
  const more = prepare({ slack, personio }) ?? {};
  const config = configOf({
    ...settingsFor(slack, personio),
    HOLIDAYS: "DE-BE; München=DE-BY",
    DATABASE_URL: `file:${temporaryFolder()}/whosout.db`,
    ...more,
  });
  let said = "";
  const log = createLog({ level: "error", secrets: [], write: () => {} });
  const well = await doctor(
    config,
    { clock, sleep: async () => {}, random: () => 0, log, metrics: createMetrics() },
    (line) => {
      said += line;
    },
  );
  return { well, said: said.replace(/\(file:.*\)/, "(the file)") };
}

it("ticks every step when all is well", async () => {
  expect(await examine()).toEqual({
    well: true,
    said: `Slack
✓ SLACK_BOT_TOKEN is accepted, for the workspace Sandbox
✓ Slack scope commands
✓ Slack scope chat:write
✓ Slack scope channels:join
✓ Slack scope users:read
✓ Slack scope users:read.email
✓ Slack scope channels:read
✓ Slack scope groups:read
✓ Slack scope files:write
✓ SLACK_APP_TOKEN is accepted and may open connections
Store
✓ Requests can be kept (the file)
Personio
✓ PERSONIO_CLIENT_ID and PERSONIO_CLIENT_SECRET are accepted
✓ Personio scope personio:persons:read
✓ Personio scope personio:absences:read
✓ Personio scope personio:absences:write
✓ Personio scope personio:attendances:read
✓ Persons can be read (40)
✓ Attribute first_name is readable (40 of 40 persons have it)
✓ Attribute last_name is readable (40 of 40 persons have it)
✓ Attribute email is readable (39 of 40 persons have it)
✓ Attribute status is readable (40 of 40 persons have it)
✓ One person can be read
✓ Employments can be read (supervisor, team, workplace)
✓ Hours can be read
✓ Absence types can be read (9)
✓ Absence periods of this week can be read (21)
✓ Teams and departments can be read (11)
✓ Workplaces can be read (4)
All is well. Start the bot with npm start.
`,
  });
});

it.each([
  [
    "a wrong bot token",
    () => ({ SLACK_BOT_TOKEN: "xoxb-wrong" }),
    /✗ SLACK_BOT_TOKEN is not accepted \(invalid_auth\)\n {4}Copy/,
  ],
  [
    "an app token without its scope",
    ({ slack }) => {
      slack.world.appScopes = [];
      return undefined;
    },
    /✗ SLACK_APP_TOKEN cannot open a connection \(missing_scope\)\n {4}Make/,
  ],
  [
    "a missing Slack scope",
    ({ slack }) => void slack.world.scopes.splice(3, 1),
    /✗ Slack scope users:read\.email is missing\n {4}Add it/,
  ],
  [
    "wrong Personio credentials",
    () => ({ PERSONIO_CLIENT_SECRET: "wrong" }),
    /✗ PERSONIO_CLIENT_ID and PERSONIO_CLIENT_SECRET\n {4}Personio does not accept/,
  ],
  [
    "a missing Personio scope",
    ({ personio }) => {
      personio.state.settings.scopes = ["personio:persons:read"];
      return undefined;
    },
    /✗ Personio scope personio:absences:read is missing\n[\s\S]*✗ Absence types cannot be read\n {4}.*personio:absences:read/,
  ],
  [
    "names that may not be read",
    ({ personio }) => {
      personio.state.settings.readableAttributes = ["email"];
      return undefined;
    },
    /✗ Attribute first_name is not readable\n {4}Add it[\s\S]*✗ Attribute status/,
  ],
  [
    "a Personio that is down",
    ({ personio }) => void personio.failNext(/ /, { status: 503 }, 99),
    /✗ PERSONIO_CLIENT_ID and PERSONIO_CLIENT_SECRET\n {4}Personio is not answering/,
  ],
  [
    "a workplace that Personio does not know",
    () => ({ HOLIDAYS: "Paris=FR" }),
    /✗ HOLIDAYS names the workplace “paris”/,
  ],
] satisfies [string, Prepare, RegExp][])("crosses %s, with a remedy", async (_name, prepare, words) => {
  const { well, said } = await examine(prepare);
  expect(said).toMatch(words);
  expect(well).toBe(false);
});

it.each([
  [
    "private channels may not be looked at",
    ({ slack }) => void slack.world.scopes.splice(5, 1),
    /– Slack scope groups:read is missing/,
  ],
  [
    "teams and workplaces may not be read",
    ({ personio }) => {
      personio.state.settings.beta = false;
      return undefined;
    },
    /– Teams and departments cannot be read: their names are left out[\s\S]*– Workplaces/,
  ],
] satisfies [string, Prepare, RegExp][])("is content although %s", async (_name, prepare, words) => {
  const { well, said } = await examine(prepare);
  expect(said).toMatch(words);
  expect(well).toBe(true);
});

it("with AWAY_NOTICES looks for what hearing of mentions needs, and without does not", async () => {
  const { well, said } = await examine(() => ({ AWAY_NOTICES: "true" }));
  expect(well).toBe(false);
  expect(said).toMatch(
    /✗ Slack scope channels:history is missing\n {4}Add it[\s\S]*✗ Slack scope groups:history is missing/,
  );
  const given = await examine(({ slack }) => {
    slack.world.scopes.push("channels:history", "groups:history");
    return { AWAY_NOTICES: "true" };
  });
  expect(given.well).toBe(true);
});

it("tells which address people come back to who let their status be set", async () => {
  const { said } = await examine(() => ({
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "shh",
    TOKEN_KEY: "00".repeat(32),
    PUBLIC_URL: "https://whosout.example",
  }));
  expect(said).toContain("https://whosout.example/slack/oauth is a Redirect URL of the app and reaches PORT 3000");
  expect(said).not.toContain("shh");
});
