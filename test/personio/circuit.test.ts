import { describe, expect, it } from "vitest";
import { createCircuit } from "../../src/personio/circuit.ts";
import type { Answer } from "../../src/personio/http.ts";

const CALL = "GET /v2/absence-periods";
const status = (code: number): Answer => ({ status: code, headers: {}, body: undefined });
const lost = (how: "timeout" | "dropped" | "unsent" | "too-long"): Answer => ({ lost: how, code: "X" });

/** A circuit, and calls that answer as they are told. */
function stage() {
  let now = 1_000_000;
  const log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
  const circuit = createCircuit({ clock: () => new Date(now), log });
  let sent = 0;
  return {
    /** Whether a call with this answer was sent. */
    call: async (answer: Answer | Promise<Answer>, call = CALL) => {
      const before = sent;
      const came = await circuit.through(call, async () => {
        sent += 1;
        return answer;
      });
      return came !== undefined && sent > before;
    },
    fail: async (times: number, answer: Answer = status(503)) => {
      for (let time = 0; time < times; time++) await circuit.through(CALL, async () => answer);
    },
    isOpen: (call = CALL) => circuit.isOpen(call),
    sent: () => sent,
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe("the circuit opens", () => {
  it.each([
    ["refusals of a gateway", status(503), 3],
    ["Personio's own mistakes", status(500), 3],
    ["connections that break", lost("dropped"), 3],
    ["connections that do not come about", lost("unsent"), 3],
    ["calls that hang for the whole limit", lost("timeout"), 2],
  ])("after a few %s in a row, and not before", async (_, answer, times) => {
    const { fail, isOpen } = stage();
    await fail(times - 1, answer);
    expect(isOpen()).toBe(false);
    await fail(1, answer);
    expect(isOpen()).toBe(true);
  });

  it("never for what is an answer: 4xx, 429, what is too long", async () => {
    for (const answer of [status(404), status(429), status(401), status(422), lost("too-long"), status(200)]) {
      const { fail, isOpen } = stage();
      await fail(20, answer);
      expect(isOpen()).toBe(false);
    }
  });

  it("not while there are answers between the failures", async () => {
    const { fail, isOpen } = stage();
    for (let time = 0; time < 10; time++) {
      await fail(2);
      await fail(1, status(200));
    }
    expect(isOpen()).toBe(false);
  });

  it("for one endpoint alone", async () => {
    const { fail, isOpen, call } = stage();
    await fail(3);
    expect(isOpen("GET /v2/persons")).toBe(false);
    expect(isOpen("POST /v2/absence-periods")).toBe(false);
    expect(await call(status(200), "POST /v2/absence-periods")).toBe(true);
  });
});

describe("an open circuit", () => {
  it("refuses at once, and sends nothing", async () => {
    const { fail, call, sent } = stage();
    await fail(3);
    expect(await call(status(200))).toBe(false);
    expect(sent()).toBe(0);
  });

  it("closes when the call that tries after ten seconds is answered", async () => {
    const { fail, call, pass, isOpen } = stage();
    await fail(3);
    pass(9999);
    expect(isOpen()).toBe(true);
    pass(1);
    expect(await call(status(200))).toBe(true);
    await fail(2);
    expect(isOpen()).toBe(false);
  });

  it("stays open for ten seconds more when that one fails", async () => {
    const { fail, call, pass, isOpen } = stage();
    await fail(3);
    pass(10_000);
    expect(await call(status(503))).toBe(true);
    expect(isOpen()).toBe(true);
    pass(10_000);
    expect(isOpen()).toBe(false);
  });

  it.each([
    ["passes with it", status(200), true],
    ["is refused with it", status(503), false],
  ])("sends one call to try: whoever comes meanwhile %s", async (_, answer, passes) => {
    const { fail, call, pass, sent } = stage();
    await fail(3);
    pass(10_000);
    let settle = (_answer: Answer) => {};
    const trial = call(
      new Promise<Answer>((resolve) => {
        settle = resolve;
      }),
    );
    const others = [call(status(200)), call(status(200))];
    await new Promise(setImmediate);
    expect(sent()).toBe(1);
    settle(answer);
    await trial;
    await Promise.all(others);
    expect(sent()).toBe(passes ? 3 : 1);
  });

  it("is not held open by a clock that was set back", async () => {
    const { fail, call, pass } = stage();
    await fail(3);
    pass(-3_600_000);
    expect(await call(status(200))).toBe(true);
  });
});
