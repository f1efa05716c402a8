import { describe, expect, it } from "vitest";
import type { AbsenceType, ApprovalStatus } from "../../src/domain/absence.ts";
import { REASON_SETTINGS, type ReasonSetting, seenBy, type Viewer } from "../../src/domain/discretion.ts";

const PERSON = "1043";
const SUPERVISOR = "1002";
const viewers = {
  "the person": { kind: "person", personId: PERSON },
  "their supervisor": { kind: "person", personId: SUPERVISOR },
  "a colleague": { kind: "person", personId: "1057" },
  "somebody who is not in Personio": { kind: "person" },
  "a channel": { kind: "channel" },
} satisfies Record<string, Viewer>;
const insiders = ["the person", "their supervisor"];

const HARMLESS = ["PAID_VACATION", "UNPAID_VACATION", "OFFSITE_WORK", "PUBLIC_DUTY", "PUBLIC_DUTIES", "paid_vacation"];
const PRIVATE = [
  "SICK_LEAVE",
  "CHILD_CARE",
  "FAMILY_CARE",
  "MATERNITY_PARENTAL_LEAVE",
  "QUARANTINE",
  "UNEXCUSED_ABSENCE",
  "OTHER",
  "UNDEFINED",
  "SOMETHING_NEW",
  "",
];

function seen(viewer: Viewer, category: string, setting: ReasonSetting, status: ApprovalStatus = "APPROVED") {
  const type: AbsenceType = { id: "t", name: "Its name", category, unit: "DAY" };
  return seenBy(viewer, { personId: PERSON, status }, type, SUPERVISOR, setting);
}

describe("the reason of an absence", () => {
  const rows = Object.entries(viewers).flatMap(([who, viewer]) =>
    [...HARMLESS, ...PRIVATE].flatMap((category) =>
      REASON_SETTINGS.map((setting) => {
        const told =
          insiders.includes(who) ||
          (setting === "public" && who !== "a channel") ||
          (setting !== "hidden" && HARMLESS.includes(category));
        return { who, viewer, category, setting, told };
      }),
    ),
  );

  it.each(rows)("$setting: $who reads the name of $category: $told", ({ viewer, category, setting, told }) => {
    expect(seen(viewer, category, setting)?.reason).toBe(told ? "Its name" : null);
  });

  it("is just away when Personio does not tell the type", () => {
    const period = { personId: PERSON, status: "APPROVED" } as const;
    expect(seenBy(viewers["the person"], period, undefined, SUPERVISOR, "public")).toEqual({
      reason: null,
      remote: false,
      requested: false,
    });
  });
});

describe("an absence by its status", () => {
  const rows = Object.entries(viewers).flatMap(
    ([who, viewer]) =>
      [
        { who, viewer, status: "APPROVED", shown: true, requested: false },
        { who, viewer, status: "DELETION_PENDING", shown: true, requested: false },
        { who, viewer, status: "PENDING", shown: insiders.includes(who), requested: true },
        { who, viewer, status: "SUBSTITUTE_REQUESTED", shown: insiders.includes(who), requested: true },
        { who, viewer, status: "REJECTED", shown: false, requested: false },
        { who, viewer, status: "UNKNOWN", shown: false, requested: false },
      ] as const,
  );

  it.each(rows)("$status is shown to $who: $shown", ({ viewer, status, shown, requested }) => {
    const told = REASON_SETTINGS.map((setting) => seen(viewer, "PAID_VACATION", setting, status)?.requested);
    expect(told).toEqual(REASON_SETTINGS.map(() => (shown ? requested : undefined)));
  });
});

describe("remote work", () => {
  it.each(REASON_SETTINGS)("is told apart from being away, even when reasons are %s", (setting) => {
    expect(seen(viewers["a colleague"], "OFFSITE_WORK", setting)?.remote).toBe(true);
    expect(seen(viewers["a colleague"], "SICK_LEAVE", setting)?.remote).toBe(false);
  });
});

it("does not take two people without an id for the same person", () => {
  expect(
    seenBy({ kind: "person" }, { personId: PERSON, status: "PENDING" }, undefined, undefined, "public"),
  ).toBeNull();
});
