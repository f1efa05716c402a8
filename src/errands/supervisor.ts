import { teamText } from "../commands/time-off-facts.ts";
import { nameOf } from "../domain/person.ts";
import { wants } from "../domain/preferences.ts";
import { leaveOut } from "../domain/problem.ts";
import type { TimeOff } from "../domain/time-off.ts";
import { factsOf } from "../problems.ts";
import { supervisorMessage, whatText } from "../views/time-off.ts";
import type { TellNeeds, Told } from "./tell.ts";

/**
 * Tells the supervisor, if Slack knows them by their e-mail address. The comment stays in Personio. It is no reason to tell the
 * person everything once more when it does not come about.
 */
export async function tellSupervisor(told: Told, about: About, needs: TellNeeds): Promise<void> {
  await tell(told, about, needs).catch((error: unknown) =>
    needs.log.warn(factsOf(error), "the supervisor could not be told"),
  );
}

type About = { kind: "create" | "change" | "cancel"; isDecided: boolean; timeOff: TimeOff };

async function tell({ mine }: Told, about: About, needs: TellNeeds): Promise<void> {
  const supervisorId = mine.employment?.supervisorId;
  if (!needs.notifySupervisor || !supervisorId) return;
  const supervisor = (await needs.directory.persons([supervisorId])).get(supervisorId);
  const slackUser = supervisor && (await needs.askers.slackUserOf(supervisor));
  if (!slackUser || !wants(await needs.store.getPreferences(slackUser.id), "requests")) return;

  const reader = await needs.askers.of(slackUser.id, undefined);
  const { texts, today } = reader;
  const { timeOff, kind, isDecided } = about;
  const what = whatText(timeOff, mine.types, today, texts);
  const say = texts.timeOff.supervisor;
  const headline = {
    create: isDecided ? say.entered : say.asks,
    change: say.changed,
    cancel: isDecided ? say.cancelled : say.cancellationAsked,
  }[kind](nameOf(mine.person), what);
  const orNone = leaveOut<string | undefined>(needs.log, undefined);
  const team = kind === "cancel" ? undefined : await teamText(timeOff, mine, reader, needs).catch(orNone);
  const message = supervisorMessage(
    {
      headline,
      lines: team ? [team] : [],
      decide: !isDecided,
      ...(needs.webUrl && { url: needs.webUrl }),
    },
    texts,
  );
  await needs.post.to(slackUser.id, message);
}
