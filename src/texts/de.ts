import { type Day, dayText, type HalfDay } from "../domain/calendar.ts";
import type { Group } from "../domain/whos-out.ts";
import { capitalised, createDates, withoutZero } from "./dates.ts";
import { deDigest } from "./de-digest.ts";
import { deHome } from "./de-home.ts";
import { deHours } from "./de-hours.ts";
import { dePicture } from "./de-picture.ts";
import { dePresence } from "./de-presence.ts";
import { deTimeOff } from "./de-time-off.ts";
import type { Texts } from "./en.ts";

const locale = "de-DE";
const list = (parts: readonly string[]) => new Intl.ListFormat(locale).format(parts);
const people = (count: number) => (count === 1 ? "1 Person" : `${count} Personen`);
const dates = createDates({
  locale,
  day: { today: "heute", tomorrow: "morgen", yesterday: "gestern", other: (day) => `am ${day}` },
  week: {
    current: "diese Woche",
    next: "nächste Woche",
    last: "letzte Woche",
    other: (days) => `in der Woche ${days}`,
  },
  month: { current: "diesen Monat", other: (month) => `im ${month}` },
  half: { FIRST_HALF: "vormittags", SECOND_HALF: "nachmittags" },
  noon: "mittags",
  fromNoon: "ab mittags",
  untilNoon: "bis mittags",
  time: (time) => `${time} Uhr`,
  times: (from, to) => `${from}–${to} Uhr`,
  fromTime: (time) => `ab ${time} Uhr`,
  untilTime: (time) => `bis ${time} Uhr`,
  openSince: (day) => `seit ${day}, Ende noch offen`,
  openFrom: (day) => `ab ${day}, Ende noch offen`,
});
const { day } = dates;

/** Every sentence for people, in German. */
export const de: Texts = {
  locale,
  language: { code: "de", name: "Deutsch" },

  days: dates.days,
  range: dates.range,

  window: {
    close: "Schließen",
    loading: "Einen Moment, ich frage Personio …",
    failed: "Das konnte ich nicht anzeigen. Warum, habe ich dir geschrieben.",
  },

  whosOut: {
    headline(count: number, days: string, of?: string): string {
      const when = capitalised(days);
      const whom = of === undefined ? "" : ` aus ${of}`;
      return count === 0 ? `${when} ist niemand${whom} abwesend 🎉` : `${when}: ${people(count)}${whom} abwesend`;
    },
    personHeadline: (name: string, out: boolean, days: string) => `${name} ist ${days} ${out ? "" : "nicht "}abwesend`,
    group(group: Group, count: number): string {
      const names: Record<Group, string> = {
        now: "Heute abwesend",
        later: "Später",
        earlier: "Vorbei",
        out: "Abwesend",
        remote: "Mobiles Arbeiten",
        requested: "Beantragt, noch nicht genehmigt (das siehst nur du)",
      };
      return `${names[group]} · ${count}`;
    },
    soFar: (count: number, days: string) =>
      `Ich lese noch in Personio. ${capitalised(days)} bisher ${people(count)} abwesend; die ganze Liste folgt.`,
    reading: "Ich lese noch in Personio. Die Antwort folgt.",
    more: (count: number) => `… und ${count} weitere`,
    thisChannel: "diesem Channel",
    reportsOf: (name) => `Team von ${name}`,
    several: (names) => (names.length > 3 ? `${names[0]}, ${names[1]} und ${names.length - 2} weitere` : list(names)),
    page: (from: number, to: number, all: number) =>
      `${from}–${to} von ${all}. Frag nach einem Team oder nach weniger Tagen, um es einzugrenzen.`,
    windowTitle: "Wer ist abwesend?",
    previous: { day: "‹ Tag davor", week: "‹ Woche davor", month: "‹ Monat davor", days: "‹ Früher" },
    next: { day: "Tag danach ›", week: "Woche danach ›", month: "Monat danach ›", days: "Später ›" },
    nextPage: (count: number) => `${count} weitere zeigen`,
    previousPage: "Zurück zu den vorigen",
    share: "In diesem Channel teilen",
    sharedBy: (mention: string) => `Geteilt von ${mention}`,
    tableCaption: (days: string) => `Wer ist abwesend: ${days}`,
    columns: { name: "Wer", back: "Zurück" },
    in: "–",
    which: (typed: string) => `„${typed}“ passt auf mehrere. Was meinst du?`,
    notFound: (typed: string) =>
      `Ich kenne keine Person, kein Team, keine Abteilung und keinen Standort namens „${typed}“, und ein Tag ist es auch nicht. Versuch es mit \`/whosout nächste Woche\` oder \`/whosout 24.12.–2.1. Design\`.`,
    badDays: {
      "no-such-day": (typed: string) =>
        `„${typed}“ steht in keinem Kalender. Versuch es mit \`/whosout 24.12.2026\` oder \`/whosout nächste Woche\`.`,
      backwards: (typed: string) =>
        `„${typed}“ endet, bevor es beginnt. Versuch es mit \`/whosout 24.12.–2.1.\` oder \`/whosout nächsten Monat\`.`,
      "too-long": (typed: string) =>
        `„${typed}“ ist mehr als ein Jahr. Versuch es mit \`/whosout diesen Monat\` oder \`/whosout 24.12.–2.1.\`.`,
    },
    noTeam: "Personio nennt kein Team für dich. Nenn mir eins: `/whosout Design`.",
    help: [
      "*Wer ist abwesend*",
      "`/whosout` – diese Woche",
      "`/whosout heute`, `morgen`, `freitag`, `nächste Woche`, `diesen Monat`",
      "`/whosout 24.12.–2.1.`, `/whosout 24.–28.12.`, `/whosout 2026-12-24`",
      "`/whosout Design` – ein Team, eine Abteilung oder ein Standort; `/whosout mein Team`",
      "`/whosout @anna` oder `/whosout Anna nächste Woche` – eine Person",
      "`/whosout monat`, `/whosout monat Design im Dezember` – ein Kalender als Bild, von deinem Team oder einem anderen",
      "Die Antwort siehst nur du; *In diesem Channel teilen* zeigt sie allen, ohne private Gründe.",
      "`/whois anna@example.com` sagt dir, wer jemand ist.",
    ].join("\n"),
    kind: { team: "Team", department: "Abteilung", workplace: "Standort" },
  },

  away: {
    day,
    out: "abwesend",
    remote: "arbeitet mobil",
    requested: "beantragt",
    when: dates.when,
    partOf: dates.partOf,
    dayHead: dates.dayHead,
    back(back: HalfDay, last: HalfDay | null, today: Day): string {
      if (back.half === "FIRST_HALF") return `zurück am ${day(back.day, today)}`;
      // The day was just named.
      return back.day === last?.day ? "mittags zurück" : `zurück am ${day(back.day, today)} mittags`;
    },
    backShort: (back: HalfDay, today: Day) =>
      back.half === "SECOND_HALF" ? `${day(back.day, today)}, mittags` : day(back.day, today),
    unknownEnd: "noch offen",
    asOf: (time, day) => `Personio antwortet gerade nicht: Stand ${day ? `${day}, ` : ""}${withoutZero(time)} Uhr.`,
  },

  timeOff: deTimeOff,
  digest: deDigest,
  home: deHome,
  picture: dePicture,
  hours: deHours,
  presence: dePresence,

  whoIs: {
    position: "Position",
    department: "Abteilung",
    team: "Team",
    workplace: "Standort",
    supervisor: "Führungskraft",
    since: "Dabei seit",
    from: "Kommt am",
    email: "E-Mail",
    date: (value: Day) => dayText(value, { locale, today: undefined }),
    inToday: "Heute da",
    freeDay: "Heute ist kein Arbeitstag",
    notYet: "Noch nicht dabei",
    inactive: "Nicht mehr im Unternehmen",
    /** `said`: why (as far as it may be told), when, and back when, in this order. */
    outToday: (said: string[]) => `Heute abwesend – ${said.join(", ")}`,
    remoteToday: (when: string) => `Arbeitet heute mobil – ${when}`,
    next: (said: string[]) => `Nächste Abwesenheit – ${said.join(", ")}`,
    photoOf: (name: string) => `Foto von ${name}`,
    several: (typed: string, count: number, shown: number) =>
      count > shown
        ? `${count} Personen passen auf „${typed}“. Das sind die ersten ${shown}; gib mehr vom Namen ein, um es einzugrenzen.`
        : `${count} Personen passen auf „${typed}“. Welche meinst du?`,
    notFound: (typed: string) =>
      `Zu „${typed}“ finde ich niemanden in Personio. Versuch es mit dem ganzen Namen, mit \`/whois @name\` oder der E-Mail-Adresse: \`/whois anna@example.com\`.`,
    slackOnly: (mention: string) => `${mention} ist in Slack, aber in Personio hat niemand diese E-Mail-Adresse.`,
    byApp: "Das hat eine App geschrieben, also gibt es kein Profil dazu.",
    help: [
      "*Wer ist wer*",
      "`/whois @anna`, `/whois anna@example.com`, `/whois Anna Berg` – das Profil einer Kollegin oder eines Kollegen",
      "`/whois` – dein eigenes",
      "`/whosout` sagt dir, wer abwesend ist.",
    ].join("\n"),
    tooLong:
      "Das ist zu lang für einen Namen oder eine E-Mail-Adresse. Versuch es mit `/whois Anna Berg` oder `/whois anna@example.com`.",
  },

  problem: {
    reference: (reference: string) => `Kennung: ${reference}`,
    credentialsRefused:
      "Personio nimmt meine Zugriffsdaten nicht mehr an. Wer mich eingerichtet hat, kann in Personio unter Einstellungen › Integrationen › API-Zugriffsdaten neue anlegen und PERSONIO_CLIENT_ID und PERSONIO_CLIENT_SECRET setzen.",
    scopeMissing: (scope: string) =>
      `Personio lässt mich das nicht lesen: Meinen Zugriffsdaten fehlt der Scope ${scope}. Wer mich eingerichtet hat, kann ihn in Personio unter Einstellungen › Integrationen › API-Zugriffsdaten ankreuzen.`,
    personioDown:
      "Personio antwortet gerade nicht, deshalb weiß ich es nicht. Bitte versuch es in ein paar Minuten noch einmal.",
    personioBusy:
      "Personio bittet mich, langsamer zu fragen, deshalb weiß ich es gerade nicht. Bitte versuch es in einer Minute noch einmal.",
    personioPuzzling:
      "Personio hat etwas geantwortet, das ich nicht verstehe. Bitte sag es denen, die mich eingerichtet haben.",
    notInPersonio: "Das gibt es in Personio nicht (mehr).",
    personioRefused: (title: string, detail: string) =>
      `Personio hat das abgelehnt: ${[title, detail].filter(Boolean).join(" – ")}`,
    outcomeUnknown:
      "Personio hat nicht geantwortet, deshalb weiß ich nicht, ob es ausgeführt wurde. Bitte sieh in Personio nach, bevor du es noch einmal versuchst.",
    slackScopeMissing: (scope: string) =>
      `Slack lässt mich das nicht tun: Meiner App fehlt der Scope ${scope}. Wer mich eingerichtet hat, kann ihn aus manifest.yml ergänzen und die App neu installieren.`,
    slackDown: "Slack antwortet mir gerade nicht. Bitte versuch es in einer Minute noch einmal.",
    windowLate:
      "Das hat zu lange gedauert, und Slack lässt mich das Fenster nicht mehr öffnen. Bitte versuch es noch einmal.",
    tooMuch:
      "Das war mir zu viel auf einmal, deshalb habe ich etwas davon ausgelassen. Bitte versuch es gleich noch einmal.",
    notAMember: "Entschuldige, ich antworte nur Vollmitgliedern dieses Workspace.",
    askerUnknown:
      "Ich finde dich nicht in Personio: Niemand hat dort die E-Mail-Adresse deines Slack-Profils. Bitte HR, sie zu prüfen.",
    notYourReport:
      "Ich zeige dir nur deine eigenen Stunden und die der Personen, deren Führungskraft du laut Personio bist. Unter ihnen finde ich so niemanden.",
    ownHoursOnly: "Ich sage dir nur deine eigenen Stunden: Deine Firma hat das so eingestellt.",
    overlap: (when: string) => `Da bist du schon abwesend: ${when}. Es wurde nichts gesendet.`,
    tooLate:
      "Ich konnte das nicht rechtzeitig senden, und in Personio steht es nicht. Beantrage es noch einmal, wenn du es noch willst.",
    sharedChannel:
      "Dieser Channel ist mit einem anderen Unternehmen geteilt, deshalb poste ich hier nicht, wer abwesend ist. Die Antwort bleibt bei dir.",
    channelUnknown:
      "Ich kann nicht sehen, ob in dieser Unterhaltung ein anderes Unternehmen mitliest, deshalb poste ich hier nicht. Lade mich mit /invite in den Channel ein und teile noch einmal.",
    notInChannel: "Wer aus einem Channel abwesend ist, sehen nur dessen Mitglieder. Tritt ihm zuerst bei.",
    whoGone: "Die Teams, Standorte oder Führungskräfte, um die es geht, gibt es in Personio nicht mehr.",
    staleButton: "Dieser Knopf gehört zu einer älteren Antwort. Bitte frag noch einmal.",
    bug: "Bei mir ist etwas schiefgegangen. Bitte versuch es noch einmal, und wenn es so bleibt, sag es denen, die mich eingerichtet haben.",
  },
};
