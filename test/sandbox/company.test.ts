import { describe, expect, it } from "vitest";
import { createCompany } from "../../sandbox/company.ts";
import { addDays, weekdayOf } from "../../sandbox/personio-days.ts";

/** A working week and its weekend, the turn of two years, a leap day, and Christmas. */
const DAYS = [
  ...Array.from({ length: 7 }, (_, index) => addDays("2026-11-23", index)),
  "2026-12-24",
  "2026-12-31",
  "2027-01-01",
  "2028-02-29",
];
const SETTLED = ["APPROVED", "DELETION_PENDING"];

/** What can be told about a day and its week. */
function storyOf(today: string) {
  const company = createCompany(today);
  const { persons, absencePeriods } = company.personio;
  const active = new Set(persons.filter(({ status }) => status === "ACTIVE").map(({ id }) => id));
  const between = (first: string, last: string) =>
    absencePeriods.filter((period) => period.first.day <= last && (period.last === null || period.last.day >= first));
  const monday = addDays(today, 1 - weekdayOf(today));
  const told = between(monday, addDays(monday, 6)).filter(
    ({ personId, status }) => active.has(personId) && SETTLED.includes(status),
  );
  return { company, told, onToday: between(today, today), absencePeriods };
}

describe.each(DAYS)("the company on %s", (today) => {
  it("has enough people out this week to tell of, and not too many to read", () => {
    const { told } = storyOf(today);
    expect(told.length).toBeGreaterThanOrEqual(6);
    expect(told.length).toBeLessThanOrEqual(20);
  });

  it("has every kind of absence on this very day", () => {
    const { onToday, company } = storyOf(today);
    const { types } = company;
    const kinds = {
      "the whole day": onToday.some(({ first, last }) => first.half === "FIRST_HALF" && last?.half === "SECOND_HALF"),
      morning: onToday.some(({ first, last }) => first.day === last?.day && last.half === "FIRST_HALF"),
      afternoon: onToday.some(({ first, last }) => first.day === last?.day && first.half === "SECOND_HALF"),
      hours: onToday.some(({ times }) => times?.from === "09:00" && times.to === "11:30"),
      "ending today": onToday.some(({ last, times }) => last?.day === today && !times),
      "without an end": onToday.some(({ last }) => last === null),
      "for a year": onToday.some(({ first, last }) => last !== null && addDays(first.day, 364) <= last.day),
      "since months": onToday.some(({ first }) => first.day <= addDays(today, -90)),
      remotely: onToday.some(({ typeId }) => typeId === types.remote.id),
    };
    expect(Object.entries(kinds).filter(([, isThere]) => !isThere)).toEqual([]);
  });

  it("has days before and after to look at: past, tomorrow's, asked for, rejected, and over a weekend", () => {
    const { absencePeriods } = storyOf(today);
    const kinds = {
      "three weeks ago": absencePeriods.some(({ last }) => last !== null && last.day <= addDays(today, -14)),
      "starting tomorrow": absencePeriods.some(({ first }) => first.day === addDays(today, 1)),
      "six weeks ahead": absencePeriods.some(({ first, last }) => {
        const later = addDays(today, 35);
        return first.day > today && last !== null && last.day >= later;
      }),
      "ending on a Sunday": absencePeriods.some(({ last }) => last !== null && weekdayOf(last.day) === 7),
    };
    expect(Object.entries(kinds).filter(([, isThere]) => !isThere)).toEqual([]);
    const statuses = new Set(absencePeriods.map(({ status }) => status));
    expect([...statuses].toSorted()).toEqual([
      "APPROVED",
      "DELETION_PENDING",
      "PENDING",
      "REJECTED",
      "SUBSTITUTE_REQUESTED",
    ]);
  });

  it("knows what Anna and Gerd took in the past year, and who of their team is away in the next weeks", () => {
    const { company, absencePeriods } = storyOf(today);
    const takenBy = (login: string) =>
      absencePeriods.filter(({ personId, first }) => personId === company.who(login).personId && first.day < today);
    const { vacation, remote } = company.types;
    const timesOf = (login: string, { id }: { id: string }) =>
      takenBy(login).filter(({ typeId }) => typeId === id).length;
    expect(timesOf("anna", vacation)).toBeGreaterThanOrEqual(timesOf("anna", remote));
    expect(timesOf("anna", remote)).toBeGreaterThan(1);
    expect(timesOf("gerd", vacation)).toBeGreaterThan(1);
    const ahead = absencePeriods.filter(({ personId }) => personId === company.who("anna.bergmann").personId);
    expect(ahead.some(({ first }) => first.day > today && first.day <= addDays(today, 17))).toBe(true);
  });

  it("is the same each time, whatever was done to another", () => {
    const textOf = ({ personio, slack }: ReturnType<typeof createCompany>) => JSON.stringify({ personio, slack });
    const first = createCompany(today);
    const text = textOf(first);
    for (const records of Object.values(first.personio))
      for (const record of records) Object.assign(record, { id: "" });
    expect(textOf(first)).not.toBe(text);
    expect(textOf(createCompany(today))).toBe(text);
  });

  it("holds together: every id leads somewhere, and nobody is away twice at a time", () => {
    const { personio } = createCompany(today);
    const persons = new Set(personio.persons.map(({ id }) => id));
    const units = new Set(personio.orgUnits.map(({ id }) => id));
    const places = new Set(personio.workplaces.map(({ id }) => id));
    const types = new Set(personio.absenceTypes.map(({ id }) => id));
    for (const contract of personio.employments) {
      expect(persons).toContain(contract.personId);
      if (contract.supervisorId) expect(persons).toContain(contract.supervisorId);
      if (contract.workplaceId) expect(places).toContain(contract.workplaceId);
      expect(units).toContain(contract.teamId);
      expect(units).toContain(contract.departmentId);
    }
    const keyOf = (end: { day: string; half: string } | null) =>
      end ? `${end.day}${end.half === "FIRST_HALF" ? 1 : 2}` : "9999";
    for (const [index, period] of personio.absencePeriods.entries()) {
      expect(persons).toContain(period.personId);
      expect(types).toContain(period.typeId);
      expect(keyOf(period.first) <= keyOf(period.last), period.id).toBe(true);
      for (const other of personio.absencePeriods.slice(index + 1)) {
        if (other.personId !== period.personId) continue;
        const areApart = keyOf(period.last) < keyOf(other.first) || keyOf(other.last) < keyOf(period.first);
        expect(areApart, `${period.id} and ${other.id}`).toBe(true);
      }
    }
    for (const { id } of [...personio.absencePeriods, ...personio.attendancePeriods])
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it("notes hours in this week and the five before, with breaks, up to somebody who has just begun", () => {
    const { attendancePeriods } = createCompany(today).personio;
    const days = attendancePeriods.map(({ day }) => day);
    expect(days.every((day) => day <= today && day >= addDays(today, -41))).toBe(true);
    expect(days).toContain(addDays(today, -6 - weekdayOf(today)));
    expect(attendancePeriods.some(({ type }) => type === "BREAK")).toBe(true);
    const running = attendancePeriods.filter(({ to }) => to === undefined);
    expect(running[0]).toMatchObject({ personId: createCompany(today).who("gerd").personId });
    expect(running.every(({ day, type }) => day === today && type === "WORK")).toBe(true);
    const atNight = createCompany(today, "02:49").personio.attendancePeriods;
    expect(atNight).toEqual(attendancePeriods.filter(({ to }) => to !== undefined));
  });
});

describe("the people of the company", () => {
  const { personio, slack, who } = createCompany("2026-11-23");
  const named = (name: string) =>
    personio.persons.filter(({ first_name, last_name }) => `${first_name} ${last_name}` === name);

  it("are forty, led by one who has no supervisor, in a chain without a circle", () => {
    expect(personio.persons).toHaveLength(40);
    const bossOf = new Map(personio.employments.map(({ personId, supervisorId }) => [personId, supervisorId]));
    const tops = [...bossOf].filter(([, boss]) => boss === undefined);
    expect(tops).toEqual([[who("ruth").personId, undefined]]);
    for (const { id } of personio.persons) {
      let at: string | undefined = id;
      for (let steps = 0; at !== undefined && steps <= 5; steps++) at = bossOf.get(at);
      expect(at, id).toBeUndefined();
    }
  });

  it("share names, lack an e-mail, are gone, or have not begun", () => {
    expect(named("Tom Fischer")).toHaveLength(2);
    expect(personio.persons.filter(({ first_name }) => first_name === "Anna")).toHaveLength(2);
    expect(personio.persons.filter(({ email }) => !email).map(({ id }) => id)).toEqual([who("theo").personId]);
    expect(personio.persons.filter(({ status }) => status === "INACTIVE")).toHaveLength(1);
    expect(personio.employments.filter(({ status }) => status === "ONBOARDING")).toHaveLength(1);
    expect(personio.employments.filter(({ workplaceId }) => !workplaceId)).toHaveLength(1);
  });

  it("have vacation left, of which some is planned, and some have days for sick children", () => {
    const named = (name: string) => personio.balances.filter((entry) => entry.name === name);
    expect(new Set(named("Urlaub").map(({ personId }) => personId)).size).toBe(40);
    expect(named("Urlaub").find(({ personId }) => personId === who("anna").personId)).toMatchObject({
      balance: 20.5,
      available: 18.5,
    });
    expect(named("Kind krank").length).toBeGreaterThan(1);
    for (const { balance, available } of personio.balances) expect(available).toBeLessThan(balance);
  });

  it("are found in Slack by their e-mail, in the zone of their place, apart from three", () => {
    const addresses = new Map(slack.users.map((user) => [user.profile.email, user]));
    const unseen = personio.persons.filter(
      ({ email }) => !email || !addresses.has(email) || addresses.get(email)?.deleted,
    );
    expect(unseen.map(({ id }) => id).toSorted()).toEqual(
      ["theo", "ulla", "viktor"].map((login) => who(login).personId).toSorted(),
    );
    const zones: Record<string, string> = { "60303": "Europe/Vienna", "60304": "Europe/London" };
    for (const { personId, workplaceId } of personio.employments) {
      const user = slack.users.find(({ id }) => id === `U${personId}`);
      if (user) expect(user.tz, user.name).toBe(zones[workplaceId ?? ""] ?? "Europe/Berlin");
    }
  });

  it("share Slack with guests, a stranger, a robot and people whom Personio does not know", () => {
    const emails = new Set(personio.persons.map(({ email }) => email));
    const kinds = {
      guest: slack.users.some((user) => user.is_restricted),
      "single-channel guest": slack.users.some((user) => user.is_ultra_restricted),
      stranger: slack.users.some((user) => user.is_stranger && user.team_id !== "T0WHOSOUT"),
      robot: slack.users.some((user) => user.is_bot),
      deactivated: slack.users.some((user) => user.deleted && emails.has(user.profile.email)),
      "member whom Personio does not know": slack.users.some(
        (user) => user.name === "carla" && !emails.has(user.profile.email),
      ),
    };
    expect(Object.entries(kinds).filter(([, isThere]) => !isThere)).toEqual([]);
    const ids = slack.users.map(({ id }) => id);
    for (const { members } of slack.channels)
      for (const member of members) expect([...ids, "U0WHOSOUT"]).toContain(member);
  });
});
