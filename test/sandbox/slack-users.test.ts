import { expect, it } from "vitest";
import { ANNA, GERD, refusal, STELLA, workspace } from "./workspace.ts";

it("everybody is listed at once, also who is gone, with address", async () => {
  const { client } = await workspace();
  const { members, response_metadata } = await client.users.list({});
  expect(members?.map(({ id, deleted = false }) => [id, deleted])).toEqual([
    [ANNA, false],
    [GERD, false],
    [STELLA, false],
    ["U4GONE", true],
  ]);
  expect(members?.[0]?.profile?.email).toBe("anna@example.com");
  expect(response_metadata?.next_cursor).toBe("");
});

it("everybody comes once in pages", async () => {
  const { client } = await workspace();
  const ids: (string | undefined)[][] = [];
  for await (const page of client.paginate("users.list", { limit: 3 })) {
    const { members = [] } = page as { members?: { id: string }[] };
    ids.push(members.map(({ id }) => id));
  }
  expect(ids).toEqual([[ANNA, GERD, STELLA], ["U4GONE"]]);
  expect(await refusal(client.users.list({ limit: 1001 }))).toMatchObject({ error: "invalid_limit" });
  expect(await refusal(client.users.list({ cursor: "x" }))).toMatchObject({ error: "invalid_cursor" });
});

it("lists keep addresses without users:read.email, and locales unless asked for", async () => {
  const { client } = await workspace({ scopes: ["users:read"] });
  const [anna] = (await client.users.list({})).members ?? [];
  expect([anna?.profile, anna?.locale]).toEqual([{}, undefined]);
  expect((await client.users.list({ include_locale: true })).members?.[0]?.locale).toBe("de-DE");
});

it("lists need users:read", async () => {
  const { client } = await workspace({ scopes: ["users:read.email"] });
  expect(await refusal(client.users.list({}))).toMatchObject({ error: "missing_scope", needed: "users:read" });
});

it("who runs the workspace is shown as such", async () => {
  const { slack, client } = await workspace();
  Object.assign(slack.world.users[0] ?? {}, { is_admin: true, is_owner: true, is_primary_owner: true });
  const { user } = await client.users.info({ user: ANNA });
  expect([user?.is_admin, user?.is_owner, user?.is_primary_owner]).toEqual([true, true, true]);
});
