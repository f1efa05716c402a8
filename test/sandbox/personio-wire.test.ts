import { describe, expect, it } from "vitest";
import * as z from "zod";
import { stage } from "./personio-stage.ts";

/** What Personio's pages say of its answers, in our words: nothing more, and nothing less than what is always there. */
const local = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);
const half = z.enum(["FIRST_HALF", "SECOND_HALF"]).nullable();
const ref = z.strictObject({ id: z.string() });
const utc = z.iso.datetime();
const link = z.strictObject({ href: z.url() });
const dated = { created_at: utc, updated_at: utc };
const person = z.strictObject({
  id: z.string().regex(/^\d+$/),
  email: z.email().nullable(),
  ...dated,
  first_name: z.string(),
  last_name: z.string(),
  preferred_name: z.string(),
  gender: z.enum(["UNSPECIFIED", "MALE", "FEMALE", "DIVERSE"]),
  status: z.enum(["ACTIVE", "INACTIVE"]),
  custom_attributes: z.array(z.unknown()),
  employments: z.array(ref),
  _meta: z.strictObject({ links: z.strictObject({ employments: link }) }),
});
const employment = z.strictObject({
  id: z.uuid(),
  status: z.enum(["ACTIVE", "INACTIVE", "ONBOARDING", "LEAVE"]),
  weekly_working_hours: z.number(),
  full_time_weekly_working_hours: z.number(),
  employment_start_date: z.iso.date(),
  employment_end_date: z.iso.date().nullable(),
  type: z.enum(["INTERNAL", "EXTERNAL"]),
  ...dated,
  position: z.strictObject({ title: z.string() }),
  supervisor: ref.optional(),
  office: ref.optional(),
  org_units: z.array(z.strictObject({ type: z.enum(["team", "department"]), id: z.string() })),
  person: ref,
  _meta: z.strictObject({ links: z.strictObject({ person: link, supervisor: link.optional() }) }),
});
const absenceType = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  category: z.string().regex(/^[A-Z_]+$/),
  unit: z.enum(["DAY", "HOUR"]),
});
const absencePeriod = z.strictObject({
  id: z.uuid(),
  person: ref,
  starts_from: z.strictObject({ date_time: local, type: half }),
  ends_at: z.strictObject({ date_time: local, type: half }).nullable(),
  timezone_id: z.string().regex(/^Europe\//),
  comment: z.string().min(1).nullable(),
  absence_type: ref,
  approval: z.strictObject({
    status: z.enum(["PENDING", "APPROVED", "DELETION_PENDING", "SUBSTITUTE_REQUESTED", "REJECTED"]),
  }),
  ...dated,
});
const breakdown = z.strictObject({
  date: z.iso.date(),
  effective_duration: z.strictObject({ unit: z.enum(["DAY", "HOUR"]), value: z.number() }),
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
  ...dated,
});
const orgUnit = z.strictObject({
  id: z.string().regex(/^\d+$/),
  type: z.enum(["team", "department"]),
  name: z.string(),
  resource_uri: z.string().nullable(),
  abbreviation: z.null(),
  description: z.null(),
  parent_id: z.null(),
  create_time: utc,
  parent_chain: z.array(ref).optional(),
});
const balance = z.strictObject({
  id: z.int(),
  name: z.string(),
  category: z.string().regex(/^[a-z_]+$/),
  balance: z.number(),
  available_balance: z.number(),
});
const list = (item: z.ZodType) =>
  z.strictObject({
    _data: z.array(item).min(1),
    _meta: z.strictObject({ links: z.strictObject({ self: link, next: link.optional() }) }),
  });

const issuesOf = (schema: z.ZodType, body: unknown) => schema.safeParse(body).error?.issues ?? [];

describe("what the stand-in Personio sends has Personio's shape, over the whole company", () => {
  it.each([
    ["/v2/persons?limit=7", person, 40],
    ["/v2/absence-types?limit=2", absenceType, 9],
    ["/v2/absence-periods?limit=5", absencePeriod, 33],
    ["/v2/attendance-periods?limit=9", attendance, 50],
    ["/v2/org-units?type=team&limit=3&include_parent_chain=true", orgUnit, 8],
    ["/v2/org-units?type=department", orgUnit, 3],
    ["/v2/workplaces?limit=1", z.strictObject({ id: z.string(), name: z.string() }), 4],
  ])("%s, page by page", async (path, item, atLeast) => {
    const { pagesOf } = await stage();
    const pages = await pagesOf(path);
    for (const page of pages) expect(issuesOf(list(item), page)).toEqual([]);
    expect(pages.flatMap(({ _data }) => _data).length).toBeGreaterThanOrEqual(atLeast);
  });

  it("everybody's contracts and balances, in lists and one by one", async () => {
    const { ask, all } = await stage();
    for (const { id } of await all("/v2/persons?limit=50")) {
      expect(issuesOf(person, (await ask(`/v2/persons/${id}`)).body)).toEqual([]);
      const contracts = await ask(`/v2/persons/${id}/employments`);
      expect(issuesOf(list(employment), contracts.body)).toEqual([]);
      const contract = contracts.body._data[0];
      expect((await ask(`/v2/persons/${id}/employments/${contract.id}`)).body).toEqual(contract);
      const balances = await ask(`/v1/company/employees/${id}/absences/balance`);
      const v1 = z.strictObject({ success: z.literal(true), data: z.array(balance).min(1) });
      expect(issuesOf(v1, balances.body)).toEqual([]);
    }
  });

  it("every absence and its days, the type it belongs to, and the team, one by one and bare", async () => {
    const { ask, all } = await stage();
    for (const period of await all("/v2/absence-periods")) {
      expect((await ask(`/v2/absence-periods/${period.id}`)).body).toEqual(period);
      expect(issuesOf(list(breakdown), (await ask(`/v2/absence-periods/${period.id}/breakdowns`)).body)).toEqual([]);
    }
    for (const type of await all("/v2/absence-types"))
      expect((await ask(`/v2/absence-types/${type.id}`)).body).toEqual(type);
    expect(issuesOf(orgUnit, (await ask("/v2/org-units/4501?type=team")).body)).toEqual([]);
  });

  it("carries the four headers of the limit on every answer, good or bad", async () => {
    const { ask } = await stage();
    for (const path of ["/v2/persons", "/v2/persons/9999", "/v2/nonsense", "/v2/persons?limit=51"]) {
      const { headers } = await ask(path);
      const limits = ["replenish-rate", "burst-capacity", "requested-tokens", "remaining"];
      for (const name of limits) expect(headers.get(`x-ratelimit-${name}`), `${path} ${name}`).toMatch(/^\d+$/);
    }
  });
});
