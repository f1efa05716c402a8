import { expect, it } from "vitest";
import { fieldsOf, named, stateOf } from "../../sandbox/slack-form-state.ts";
import { input, option, plainText } from "./workspace.ts";

const date = (id: string, initial_date?: string) =>
  input(id, { type: "datepicker", ...(initial_date && { initial_date }) });

it.each([
  ["plain_text_input", { initial_value: "a" }, { value: "a" }, { value: null }],
  ["number_input", { initial_value: "1" }, { value: "1" }, { value: null }],
  ["static_select", { initial_option: option("a") }, { selected_option: option("a") }, { selected_option: null }],
  ["radio_buttons", { initial_option: option("a") }, { selected_option: option("a") }, { selected_option: null }],
  ["checkboxes", { initial_options: [option("a")] }, { selected_options: [option("a")] }, { selected_options: [] }],
  ["datepicker", { initial_date: "2026-12-01" }, { selected_date: "2026-12-01" }, { selected_date: null }],
  ["timepicker", { initial_time: "09:00" }, { selected_time: "09:00" }, { selected_time: null }],
  ["users_select", { initial_user: "U1" }, { selected_user: "U1" }, { selected_user: null }],
  [
    "conversations_select",
    { initial_conversation: "C1" },
    { selected_conversation: "C1" },
    { selected_conversation: null },
  ],
  ["external_select", { initial_option: option("a") }, { selected_option: option("a") }, { selected_option: null }],
  [
    "multi_static_select",
    { initial_options: [option("a")] },
    { selected_options: [option("a")] },
    { selected_options: [] },
  ],
  ["multi_users_select", { initial_users: ["U1", "U2"] }, { selected_users: ["U1", "U2"] }, { selected_users: [] }],
  [
    "multi_external_select",
    { initial_options: [option("a")] },
    { selected_options: [option("a")] },
    { selected_options: [] },
  ],
])("%s begins with its first value, else with nothing", (type, initial, filled, empty) => {
  const block = (more: object) => ({ type: "input", block_id: "b", element: { type, action_id: "a", ...more } });
  expect(stateOf([block(initial)])).toEqual({ b: { a: { type, ...filled } } });
  expect(stateOf([block({})])).toEqual({ b: { a: { type, ...empty } } });
});

it("keeps what was typed where block and action stay, begins anew where they do not, and forgets what is gone", () => {
  const before = stateOf([date("day", "2026-12-01"), date("gone"), date("other")]);
  const typed = { ...before, day: { day: { type: "datepicker", selected_date: "2026-12-24" } } };
  expect(stateOf([date("day", "2026-01-01"), date("new", "2026-02-02"), date("other")], typed)).toEqual({
    day: { day: { type: "datepicker", selected_date: "2026-12-24" } },
    new: { new: { type: "datepicker", selected_date: "2026-02-02" } },
    other: { other: { type: "datepicker", selected_date: null } },
  });
});

it("forgets what was typed where the app gives no ids: Slack's are others each time", () => {
  const anonymous = [{ type: "input", label: plainText("Day"), element: { type: "datepicker" } }];
  const [first, second] = [named(anonymous), named(anonymous)];
  const [before, after] = [stateOf(first), stateOf(second, stateOf(first))];
  expect(Object.keys(before)).toHaveLength(1);
  expect(Object.keys(after)).not.toEqual(Object.keys(before));
});

it("finds what can be filled in anywhere, and tells what the bot hears of at once", () => {
  const select = { type: "static_select", placeholder: plainText("Pick"), options: [option("a")] };
  const blocks = [
    input("quiet", { type: "datepicker" }, { optional: true }),
    input("loud", { type: "datepicker" }, { dispatch_action: true }),
    { type: "section", block_id: "beside", text: plainText("Your team"), accessory: { ...select, action_id: "a" } },
    {
      type: "actions",
      block_id: "row",
      elements: [
        { type: "button", action_id: "b" },
        { ...select, action_id: "c" },
      ],
    },
  ];
  expect(fieldsOf(blocks)).toMatchObject([
    { label: "quiet", isInput: true, isOptional: true, dispatches: false },
    { label: "loud", isInput: true, isOptional: false, dispatches: true },
    { label: "Your team", blockId: "beside", isInput: false, dispatches: true },
    { label: "Pick", blockId: "row", isInput: false, dispatches: true },
  ]);
});
