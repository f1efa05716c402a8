import { describe, expect, it } from "vitest";
import { complaintsAboutBlocks, complaintsAboutView } from "../../sandbox/slack-surfaces.ts";

const plain = (text: string) => ({ type: "plain_text", text });
const marked = (text: string) => ({ type: "mrkdwn", text });
const raw = (text: string) => ({ type: "raw_text", text });
const button = (action_id: string) => ({ type: "button", action_id, text: plain("Go") });
const divider = { type: "divider" };
const long = (length: number) => "a".repeat(length);
const times = <T>(length: number, thing: (at: number) => T) => Array.from({ length }, (_, at) => thing(at));
const section = (text: string) => ({ type: "section", text: marked(text) });
const richText = (...elements: unknown[]) => ({ type: "rich_text", elements });
const richSection = (...elements: unknown[]) => ({ type: "rich_text_section", elements });
const dataTable = (rows: unknown[][], more = {}) => ({ type: "data_table", caption: "Who", rows, ...more });

describe("a message takes", () => {
  it.each<[string, unknown[]]>([
    ["a header of 150 characters", [{ type: "header", text: plain(long(150)) }]],
    ["a section of 3000", [section(long(3000))]],
    ["fifty blocks", times(50, () => divider)],
    ["25 buttons", [{ type: "actions", elements: times(25, (at) => button(`b${at}`)) }]],
    ["the same action_id in two blocks", times(2, () => ({ type: "actions", elements: [button("same")] }))],
    ["a data table of 200 lines", [dataTable(times(201, () => [raw("a"), { type: "raw_number", value: 1 }]))]],
    ["a card", [{ type: "card", title: marked("Anna"), actions: [button("a")] }]],
    ["a container of sections", [{ type: "container", title: plain("Team"), child_blocks: [section("a"), divider] }]],
    [
      "rich text with lists and mentions",
      [
        richText(richSection({ type: "text", text: "a", style: { bold: true } }, { type: "user", user_id: "U1" }), {
          type: "rich_text_list",
          style: "ordered",
          indent: 1,
          elements: [richSection({ type: "text", text: "b" })],
        }),
      ],
    ],
  ])("%s", (_what, blocks) => {
    expect(complaintsAboutBlocks(blocks)).toEqual([]);
  });
});

describe("a message refuses", () => {
  it.each<[string, unknown[], string, string]>([
    ["an unknown kind", [{ type: "marquee" }], "/blocks/0/type", "unsupported type"],
    ["what belongs into a form", [{ type: "alert", text: marked("a") }], "/blocks/0/type", "unsupported type: alert"],
    ["an unknown field", [{ ...divider, colour: "red" }], "/blocks/0", "invalid additional property: colour"],
    [
      "a long header",
      [{ type: "header", text: plain(long(151)) }],
      "/blocks/0/text/text",
      "must be less than 151 characters",
    ],
    ["mark-up in a header", [{ type: "header", text: marked("a") }], "/blocks/0/text/type", "plain_text"],
    ["an empty section", [section("")], "/blocks/0/text/text", "must be more than 0 characters"],
    ["a section without anything", [{ type: "section" }], "/blocks/0", "must define either `text` or `fields`"],
    ["a long section", [section(long(3001))], "/blocks/0/text/text", "must be less than 3001 characters"],
    [
      "eleven fields",
      [{ type: "section", fields: times(11, () => plain("a")) }],
      "/blocks/0/fields",
      "no more than 10",
    ],
    ["51 blocks", times(51, () => divider), "/blocks", "no more than 50 items allowed"],
    ["26 buttons", [{ type: "actions", elements: times(26, (at) => button(`b${at}`)) }], "/blocks/0/elements", "25"],
    [
      "one action_id twice in a block",
      [{ type: "actions", elements: [button("a"), button("a")] }],
      "/blocks/0/elements",
      "a already exists",
    ],
    ["one block_id twice", times(2, () => ({ ...divider, block_id: "x" })), "/blocks", "block_id x already exists"],
    ["an empty cell", [dataTable([[raw("a")], [raw("")]])], "/blocks/0/rows/1/0/text", "must be more than 0"],
    ["a table without lines", [dataTable([[raw("a")]])], "/blocks/0/rows", "no less than 2"],
    ["lines of different length", [dataTable([[raw("a")], [raw("a"), raw("b")]])], "/blocks/0", "of one length"],
    [
      "rich text as a heading",
      [dataTable([[richText(richSection({ type: "text", text: "a" }))], [raw("a")]])],
      "/blocks/0",
      "header cells",
    ],
    ["too much in a table", [dataTable(times(21, () => [raw(long(1000))]))], "/blocks", "no more than 20000"],
    ["two tables", times(2, () => ({ type: "table", rows: [[raw("a")]] })), "/blocks", "only_one_table_allowed"],
    ["a table of 10,001 characters", [{ type: "table", rows: [[raw(long(10_001))]] }], "/blocks", "no more than 10000"],
    ["a card with nothing but a subtitle", [{ type: "card", subtitle: marked("a") }], "/blocks/0", "at least one of"],
    ["a card's long body", [{ type: "card", body: marked(long(201)) }], "/blocks/0/body/text", "less than 201"],
    [
      "four buttons on a card",
      [{ type: "card", actions: times(4, (at) => button(`${at}`)) }],
      "/blocks/0/actions",
      "3",
    ],
    ["a container without a title", [{ type: "container", child_blocks: [divider] }], "/blocks/0", "either `title`"],
    [
      "a table in a container",
      [{ type: "container", title: plain("a"), child_blocks: [dataTable([[raw("a")], [raw("a")]])] }],
      "/blocks/0/child_blocks/0/type",
      "unsupported type",
    ],
    [
      "an image without description",
      [{ type: "image", image_url: "https://a.example/a.png" }],
      "/blocks/0/alt_text",
      "string",
    ],
    [
      "empty rich text",
      [richText(richSection({ type: "text", text: "" }))],
      "/blocks/0/elements/0/elements/0/text",
      "more than 0",
    ],
    ["text that is no object", [{ type: "section", text: "a" }], "/blocks/0/text", ""],
  ])("%s", (_what, blocks, pointer, words) => {
    expect(complaintsAboutBlocks(blocks)).toContainEqual({ pointer, message: expect.stringContaining(words) });
  });
});

describe("a form", () => {
  const modal = (more: object) => ({ type: "modal", title: plain("Time off"), blocks: [], ...more });
  const input = { type: "input", label: plain("When"), element: { type: "datepicker", action_id: "day" } };

  it("takes alerts and inputs, and a hundred blocks", () => {
    const blocks = [{ type: "alert", text: marked("a") }, input, ...times(98, () => divider)];
    expect(complaintsAboutView(modal({ submit: plain("Send"), blocks }))).toEqual([]);
  });

  it.each<[string, object, string, string]>([
    ["a long title", { title: plain(long(25)) }, "/view/title/text", "must be less than 25 characters"],
    ["inputs that cannot be sent", { blocks: [input] }, "/view", "missing required field: submit"],
    [
      "tables",
      { blocks: [dataTable([[raw("a")], [raw("a")]])] },
      "/view/blocks/0/type",
      "unsupported type: data_table",
    ],
    ["much private_metadata", { private_metadata: long(3001) }, "/view/private_metadata", "must be less than 3001"],
  ])("refuses %s", (_what, more, pointer, words) => {
    expect(complaintsAboutView(modal(more))).toContainEqual({ pointer, message: expect.stringContaining(words) });
  });
});
