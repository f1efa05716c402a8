import { describe, expect, it } from "vitest";
import { countIn } from "../../bench/ask.ts";
import { floorOf, longestChain } from "../../bench/calls.ts";
import { bounded, compared, reported, within } from "../../bench/figure.ts";
import { quantile, readable } from "../../bench/numbers.ts";
import { reasonFor } from "../../bench/packages.ts";
import { plotOf } from "../../bench/plot.ts";
import { tableOf } from "../../bench/table.ts";

const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
const ms = (value: number) => ({ value, unit: "ms" as const });
const measured = (ours: number) => ({
  row: "warm",
  what: "p50",
  ours: ms(ours),
  baseline: { what: "hello", ...ms(2) },
});

describe("numbers", () => {
  it("finds the value that so many lie below, in any order", () => {
    expect([0.5, 0.99, 1].map((share) => quantile(hundred, share))).toEqual([50, 99, 100]);
    expect(quantile([7], 0.99)).toBe(7);
    expect(() => quantile([], 0.5)).toThrow("nothing was measured");
  });

  it("are told with as many digits as tell something", () => {
    expect([0.123, 12.34, 123.4, 50_000, 3].map(readable)).toEqual(["0.12", "12.3", "123", "50,000", "3"]);
  });
});

describe("a figure", () => {
  it("holds up to its ratio, and not beyond", () => {
    expect([4, 4.01].map((ours) => compared(measured(ours), { atMost: 2 }).holds)).toEqual([true, false]);
    expect([1, 0.99].map((ours) => compared(measured(ours), { atLeast: 0.5 }).holds)).toEqual([true, false]);
    expect([42, 42.1].map((ours) => within(measured(ours), { more: 40 }).holds)).toEqual([true, false]);
    expect([3, 4].map((ours) => bounded(measured(ours), { atMost: 3 }).holds)).toEqual([true, false]);
  });

  it("is never taken to hold when it was not measured", () => {
    expect(compared(measured(Number.NaN), { atMost: 2 }).holds).toBe(false);
    expect(bounded(measured(Number.NaN), { atMost: 2 }).holds).toBe(false);
  });

  it("stands in a table, with its try where there was more than one", () => {
    const [broken, told] = [compared(measured(5), { atMost: 2 }), reported(measured(1))];
    expect(
      tableOf([{ ...broken, tries: 3 }, told])
        .split("\n")
        .slice(2),
    ).toEqual([
      "| warm | p50  | 2 ms (hello) | 5 ms | 2.5×  | ≤ 2×   | **NO** (try 3) |",
      "| warm | p50  | 2 ms (hello) | 1 ms | 0.5×  | report | –              |",
    ]);
  });
});

it("reads from an answer how many are out, so that a part is not taken for the whole", () => {
  const texts = ["4,000 people out this week", "4.000 Leute sind weg", "Still reading. 200 people so far", "hello"];
  expect(texts.map((text) => countIn({ text }))).toEqual([4000, 4000, 200, 0]);
});

describe("calls", () => {
  const call = (begun: number, ended: number) => ({ what: "GET /v2/persons", query: [], begun, ended });

  it("form a chain where each begins when one has ended", () => {
    expect(longestChain([])).toBe(0);
    expect(longestChain([call(0, 150), call(10, 160), call(20, 170)])).toBe(1);
    expect(longestChain([call(155, 305), call(0, 150), call(1, 400), call(310, 460)])).toBe(3);
  });

  it("cannot be faster than one after the other, nor than Personio allows", () => {
    const pace = { rate: 10, burst: 100 };
    expect(floorOf({ inSequence: 4, all: 12 }, 150, pace)).toBe(1050);
    expect(floorOf({ inSequence: 4, all: 300 }, 150, pace)).toBe(20_450);
  });
});

it("finds the reason of a package where it is asked for, and where it comes along", () => {
  const table =
    "| package | exact reason |\n| `moon`, `sun` | brings `stars` and `@sky/…` |\n| `stars-and-more` | light |";
  expect(["sun", "stars", "@sky/linux", "moons"].map((name) => reasonFor(name, table))).toEqual([
    "brings `stars` and `@sky/…`",
    "brings `stars` and `@sky/…`",
    "brings `stars` and `@sky/…`",
    undefined,
  ]);
});

it("draws a line through every point, on axes that hold them all", () => {
  const line = { name: "8 % out", points: [50, 500, 5000].map((x) => ({ x, y: x / 10 })) };
  const svg = plotOf("Latency", "ms", [line]);
  const places =
    /<polyline points="([^"]+)"/
      .exec(svg)?.[1]
      ?.split(" ")
      .map((pair) => pair.split(",").map(Number)) ?? [];
  const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = [], [x3 = 0, y3 = 0] = []] = places;
  // Ten times as much is as far, wherever it begins.
  expect(x2 - x1).toBeCloseTo(x3 - x2, 0);
  expect(y1 - y2).toBeCloseTo(y2 - y3, 0);
  expect(y1 > y3 && x1 < x3).toBe(true);
  for (const text of ["Latency", "ms", "8 % out", ">50<", ">5,000<", ">500<"]) expect(svg).toContain(text);
  expect(() => plotOf("Latency", "ms", [])).toThrow();
});
