import { describe, expect, it } from "vitest";
import { complaintsAboutBlocks } from "../../sandbox/slack-surfaces.ts";
import { de } from "../../src/texts/de.ts";
import { en } from "../../src/texts/en.ts";
import type { Line } from "../../src/views/away.ts";
import { LIMITS } from "../../src/views/blocks.ts";
import { type DigestModel, digestMessage } from "../../src/views/digest.ts";

const day = "2026-11-23";
const week = { first: "2026-11-23", last: "2026-11-29" } as const;

const line = (name: string, more: Partial<Line> = {}): Line => ({
  personId: name,
  name,
  group: "out",
  seen: { reason: "Vacation", remote: false, requested: false },
  first: { day, half: "FIRST_HALF" },
  last: { day: "2026-11-25", half: "SECOND_HALF" },
  back: { day: "2026-11-26", half: "FIRST_HALF" },
  ...more,
});

function model(more: Partial<DigestModel> = {}): DigestModel {
  const lines = more.today?.lines ?? [];
  return {
    digestId: "d1",
    day,
    who: { kind: "everybody" },
    focus: { span: { first: day, last: day }, out: lines.length, among: 40 },
    ...more,
  };
}

const firstLine = (of: DigestModel, texts = en) => digestMessage(of, texts).text.split("\n")[0];

describe("the first line", () => {
  const names = "Design, Software and 3 more";
  const out = (count: number, among?: number) =>
    model({ focus: { span: { first: day, last: day }, out: count, ...(among !== undefined && { among }) } });
  it.each([
    [en, out(8, 12), "8 of 12 out today, Mon 23 Nov"],
    [en, { ...out(8, 12), of: names }, "8 of 12 out today, Mon 23 Nov · Design, Software and 3 more"],
    [en, { ...out(0, 4), of: "Design" }, "Nobody is out today, Mon 23 Nov 🎉 · Design"],
    [en, out(1), "1 person out today, Mon 23 Nov"],
    [en, out(2), "2 people out today, Mon 23 Nov"],
    [en, model({ focus: { span: week, out: 5, among: 9 } }), "5 of 9 out this week (Mon 23 – Sun 29 Nov)"],
    [de, out(8, 12), "Heute, Mo., 23. Nov.: 8 von 12 abwesend"],
    [de, { ...out(8, 12), of: "Design" }, "Heute, Mo., 23. Nov.: 8 von 12 abwesend · Design"],
    [de, { ...out(0, 4), of: "Design" }, "Heute, Mo., 23. Nov.: niemand abwesend 🎉 · Design"],
    [de, out(1), "Heute, Mo., 23. Nov.: 1 Person abwesend"],
  ])("says how many, when, and of whom", (texts, of, says) => {
    expect(firstLine(of, texts)).toBe(says);
  });

  it.each([en, de])("keeps the count and the days, however long the names are: it is cut off behind them", (texts) => {
    const long = digestMessage({ ...out(8, 12), of: "Long Name of a Department, ".repeat(20) }, texts);
    const [head] = long.blocks;
    const shown = head?.type === "header" ? head.text.text : "";
    expect(shown.length).toBeLessThanOrEqual(LIMITS.header);
    expect(shown).toMatch(/8 (of|von) 12 (out|abwesend).*Long Name/);
    expect(shown).toMatch(texts === en ? /today, Mon 23 Nov/ : /Heute, Mo., 23. Nov./);
  });
});

describe("who is out on the day", () => {
  const today = { lines: [line("Anna Berg"), line("Bo Ek")], more: 0 };

  it("has no heading where the first line said it, and one under a line about the week", () => {
    expect(digestMessage(model({ today }), en).text).toMatch(/^2 of 40 out today, Mon 23 Nov\n• Anna Berg/);
    const weekly = model({ today, focus: { span: week, out: 5, among: 9 } });
    expect(digestMessage(weekly, en).text).toMatch(/^5 of 9 out this week .*\n\nOut today · 2\n• Anna Berg/);
    expect(digestMessage(weekly, de).text).toContain("\n\nHeute abwesend · 2\n• Anna Berg");
  });

  it("is counted by people, under the names of their teams where there are several", () => {
    const teams = [
      line("Anna Berg", { team: "Design" }),
      line("Bo Ek", { team: "Workshop" }),
      line("Bo Ek", { team: "Workshop" }),
    ];
    const weekly = model({ today: { lines: teams, more: 3 }, focus: { span: week, out: 5 } });
    expect(digestMessage(weekly, en).text).toMatch(
      /\n\nOut today · 5\n\nDesign\n• Anna Berg – .*\n\nWorkshop\n• Bo Ek/,
    );
  });
});

describe("the button beneath", () => {
  const labelOf = (of: DigestModel, texts = en) => {
    const actions = digestMessage(of, texts).blocks.find(({ type }) => type === "actions");
    const [first] = actions?.type === "actions" ? actions.elements : [];
    return first?.type === "button" ? first.text.text : undefined;
  };
  it("names the week that it shows", () => {
    expect(labelOf(model())).toBe("Show next week (30 Nov – 6 Dec)");
    expect(labelOf(model(), de)).toBe("Nächste Woche zeigen (30. Nov. – 6. Dez.)");
    // From Friday on, a weekly one is about the next week already.
    const friday = model({ day: "2026-11-27", focus: { span: { first: "2026-11-30", last: "2026-12-06" }, out: 1 } });
    expect(labelOf(friday)).toBe("Show 7 – 13 Dec");
    expect(labelOf(friday, de)).toBe("7. – 13. Dez. zeigen");
  });
});

it("says as of when it is, where Personio does not answer", () => {
  const asOf = (of: DigestModel["asOf"], texts = en) => digestMessage(model({ ...(of && { asOf: of }) }), texts).text;
  expect(asOf({ day, time: "08:40" })).toContain("this is as of 08:40.");
  expect(asOf({ day: "2026-11-22", time: "17:56" })).toContain("this is as of Sun 22 Nov 17:56.");
  expect(asOf({ day, time: "08:40" }, de)).toContain("Stand 8:40 Uhr.");
  expect(asOf({ day: "2026-11-22", time: "17:56" }, de)).toContain("Stand So., 22. Nov., 17:56 Uhr.");
});

it("tells birthdays and anniversaries without anybody's year", () => {
  const { text } = digestMessage(
    model({
      birthdays: {
        people: [
          { name: "Anna Berg", team: "Design" },
          { name: "Bo Ek", day: "2026-11-22" },
        ],
        more: 0,
      },
      anniversaries: { people: [{ name: "Cem Yılmaz", years: 1 }], more: 0 },
    }),
    en,
  );
  expect(text).toContain("Birthdays 🎂\n• Anna Berg (Design)\n• Bo Ek, Sun 22 Nov");
  expect(text).toContain("Work anniversaries\n• Cem Yılmaz – 1 year with us");
});

describe("names", () => {
  const evil = "<!channel> & *Bo* `x` <https://evil.example|click> :tada: 佐藤\u0301";
  const lines = [line(evil, { team: "<@U1005>" }), line("Anna Berg", { team: "Design" })];
  const message = digestMessage(
    model({
      today: { lines, more: 0 },
      week: { lines, more: 0, span: week },
      birthdays: { people: [{ name: evil }], more: 0 },
      of: evil,
    }),
    en,
  );

  it("are escaped where Slack reads mark-up, and stand letter by letter elsewhere", () => {
    expect(message.text).not.toMatch(/<[!@h]/);
    expect(message.text).toContain("&lt;!channel&gt; &amp; *Bo*");
    for (const form of [message.blocks, message.plain ?? []]) {
      const marked = JSON.stringify(form).match(/"type":"mrkdwn","text":"[^"]*/g) ?? [];
      expect(marked.join()).not.toContain("channel");
    }
    expect(JSON.stringify(message.blocks)).toContain("<!channel>");
  });
});

describe("a company of any size", () => {
  const many = (count: number, name: (at: number) => string, team?: (at: number) => string) =>
    Array.from({ length: count }, (_, at) => line(name(at), { personId: `${at}`, ...(team && { team: team(at) }) }));
  const full = (name: (at: number) => string, team: (at: number) => string) => {
    const told = (count: number) => ({ lines: many(count, name, team), more: 900 });
    const people = Array.from({ length: 25 }, (_, at) => ({ name: name(at), team: team(at), years: at }));
    const celebrated = { people, more: 900 };
    return model({
      focus: { span: week, out: 999, among: 9999 },
      of: name(1),
      today: told(50),
      week: { ...told(60), more: 0, span: week },
      coming: told(25),
      back: told(25),
      remote: told(25),
      anniversaries: celebrated,
      firstDays: celebrated,
      birthdays: celebrated,
      asOf: { day, time: "08:40" },
    });
  };

  it.each([
    [
      "usual names",
      full(
        (at) => `Firstname Lastname-Number${at}`,
        (at) => `Team ${at % 9}`,
      ),
    ],
    [
      "names as long as they get",
      full(
        (at) => `${at}${"Ä".repeat(255)}`,
        (at) => `${at % 40}${"T".repeat(255)}`,
      ),
    ],
    [
      "names full of what is escaped",
      full(
        (at) => `${at}${"<&>".repeat(80)}`,
        (at) => `${at % 9}${"&".repeat(200)}`,
      ),
    ],
    ["nobody", model()],
  ])("keeps Slack's limits, in both forms: %s", (_name, of) => {
    for (const texts of [en, de]) {
      const { text, blocks, plain = [] } = digestMessage(of, texts);
      expect(text.length).toBeLessThanOrEqual(LIMITS.messageText);
      for (const form of [blocks, plain]) {
        expect(form.length).toBeLessThanOrEqual(50);
        expect(complaintsAboutBlocks(form)).toEqual([]);
      }
    }
  });

  it("reads aloud whole lines, first the answer, and says how many are left", () => {
    const { text } = digestMessage(
      full(
        (at) => `Firstname Lastname-Number${at}`,
        () => "Team",
      ),
      en,
    );
    const lines = text.split("\n");
    expect(lines[0]).toMatch(/^999 of 9999 out this week/);
    // Everybody who is told in the message or counted there: of five parts with lines, and three who celebrate.
    const said = lines.filter((one) => one.startsWith("• Firstname")).length;
    expect(lines.at(-1)).toBe(`… and ${50 + 60 + 3 * 25 + 4 * 900 + 3 * 925 - said} more`);
    for (const one of lines.filter((one) => one.startsWith("• Firstname"))) expect(one).toMatch(/Number\d+ \(Team\)/);
  });

  it("counts in the text the lines that were left out of the message, too", () => {
    const today = { lines: many(50, (at) => `Person ${at}`), more: 900 };
    const { text } = digestMessage(model({ today, focus: { span: { first: day, last: day }, out: 950 } }), en);
    expect(text).toContain("… and 900 more");
  });
});
