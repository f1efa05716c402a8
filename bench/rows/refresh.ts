import { freePort } from "../../sandbox/free-port.ts";
import { callInSick, changesOfDay } from "../changes.ts";
import { bounded, compared, type Figure, type Measure, reported } from "../figure.ts";
import { openOwnTime } from "../own-time.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Midnight in Berlin, of a Monday. */
const MIDNIGHT = Date.parse("2026-11-22T23:00:00Z");
const MONDAY = "2026-11-23";
/** How often somebody asks, from eight to six. */
const EVERY_MS = 5 * MINUTE;
const TOKEN = "a token that nobody guesses";
/** How many call in sick, one after the other. */
const TIMES = 5;
const LIST = "GET /v2/absence-periods";

/**
 * What it costs to notice changes: somebody asks who is out every five minutes of a working day on which people request, decide, call in
 * sick, move and delete; the calls of each such look against those of the first, which reads everything.
 */
export const measure: Measure = async ({ short }) => {
  const figures: Figure[] = [];
  for (const people of short ? [5000] : [50, 500, 5000, 50_000]) figures.push(...(await refreshed(people, short)));
  return [...figures, await seenAfter("asked", 5 * MINUTE), await seenAfter("told by webhook", 10_000)];
};

async function refreshed(people: number, short: boolean): Promise<Figure[]> {
  const stage = await openOwnTime({ people, begin: new Date(MIDNIGHT).toISOString(), today: MONDAY, roundMs: MINUTE });
  try {
    const { personio, company, clock } = stage;
    const changes = changesOfDay(people, MIDNIGHT);
    const asker = company.users[0]?.id ?? "";
    const isList = ({ method, path }: { method: string; path: string }) => `${method} ${path}` === LIST;
    const takeLists = () => personio.takeCalls().filter(isList);
    const bot = await stage.start(stage.config);
    await stage.passUntil(MIDNIGHT + MINUTE);
    await stage.ask(asker, "/whosout today");
    const full = takeLists().length;
    await stage.passUntil(MIDNIGHT + 8 * HOUR);
    const atNight = takeLists().length;
    const looks: number[] = [];
    for (let at = MIDNIGHT + 8 * HOUR; at < MIDNIGHT + (short ? 10 : 18) * HOUR; at += EVERY_MS) {
      while ((changes[0]?.at ?? Number.POSITIVE_INFINITY) < at) {
        await stage.passUntil(changes[0]?.at ?? at);
        changes.shift()?.happen(personio, clock());
      }
      await stage.passUntil(at);
      await stage.ask(asker, "/whosout today");
      // What is asked behind the answer is asked before the next one.
      await stage.passUntil(at + MINUTE / 2);
      looks.push(takeLists().length);
    }
    await stage.within(bot.stop());
    const mean = looks.reduce((sum, one) => sum + one, 0) / looks.length;
    const row = "refresh";
    const measured = {
      row,
      what: `each of ${looks.length} looks at what changed, ${people} people`,
      baseline: { what: "a full read", value: full, unit: "calls" } as const,
      ours: { value: mean, unit: "calls" } as const,
      isNoisy: false,
      notes: [`in the night: ${atNight} calls`, `at most: ${Math.max(...looks)} calls`],
    };
    return [people === 5000 ? compared(measured, { atMost: 0.1 }) : reported(measured)];
  } finally {
    await stage.close();
  }
}

/** Somebody calls in sick just after everything was read: whether an answer, so much later at the latest, shows it. */
async function seenAfter(how: "asked" | "told by webhook", atMostMs: number): Promise<Figure> {
  const port = await freePort();
  const stage = await openOwnTime({
    people: 5000,
    begin: new Date(MIDNIGHT + 9 * HOUR).toISOString(),
    today: MONDAY,
    ...(how === "told by webhook" && { env: { PERSONIO_WEBHOOK_TOKEN: TOKEN, PORT: `${port}` } }),
  });
  try {
    const { personio, company, clock } = stage;
    if (how === "told by webhook") {
      personio.state.settings.webhook = { url: `http://127.0.0.1:${port}/personio/webhooks`, token: TOKEN };
    }
    const bot = await stage.start(stage.config);
    const asker = company.users[0]?.id ?? "";
    const out = async () => Number.parseInt((await stage.ask(asker, "/whosout today")).text.replace(",", ""), 10);
    await out();
    await stage.time.pass(MINUTE);
    let worst = 0;
    for (let times = 0; times < TIMES; times++) {
      const before = await out();
      const away = new Set(personio.state.world.absencePeriods.map(({ personId }) => personId));
      callInSick(personio, company.personio.persons.find(({ id }) => !away.has(id))?.id ?? "", clock());
      const at = clock().getTime();
      // Nobody asks meanwhile, and then again and again until it is seen.
      await stage.within(personio.webhooksDone());
      await stage.time.pass(atMostMs - 1000);
      while ((await out()) === before && clock().getTime() - at < 10 * MINUTE) await stage.time.pass(1000);
      worst = Math.max(worst, (clock().getTime() - at) / 1000);
      await stage.time.pass(times * 7000);
    }
    await stage.within(bot.stop());
    return bounded(
      { row: "refresh", what: `sick until seen as out, ${how}`, ours: { value: worst, unit: "s" }, isNoisy: false },
      { atMost: atMostMs / 1000 },
    );
  } finally {
    await stage.close();
  }
}
