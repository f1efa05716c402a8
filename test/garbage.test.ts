import { expect, it } from "vitest";
import { createGarbage } from "../src/garbage.ts";

const MB = 1_000_000;

it("collects what has piled up since the heap was at its smallest, and nothing while nothing piles up", () => {
  let heap = 60 * MB;
  let collected = 0;
  const look = createGarbage(
    () => {
      collected += 1;
    },
    () => heap,
  );
  const after = (bytes: number) => {
    heap = bytes;
    look();
    return collected;
  };
  expect(after(60 * MB)).toBe(1);
  // What is free is given back by the next ones: 60 are no measure for what is left.
  expect(after(45 * MB)).toBe(2);
  expect(after(30 * MB)).toBe(3);
  expect(after(30 * MB)).toBe(3);
  expect(after(31.9 * MB)).toBe(3);
  expect(after(28 * MB)).toBe(3);
  expect(after(29.9 * MB)).toBe(3);
  expect(after(30 * MB)).toBe(4);
});

it("collects for real", () => {
  const forgotten = new WeakRef({ large: new Array(1000).fill(0) });
  return new Promise<void>((resolve) => {
    setImmediate(() => {
      createGarbage()();
      expect(forgotten.deref()).toBeUndefined();
      resolve();
    });
  });
});
