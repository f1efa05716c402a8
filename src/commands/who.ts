import { foldName, nameOf, type Person } from "../domain/person.ts";
import { trimmed } from "../domain/presentable.ts";
import type { Part, Who } from "../domain/whos-out.ts";
import type { Directory } from "../personio/directory.ts";
import type { Places } from "../personio/memory.ts";
import type { Texts } from "../texts/texts.ts";
import type { Asker, Askers } from "./asker.ts";

/** What a typed *who* turned out to be. */
export type Found =
  | { kind: "found"; who: Who }
  | { kind: "several"; choices: { label: string; who: Who }[] }
  | { kind: "nobody" }
  /** A Slack user whom Personio does not know. */
  | { kind: "slack-only"; slackId: string }
  /** "my team", and Personio tells none. */
  | { kind: "no-team" };

/** A mention as Slack sends it: `<@U012|anna>` or `<@U012>`; a bare `@U…` id never reaches us. */
const MENTION = /^<@([UW][A-Z0-9]+)(?:\|[^>]*)?>$/;

/** Longer than any name or address. */
export const MOST_CHARACTERS = 200;

const ME = new Set(["me", "i", "ich", "mich"]);
const MY_TEAM = new Set(["my team", "mein team", "us", "wir"]);
const EVERYBODY = new Set(["", "all", "everybody", "everyone", "alle", "company", "firma"]);

/** The Slack id in a mention; undefined for any other text. */
export function mentioned(text: string): string | undefined {
  return MENTION.exec(unquoted(text))?.[1];
}

/** Without the quotation marks around it, straight or typographic. */
export function unquoted(text: string): string {
  return trimmed(text.trim(), `"'“”„‚‘’«»`).trim();
}

/** An e-mail address however Slack spells it: `a@b.c`, `<mailto:a@b.c|a@b.c>`, in straight or smart quotes. */
export function emailIn(typed: string): string | undefined {
  const linked = /^<mailto:([^|>]+)(?:\|[^>]*)?>$/.exec(unquoted(typed))?.[1];
  const email = unquoted(linked ?? typed);
  return /^[^\s@<>]+@[^\s@<>]+$/.test(email) ? email.toLowerCase() : undefined;
}

/** What people say before the name of a team or place. Part of a name it may be too ("von Thun"), so it is dropped only in vain. */
const BEFORE_NAMES = /^(?:in|at|of|from|for|the|team|im|am|aus|bei|von|für|abteilung|department) /i;

/**
 * Finds out who is meant: a mention, the asker or their team, else a team, department or workplace by its whole name, then by
 * a part of it, then a person by name.
 */
export async function findWho(
  typed: string,
  asker: Asker,
  needs: { directory: Directory; askers: Askers },
): Promise<Found> {
  const name = unquoted(typed);
  if (name.length > MOST_CHARACTERS) return { kind: "nobody" };
  const found = await findNamed(name, asker, needs);
  return found.kind === "nobody" && BEFORE_NAMES.test(name)
    ? findNamed(name.replace(BEFORE_NAMES, ""), asker, needs)
    : found;
}

async function findNamed(typed: string, asker: Asker, needs: { directory: Directory; askers: Askers }): Promise<Found> {
  const { directory } = needs;
  const text = foldName(typed);
  if (EVERYBODY.has(text)) return { kind: "found", who: { kind: "everybody" } };

  const slackId = mentioned(typed) ?? (ME.has(text) ? asker.slackId : undefined);
  if (slackId) {
    const person = await needs.askers.personOf(slackId);
    return person ? { kind: "found", who: { kind: "person", id: person.id } } : { kind: "slack-only", slackId };
  }
  if (MY_TEAM.has(text)) {
    const person = await needs.askers.personOf(asker.slackId);
    const employment = person && (await directory.employments([person.id])).get(person.id);
    const team = employment?.orgUnits.find(({ type }) => type === "team") ?? employment?.orgUnits[0];
    return team ? { kind: "found", who: { kind: "unit", id: team.id } } : { kind: "no-team" };
  }

  const places = placeChoices(await directory.places(), asker.texts);
  const whole = places.filter(({ name }) => name === text);
  const found = whole.length > 0 ? whole : places.filter(({ name }) => name.includes(text));
  // A person's whole name beats a part of a team's name ("Paul" and "Team Pauline").
  const persons = whole.length > 0 ? [] : await directory.personsByName(typed);
  const exact = found.length > whole.length ? persons.filter((person) => foldName(nameOf(person)) === text) : [];
  const choices = [
    ...(exact.length > 0 ? [] : found),
    ...(await personChoices(exact.length > 0 ? exact : persons, directory)),
  ];
  const [only] = choices;
  if (!only) {
    // Where teams cannot be read for now, nobody knows whether there is such a one.
    await directory.requiredPlaces();
    return { kind: "nobody" };
  }
  return choices.length === 1
    ? { kind: "found", who: only.who }
    : { kind: "several", choices: choices.map(({ label, who }) => ({ label, who })) };
}

/** The team, department or workplace of exactly this name. */
export async function placeCalled(typed: string, directory: Directory): Promise<Who | undefined> {
  const { orgUnits, workplaces } = await directory.places();
  const isIt = ({ name }: { name: string }) => foldName(name) === foldName(typed);
  const unit = [...orgUnits.values()].find(isIt);
  if (unit) return { kind: "unit", id: unit.id };
  const workplace = [...workplaces.values()].find(isIt);
  return workplace && { kind: "workplace", id: workplace.id };
}

/** The person of exactly this name, when there is one and no other. */
export async function personCalled(
  typed: string,
  directory: Directory,
): Promise<Extract<Who, { kind: "person" }> | undefined> {
  const called = (await directory.personsByName(typed)).filter(
    (person) => foldName(nameOf(person)) === foldName(typed),
  );
  const [only] = called;
  return only && called.length === 1 ? { kind: "person", id: only.id } : undefined;
}

/**
 * How the answer calls whom it was asked of; undefined for everybody, and when nothing of it is in Personio any more.
 * @throws ProblemError when that cannot be read for now
 */
export async function nameOfWho(
  who: Who,
  directory: Pick<Directory, "persons" | "places" | "requiredPlaces">,
  texts: Texts,
): Promise<{ name: string; isPerson: boolean } | undefined> {
  switch (who.kind) {
    case "everybody":
      return undefined;
    case "person": {
      const name = await personName(who.id, directory);
      return name === undefined ? undefined : { name, isPerson: true };
    }
    case "channel":
      return { name: texts.whosOut.thisChannel, isPerson: false };
    default: {
      const parts = who.kind === "some" ? who.of : [who];
      const names = await namesOfParts(parts, directory, texts);
      const known = names.filter((name) => name !== undefined);
      // Gone, or not to be read for now.
      if (known.length === 0) await directory.requiredPlaces();
      return known.length === 0 ? undefined : { name: texts.whosOut.several(known), isPerson: false };
    }
  }
}

/** What each of them is called, in their order; undefined where it is gone from Personio. */
export async function namesOfParts(
  parts: readonly Part[],
  directory: Pick<Directory, "persons" | "places">,
  texts: Texts,
): Promise<(string | undefined)[]> {
  const { orgUnits, workplaces } = await directory.places();
  return Promise.all(
    parts.map(async ({ kind, id }) => {
      if (kind === "unit") return orgUnits.get(id)?.name;
      if (kind === "workplace") return workplaces.get(id)?.name;
      const name = await personName(id, directory);
      return name === undefined ? undefined : texts.whosOut.reportsOf(name);
    }),
  );
}

async function personName(id: string, directory: Pick<Directory, "persons">): Promise<string | undefined> {
  const person = (await directory.persons([id])).get(id);
  return person && nameOf(person);
}

function placeChoices({ orgUnits, workplaces }: Places, texts: Texts) {
  const kind = texts.whosOut.kind;
  return [
    ...[...orgUnits.values()].map((unit) => ({
      name: foldName(unit.name),
      label: `${unit.name} (${kind[unit.type]})`,
      who: { kind: "unit", id: unit.id } as Who,
    })),
    ...[...workplaces.values()].map((workplace) => ({
      name: foldName(workplace.name),
      label: `${workplace.name} (${kind.workplace})`,
      who: { kind: "workplace", id: workplace.id } as Who,
    })),
  ];
}

/** Names, with the position where two people share one. */
async function personChoices(persons: readonly Person[], directory: Directory) {
  const shown = persons.slice(0, 25);
  const names = shown.map(nameOf);
  const twins = shown.filter(
    (person, index) => names.indexOf(nameOf(person)) !== index || names.lastIndexOf(nameOf(person)) !== index,
  );
  const employments = await directory.readableEmployments(twins.map(({ id }) => id));
  return shown.map((person) => {
    const hint = employments.get(person.id)?.position ?? (twins.includes(person) ? person.email : undefined);
    return {
      label: hint ? `${nameOf(person)} – ${hint}` : nameOf(person),
      who: { kind: "person", id: person.id } as Who,
    };
  });
}
