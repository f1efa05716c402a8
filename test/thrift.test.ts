import { describe, expect, it, vi } from "vitest";
import { GENERAL, wholeBot } from "./whole-bot.ts";

const MINUTE = 60_000;

/** How often each kind of call was made. */
function countOf(calls: { method: string; path: string }[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { method, path } of calls) {
    const kind = `${method} ${path.replace(/\/persons\/\d+/, "/persons/{id}")}`;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

describe("what an answer costs Personio", () => {
  it("cold: each thing once, contracts only of those who are shown", async () => {
    const { ask, personio } = await wholeBot();
    await ask("carla", "/whosout today");
    expect(countOf(personio.takeCalls())).toEqual({
      "POST /v2/auth/token": 1,
      "GET /v2/absence-types": 1,
      // What falls into each of three weeks, and what follows for those who are away longer.
      "GET /v2/absence-periods": 4,
      "GET /v2/org-units": 2,
      "GET /v2/workplaces": 1,
      // The persons who are away; who asks, by e-mail, and in the whole list, because they are not in Personio.
      "GET /v2/persons": 3,
      // Eleven who are out, two who work remotely.
      "GET /v2/persons/{id}/employments": 13,
    });
  });

  it("a start: the token, while Slack's own are tried", async () => {
    const { ask, slack, personio, startAnother } = await wholeBot();
    await ask("carla", "/whosout today");
    personio.takeCalls();
    slack.failNext("auth.test", { error: "invalid_auth" });
    await expect(startAnother()).rejects.toThrow("SLACK_BOT_TOKEN is not accepted");
    await vi.waitUntil(() => personio.state.calls.length > 0);
    expect(countOf(personio.takeCalls())).toEqual({ "POST /v2/auth/token": 1 });
  });

  it("warm: nothing, for everybody who asks for days of the same week", async () => {
    const { ask, personio, pass } = await wholeBot();
    for (const login of ["april", "anna"]) await ask(login, "/whosout");
    personio.takeCalls();
    pass(MINUTE - 1000);
    for (const line of ["/whosout", "/whosout today", "/whosout friday", "/whosout Design", "/whosout @anna"]) {
      for (const login of ["april", "anna"]) await ask(login, line);
    }
    expect(personio.takeCalls()).toEqual([]);
  });

  it("after a minute: the absences are read again behind an answer that is there at once", async () => {
    const { ask, personio, pass, company } = await wholeBot();
    await ask("april", "/whosout today");
    personio.takeCalls();
    company.personio.absencePeriods.splice(0);
    pass(2 * MINUTE);
    expect((await ask("april", "/whosout today")).text).toMatch(/^11 people out/);
    await vi.waitUntil(() => personio.state.calls.length > 0);
    await vi.waitUntil(async () => (await ask("april", "/whosout today")).text.startsWith("Nobody is out"));
    // The second question stands for the open-ended ones, which the first did not show this time.
    expect(countOf(personio.takeCalls())["GET /v2/absence-periods"]).toBeLessThanOrEqual(2);
  });

  it("twenty who ask at the same moment cost no more than one", async () => {
    const { slack, personio, company } = await wholeBot();
    const people = company.slack.users.filter(({ profile }) => profile?.email !== undefined).slice(0, 20);
    const exchanges = await Promise.all(people.map(({ id }) => slack.command(id, GENERAL, "/whosout today")));
    await Promise.all(exchanges.map((exchange) => exchange.answer()));
    const counts = countOf(personio.takeCalls());
    expect(counts["GET /v2/absence-periods"]).toBe(4);
    expect(counts["POST /v2/auth/token"]).toBe(1);
    expect(counts["GET /v2/persons/{id}/employments"]).toBe(13);
  });

  it("a profile: the person's own absences, once", async () => {
    const { ask, personio } = await wholeBot();
    await ask("april", "/whosout today");
    personio.takeCalls();
    await ask("april", "/whois @gerd");
    expect(countOf(personio.takeCalls())).toEqual({
      "GET /v2/absence-periods": 1,
      "GET /v2/persons": 2,
      "GET /v2/persons/{id}/employments": 1,
    });
    await ask("april", "/whois @gerd");
    expect(personio.takeCalls()).toEqual([]);
  });
});
