import { monthText } from "../domain/calendar.ts";
import type { PictureTexts } from "./en.ts";

const people = (count: number) => (count === 1 ? "1 Person" : `${count} Personen`);

/** Words in and around the picture of a month, in German. */
export const dePicture: PictureTexts = {
  month: (day) => monthText(day, { locale: "de-DE" }),
  title: (month, of) => (of === undefined ? month : `${of} · ${month}`),
  out: (count, among) => (among === undefined ? `${people(count)} abwesend` : `${count} von ${people(among)} abwesend`),
  legend: { halfDay: "halber Tag", weekend: "Wochenende", holiday: "Feiertag", today: "heute" },
  unnamed: (place) => `Person ${place}, siehe unten`,
  alt: (title) => `Kalender: ${title}, Personen untereinander, Tage nebeneinander.`,
  in: "keine Abwesenheiten",
  onlyOut: "Zu sehen ist nur, wer abwesend ist.",
  people: (from, to, all) => `Personen ${from}–${to} von ${all}.`,
  private: "Das siehst nur du. Es verschwindet nach 24 Stunden, damit sich Abwesenheiten nicht in Slack ansammeln.",
  shared: (mention) => `Geteilt von ${mention}. Es verschwindet nach 30 Tagen.`,

  show: "Monat als Bild",
  share: "Im Channel teilen",
  shareTitle: "Dieses Bild teilen?",
  shareText: (channel) =>
    `Ich poste es in ${channel}, wo du danach gefragt hast, für alle dort und ohne private Gründe.`,
  keep: "Für mich behalten",
  posted: (channel) => `In ${channel} gepostet.`,
  cannotPost: (channel) =>
    `In ${channel} darf ich nicht posten. Hol mich dort mit /invite @whosout dazu und teile es noch einmal.`,

  sent: "Das Bild habe ich dir als Direktnachricht geschickt.",
  open: "Ansehen",
  withoutScope:
    "Ich kann keine Bilder schicken: Meiner App fehlt der Scope `files:write`. Wer mich eingerichtet hat, kann ihn aus manifest.yml ergänzen und die App neu installieren. Hier ist es in Worten:",
  refused: "Slack hat das Bild nicht angenommen. Hier ist es in Worten:",
};
