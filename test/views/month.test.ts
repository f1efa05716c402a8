import { expect, it } from "vitest";
import { textsFor } from "../../src/texts/texts.ts";
import type { Line } from "../../src/views/away.ts";
import { LIMITS } from "../../src/views/blocks.ts";
import { type MonthModel, type MonthRow, monthMessage } from "../../src/views/month.ts";

const rowOf = (at: number, length: number): MonthRow => {
  const name = "x".repeat(length);
  const line: Line = {
    personId: `${at}`,
    name,
    group: "out",
    seen: { reason: "Urlaub", remote: false, requested: false },
    first: { day: "2026-11-02", half: "FIRST_HALF" },
    last: { day: "2026-11-20", half: "SECOND_HALF" },
    back: null,
  };
  return { personId: `${at}`, name, lines: [line], holidays: [] };
};

it.each([
  ["de", undefined],
  ["en", undefined],
  ["de", "U0ANNA"],
])("a text is taken by Slack, however long it gets (%s, shared by %s)", (language, sharedBy) => {
  for (let length = 1; length <= 100; length++) {
    const model: MonthModel = {
      question: { span: { first: "2026-11-01", last: "2026-11-30" }, who: { kind: "everybody" }, page: 0 },
      today: "2026-11-23",
      rows: Array.from({ length: 60 }, (_, at) => rowOf(at, length)),
      people: 10_000,
      isWhole: false,
      peopleOut: 10_000,
      ...(sharedBy !== undefined && { sharedBy }),
    };
    const { text } = monthMessage(model, ["F1", "F2", "F3"], textsFor(language));
    expect(text.length).toBeLessThanOrEqual(LIMITS.messageText);
    expect(text).toMatch(/(verschwindet|disappears)/);
  }
});
