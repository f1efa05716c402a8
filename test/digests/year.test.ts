import { expect, it } from "vitest";
import { addDays, type Day, type Time, wallClock, weekdayOf } from "../../src/domain/calendar.ts";
import { errandsStage } from "../errands/stage.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LATE_HOURS = 6;
/** Clocks change on Sundays; the rest is left out for the sake of time. */
const WEEKDAYS = [1, 6, 7];
/** Each with clocks that change at other times; Apia has none, and lies behind the date line. */
const DIGESTS = {
  "Europe/Berlin": "02:30",
  "America/New_York": "09:00",
  "Australia/Lord_Howe": "02:00",
  "Pacific/Apia": "20:00",
  "Asia/Kolkata": "00:00",
} satisfies Record<string, Time>;

/** Numbers that look like chance, the same each time. */
function* chances(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    yield state / 2 ** 31;
  }
}

it("a year in five zones, with restarts, outages and clocks that jump: each day once, or noted as missed", async () => {
  const stage = await errandsStage();
  const { persons, absencePeriods } = stage.personio.state.world;
  absencePeriods.length = 0;
  persons.length = 2;
  const channels = ["C0GENERAL", "C0BERLIN", "C0PRIVATE", "C0PENDING", "C0SHARED"];
  const zones = Object.entries(DIGESTS);
  for (const [index, [zone, time]] of zones.entries()) {
    const channel = channels[index] ?? "";
    for (const one of stage.slack.world.channels)
      if (one.id === channel)
        Object.assign(one, { is_ext_shared: false, is_pending_ext_shared: false, is_shared: false });
    await stage.digest(
      {
        zone,
        time,
        channel,
        weekdays: WEEKDAYS,
        postsOnFreeDays: true,
        followsTheDay: false,
        tells: ["remote"],
      },
      zone,
    );
  }
  const chance = chances(1);
  const next = () => chance.next().value as number;
  let bot = await stage.live();
  const began = bot.clock();
  /** When somebody looked. */
  const looks: Date[] = [];
  const end = began.getTime() + 366 * 24 * HOUR;
  while (bot.clock().getTime() < end) {
    looks.push(bot.clock());
    await bot.post();
    const kind = next();
    if (kind < 0.02)
      stage.pass(-30 * MINUTE); // somebody sets the clock back
    else if (kind < 0.05)
      stage.pass(Math.floor(next() * 60) * HOUR); // down, or asleep
    else stage.pass(Math.floor(20 + next() * 200) * MINUTE);
    if (next() < 0.02) bot = await stage.live();
  }

  for (const [index, [zone, time]] of zones.entries()) {
    const posted = stage.inChannel(channels[index]).map(({ metadata }) => String(metadata?.event_payload.slot) as Day);
    expect(new Set(posted).size, zone).toBe(posted.length);
    const settled = await bot.store.settledSlots("2026-01-01");
    const walls = looks.map((look) => wallClock(look, zone));
    const last = walls.reduce((a, b) => (a.day > b.day ? a : b)).day;
    for (let day = addDays(wallClock(began, zone).day, 1); day < last; day = addDays(day, 1)) {
      if (!WEEKDAYS.includes(weekdayOf(day))) continue;
      // Whoever looks first after its time finds it due or missed.
      const first = walls.find((wall) => wall.day > day || (wall.day === day && wall.time >= time));
      expect(posted.includes(day), `${zone} ${day}`).toBe(first?.day === day && isInTime(first.time, time));
      expect(settled.has(`${zone} ${day}`), `${zone} ${day}`).toBe(true);
    }
    expect(posted.length, zone).toBeGreaterThan(50);
  }
}, 120_000);

function isInTime(now: Time, due: Time): boolean {
  const minutes = (time: Time) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const late = minutes(now) - minutes(due);
  return late >= 0 && late <= LATE_HOURS * 60;
}
