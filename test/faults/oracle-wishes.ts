import { shown, type Wish } from "./people.ts";
import type { Stage } from "./stage.ts";

/** The last word that somebody read about a day, and whether it stands in Personio. */
export function wrongWithWish(
  { who, personId, days, acks, sentAt, isCancelled }: Wish,
  { personio, steps, company }: Stage,
): string[] {
  const day = (one: string) =>
    personio.state.world.absencePeriods.filter((period) => period.personId === personId && period.first.day === one)
      .length;
  const said = `the wish of ${who} for ${days.map(shown).join(", then ")}`;
  const standing = days.reduce((sum, one) => sum + day(one), 0);
  if (standing > 1) return [`${said} stands in Personio ${standing} times`];
  const isSent = acks.some((ack) => ack.includes("Sending to Personio"));
  const id = company.who(who).slackId;
  const told: string[] = [];
  for (const { number, kind, title, isOk, detail } of steps) {
    if (kind !== "bot→slack" || !isOk || !/^(chat\.|views\.)/.test(title)) continue;
    const { params } = (detail ?? {}) as { params?: { channel?: string; view?: unknown; text?: string } };
    // The same form once more: with what is wrong in it.
    const shows = JSON.stringify(params?.view ?? null);
    const isForm =
      title === "views.update" && shows.includes("time_off_form") && days.some((one) => shows.includes(one));
    if (isForm && sentAt !== undefined && number > sentAt) told.push("Not requested: the form again");
    const text = title.startsWith("views.") ? textsOf(params?.view) : (params?.text ?? "");
    const isTheirs = title.startsWith("views.") || params?.channel === id || params?.channel === `D${id.slice(1)}`;
    if (isTheirs && days.some((one) => text.includes(shown(one))) && !text.includes("Sending to Personio"))
      told.push(text);
  }
  const NO = /Not requested|could not send this in time|Nothing was sent|nothing was sent/;
  const UNSURE = /cannot tell whether|do not know whether/;
  const YES = /Requested:|Entered:|Changed:|Approved:|Rejected:|Changed in Personio|Not cancelled|Not changed/;
  const last = told.findLast(
    (text) => NO.test(text) || UNSURE.test(text) || YES.test(text) || /Cancelled:|Deleted in/.test(text),
  );
  if (!isSent && standing === 0) return [];
  if (last === undefined)
    return isSent || standing === 1
      ? [`${said} was ${isSent ? "sent" : "entered"}, and nothing was told of it (it stands there ${standing} times)`]
      : [];
  if (UNSURE.test(last)) return [];
  if (NO.test(last) && standing === 1 && days.length === 1)
    return [`${said} is said not to have come about, and stands there: ${last.slice(0, 100)}`];
  if (/Cancelled:|Deleted in/.test(last) && standing === 1) return [`${said} is said to be gone, and stands there`];
  if (YES.test(last) && standing === 0 && !isCancelled)
    return [`${said} is said to stand there, and does not: ${last.slice(0, 100)}`];
  return [];
}

function textsOf(view: unknown): string {
  const found: string[] = [];
  JSON.stringify(view, (name, value) => {
    if (name === "text" && typeof value === "string") found.push(value);
    return value;
  });
  return found.join("\n");
}
