import { wrongs } from "./oracle.ts";
import { createPeople, type People } from "./people.ts";
import type { Schedule, Step } from "./schedule.ts";
import { openStage, type Stage } from "./stage.ts";

const MINUTE = 60_000;
/** How long the bot may take, once everything is well, to bring what was begun to its end. */
const RECOVERS_IN_MS = 45 * MINUTE;

type Figures = typeof NOTHING;
/** What happened, in numbers. `deaths`: processes that ended, however they did. `twice`: digests that stand there twice, as they may. */
export const NOTHING = { schedules: 0, commands: 0, bookings: 0, digests: 0, twice: 0, faults: 0, deaths: 0 };

export function sum(all: Figures, more: Figures): Figures {
  const names = Object.keys(NOTHING) as (keyof Figures)[];
  return Object.fromEntries(names.map((name) => [name, all[name] + more[name]])) as Figures;
}

/** Lets a schedule happen to the bot, mends everything, gives it time, and tells what is not as it should be. */
export async function happen({ skewMs, processes, mayRead, steps }: Schedule): Promise<Figures & { wrong: string[] }> {
  const stage = await openStage({ skewMs, processes, mayRead });
  const people = createPeople(stage);
  const unheard = (reason: unknown) => stage.processes.crashes.push(reason);
  process.on("unhandledRejection", unheard);
  try {
    await stage.digest("general", { tells: ["today", "week"] });
    await stage.digest("berlin", { channel: "C0BERLIN" });
    stage.processes.supervise();
    await stage.time.pass(5000, () => stage.processes.running().length === processes);
    for (const { thenMs, ...step } of steps) {
      doStep(step, stage, people);
      await stage.time.pass(thenMs);
    }
    stage.heal();
    // Behind nine, so that the digests had their time.
    const due = Date.parse("2026-11-23T08:04:30Z") - stage.now();
    await stage.time.pass(Math.max(MINUTE, due));
    const isDone = () => people.isAtRest() && stage.processes.running().length === processes && stage.isIdle();
    for (const until = stage.now() + RECOVERS_IN_MS; stage.now() < until && !isDone(); ) await stage.time.pass(15_000);
    const isOver = isDone();
    const left = await stage.processes.stopAll();
    const messages = stage.slack.world.messages.flatMap(({ metadata }) => (metadata ? [metadata.event_payload] : []));
    const posted = new Set(messages.map(({ digest, slot }) => `${digest} ${slot}`));
    return {
      wrong: [
        ...(isOver ? [] : [`what was begun is not at its end: ${stage.whatIsOpen()}`]),
        ...(left === 0 ? [] : [`${left} did not stop in time`]),
        ...wrongs(stage, people),
      ],
      schedules: 1,
      commands: people.commands(),
      bookings: people.wishes.filter(({ acks }) => acks.some((ack) => ack.includes("Sending to Personio"))).length,
      digests: posted.size,
      twice: messages.length - posted.size,
      faults: stage.wire.happened.length,
      deaths: stage.processes.deaths.length,
    };
  } finally {
    await stage.close();
    process.off("unhandledRejection", unheard);
  }
}

function doStep(step: Step, stage: Stage, people: People): unknown {
  const { personio, slack, company } = stage;
  switch (step.do) {
    case "ask":
      return people.ask(step.who, step.line, step.twice ? 2 : 1, step.lateMs);
    case "press":
      return people.press(step.who, step.button, step.twice ? 2 : 1);
    case "open home":
      return people.openHome(step.who);
    case "save settings":
      return people.saveSettings(step.who);
    case "request time off":
      if (step.meets) stage.wire.plan({ to: "personio", call: /POST .*absence-periods/, ...step.meets });
      return people.requestTimeOff(step.who, step.twice);
    case "cancel time off":
      return people.cancelTimeOff(step.who, step.twice);
    case "change time off":
      return people.changeTimeOff(step.who);
    case "call in sick": {
      const today = new Date(stage.now()).toISOString().slice(0, 10);
      personio.enter({
        personId: company.who(step.who).personId,
        typeId: company.types.sick.id,
        first: { day: today, half: "FIRST_HALF" },
        last: { day: today, half: "SECOND_HALF" },
        status: "APPROVED",
      });
      return stage.written();
    }
    case "decide": {
      const pending = personio.state.world.absencePeriods.find(
        ({ status, first }) => status === "PENDING" && first.day >= "2027",
      );
      if (pending) personio.decide(pending.id, step.as);
      return stage.written();
    }
    case "go wrong":
      return stage.wire.plan(step.rule);
    case "spoil the disk":
      return stage.spoilDisk(step.trouble);
    case "drop the sockets":
      return stage.dropSockets();
    case "refresh the connection":
      return slack.askToReconnect(step.reason);
    case "take Slack down":
      return stage.slackDown();
    case "revoke Personio's tokens":
      return personio.revokeTokens();
    case "heal":
      return stage.heal();
    case "SIGTERM":
      return stage.processes.stop();
    case "SIGKILL":
      return stage.processes.kill(step.steps);
    case "sleep":
      return stage.sleep(step.ms);
  }
}
