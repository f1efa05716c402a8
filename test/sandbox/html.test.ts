import { expect, it } from "vitest";
import { formPage, pageOf } from "../../sandbox/html.ts";
import { named, stateOf } from "../../sandbox/slack-form-state.ts";
import { input, option, plainText } from "./workspace.ts";

const nameOf = (id: string) => ({ U1: "anna", U2: "gerd", C1: "general" })[id] ?? id;
const button = { type: "button", action_id: "add", text: plainText("Add") };

it("a window's page shows what stands in its fields, what is wrong, and its buttons, and nothing of it is mark-up", () => {
  const blocks = named([
    { type: "alert", level: "warning", text: plainText("Take care") },
    input(
      "<b>",
      { type: "static_select", options: [option("A&B")], initial_option: option("A&B") },
      { optional: true },
    ),
    input("who", { type: "users_select", initial_user: "U1" }),
    input("all", { type: "multi_users_select", initial_users: ["U1", "U2"] }),
    input("where", { type: "conversations_select", initial_conversation: "C1" }),
    input("teams", { type: "multi_static_select", options: [option("a")], initial_options: [option("a")] }),
    input("team", { type: "external_select", placeholder: plainText("Type <3 letters>") }),
    { type: "actions", elements: [button] },
    input("half", { type: "checkboxes", options: [option("a"), option("b")], initial_options: [option("b")] }),
    input("note", { type: "plain_text_input", placeholder: plainText("Say it") }, { hint: plainText("So") }),
    { type: "section", text: plainText("Team"), accessory: button },
  ]);
  const form = { id: "V1", hash: "1", title: "Form", submit: "Send", close: "No", blocks, values: stateOf(blocks) };
  const page = formPage("/x", "anna", { ...form, errors: { half: "Not <both>" } }, nameOf);
  for (const part of [
    '<p class="alert warning">Take care</p>',
    "&lt;b&gt; <small>(optional)</small>",
    "<span>A&amp;B</span>",
    "<span>@anna</span>",
    "<span>@anna, @gerd</span><span>▾</span>",
    "<span>#general</span><span>▾</span>",
    "<span>a</span><span>▾</span>",
    "<i>Type &lt;3 letters&gt;</i></span><span>▾</span>",
    '<div class="actions"><button>Add</button></div>',
    "☐ a",
    "☑ b",
    '<p class="error">Not &lt;both&gt;</p>',
    "<i>Say it</i>",
    '<p class="context">So</p>',
    "<p>Team</p><button>Add</button>",
    '<button>No</button><button class="send">Send</button>',
  ])
    expect(page).toContain(part);
});

it("a message's page shows a photo's initials, and a button as a button", () => {
  const face = { type: "image", alt_text: "Anna Berg", image_url: "https://a.example/a.png" };
  const blocks = [face, button].map((accessory) => ({ type: "section", text: plainText("a"), accessory }));
  const page = pageOf("/x", "anna", { blocks }, nameOf);
  expect(page).toContain('title="Anna Berg">AB</span>');
  expect(page).toContain("<button>Add</button>");
});
