import { describe, expect, it } from "vitest";
import { complaintsAboutView } from "../../sandbox/slack-surfaces.ts";
import { DIRECT_MESSAGES, type Preferences } from "../../src/domain/preferences.ts";
import type { Away } from "../../src/domain/whos-out.ts";
import { LANGUAGES, textsFor } from "../../src/texts/texts.ts";
import { noteMessage } from "../../src/views/blocks.ts";
import { type HomeModel, homeView, MOST_AT_HOME } from "../../src/views/home.ts";
import { settingsForm } from "../../src/views/settings.ts";

const LONG = "Ö".repeat(5000);
const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
const line: Away = {
  personId: "1",
  name: LONG,
  group: "out",
  seen: { reason: LONG.slice(0, 200), remote: false, requested: false },
  first: { day: "2026-11-23", half: "FIRST_HALF" },
  last: { day: "2026-11-25", half: "SECOND_HALF" },
  back: { day: "2026-11-26", half: "FIRST_HALF" },
};
const told = { lines: many(MOST_AT_HOME.lines, line), more: 9_990 };
const handle = { periodId: "b0000000-0000-4000-8000-000000000000", nonce: "b0000000-0000-4000-8000-000000000001" };

/** As much of everything as there can be. */
const FULL: HomeModel = {
  today: "2026-11-23",
  out: {
    is: {
      of: LONG,
      isFree: true,
      people: 10_000,
      out: told,
      remote: told,
      next: { day: "2026-11-24", isTomorrow: true, back: told },
      asOf: { day: "2026-11-22", time: "09:00" },
    },
  },
  mine: {
    is: {
      coming: many(MOST_AT_HOME.absences, { what: LONG, status: "Approved", handle }),
      more: 40,
      past: [],
      balances: many(500, LONG.slice(0, 3000)),
    },
  },
  waiting: {
    is: {
      requests: many(MOST_AT_HOME.requests, { name: LONG.slice(0, 100), what: LONG.slice(0, 300) }),
      more: 490,
      unread: 3,
      url: "https://morgenrot.app.personio.com",
    },
  },
  digests: {
    is: {
      listed: many(MOST_AT_HOME.digests, {
        channel: "C0DESIGN",
        rhythm: LONG,
        lines: many(3, LONG),
        notes: ["posted"],
        isPaused: false,
        handle: { id: handle.periodId, nonce: handle.nonce },
      }),
      left: 495,
    },
  },
};

describe.each(LANGUAGES.map(({ code }) => textsFor(code)))("in $language.name", (texts) => {
  it("Slack takes as much of everything as there can be", () => {
    const view = homeView(FULL, noteMessage(LONG), texts);
    expect(complaintsAboutView(view)).toEqual([]);
    expect(JSON.stringify(view).length).toBeLessThan(250_000);
  });

  it("Slack takes the settings, whatever was chosen", () => {
    const [slackLanguage = texts.language] = LANGUAGES;
    const odd: Preferences = { language: "xx", muted: [...DIRECT_MESSAGES], isUnannounced: true };
    for (const preferences of [{}, odd]) {
      const model = { preferences, languages: LANGUAGES, slackLanguage, awayNotices: true };
      expect(complaintsAboutView(settingsForm(model, texts))).toEqual([]);
    }
  });
});
