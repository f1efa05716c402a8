import { withoutZero } from "./dates.ts";
import type { PresenceTexts } from "./en.ts";

/** Sentences about who is away right now, in German. */
export const dePresence: PresenceTexts = {
  isOut: (name, back) => `${name} ist gerade abwesend${back === undefined ? "" : `, ${back}`}`,
  backAt: (time) => `zurück um ${withoutZero(time)} Uhr`,

  status: {
    out: (back) => (back === undefined ? "Abwesend" : `Abwesend, ${back}`),
    remote: "Arbeitet mobil",
    start: "Meinen Status setzen lassen",
    stop: "Status nicht mehr setzen",
    isOff:
      "Ich kann deinen Slack-Status setzen, solange du abwesend bist oder mobil arbeitest – mit dem Tag, an dem du zurück bist, und nie mehr, als alle wissen dürfen. Einen, den du selbst gesetzt hast, überschreibe ich nie.",
    isOn: "Ich setze deinen Slack-Status, solange du abwesend bist oder mobil arbeitest, und entferne ihn, sobald du zurück bist. Einen, den du selbst gesetzt hast, überschreibe ich nie.",
    stopped: "Ich setze deinen Slack-Status nicht mehr und habe die Erlaubnis dazu gelöscht.",
  },

  page: {
    linked: {
      title: "Alles bereit",
      text: "Whosout setzt ab jetzt deinen Slack-Status, solange du abwesend bist oder mobil arbeitest. Du kannst diese Seite schließen.",
    },
    denied: {
      title: "Alles bleibt, wie es war",
      text: "Whosout darf deinen Slack-Status nicht setzen. Du kannst diese Seite schließen.",
    },
    stale: {
      title: "Dieser Link gilt nicht mehr",
      text: "Er gilt nur einmal, und zehn Minuten lang. Öffne in Slack noch einmal die Einstellungen, dann bekommst du einen neuen.",
    },
    "somebody-else": {
      title: "Dieser Link ist nicht deiner",
      text: "Er gehört jemand anderem, oder dein Browser ist bei Slack mit einem anderen Konto angemeldet. Es hat sich nichts geändert.",
    },
    trouble: {
      title: "Das hat nicht geklappt",
      text: "Slack hat nicht wie erwartet geantwortet. Bitte öffne in Slack noch einmal die Einstellungen und versuch es erneut.",
    },
  },
};
