import { describe, expect, it, vi } from "vitest";
import { freePort } from "../sandbox/free-port.ts";
import type { PeriodRecord } from "../sandbox/personio-wire.ts";
import { GENERAL, type Stage, wholeBot } from "./whole-bot.ts";

const NEXT_WEEK = { first: "2026-11-30", last: "2026-12-04" };
const TOKEN = "t".repeat(24);

/** Everybody is out next week, and many requests for it were rejected: so many absences that they do not fit a page. */
function crowd({ company }: Pick<Stage, "company">): void {
  const staff = company.personio.persons.filter(({ status }) => status === "ACTIVE");
  for (let index = 0; index < 250; index++) {
    company.personio.absencePeriods.push({
      id: `c0000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
      personId: staff[index % staff.length]?.id ?? "",
      typeId: company.types.vacation.id,
      first: { day: NEXT_WEEK.first, half: "FIRST_HALF" },
      last: { day: NEXT_WEEK.last, half: "SECOND_HALF" },
      status: index < staff.length ? "APPROVED" : "REJECTED",
      updatedAt: "2026-10-01T08:00:00Z",
    } satisfies PeriodRecord);
  }
}

/** From the second page of absences on, each of Personio's answers takes so long. */
function slow({ personio, pass }: Stage, milliseconds: number): void {
  Object.defineProperty(personio.state.settings, "latencyMs", {
    get: () => {
      if (personio.state.calls.some(({ query }) => query.includes("cursor="))) pass(milliseconds);
      return 0;
    },
  });
}

describe("while an answer is read for the first time", () => {
  it("says who is out so far, and then the whole answer", async () => {
    const stage = await wholeBot({ prepare: crowd });
    slow(stage, 1400);
    const exchange = await stage.slack.command(stage.id("april"), GENERAL, "/whosout next week");
    const soFar = stage.read(await exchange.answer());
    expect(soFar).toMatch(
      /^I am still reading Personio\. \d+ people out next week \(Mon 30 Nov – Sun 6 Dec\) so far; the whole list follows\./,
    );
    expect(soFar).toContain("• Anna Berg – Urlaub, Mon 30 Nov – Fri 4 Dec");
    expect(soFar).toMatch(/… and \d+ more/);
    // That is not known before all is read.
    expect(soFar).not.toContain("back");
    const { text } = await exchange.answer();
    expect(text).toMatch(/^\d+ people out next week/);
    expect(text).toContain("back Mon 7 Dec");
  });

  it.each([
    ["april", "/whosout next week @anna", "I am still reading Personio. The answer follows."],
    ["gerd", "/whosout nächste Woche Design", "Ich lese noch in Personio. Die Antwort folgt."],
  ])("says to %s, who asked %s, that it takes its time", async (login, line, sentence) => {
    const stage = await wholeBot({ prepare: crowd });
    slow(stage, 1400);
    const exchange = await stage.slack.command(stage.id(login), GENERAL, line);
    expect((await exchange.answer()).text).toBe(sentence);
    expect((await exchange.answer()).text).not.toBe(sentence);
  });

  it("says nothing of it where the answer is there at once, or something is known", async () => {
    const stage = await wholeBot({ prepare: crowd });
    await stage.ask("april", "/whosout next week");
    slow(stage, 1400);
    stage.pass(6 * 60_000);
    await stage.ask("april", "/whosout next week");
    expect(stage.slack.seenBy(stage.id("april"), GENERAL).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^\d+ people out/),
      expect.stringMatching(/^\d+ people out/),
    ]);
  });

  it("keeps from colleagues why somebody is out, as in any answer", async () => {
    const stage = await wholeBot({
      prepare: ({ company }) => {
        crowd({ company });
        for (const period of company.personio.absencePeriods) period.typeId = company.types.sick.id;
      },
    });
    slow(stage, 1400);
    const exchange = await stage.slack.command(stage.id("april"), GENERAL, "/whosout next week");
    const soFar = stage.read(await exchange.answer());
    expect(soFar).toContain("Anna Berg – away");
    expect(soFar.split("\n").filter((line) => line.includes(stage.company.types.sick.name))).toEqual([
      expect.stringContaining("April Smith"),
    ]);
  });
});

describe("what Personio's webhooks tell", () => {
  /** A bot that listens to them, and who tells it of an absence as Personio does. */
  async function told(isWhose: boolean) {
    const port = await freePort();
    const stage = await wholeBot({ env: { PERSONIO_WEBHOOK_TOKEN: TOKEN, PORT: `${port}` }, prepare: crowd });
    const tell = async (name: string, { id, personId }: { id: string; personId: string }) => {
      const at = stage.world.clock().getTime();
      const body = JSON.stringify({
        company_id: "1",
        event_name: `absence-period.${name}`,
        occurred_at: "2026-11-23T08:00:00Z",
        payload: { id, ...(isWhose && { person: { id: personId } }) },
      });
      const headers = { "content-type": "application/json", authorization: TOKEN };
      const url = `http://127.0.0.1:${port}/personio/webhooks`;
      expect((await fetch(url, { method: "POST", body, headers })).status).toBe(204);
      // It gathers for five seconds what else is told; shorter pauses are others'.
      await vi.waitUntil(() => stage.world.clock().getTime() >= at + 5_000);
      expect(stage.world.clock().getTime()).toBeLessThan(at + 10_000);
    };
    return {
      ...stage,
      tell,
      callsInSick: () =>
        stage.personio.enter({
          personId: stage.person("otto"),
          typeId: stage.company.types.sick.id,
          first: { day: stage.company.today, half: "FIRST_HALF" },
          last: null,
          status: "APPROVED",
        }),
      /** Where Otto seems to be out. */
      out: async () => [
        (await stage.ask("april", "/whosout")).text.includes("Otto Zimmermann (Workshop) – away, since Mon 23 Nov"),
        (await stage.ask("april", "/whois otto")).text.includes("since Mon 23 Nov, end not known yet"),
      ],
    };
  }

  it.each([
    ["and whose it is", true],
    ["and not whose it is", false],
  ])("of an absence %s, is seen within ten seconds", async (_, isWhose) => {
    const { out, tell, callsInSick, personio } = await told(isWhose);
    expect(await out()).toEqual([false, false]);
    const sick = callsInSick();
    await tell("created", sick);
    expect(await out()).toEqual([true, true]);
    personio.erase(sick.id);
    await tell("deleted", sick);
    expect(await out()).toEqual([false, false]);
  });

  it("one bot, the other knows at its next round", async () => {
    const { ask, out, tell, callsInSick, personio, round, startAnother } = await told(false);
    await startAnother({ PORT: "", PERSONIO_WEBHOOK_TOKEN: "" });
    // Slack sends to one what comes first, and to the other what comes next.
    const both = async () => {
      const first = await out();
      await ask("april", "/whosout");
      return [...first, ...(await out())];
    };
    expect(await both()).not.toContain(true);
    const sick = callsInSick();
    await tell("created", sick);
    await round();
    expect(await both()).not.toContain(false);
    personio.erase(sick.id);
    await tell("deleted", sick);
    await round();
    expect(await both()).not.toContain(true);
  });
});
