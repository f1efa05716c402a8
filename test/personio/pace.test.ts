import { describe, expect, it } from "vitest";
import { createMetrics } from "../../src/metrics.ts";
import { createPace } from "../../src/personio/pace.ts";

/** A clock that only sleeping moves. `sent` has the moment of each turn, in milliseconds since the start. */
function track(path = "/v2/persons") {
  let now = 0;
  const sent: number[] = [];
  const pace = createPace({
    metrics: createMetrics(),
    clock: () => new Date(now),
    sleep: async (ms) => {
      now += ms;
    },
  });
  return {
    pace,
    sent,
    pass: (ms: number) => {
      now += ms;
    },
    send: async (count: number, to = path) => {
      await Promise.all(
        Array.from({ length: count }, () =>
          pace.turn(to).then(() => {
            sent.push(now);
          }),
        ),
      );
    },
    learn: (headers: Record<string, unknown>, tooMany = false) => pace.learn(path, headers, tooMany),
  };
}

const limits = (rate: string, burst: string, remaining: string) => ({
  "x-ratelimit-replenish-rate": rate,
  "x-ratelimit-burst-capacity": burst,
  "x-ratelimit-remaining": remaining,
});

describe("the pace", () => {
  it("lets ten calls through at once and then ten a second, as long as Personio has not told its limits", async () => {
    const { send, sent } = track();
    await send(25);
    expect(sent.filter((at) => at === 0)).toHaveLength(10);
    expect(sent.at(-1)).toBe(1500);
    expect(sent.filter((at) => at > 0 && at <= 1000)).toHaveLength(10);
  });

  it("follows the rate and the burst that an answer tells", async () => {
    const { send, sent, learn } = track();
    await send(1);
    learn(limits("30", "100", "99"));
    await send(129);
    expect(sent.filter((at) => at === 0)).toHaveLength(100);
    expect(sent.at(-1)).toBeGreaterThanOrEqual(1000);
    expect(sent.at(-1)).toBeLessThan(1100);
  });

  it("takes what is below a path to have its limits, until it tells its own; and what only begins alike not to", async () => {
    const { send, sent, learn, pace } = track();
    await send(1);
    learn(limits("30", "100", "99"));
    await send(50, "/v2/persons/{id}/employments");
    expect(sent).toEqual(Array(51).fill(0));
    pace.learn("/v2/persons/{id}/employments", limits("5", "10", "0"), false);
    await send(1, "/v2/persons/{id}/employments");
    expect(sent.at(-1)).toBe(200);
    await send(11, "/v2/persons-of-another-kind");
    expect(sent.at(-1)).toBe(300);
  });

  it("lets those who already wait profit from a higher limit", async () => {
    let now = 0;
    let asleep = () => {};
    const pace = createPace({
      metrics: createMetrics(),
      clock: () => new Date(now),
      sleep: (ms) =>
        new Promise((resolve) => {
          asleep = () => {
            now += ms;
            resolve();
          };
        }),
    });
    const waiting = Array.from({ length: 60 }, () => pace.turn("/v2/persons"));
    await waiting[9];
    await Promise.resolve();
    pace.learn("/v2/persons", limits("30", "100", "90"), false);
    asleep();
    await Promise.all(waiting);
    expect(now).toBe(100);
  });

  it("waits when others have used up the limit", async () => {
    const { send, sent, learn } = track();
    learn(limits("10", "10", "0"));
    await send(2);
    expect(sent).toEqual([100, 200]);
  });

  it("starts from nothing after too many requests, whatever the headers say", async () => {
    const { send, sent, learn } = track();
    learn(limits("10", "10", "10"), true);
    await send(1);
    expect(sent).toEqual([100]);
  });

  it("never holds more than the burst, however long nothing was asked", async () => {
    const { send, sent, pass } = track();
    await send(10);
    pass(3_600_000);
    await send(11);
    expect(sent.at(-2)).toBe(3_600_000);
    expect(sent.at(-1)).toBe(3_600_100);
  });

  it("keeps endpoints apart", async () => {
    const { send, sent } = track();
    await send(10, "/v2/persons");
    await send(10, "/v2/absence-periods");
    expect(sent.every((at) => at === 0)).toBe(true);
  });

  it.each([
    ["none", {}],
    ["words", limits("many", "lots", "plenty")],
    ["zero", limits("0", "0", "7")],
    ["negative numbers", limits("-1", "-1", "-1")],
    ["numbers that are none", limits("NaN", "Infinity", "1e9")],
  ])("is not thrown off by headers that make no sense: %s", async (_what, headers) => {
    const { send, sent, learn } = track();
    learn(headers);
    await send(12);
    expect(sent.at(-1)).toBeGreaterThanOrEqual(200);
    expect(sent.at(-1)).toBeLessThanOrEqual(500);
  });

  it("goes on when the clock stands still, and when it is set back", async () => {
    let now = 1_000_000;
    const slept: number[] = [];
    const pace = createPace({
      metrics: createMetrics(),
      clock: () => new Date(now),
      sleep: async (ms) => {
        slept.push(ms);
      },
    });
    for (let call = 0; call < 15; call++) await pace.turn("/v2/persons");
    now = 0;
    await pace.turn("/v2/persons");
    expect(slept).toEqual([100, 100, 100, 100, 100, 100]);
  });
});
