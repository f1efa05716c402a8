import type { App } from "@slack/bolt";
import { listen, type Parts } from "../../src/bot.ts";

/** Something that the bot listens to: by the name that a payload calls it. */
export type Heard = {
  kind: "action" | "view" | "command" | "shortcut" | "options" | "event";
  id: string;
  type?: string;
};

/** Everything that the bot listens to, as it tells Bolt. */
export function everythingHeard(): Heard[] {
  const heard: Heard[] = [];
  const note =
    (kind: Heard["kind"]) =>
    (what: string | { action_id?: string | RegExp; callback_id?: string; type?: string }): void => {
      const id = typeof what === "string" ? what : (what.action_id ?? what.callback_id ?? "");
      const type = typeof what === "string" ? undefined : what.type;
      heard.push({ kind, id: exampleOf(id), ...(type && { type }) });
    };
  const app = { use: () => {}, action: note("action"), view: note("view"), command: note("command") };
  const more = { shortcut: note("shortcut"), options: note("options"), event: note("event") };
  listen({ ...app, ...more } as unknown as App, { awayNotices: true, status: {} } as Parts);
  return heard;
}

/** One of the ids that a pattern of ours stands for. */
function exampleOf(id: string | RegExp): string {
  if (typeof id === "string") return id;
  return id.source
    .replace(/^\^|\$$/g, "")
    .replace("\\d+", "0")
    .replace(/\((\w+)\|.*\)/, "$1");
}

const DEEP = `${"[".repeat(1000)}${"]".repeat(1000)}`;

/** Texts that nobody means well with. */
export const HOSTILE_TEXTS: string[] = [
  "",
  " ",
  "x",
  "__proto__",
  "constructor",
  "a".repeat(100_000),
  "\u0000\u0007\u001b[31m\ud800",
  "\u202eolleh\u2066\u200b",
  "<!channel> <!here> <@U1001> <#C0GENERAL> <https://evil.example|text>",
  "*bold* _it_ ~no~ `code` :tada:\n> quote",
  "'; DROP TABLE errands; --",
  "../../etc/passwd",
  "{{7*7}}%s%n",
];

/** What a button or a form could carry that is none of ours, or one of ours that is old, or somebody's invention. */
export const HOSTILE_VALUES: unknown[] = [
  undefined,
  ...HOSTILE_TEXTS,
  "{",
  "null",
  "[]",
  "5",
  DEEP,
  '{"__proto__":{"page":1,"isAdmin":true}}',
  '{"constructor":{"prototype":{"isAdmin":true}}}',
  // Another version's.
  JSON.stringify({ span: { first: "2026-11-23", last: "2026-11-29" }, who: { kind: "everybody" } }),
  JSON.stringify({ question: { span: { first: "2026-11-23", last: "2026-11-29" }, who: { kind: "all" }, page: 0 } }),
  JSON.stringify({ span: { first: "2026-11-29", last: "2026-11-23" }, who: { kind: "everybody" }, page: 0 }),
  JSON.stringify({ span: { first: "2026-02-30", last: "2026-03-01" }, personId: "1002" }),
  JSON.stringify({ periodId: "../1", nonce: "\u0000" }),
  JSON.stringify({ id: "\u0000", nonce: "1" }),
  5,
  { toString: "no" },
  ["a"],
];
