import { expect } from "vitest";
import { openHome, pressHome } from "./commands/home-stage.ts";
import { statusStage } from "./presence/stage.ts";
import { GENERAL, type wholeBot } from "./whole-bot.ts";

export type Everything = Awaited<ReturnType<typeof everything>>;

/** The bot with everything that an admin can turn on. */
export function everything(options: Parameters<typeof wholeBot>[0] = {}) {
  return statusStage({
    ...options,
    env: { AWAY_NOTICES: "true", ...options.env },
    prepare: (unstarted) => {
      const { world } = unstarted.slack;
      world.app = { ...world.app, events: [...world.app.events, "message.channels"] };
      world.scopes.push("channels:history");
      options.prepare?.(unstarted);
    },
  });
}

const isForm = ({ submit }: { submit?: string }) => submit !== undefined;

/** Somebody who does all that leaves something behind in the store. They have to be out, and their Slack to be English. */
export async function leaveTraces(stage: Everything, login: string): Promise<void> {
  const { slack, id } = stage;
  const me = id(login);
  await stage.allow(login);
  await openHome(stage, login);
  await pressHome(stage, login, "Settings");
  await slack.nextForm(me, isForm);
  await slack.fill(me, "Direct messages I send you", ["confirmations", "decisions", "requests"]);
  await slack.submit(me);
  await slack.command(me, GENERAL, "/timeoff 1.2. - 5.2. Urlaub");
  await slack.nextForm(me, isForm);
  await slack.fill(me, "Comment", COMMENT);
  await slack.submit(me);
  await slack.nextForm(me, ({ blocks }) => JSON.stringify(blocks).includes("Requested"));
  await slack.dismiss(me, { all: true });
  await slack.command(me, GENERAL, "/digest");
  await slack.nextForm(me, isForm);
  await slack.submit(me);
  await slack.dismiss(me, { all: true });
  const picture = await slack.command(me, GENERAL, "/whosout month");
  await picture.answer();
  await picture.answer();
  await (await slack.say(me, GENERAL, "@guel, can you?"))?.answer();
  await (await slack.say(id("tom"), GENERAL, `@${login}, can you?`))?.answer();
  // The request is closed when everybody was told.
  await expect.poll(() => stage.stored((store) => isSettled(store, stage, login))).toBe(true);
}

export const COMMENT = "Grandmother's funeral";

async function isSettled(
  store: Parameters<Parameters<Everything["stored"]>[0]>[0],
  { id, person }: Everything,
  login: string,
): Promise<boolean> {
  const { requests } = await store.keptAbout({ slackIds: [id(login)], personIds: [person(login)] });
  return requests.every(({ closed_at }) => closed_at !== null);
}
