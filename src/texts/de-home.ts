import { capitalised } from "./dates.ts";
import type { Texts } from "./en.ts";

/** Sätze der Startseite und ihrer Einstellungen. */
export const deHome: Texts["home"] = {
  whosOut: "Wer ist diese Woche abwesend?",
  settings: "Einstellungen",
  again: "Noch einmal versuchen",
  tomorrow: "morgen",
  on: (day) => `am ${day}`,
  back: (when, count) => `${capitalised(when)} zurück · ${count}`,
  nobodyBack: (when) => `${capitalised(when)} kommt niemand zurück.`,
  waiting: (count) => `Wartet in Personio auf eine Entscheidung · ${count}`,
  wantsToCancel: (what) => `möchte stornieren: ${what}`,
  unreadWaiting: (people) =>
    people === 1
      ? "⚠️ Jemand wartet auf eine Entscheidung, und Personio sagt mir gerade nicht, wer die Führungskraft ist. Falls du es bist, sieh in Personio nach."
      : `⚠️ ${people} Personen warten auf eine Entscheidung, und Personio sagt mir gerade nicht, wer die Führungskraft ist. Falls du es bist, sieh in Personio nach.`,
  decide: "Genehmigen oder ablehnen kannst du sie nur in Personio selbst.",
  digests: "Deine Überblicke",
  form: {
    title: "Einstellungen",
    save: "Speichern",
    language: "Sprache",
    asInSlack: (name) => `Wie in Slack (${name})`,
    messages: "Direktnachrichten von mir",
    messagesHint: "Wenn etwas schiefgeht, das du beantragt hast, sage ich es dir immer.",
    message: {
      confirmations: "Mein Antrag ist in Personio angekommen",
      decisions: "Mein Antrag wurde dort genehmigt, abgelehnt oder geändert",
      requests: "Jemand, dessen Führungskraft ich bin, beantragt eine Abwesenheit",
      digests: "Einer meiner Überblicke wurde pausiert",
    },
    announced: "Wenn mich jemand erwähnt",
    announcedOption: "Sag dann, dass ich abwesend bin, und bis wann",
    announcedHint: "Das sieht nur, wer mich erwähnt, und nie den Grund.",
  },
};
