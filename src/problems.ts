import {
  type AllMiddlewareArgs,
  type AnyMiddlewareArgs,
  type Middleware,
  type RespondFn,
  UnknownError,
} from "@slack/bolt";
import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from "@slack/web-api";
import * as z from "zod";
import { answer, writeTo } from "./commands/answer.ts";
import type { Askers } from "./commands/asker.ts";
import type { Homes } from "./commands/homes.ts";
import { PASSING } from "./commands/slack-error.ts";
import type { Log } from "./domain/log.ts";
import { type Problem, ProblemError } from "./domain/problem.ts";
import { currentRequest } from "./requests.ts";
import { inSources } from "./traces.ts";
import { problemMessage } from "./views/problem.ts";
import { windowNote } from "./views/window.ts";

type Needs = {
  log: Log;
  askers: Pick<Askers, "textsOf">;
  homes: Pick<Homes, "tell">;
};

/**
 * The one place where whatever a listener throws becomes a sentence to the person who asked, and one line in the log.
 * As Bolt's outermost global middleware it stands around every listener, so none needs a catch of its own.
 */
export const tellProblems =
  (needs: Needs): Middleware<AnyMiddlewareArgs> =>
  async (args) => {
    try {
      await args.next();
    } catch (error) {
      const request = currentRequest();
      const problem = problemOf(error);
      if (request) request.problem = problem.kind;
      const facts = { problem: problem.kind, ...factsOf(error), ...sourceOf(args.body) };
      // What the asker did is no trouble of ours; everything else is worth somebody's look.
      needs.log[isExpected(problem) ? "info" : problem.kind === "bug" ? "error" : "warn"](facts, "could not answer");
      await tell(args, problem, isExpected(problem) ? undefined : request?.id, needs);
    }
  };

/** Part of everyday life: told politely, without a reference. */
const EXPECTED: ReadonlySet<Problem["kind"]> = new Set([
  "not-a-member",
  "shared-channel",
  "channel-unknown",
  "not-in-channel",
  "stale-button",
  "who-gone",
  "not-in-personio",
  "asker-unknown",
  "not-your-report",
  "own-hours-only",
  "overlap",
  "too-late",
  "too-much",
]);

/** Whether it is told without a reference: nobody need look for it in the log. */
export function isExpected({ kind }: Problem): boolean {
  return EXPECTED.has(kind);
}

/** What a thrown thing means. */
export function problemOf(thrown: unknown): Problem {
  const error = thrown instanceof UnknownError ? thrown.original : thrown;
  if (error instanceof ProblemError) return error.problem;
  if (error instanceof WebAPIPlatformError) {
    if (error.data.error === "expired_trigger_id") return { kind: "window-late" };
    if (PASSING.has(error.data.error)) return { kind: "slack-down" };
    if (error.data.error !== "missing_scope") return { kind: "bug" };
    return { kind: "slack-scope-missing", scope: "needed" in error.data ? String(error.data.needed) : "?" };
  }
  const isSlackDown =
    error instanceof WebAPIRequestError ||
    error instanceof WebAPIHTTPError ||
    error instanceof WebAPIRateLimitedError ||
    // What Bolt's `respond` throws: a refusal, no connection, no answer in time.
    (error instanceof Error && ["RespondError", "TimeoutError"].includes(error.name)) ||
    (error instanceof TypeError && error.message === "fetch failed");
  return isSlackDown ? { kind: "slack-down" } : { kind: "bug" };
}

/**
 * What may be logged of an error: its facts and, for our own mistakes, where in the code it happened. Never an error's message
 * as such, and never the whole object: they can hold a name, an address or a header.
 */
export function factsOf(thrown: unknown): Record<string, unknown> {
  const error = thrown instanceof UnknownError ? thrown.original : thrown;
  if (error instanceof ProblemError) return error.facts;
  if (error instanceof WebAPIPlatformError) return { slackError: error.data.error };
  if (!(error instanceof Error)) return { thrown: typeof error };
  const frames = (error.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at "));
  return { error: error.name, at: inSources(frames.slice(0, 6).map((line) => line.trim())) };
}

/** Ids and names: nothing longer gets into the log. */
const short = z.string().max(200);
const source = z.object({
  command: short.optional(),
  callback_id: short.optional(),
  user_id: short.optional(),
  user: z.object({ id: short }).optional(),
  actions: z.array(z.object({ action_id: short })).optional(),
  channel_id: short.optional(),
  channel: z.object({ id: short }).optional(),
  type: short.optional(),
  view: z
    .object({ callback_id: short, type: short.optional(), title: z.object({ text: short }).optional() })
    .optional(),
  event: z.object({ type: short, user: short.optional() }).optional(),
});

function sourceOf(body: unknown): {
  command?: string;
  shortcut?: string;
  action?: string;
  form?: string;
  event?: string;
  user?: string;
} {
  const read = source.safeParse(body).data;
  const action = read?.actions?.[0]?.action_id;
  const event = read?.event?.type;
  const user = read?.user_id ?? read?.user?.id ?? read?.event?.user;
  const form = formIn(body)?.id;
  return {
    ...(read?.command && { command: read.command }),
    ...(read?.callback_id && { shortcut: read.callback_id }),
    ...(action && { action }),
    ...(form && { form }),
    ...(event && { event }),
    ...(user && { user }),
  };
}

/** The form that was sent: what it is, and what stands at the top of its window. */
function formIn(body: unknown): { id: string; title: string } | undefined {
  const read = source.safeParse(body).data;
  if (read?.type !== "view_submission" || !read.view) return undefined;
  return { id: read.view.callback_id, title: read.view.title?.text ?? "Whosout" };
}

/** Whether it came of opening App Home, or of something that was pressed there. */
function isAtHome(body: unknown): boolean {
  const read = source.safeParse(body).data;
  return read?.event?.type === "app_home_opened" || (read?.type === "block_actions" && read.view?.type === "home");
}

/** By the interaction's own address, in the form that was sent, in App Home, or else by a direct message. */
async function tell(
  args: AllMiddlewareArgs & AnyMiddlewareArgs,
  problem: Problem,
  reference: string | undefined,
  { log, askers, homes }: Needs,
): Promise<void> {
  const { user, event } = sourceOf(args.body);
  const form = formIn(args.body);
  const texts = await askers.textsOf(user);
  const message = problemMessage(problem, reference, texts);
  // Slack says of a form that gets no answer only that something went wrong.
  const ack: unknown = "ack" in args ? args.ack : undefined;
  if (form && typeof ack === "function") {
    const view = windowNote(message.text.split("\n"), form.title, texts);
    await Promise.resolve(ack({ response_action: "update", view })).catch(() => {});
  }
  if (user && isAtHome(args.body)) {
    const isTold = await homes.tell(user, message).then(
      () => true,
      () => false,
    );
    if (isTold) return;
  }
  // Who did nothing but look at something is not written to.
  if (event) return;
  if (!user) return;
  const respond: RespondFn | undefined = "respond" in args ? args.respond : undefined;
  const telling = respond ? answer({ ...args, respond }, user, message) : writeTo(args.client, user, message);
  await telling.catch((error: unknown) => log.error({ ...factsOf(error), user }, "the asker could not be told"));
}
