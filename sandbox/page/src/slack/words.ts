/** What Slack itself says around what the bot sends, in the languages that the demo's people have. */
const EN = {
  onlyYou: "Only visible to you",
  edited: "(edited)",
  optional: "(optional)",
  noResults: "No results",
  select: {
    date: "Select a date",
    time: "Select a time",
    person: "Select a person",
    channel: "Select a channel",
    item: "Select an item",
    options: "Select options",
  },
};
const DE: typeof EN = {
  onlyYou: "Nur für dich sichtbar",
  edited: "(bearbeitet)",
  optional: "(optional)",
  noResults: "Keine Ergebnisse",
  select: {
    date: "Datum auswählen",
    time: "Uhrzeit auswählen",
    person: "Person auswählen",
    channel: "Channel auswählen",
    item: "Element auswählen",
    options: "Optionen auswählen",
  },
};

export function slackWords({ locale }: { locale: string }): typeof EN {
  return locale.startsWith("de") ? DE : EN;
}
