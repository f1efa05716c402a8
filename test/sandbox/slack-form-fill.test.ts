import type { InputBlock } from "@slack/types";
import { describe, expect, it } from "vitest";
import { fieldIn, type Given, held, whyNotSent } from "../../sandbox/slack-form-fill.ts";
import { fieldsOf } from "../../sandbox/slack-form-state.ts";
import { input, option, plainText } from "./workspace.ts";

type Element = InputBlock["element"];
const fieldOf = (element: Element, more: Partial<InputBlock> = {}) =>
  fieldIn(fieldsOf([input("x", element, more)]), "x");
const options = [option("a"), option("b"), { text: plainText("Long"), value: "c" }];
const select: Element = { type: "static_select", options };
const several: Element = { type: "multi_static_select", options, max_selected_items: 2 };
const people: Element = { type: "multi_users_select", max_selected_items: 2 };
const grouped: Element = { type: "static_select", option_groups: [{ label: plainText("Group"), options }] };

describe("a field holds", () => {
  it.each<[string, Element, Given, object]>([
    ["an option by its text", select, "Long", { selected_option: options[2] }],
    ["an option by its value", select, "c", { selected_option: options[2] }],
    ["an option of a group", grouped, "b", { selected_option: options[1] }],
    ["a radio button", { type: "radio_buttons", options }, "a", { selected_option: options[0] }],
    [
      "ticks, in their order",
      { type: "checkboxes", options },
      ["Long", "a"],
      { selected_options: [options[0], options[2]] },
    ],
    ["one tick", { type: "checkboxes", options }, "a", { selected_options: [options[0]] }],
    ["no tick any more", { type: "checkboxes", options }, [], { selected_options: [] }],
    ["a day", { type: "datepicker" }, "2028-02-29", { selected_date: "2028-02-29" }],
    ["a time", { type: "timepicker" }, "23:59", { selected_time: "23:59" }],
    ["a person", { type: "users_select" }, "U1ANNA", { selected_user: "U1ANNA" }],
    ["several options, as they were picked", several, ["Long", "a"], { selected_options: [options[2], options[0]] }],
    ["an option once, whatever it was called", several, ["Long", "c"], { selected_options: [options[2]] }],
    ["no option any more", several, [], { selected_options: [] }],
    ["several people", people, ["U2GERD", "U1ANNA"], { selected_users: ["U2GERD", "U1ANNA"] }],
    ["one of several people", people, "U1ANNA", { selected_users: ["U1ANNA"] }],
    ["nobody", people, null, { selected_users: [] }],
    ["a text", { type: "plain_text_input", max_length: 4 }, "four", { value: "four" }],
    ["lines", { type: "plain_text_input", multiline: true }, "a\nb", { value: "a\nb" }],
    ["nothing but null when a text is emptied", { type: "plain_text_input" }, "", { value: null }],
  ])("%s", (_what, element, given, value) => {
    expect(held(fieldOf(element), given)).toEqual({ type: element.type, ...value });
  });

  it.each<[Element, object]>([
    [select, { selected_option: null }],
    [{ type: "datepicker" }, { selected_date: null }],
    [{ type: "users_select" }, { selected_user: null }],
  ])("nothing again, where it is optional: %o", (element, empty) => {
    for (const nothing of [null, undefined]) {
      expect(held(fieldOf(element, { optional: true }), nothing)).toEqual({ type: element.type, ...empty });
      expect(() => held(fieldOf(element), nothing)).toThrow("x: cannot be cleared");
    }
  });

  it.each<[Element, Given, string]>([
    [{ type: "datepicker" }, "tomorrow", 'x: "tomorrow" cannot be picked'],
    [{ type: "datepicker" }, "2027-02-29", "cannot be picked"],
    [{ type: "timepicker" }, "24:00", "cannot be picked"],
    [{ type: "timepicker" }, "9:00", "cannot be picked"],
    [{ type: "users_select" }, "anna", "cannot be picked"],
    [select, "z", 'x: no "z", only "a", "b", "Long"'],
    [grouped, "z", 'no "z", only "a", "b", "Long"'],
    [{ type: "checkboxes", options }, ["a", "z"], 'no "z", only'],
    [select, ["a", "b"], "one value, not several"],
    [several, ["a", "z"], 'no "z", only "a", "b", "Long"'],
    [several, ["a", "b", "c"], "x: at most 2 of them"],
    [people, ["U1", "U2", "U3"], "x: at most 2 of them"],
    [people, ["U1ANNA", "gerd"], '"gerd" cannot be picked'],
    [{ type: "static_select", options: [] }, "z", 'no "z", only none'],
    [{ type: "plain_text_input", max_length: 3 }, "four", "at most 3 characters"],
    [{ type: "plain_text_input" }, "x".repeat(3001), "at most 3000 characters"],
    [{ type: "plain_text_input" }, "a\nb", "one line only"],
  ])("nothing that the widget %o does not let anybody do", (element, given, words) => {
    expect(() => held(fieldOf(element), given)).toThrow(words);
  });
});

it.each<[Element, Partial<InputBlock>, Given, string | undefined]>([
  [{ type: "datepicker" }, {}, undefined, "please complete this required field"],
  [{ type: "checkboxes", options }, {}, [], "please complete this required field"],
  [people, {}, [], "please complete this required field"],
  [{ type: "datepicker" }, { optional: true }, undefined, undefined],
  [{ type: "datepicker" }, {}, "2026-12-01", undefined],
  [{ type: "plain_text_input", min_length: 3 }, {}, "ab", "at least 3 characters"],
  [{ type: "plain_text_input", min_length: 3 }, { optional: true }, "", undefined],
  [{ type: "number_input", is_decimal_allowed: false }, {}, "1.5", '"1.5" is no number'],
  [{ type: "number_input", is_decimal_allowed: true }, {}, "1.5", undefined],
  [{ type: "number_input", is_decimal_allowed: true, min_value: "2" }, {}, "1.5", "at least 2"],
  [{ type: "number_input", is_decimal_allowed: true, max_value: "1" }, {}, "1.5", "at most 1"],
])("before %o %o is sent with %o, Slack says: %s", (element, more, given, words) => {
  const field = fieldOf(element, more);
  const isFilled = given !== undefined;
  expect(whyNotSent(isFilled ? { x: { x: held(field, given) } } : {}, field)).toBe(words);
});

it("fields are found by what stands at them, else by their ids, and missed by naming what there is", () => {
  const fields = fieldsOf([
    {
      ...input("first", { type: "datepicker", action_id: "day", placeholder: plainText("Which day?") }),
      label: plainText("Day"),
    },
    { ...input("Day", { type: "datepicker" }), label: plainText("Other day") },
  ]);
  for (const which of ["Day", "Which day?", "first", "day"]) expect(fieldIn(fields, which).blockId).toBe("first");
  expect(() => fieldIn(fields, "Night")).toThrow('no field "Night", only "Day", "Other day"');
});
