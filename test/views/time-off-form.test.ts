import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TYPES } from "../../sandbox/company-absences.ts";
import { complaintsAboutView } from "../../sandbox/slack-surfaces.ts";
import type { AbsenceType } from "../../src/domain/absence.ts";
import type { Draft } from "../../src/domain/time-off-draft.ts";
import { de } from "../../src/texts/de.ts";
import { en } from "../../src/texts/en.ts";
import { fieldErrors, fieldsOf, type TimeOffFormModel, timeOffForm } from "../../src/views/time-off-form.ts";
import { metadataOf, readTimeOffForm } from "../../src/views/time-off-reader.ts";
import { windowNote } from "../../src/views/window.ts";

const types: AbsenceType[] = Object.values(TYPES);
const model = (changes: Partial<TimeOffFormModel> = {}): TimeOffFormModel => ({
  purpose: { nonce: "n1" },
  draft: {},
  types,
  told: [],
  faults: {},
  ...changes,
});
const labels = (changes: Partial<TimeOffFormModel>) =>
  timeOffForm(model(changes), en).blocks.flatMap((block) => ("label" in block ? [block.label.text] : []));

describe("the fields follow the type", () => {
  it.each([
    ["none", {}, ["Type", "First day", "Last day", "Half days", "Comment", "Substitute"]],
    [
      "in days",
      { absenceTypeId: TYPES.vacation.id },
      ["Type", "First day", "Last day", "Half days", "Comment", "Substitute"],
    ],
    [
      "sickness",
      { absenceTypeId: TYPES.sick.id },
      ["Type", "First day", "Last day", "Half days", "End", "Comment", "Substitute"],
    ],
    [
      "sickness without an end",
      { absenceTypeId: TYPES.sick.id, openEnd: true },
      ["Type", "First day", "Half days", "End", "Comment", "Substitute"],
    ],
    ["in hours", { absenceTypeId: TYPES.doctor.id }, ["Type", "Day", "From", "To", "Comment", "Substitute"]],
  ] as [string, Draft, string[]][])("%s", (_name, draft, expected) => {
    expect(labels({ draft })).toEqual(expected);
  });

  it("what is changed keeps its type and its substitute", () => {
    const draft = { absenceTypeId: TYPES.vacation.id };
    expect(labels({ purpose: { nonce: "n", changing: "p" }, draft })).toEqual([
      "First day",
      "Last day",
      "Half days",
      "Comment",
    ]);
  });
});

describe("what was typed stays", () => {
  it("also in fields that the chosen type hides", () => {
    const draft: Draft = {
      absenceTypeId: TYPES.doctor.id,
      firstDay: "2026-12-01",
      lastDay: "2026-12-04",
      fromNoon: true,
      openEnd: true,
      from: "09:00",
    };
    const view = timeOffForm(model({ draft }), en);
    const state = { values: stateOf(view.blocks) };
    const read = readTimeOffForm({ private_metadata: view.private_metadata ?? "", state });
    expect(read?.draft).toEqual(draft);
  });

  it("and what was cleared is gone", () => {
    const view = timeOffForm(model({ draft: { absenceTypeId: TYPES.vacation.id, lastDay: "2026-12-04" } }), en);
    const values = {
      ...stateOf(view.blocks),
      time_off_lastDay: { time_off_lastDay: { type: "datepicker", selected_date: null } },
    };
    expect(readTimeOffForm({ private_metadata: view.private_metadata ?? "", state: { values } })?.draft).toEqual({
      absenceTypeId: TYPES.vacation.id,
      fromNoon: false,
      untilNoon: false,
    });
  });
});

describe("a form that is none of ours, or tampered with, is not read", () => {
  it.each([
    ["", {}],
    ["{}", {}],
    ['{"nonce":"n"}', {}],
    ['{"nonce":"n","draft":{"personId":"1001"}}', {}],
    ['{"nonce":"n","draft":{},"personId":"1001"}', {}],
    ['{"nonce":"n","draft":{"firstDay":"2026-02-30"}}', {}],
    [metadataOf({ nonce: "n" }, {}), null],
    [metadataOf({ nonce: "n" }, {}), { time_off_from: { time_off_from: { selected_time: "25:00" } } }],
  ])("%s %o", (private_metadata, values) => {
    expect(readTimeOffForm({ private_metadata, state: { values } })).toBeUndefined();
  });

  it("whatever it holds, reading never throws", () => {
    fc.assert(
      fc.property(fc.string(), fc.anything(), (private_metadata, values) => {
        readTimeOffForm({ private_metadata, state: { values } });
      }),
    );
  });
});

describe("what is wrong stands at its field", () => {
  it("and at the first day when the form does not have that field", () => {
    const fields = fieldsOf({ nonce: "n", changing: "p" }, {}, TYPES.vacation);
    expect(fieldErrors({ type: "gone", lastDay: "early" }, fields)).toEqual({
      time_off_firstDay: "gone",
      time_off_lastDay: "early",
    });
  });

  it("in the form itself too, where it is shown again after Personio refused it", () => {
    const { blocks } = timeOffForm(model({ faults: { firstDay: "Taken.", form: "Busy.", from: "No time." } }), en);
    const texts = blocks.map((block) => ("text" in block ? (block.text as { text: string }).text : block.block_id));
    expect(texts.slice(0, 5)).toEqual(["⚠️ Busy.", "⚠️ No time.", "time_off_type", "time_off_firstDay", "⚠️ Taken."]);
  });
});

it.each([en, de])("is what Slack takes, in every shape ($locale)", (texts) => {
  const long = "x".repeat(3000);
  const drafts: Draft[] = [
    {},
    ...types.map(({ id }) => ({ absenceTypeId: id })),
    {
      absenceTypeId: TYPES.sick.id,
      firstDay: "2026-12-24",
      lastDay: "2027-01-02",
      fromNoon: true,
      untilNoon: true,
      openEnd: true,
      comment: "x".repeat(2000),
      substitute: "U1002",
    },
    { absenceTypeId: TYPES.doctor.id, firstDay: "2026-12-24", from: "09:00", to: "11:30" },
    { absenceTypeId: "gone" },
  ];
  const many = Array.from({ length: 150 }, (_, index) => ({
    id: `t${index}`,
    name: `Type ${index} ${"very long ".repeat(20)}`,
    category: "OTHER",
    unit: "DAY" as const,
  }));
  for (const draft of drafts) {
    for (const changes of [
      {},
      { types: many },
      { told: [long, long], faults: { form: long, firstDay: long } },
      { purpose: { nonce: "n", changing: "p" } },
    ]) {
      expect(complaintsAboutView(timeOffForm(model({ draft, ...changes }), texts))).toEqual([]);
    }
  }
  expect(complaintsAboutView(windowNote([long, long], "Title", texts))).toEqual([]);
});

/** The state that Slack makes of what a form shows at first. */
function stateOf(blocks: readonly object[]): Record<string, Record<string, object>> {
  return Object.fromEntries(
    blocks.flatMap((block) => {
      if (!("element" in block) || !("block_id" in block)) return [];
      const element = block.element as Record<string, unknown>;
      const state = {
        type: element.type,
        selected_option: element.initial_option,
        selected_options: element.initial_options ?? [],
        selected_date: element.initial_date,
        selected_time: element.initial_time,
        selected_user: element.initial_user,
        value: element.initial_value,
      };
      return [[String(block.block_id), { [String(element.action_id)]: state }]];
    }),
  );
}
