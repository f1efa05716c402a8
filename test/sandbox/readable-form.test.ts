import { expect, it } from "vitest";
import { readableForm } from "../../sandbox/readable-form.ts";
import type { SeenForm } from "../../sandbox/slack.ts";
import { named, stateOf } from "../../sandbox/slack-form-state.ts";
import { input, option, plainText } from "./workspace.ts";

const form = (given: unknown[], more: Partial<SeenForm> = {}): SeenForm => {
  const blocks = named(given);
  return { id: "V1", hash: "1", title: "Form", blocks, values: stateOf(blocks), errors: {}, ...more };
};
const names: Record<string, string> = { U1: "anna", U2: "gerd", C1: "general" };
const draw = (seen: SeenForm) => readableForm(seen, (id) => names[id] ?? id);
const options = [option("one"), option("two")];
const button = { type: "button", text: plainText("Add"), confirm: { text: plainText("Really?") } };

it.each<[string, object, string]>([
  [
    "a list with what is chosen",
    input("x", { type: "static_select", options, initial_option: option("two") }),
    "x\n  [ two ▾ ]",
  ],
  [
    "a list with its placeholder",
    input("x", { type: "static_select", options, placeholder: plainText("Pick") }, { optional: true }),
    "x (optional)\n  [ Pick ▾ ]",
  ],
  [
    "radio buttons",
    input("x", { type: "radio_buttons", options, initial_option: option("one") }),
    "x\n  (x) one\n  ( ) two",
  ],
  [
    "checkboxes",
    input("x", { type: "checkboxes", options, initial_options: [option("two")] }),
    "x\n  [ ] one\n  [x] two",
  ],
  ["a day", input("x", { type: "datepicker", initial_date: "2026-12-01" }), "x\n  [ 2026-12-01 ]"],
  ["a time", input("x", { type: "timepicker", initial_time: "09:00" }), "x\n  [ 09:00 ]"],
  ["a person", input("x", { type: "users_select", initial_user: "U1" }), "x\n  [ @anna ▾ ]"],
  ["people", input("x", { type: "multi_users_select", initial_users: ["U1", "U2"] }), "x\n  [ @anna, @gerd ▾ ]"],
  ["nobody", input("x", { type: "multi_users_select", placeholder: plainText("Who?") }), "x\n  [ Who? ▾ ]"],
  ["a channel", input("x", { type: "conversations_select", initial_conversation: "C1" }), "x\n  [ #general ▾ ]"],
  ["direct messages", input("x", { type: "conversations_select", initial_conversation: "U1" }), "x\n  [ @anna ▾ ]"],
  [
    "several options",
    input("x", { type: "multi_static_select", options, initial_options: options }),
    "x\n  [ one, two ▾ ]",
  ],
  ["an offer", input("x", { type: "external_select", initial_option: option("one") }), "x\n  [ one ▾ ]"],
  [
    "offers that nobody asked for yet",
    input("x", { type: "multi_external_select", placeholder: plainText("Type a name") }),
    "x\n  [ Type a name ▾ ]",
  ],
  ["a text", input("x", { type: "plain_text_input", initial_value: "hello" }), "x\n  [ hello ]"],
  ["hints", input("x", { type: "plain_text_input" }, { hint: plainText("So") }), "x\n  [  ]\n  So"],
  [
    "a list beside a text",
    {
      type: "section",
      text: plainText("Team"),
      accessory: { type: "static_select", options, initial_option: option("one") },
    },
    "Team\n[ one ▾ ]",
  ],
  [
    "a button beside a text, without its dialog",
    { type: "section", text: plainText("Team"), accessory: button },
    "Team\n[1: Add]",
  ],
  [
    "a picture beside a text",
    { type: "section", text: plainText("Anna"), accessory: { type: "image", alt_text: "a face" } },
    "(a face)\nAnna",
  ],
  [
    "a row",
    {
      type: "actions",
      elements: [button, { type: "datepicker", placeholder: plainText("Day") }, { type: "overflow" }],
    },
    '[1: Add]  [ Day ]  overflow: {"type":"overflow"',
  ],
  ["news", { type: "alert", text: plainText("Hear") }, "ℹ Hear"],
  ["warnings", { type: "alert", level: "warning", text: plainText("Take care") }, "⚠ Take care"],
  ["what went wrong", { type: "alert", level: "error", text: plainText("No") }, "✖ No"],
  ["what went well", { type: "alert", level: "success", text: plainText("Yes") }, "✔ Yes"],
  ["small print", { type: "context", elements: [plainText("so")] }, "(so)"],
])("draws %s", (_what, block, lines) => {
  expect(draw(form([block]))).toContain(`Form\n====\n${lines}`);
});

it("numbers its buttons as they are pressed", () => {
  const rows = [
    { type: "section", text: plainText("Team"), accessory: button },
    { type: "actions", elements: [button, { ...button, action_id: "other", text: plainText("Remove") }] },
  ];
  expect(draw(form(rows))).toContain("Team\n[1: Add]\n[2: Add]  [3: Remove]");
});

it("says what is wrong beneath the field, and ends with the buttons to send and to close", () => {
  const seen = form([input("x", { type: "datepicker" }, { hint: plainText("So") })], {
    errors: { x: "Not then" },
    submit: "Send",
    close: "Cancel",
  });
  expect(draw(seen)).toBe("Form\n====\nx\n  [  ]\n  So\n  ! Not then\n\n[ Send ]  [ Cancel ]");
});
