import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { AbsenceType, ApprovalStatus } from "../../src/domain/absence.ts";
import { REASON_SETTINGS, type ReasonSetting, type Seen, seenBy, type Viewer } from "../../src/domain/discretion.ts";

const PERSON = "1043";
const SUPERVISOR = "1002";
const NAME = "Its name";

/** Everybody who can read, and the column of the README's table "Who sees what" that is theirs. */
const VIEWERS = {
  "the person": [{ kind: "person", personId: PERSON }, "the person"],
  "their supervisor": [{ kind: "person", personId: SUPERVISOR }, "their supervisor"],
  "a colleague": [{ kind: "person", personId: "1057" }, "a colleague"],
  "somebody who is not in Personio": [{ kind: "person" }, "a colleague"],
  "a channel": [{ kind: "channel" }, "a channel (Share, digests)"],
} satisfies Record<string, [Viewer, string]>;

/** Every category that Personio has, and which line of the README's table is about it. */
const LINE_OF: Record<string, keyof typeof LINES> = {
  PAID_VACATION: "harmless",
  UNPAID_VACATION: "harmless",
  OFFSITE_WORK: "harmless",
  PUBLIC_DUTY: "harmless",
  PUBLIC_DUTIES: "harmless",
  SICK_LEAVE: "private",
  CHILD_CARE: "private",
  FAMILY_CARE: "private",
  MATERNITY_PARENTAL_LEAVE: "private",
  QUARANTINE: "private",
  UNEXCUSED_ABSENCE: "private",
  SHORT_TIME_ALLOWANCE: "private",
  IRREVOCABLE_EXEMPTION: "private",
  STRIKE_AND_LOCKOUT: "private",
  UNPAID_SUSPENSION: "private",
  CUSTOM_ABSENCE: "private",
  OTHER: "private",
  UNDEFINED: "private",
  "": "private",
  SOMETHING_NEW: "private",
  "PAID_VACATION ": "private",
  SICK_PAID_VACATION: "private",
};
/** v2 writes capitals, v1 small letters. */
const CATEGORIES = Object.keys(LINE_OF).flatMap((category) => [category, category.toLowerCase()]);

/** What stands, what is asked for, and what counts for nobody. */
const STATUSES: Record<ApprovalStatus, "stands" | "asked" | "nothing"> = {
  APPROVED: "stands",
  DELETION_PENDING: "stands",
  PENDING: "asked",
  SUBSTITUTE_REQUESTED: "asked",
  REJECTED: "nothing",
  UNKNOWN: "nothing",
};

/** How the lines of the README's table begin. */
const LINES = {
  when: "that somebody is away, when",
  harmless: "why: vacation, unpaid vacation, remote work, public duty",
  private: "why: sickness, care, parental leave and everything else",
  asked: "requests that are not approved yet",
};

const README = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** A cell of the README's table "Who sees what". */
const cellOf = (() => {
  const section = README.slice(README.indexOf("## Who sees what"));
  const rows = section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    );
  const heads = rows[0] ?? [];
  return (line: keyof typeof LINES, column: string): string => {
    const row = rows.find(([what = ""]) => what.startsWith(LINES[line]));
    return row?.[heads.indexOf(column)] ?? expect.fail(`the README has no cell ${line}, ${column}`);
  };
})();

/** What the README's cells mean: `✓ ¹`: not when reasons are hidden; `"away" ²`: by name when they are public. */
function isToldWhy(cell: string, setting: ReasonSetting): boolean {
  switch (cell) {
    case "✓":
      return true;
    case "✓ ¹":
      return setting !== "hidden";
    case '"away" ²':
      return setting === "public";
    case '"away"':
      return false;
    default:
      return expect.fail(`nobody knows what ${cell} means`);
  }
}

/** What the README promises. */
function promised(
  who: keyof typeof VIEWERS,
  category: string,
  status: ApprovalStatus,
  setting: ReasonSetting,
): Seen | null {
  const [, column] = VIEWERS[who];
  const state = STATUSES[status];
  if (state === "nothing" || cellOf(state === "asked" ? "asked" : "when", column) !== "✓") return null;
  const cell = cellOf(LINE_OF[category.toUpperCase()] ?? "private", column);
  // Who is not in Personio is told nobody's private reasons.
  const isOutsider = who === "somebody who is not in Personio" && cell.includes("²");
  return {
    reason: isToldWhy(cell, setting) && !isOutsider ? NAME : null,
    remote: category.toUpperCase() === "OFFSITE_WORK",
    requested: state === "asked",
  };
}

function seen(
  viewer: Viewer,
  category: string | undefined,
  status: ApprovalStatus,
  setting: ReasonSetting,
): Seen | null {
  const type: AbsenceType | undefined =
    category === undefined ? undefined : { id: "t", name: NAME, category, unit: "DAY" };
  return seenBy(viewer, { personId: PERSON, status }, type, SUPERVISOR, setting);
}

describe.each(REASON_SETTINGS)("ABSENCE_REASONS=%s", (setting) => {
  it.each(Object.keys(VIEWERS) as (keyof typeof VIEWERS)[])("tells %s what the README says, and no more", (who) => {
    const [viewer] = VIEWERS[who];
    const rows = (Object.keys(STATUSES) as ApprovalStatus[]).flatMap((status) =>
      CATEGORIES.map((category) => ({ category, status })),
    );
    const told = rows.map((row) => ({ ...row, seen: seen(viewer, row.category, row.status, setting) }));
    const should = rows.map((row) => ({ ...row, seen: promised(who, row.category, row.status, setting) }));
    expect(told).toEqual(should);
    expect(told).toHaveLength(264);
  });

  it.each(Object.keys(VIEWERS) as (keyof typeof VIEWERS)[])("tells %s just “away” without a type", (who) => {
    const [viewer] = VIEWERS[who];
    for (const status of Object.keys(STATUSES) as ApprovalStatus[]) {
      const should = promised(who, "", status, setting);
      expect(seen(viewer, undefined, status, setting), status).toEqual(should && { ...should, reason: null });
    }
  });
});

it("knows nobody by an id that is missing", () => {
  for (const setting of REASON_SETTINGS) {
    const period = { personId: PERSON, status: "PENDING" } as const;
    expect(seenBy({ kind: "person" }, period, undefined, undefined, setting)).toBeNull();
    expect(seenBy({ kind: "channel" }, period, undefined, undefined, setting)).toBeNull();
  }
});
