import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { readConfig } from "../../src/config.ts";
import { parseHolidays } from "../../src/domain/holidays.ts";
import { findByName } from "../../src/domain/person.ts";
import { presentable, presentableLines, trimmed } from "../../src/domain/presentable.ts";
import type { Question } from "../../src/domain/whos-out.ts";
import { createLog } from "../../src/log.ts";
import * as schemas from "../../src/personio/schemas.ts";
import { LANGUAGES } from "../../src/texts/texts.ts";
import { typedText } from "../../src/views/blocks.ts";
import { readDigestForm } from "../../src/views/digest-form.ts";
import { readDigestHandle } from "../../src/views/digest-list.ts";
import { readHoursQuestion } from "../../src/views/hours.ts";
import { readMonth } from "../../src/views/month.ts";
import { questionValue, readQuestion } from "../../src/views/question.ts";
import { readSettings } from "../../src/views/settings.ts";
import { readHandle } from "../../src/views/time-off.ts";
import { isLong, tried } from "../runs.ts";
import { HOSTILE_TEXTS } from "./payloads.ts";

if (isLong) vi.setConfig({ testTimeout: 300_000 });

const RUNS = { share: 300, all: 5000 };
const UNSEEN = /[\p{Cs}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

const bit = fc.constantFrom(
  "\u0301",
  "\u202e",
  "\u2066",
  "\u200d",
  "\ud800",
  "\udc00",
  "\n",
  "\r",
  "\0",
  "\u2028",
  " ",
  "a",
  "é",
  "👩",
  "<",
  "&lt;",
);
const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 400 }),
  fc.array(bit, { maxLength: 400 }).map((bits) => bits.join("")),
  fc.constantFrom(...HOSTILE_TEXTS),
);

describe("a text from elsewhere", () => {
  it("has nothing in it that is not seen, turns a line around or breaks it, and is so after the first time", () => {
    fc.assert(
      fc.property(text, (written) => {
        const line = presentable(written);
        expect(line).not.toMatch(UNSEEN);
        expect(line).not.toMatch(/\p{Cc}|\p{Zl}|\p{Zp}|\p{M}{4}|^ | $| {2}/u);
        expect(line.length).toBeLessThanOrEqual(300);
        expect(presentable(line)).toBe(line);
        const lines = presentableLines(written, 500);
        expect(lines).not.toMatch(UNSEEN);
        expect(lines).not.toMatch(/(?!\n)\p{Cc}/u);
        expect(presentableLines(lines, 500)).toBe(lines);
        expect(typedText(written)).not.toMatch(UNSEEN);
      }),
      tried(RUNS),
    );
  });

  it("is trimmed as an expression would", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "'", '"', " "), maxLength: 12 }), (written) => {
        expect(trimmed(written, "'\"")).toBe(written.replace(/^['"]+|['"]+$/g, ""));
      }),
      tried(RUNS),
    );
  });

  it("is the same name whatever it is: looking for it never fails, and finds nobody who is not there", () => {
    const person = fc.record(
      { id: fc.string(), firstName: text, lastName: text, preferredName: text },
      { requiredKeys: ["id"] },
    );
    fc.assert(
      fc.property(fc.array(person, { maxLength: 8 }), text, (people, typed) => {
        for (const found of findByName(people as never, typed)) expect(people).toContain(found);
      }),
      tried({ share: 100, all: 5000 }),
    );
  });
});

const id = fc.stringMatching(/^[\w-]{1,64}$/);
const day = fc
  .date({ min: new Date("1900-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as `${number}-${number}-${number}`);
const part = fc.record({ kind: fc.constantFrom("unit", "workplace", "reports"), id });
const question = fc.record({
  span: day.map((first) => ({ first, last: first })),
  who: fc.oneof(
    fc.constant({ kind: "everybody" }),
    fc.record({ kind: fc.constantFrom("person", "channel"), id }),
    part,
    fc.record({ kind: fc.constant("some"), of: fc.array(part, { minLength: 1, maxLength: 20 }) }),
  ),
  page: fc.nat(1000),
}) as fc.Arbitrary<Question>;

describe("what a button or a form carries", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(question, id, (asked, other) => {
        const { span } = asked;
        const hours = { span, personId: other };
        // What a button has no room for none of ours carries.
        if (questionValue(asked).length > 2000) return;
        expect(readQuestion(questionValue(asked))).toEqual(asked);
        expect(readMonth(JSON.stringify({ question: asked, from: other }))).toEqual({ question: asked, from: other });
        expect(readHoursQuestion(JSON.stringify(hours))).toEqual(hours);
        const handle = { periodId: other, nonce: other };
        expect(readHandle(JSON.stringify(handle))).toEqual(handle);
        expect(readDigestHandle(JSON.stringify({ id: other, nonce: other }))).toEqual({ id: other, nonce: other });
        expect(readDigestHandle(other)).toEqual({ id: other });
      }),
      tried(RUNS),
    );
  });

  it("is nothing, or something whole, whatever was written", () => {
    const spoilt = fc.oneof(
      text,
      fc.json(),
      fc.tuple(question, fc.nat(), fc.string({ maxLength: 3 })).map(([asked, at, more]) => {
        const value = questionValue(asked);
        const place = at % value.length;
        return value.slice(0, place) + more + value.slice(place + more.length);
      }),
    );
    fc.assert(
      fc.property(spoilt, fc.anything({ withNullPrototype: true }), (value, values) => {
        for (const read of [readQuestion, readMonth, readHoursQuestion, readHandle, readDigestHandle]) {
          const found = read(value);
          // What is read is what buttons are made of again.
          if (found) expect(read(JSON.stringify(found)) ?? found).toEqual(found);
        }
        readDigestForm({ private_metadata: value, state: { values } }, LANGUAGES);
        readSettings({ state: { values } }, {}, LANGUAGES);
        expect(readSettings(values, { language: "de" }, LANGUAGES)?.language ?? "de").toMatch(/^(de|en)$/);
      }),
      tried(RUNS),
    );
  });
});

describe("what Personio answers", () => {
  const unknown = () => {};
  const all = {
    person: schemas.person("1"),
    employment: schemas.employment,
    absenceType: schemas.absenceType(unknown),
    absencePeriod: schemas.absencePeriod(() => "DAY", unknown),
    absenceBreakdown: schemas.absenceBreakdown(unknown),
    attendancePeriod: schemas.attendancePeriod(unknown),
    orgUnit: schemas.orgUnit("team"),
    workplace: schemas.workplace,
    absenceBalance: schemas.absenceBalance,
    created: schemas.created,
  };
  const KEYS =
    `id email first_name last_name preferred_name status custom_attributes value person employment_start_date position title
    supervisor office org_units type weekly_working_hours name category unit starts_from ends_at date_time comment approval date
    effective_duration start end attribution_date balance available_balance absence_type __proto__ constructor`.split(
      /\s+/,
    );
  const leaf = fc.oneof(
    text,
    fc.constantFrom("2026-11-23", "2026-11-23T09:00:00", "2026-02-30", "9999-12-31", "DAY", "APPROVED", "WORK", "1"),
    fc.double(),
    fc.constantFrom(null, true, 1e300, -0),
  );
  const { node } = fc.letrec<{ node: unknown }>((tie) => ({
    node: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      fc.array(tie("node"), { maxLength: 3 }),
      fc.array(fc.tuple(fc.constantFrom(...KEYS), tie("node")), { maxLength: 12 }).map((pairs) => {
        // As JSON.parse makes it: `__proto__` is a key like others.
        const read = pairs.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value) ?? "null"}`);
        return JSON.parse(`{${read.join(",")}}`);
      }),
    ),
  }));

  it("is read or left out, and never breaks anything, whatever it is", () => {
    fc.assert(
      fc.property(node, (answer) => {
        for (const schema of Object.values(all)) {
          const { data } = schema.safeParse(answer);
          expect(JSON.stringify(data) ?? "").not.toMatch(/\u202e|\\u0000|\\ud800/);
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      tried(RUNS),
    );
  });
});

describe("the settings", () => {
  it("are read or refused, whatever they are, and a secret is never repeated", () => {
    const secret = fc.string({ unit: "binary", minLength: 8, maxLength: 80 }).map((word) => `s3cr3t${word}`);
    const env = fc.record(
      {
        ...Object.fromEntries(SECRETS.map((name) => [name, secret])),
        ...Object.fromEntries(OTHERS.map((name) => [name, text])),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(env, (given) => {
        const read = readConfig(given);
        if ("problems" in read) expect(read.problems.join()).not.toContain("s3cr3t");
      }),
      tried({ share: 200, all: 5000 }),
    );
  });

  it("are refused when they are longer than any could be", () => {
    const read = readConfig({ HOLIDAYS: "DE-BE;".repeat(10_000), DATABASE_URL: `file:${"s3cr3t".repeat(10_000)}` });
    expect(read).toEqual({
      problems: [
        "HOLIDAYS must not have more than 20000 characters",
        "DATABASE_URL must not have more than 20000 characters",
      ],
    });
  });

  it("are refused when a region of holidays makes no sense", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          text,
          fc.array(fc.constantFrom("DE-BE", "=", ";", "Wien", "AT-9", ",", " ")).map((all) => all.join("")),
        ),
        (written) => {
          const read = parseHolidays(written);
          if ("problems" in read) expect(read.problems.length).toBeGreaterThan(0);
        },
      ),
      tried({ share: 200, all: 5000 }),
    );
  });
});

const SECRETS = [
  "SLACK_BOT_TOKEN",
  "SLACK_APP_TOKEN",
  "SLACK_SIGNING_SECRET",
  "SLACK_CLIENT_SECRET",
  "TOKEN_KEY",
  "PERSONIO_CLIENT_SECRET",
  "PERSONIO_WEBHOOK_TOKEN",
  "METRICS_TOKEN",
  "DATABASE_URL",
];
const OTHERS = [
  "PORT",
  "PERSONIO_API_URL",
  "SLACK_API_URL",
  "PUBLIC_URL",
  "TIME_ZONE",
  "HOLIDAYS",
  "LOG_LEVEL",
  "RETENTION_DAYS",
];

it("a secret never stands in the log, however it is written there", () => {
  const secret = fc.string({ minLength: 8, maxLength: 40 }).filter((word) => word.trim().length >= 8);
  fc.assert(
    fc.property(secret, text, text, (word, before, after) => {
      const lines: string[] = [];
      const log = createLog({ level: "debug", secrets: [word], write: (line) => lines.push(line) });
      const said = `${before}${word}${after}`;
      log.warn({ said, deep: { list: [said] }, query: encodeURIComponent(word) }, said);
      const written = JSON.parse(lines.join("")) as Record<string, unknown>;
      expect(JSON.stringify(written)).not.toContain(JSON.stringify(word).slice(1, -1));
      expect(lines.join("")).not.toContain(encodeURIComponent(word));
      for (const one of [written.said, written.msg]) expect(one).not.toContain(word);
    }),
    tried({ share: 200, all: 5000 }),
  );
});
