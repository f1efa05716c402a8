import type { World } from "./slack-world.ts";

/**
 * What Slack itself says at fields, and has Slackbot say, in the language of whoever reads it; the rest is the page's. Slack's English is as
 * its clients show it, its German as nearly as it could be found.
 */
export type Sentences = typeof ENGLISH;

export const ENGLISH = {
  isRequired: "please complete this required field",
  tooShort: (characters: number) => `at least ${characters} characters`,
  noNumber: (typed: string) => `"${typed}" is no number`,
  atLeast: (number: string) => `at least ${number}`,
  atMost: (number: string) => `at most ${number}`,
  failed: (command: string, error: string) => `${command} failed with the error "${error}"`,
  noCommand: (command: string) =>
    `\`${command}\` is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.\n\nIf you are trying to send a message and not run a command, try preceding the "/" with an empty space.`,
};

const GERMAN: Sentences = {
  isRequired: "bitte fülle dieses Pflichtfeld aus",
  tooShort: (characters) => `mindestens ${characters} Zeichen`,
  noNumber: (typed) => `„${typed}“ ist keine Zahl`,
  atLeast: (number) => `mindestens ${number}`,
  atMost: (number) => `höchstens ${number}`,
  failed: (command, error) => `${command} ist mit dem Fehler „${error}“ fehlgeschlagen`,
  noCommand: (command) =>
    `\`${command}\` ist kein gültiger Befehl. In Slack werden alle Nachrichten, die mit dem Zeichen „/“ beginnen, als Befehle interpretiert.\n\nWenn du eine Nachricht senden und keinen Befehl ausführen möchtest, setze ein Leerzeichen vor das „/“.`,
};

/** Those for somebody, by the language that they have in Slack. */
export function sentencesFor({ users }: Pick<World, "users">, reader: string): Sentences {
  return /^de\b/.test(users.find(({ id }) => id === reader)?.locale ?? "") ? GERMAN : ENGLISH;
}
