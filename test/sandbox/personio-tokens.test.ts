import { describe, expect, it } from "vitest";
import { stage } from "./personio-stage.ts";

const DAY_MS = 86_400_000;

describe("the token endpoint", () => {
  it("grants a token of a day with every scope of the credential", async () => {
    const { post, credentials } = await stage();
    const granted = await post("/v2/auth/token", new URLSearchParams(credentials));
    expect([granted.status, await granted.json()]).toEqual([
      200,
      {
        access_token: expect.stringMatching(/^papi-/),
        token_type: "Bearer",
        expires_in: 86_400,
        scope: "personio:persons:read personio:absences:read personio:absences:write personio:attendances:read",
      },
    ]);
  });

  it.each([
    ["a wrong secret", { client_secret: "wrong" }, "invalid_client", {}],
    ["an unknown client", { client_id: "wrong" }, "invalid_client", {}],
    ["no grant", { grant_type: "" }, "invalid_request", { missing_parameters: ["grant_type"] }],
    ["another grant", { grant_type: "password" }, "unsupported_grant_type", { grant_type: "password" }],
    ["a scope that was not granted", { scope: "personio:compensations:read" }, "invalid_scope", {}],
  ])("refuses %s with 400 and OAuth's own body", async (_name, form, error, meta) => {
    const { post, credentials } = await stage();
    const refused = await post("/v2/auth/token", new URLSearchParams({ ...credentials, ...form }));
    expect(refused.status).toBe(400);
    expect(refused.headers.get("content-type")).toBe("application/problem+json");
    expect(await refused.json()).toEqual({
      error,
      error_description: expect.any(String),
      error_uri: `https://developer.personio.de/reference/errors#credentials.oauth2.${error}`,
      timestamp: "2026-11-23T08:00:00.000Z",
      trace_id: expect.any(String),
      meta,
    });
  });

  it("refuses JSON", async () => {
    const { post, credentials } = await stage();
    const refused = await post("/v2/auth/token", new Blob([JSON.stringify(credentials)], { type: "application/json" }));
    expect([refused.status, await refused.json()]).toEqual([
      400,
      expect.objectContaining({ error: "invalid_request" }),
    ]);
  });
});

describe("a token", () => {
  const BALANCE = "/v1/company/employees/1005/absences/balance";

  it("opens v2 and the balance of v1 for a day, and nothing after it", async () => {
    const { ask, pass } = await stage();
    pass(DAY_MS - 1);
    for (const path of ["/v2/persons", BALANCE]) expect((await ask(path)).status, path).toBe(200);
    pass(1);
    for (const path of ["/v2/persons", BALANCE]) expect((await ask(path)).status, path).toBe(401);
  });

  it("opens nothing once it is revoked, by its owner or by Personio", async () => {
    const { ask, post, personio, token, tokenWith } = await stage();
    const other = await tokenWith({});
    expect((await post("/v2/auth/revoke", new URLSearchParams({ token }))).status).toBe(200);
    expect((await ask("/v2/persons")).status).toBe(401);
    expect((await ask("/v2/persons", { token: other })).status).toBe(200);
    personio.revokeTokens();
    expect((await ask("/v2/persons", { token: other })).status).toBe(401);
  });

  it("holds only the scopes that were asked for", async () => {
    const { ask, tokenWith } = await stage();
    const token = await tokenWith({ scope: "personio:persons:read" });
    expect((await ask("/v2/persons", { token })).status).toBe(200);
    expect((await ask("/v2/absence-types", { token })).status).toBe(403);
  });

  it.each([
    ["personio:persons:read", "GET", "/v2/persons", 401],
    ["personio:persons:read", "GET", "/v2/persons/1005/employments", 401],
    ["personio:absences:read", "GET", "/v2/absence-periods", 403],
    ["personio:absences:read", "GET", "/v2/absence-types", 403],
    ["personio:absences:read", "GET", BALANCE, 403],
    ["personio:absences:write", "POST", "/v2/absence-periods", 403],
    ["personio:absences:write", "DELETE", "/v2/absence-periods/b0000000-0000-4000-8000-000000000000", 403],
    ["personio:attendances:read", "GET", "/v2/attendance-periods", 403],
  ])("without %s: %s %s is refused with %i", async (scope, method, path, status) => {
    const { ask, company } = await stage(({ personio }) => {
      personio.state.settings.scopes = personio.state.settings.scopes.filter((granted) => granted !== scope);
    });
    const before = company.personio.absencePeriods.length;
    const refused = await ask(path, { method });
    expect(refused.status).toBe(status);
    if (status === 403 && path !== BALANCE)
      expect(refused.body.errors).toEqual([
        {
          title: "Insufficient access scope",
          detail: "Client scope insufficient to access resource",
          type: "https://developer.personio.de/v2.0/page/public-api-error-codes#commonforbidden",
          _meta: {},
        },
      ]);
    expect(company.personio.absencePeriods.length).toBe(before);
  });

  it("shows the attributes that were ticked, and leaves out the others without a word", async () => {
    const { ask } = await stage(({ personio }) => {
      personio.state.settings.readableAttributes = ["first_name"];
    });
    const shown = { id: "1005", first_name: "Anna", employments: [expect.anything()], _meta: expect.anything() };
    expect((await ask("/v2/persons/1005")).body).toEqual(shown);
    expect((await ask("/v2/persons?id=1005")).body._data).toEqual([shown]);
  });
});
