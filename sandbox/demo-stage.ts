import { createCompany } from "./company.ts";
import { createPublicHolidays } from "./demo-holidays.ts";
import type { SavedWorld } from "./demo-saved.ts";
import { createStore } from "./demo-store.ts";
import type { SlackApp } from "./manifest.ts";
import { createPersonioStandIn } from "./personio.ts";
import { createSlackStandIn } from "./slack.ts";
import type { Note } from "./trace.ts";

/** Of Morgenrot Instruments. */
export const ZONE = "Europe/Berlin";
/** Who are in #general too, although they are in no digest of the company's tests. */
const GUESTS = ["carla", "guest", "single", "unsure"];

/** What the manifest leaves to the admin, for away notices. */
const MESSAGE_EVENTS = ["message.channels", "message.groups"];
const SCOPES_FOR_MESSAGES = ["channels:history", "groups:history"];

export type DemoStage = Awaited<ReturnType<typeof createStage>>;

/**
 * What the bot lives between: a stand-in Slack, a stand-in Personio, and a file for what it keeps.
 *
 * @param saved what to go on with; else the company on the day of the clock
 */
export async function createStage(options: {
  clock: () => Date;
  note: Note;
  app: SlackApp;
  saved?: SavedWorld | undefined;
}) {
  const { clock, note, app, saved } = options;
  const company = createCompany(
    new Intl.DateTimeFormat("en-CA", { timeZone: ZONE }).format(clock()),
    new Intl.DateTimeFormat("en-GB", { timeZone: ZONE, timeStyle: "short" }).format(clock()),
  );
  const { who } = company;
  // The name that tests the bot with signs of markup is nothing for newcomers.
  for (const person of company.personio.persons) delete person.preferred_name;
  const guests = GUESTS.map((login) => who(login).slackId);
  const channels = company.slack.channels.map((channel) =>
    channel.name === "general" ? { ...channel, members: [...channel.members, ...guests] } : channel,
  );
  const store = createStore();
  if (saved) store.write(saved.store);
  const { users, messages } = saved?.slack ?? { ...company.slack, messages: [] };
  const slack = await createSlackStandIn({
    users,
    channels: saved?.slack.channels ?? channels,
    messages,
    clock,
    app: { ...app, events: [...app.events, ...MESSAGE_EVENTS] },
    note,
  });
  slack.world.scopes.push(...SCOPES_FOR_MESSAGES);
  const world = saved?.personio ?? company.personio;
  const personio = await createPersonioStandIn({ world, clock, note });
  personio.state.settings.isPublicHoliday = createPublicHolidays(world.workplaces);
  return {
    slack,
    personio,
    store,
    who,
    close: async () => {
      await Promise.all([slack.close(), personio.close()]);
      store.remove();
    },
  };
}
