import type { Problem } from "../domain/problem.ts";
import type { Texts } from "../texts/en.ts";
import { context, escaped, type Message, sections } from "./blocks.ts";

/** One sentence per problem, for the one who asked. */
export function problemText(problem: Problem, texts: Texts): string {
  const say = texts.problem;
  switch (problem.kind) {
    case "credentials-refused":
      return say.credentialsRefused;
    case "scope-missing":
      return say.scopeMissing(problem.scope);
    case "personio-down":
      return say.personioDown;
    case "personio-busy":
      return say.personioBusy;
    case "personio-puzzling":
      return say.personioPuzzling;
    case "not-in-personio":
      return say.notInPersonio;
    case "personio-refused":
      return say.personioRefused(problem.title, problem.detail);
    case "outcome-unknown":
      return say.outcomeUnknown;
    case "slack-scope-missing":
      return say.slackScopeMissing(problem.scope);
    case "slack-down":
      return say.slackDown;
    case "window-late":
      return say.windowLate;
    case "too-much":
      return say.tooMuch;
    case "not-a-member":
      return say.notAMember;
    case "asker-unknown":
      return say.askerUnknown;
    case "not-your-report":
      return say.notYourReport;
    case "own-hours-only":
      return say.ownHoursOnly;
    case "overlap":
      return say.overlap(texts.away.when(problem.first, problem.last, undefined, problem.first.day));
    case "too-late":
      return say.tooLate;
    case "shared-channel":
      return say.sharedChannel;
    case "channel-unknown":
      return say.channelUnknown;
    case "not-in-channel":
      return say.notInChannel;
    case "who-gone":
      return say.whoGone;
    case "stale-button":
      return say.staleButton;
    case "bug":
      return say.bug;
  }
}

/** @param reference stands in the log too, so that whoever is asked for help finds what happened */
export function problemMessage(problem: Problem, reference: string | undefined, texts: Texts): Message {
  const sentence = problemText(problem, texts);
  const note = reference ? texts.problem.reference(reference) : undefined;
  return {
    text: escaped(note ? `${sentence}\n${note}` : sentence),
    blocks: [...sections([sentence]), ...(note ? [context(note)] : [])],
  };
}
