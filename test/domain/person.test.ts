import { describe, expect, it } from "vitest";
import { currentEmployment, type Employment, findByName, nameOf, type Person } from "../../src/domain/person.ts";

const person = (id: string, firstName: string, lastName: string, preferredName?: string): Person => ({
  id,
  firstName,
  lastName,
  ...(preferredName && { preferredName }),
});
const people = [
  person("1", "Anna", "Berg"),
  person("2", "Anna", "Bergmann"),
  person("3", "Jörg", "Müller-Lüdenscheidt"),
  person("4", "Siobhán", "O'Neill"),
  person("5", "Łukasz", "Wójcik"),
  person("6", "Gül", "Işık"),
  person("7", "Wilhelm", "Groß", "Willi"),
  person("8", "Anna", "Berg"),
  person("9", "健", "佐藤"),
];

describe("finding people by name", () => {
  it.each([
    ["anna", ["1", "2", "8"]],
    ["anna berg", ["1", "8"]],
    ["Berg, Anna", ["1", "8"]],
    ["anna bergm", ["2"]],
    ["müller", ["3"]],
    ["Mueller", ["3"]],
    ["muller-lüd", ["3"]],
    ["oneill", ["4"]],
    ["neill", ["4"]],
    ["O’Neill", ["4"]],
    ["siobhan", ["4"]],
    ["lukasz wojcik", ["5"]],
    ["isik", ["6"]],
    ["willi gross", ["7"]],
    ["Wilhelm Groß", ["7"]],
    ["佐藤", ["9"]],
    ["nobody", []],
    ["", []],
  ])("%s", (typed, ids) => {
    expect(
      findByName(people, typed)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([...ids].sort());
  });
});

describe("what a person is called", () => {
  it.each([
    [{ id: "1", firstName: "Anna", lastName: "Berg" }, "Anna Berg"],
    [{ id: "1", firstName: "Wilhelm", lastName: "Groß", preferredName: "Willi" }, "Willi Groß"],
    [{ id: "1", firstName: "Mira", lastName: "Holt", preferredName: "Mira Holt" }, "Mira Holt"],
    [{ id: "1", preferredName: "Mo" }, "Mo"],
    [{ id: "1", lastName: "Berg" }, "Berg"],
    [{ id: "1", email: "a@b.example" }, "a@b.example"],
    [{ id: "17" }, "Person 17"],
  ])("%j", (given, name) => {
    expect(nameOf(given)).toBe(name);
  });
});

describe("the contract that counts today", () => {
  const contract = (id: string, startDate?: "2021-04-01" | "2026-12-01"): Employment => ({
    id,
    personId: "1",
    orgUnits: [],
    ...(startDate && { startDate }),
  });
  it.each([
    ["the newest that has begun", [contract("next", "2026-12-01"), contract("now", "2021-04-01")], "now"],
    ["the one that is about to begin, of somebody new", [contract("next", "2026-12-01")], "next"],
    ["the newest, when no dates may be read", [contract("b"), contract("a")], "b"],
    ["none", [], undefined],
  ])("is %s", (_name, contracts, id) => {
    expect(currentEmployment(contracts, "2026-11-23")?.id).toBe(id);
  });
});
