import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Day, Half } from "../../src/domain/calendar.ts";
import { lookOf, stretchOf } from "../../src/pictures/bars.ts";
import { drawCard } from "../../src/pictures/card.ts";
import { monthCard } from "../../src/pictures/month.ts";
import { png } from "../../src/pictures/render.ts";
import { textsFor } from "../../src/texts/texts.ts";
import type { Line } from "../../src/views/away.ts";
import type { MonthModel, MonthRow } from "../../src/views/month.ts";

const SPAN = { first: "2026-11-01", last: "2026-11-30" } as const;
const [en, de] = [textsFor("en"), textsFor("de")];

const line = (first: Day, last: Day | null, more: Partial<Line> & { halves?: [Half, Half] } = {}): Line => {
  const { halves: [begins, ends] = ["FIRST_HALF", "SECOND_HALF"], ...rest } = more;
  return {
    personId: "1",
    name: "Anna",
    group: "out",
    seen: { reason: "Urlaub", remote: false, requested: false },
    first: { day: first, half: begins },
    last: last === null ? null : { day: last, half: ends },
    back: null,
    ...rest,
  };
};
const row = (name: string, lines: Line[] = [], more: Partial<MonthRow> = {}): MonthRow => ({
  personId: name,
  name,
  lines,
  holidays: [],
  ...more,
});
const model = (rows: MonthRow[]): MonthModel => ({
  question: { span: SPAN, who: { kind: "everybody" }, page: 0 },
  today: "2026-11-23",
  rows,
  people: rows.length,
  isWhole: true,
  peopleOut: 1,
});
const cardOf = (rows: MonthRow[], texts = en) => monthCard(model(rows), rows, "Design", texts);
const textsIn = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, said]) => said);

describe("a bar", () => {
  it.each([
    ["whole days", line("2026-11-02", "2026-11-03"), [2, 6]],
    ["a morning", line("2026-11-02", "2026-11-02", { halves: ["FIRST_HALF", "FIRST_HALF"] }), [2, 3]],
    ["from noon to noon", line("2026-11-02", "2026-11-04", { halves: ["SECOND_HALF", "FIRST_HALF"] }), [3, 7]],
    ["one that began before", line("2026-10-30", "2026-11-01"), [-4, 2]],
    ["one without an end", line("2026-11-30", null), [58, Infinity]],
    ["hours of a morning", line("2026-11-02", "2026-11-02", { times: { from: "09:00", to: "11:30" } }), [2, 3]],
    ["hours of an afternoon", line("2026-11-02", "2026-11-02", { times: { from: "14:00", to: "15:30" } }), [3, 4]],
    ["most hours of a day", line("2026-11-02", "2026-11-02", { times: { from: "09:00", to: "16:00" } }), [2, 4]],
    ["half an hour at noon", line("2026-11-02", "2026-11-02", { times: { from: "12:15", to: "12:45" } }), [2, 4]],
    [
      "hours until the next morning",
      line("2026-11-02", "2026-11-03", { times: { from: "15:00", to: "10:00" } }),
      [3, 5],
    ],
  ])("takes the half days of %s", (_, one, [from, to]) => {
    expect(stretchOf(one, SPAN)).toEqual({ from, to });
  });

  it.each([
    ["out", { reason: "Urlaub", remote: false, requested: false }],
    ["away", { reason: null, remote: false, requested: false }],
    ["remote", { reason: "Home office", remote: true, requested: false }],
    ["remote", { reason: null, remote: true, requested: false }],
    ["requested", { reason: "Urlaub", remote: false, requested: true }],
    ["requested", { reason: "Home office", remote: true, requested: true }],
  ] as const)("looks %s", (look, seen) => {
    expect(lookOf({ seen })).toBe(look);
  });
});

describe("the picture", () => {
  it("says by words and letters what every bar means, and legends only what occurs", () => {
    const card = cardOf([
      row("Anna", [line("2026-11-02", "2026-11-13")]),
      row("Ben", [
        line("2026-11-04", "2026-11-04", { seen: { reason: "Unpaid leave", remote: false, requested: false } }),
      ]),
      row("Cem", [line("2026-11-05", "2026-11-05", { seen: { reason: null, remote: false, requested: false } })]),
      row("Dora", [line("2026-11-06", "2026-11-06", { seen: { reason: "Urlaub", remote: false, requested: true } })]),
    ]);
    expect(card.legend).toEqual([
      { look: "out", label: "Unpaid leave", letter: "N" },
      { look: "out", label: "Urlaub", letter: "U" },
      { look: "away", label: "away", letter: "A" },
      { look: "requested", label: "Urlaub, requested", letter: "U" },
    ]);
    expect(card.words).toEqual({ weekend: "weekend", today: "today" });
    const said = textsIn(drawCard(card));
    for (const words of ["Anna", "Urlaub", "N", "A", "U", "Mon 23"]) expect(said).toContain(words);
  });

  it("legends half days and public holidays where there are some, in the language of the asker", () => {
    const half = line("2026-11-02", "2026-11-02", { halves: ["FIRST_HALF", "FIRST_HALF"] });
    const card = cardOf([row("Anna", [half], { holidays: ["2026-11-18"] })], de);
    expect(card.words).toEqual({ halfDay: "halber Tag", weekend: "Wochenende", holiday: "Feiertag", today: "heute" });
    expect(card.rows[0]?.holidays).toEqual([17]);
    expect(card.subtitle).toBe("1 von 1 Person abwesend");
  });

  it("legends no half day that lies outside of the month", () => {
    const from = line("2026-10-30", "2026-11-03", { halves: ["SECOND_HALF", "SECOND_HALF"] });
    const until = line("2026-11-27", "2026-12-02", { halves: ["FIRST_HALF", "FIRST_HALF"] });
    expect(cardOf([row("Anna", [from, until])]).words.halfDay).toBeUndefined();
  });

  it("never says less than what it may, nor more: somebody away without a reason has none in it", () => {
    const secret = line("2026-11-05", "2026-11-20", { seen: { reason: null, remote: false, requested: false } });
    expect(drawCard(cardOf([row("Cem", [secret])]))).not.toContain("Urlaub");
  });

  it.each([
    [{ email: "ken.sato@example.com" }, "ken.sato"],
    [{ email: "健@example.com" }, "Person 1, named below"],
    [{}, "Person 1, named below"],
  ])("names who has letters that it cannot draw by something else: %j", (more, name) => {
    expect(cardOf([row("健 佐藤", [], more)]).rows[0]?.name).toBe(name);
  });

  it("keeps thirty reasons apart", () => {
    const lines = Array.from({ length: 30 }, (_, at) =>
      line("2026-11-02", "2026-11-02", { seen: { reason: `Aa ${at}`, remote: false, requested: false } }),
    );
    const letters = cardOf([row("Anna", lines)]).legend.map(({ letter }) => letter);
    expect(new Set(letters.filter((letter) => letter !== "•")).size).toBe(10);
  });

  it("is well-formed whatever people, teams and absence types are called", () => {
    const strange = fc.string({
      unit: fc.oneof(fc.constantFrom(..."<>&\"']]>\u0000\u0008\u202e\ufffe\ud800🌴é"), fc.string()),
    });
    fc.assert(
      fc.property(strange, strange, strange, (name, team, reason) => {
        const one = line("2026-11-02", null, { seen: { reason, remote: false, requested: false } });
        const card = cardOf([row(name, [one], { team, email: name })]);
        const said = {
          ...card,
          title: team,
          rows: [{ ...card.rows[0], name, team, bars: card.rows[0]?.bars ?? [], holidays: [] }],
        };
        for (const svg of [drawCard(card), drawCard(said)]) {
          expect(new Resvg(svg, { font: { loadSystemFonts: false } }).width).toBe(640);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("becomes a PNG of two pixels a unit", async () => {
    const drawn = await png(drawCard(cardOf(Array.from({ length: 20 }, (_, at) => row(`Anna ${at}`)))));
    expect([drawn.readUInt32BE(16), drawn.readUInt32BE(20)]).toEqual([1280, 2 * (124 + 20 * 58 + 14 + 32 + 8)]);
  });
});

it("a name of any length takes no time to cut", () => {
  const started = performance.now();
  const [, , ...said] = textsIn(
    drawCard(cardOf([row("Wolfeschlegelsteinhausenbergerdorff".repeat(100), [], { team: "x".repeat(3000) })])),
  );
  expect(performance.now() - started).toBeLessThan(500);
  expect(said.find((one) => one?.startsWith("Wolfe"))).toMatch(/^Wolfeschlegelsteinhausen\w+…$/);
});

it("marks piled up on a letter are not drawn one by one", () => {
  const said = textsIn(drawCard(cardOf([row(`Zo\u0308e${"\u0301".repeat(500)}`)])));
  expect(said.find((one) => one?.startsWith("Z"))?.length).toBeLessThan(10);
});
