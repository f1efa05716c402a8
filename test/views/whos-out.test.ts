import { describe, expect, it } from "vitest";
import type { Away, Group, Question } from "../../src/domain/whos-out.ts";
import { de } from "../../src/texts/de.ts";
import { en } from "../../src/texts/en.ts";
import { LIMITS } from "../../src/views/blocks.ts";
import { readQuestion } from "../../src/views/question.ts";
import { LINES_A_PAGE, type WhosOutModel, whosOutMessage } from "../../src/views/whos-out.ts";

const today = "2026-11-23";
const thisWeek = { first: "2026-11-23", last: "2026-11-29" } as const;

const away = (name: string, more: Partial<Away> = {}): Away & { team?: string } => ({
  personId: name,
  name,
  group: "now",
  seen: { reason: "Vacation", remote: false, requested: false },
  first: { day: "2026-11-23", half: "FIRST_HALF" },
  last: { day: "2026-11-25", half: "SECOND_HALF" },
  back: { day: "2026-11-26", half: "FIRST_HALF" },
  ...more,
});

function model(lines: WhosOutModel["lines"], more: Partial<WhosOutModel> = {}): WhosOutModel {
  const groups: Partial<Record<Group, number>> = {};
  for (const { group } of lines) groups[group] = (groups[group] ?? 0) + 1;
  const peopleOut = new Set(
    lines.filter(({ group }) => group !== "remote" && group !== "requested").map(({ name }) => name),
  ).size;
  return {
    question: { span: thisWeek, who: { kind: "everybody" }, page: 0 },
    today,
    lines,
    count: { lines: lines.length, groups, peopleOut },
    ...more,
  };
}

const story = [
  away("Anna Berg"),
  away("Bo <b>*Bold*</b> & Söhne", { seen: { reason: null, remote: false, requested: false }, last: null, back: null }),
  away("Cem Yılmaz", {
    group: "later",
    first: { day: "2026-11-26", half: "SECOND_HALF" },
    last: { day: "2026-12-01", half: "FIRST_HALF" },
    back: { day: "2026-12-01", half: "SECOND_HALF" },
  }),
  away("Dora O'Neill", {
    group: "later",
    first: { day: "2026-11-24", half: "FIRST_HALF" },
    last: { day: "2026-11-24", half: "FIRST_HALF" },
    times: { from: "09:00", to: "11:30" },
    back: undefined,
  }),
  away("Eva Kreuz", {
    group: "remote",
    seen: { reason: "Home office", remote: true, requested: false },
    back: undefined,
  }),
  away("Finn Groß", {
    group: "requested",
    seen: { reason: "Vacation", remote: false, requested: true },
    back: undefined,
  }),
];

describe("the answer in words", () => {
  it("tells it all in English", () => {
    expect(whosOutMessage(model(story), en).text).toBe(
      [
        "4 people out this week (Mon 23 – Sun 29 Nov)",
        "",
        "Out today · 2",
        "• Anna Berg – Vacation, Mon 23 – Wed 25 Nov, back Thu 26 Nov",
        "• Bo &lt;b&gt;*Bold*&lt;/b&gt; &amp; Söhne – away, since Mon 23 Nov, end not known yet",
        "",
        "Later · 2",
        "• Cem Yılmaz – Vacation, Thu 26 Nov (from noon) – Tue 1 Dec (until noon), back at noon",
        "• Dora O'Neill – Vacation, Tue 24 Nov, 9:00–11:30",
        "",
        "Working remotely · 1",
        "• Eva Kreuz – Home office, Mon 23 – Wed 25 Nov",
        "",
        "Requested, not approved yet (only you see this) · 1",
        "• Finn Groß – Vacation, Mon 23 – Wed 25 Nov",
      ].join("\n"),
    );
  });

  it("tells it all in German", () => {
    expect(whosOutMessage(model(story), de).text).toBe(
      [
        "Diese Woche (Mo., 23. – So., 29. Nov.): 4 Personen abwesend",
        "",
        "Heute abwesend · 2",
        "• Anna Berg – Vacation, Mo., 23. – Mi., 25. Nov., zurück am Do., 26. Nov.",
        "• Bo &lt;b&gt;*Bold*&lt;/b&gt; &amp; Söhne – abwesend, seit Mo., 23. Nov., Ende noch offen",
        "",
        "Später · 2",
        "• Cem Yılmaz – Vacation, Do., 26. Nov. (ab mittags) – Di., 1. Dez. (bis mittags), mittags zurück",
        "• Dora O'Neill – Vacation, Di., 24. Nov., 9:00–11:30 Uhr",
        "",
        "Mobiles Arbeiten · 1",
        "• Eva Kreuz – Home office, Mo., 23. – Mi., 25. Nov.",
        "",
        "Beantragt, noch nicht genehmigt (das siehst nur du) · 1",
        "• Finn Groß – Vacation, Mo., 23. – Mi., 25. Nov.",
      ].join("\n"),
    );
  });

  it("is cheerful when nobody is out", () => {
    expect(whosOutMessage(model([]), en).text).toBe("Nobody is out this week (Mon 23 – Sun 29 Nov) 🎉");
  });

  it.each([
    [{ first: "2026-11-23", last: "2026-11-23" }, "1 person out today, Mon 23 Nov"],
    [{ first: "2026-11-24", last: "2026-11-24" }, "1 person out tomorrow, Tue 24 Nov"],
    [{ first: "2026-12-24", last: "2026-12-24" }, "1 person out on Thu 24 Dec"],
    [{ first: "2026-11-30", last: "2026-12-06" }, "1 person out next week (Mon 30 Nov – Sun 6 Dec)"],
    [{ first: "2026-12-07", last: "2026-12-13" }, "1 person out in the week Mon 7 – Sun 13 Dec"],
    [{ first: "2026-11-01", last: "2026-11-30" }, "1 person out this month (November 2026)"],
    [{ first: "2027-01-01", last: "2027-01-31" }, "1 person out in January 2027"],
    [{ first: "2026-12-24", last: "2027-01-02" }, "1 person out Thu 24 Dec 2026 – Sat 2 Jan 2027"],
  ] as const)("says which days %j are", (span, headline) => {
    const asked = model([away("Anna Berg")], { question: { span, who: { kind: "everybody" }, page: 0 } });
    expect(whosOutMessage(asked, en).text.split("\n")[0]).toBe(headline);
  });
});

describe("the answer in blocks", () => {
  const many = Array.from({ length: LINES_A_PAGE }, (_, index) => away(`Person ${index}`));

  it("shows names letter by letter, never as mark-up", () => {
    const marked = JSON.stringify(whosOutMessage(model(story), en)).match(/"type":"mrkdwn","text":"[^"]*/g) ?? [];
    expect(marked.join()).not.toContain("Söhne");
  });

  it("is a grid of people and working days for a week with many, with a plain form for a Slack that cannot show it", () => {
    const twice = [
      away("Gina Twice", {
        group: "now",
        first: { day: "2026-11-26", half: "FIRST_HALF" },
        last: { day: "2026-11-27", half: "SECOND_HALF" },
        back: { day: "2026-11-30", half: "FIRST_HALF" },
      }),
      away("Gina Twice", {
        group: "earlier",
        last: { day: "2026-11-23", half: "SECOND_HALF" },
        back: { day: "2026-11-24", half: "FIRST_HALF" },
      }),
    ];
    const message = whosOutMessage(model([...story, ...twice]), en);
    const table = message.blocks.find((block) => block.type === "data_table");
    const rows =
      table?.type === "data_table"
        ? table.rows.map((row) => row.map((cell) => ("text" in cell ? cell.text : "?")))
        : [];
    expect(rows).toEqual([
      ["Who", "Mon 23", "Tue 24", "Wed 25", "Thu 26", "Fri 27", "Back"],
      ["Anna Berg", "Vacation", "Vacation", "Vacation", "–", "–", "Thu 26 Nov"],
      ["Bo <b>*Bold*</b> & Söhne", "away", "away", "away", "away", "away", "not known"],
      ["Cem Yılmaz", "–", "–", "–", "Vacation, afternoon", "Vacation", "Tue 1 Dec, noon"],
      ["Dora O'Neill", "–", "Vacation, 9:00–11:30", "–", "–", "–", "–"],
      ["Gina Twice", "Vacation", "–", "–", "Vacation", "Vacation", "Mon 30 Nov"],
    ]);
    // Who works remotely, or only asked, is not out.
    const lists = JSON.stringify(message.blocks.filter((block) => block.type === "rich_text"));
    expect(lists).toMatch(/Working remotely.*Eva Kreuz.*Requested.*Finn Groß/);
    expect(message.plain?.some((block) => block.type === "data_table")).toBe(false);
    expect(JSON.stringify(message.plain)).toContain("Cem Yılmaz");
  });

  it("has the weekend in the grid when somebody is away on nothing else", () => {
    const shift = away("Zoe", {
      first: { day: "2026-11-28", half: "FIRST_HALF" },
      last: { day: "2026-11-29", half: "SECOND_HALF" },
    });
    const message = whosOutMessage(model([...story.slice(0, 4), ...["V", "W"].map((name) => away(name)), shift]), en);
    const table = message.blocks.find((block) => block.type === "data_table");
    expect(table?.type === "data_table" && table.rows[0]?.length).toBe(9);
  });

  it("is a list for a few", () => {
    expect(whosOutMessage(model(story.slice(0, 3)), en).blocks.map(({ type }) => type)).toEqual([
      "header",
      "rich_text",
      "rich_text",
      "actions",
    ]);
  });

  it.each([
    ["one page of a thousand", model(many, { count: { lines: 1000, groups: { now: 1000 }, peopleOut: 1000 } })],
    [
      "names as long as they get",
      model(many.map((line) => ({ ...line, name: "Ä".repeat(500), team: "T".repeat(300) }))),
    ],
    ["shared", model(many, { sharedBy: "U1" })],
    ["nobody", model([])],
  ])("keeps Slack's limits: %s", (_name, asked) => {
    const { text, blocks, plain = [] } = whosOutMessage(asked, en);
    expect(text.length).toBeLessThanOrEqual(LIMITS.messageText);
    for (const form of [blocks, plain]) {
      expect(form.length).toBeLessThanOrEqual(50);
      for (const [, value = ""] of JSON.stringify(form).matchAll(/"value":"((?:[^"\\]|\\.)*)"/g)) {
        expect(value.length).toBeLessThanOrEqual(LIMITS.buttonValue);
      }
    }
  });

  it("says how many are left, and offers to show them", () => {
    const message = whosOutMessage(model(many, { count: { lines: 1000, groups: { now: 1000 }, peopleOut: 1000 } }), en);
    expect(message.text).toMatch(/… and 950 more$/);
    expect(JSON.stringify(message.blocks)).toContain("Show 50 more");
    expect(JSON.stringify(message.blocks)).toContain("Showing 1–50 of 1000");
  });

  it("has no buttons when it is shared, and says by whom", () => {
    const { blocks } = whosOutMessage(model(story, { sharedBy: "U042" }), en);
    expect(blocks.map(({ type }) => type)).not.toContain("actions");
    expect(JSON.stringify(blocks)).toContain("Shared by <@U042>");
  });
});

describe("what a button carries", () => {
  const question: Question = { span: thisWeek, who: { kind: "unit", id: "4502" }, page: 2 };

  it("is read back as it was written", () => {
    expect(readQuestion(JSON.stringify(question))).toEqual(question);
  });

  it.each([
    undefined,
    "",
    "null",
    "[]",
    "{",
    JSON.stringify({ ...question, page: -1 }),
    JSON.stringify({ ...question, page: 1.5 }),
    JSON.stringify({ ...question, more: true }),
    JSON.stringify({ ...question, who: { kind: "person" } }),
    JSON.stringify({ ...question, who: { kind: "god", id: "1" } }),
    JSON.stringify({ ...question, who: { kind: "person", id: "x".repeat(65) } }),
    JSON.stringify({ ...question, span: { first: "2026-02-30", last: "2026-03-01" } }),
    JSON.stringify({ ...question, span: { first: "2026-12-01", last: "2026-11-01" } }),
    JSON.stringify({ ...question, span: { first: "1900-01-01", last: "2199-01-01" } }),
    '{"__proto__":{"page":1}}',
  ])("is refused when it is %s", (value) => {
    expect(readQuestion(value)).toBeUndefined();
  });
});
