import { expect, it } from "vitest";
import type { Task } from "../../src/domain/errand.ts";
import { errandsStage, WANTED } from "./stage.ts";

type Stage = Awaited<ReturnType<typeof errandsStage>>;

/** How Personio may take a request that writes. */
const TROUBLES = {
  nothing: () => {},
  "an answer that is lost after it was carried out": ({ personio }) => personio.failNext(WRITES, { after: "drop" }),
  "an answer 500 after it was carried out": ({ personio }) => personio.failNext(WRITES, { after: { status: 500 } }),
  "a request that is lost on its way": ({ personio }) => personio.failNext(WRITES, "drop"),
  "an answer 502 without doing anything, twice": ({ personio }) => personio.failNext(WRITES, { status: 502 }, 2),
  "an answer 429": ({ personio }) => personio.failNext(WRITES, { status: 429 }),
} satisfies Record<string, (stage: Stage) => unknown>;
const WRITES = /^(POST|PATCH|DELETE) \/v2\/absence-periods/;

const SPAN = ["2027-02-01", "2027-02-05"] as const;

/** What can be sent, what must be true in Personio once it is at its end, and what Anna must have been told by then. */
const TASKS = {
  create: {
    prepare: () => ({ kind: "create", timeOff: WANTED }),
    isDone: (stage) => stage.absences(...SPAN).length === 1,
    told: /Requested: Urlaub, Mon 1 Feb 2027 \(from noon\) – Fri 5 Feb/,
  },
  change: {
    prepare: (stage) => ({ kind: "change", periodId: enter(stage), timeOff: WANTED }),
    isDone: (stage) => stage.absences(...SPAN).some(({ first }) => first.half === "SECOND_HALF"),
    told: /Changed: Urlaub, Mon 1 Feb 2027 \(from noon\)/,
  },
  cancel: {
    prepare: (stage) => ({ kind: "cancel", periodId: enter(stage), timeOff: WANTED }),
    isDone: (stage) => stage.absences(...SPAN).length === 0,
    told: /Cancelled: Urlaub, Mon 1 Feb 2027/,
  },
} satisfies Record<string, { prepare: (stage: Stage) => Task; isDone: (stage: Stage) => boolean; told: RegExp }>;

function enter({ personio, company }: Stage): string {
  const id = "c0000000-0000-4000-8000-000000000001";
  personio.state.world.absencePeriods.push({
    id,
    personId: company.who("anna").personId,
    typeId: WANTED.absenceTypeId,
    first: { day: SPAN[0], half: "FIRST_HALF" },
    last: { day: SPAN[1], half: "SECOND_HALF" },
    status: "PENDING",
    updatedAt: "2026-11-20T09:00:00Z",
  });
  return id;
}

/** Never twice, and never lost without a word. */
function judge(stage: Stage, name: keyof typeof TASKS, wasKept: boolean): void {
  const { isDone, told } = TASKS[name];
  expect(stage.absences(...SPAN).length).toBeLessThanOrEqual(1);
  const wasTold = stage.told().some((text) => told.test(text));
  expect({ done: isDone(stage), wasTold }).toEqual({ done: wasKept, wasTold: wasKept });
}

type Name = keyof typeof TASKS;
type Trouble = keyof typeof TROUBLES;
const troubles = Object.keys(TROUBLES) as Trouble[];
/** Doing it twice is the danger of entering an absence; what overwrites is tried with less. */
const CASES: [Name, Trouble][] = [
  ...troubles.map((trouble): [Name, Trouble] => ["create", trouble]),
  ...(["change", "cancel"] as const).flatMap((name) =>
    troubles.slice(0, 2).map((trouble): [Name, Trouble] => [name, trouble]),
  ),
];

it.each(CASES)(
  "%s happens once and is told, at whichever step the process ends, when Personio gives %s",
  { timeout: 120_000 },
  async (name, trouble) => {
    const steps = await stepsOf(name, trouble);
    expect(steps).toBeGreaterThan(10);
    for (let endsAt = 0; endsAt < steps; endsAt++) {
      const stage = await credulousStage();
      const task = TASKS[name].prepare(stage);
      TROUBLES[trouble](stage);
      const first = await stage.live(endsAt);
      await first.send(task);
      const next = await stage.restart();
      const kept = await next.store.getErrand("nonce");
      judge(stage, name, kept !== undefined);
      expect(await next.store.claimErrand("another", new Date("2099-01-01"), 1)).toBeUndefined();
    }
  },
);

/** Where Personio would take the same absence twice, so that nobody but the bot keeps it from that. */
async function credulousStage(): Promise<Stage> {
  const stage = await errandsStage();
  stage.personio.state.settings.acceptsOverlaps = true;
  return stage;
}

async function stepsOf(name: Name, trouble: Trouble): Promise<number> {
  const stage = await credulousStage();
  const task = TASKS[name].prepare(stage);
  TROUBLES[trouble](stage);
  const whole = await stage.live();
  await whole.send(task);
  judge(stage, name, true);
  return whole.life.steps;
}
