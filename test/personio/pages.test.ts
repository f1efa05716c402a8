import { describe, expect, it } from "vitest";
import type { CallOptions } from "../../src/personio/call.ts";
import { ENDPOINTS, type Endpoint } from "../../src/personio/endpoints.ts";
import { createPages, queriesFor } from "../../src/personio/pages.ts";
import { api, BASE, grant, page, problemFrom, stage } from "./stage.ts";

const ids = (persons: { id: string }[]) => persons.map(({ id }) => id);
const first = () => api().get("/v2/persons").query({ limit: "50" });

describe("a list", () => {
  it("is read to its end by the next links, as they are", async () => {
    grant();
    first().reply(200, page([{ id: "1" }], `${BASE}/v2/persons?cursor=cur_a%2B%2F%3D`));
    api()
      .get("/v2/persons")
      .query({ cursor: "cur_a+/=" })
      .reply(200, page([{ id: "2" }], `${BASE}/v2/other?cursor=cur_b&x=1`));
    api()
      .get("/v2/other")
      .query({ cursor: "cur_b", x: "1" })
      .matchHeader("authorization", /papi/)
      .reply(200, page([{ id: "3" }]));
    expect(ids(await stage().personio.listPersons())).toEqual(["1", "2", "3"]);
  });

  it("may have relative links, and links that are bare text", async () => {
    grant();
    first().reply(200, page([{ id: "1" }], "/v2/persons?cursor=a"));
    api()
      .get("/v2/persons")
      .query({ cursor: "a" })
      .reply(200, { _data: [{ id: "2" }], _meta: { links: { next: "?cursor=b" } } });
    api()
      .get("/v2/persons")
      .query({ cursor: "b" })
      .reply(200, page([{ id: "3" }]));
    expect(ids(await stage().personio.listPersons())).toEqual(["1", "2", "3"]);
  });

  it.each([
    ["no meta", undefined],
    ["a meta of null", null],
    ["no links", {}],
    ["links of null", { links: null }],
    ["a next of null", { links: { next: null } }],
    ["a next without address", { links: { next: { href: null } } }],
    ["an empty address", { links: { next: { href: "" } } }],
  ])("ends where there is no next link: %s", async (_what, _meta) => {
    grant();
    first().reply(200, { _data: [{ id: "1" }], _meta });
    expect(ids(await stage().personio.listPersons())).toEqual(["1"]);
  });

  it("stops at a page that points to itself, keeps what was read, and says so in the log", async () => {
    grant();
    first().reply(200, page([{ id: "1" }], `${BASE}/v2/persons?limit=50`));
    const { personio, warnings } = stage();
    expect(ids(await personio.listPersons())).toEqual(["1"]);
    expect(warnings()).toMatchObject([{ facts: { path: "/v2/persons", pages: 1, items: 1 } }]);
  });

  it("stops at a cursor that comes again, however the link is dressed", async () => {
    grant();
    first().reply(200, page([{ id: "1" }], `${BASE}/v2/persons?cursor=a`));
    api()
      .get("/v2/persons")
      .query({ cursor: "a" })
      .reply(200, page([{ id: "2" }], `${BASE}/v2/persons?cursor=b`));
    api()
      .get("/v2/persons")
      .query({ cursor: "b" })
      .reply(200, page([{ id: "3" }], `${BASE}/v2/persons?limit=50&cursor=a`));
    const { personio, warnings } = stage();
    expect(ids(await personio.listPersons())).toEqual(["1", "2", "3"]);
    expect(warnings()).toHaveLength(1);
  });

  it("stops at 2,000 pages", async () => {
    const { log, warnings } = stage();
    let count = 0;
    const call = async (_endpoint: Endpoint, { url = new URL(`${BASE}/v2/persons`) }: CallOptions = {}) => {
      count++;
      return { status: 200, headers: {}, body: page([count], `?cursor=${count}`), url };
    };
    let pages = 0;
    for await (const items of createPages({ call, log })(ENDPOINTS.listPersons)) pages += items.length;
    expect(pages).toBe(2000);
    expect(warnings()).toHaveLength(1);
  });

  it("has each record once, though pages shift while they are read", async () => {
    grant();
    first().reply(200, page([{ id: "1" }, { id: "2" }], `${BASE}/v2/persons?cursor=a`));
    api()
      .get("/v2/persons")
      .query({ cursor: "a" })
      .reply(200, page([{ id: "2" }, { id: "3" }]));
    expect(ids(await stage().personio.listPersons())).toEqual(["1", "2", "3"]);
  });

  it.each([
    ["another host", "https://elsewhere.test/v2/persons?cursor=a"],
    ["another port", `${BASE}:8443/v2/persons?cursor=a`],
    ["no encryption", "http://personio.test/v2/persons?cursor=a"],
    ["a host without scheme", "//elsewhere.test/v2/persons?cursor=a"],
    ["a name that only begins alike", "https://personio.test.elsewhere.test/v2/persons"],
    ["no address at all", "http://"],
  ])("never takes the token elsewhere: %s", async (_what, href) => {
    grant();
    first().reply(200, page([{ id: "1" }], href));
    const error = await problemFrom(stage().personio.listPersons());
    expect(error.problem.kind).toBe("personio-puzzling");
    expect(error.facts).toMatchObject({ at: "_meta.links.next" });
  });

  it.each([
    ["a page of HTML", "<html>Maintenance</html>"],
    ["JSON that breaks off", '{"_data": [{"id": "1"'],
    ["nothing", ""],
    ["a bare list", [{ id: "1" }]],
    ["a list under another name", { data: [] }],
    ["no list", { _data: { id: "1" } }],
    ["null", "null"],
  ])("is puzzling when it is none: %s", async (_what, body) => {
    grant();
    first().reply(200, body);
    const error = await problemFrom(stage().personio.listPersons());
    expect(error.problem.kind).toBe("personio-puzzling");
    expect(error.facts).toMatchObject({ status: 200, path: "/v2/persons" });
  });
});

describe("long lists of values", () => {
  const many = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

  it("are split so that no call has more than fifty of one", () => {
    expect(queriesFor({ id: many(120) }).map(({ id }) => id?.split(",").length)).toEqual([50, 50, 20]);
  });

  it("are multiplied when there are two", () => {
    expect(queriesFor({ a: many(60), b: many(51) }, { c: "x" })).toHaveLength(4);
  });

  it("ask for each value once", () => {
    expect(queriesFor({ id: ["1", "2", "1"] })).toEqual([{ id: "1,2" }]);
  });

  it("ask for nothing when they are empty, and for everything when there are none", () => {
    expect(queriesFor({ id: [] })).toEqual([]);
    expect(queriesFor({ id: undefined }, { status: "ACTIVE" })).toEqual([{ status: "ACTIVE" }]);
  });
});
