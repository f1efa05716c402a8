import { en } from "../../src/texts/en.ts";
import { type Act, answersTo } from "./answers.ts";
import { wrongWithDigests } from "./oracle-digests.ts";
import { wrongWithWish } from "./oracle-wishes.ts";
import type { People } from "./people.ts";
import type { Stage } from "./stage.ts";
import { untruth } from "./truth.ts";
import type { Happened } from "./wire.ts";

/** What went wrong before, and how long ago, may still be told. */
const STILL_TOLD_MS = 3 * 60_000;

/** How a sentence begins, up to what is filled in. */
function beginningOf(sentence: unknown): string {
  const said = typeof sentence === "function" ? String(sentence("\u0000", "\u0000")) : String(sentence);
  return said.split("\u0000")[0] ?? "";
}
const PROBLEMS = Object.entries(en.problem)
  .filter(([name]) => name !== "reference")
  .map(([name, sentence]) => ({
    name,
    begins: beginningOf(sentence).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  }));
/** Which of the plain sentences of `src/texts` an answer is. */
function problemIn(text: string): string | undefined {
  return PROBLEMS.find(({ begins }) => text.startsWith(begins))?.name;
}

/** Faults whose call was carried out, or may be, and whose answer the bot did not hear. */
function isUnheard({ fault }: Happened): boolean {
  return (
    fault === "lost" || fault === "hang after" || (typeof fault === "object" && ("slow" in fault || "late" in fault))
  );
}

/** Everything that should not be, as sentences. */
export function wrongs(stage: Stage, people: People): string[] {
  const { crashes, logged } = stage.processes;
  return [
    ...crashes.map((error) => `something crashed: ${error instanceof Error ? error.stack : String(error)}`),
    ...people.acts.flatMap((act) => wrongWith(act, stage, people.doubled)),
    ...people.wishes.flatMap((wish) => wrongWithWish(wish, stage)),
    ...wrongWithDigests(stage),
    ...tells(logged, stage).map((line) => `the log tells something personal: ${line}`),
  ];
}

function wrongWith(act: Act, stage: Stage, doubled: readonly number[]): string[] {
  const { happened } = stage.wire;
  const said = `${act.said} of ${act.who} at ${new Date(act.at).toISOString().slice(11, 19)}`;
  const answers = answersTo(act, stage);
  const during = happened.filter(({ at }) => at >= act.at && at <= act.until);
  const to = (call: string) => during.filter((one) => one.to === "slack" && one.call === call);
  const found: string[] = [];
  const diedMeanwhile =
    stage.processes.deaths.some((at) => at >= act.at && at <= act.until) || stage.ills.was("slack", act.at, act.until);
  const couldNotTell =
    (to("response_url").length > 0 || act.kind === "home") &&
    // Before Slack has said who somebody is, nothing is shown to them; it may say "too many requests" for minutes.
    ["chat.postMessage", "views.publish", "users.info"].some((call) => to(call).length > 0);
  if (answers.length === 0 && act.step !== undefined && act.wasAcked && !diedMeanwhile && !couldNotTell)
    found.push(`${said} was not answered`);
  const again = during.filter(
    (one) => one.to === "slack" && isUnheard(one) && ["response_url", "chat.postMessage"].includes(one.call),
  ).length;
  const copies = doubled.some((at) => Math.abs(at - act.at) <= 60_000) ? 2 : act.copies;
  if (act.kind !== "home" && answers.length > copies + again)
    found.push(
      `${said} was answered ${answers.length} times: ${answers.map(({ text, by }) => `${by} ${text.slice(0, 60)}`).join(" | ")}`,
    );
  for (const { text, at } of answers) {
    const problem = problemIn(text);
    const why = problem === undefined ? wrongAnswer(act, text, at, stage) : wrongProblem(problem, act, at, stage);
    if (why) found.push(`${said} was answered wrongly: ${why}`);
  }
  return found;
}

function wrongAnswer({ kind, said }: Act, text: string, at: number, stage: Stage): string | undefined {
  if (kind === "home" || kind === "turn") return undefined;
  const isSpoilt = stage.wire.happened.some(
    (one) =>
      ["unknown values", "missing attributes", "nothing known", "loop"].includes(String(one.fault)) && one.at <= at,
  );
  if (/^I (don't know any|found nobody)/.test(text))
    return isSpoilt ? undefined : `does not know what is there: ${text.slice(0, 80)}`;
  if (said.startsWith("/whosout")) return untruth(stage, said, text, at, isSpoilt);
  if (said.startsWith("/whois") && !/Ben Okafor|Anna Berg/.test(text))
    return `tells of somebody else: ${text.slice(0, 80)}`;
  return undefined;
}

/** A sentence about what went wrong, where nothing of the kind did. */
function wrongProblem(problem: string, act: Act, at: number, stage: Stage): string | undefined {
  const lately = stage.wire.happened.filter((one) => one.at >= act.at - STILL_TOLD_MS && one.at <= at);
  const hit = (who: Happened["to"]) => lately.some(({ to }) => to === who);
  switch (problem) {
    case "personioDown":
    case "personioBusy":
    case "personioPuzzling":
    case "credentialsRefused":
    case "scopeMissing":
    case "personioRefused":
    case "notInPersonio":
    case "askerUnknown":
      return hit("personio") ||
        stage.wire.happened.some(({ to, fault }) => to === "personio" && typeof fault === "string")
        ? undefined
        : `blames Personio for nothing: ${problem}`;
    case "slackDown":
    case "slackScopeMissing":
    case "channelUnknown":
      return hit("slack") || act.lateMs > 0 || stage.ills.was("slack", act.at - STILL_TOLD_MS, at)
        ? undefined
        : `blames Slack for nothing: ${problem}`;
    case "notAMember":
      return "refuses a member";
    case "staleButton":
      return at - act.at > 60_000 || stage.ills.was("sleep", act.at - 30 * 60_000)
        ? undefined
        : "calls a new button old";
    case "bug":
      return stage.ills.was("disk", act.at, at) ||
        lately.some(({ fault }) => typeof fault === "object" && "slackError" in fault)
        ? undefined
        : "is a mistake of ours";
    case "notYourReport":
    case "whoGone":
    case "notInChannel":
    case "sharedChannel":
    case "overlap":
    case "tooLate":
      return `is out of place: ${problem}`;
  }
  return undefined;
}

/** The lines that hold a name, an address or a token. */
function tells(logged: readonly string[], { company, slack }: Stage): string[] {
  const names = company.personio.persons.flatMap(({ first_name, last_name, email }) => [
    `${first_name} ${last_name}`,
    ...(email ? [email] : []),
  ]);
  const secrets = [slack.world.botToken, slack.world.appToken, "papi-", "sandbox-client-secret", "morgenrot.example"];
  return logged.filter((line) => [...names, ...secrets].some((word) => line.includes(word)));
}
