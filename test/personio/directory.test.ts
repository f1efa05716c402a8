import { expect, it } from "vitest";
import { createDirectory } from "../../src/personio/directory.ts";
import { api, grant, page, problemFrom, stage, TOKEN } from "./stage.ts";

const HOUR = 3_600_000;

it("knows by their address, while Personio is away, whom it read within a day, and by their id of two days", async () => {
  const { personio, clock, sleep, log, metrics, pass } = stage();
  grant(TOKEN, { expires_in: 1_000_000 });
  const anna = { id: "1", email: "anna@example.com", status: "ACTIVE" };
  api()
    .get("/v2/persons")
    .query({ limit: "50" })
    .reply(200, page([anna]));
  const directory = createDirectory({ personio, clock, sleep, zone: "Europe/Berlin", log, metrics });
  await directory.everyone();
  api().persist().get("/v2/persons").query(true).reply(503);

  pass(23 * HOUR);
  const { personByEmail, persons } = directory.reading({ isPatient: true });
  expect(await personByEmail("Anna@example.com")).toMatchObject({ id: "1" });
  pass(2 * HOUR);
  expect((await problemFrom(personByEmail("Anna@example.com"))).problem).toEqual({ kind: "personio-down" });
  expect((await persons(["1"])).get("1")).toMatchObject({ email: "anna@example.com" });
});
