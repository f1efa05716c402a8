import { describe, expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { createCompany } from "../../sandbox/company.ts";
import { createPersonioStandIn } from "../../sandbox/personio.ts";

async function stage(prepare: (personio: Awaited<ReturnType<typeof createPersonioStandIn>>) => void = () => {}) {
  let now = Date.parse("2026-11-23T08:00:00Z");
  const company = createCompany("2026-11-23");
  const personio = await createPersonioStandIn({ world: company.personio, clock: () => new Date(now) });
  onTestFinished(() => personio.close());
  prepare(personio);
  const tokenWith = (form: Record<string, string>) =>
    fetch(`${personio.url}/v2/auth/token`, { method: "POST", body: new URLSearchParams(form) });
  const credentials = {
    grant_type: "client_credentials",
    client_id: personio.clientId,
    client_secret: personio.state.clientSecret,
  };
  const { access_token } = (await (await tokenWith(credentials)).json()) as { access_token: string };
  const ask = async (path: string, init: { method?: string; body?: unknown; beta?: boolean } = {}) => {
    const answered = await fetch(new URL(path, personio.url), {
      method: init.method ?? "GET",
      headers: { authorization: `Bearer ${access_token}`, ...(init.beta && { beta: "true" }) },
      ...(init.body !== undefined && { body: JSON.stringify(init.body) }),
    });
    const text = await answered.text();
    return { status: answered.status, headers: answered.headers, body: text === "" ? undefined : JSON.parse(text) };
  };
  return { personio, company, ask, tokenWith, credentials, pass: (ms: number) => (now += ms) };
}

/** What Personio's pages say of its answers, in our words: nothing more, and nothing less than what is always there. */
const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
const half = z.enum(["FIRST_HALF", "SECOND_HALF"]).nullable();
const ref = z.strictObject({ id: z.string() });
const utc = z.iso.datetime();
const person = z.strictObject({
  id: z.string().regex(/^\d+$/),
  email: z.string().nullable(),
  created_at: utc,
  updated_at: utc,
  first_name: z.string(),
  last_name: z.string(),
  preferred_name: z.string(),
  gender: z.string(),
  status: z.enum(["ACTIVE", "INACTIVE"]),
  custom_attributes: z.array(z.unknown()),
  employments: z.array(ref),
  _meta: z.strictObject({ links: z.strictObject({ employments: z.strictObject({ href: z.url() }) }) }),
});
const employment = z.strictObject({
  id: z.uuid(),
  status: z.enum(["ACTIVE", "INACTIVE", "ONBOARDING", "LEAVE"]),
  weekly_working_hours: z.number(),
  full_time_weekly_working_hours: z.number(),
  employment_start_date: z.iso.date(),
  employment_end_date: z.iso.date().nullable(),
  type: z.enum(["INTERNAL", "EXTERNAL"]),
  created_at: utc,
  updated_at: utc,
  position: z.strictObject({ title: z.string() }),
  supervisor: ref.optional(),
  office: ref,
  org_units: z.array(z.strictObject({ type: z.enum(["team", "department"]), id: z.string() })),
  person: ref,
});
const absencePeriod = z.strictObject({
  id: z.string(),
  person: ref,
  starts_from: z.strictObject({ date_time: local, type: half }),
  ends_at: z.strictObject({ date_time: local, type: half }).nullable(),
  timezone_id: z.string(),
  comment: z.string().nullable(),
  absence_type: ref,
  approval: z.strictObject({
    status: z.enum(["PENDING", "APPROVED", "DELETION_PENDING", "SUBSTITUTE_REQUESTED", "REJECTED"]),
  }),
  created_at: utc,
  updated_at: utc,
});
const absenceType = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  category: z.string().regex(/^[A-Z_]+$/),
  unit: z.enum(["DAY", "HOUR"]),
});
const attendance = z.strictObject({
  id: z.uuid(),
  type: z.enum(["WORK", "BREAK"]),
  person: ref,
  approval: z.strictObject({ status: z.enum(["PENDING", "CONFIRMED", "REJECTED"]) }),
  start: z.strictObject({ date_time: local }),
  end: z.strictObject({ date_time: local }).nullable(),
  attribution_date: z.iso.date(),
  comment: z.string().nullable(),
  project: ref.nullable(),
  is_auto_generated: z.boolean(),
  created_at: utc,
  updated_at: utc,
});
const list = (item: z.ZodType) =>
  z.strictObject({
    _data: z.array(item),
    _meta: z.strictObject({
      links: z.strictObject({
        self: z.strictObject({ href: z.url() }),
        next: z.strictObject({ href: z.url() }).optional(),
      }),
    }),
  });

describe("what the stand-in Personio answers has Personio's shape", () => {
  it.each([
    ["/v2/persons?limit=50", list(person)],
    ["/v2/persons/1005", person],
    ["/v2/persons/1005/employments", list(employment)],
    ["/v2/absence-types", list(absenceType)],
    ["/v2/absence-periods", list(absencePeriod)],
    ["/v2/absence-periods/b0000000-0000-4000-8000-000000000000", absencePeriod],
    [
      "/v2/absence-periods/b0000000-0000-4000-8000-000000000000/breakdowns",
      list(
        z.strictObject({
          date: z.iso.date(),
          effective_duration: z.strictObject({ unit: z.enum(["DAY", "HOUR"]), value: z.number() }),
        }),
      ),
    ],
    ["/v2/attendance-periods?attribution_date.gte=2026-11-23", list(attendance)],
    ["/v2/org-units?type=team", list(z.strictObject({ id: z.string(), type: z.literal("team"), name: z.string() }))],
    ["/v2/workplaces", list(z.strictObject({ id: z.string(), name: z.string() }))],
    [
      "/v1/company/employees/1005/absences/balance",
      z.strictObject({
        success: z.literal(true),
        data: z
          .array(
            z.strictObject({
              id: z.int(),
              name: z.string(),
              category: z.string(),
              balance: z.number(),
              available_balance: z.number(),
            }),
          )
          .min(1),
      }),
    ],
  ])("%s", async (path, schema) => {
    const { ask } = await stage();
    const { status, body, headers } = await ask(path, { beta: true });
    expect(status).toBe(200);
    expect(schema.safeParse(body).error?.issues ?? []).toEqual([]);
    expect(headers.get("x-ratelimit-replenish-rate")).toMatch(/^\d+$/);
  });
});

describe("what it refuses", () => {
  const ABSENT = { person: { id: "1002" }, absence_type: { id: "a0000000-0000-4000-8000-000000000001" } };
  const at = (date_time: string, type?: string) => ({ date_time, ...(type && { type }) });
  it.each([
    ["GET", "/v2/persons?limit=51", undefined, 400],
    ["GET", "/v2/absence-periods?limit=101", undefined, 400],
    ["GET", "/v2/absence-periods?starts_from.date.gte=2026-01-01", undefined, 400],
    ["GET", "/v2/absence-periods?cursor=cur_nonsense", undefined, 400],
    ["GET", "/v2/attendance-periods?start.date_time.gte=2026-01-01T00:00:00Z", undefined, 400],
    ["GET", "/v2/persons/9999", undefined, 404],
    ["GET", "/v2/workplaces", undefined, 404],
    ["GET", "/v2/nonsense", undefined, 404],
    ["POST", "/v2/absence-periods", {}, 400],
    [
      "POST",
      "/v2/absence-periods",
      { ...ABSENT, starts_from: at("2026-12-01T00:00:00Z"), ends_at: at("2026-12-01T00:00:00Z") },
      400,
    ],
    [
      "POST",
      "/v2/absence-periods",
      { ...ABSENT, starts_from: at("2026-12-02T00:00:00"), ends_at: at("2026-12-01T00:00:00") },
      422,
    ],
    [
      "POST",
      "/v2/absence-periods",
      {
        ...ABSENT,
        starts_from: at("2026-12-01T00:00:00", "SECOND_HALF"),
        ends_at: at("2026-12-01T00:00:00", "FIRST_HALF"),
      },
      422,
    ],
    [
      "POST",
      "/v2/absence-periods",
      { ...ABSENT, person: { id: "1005" }, starts_from: at("2026-11-24T00:00:00"), ends_at: at("2026-11-24T00:00:00") },
      409,
    ],
    ["DELETE", "/v2/absence-periods/nonsense", undefined, 404],
  ])("%s %s %j: %i", async (method, path, body, status) => {
    const { ask } = await stage();
    const answered = await ask(path, { method, body });
    expect(answered.status).toBe(status);
    expect(answered.body.errors[0].title).not.toBe("");
  });

  it("wrong credentials: 400 with OAuth's body, and a token that is taken away or old: 401", async () => {
    const { ask, tokenWith, credentials, personio, pass } = await stage();
    const refused = await tokenWith({ ...credentials, client_secret: "wrong" });
    expect([refused.status, await refused.json()]).toEqual([400, expect.objectContaining({ error: "invalid_client" })]);
    pass(86_400_000);
    expect((await ask("/v2/persons")).status).toBe(401);
    personio.revokeTokens();
    expect((await ask("/v2/absence-types")).status).toBe(401);
  });

  it("a missing scope: 401 on persons, 403 elsewhere", async () => {
    const { ask } = await stage((personio) => {
      personio.state.settings.scopes = [];
    });
    expect([(await ask("/v2/persons")).status, (await ask("/v2/absence-types")).status]).toEqual([401, 403]);
  });

  it("too many calls: 429 without Retry-After", async () => {
    const { ask } = await stage((personio) => {
      personio.state.settings.rate = { persons: 1, others: 1, burst: 2 };
    });
    const statuses = [];
    for (let n = 0; n < 3; n++) statuses.push(await ask("/v2/absence-types"));
    expect(statuses.map(({ status }) => status)).toEqual([200, 200, 429]);
    expect(statuses[2]?.headers.get("retry-after")).toBeNull();
  });
});

describe("absences between two days", () => {
  const away = async (query: string, settings = {}) => {
    const { ask } = await stage((personio) => Object.assign(personio.state.settings, settings));
    const { body } = await ask(`/v2/absence-periods?${query}`);
    return (body._data as { person: { id: string } }[]).map(({ person }) => person.id);
  };
  const overlapping = "starts_from.date_time.lte=2026-11-29T23:59:59&ends_at.date_time.gte=2026-11-23T00:00:00";
  const inside = "starts_from.date_time.gte=2026-11-23T00:00:00&ends_at.date_time.lte=2026-11-30T00:00:00";

  it("are found by the recommended pair under both readings, and by the other under one", async () => {
    // Siobhán's parental leave began months ago.
    expect(await away(overlapping)).toContain("1008");
    expect(await away(overlapping, { filterReading: "overlap" })).toContain("1008");
    expect(await away(inside)).not.toContain("1008");
    expect(await away(inside, { filterReading: "overlap" })).toContain("1008");
  });

  it("show open ends only when they pass the filter", async () => {
    expect(await away(overlapping)).toContain("1010");
    expect(await away(overlapping, { openEndsPassFilter: false })).not.toContain("1010");
  });

  it("come in pages that together are everything once", async () => {
    const { ask } = await stage();
    const seen: string[] = [];
    let path: string | undefined = "/v2/absence-periods?limit=10";
    while (path) {
      const { body } = await ask(path);
      seen.push(...body._data.map(({ id }: { id: string }) => id));
      path = body._meta.links.next?.href;
    }
    expect(seen.length).toBe(27);
    expect(new Set(seen).size).toBe(27);
  });
});

it("takes an absence, counts its days, changes and deletes it", async () => {
  const { ask } = await stage();
  const body = {
    person: { id: "1002" },
    absence_type: { id: "a0000000-0000-4000-8000-000000000001" },
    starts_from: { date_time: "2026-12-04T00:00:00", type: "SECOND_HALF" },
    ends_at: { date_time: "2026-12-07T00:00:00", type: "SECOND_HALF" },
  };
  const created = await ask("/v2/absence-periods?skip_approval=false", { method: "POST", body });
  expect(created.status).toBe(201);
  const path = `/v2/absence-periods/${created.body.id}`;
  expect((await ask(path)).body).toMatchObject({
    ends_at: { date_time: "2026-12-08T00:00:00" },
    approval: { status: "PENDING" },
  });
  expect((await ask(`${path}/breakdowns`)).body._data).toEqual([
    { date: "2026-12-04", effective_duration: { unit: "DAY", value: 0.5 } },
    { date: "2026-12-07", effective_duration: { unit: "DAY", value: 1 } },
  ]);
  const { starts_from, ends_at } = { ...body, ends_at: { date_time: "2026-12-04T00:00:00", type: "SECOND_HALF" } };
  expect((await ask(path, { method: "PATCH", body: { starts_from, ends_at } })).status).toBe(204);
  expect((await ask(path)).body.ends_at.date_time).toBe("2026-12-05T00:00:00");
  expect((await ask(path, { method: "DELETE" })).status).toBe(204);
  expect((await ask(path)).status).toBe(404);
});
