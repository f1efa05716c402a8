import type { Button, KnownBlock, PlainTextElement, PlainTextOption, RichTextBlockElement } from "@slack/types";
import { presentable } from "../domain/presentable.ts";

/** Slack's limits as far as we can meet them, in characters or pieces (docs.slack.dev, Block Kit reference, September 2026). */
export const LIMITS = {
  header: 150,
  sectionText: 3000,
  contextText: 2000,
  buttonText: 75,
  optionText: 75,
  buttonValue: 2000,
  actionElements: 25,
  tableCellCharacters: 20_000,
  tableRows: 100,
  altText: 2000,
  /** Slack cuts at 40,000, and refuses an update over 4,000. */
  messageText: 4000,
  typedText: 4000,
} as const;

/** The row of buttons that turn to other days: named, so that whoever is at one of them stays there when what is above it changes. */
export const PAGES_BLOCK = "pages";

/** A message in two forms: `blocks`, and `plain` for a Slack that answers `invalid_blocks` to the newer kinds. */
export type Message = { text: string; blocks: KnownBlock[]; plain?: KnownBlock[] };

/** Text that Slack shows letter by letter: no mark-up, no mentions, no emoji codes. */
export function plainText(text: string): PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

/** For the top-level `text` of a message, which Slack parses: no mention or link can be smuggled in by a name. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** What somebody typed after a command, in one line, as they see it: Slack sends `&`, `<` and `>` escaped. */
export function typedText(sent: unknown): string {
  const text = typeof sent === "string" ? sent.slice(0, LIMITS.typedText) : "";
  const typed = text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return presentable(typed, LIMITS.typedText);
}

/** At most `max` characters, the cut marked. Never cuts a character in two. */
export function clipped(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** One of a list's. */
export function option(text: string, value: string): PlainTextOption {
  return { text: plainText(clipped(text, LIMITS.optionText)), value };
}

export function header(text: string): KnownBlock {
  return { type: "header", text: plainText(clipped(text, LIMITS.header)) };
}

/** A name in a headline, so long as it leaves room for what the headline says of it. */
export function headlineName(name: string): string {
  return clipped(name, 80);
}

/** Lines as plain sections, as many as their length needs. */
export function sections(lines: readonly string[]): KnownBlock[] {
  const texts: string[] = [];
  let current = "";
  for (const line of lines.map((whole) => clipped(whole, LIMITS.sectionText))) {
    const longer = current === "" ? line : `${current}\n${line}`;
    if (longer.length > LIMITS.sectionText) {
      texts.push(current);
      current = line;
    } else current = longer;
  }
  if (current !== "") texts.push(current);
  return texts.map((text) => ({ type: "section", text: plainText(text) }));
}

/** A section in Slack's mark-up, for sentences of ours; whatever comes from elsewhere must be `escaped`. */
function markup(text: string): KnownBlock {
  return { type: "section", text: { type: "mrkdwn", text: clipped(text, LIMITS.sectionText), verbatim: true } };
}

export function context(text: string): KnownBlock {
  return { type: "context", elements: [{ type: "mrkdwn", text, verbatim: true }] };
}

export function button(text: string, actionId: string, value: string): Button {
  return { type: "button", text: plainText(clipped(text, LIMITS.buttonText)), action_id: actionId, value };
}

/** What somebody typed fits several: a button each, of which each asks anew. As many as Slack lets stand together. */
export function choiceMessage(title: string, choices: readonly Button[]): Message {
  const elements = choices.slice(0, LIMITS.actionElements);
  return {
    text: escaped([title, ...elements.map(({ text }) => `• ${text.text}`)].join("\n")),
    blocks: [...sections([title]), { type: "actions", elements }],
  };
}

/** A heading, and bullets under it, each a name in bold and, right after it, the rest. `stands`: for how many, where it is not one. */
export type Bullets = {
  heading: string | undefined;
  items: readonly { bold: string; rest: string; stands?: number }[];
};

/** Bullets, one list under another. Rich text takes every character literally. */
export function bullets(...lists: readonly Bullets[]): KnownBlock {
  const elements: RichTextBlockElement[] = [];
  for (const { heading, items } of lists) {
    if (heading) {
      elements.push({ type: "rich_text_section", elements: [{ type: "text", text: heading, style: { bold: true } }] });
    }
    if (items.length === 0) continue;
    elements.push({
      type: "rich_text_list",
      style: "bullet",
      elements: items.map(({ bold, rest }) => ({
        type: "rich_text_section",
        elements: [
          { type: "text", text: bold, style: { bold: true } },
          ...(rest === "" ? [] : [{ type: "text" as const, text: rest }]),
        ],
      })),
    });
  }
  return { type: "rich_text", elements };
}

/** The same as lines of plain text. */
export function spokenBullets(...lists: readonly Bullets[]): string[] {
  return lists.flatMap(({ heading, items }) => [
    ...(heading ? ["", heading] : []),
    ...items.map(({ bold, rest }) => `• ${bold}${rest}`),
  ]);
}

/**
 * What stands at the top of a message, for screen readers and notifications, which read only that: the whole answer, in as many whole lines
 * as Slack lets it have.
 *
 * @param rest what is said of the items (the lines that begin with "•") that had no room, by how many were told; undefined: nothing
 * @param last what stands under it in any case, in Slack's mark-up
 */
export function spokenText(
  lines: readonly string[],
  rest: (told: number) => string | undefined,
  last?: string,
): string {
  const under = last === undefined ? "" : `\n${last}`;
  let text = "";
  let told = 0;
  for (const line of lines) {
    const longer = text === "" ? escaped(line) : `${text}\n${escaped(line)}`;
    if (longer.length > LIMITS.messageText - 100 - under.length) break;
    text = longer;
    if (line.startsWith("•")) told += 1;
  }
  const more = rest(told);
  return (more === undefined ? text : `${text}\n${more}`) + under;
}

/** Typed text, given back inside a sentence in mark-up: harmless there, and a novel is cut. */
export function quoted(typed: string): string {
  return escaped(clipped(typed.replace(/[`\s]+/g, " "), 80));
}

/** A sentence of ours in Slack's mark-up (what comes from elsewhere must be `quoted` in it). */
export function noteMessage(text: string): Message {
  return { text, blocks: [markup(text)] };
}
