import { capitalised, withoutZero } from "./dates.ts";
import type { DigestTexts } from "./en.ts";

const list = (parts: readonly string[]) => new Intl.ListFormat("de-DE").format(parts);
const WEEKDAYS = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const SHORT = WEEKDAYS.map((name) => name.slice(0, 2));

/** Sentences of and about digests, in German. */
export const deDigest: DigestTexts = {
  message: {
    headline({ out, among, days, of }) {
      const whose = of === undefined ? "" : ` · ${of}`;
      const count = among === undefined ? (out === 1 ? "1 Person" : `${out} Personen`) : `${out} von ${among}`;
      return `${capitalised(days)}: ${out === 0 ? "niemand abwesend 🎉" : `${count} abwesend`}${whose}`;
    },
    today: (count) => `Heute abwesend · ${count}`,
    coming: (count) => `In den nächsten 7 Tagen · ${count}`,
    back: (count) => `Heute zurück · ${count}`,
    backAtNoon: "ab mittags",
    remote: (count) => `Mobiles Arbeiten heute · ${count}`,
    anniversaries: "Jubiläen",
    firstDays: "Erster Tag bei uns",
    birthdays: "Geburtstage 🎂",
    anniversary: (count) => (count === 1 ? "1 Jahr bei uns" : `${count} Jahre bei uns`),
    withoutTeam: "Ohne Team",
    nextWeek: (days) => `Nächste Woche zeigen (${days})`,
    week: (days) => `${days} zeigen`,
    why: "Warum sehe ich das?",
  },

  form: {
    title: "Channel-Überblick",
    editTitle: "Überblick bearbeiten",
    submit: "Einrichten",
    save: "Speichern",
    channel: "Channel",
    channelHint: "Öffentlich oder privat. Alle darin lesen mit, auch Gäste. Ich muss darin sein: /invite @whosout.",
    rhythm: "Wie oft",
    daily: "An jedem dieser Tage, über diesen Tag",
    weekly: "Einmal in der Woche, über die ganze Woche (ab Freitag über die nächste)",
    weekdays: "Wochentage",
    weekday: (weekday) => WEEKDAYS[weekday - 1] ?? "",
    time: "Uhrzeit",
    zone: "Zeitzone",
    zonePlaceholder: "Tippe eine Stadt, etwa Berlin",
    language: "Sprache",
    who: "Wessen Abwesenheiten",
    everybody: "Alle im Unternehmen",
    members: "Die Mitglieder dieses Channels",
    some: "Nur diese:",
    parts: "Teams, Abteilungen, Standorte, Führungskräfte",
    partsPlaceholder: "Tippe einen Namen",
    partsHint: "Eine Führungskraft steht für alle, die sie führt.",
    tells: "Was darin steht",
    tell: {
      today: "Wer heute abwesend ist",
      week: "Diese Woche als Tabelle, Personen und Wochentage",
      coming: "Was in den nächsten 7 Tagen kommt",
      back: "Wer heute zurück ist",
      remote: "Wer mobil arbeitet",
      anniversaries: "Jubiläen und erste Tage",
      birthdays: "Geburtstage",
    },
    options: "Und",
    option: {
      postsWhenNobody: "Eine kurze Zeile posten, wenn es nichts zu sagen gibt",
      postsOnFreeDays: "Auch an Wochenenden und Feiertagen posten",
      followsTheDay: "Die Nachricht bis zum Abend still aktualisieren",
    },
    preview: "Vorschau der nächsten Nachricht",
    previewTitle: "Die nächste Nachricht",
    previewNote: (when) => `Das würde ${when} gepostet, nach allem, was jetzt bekannt ist.`,
    previewNothing: (when) =>
      `Es würde ${when} nichts gepostet: Nach allem, was jetzt bekannt ist, gibt es nichts zu sagen.`,
    slow: "Das Nachsehen hat zu lange gedauert. Bitte drück noch einmal.",
    saved: (channel, when) => `Gespeichert. Die nächste Nachricht kommt ${when} in ${channel}.`,
    resumed: (channel, when) =>
      `Gespeichert, und nicht mehr pausiert. Die nächste Nachricht kommt ${when} in ${channel}.`,
    savedPaused: (channel) =>
      `Gespeichert. Er ist weiter pausiert: In ${channel} kommt nichts, bis jemand in /digest liste Fortsetzen drückt.`,
    alreadySaved: "Dieses Formular ist schon gespeichert. Ändern kannst du es mit Bearbeiten in /digest liste.",
  },
  fault: {
    notInvited: "Ich bin nicht in diesem Channel. Tippe dort /invite @whosout und drück dann noch einmal.",
    unknownChannel: "Slack zeigt mir diesen Channel nicht. Ist er privat, tippe dort zuerst /invite @whosout.",
    archived: "Dieser Channel ist archiviert.",
    shared: "Diesen Channel teilt ihr mit einem anderen Unternehmen, also poste ich dort keine Abwesenheiten.",
    notYours: "Nur Mitglieder eines Channels können dort einen Überblick einrichten. Tritt ihm zuerst bei.",
    noPlace: "Wähle einen Channel.",
    noWeekdays: "Wähle mindestens einen Wochentag.",
    noTime: "Wähle eine Uhrzeit.",
    oneWeekday: "Wähle für einmal in der Woche einen einzigen Tag.",
    freeWeekdays:
      "Samstags und sonntags arbeitet niemand, also würde dann nichts gepostet. Kreuze auch „Wochenenden und Feiertage“ an, oder nur andere Tage.",
    noParts: "Nenne mindestens eines, oder wähle alle.",
    strayParts: "Wähle „Nur diese“, oder lass das leer.",
    noTells: "Wähle, was darin stehen soll.",
    noZone: "Wähle eine Zeitzone.",
  },

  rhythm(setup) {
    const whole: Record<string, string> = { "12345": "Mo–Fr", "1234567": "täglich" };
    const days = whole[setup.weekdays.join("")] ?? list(setup.weekdays.map((day) => SHORT[day - 1] ?? ""));
    return `${setup.rhythm === "weekly" ? "wöchentlich " : ""}${days} um ${withoutZero(setup.time)} Uhr (${setup.zone})`;
  },
  next: (day, time, zone) => `am ${day} um ${withoutZero(time)} Uhr (${zone})`,
  whose: {
    everybody: "alle",
    channel: "die Mitglieder des Channels",
    gone: "Teams, die es in Personio nicht mehr gibt",
    some: "einige Teams",
  },
  tells: (tells) =>
    list(
      tells.map(
        (tell) =>
          ({
            today: "wer heute abwesend ist",
            week: "wer in der Woche abwesend ist",
            coming: "was kommt",
            back: "wer heute zurück ist",
            remote: "wer mobil arbeitet",
            anniversaries: "wer ein Jubiläum oder den ersten Tag hat",
            birthdays: "wer Geburtstag hat",
          })[tell],
      ),
    ),

  list: {
    title: "Überblicke",
    none: "In diesem Channel gibt es keinen Überblick, und du hast auch sonst keinen. `/digest` richtet einen ein.",
    more: (count) => `… und ${count} weitere. Frag in deren Channels.`,
    about: (whose, tells) => `Sagt, ${tells}. Es geht um ${whose}.`,
    next: (day, time) => `Nächster: ${day}, ${withoutZero(time)} Uhr`,
    paused: (pause) =>
      `⏸ Pausiert: ${
        {
          wished: "jemand wollte es so",
          archived: "der Channel ist archiviert",
          removed: "ich bin nicht mehr in dem Channel",
          shared: "der Channel wird mit einem anderen Unternehmen geteilt",
          gone: "wen er betrifft, gibt es in Personio nicht mehr",
          refused: "Slack lässt mich dort nicht posten",
          unfit: "Slack nimmt seine Nachricht nicht an",
        }[pause]
      }.`,
    last: (day, outcome) =>
      `${day}: ${
        {
          sent: "gepostet",
          nobody: "nichts zu sagen, also nichts gepostet",
          "free-day": "nicht gepostet, da arbeitet niemand",
          late: "nicht gepostet: ich konnte es nicht rechtzeitig",
          paused: "nicht gepostet, er war pausiert",
          lost: "Slack hat nicht gesagt, ob er gepostet ist",
        }[outcome]
      }`,
    change: (change, who, when) =>
      `${
        {
          made: "Eingerichtet",
          changed: "Geändert",
          paused: "Pausiert",
          resumed: "Fortgesetzt",
          sent: "Von Hand gesendet",
          deleted: "Gelöscht",
        }[change]
      } von ${who} am ${when}`,
    bot: "mir",
    somebody: "jemandem",
    edit: "Bearbeiten",
    pause: "Pausieren",
    resume: "Fortsetzen",
    sendNow: "Jetzt senden",
    delete: "Löschen",
    deleteTitle: "Diesen Überblick löschen?",
    keep: "Behalten",
  },
  told: {
    sent: (channel) => `In ${channel} gepostet.`,
    onItsWay: (channel) => `Unterwegs nach ${channel}: Slack oder Personio lassen mich warten.`,
    notPosted: (channel) => `In ${channel} wurde nichts gepostet.`,
    unsure: (channel) =>
      `Slack hat nicht geantwortet, als ich den Überblick in ${channel} gepostet habe, also weiß ich nicht, ob er dort steht. *Jetzt senden* in \`/digest liste\` postet ihn noch einmal.`,
    isPaused: (channel) =>
      `Der Überblick in ${channel} ist pausiert, also sende ich ihn nicht. Drück zuerst Fortsetzen, hier oder in \`/digest liste\`.`,
    deleted: (channel) => `Der Überblick in ${channel} ist gelöscht.`,
    gone: "Diesen Überblick gibt es nicht mehr.",
    paused: (channel, pause) =>
      `Ich habe deinen Überblick in ${channel} pausiert: ${
        {
          wished: "jemand wollte es so.",
          archived: "der Channel ist archiviert. Stelle ihn wieder her und drück dann Fortsetzen.",
          removed: "ich bin nicht mehr in dem Channel. Tippe dort /invite @whosout und drück dann Fortsetzen.",
          shared: "ihr teilt den Channel jetzt mit einem anderen Unternehmen, und das gehen Abwesenheiten nichts an.",
          gone: "die Teams, Standorte oder Führungskräfte, die er betrifft, gibt es in Personio nicht mehr. Bearbeite ihn.",
          refused:
            "Slack lässt mich dort nicht mehr posten. Sieh nach, wer in dem Channel posten darf, und drück dann Fortsetzen.",
          unfit:
            "Slack nimmt seine Nachricht nicht an. Wähle in /digest liste über Bearbeiten weniger Leute oder Teile, dann drück Fortsetzen.",
        }[pause]
      }`,
    mayNot: "Ändern kann ihn nur, wer ihn oder den Channel eingerichtet hat, und wer den Workspace verwaltet.",
  },
  help: [
    "*Channel-Überblicke*",
    "`/digest` – richtet eine Nachricht ein, die einem Channel sagt, wer abwesend ist, täglich oder wöchentlich",
    "`/digest liste` – die dieses Channels und deine, mit *Bearbeiten*, *Pausieren*, *Jetzt senden* und *Löschen*",
    "Ein Channel liest nie mehr, als alle wissen dürfen.",
  ].join("\n"),
};
