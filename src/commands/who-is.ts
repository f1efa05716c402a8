import type {
  BlockAction,
  ButtonAction,
  MessageShortcut,
  Middleware,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from "@slack/bolt";
import * as z from "zod";
import { isActive, nameOf, type Person } from "../domain/person.ts";
import { ProblemError } from "../domain/problem.ts";
import { type Message, noteMessage, quoted, typedText } from "../views/blocks.ts";
import { idField } from "../views/carried.ts";
import { MOST_CHOICES, profileMessage, whichPersonMessage } from "../views/who-is.ts";
import { answer } from "./answer.ts";
import type { Asker, Askers } from "./asker.ts";
import { type AwayNeeds, askAwayOf } from "./away.ts";
import { unitOf } from "./places.ts";
import { asOfIn, forReading } from "./reading.ts";
import { emailIn, MOST_CHARACTERS, mentioned, unquoted } from "./who.ts";

type Needs = AwayNeeds & { askers: Askers };

/** `/whois [e-mail | @user | name]` */
export const whoIs =
  (needs: Needs): Middleware<SlackCommandMiddlewareArgs> =>
  async ({ ack, command, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(command.user_id, command.team_id);
    const message = await answerTo(typedText(command.text), asker, forReading(needs));
    await answer({ respond, client }, asker.slackId, message);
  };

/** A button with one of several people of a name. */
export const whoIsShow =
  (needs: Needs): Middleware<SlackActionMiddlewareArgs<BlockAction<ButtonAction>>> =>
  async ({ ack, body, action, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    const reading = forReading(needs);
    const id = idField.safeParse(action.value).data;
    const person = id === undefined ? undefined : (await reading.directory.persons([id])).get(id);
    if (!person) throw new ProblemError({ kind: "stale-button" });
    await answer({ respond, client }, asker.slackId, await profileOf(person, asker, reading), { replace: true });
  };

/** The shortcut of a message: who wrote it. */
export const whoIsShortcut =
  (needs: Needs): Middleware<SlackShortcutMiddlewareArgs<MessageShortcut>> =>
  async ({ ack, body, respond, client }) => {
    await ack();
    const asker = await needs.askers.of(body.user.id, body.user.team_id);
    await answer({ respond, client }, asker.slackId, await authorOf(body.message, asker, forReading(needs)));
  };

/** Of what apps write, `user` is the app's own, or whoever let it write in their name; workflows have none. */
const author = z.object({ user: idField.optional(), bot_id: z.string().nullish() });

async function authorOf(message: unknown, asker: Asker, needs: Needs): Promise<Message> {
  const { texts } = asker;
  const { user, bot_id } = author.safeParse(message).data ?? {};
  const person = user && (await needs.askers.personOf(user));
  if (person) return profileOf(person, asker, needs);
  return noteMessage(user && !bot_id ? texts.whoIs.slackOnly(`<@${user}>`) : texts.whoIs.byApp);
}

async function answerTo(typed: string, asker: Asker, needs: Needs): Promise<Message> {
  const { texts } = asker;
  if (/^(help|hilfe|\?)$/i.test(typed)) return noteMessage(texts.whoIs.help);
  if (typed.length > MOST_CHARACTERS) return noteMessage(texts.whoIs.tooLong);
  if (/^(|me|ich)$/i.test(typed)) {
    const self = await needs.askers.personOf(asker.slackId);
    return self ? profileOf(self, asker, needs) : noteMessage(texts.problem.askerUnknown);
  }

  const slackId = mentioned(typed);
  if (slackId) {
    const person = await needs.askers.personOf(slackId);
    return person ? profileOf(person, asker, needs) : noteMessage(texts.whoIs.slackOnly(`<@${slackId}>`));
  }

  const email = emailIn(typed);
  const name = unquoted(typed);
  const found = email
    ? [await needs.directory.personByEmail(email)].filter((person) => person !== undefined)
    : await needs.directory.personsByName(name);
  const [only] = found;
  if (!only) return noteMessage(texts.whoIs.notFound(quoted(email ?? name)));
  return found.length === 1 ? profileOf(only, asker, needs) : choiceOf(name, found, asker, needs);
}

async function choiceOf(
  typed: string,
  found: readonly Person[],
  { texts }: Asker,
  { directory }: Needs,
): Promise<Message> {
  const shown = found.slice(0, MOST_CHOICES);
  const [employments, places] = await Promise.all([
    directory.readableEmployments(shown.map(({ id }) => id)),
    directory.places(),
  ]);
  const choices = shown.map((person) => {
    const employment = employments.get(person.id);
    const hint = [employment?.position, unitOf(employment, places, "team")?.name].filter(Boolean).join(", ");
    return { id: person.id, name: nameOf(person), ...(hint && { hint }) };
  });
  return whichPersonMessage(typed, found.length, choices, texts);
}

async function profileOf(person: Person, asker: Asker, needs: Needs): Promise<Message> {
  const { directory, askers } = needs;
  const [places, employments, inSlack] = await Promise.all([
    directory.places(),
    directory.readableEmployments([person.id]),
    askers.slackUserOf(person),
  ]);
  const employment = employments.get(person.id);
  // Before the two begin: what fails while nobody listens yet ends the process.
  const viewer = await askers.viewer(asker);
  const away = await askAwayOf(person, employment, viewer, asker, needs);
  // By now it is known whether Personio is away: then only a supervisor whom we know is named.
  const supervisor = await supervisorOf(employment?.supervisorId, needs);
  const workplace = employment?.workplaceId ? places.workplaces.get(employment.workplaceId) : undefined;
  const department = unitOf(employment, places, "department")?.name;
  const team = unitOf(employment, places, "team")?.name;
  return profileMessage(
    {
      name: nameOf(person),
      today: asker.today,
      active: isActive(person),
      isFreeDay: needs.holidays.isFree(asker.today, workplace?.name),
      ...(inSlack?.photo && { photo: inSlack.photo }),
      ...(inSlack && { slackId: inSlack.id }),
      ...(person.email && { email: person.email }),
      ...(employment?.position && { position: employment.position }),
      ...(department && { department }),
      ...(team && { team }),
      ...(workplace && { workplace: workplace.name }),
      ...(supervisor && { supervisor }),
      ...(employment?.startDate && { since: employment.startDate }),
      ...away,
      ...asOfIn(directory, asker),
    },
    asker.texts,
  );
}

async function supervisorOf(id: string | undefined, { directory, askers }: Needs) {
  const person = id ? (await directory.readablePersons([id])).get(id) : undefined;
  if (!person) return undefined;
  const inSlack = await askers.slackUserOf(person);
  return { name: nameOf(person), ...(inSlack && { slackId: inSlack.id }) };
}
