import { capitalised, withoutZero } from "./dates.ts";
import type { HoursTexts } from "./en.ts";

const list = (parts: readonly string[]) => new Intl.ListFormat("de-DE").format(parts);

/** "8 Std. 15 Min." */
function amount(exact: number): string {
  const minutes = Math.round(exact);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 ? `${hours} Std.` : "", rest > 0 || hours === 0 ? `${rest} Min.` : ""].filter(Boolean).join(" ");
}

/** Sentences about hours of work, in German. */
export const deHours: HoursTexts = {
  windowTitle: "Meine Stunden",
  amount,
  headline({ name, days, work, target }) {
    const whose = name === undefined ? "Deine Stunden" : `Stunden von ${name}`;
    return `${whose} ${days}: ${work}${target === undefined ? "" : ` von ${target}`}`;
  },
  none: (days, name) =>
    `${capitalised(days)} ${name === undefined ? "hast du" : `hat ${name}`} keine Stunden in Personio.`,
  noneHint: "Was dort erfasst wird, steht nach spätestens zwei Minuten hier.",
  tableCaption: (days) => `Arbeitsstunden ${days}`,
  columns: {
    day: "Tag",
    week: "Woche",
    work: "Arbeit",
    breaks: "Pausen",
    fromTo: "Von – bis",
    target: "Soll",
    note: "Hinweis",
  },
  nothing: "nichts erfasst",
  fromTo: (from, to) => (to === null ? `seit ${withoutZero(from)} Uhr` : `${withoutZero(from)}–${withoutZero(to)} Uhr`),
  breaks: (breaks) => `Pausen ${breaks}`,
  holiday: "Feiertag",
  away: "abwesend",
  partlyAway: (off) => `${off} abwesend`,
  unconfirmed: (part) => `${part} noch nicht bestätigt`,
  allUnconfirmed: "noch nicht bestätigt",
  of: (work, target) => `${work} von ${target}`,
  running: (from, day) =>
    `Läuft seit ${day === undefined ? "" : `${day}, `}${withoutZero(from)} Uhr und zählt bis jetzt.`,
  runningThen: (from, day) =>
    `Lief seit ${day === undefined ? "" : `${day}, `}${withoutZero(from)} Uhr und zählt bis dahin.`,
  runningBreak: (from, day) => `In der Pause seit ${day === undefined ? "" : `${day}, `}${withoutZero(from)} Uhr.`,
  forgotten: (from, day) =>
    `Der Eintrag von ${day}, ${withoutZero(from)} Uhr, wurde nie beendet und zählt nicht. Beende ihn in Personio.`,
  unconfirmedAll: (part) => `In Personio noch nicht bestätigt: ${part}`,
  rejected: (count) =>
    count === 1
      ? "Ein Eintrag wurde in Personio abgelehnt und zählt nicht."
      : `${count} Einträge wurden in Personio abgelehnt und zählen nicht.`,
  target: (weekly, less) =>
    `Soll: ${weekly === undefined ? "die Wochenstunden des Vertrags" : `${weekly} pro Woche`}, Montag bis Freitag${
      less.length === 0 ? "" : `, abzüglich ${list(less)}`
    }`,
  lessHolidays(time, days) {
    if (days.length === 0) return `${time} für Feiertage`;
    return `${time} für ${days.length === 1 ? "den Feiertag" : "die Feiertage"} (${list(days)})`;
  },
  lessAbsences: (time) => `${time} für Abwesenheiten`,
  thisWeek: "Diese Woche",
  which: (typed) => `„${typed}“ passt auf mehrere, deren Führungskraft du bist. Wen meinst du?`,
  badDays: {
    "no-such-day": (typed) =>
      `„${typed}“ ist kein Datum. Versuch es mit \`/hours 24.11.2026\` oder \`/hours letzte Woche\`.`,
    backwards: (typed) =>
      `„${typed}“ endet, bevor es beginnt. Versuch es mit \`/hours 2.–13.11.\` oder \`/hours letzten Monat\`.`,
    "too-long": (typed) =>
      `„${typed}“ ist mehr als ein Jahr. Versuch es mit \`/hours diesen Monat\` oder \`/hours 2.–13.11.\`.`,
  },
  help: (supervisorsToo) =>
    [
      "*Arbeitsstunden*",
      "`/hours` – deine Woche: Arbeit und Pausen Tag für Tag, verglichen mit den Stunden deines Vertrags",
      "`/hours heute`, `letzte Woche`, `letzten Monat`, `2.–13.11.`",
      ...(supervisorsToo
        ? [
            "`/hours @anna`, `/hours Anna letzte Woche` – von jemandem, dessen Führungskraft du in Personio bist",
            "Die Antwort siehst nur du. Nach deinen Stunden können hier nur du und deine Führungskraft fragen.",
          ]
        : ["Die Antwort siehst nur du, und sonst kann hier niemand nach deinen Stunden fragen."]),
    ].join("\n"),
};
