import { expect, it } from "vitest";
import { deedFor, NO_STATUS, type Shown, type Status, type StatusLink, type Wanted } from "../../src/domain/status.ts";

const now = new Date("2026-11-24T10:00:00Z");
const soon = now.getTime() / 1000 + 3600;
const status = (text: string, expiration = soon): Status => ({ text, emoji: ":date:", expiration });
const shown = (text: string, over: Partial<Shown> = {}): Shown => ({
  status: status(text),
  periodId: "a",
  facts: text,
  ...over,
});
const link = (over: Partial<StatusLink>): StatusLink => ({ slackUserId: "U1", token: "t", ...over });
const wanted = (periodId = "a") => ({ periodId, facts: "new", emoji: ":date:", expiration: soon }) as Wanted;
const theirs = { text: "Lunch", emoji: ":bread:", expiration: 0 };

it.each<[string, Partial<StatusLink>, Status, Wanted | undefined, ReturnType<typeof deedFor>]>([
  ["nothing stands there", {}, NO_STATUS, wanted(), "set"],
  ["theirs stood there before", {}, theirs, wanted(), "later"],
  ["ours says something else by now", { shown: shown("old") }, status("old"), wanted(), "set"],
  ["theirs is over ours", { shown: shown("old") }, theirs, wanted(), "leave"],
  ["they took ours down", { shown: shown("old") }, NO_STATUS, wanted(), "leave"],
  ["they made ours last longer", { shown: shown("old") }, status("old", soon + 60), wanted(), "leave"],
  ["Slack took ours down in time", { shown: shown("old", { status: status("old", 1) }) }, NO_STATUS, wanted(), "set"],
  ["they took ours of an absence before down", { shown: shown("old", { periodId: "b" }) }, NO_STATUS, wanted(), "set"],
  ["what was about to be set stands there", { aboutTo: shown("new") }, status("new"), wanted(), "set"],
  ["what was about to be set never came there", { aboutTo: shown("new") }, NO_STATUS, wanted(), "set"],
  [
    "what was about to be set over ours never came there",
    { shown: shown("old"), aboutTo: shown("new") },
    status("old"),
    wanted(),
    "set",
  ],
  [
    "ours is there no more, and another was about to be set",
    { shown: shown("old"), aboutTo: shown("new") },
    theirs,
    wanted(),
    "leave",
  ],
  ["they are back, and ours still stands there", { shown: shown("old") }, status("old"), undefined, "clear"],
  [
    "they are back, and what was about to be set stands there",
    { aboutTo: shown("new") },
    status("new"),
    undefined,
    "clear",
  ],
  ["they are back, and theirs stands there", { shown: shown("old") }, theirs, undefined, "forget"],
  ["they are back, and nothing stands there", { shown: shown("old") }, NO_STATUS, undefined, "forget"],
])("when %s", (_when, over, current, want, deed) => {
  expect(deedFor(link(over), current, want, now)).toBe(deed);
});
