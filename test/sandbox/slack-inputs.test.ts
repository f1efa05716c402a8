import { describe, expect, it } from "vitest";
import { complaintsAboutView } from "../../sandbox/slack-surfaces.ts";
import { option, plainText } from "./workspace.ts";

const marked = (text: string) => ({ type: "mrkdwn", text });
const long = (length: number) => "a".repeat(length);
const times = <T>(length: number, thing: (at: number) => T) => Array.from({ length }, (_, at) => thing(at));
const button = { type: "button", action_id: "a", text: plainText("Go") };

describe("what can be filled in", () => {
  const options = [option("a"), option("b")];
  const marks = [{ text: marked("*a*"), value: "a", description: marked("_b_") }];
  const form = (...blocks: object[]) => ({
    type: "modal",
    title: plainText("Form"),
    submit: plainText("Send"),
    blocks,
  });
  const input = (element: object, more: object = {}) => ({
    type: "input",
    label: plainText("When"),
    element: { action_id: "x", ...element },
    ...more,
  });
  const choices: [string, object][] = [
    ["a list", { type: "static_select", options, initial_option: option("b") }],
    [
      "a list in groups",
      { type: "static_select", option_groups: [{ label: plainText("G"), options }], initial_option: option("a") },
    ],
    ["radio buttons", { type: "radio_buttons", options, initial_option: option("a") }],
    ["checkboxes", { type: "checkboxes", options, initial_options: options }],
    ["checkboxes with mark-up", { type: "checkboxes", options: marks, initial_options: marks }],
    ["a date", { type: "datepicker", initial_date: "2026-12-01", placeholder: plainText("Which?") }],
    ["a time", { type: "timepicker", initial_time: "23:59" }],
    ["a person", { type: "users_select", initial_user: "U1" }],
    ["people", { type: "multi_users_select", initial_users: ["U1", "U2"], max_selected_items: 2 }],
    [
      "several of a list",
      {
        type: "multi_static_select",
        options,
        initial_options: options,
        max_selected_items: 2,
        placeholder: plainText("Pick"),
      },
    ],
    [
      "several of a list in groups",
      {
        type: "multi_static_select",
        option_groups: [{ label: plainText("G"), options }],
        initial_options: [options[1]],
      },
    ],
    ["a conversation", { type: "conversations_select", initial_conversation: "C1" }],
    [
      "a conversation of some kinds, at first the one that the window was opened from",
      {
        type: "conversations_select",
        default_to_current_conversation: true,
        filter: { include: ["public", "private"], exclude_external_shared_channels: true, exclude_bot_users: true },
      },
    ],
    ["what the bot offers", { type: "external_select", initial_option: option("a"), min_query_length: 0 }],
    [
      "several that the bot offers",
      { type: "multi_external_select", initial_options: options, min_query_length: 1, max_selected_items: 2 },
    ],
  ];

  it.each(choices)("stands in inputs, beside texts and in rows: %s", (_what, element) => {
    const dispatched = input(element, { dispatch_action: true, optional: true, hint: plainText("So") });
    const beside = { type: "section", text: plainText("a"), accessory: { action_id: "x", ...element } };
    const row = { type: "actions", elements: [{ action_id: "x", ...element }] };
    expect(complaintsAboutView(form(dispatched, beside, row))).toEqual([]);
  });

  it.each<[string, object]>([
    ["a text", { type: "plain_text_input", multiline: true, min_length: 3, max_length: 3000, initial_value: "abc" }],
    [
      "a text that is told of at each letter",
      { type: "plain_text_input", dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } },
    ],
    ["a number", { type: "number_input", is_decimal_allowed: true, initial_value: "1.5", min_value: "-1" }],
  ])("stands in inputs alone: %s", (_what, element) => {
    expect(complaintsAboutView(form(input(element)))).toEqual([]);
    const beside = { type: "section", text: plainText("a"), accessory: { action_id: "x", ...element } };
    expect(complaintsAboutView(form(beside))).toContainEqual({
      pointer: "/view/blocks/0/accessory/type",
      message: "unsupported type",
    });
  });

  it.each<[string, object, string]>([
    [
      "a list that begins with what is not in it",
      { type: "static_select", options, initial_option: option("z") },
      "among",
    ],
    [
      "an option that only looks the same",
      { type: "static_select", options, initial_option: { ...option("a"), value: "other" } },
      "among",
    ],
    ["a radio button that is none of them", { type: "radio_buttons", options, initial_option: option("z") }, "among"],
    ["a tick that is none of them", { type: "checkboxes", options, initial_options: [option("z")] }, "among"],
    ["ticks that are no ticks", { type: "checkboxes", options, initial_options: [] }, "no less than 1"],
    ["eleven ticks", { type: "checkboxes", options: times(11, (at) => option(`${at}`)) }, "no more than 10"],
    ["eleven radio buttons", { type: "radio_buttons", options: times(11, (at) => option(`${at}`)) }, "no more than 10"],
    ["101 options", { type: "static_select", options: times(101, (at) => option(`${at}`)) }, "no more than 100"],
    ["a list without options", { type: "static_select" }, "either `options` or `option_groups`"],
    [
      "options and groups",
      { type: "static_select", options, option_groups: [{ label: plainText("G"), options }] },
      "either",
    ],
    [
      "several options that begin with what is not in it",
      { type: "multi_static_select", options, initial_options: [option("z")] },
      "among",
    ],
    ["several of a list without options", { type: "multi_static_select" }, "either `options` or `option_groups`"],
    [
      "more at first than can be chosen",
      { type: "multi_static_select", options, initial_options: options, max_selected_items: 1 },
      "max_selected_items",
    ],
    [
      "more people at first than can be chosen",
      { type: "multi_users_select", initial_users: ["U1", "U2"], max_selected_items: 1 },
      "max_selected_items",
    ],
    [
      "more offers at first than can be chosen",
      { type: "multi_external_select", initial_options: options, max_selected_items: 1 },
      "max_selected_items",
    ],
    ["none of several", { type: "multi_users_select", max_selected_items: 0 }, "1"],
    ["people who are no people", { type: "multi_users_select", initial_users: [] }, "no less than 1"],
    ["a filter that filters nothing", { type: "conversations_select", filter: {} }, "at least one field"],
    ["a filter for no kind", { type: "conversations_select", filter: { include: [] } }, "no less than 1"],
    ["a kind that is none", { type: "conversations_select", filter: { include: ["secret"] } }, ""],
    ["offers that stand in the window", { type: "external_select", options }, "invalid additional property: options"],
    ["a shortest question of less than nothing", { type: "external_select", min_query_length: -1 }, "0"],
    ["an option's long text", { type: "static_select", options: [option("x".repeat(76))] }, "less than 76"],
    ["a day that is none", { type: "datepicker", initial_date: "2027-02-29" }, ""],
    ["a time that is none", { type: "timepicker", initial_time: "9:00" }, ""],
    ["a text longer than Slack's", { type: "plain_text_input", max_length: 3001 }, "no more than 3000"],
    ["a shortest that is too long", { type: "plain_text_input", min_length: 5, max_length: 4 }, "min_length"],
    ["a number that does not say of which kind", { type: "number_input" }, ""],
    ["a number that is none", { type: "number_input", is_decimal_allowed: true, initial_value: "one" }, ""],
    ["a long placeholder", { type: "users_select", placeholder: plainText(long(151)) }, "less than 151"],
  ])("is refused: %s", (_what, element, words) => {
    const complaints = complaintsAboutView(form(input(element)));
    expect(complaints).toContainEqual({
      pointer: expect.stringContaining("/view/blocks/0/element"),
      message: expect.stringContaining(words),
    });
  });

  it.each<[string, object[], string]>([
    ["a long label", [{ ...input({ type: "datepicker" }), label: plainText(long(2001)) }], "less than 2001"],
    ["a label with mark-up", [{ ...input({ type: "datepicker" }), label: marked("a") }], "plain_text"],
    ["a long hint", [input({ type: "datepicker" }, { hint: plainText(long(2001)) })], "less than 2001"],
    [
      "two blocks of one id",
      times(2, () => input({ type: "datepicker" }, { block_id: "b" })),
      "block_id b already exists",
    ],
    [
      "two lists of one id in a row",
      [{ type: "actions", elements: times(2, () => ({ type: "datepicker", action_id: "a" })) }],
      "action_id a already exists",
    ],
    [
      "two that want to be first",
      times(2, () => input({ type: "datepicker", focus_on_load: true })),
      "only one element can have focus_on_load",
    ],
    ["an alert's long text", [{ type: "alert", text: marked(long(201)) }], "less than 201"],
    ["an alert of no such level", [{ type: "alert", text: marked("a"), level: "loud" }], ""],
    [
      "a dialog's long question",
      [{ type: "actions", elements: [{ ...button, confirm: { text: plainText(long(301)) } }] }],
      "less than 301",
    ],
    [
      "a dialog's long button",
      [{ type: "actions", elements: [{ ...button, confirm: { text: plainText("a"), deny: plainText(long(31)) } }] }],
      "less than 31",
    ],
  ])("stands in no form with %s", (_what, blocks, words) => {
    expect(complaintsAboutView(form(...blocks))).toContainEqual({
      pointer: expect.stringContaining("/view/blocks"),
      message: expect.stringContaining(words),
    });
  });
});
