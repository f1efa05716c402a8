import type { Snapshot } from "../../../demo-wire.ts";
import { fitting, people } from "../elements/choices.ts";

/** Something that can be put into the composer instead of what stands from `from` on. */
export type Suggestion = { key: string; title: string; usage?: string; note: string; insert: string };
export type Completion = { kind: "command" | "person"; from: number; suggestions: Suggestion[] };

const MOST = 8;

/** What fits what was typed up to the cursor: a command at the beginning, a person anywhere. */
export function completionFor(snapshot: Snapshot, typed: string): Completion | undefined {
  if (/^\/\S*$/.test(typed)) {
    const suggestions = snapshot.app.commands
      .filter(({ command }) => command.startsWith(typed.toLowerCase()))
      .map(({ command, description, usageHint }) => ({
        key: command,
        title: command,
        usage: usageHint,
        note: description,
        insert: `${command} `,
      }));
    return suggestions.length > 0 ? { kind: "command", from: 0, suggestions } : undefined;
  }
  const at = /(?:^|\s)@([\p{L}\p{N}._-]*)$/u.exec(typed);
  if (!at) return undefined;
  const suggestions = fitting(people(snapshot), at[1] ?? "")
    .slice(0, MOST)
    .map(({ value, text, note = "" }) => ({ key: value, title: text, note, insert: `@${note} ` }));
  if (suggestions.length === 0) return undefined;
  return { kind: "person", from: typed.length - (at[1]?.length ?? 0) - 1, suggestions };
}

/** How the command that is being typed is used. */
export function usageFor({ app }: Snapshot, typed: string) {
  const [word] = typed.split(/\s/);
  return /^\/\S+\s/.test(typed) ? app.commands.find(({ command }) => command === word) : undefined;
}
