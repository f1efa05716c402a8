type Reader = { locale: string };

const plain = (text: string) => ({ type: "plain_text" as const, text });

/** What Slack itself says around what the bot sends, in the languages that the demo's people have. */
const EN = {
  onlyYou: "Only visible to you",
  edited: "(edited)",
  optional: "(optional)",
  noResults: "No results",
  searching: "Searching…",
  typeMore: (fewest: number) => `Type ${fewest === 1 ? "a character" : `${fewest} characters`} to search`,
  atMost: (most: number) => `At most ${most}`,
  remove: (what: string) => `Remove ${what}`,
  clear: "Clear",
  openList: "Open the list",
  more: "More actions",
  back: "Back",
  close: "Close",
  cancel: "Cancel",
  messageTo: (name: string) => `Message ${name}, or type / for commands`,
  messageToApp: (name: string) => `Type / for what ${name} can do`,
  messageLabel: (name: string) => `Message to ${name}`,
  send: "Send",
  sending: "Sending …",
  shortcuts: "Shortcuts",
  commands: "Commands",
  people: "People",
  messages: "Messages",
  home: "Home",
  homeOf: (app: string) => `Home of ${app}`,
  conversations: "Conversations",
  somethingNew: "Conversations, with something new",
  closeList: "Close the list",
  channels: "Channels",
  apps: "Apps",
  beginsHere: "The beginning of this channel. Type / for what the app can do.",
  beginsWithApp: "What the app writes to you alone.",
  nothingAtHome: (app: string) => `${app} has published nothing here yet.`,
  noMember: (app: string) => `${app} is not a member`,
  external: "shared with another company",
  shared: "shared",
  archived: "archived",
  page: (from: number, to: number, all: number) => `${from}–${to} of ${all}`,
  previousPage: "Previous page",
  nextPage: "Next page",
  table: "Table",
  cards: "Cards",
  confirm: { title: plain("Are you sure?"), confirm: plain("Yes"), deny: plain("Cancel") },
  select: {
    date: "Select a date",
    time: "Select a time",
    person: "Select a person",
    channel: "Select a channel",
    item: "Select an item",
    options: "Select options",
  },
};
export type SlackWords = typeof EN;
const DE: SlackWords = {
  onlyYou: "Nur für dich sichtbar",
  edited: "(bearbeitet)",
  optional: "(optional)",
  noResults: "Keine Ergebnisse",
  searching: "Suche läuft …",
  typeMore: (fewest) => `Zum Suchen ${fewest === 1 ? "ein Zeichen" : `${fewest} Zeichen`} eingeben`,
  atMost: (most) => `Höchstens ${most}`,
  remove: (what) => `${what} entfernen`,
  clear: "Löschen",
  openList: "Liste öffnen",
  more: "Weitere Aktionen",
  back: "Zurück",
  close: "Schließen",
  cancel: "Abbrechen",
  messageTo: (name) => `Nachricht an ${name}, oder / für Befehle`,
  messageToApp: (name) => `Gib / ein, um zu sehen, was ${name} kann`,
  messageLabel: (name) => `Nachricht an ${name}`,
  send: "Senden",
  sending: "Wird gesendet …",
  shortcuts: "Kurzbefehle",
  commands: "Befehle",
  people: "Personen",
  messages: "Nachrichten",
  home: "Start",
  homeOf: (app) => `Start von ${app}`,
  conversations: "Unterhaltungen",
  somethingNew: "Unterhaltungen, mit etwas Neuem",
  closeList: "Liste schließen",
  channels: "Channels",
  apps: "Apps",
  beginsHere: "Hier beginnt dieser Channel. Gib / ein, um zu sehen, was die App kann.",
  beginsWithApp: "Was die App nur dir schreibt.",
  nothingAtHome: (app) => `${app} hat hier noch nichts veröffentlicht.`,
  noMember: (app) => `${app} ist kein Mitglied`,
  external: "mit einer anderen Firma geteilt",
  shared: "geteilt",
  archived: "archiviert",
  page: (from, to, all) => `${from}–${to} von ${all}`,
  previousPage: "Vorherige Seite",
  nextPage: "Nächste Seite",
  table: "Tabelle",
  cards: "Karten",
  confirm: { title: plain("Bist du sicher?"), confirm: plain("Ja"), deny: plain("Abbrechen") },
  select: {
    date: "Datum auswählen",
    time: "Uhrzeit auswählen",
    person: "Person auswählen",
    channel: "Channel auswählen",
    item: "Element auswählen",
    options: "Optionen auswählen",
  },
};

export function slackWords(reader: Reader): SlackWords {
  return { de: DE, en: EN }[languageOf(reader)];
}

/** What the stand-in says in Slack's place, which speaks English alone. */
const SAID: [english: RegExp, german: string][] = [
  [/^please complete this required field\.?$/i, "Bitte fülle dieses Pflichtfeld aus"],
  [/^at least (\d+) characters?$/i, "Mindestens $1 Zeichen"],
  [/^at most (\d+) characters?$/i, "Höchstens $1 Zeichen"],
  [/^at least (\S+)$/i, "Mindestens $1"],
  [/^at most (\S+)$/i, "Höchstens $1"],
  [/^"(.*)" is no number$/i, "„$1“ ist keine Zahl"],
  [
    /^Sending messages to this app has been turned off\.?$/,
    "Das Senden von Nachrichten an diese App wurde deaktiviert.",
  ],
  [/^You are viewing (#\S+), an archived channel$/, "Du siehst $1, einen archivierten Channel"],
  [/^You are not in this channel\.$/, "Du bist nicht in diesem Channel."],
  [/^Slack does not answer\.$/, "Slack antwortet nicht."],
  [/^This message is not there any more\.$/, "Diese Nachricht gibt es nicht mehr."],
  [
    /^This is not there any more, or cannot be chosen\.$/,
    "Das gibt es nicht mehr, oder es kann nicht ausgewählt werden.",
  ],
  [/^Nothing could be loaded here\.$/, "Hier konnte nichts geladen werden."],
  [
    /^Operation timed out\. Apps need to respond within three seconds\.$/,
    "Zeitüberschreitung. Apps müssen innerhalb von drei Sekunden antworten.",
  ],
  [/^We had some trouble connecting\. Try again\?$/, "Es gab Verbindungsprobleme. Noch einmal versuchen?"],
];

/** A sentence of Slack's own in the language of who reads it; any other sentence as it is. */
export function inTheirWords(reader: Reader, text: string): string {
  const found = SAID.find(([english]) => english.test(text));
  if (!found) return text;
  const [english, german] = found;
  return languageOf(reader) === "de" ? text.replace(english, german) : text.charAt(0).toUpperCase() + text.slice(1);
}

export function languageOf({ locale }: Reader): "de" | "en" {
  return /^de\b/i.test(locale) ? "de" : "en";
}
