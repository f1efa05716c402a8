import { type Day, monthText } from "../domain/calendar.ts";

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);

/** Words in and around the picture of a month, in English. */
export const enPicture = {
  /** "November 2026" */
  month: (day: Day) => monthText(day, { locale: "en-GB" }),
  title: (month: string, of?: string) => (of === undefined ? month : `${of} – ${month}`),
  /** @param among how many people are shown, where that is everybody */
  out: (count: number, among?: number) =>
    among === undefined ? `${people(count)} out` : `${count} of ${people(among)} out`,
  legend: { halfDay: "half a day", weekend: "weekend", holiday: "public holiday", today: "today" },
  /** For a name in letters that the picture cannot show. @param place from the top */
  unnamed: (place: number) => `Person ${place}, named below`,
  alt: (title: string) => `Calendar: ${title}, people down, days across.`,
  in: "no absences",
  onlyOut: "Only those who are out are shown.",
  people: (from: number, to: number, all: number) => `People ${from}–${to} of ${all}.`,
  private: "Only you see this. It disappears after 24 hours, so that absences do not pile up in Slack.",
  shared: (mention: string) => `Shared by ${mention}. It disappears after 30 days.`,

  show: "Month as a picture",
  share: "Share in the channel",
  shareTitle: "Share this picture?",
  shareText: (channel: string) =>
    `I post it in ${channel}, where you asked for it, for everybody there and without private reasons.`,
  keep: "Keep it to myself",
  posted: (channel: string) => `Posted in ${channel}.`,
  cannotPost: (channel: string) =>
    `I may not post in ${channel}. Invite me there with /invite @whosout, then share again.`,

  sent: "I sent you the picture as a direct message.",
  open: "Look at it",
  /** Instead of the picture, above the answer in words. */
  withoutScope:
    "I cannot send pictures: my app lacks the scope `files:write`. Whoever installed me can add it from manifest.yml and reinstall the app. Here it is in words:",
  refused: "Slack did not take the picture. Here it is in words:",
};
