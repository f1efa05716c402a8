import { expect, it } from "vitest";
import { keep } from "../src/kept.ts";
import { createMetrics } from "../src/metrics.ts";

/** A source that counts how often it is asked and answers when told to. */
function world() {
  let now = 0;
  const asked: { key: string; answer: (value: string) => void; fail: (error: Error) => void }[] = [];
  const warnings: string[] = [];
  const log = {
    debug: () => {},
    info: () => {},
    warn: (_: object, message: string) => warnings.push(message),
    error: () => {},
  };
  const kept = keep<string>({
    name: "things",
    metrics: createMetrics(),
    freshMs: 60,
    usableMs: 300,
    max: 2,
    clock: () => new Date(1_000_000 + now),
    log,
    load: (key) => new Promise((resolve, reject) => asked.push({ key, answer: resolve, fail: reject })),
  });
  return { kept, asked, warnings, at: (ms: number) => (now = ms) };
}

it("asks once for all who ask at the same time", async () => {
  const { kept, asked } = world();
  const both = [kept("a"), kept("a")];
  asked[0]?.answer("1");
  expect(await Promise.all(both)).toEqual(["1", "1"]);
  expect(asked).toHaveLength(1);
});

it("gives what is fresh without asking, and what is ageing while it asks again behind the answer", async () => {
  const { kept, asked, at } = world();
  const first = kept("a");
  asked[0]?.answer("old");
  await first;
  at(50);
  expect(await kept("a")).toBe("old");
  expect(asked).toHaveLength(1);
  at(70);
  expect(await kept("a")).toBe("old");
  expect(await kept("a")).toBe("old");
  expect(asked).toHaveLength(2);
  asked[1]?.answer("new");
  await Promise.resolve();
  await new Promise(setImmediate);
  expect(await kept("a")).toBe("new");
});

it("waits for a new answer when the old one is too old, and fails with it", async () => {
  const { kept, asked, at } = world();
  const first = kept("a");
  asked[0]?.answer("old");
  await first;
  at(301);
  const second = kept("a");
  asked[1]?.fail(new Error("down"));
  await expect(second).rejects.toThrow("down");
  const third = kept("a");
  asked[2]?.answer("new");
  expect(await third).toBe("new");
});

it("keeps the old answer when asking again behind it fails, as long as it is usable", async () => {
  const { kept, asked, at, warnings } = world();
  const first = kept("a");
  asked[0]?.answer("old");
  await first;
  at(100);
  await kept("a");
  asked[1]?.fail(new Error("down"));
  await new Promise(setImmediate);
  expect(warnings).toEqual(["refreshing behind the answer failed"]);
  expect(await kept("a")).toBe("old");
});

it("keeps no more than it may", async () => {
  const { kept, asked } = world();
  for (const key of ["a", "b", "c"]) {
    const answer = kept(key);
    asked.at(-1)?.answer(key);
    await answer;
  }
  void kept("a");
  expect(asked.map(({ key }) => key)).toEqual(["a", "b", "c", "a"]);
});

it.each(["a", undefined])("asks anew for what was forgotten (%s), also for those who wait already", async (key) => {
  const { kept, asked, at, warnings } = world();
  const first = kept("a");
  kept.forget(key);
  asked[0]?.answer("before");
  await Promise.resolve();
  await new Promise(setImmediate);
  asked[1]?.answer("after");
  expect(await first).toBe("after");

  kept.forget(key);
  const second = kept("a");
  asked[2]?.answer("later");
  expect(await second).toBe("later");

  at(100);
  expect(await kept("a")).toBe("later");
  kept.forget(key);
  asked[3]?.answer("of no use");
  const third = kept("a");
  asked[4]?.answer("newest");
  expect(await third).toBe("newest");
  expect(warnings).toEqual([]);
});
