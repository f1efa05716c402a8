import type { TimeOffTexts } from "./en.ts";

const number = (value: number) => new Intl.NumberFormat("de-DE", { maximumFractionDigits: 2 }).format(value);
const list = (parts: readonly string[]) => new Intl.ListFormat("de-DE").format(parts);

function amount(unit: "DAY" | "HOUR", value: number): string {
  if (unit === "HOUR") {
    const minutes = Math.round(value * 60);
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return [hours > 0 ? `${hours} Std.` : "", rest > 0 || hours === 0 ? `${rest} Min.` : ""].filter(Boolean).join(" ");
  }
  if (value === 0.5) return "ein halber Arbeitstag";
  return value === 1 ? "1 Arbeitstag" : `${number(value)} Arbeitstage`;
}

/** Sentences about asking for time off, in German. */
export const deTimeOff: TimeOffTexts = {
  request: "Abwesenheit beantragen",
  form: {
    title: "Abwesenheit beantragen",
    changeTitle: "Abwesenheit ändern",
    send: "Beantragen",
    save: "Ändern",
    sending: (what) =>
      `Ich sende an Personio: ${what} …\nDu kannst das Fenster schließen. Ich schreibe dir, was daraus geworden ist.`,
    type: "Art",
    typePlaceholder: "Art wählen",
    firstDay: "Erster Tag",
    day: "Tag",
    lastDay: "Letzter Tag",
    lastDayHint: "Leer lassen für einen einzelnen Tag.",
    halves: "Halbe Tage",
    fromNoon: "Erster Tag ab mittags",
    untilNoon: "Letzter Tag bis mittags",
    end: "Ende",
    openEnd: "Ich weiß noch nicht, bis wann",
    from: "Von",
    to: "Bis",
    comment: "Kommentar",
    commentHint: "Er steht dann in Personio, wo deine Führungskraft und HR ihn lesen können.",
    substitute: "Vertretung",
    substituteHint: "Manche Arten brauchen eine. Sie wird in Personio gefragt.",
    notUnderstood: (typed) => `„${typed}“ habe ich nicht verstanden und weggelassen.`,
    slow: "Personio antwortet langsam. Bitte drück noch einmal.",
    fieldsChanged: "Diese Art hat andere Felder. Sieh sie dir an und drück den Knopf noch einmal.",
    alreadySent: (what) =>
      `Dieses Formular ist schon angekommen, mit ${what}. Etwas anderes wird daraus mit „Ändern“ darunter: siehe \`/timeoff liste\`.`,
    noTypes: "In Personio sehe ich keine Abwesenheitsarten, also habe ich kein Formular für dich.",
    notFilled: "Wähle Art und Tage, dann sage ich dir, was es kostet.",
    openEnded: "Das Ende ist offen, bis du es änderst.",
    cost: (cost, days, without) => (without === "" ? `${cost}: ${days}` : `${cost}: ${days}, ohne ${without}`),
    without: (weekends, holidays) =>
      list([...(weekends === 0 ? [] : [weekends === 1 ? "das Wochenende" : `${weekends} Wochenenden`]), ...holidays]),
    teamAway: (team, who) => `Auch abwesend in ${team}: ${list(who)}.`,
    person: (name, when) => `${name} (${when})`,
    more: (count) => `${count} weitere`,
    teamHere: (team) => `Sonst ist dann niemand in ${team} abwesend.`,
  },
  amount,
  balance(unit, left, after) {
    const units = { DAY: left === 1 ? "Tag" : "Tage", HOUR: left === 1 ? "Stunde" : "Stunden" }[unit];
    if (after === undefined) return `Noch ${number(left)} ${units}`;
    if (after < 0) return `Noch ${number(left)} ${units}: Dafür fehlen dir ${number(-after)}.`;
    return `Noch ${number(left)} ${units}, danach ${number(after)}`;
  },
  fault(fault, say) {
    switch (fault.fault) {
      case "missing":
        return {
          type: "Wähle eine Art.",
          firstDay: "Wähle einen Tag.",
          from: "Sag, ab wann.",
          to: "Sag, bis wann.",
        }[fault.field];
      case "unknown":
        return "Diese Art gibt es in Personio nicht mehr. Wähle eine andere.";
      case "no-workday":
        return "An diesen Tagen arbeitet niemand: Wochenende oder Feiertag.";
      case "too-far-back":
        return `Das ist mir zu lange her: Frühestens geht ${say.day(fault.earliest)}. Bitte HR, es einzutragen.`;
      case "before-first":
        return "Das Ende liegt vor dem Anfang.";
      case "too-long":
        return "Das ist mehr als ein Jahr. Bitte HR, es einzutragen.";
      case "both-halves":
        return "Ab mittags bis mittags am selben Tag: Da bleibt nichts. Wähle eins, oder keins für den ganzen Tag.";
      case "overlap":
        return `Da bist du schon abwesend: ${say.what}.`;
      case "not-after-from":
        return "Das Ende liegt vor dem Anfang.";
      case "midnight":
        return "Mitternacht nimmt Personio nicht als Ende. 23:59 geht.";
    }
    return "Das ist zu lang: höchstens 2.000 Zeichen.";
  },
  needsSubstitute: "Diese Art braucht eine Vertretung: Wähle jemanden.",
  noSubstitute: "Diese Art hat keine Vertretung: Lass das Feld leer.",
  personioSays: (words) => `Personio sagt: ${words}`,
  notReached:
    "Personio antwortet gerade nicht, es wurde also nichts gesendet. Versuch es in ein paar Minuten noch einmal.",
  mayNotWrite: (scope) =>
    `Personio lässt mich das nicht schreiben. Entweder darf diese Abwesenheit nur HR ändern, oder meinen Zugriffsdaten fehlt der Scope ${scope}: Wer mich eingerichtet hat, kann ihn in Personio unter Einstellungen › Integrationen › API-Zugriffsdaten ankreuzen.`,
  gone: "In Personio steht es nicht mehr.",
  unknownSubstitute: "Diese Person finde ich nicht in Personio.",
  ownSubstitute: "Du kannst dich nicht selbst vertreten.",

  status: {
    PENDING: "Wartet auf Genehmigung",
    APPROVED: "Genehmigt",
    SUBSTITUTE_REQUESTED: "Wartet auf deine Vertretung",
    DELETION_PENDING: "Die Stornierung wartet auf Genehmigung",
    REJECTED: "Abgelehnt",
    UNKNOWN: "In einem Zustand, den ich nicht kenne: Bitte sieh in Personio nach",
  },
  what: (type, when) => `${type}, ${when}`,
  unknownType: "Abwesenheit",
  told: {
    requested: (what) => `Beantragt: ${what}`,
    entered: (what) => `Eingetragen: ${what}`,
    changed: (what) => `Geändert: ${what}`,
    cancelled: (what) => `Storniert: ${what}`,
    cancellationAsked: (what) => `Stornierung beantragt: ${what}`,
    cancellationNotRead: "Mehr hat Personio mir gerade nicht gesagt. Ich schreibe dir, sobald ich mehr weiß.",
    approved: (what) => `Genehmigt: ${what}`,
    rejected: (what) => `Abgelehnt: ${what}`,
    changedThere: (what) => `In Personio geändert: ${what}`,
    deletedThere: (what) => `In Personio gelöscht: ${what}`,
    was: (what) => `Vorher: ${what}`,
    counted: (said) => `Personio zählt ${said}.`,
    notRead: "Es steht in Personio, aber mehr hat Personio mir gerade nicht gesagt.",
    differs: (asked, got) =>
      `Achtung, Personio hat andere Tage daraus gemacht. Du wolltest ${asked}; dort steht ${got}. Bitte ändere oder storniere es.`,
  },
  change: "Ändern",
  cancel: "Stornieren",
  cancelTitle: "Diese Abwesenheit stornieren?",
  keep: "Behalten",
  again: "Formular wieder öffnen",
  yourComment: (comment) => `Dein Kommentar war: ${comment}`,
  notSent: (what) => `Nicht beantragt: ${what}`,
  notChanged: (what) => `Nicht geändert: ${what}`,
  notCancelled: (what) => `Nicht storniert: ${what}`,
  outcomeUnknown: (what) =>
    `Personio hat nicht mehr geantwortet, als ich das gesendet habe. Ob es angekommen ist, weiß ich nicht: ${what}. Bitte sieh in Personio nach, bevor du es noch einmal beantragst.`,

  supervisor: {
    asks: (name, what) => `${name} beantragt eine Abwesenheit: ${what}`,
    entered: (name, what) => `${name} hat eine Abwesenheit eingetragen: ${what}`,
    changed: (name, what) => `${name} hat eine Abwesenheit geändert: ${what}`,
    cancelled: (name, what) => `${name} hat eine Abwesenheit storniert: ${what}`,
    cancellationAsked: (name, what) => `${name} möchte eine Abwesenheit stornieren: ${what}`,
    decide: "Genehmigen oder ablehnen kannst du nur in Personio selbst.",
    open: "Personio öffnen",
  },

  list: {
    title: "Deine Abwesenheiten",
    none: "Du hast keine Abwesenheit geplant.",
    past: "Davor",
    more: (count) => `… und ${count} weitere in Personio`,
    balance: (type, left) => `${type}: ${left}`,
  },
  badDays: {
    "no-such-day": (typed) =>
      `„${typed}“ ist kein Datum. Versuch es mit \`/timeoff 24.12. – 2.1.\` oder \`/timeoff morgen\`.`,
    backwards: (typed) => `„${typed}“ endet, bevor es beginnt. Versuch es mit \`/timeoff 24.12. – 2.1.\`.`,
    "too-long": (typed) => `„${typed}“ ist mehr als ein Jahr. Bitte HR, das einzutragen.`,
  },
  help: [
    "*Abwesenheit*",
    "`/timeoff` – öffnet ein Formular; gesendet wird erst, wenn du *Beantragen* drückst",
    "`/timeoff 24.12. – 2.1.`, `/timeoff morgen Nachmittag`, `/timeoff Freitag krank` – dasselbe, ausgefüllt",
    "`/timeoff liste` – was du beantragt hast, mit *Ändern* und *Stornieren*",
    "Was genehmigt werden muss, entscheidet Personio; ich schreibe dir, wenn es so weit ist.",
  ].join("\n"),
};
