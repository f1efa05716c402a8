import { readFileSync } from "node:fs";
import { WebClient } from "@slack/web-api";
import { parse } from "yaml";
import * as z from "zod";
import { slackErrorOf } from "./commands/slack-error.ts";
import { type Config, OAUTH_PATH, USUAL_PORT } from "./config.ts";
import { type Span, wallClock, weekOf } from "./domain/calendar.ts";
import type { Person } from "./domain/person.ts";
import { personioOf, type World } from "./parts.ts";
import type { Personio } from "./personio/client.ts";
import { problemOf } from "./problems.ts";
import { openStore, StoreError } from "./store/open.ts";
import { textsFor } from "./texts/texts.ts";
import { problemText } from "./views/problem.ts";

/** One thing that was looked at. `remedy` stands where it is not well; `optional`: the bot works without. */
type Finding = { what: string; remedy?: string; optional?: boolean };
type Write = (line: string) => void;

/** The scopes that the bot cannot do without. */
const PERSONIO_SCOPES = ["personio:persons:read", "personio:absences:read"];
/** Those without which something is missing, and what. */
const OPTIONAL_SCOPES: Record<string, string> = {
  "personio:absences:write": "nobody can ask for time off here",
  "personio:attendances:read": "nobody can see their hours here",
};
/** Comments in the manifest: without them nobody hears of mentions, or only in public channels. */
const SCOPES_FOR_NOTICES = ["channels:history", "groups:history"];

const manifestUrl = new URL("../manifest.yml", import.meta.url);
const manifestScopes = z.object({
  oauth_config: z.object({
    scopes: z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).default([]) }),
  }),
});

/**
 * Looks at the real Slack and the real Personio, step by step, and writes a tick or a cross and a remedy for each.
 * @returns whether all is well
 */
export async function doctor(config: Config, world: Omit<World, "every">, write: Write): Promise<boolean> {
  let well = true;
  const tell = ({ what, remedy, optional }: Finding) => {
    if (remedy && !optional) well = false;
    write(remedy ? `${optional ? "–" : "✗"} ${what}\n    ${remedy}\n` : `✓ ${what}\n`);
  };
  write("Slack\n");
  for (const finding of await slackFindings(config)) tell(finding);
  write("Store\n");
  tell(await storeFinding(config));
  write("Personio\n");
  const personio = personioOf(config, world);
  const today = wallClock(world.clock(), config.TIME_ZONE).day;
  for await (const finding of personioFindings(personio, config, weekOf(today))) tell(finding);
  write(well ? "All is well. Start the bot with npm start.\n" : "Not everything is well: see the crosses above.\n");
  return well;
}

async function storeFinding({ DATABASE_URL }: Config): Promise<Finding> {
  const kind = DATABASE_URL.startsWith("file:") ? DATABASE_URL : "PostgreSQL";
  try {
    await (await openStore(DATABASE_URL)).close();
    return { what: `Requests can be kept (${kind})` };
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    return { what: `Requests cannot be kept (${kind})`, remedy: error.message };
  }
}

async function slackFindings(config: Config): Promise<Finding[]> {
  const options = { slackApiUrl: `${config.SLACK_API_URL}/`, retryConfig: { retries: 1 }, timeout: 8000 };
  const found: Finding[] = [];
  try {
    const me = await new WebClient(config.SLACK_BOT_TOKEN, options).auth.test();
    found.push({ what: `SLACK_BOT_TOKEN is accepted, for the workspace ${me.team ?? me.team_id}` });
    found.push(...scopeFindings(me.response_metadata?.scopes ?? [], config));
  } catch (error) {
    found.push({
      what: `SLACK_BOT_TOKEN is not accepted (${slackErrorOf(error) ?? "no answer"})`,
      remedy: `Copy the Bot User OAuth Token again: api.slack.com/apps › your app › OAuth & Permissions. Slack was asked at ${config.SLACK_API_URL}.`,
    });
  }
  if (config.PUBLIC_URL) {
    const address = `${config.PUBLIC_URL}${OAUTH_PATH}`;
    found.push({
      what: `People can let their status be set, if ${address} is a Redirect URL of the app and reaches PORT ${config.PORT ?? USUAL_PORT}`,
    });
  }
  if (!config.SLACK_APP_TOKEN) {
    found.push({
      what: "SLACK_SIGNING_SECRET is set: Slack calls over HTTP (only a real request can prove the secret)",
    });
    return found;
  }
  try {
    await new WebClient(config.SLACK_APP_TOKEN, options).apps.connections.open({});
    found.push({ what: "SLACK_APP_TOKEN is accepted and may open connections" });
  } catch (error) {
    found.push({
      what: `SLACK_APP_TOKEN cannot open a connection (${slackErrorOf(error) ?? "no answer"})`,
      remedy:
        "Make an app-level token with the scope connections:write, and see that Socket Mode is on: api.slack.com/apps › your app › Basic Information.",
    });
  }
  return found;
}

/** What the token may do, against what the manifest asks for. */
function scopeFindings(granted: readonly string[], { AWAY_NOTICES }: Config): Finding[] {
  const { bot, bot_optional } = manifestScopes.parse(parse(readFileSync(manifestUrl, "utf8"))).oauth_config.scopes;
  return [...bot, ...(AWAY_NOTICES ? SCOPES_FOR_NOTICES : [])].map((scope) =>
    granted.includes(scope)
      ? { what: `Slack scope ${scope}` }
      : {
          what: `Slack scope ${scope} is missing`,
          remedy: "Add it under OAuth & Permissions (or paste manifest.yml again), then reinstall the app.",
          optional: bot_optional.includes(scope),
        },
  );
}

async function* personioFindings(personio: Personio, config: Config, span: Span): AsyncGenerator<Finding> {
  const scopes = await tried(() => personio.grantedScopes());
  if ("trouble" in scopes) {
    yield { what: "PERSONIO_CLIENT_ID and PERSONIO_CLIENT_SECRET", remedy: scopes.trouble };
    return;
  }
  yield { what: "PERSONIO_CLIENT_ID and PERSONIO_CLIENT_SECRET are accepted" };
  // A token that does not tell its scopes shows them by what can be read.
  for (const scope of scopes.value.length > 0 ? [...PERSONIO_SCOPES, ...Object.keys(OPTIONAL_SCOPES)] : []) {
    const lost = OPTIONAL_SCOPES[scope];
    yield scopes.value.includes(scope)
      ? { what: `Personio scope ${scope}` }
      : {
          what: `Personio scope ${scope} is missing${lost ? `: ${lost}` : ""}`,
          remedy: "Tick it at the API credential: Personio › Settings › Integrations › API credentials.",
          optional: lost !== undefined,
        };
  }

  const persons = await tried(() => personio.listPersons());
  if ("trouble" in persons) yield { what: "Persons cannot be read", remedy: persons.trouble };
  else {
    yield { what: `Persons can be read (${persons.value.length})` };
    yield* attributeFindings(persons.value, config);
    const [one] = persons.value;
    if (one) {
      const person = await tried(() => personio.getPerson(one.id));
      yield "trouble" in person
        ? { what: "One person cannot be read", remedy: person.trouble }
        : { what: "One person can be read" };
      const employments = await tried(() => personio.listEmployments(one.id));
      yield "trouble" in employments
        ? { what: "Employments cannot be read", remedy: employments.trouble }
        : { what: "Employments can be read (supervisor, team, workplace)" };
      const hours = await tried(() => personio.listAttendancePeriods({ personIds: [one.id], span }));
      yield "trouble" in hours
        ? { what: "Hours cannot be read: nobody can see theirs here", remedy: hours.trouble, optional: true }
        : { what: "Hours can be read" };
    }
  }

  const types = await tried(() => personio.listAbsenceTypes());
  yield "trouble" in types
    ? { what: "Absence types cannot be read", remedy: types.trouble }
    : { what: `Absence types can be read (${types.value.length})` };
  const periods = await tried(() =>
    personio.listAbsencePeriods({ startsOnOrBefore: span.last, endsOnOrAfter: span.first }, () => undefined),
  );
  yield "trouble" in periods
    ? { what: "Absence periods cannot be read", remedy: periods.trouble }
    : { what: `Absence periods of this week can be read (${periods.value.length})` };
  yield* placeFindings(personio, config);
}

/** Names and addresses, by how many persons have them: an attribute that nobody has is not ticked at the credential. */
function* attributeFindings(persons: readonly Person[], { BIRTHDAY_ATTRIBUTE }: Config): Generator<Finding> {
  const attributes: [string, (person: Person) => unknown, string][] = [
    ["first_name", (person) => person.firstName, "Without names people are shown by their number."],
    ["last_name", (person) => person.lastName, "Without names people are shown by their number."],
    ["email", (person) => person.email, "Without it nobody in Slack can be connected with Personio."],
    ["status", (person) => person.status, "Without it people who left are still shown."],
    ...(BIRTHDAY_ATTRIBUTE
      ? [
          [BIRTHDAY_ATTRIBUTE, (person: Person) => person.birthday, "Without it digests tell no birthdays."] satisfies [
            string,
            (person: Person) => unknown,
            string,
          ],
        ]
      : []),
  ];
  for (const [name, read, consequence] of attributes) {
    const count = persons.filter((person) => read(person) !== undefined).length;
    yield count > 0 || persons.length === 0
      ? { what: `Attribute ${name} is readable (${count} of ${persons.length} persons have it)` }
      : {
          what: `Attribute ${name} is not readable`,
          remedy: `Add it to the readable attributes of the API credential. ${consequence}`,
        };
  }
}

async function* placeFindings(personio: Personio, config: Config): AsyncGenerator<Finding> {
  const units = await tried(() => Promise.all([personio.listOrgUnits("team"), personio.listOrgUnits("department")]));
  yield "trouble" in units
    ? { what: "Teams and departments cannot be read: their names are left out", remedy: units.trouble, optional: true }
    : { what: `Teams and departments can be read (${units.value.flat().length})` };
  const workplaces = await tried(() => personio.listWorkplaces());
  if ("trouble" in workplaces) {
    yield { what: "Workplaces cannot be read: their names are left out", remedy: workplaces.trouble, optional: true };
    return;
  }
  yield { what: `Workplaces can be read (${workplaces.value.length})` };
  const names = new Set(workplaces.value.map(({ name }) => name.trim().toLowerCase()));
  for (const name of config.HOLIDAYS.byWorkplace.keys()) {
    if (!names.has(name.toLowerCase())) {
      yield {
        what: `HOLIDAYS names the workplace “${name}”, and Personio has none of that name`,
        remedy: "Write it as Personio does.",
      };
    }
  }
}

/** What was asked for, or in words why it could not be had. */
async function tried<T>(ask: () => Promise<T>): Promise<{ value: T } | { trouble: string }> {
  try {
    return { value: await ask() };
  } catch (error) {
    return { trouble: problemText(problemOf(error), textsFor(undefined)) };
  }
}
