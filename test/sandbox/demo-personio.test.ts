import { describe, expect, it } from "vitest";
import { openDemo } from "./demo-visit.ts";

const VACATION = "a0000000-0000-4000-8000-000000000001";

describe("Personio", () => {
  it("is down, and up again", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "trouble", isDown: true });
    await anna.say("/whois gerd");
    await anna.message(/Personio is not answering right now/);
    await anna.make({ do: "trouble", isDown: false });
    // The bot leaves alone for ten seconds what has failed several times in a row.
    await anna.make({ do: "turnClock", to: new Date(Date.parse(anna.now().now) + 30_000).toISOString() });
    await anna.say("/whois gerd");
    await anna.message(/Head of Product/);
  });

  it("has taken the bot's token away, and gives another", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    // While it is down: else what is read at the start would get the bot a new one at once.
    await anna.make({ do: "trouble", isDown: true });
    await anna.make({ do: "revokeTokens" });
    await anna.see(({ personio }) => !personio.hasToken);
    await anna.make({ do: "trouble", isDown: false });
    await anna.make({ do: "turnClock", to: new Date(Date.parse(anna.now().now) + 30_000).toISOString() });
    await anna.say("/whois gerd");
    await anna.message(/Head of Product/);
    expect(anna.now().personio.hasToken).toBe(true);
  });

  it("is slow, asks to slow down, and lacks a right", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "trouble", latencyMs: 40, isLimited: true, scopes: ["personio:persons:read"] });
    const { personio } = await anna.see((shown) => shown.personio.isLimited && shown);
    expect(personio).toMatchObject({ latencyMs: 40, isLimited: true, isDown: false });
    expect(personio.scopes.filter(({ isGranted }) => isGranted)).toEqual([
      { name: "personio:persons:read", isGranted: true },
    ]);
  });

  it("is written by its administrator: what is entered there is seen, and what is erased is not", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    const days = { firstDay: "2027-03-01", lastDay: "2027-03-05" };
    await anna.make({ do: "enter", personId: "1002", typeId: VACATION, ...days });
    await anna.say("/whosout 2.3.2027");
    await anna.message(/Gerd Nowak/);
    const { absencePeriods } = anna.now().personio;
    const id = absencePeriods.find(({ first }) => first.day === days.firstDay)?.id ?? "";
    await anna.make({ do: "erase", periodId: id });
    await anna.see(({ personio }) => !personio.absencePeriods.some((period) => period.id === id));
    expect(await anna.ask({ do: "erase", periodId: id })).toHaveProperty("error");
    const backwards = { firstDay: "2027-03-05", lastDay: "2027-03-01" };
    expect(await anna.ask({ do: "enter", personId: "1002", typeId: VACATION, ...backwards })).toHaveProperty("error");
  });
});

describe("a public holiday", () => {
  it("costs nothing, says the form, and Personio counts so too: each of where somebody works", async () => {
    const { visit } = await openDemo();
    // Epiphany, on a Wednesday, is a day off in Wien and München, and a working day in Berlin.
    for (const [login, days] of Object.entries({ otto: 4, anna: 5 })) {
      const somebody = await visit(login);
      await somebody.say("/timeoff 4.1. - 8.1.2027 Urlaub");
      const form = await somebody.window(/Request time off/);
      expect(JSON.stringify(form)).toContain(`${days} working days`);
      await somebody.ask({ do: "submit" });
      await somebody.see(({ window }) =>
        JSON.stringify(window ?? "").includes(`Personio counts ${days} working days.`),
      );
    }
  });
});

describe("Personio's administrator", () => {
  const DOCTOR = "a0000000-0000-4000-8000-000000000008";
  const days = { firstDay: "2027-03-01", lastDay: "2027-03-05" };

  it("moves an absence, makes another one of it, and Personio tells of what it tells of", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    const { id: periodId } = (await anna.make({ do: "enter", personId: "1002", typeId: VACATION, ...days })) as {
      id: string;
    };
    const period = () => anna.now().personio.absencePeriods.find(({ id }) => id === periodId);
    const halves = { first: "SECOND_HALF", last: "FIRST_HALF" } as const;
    await anna.make({ do: "alter", periodId, days: { firstDay: "2027-03-08", lastDay: "2027-03-10", halves } });
    await anna.see(({ trace }) => trace.find(({ title }) => title === "webhook absence-period.updated.timerange"));
    expect(period()).toMatchObject({
      first: { day: "2027-03-08", half: "SECOND_HALF" },
      last: { day: "2027-03-10", half: "FIRST_HALF" },
    });
    const times = { from: "10:00", to: "11:30" };
    await anna.make({
      do: "alter",
      periodId,
      typeId: DOCTOR,
      days: { firstDay: "2027-03-09", lastDay: "2027-03-09", times },
    });
    await anna.see(() => period()?.times?.to === times.to);
    expect(period()).toMatchObject({ typeId: DOCTOR, first: { day: "2027-03-09", half: "FIRST_HALF" }, times });
    await anna.say("/whosout 9.3.2027");
    await anna.message(/Gerd Nowak/);
    await anna.make({ do: "alter", periodId, typeId: VACATION });
    await anna.see(() => period()?.typeId === VACATION);
    expect(period()).not.toHaveProperty("times");
  });

  it.each([
    [{ days: { firstDay: "2027-03-05", lastDay: "2027-03-01" } }, "The last day is before the first."],
    [{ typeId: DOCTOR }, "Arzttermin is counted in hours, and begins and ends on one day."],
    [
      {
        typeId: DOCTOR,
        days: { firstDay: "2027-03-01", lastDay: "2027-03-01", times: { from: "12:00", to: "11:00" } },
      },
      "It ends before it begins.",
    ],
    [{ typeId: "nothing" }, "There is no such type of absence."],
    [{ periodId: "nothing" }, "This absence is not there any more."],
  ])("cannot make %o of one", async (changes, error) => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    const { id } = (await anna.make({ do: "enter", personId: "1002", typeId: VACATION, ...days })) as { id: string };
    expect(await anna.ask({ do: "alter", periodId: id, ...changes })).toMatchObject({ error });
  });

  it("changes somebody's place in the company, which the bot tells next", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    const changes = { position: "Head of Everything", teamId: "4508", supervisorId: null, workplaceId: "60304" };
    await anna.make({ do: "alterPerson", personId: "1005", ...changes });
    await anna.see(({ trace }) => trace.find(({ title }) => title === "webhook employment.updated"));
    const { personio, people } = anna.now();
    const employment = personio.employments.find(({ personId }) => personId === "1005");
    expect(employment).toMatchObject({ position: "Head of Everything", teamId: "4508", workplaceId: "60304" });
    expect(employment).not.toHaveProperty("supervisorId");
    expect(people.find(({ login }) => login === "anna")?.about).toMatch(/^Head of Everything/);
    await anna.make({ do: "restartBot" });
    await anna.say("/whois anna");
    await anna.message(/Head of Everything/);
  });

  it("changes an address and a status, which are the person's too", async () => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    await anna.make({ do: "alterPerson", personId: "1005", email: null, status: "INACTIVE" });
    await anna.see(({ trace }) => trace.find(({ title }) => title === "webhook person.updated"));
    const { personio, me } = await anna.see((shown) => shown.me.about === "not in Personio" && shown);
    expect(me).not.toHaveProperty("personId");
    expect(personio.persons.find(({ id }) => id === "1005")).toMatchObject({ status: "INACTIVE" });
    expect(personio.employments.find(({ personId }) => personId === "1005")).toMatchObject({ status: "INACTIVE" });
  });

  it.each([
    [{ teamId: "401" }, "There is no such team."],
    [{ workplaceId: "1" }, "There is no such workplace."],
    [{ supervisorId: "1" }, "There is no such supervisor."],
    [{ supervisorId: "1005" }, "Nobody is their own supervisor."],
    [{ email: "gerd@morgenrot.example" }, "Somebody else has this address."],
    [{ personId: "1" }, "There is no such person."],
  ])("cannot give somebody %o", async (changes, error) => {
    const { visit } = await openDemo();
    const anna = await visit("anna");
    expect(await anna.ask({ do: "alterPerson", personId: "1005", ...changes })).toMatchObject({ error });
  });
});
