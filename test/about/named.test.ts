import { expect, it } from "vitest";
import { readNamed } from "../../src/about/named.ts";

it.each([
  [["U012ABC"], { slackId: "U012ABC" }],
  [["w012abc"], { slackId: "W012ABC" }],
  [["@U012ABC"], { slackId: "U012ABC" }],
  [["<@U012ABC>"], { slackId: "U012ABC" }],
  [["<@U012ABC|anna>"], { slackId: "U012ABC" }],
  [[" Anna@Example.COM "], { email: "anna@example.com" }],
  [["<mailto:anna@example.com|anna@example.com>"], { email: "anna@example.com" }],
  [["1043"], { personId: "1043" }],
  [["anna@example.com", "U012ABC", "1043"], { email: "anna@example.com", slackId: "U012ABC", personId: "1043" }],
])("reads %j", (words, named) => {
  expect(readNamed(words)).toEqual(named);
});

it.each([
  [[]],
  [[""]],
  [["anna"]],
  // A login, and no id.
  [["ulla"]],
  [["USLACKBOT"]],
  [["C012ABC"]],
  [["U012ABC", "U012ABD"]],
  [["anna@example.com", "tom@example.com"]],
  [["U012ABC; drop table errands"]],
  [["anna@example.com tom@example.com"]],
  [[`U${"1".repeat(40)}`]],
])("takes %j for nobody", (words) => {
  expect(readNamed(words)).toBeUndefined();
});
