import { existsSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { isTimeZone } from "../../src/domain/calendar.ts";
import { zonesCalled } from "../../src/domain/zones.ts";

it.each([
  ["berlin", "Europe/Berlin"],
  ["New York", "America/New_York"],
  ["America/New_York", "America/New_York"],
  ["São Paulo", "America/Sao_Paulo"],
  ["zürich", "Europe/Zurich"],
  ["port au prince", "America/Port-au-Prince"],
  ["Kathmandu", "Asia/Kathmandu"],
  ["kolkata", "Asia/Kolkata"],
  ["Kyiv", "Europe/Kyiv"],
  ["ho chi minh", "Asia/Ho_Chi_Minh"],
  ["Yangon", "Asia/Yangon"],
  ["nuuk", "America/Nuuk"],
  ["Asmara", "Africa/Asmara"],
  ["faroe", "Atlantic/Faroe"],
  ["buenos aires", "America/Argentina/Buenos_Aires"],
  ["utc", "UTC"],
])("a zone is found by its current name, as people write it: %s", (typed, zone) => {
  expect(zonesCalled(typed)).toContain(zone);
});

it.each([
  ["calcutta", "Asia/Kolkata"],
  ["Saigon", "Asia/Ho_Chi_Minh"],
  ["kiev", "Europe/Kyiv"],
])("a zone is found by its older name too, and called by the current one alone: %s", (typed, zone) => {
  expect(zonesCalled(typed)).toEqual([zone]);
});

it("every zone is one of this machine, and offered once", () => {
  const all = zonesCalled("");
  expect(all.length).toBeGreaterThan(400);
  expect(all.filter((zone) => !isTimeZone(zone))).toEqual([]);
  const canonical = all.map((zone) => new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone);
  expect(new Set(canonical).size).toBe(all.length);
});

const TAB = "/usr/share/zoneinfo/zone.tab";
it.skipIf(!existsSync(TAB))("every zone of the tz database of this machine is offered by its current name", () => {
  const lines = readFileSync(TAB, "utf8").split("\n");
  const names = lines.filter((line) => line && !line.startsWith("#")).map((line) => line.split("\t")[2] ?? "");
  const all = new Set(zonesCalled(""));
  expect(names.filter((name) => isTimeZone(name) && !all.has(name))).toEqual([]);
});

it("are looked up in no time for as many people as there may be", () => {
  const started = performance.now();
  expect(Array.from({ length: 50_000 }, () => isTimeZone("Europe/Vienna")).every(Boolean)).toBe(true);
  expect(performance.now() - started).toBeLessThan(500);
  expect(isTimeZone("europe/vienna")).toBe(true);
  expect(isTimeZone("Europe/Wien")).toBe(false);
});
