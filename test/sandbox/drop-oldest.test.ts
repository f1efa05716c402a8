import { expect, it } from "vitest";
import { dropOldest } from "../../sandbox/drop-oldest.ts";
import { createWorld } from "../../sandbox/slack-world.ts";

it("keeps what came last, and says how much went", () => {
  const list = [1, 2, 3, 4];
  expect([dropOldest(list, 3), list]).toEqual([1, [2, 3, 4]]);
  expect([dropOldest(list, 3), list]).toEqual([0, [2, 3, 4]]);
  const map = new Map([
    [1, "a"],
    [2, "b"],
    [3, "c"],
  ]);
  expect([dropOldest(map, 2), [...map.keys()]]).toEqual([1, [2, 3]]);
  expect(dropOldest(map, 2)).toBe(0);
});

it("lets nobody miss a change who waits for one in a world that has seen many", async () => {
  const world = createWorld({ users: [], channels: [], clock: () => new Date(0) });
  const say = (text: string) => world.post({ channel: "C1", text, blocks: [] });
  for (let count = 0; count < 5100; count++) say("before");
  const { found } = world.changeFrom(world.position(), ({ text }) => text === "now");
  const late = world.changeFrom(0, ({ text }) => text === "now");
  for (const text of ["before", "now", "after"]) say(text);
  expect((await found).message.text).toBe("now");
  const next = world.changeFrom((await late.found).position, () => true);
  expect((await next.found).message.text).toBe("after");
});
