import { inspect } from "node:util";
import nock from "nock";
import { describe, expect, it } from "vitest";
import type { ProblemError } from "../../src/domain/problem.ts";
import { api, broken, grant, page, problemFrom, SECRET, stage, TOKEN, trouble } from "./stage.ts";

const ANNA = "anna@example.com";

describe("what Personio refuses", () => {
  it.each([
    [403, "/v2/absence-types", { kind: "scope-missing", scope: "personio:absences:read" }],
    [403, "/v2/attendance-periods", { kind: "scope-missing", scope: "personio:attendances:read" }],
    [404, "/v2/org-units", { kind: "not-in-personio" }],
    [412, "/v2/org-units", { kind: "personio-refused", status: 412, title: "Trouble", detail: "There is trouble." }],
    [
      400,
      "/v2/absence-types",
      { kind: "personio-refused", status: 400, title: "Trouble", detail: "There is trouble." },
    ],
  ])("%d on %s", async (status, path, expected) => {
    grant();
    api().get(path).query(true).reply(status, trouble());
    const { personio } = stage();
    const ask = {
      "/v2/absence-types": () => personio.listAbsenceTypes(),
      "/v2/attendance-periods": () =>
        personio.listAttendancePeriods({ personIds: ["1"], span: { first: "2026-11-23", last: "2026-11-23" } }),
      "/v2/org-units": () => personio.listOrgUnits("team"),
    }[path];
    const error = await problemFrom(ask?.() ?? Promise.resolve());
    expect(error.problem).toEqual(expected);
    expect(error.facts).toEqual({ status, method: "GET", path, traceId: "trace-1" });
  });

  it("needs the right to write for writing", async () => {
    grant();
    api().delete("/v2/absence-periods/a").reply(403, trouble());
    expect((await problemFrom(stage().personio.deleteAbsencePeriod("a"))).problem).toEqual({
      kind: "scope-missing",
      scope: "personio:absences:write",
    });
  });

  it.each([409, 422])("is told in Personio's words: %d", async (status) => {
    grant();
    api().delete("/v2/absence-periods/a").reply(status, trouble("Substitute required", "A substitute is required."));
    expect((await problemFrom(stage().personio.deleteAbsencePeriod("a"))).problem).toEqual({
      kind: "personio-refused",
      status,
      title: "Substitute required",
      detail: "A substitute is required.",
    });
  });

  it.each([
    ["a page of HTML", "<html>Bad Request</html>"],
    ["nothing", ""],
    ["an empty list of errors", { errors: [] }],
    ["errors of another kind", { errors: "many", personio_trace_id: 7 }],
    ["titles of null", { errors: [{ title: null, detail: null }] }],
  ])("may come without words: %s", async (_what, body) => {
    grant();
    api().get("/v2/absence-types").query(true).reply(400, body);
    const error = await problemFrom(stage().personio.listAbsenceTypes());
    expect(error.problem).toEqual({ kind: "personio-refused", status: 400, title: "", detail: "" });
    expect(error.facts).toEqual({ status: 400, method: "GET", path: "/v2/absence-types" });
  });

  it("keeps an e-mail address out of its words, and what is no trace id out of the facts", async () => {
    grant();
    const body = { ...trouble("Bad request", `<${ANNA}> is not valid.`), personio_trace_id: `for ${ANNA}` };
    api().get("/v2/persons").query(true).reply(400, body);
    const error = await problemFrom(stage().personio.listPersons({ emails: [ANNA] }));
    expect(error.problem).toMatchObject({ detail: "<…> is not valid." });
    expect(error.facts).toEqual({ status: 400, method: "GET", path: "/v2/persons" });
  });

  it.each(["..", "", "1/employments", "1?x=y", "1,2"])(
    "never asks for an id that would be another address: %j",
    async (id) => {
      expect((await problemFrom(stage().personio.getPerson(id))).problem.kind).toBe("not-in-personio");
    },
  );
});

describe("no error holds the secret, the token or an e-mail address", () => {
  const persons = () => api().get("/v2/persons").query(true);
  const echo = { ...trouble(`${ANNA}`, `${ANNA} with ${SECRET}`), note: TOKEN };
  const scripts: [string, () => unknown][] = [
    ["a broken connection", () => persons().times(3).replyWithError(broken("ECONNRESET"))],
    ["a time-out", () => persons().times(2).replyWithError(broken("ECONNABORTED"))],
    ["an error without a code", () => persons().times(3).replyWithError(`${ANNA} ${SECRET} ${TOKEN}`)],
    ["503", () => persons().times(3).reply(503, echo)],
    ["429", () => persons().times(4).reply(429, echo)],
    ["403", () => persons().reply(403, echo)],
    ["404", () => persons().reply(404, echo)],
    ["a redirect", () => persons().reply(302, echo, { location: `https://elsewhere.test/${ANNA}` })],
    ["HTML", () => persons().reply(200, `<html>${ANNA}</html>`)],
    ["a list that is none", () => persons().reply(200, { _data: { email: ANNA } })],
    ["a foreign link", () => persons().reply(200, page([], `https://elsewhere.test/?email=${ANNA}`))],
    ["an answer too long", () => persons().reply(200, ANNA.repeat(1_000_000))],
    ["a request that the network was told to refuse", () => nock.removeInterceptor({ hostname: "personio.test" })],
  ];

  it.each(scripts)("%s", async (_what, script) => {
    grant();
    script();
    const { personio, lines } = stage();
    const error = await problemFrom(personio.listPersons({ emails: [ANNA] }));
    for (const told of [tellAll(error), JSON.stringify(lines)]) {
      expect(told).not.toContain(SECRET);
      expect(told).not.toContain(TOKEN);
      expect(told).not.toMatch(/anna/i);
    }
  });

  it.each([
    ["refused", () => api().post("/v2/auth/token").reply(400, { error: "invalid_client", error_description: SECRET })],
    ["wrongly asked for", () => api().post("/v2/auth/token").reply(400, { error: "invalid_request" })],
    ["broken off", () => api().post("/v2/auth/token").times(3).replyWithError(broken("ECONNRESET"))],
    [
      "odd",
      () =>
        api()
          .post("/v2/auth/token")
          .reply(200, { access_token: `${TOKEN}\n` }),
    ],
  ])("a token %s", async (_what, script) => {
    script();
    const { personio, lines } = stage();
    const told = tellAll(await problemFrom(personio.listPersons({ emails: [ANNA] }))) + JSON.stringify(lines);
    expect(told).not.toContain(SECRET);
    expect(told).not.toContain(TOKEN);
    expect(told).not.toMatch(/anna/i);
  });
});

/** All that anybody could log of an error, with everything that caused it. */
function tellAll(error: ProblemError): string {
  const chain: unknown[] = [];
  for (let link: unknown = error; link instanceof Error; link = link.cause)
    chain.push(link.message, link.stack, { ...link });
  return (
    inspect(error, { depth: null, showHidden: true }) + inspect(chain, { depth: null }) + JSON.stringify([error, chain])
  );
}
