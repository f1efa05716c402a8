import { expect, it } from "vitest";
import { readable } from "../../sandbox/readable.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const marked = (text: string) => ({ type: "mrkdwn", text });
const button = (text: string) => ({ type: "button", action_id: text, text: plain(text) });
const section = (...elements: unknown[]) => ({ type: "rich_text_section", elements });
const text = (said: string) => ({ type: "text", text: said });

it.each<[string, unknown[], string]>([
  ["headings", [{ type: "header", text: plain("Out") }], "Out\n==="],
  ["sections", [{ type: "section", text: marked("<@U1> &amp; <@U2|x>"), fields: [plain("<b>")] }], "@anna & @U2\n<b>"],
  ["plain text letter by letter", [{ type: "section", text: plain("&lt;<@U1>") }], "&lt;<@U1>"],
  [
    "links and dates",
    [{ type: "section", text: marked("<https://a.b|here> <!date^1^{date}|1970>") }],
    "here (https://a.b) 1970",
  ],
  [
    "buttons in order",
    [
      { type: "section", text: plain("a"), accessory: button("One") },
      { type: "actions", elements: [button("Two"), button("Three")] },
    ],
    "a\n[1: One]\n[2: Two]  [3: Three]",
  ],
  [
    "buttons without the dialog that asks once more",
    [{ type: "actions", elements: [{ ...button("Go"), confirm: { text: plain("Really?") } }] }],
    "[1: Go]",
  ],
  [
    "small print",
    [{ type: "context", elements: [marked("so"), { type: "image", alt_text: "a face" }] }],
    "(so)\n(a face)",
  ],
  [
    "lists",
    [
      {
        type: "rich_text",
        elements: [
          section(text("Out:")),
          {
            type: "rich_text_list",
            style: "bullet",
            elements: [section({ type: "user", user_id: "U1" }, text(" – away"))],
          },
          { type: "rich_text_list", style: "ordered", indent: 1, elements: [section(text("b"))] },
        ],
      },
    ],
    "Out:\n  • @anna – away\n    1. b",
  ],
  [
    "tables in columns",
    [
      {
        type: "data_table",
        caption: "c",
        rows: [
          [
            { type: "raw_text", text: "Name" },
            { type: "raw_text", text: "Days" },
          ],
          [
            { type: "raw_text", text: "Siobhán" },
            { type: "raw_number", value: 3 },
          ],
        ],
      },
    ],
    "  Name     Days\n  Siobhán  3",
  ],
  [
    "cards",
    [
      {
        type: "card",
        icon: { type: "image", alt_text: "Anna" },
        title: marked("Anna Berg"),
        body: marked("Designer"),
        actions: [button("Ask")],
      },
    ],
    "(Anna)\nAnna Berg\nDesigner\n[1: Ask]",
  ],
  ["containers", [{ type: "container", title: plain("Team"), child_blocks: [{ type: "divider" }] }], "Team\n  ---"],
  ["what nobody can draw", [{ type: "hologram", of: "Anna" }], 'hologram: {"type":"hologram","of":"Anna"}'],
])("draws %s", (_what, blocks, lines) => {
  expect(readable({ text: "unused", blocks }, (id) => (id === "U1" ? "anna" : id))).toBe(lines);
});

it("reads the text where there are no blocks", () => {
  expect(readable({ text: "<@U1> &lt;3", blocks: [] }, () => "anna")).toBe("@anna <3");
});
