import { describe, expect, it } from "vitest";
import { createTokens } from "../../src/personio/token.ts";
import { api, BASE, broken, grant, page, problemFrom, SECRET, stage } from "./stage.ts";

const types = (token: string) =>
  api().get("/v2/absence-types").query(true).matchHeader("authorization", `Bearer ${token}`);
const DAY_MS = 86_400_000;

describe("the token", () => {
  it("is asked for with a form, and used as bearer", async () => {
    api()
      .post("/v2/auth/token", { grant_type: "client_credentials", client_id: "the-client", client_secret: SECRET })
      .matchHeader("content-type", "application/x-www-form-urlencoded")
      .reply(200, { access_token: "papi-1", expires_in: 86_400, token_type: "Bearer", scope: "a b" });
    types("papi-1").reply(200, page([]));
    expect(await stage().personio.listAbsenceTypes()).toEqual([]);
  });

  it("is asked for once, however many calls begin at the same time", async () => {
    grant();
    api()
      .get(/persons/)
      .times(5)
      .reply(200, { id: "1" });
    const { personio } = stage();
    const asked = await Promise.all(["1", "2", "3", "4", "5"].map((id) => personio.getPerson(id)));
    expect(asked).toHaveLength(5);
  });

  it("is kept until a minute before its end", async () => {
    grant("papi-1");
    types("papi-1").times(2).reply(200, page([]));
    const { personio, pass } = stage();
    await personio.listAbsenceTypes();
    pass(DAY_MS - 60_001);
    await personio.listAbsenceTypes();

    grant("papi-2");
    types("papi-2").reply(200, page([]));
    pass(1);
    await personio.listAbsenceTypes();
  });

  it("lives an hour when its answer does not say how long", async () => {
    grant("papi-1", { expires_in: undefined });
    types("papi-1").times(2).reply(200, page([]));
    const { personio, pass } = stage();
    await personio.listAbsenceTypes();
    pass(3_500_000);
    await personio.listAbsenceTypes();
    grant("papi-2");
    types("papi-2").reply(200, page([]));
    pass(100_000);
    await personio.listAbsenceTypes();
  });

  it("is renewed once when Personio does not take it any more, and the call repeated", async () => {
    grant("papi-1");
    types("papi-1").reply(401, "");
    grant("papi-2");
    types("papi-2").reply(200, page([{ id: "t", name: "Vacation", category: "PAID_VACATION", unit: "DAY" }]));
    expect(await stage().personio.listAbsenceTypes()).toHaveLength(1);
  });

  it("is renewed once for all the calls that were refused together", async () => {
    const { personio } = stage();
    grant("papi-1");
    api()
      .get(/persons/)
      .times(3)
      .matchHeader("authorization", "Bearer papi-1")
      .reply(401);
    grant("papi-2");
    api()
      .get(/persons/)
      .times(3)
      .matchHeader("authorization", "Bearer papi-2")
      .reply(200, { id: "1" });
    expect(await Promise.all(["1", "2", "3"].map((id) => personio.getPerson(id)))).toHaveLength(3);
  });

  it("is kept when a late 401 is about the one before", async () => {
    let granted = 0;
    const http = async () => {
      granted++;
      return { status: 200, headers: {}, body: { access_token: `papi-${granted}`, expires_in: 86_400 } };
    };
    const { clock } = stage();
    const tokens = createTokens({ baseUrl: BASE, clientId: "the-client", clientSecret: SECRET, http, clock });
    const old = await tokens.get();
    tokens.drop(old);
    expect((await tokens.get()).value).toBe("papi-2");
    tokens.drop(old);
    expect((await tokens.get()).value).toBe("papi-2");
  });

  it("is renewed for writing too, since a 401 has carried out nothing", async () => {
    grant("papi-1");
    api().delete("/v2/absence-periods/a").reply(401);
    grant("papi-2");
    api().delete("/v2/absence-periods/a").matchHeader("authorization", "Bearer papi-2").reply(204);
    await stage().personio.deleteAbsencePeriod("a");
  });

  it("is not asked for a third time: a second 401 is a missing right", async () => {
    grant("papi-1");
    grant("papi-2");
    api()
      .get("/v2/persons/1")
      .times(2)
      .reply(401, { errors: [{ title: "Unauthorized Request" }] });
    const { problem } = await problemFrom(stage().personio.getPerson("1"));
    expect(problem).toEqual({ kind: "scope-missing", scope: "personio:persons:read" });
  });

  it("tells its scopes", async () => {
    grant();
    expect(await stage().personio.grantedScopes()).toEqual(["personio:persons:read", "personio:absences:read"]);
  });

  it("tells no scopes when Personio does not", async () => {
    grant("papi-1", { scope: undefined });
    expect(await stage().personio.grantedScopes()).toEqual([]);
  });
});

describe("a token that is refused", () => {
  const invalidClient = {
    error: "invalid_client",
    error_description: "Client authentication failed",
    trace_id: "t-1",
    meta: {},
  };

  it.each([
    ["400 invalid_client, as Personio says it", 400, invalidClient],
    ["401 invalid_client", 401, invalidClient],
    ["400 unauthorized_client", 400, { error: "unauthorized_client" }],
    ["400 access_denied", 400, { error: "access_denied" }],
    ["400 without a body", 400, ""],
    ["401 with a page", 401, "<html>Unauthorized</html>"],
    ["403", 403, {}],
  ])("means wrong credentials: %s", async (_what, status, body) => {
    api().post("/v2/auth/token").reply(status, body);
    const error = await problemFrom(stage().personio.listAbsenceTypes());
    expect(error.problem).toEqual({ kind: "credentials-refused" });
    expect(error.facts).toMatchObject({ status, path: "/v2/auth/token" });
  });

  it("is asked for again the next time", async () => {
    api().post("/v2/auth/token").reply(400, invalidClient);
    const { personio } = stage();
    await problemFrom(personio.grantedScopes());
    grant();
    expect(await personio.grantedScopes()).not.toEqual([]);
  });

  it("means a mistake of ours when the request was wrong", async () => {
    api().post("/v2/auth/token").reply(400, { error: "unsupported_grant_type", error_description: "No such grant" });
    const { problem } = await problemFrom(stage().personio.grantedScopes());
    expect(problem).toEqual({
      kind: "personio-refused",
      status: 400,
      title: "unsupported_grant_type",
      detail: "No such grant",
    });
  });

  it.each([
    ["a page where a token should be", 200, "<html>Hello</html>"],
    ["an answer without a token", 200, { token_type: "Bearer" }],
    ["a token that would break the header", 200, { access_token: "papi-1\r\nX-Evil: 1" }],
    ["an address that gives no tokens", 404, "Not Found"],
    ["a redirect", 302, ""],
  ])("is puzzling: %s", async (_what, status, body) => {
    api().post("/v2/auth/token").reply(status, body);
    expect((await problemFrom(stage().personio.grantedScopes())).problem.kind).toBe("personio-puzzling");
  });

  it("is Personio being down when OAuth says so with a 400", async () => {
    api().post("/v2/auth/token").reply(400, { error: "temporarily_unavailable" });
    expect((await problemFrom(stage().personio.grantedScopes())).problem.kind).toBe("personio-down");
  });
});

describe("a token endpoint in trouble", () => {
  it("is asked again, like any call that only reads", async () => {
    api().post("/v2/auth/token").reply(503);
    api().post("/v2/auth/token").replyWithError(broken("ECONNRESET"));
    grant();
    const { personio, slept } = stage();
    expect(await personio.grantedScopes()).not.toEqual([]);
    expect(slept).toEqual([1000, 2000]);
  });

  it("means in the end that Personio is down", async () => {
    api().post("/v2/auth/token").times(3).reply(503, "<html>");
    const error = await problemFrom(stage().personio.grantedScopes());
    expect(error.problem.kind).toBe("personio-down");
    expect(error.facts).toEqual({ status: 503, method: "POST", path: "/v2/auth/token" });
  });

  it("means that Personio is busy when it says so for long", async () => {
    api().post("/v2/auth/token").times(4).reply(429);
    expect((await problemFrom(stage().personio.grantedScopes())).problem.kind).toBe("personio-busy");
  });
});
