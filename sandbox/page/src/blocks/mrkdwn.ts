/** Slack's mark-up, read. */
export type Mark =
  | { kind: "text"; text: string }
  | { kind: "bold" | "italic" | "strike" | "quote"; inside: Mark[] }
  | { kind: "code" | "pre"; text: string }
  | { kind: "user" | "channel" | "group"; id: string; label?: string }
  | { kind: "broadcast"; range: string }
  | { kind: "date"; timestamp: number; format: string; url?: string; fallback: string }
  | { kind: "link"; url: string; label?: Mark[] }
  | { kind: "emoji"; name: string }
  | { kind: "break" };

/** A mark begins and ends at the edge of a word, and stays on its line. */
const SPAN = (sign: string) =>
  `(?<![\\p{L}\\p{N}${sign}])${sign}(?=[^\\s${sign}])([^${sign}\\n]*?[^\\s${sign}])${sign}(?![\\p{L}\\p{N}${sign}])`;
const TOKEN = new RegExp(
  [
    "```\\n?([\\s\\S]+?)```",
    "`([^`\\n]+)`",
    "<([^<>\\n]+)>",
    ":([a-z0-9_+'-]+):(?:(?::)?skin-tone-\\d:)?",
    SPAN("\\*"),
    SPAN("_"),
    SPAN("~"),
    "(\\n)",
    "(https?://[^\\s<>|]+[^\\s<>|.,;:!?)'\"])",
  ].join("|"),
  "gu",
);

/** @param verbatim whether addresses stay text, as Slack has it */
export function readMrkdwn(text: string, { verbatim = false } = {}): Mark[] {
  const marks: Mark[] = [];
  let quoted: string[] = [];
  const endQuote = () => {
    if (quoted.length > 0) marks.push({ kind: "quote", inside: inline(quoted.join("\n"), verbatim) });
    quoted = [];
  };
  // A fence may go over lines; quotes go by lines.
  for (const part of text.split(/(```[\s\S]+?```)/)) {
    if (part.startsWith("```") && part.length > 6) {
      endQuote();
      marks.push(...inline(part, verbatim));
      continue;
    }
    const isAfterFence = marks.at(-1)?.kind === "pre";
    let plain: string[] = [];
    const endPlain = () => {
      if (plain.length > 0) marks.push(...inline(plain.join("\n"), verbatim));
      plain = [];
    };
    for (const line of (isAfterFence ? part.replace(/^\n/, "") : part).split("\n")) {
      const quote = /^(?:&gt;|>) ?(.*)$/.exec(line);
      if (quote) {
        endPlain();
        quoted.push(quote[1] ?? "");
      } else {
        endQuote();
        plain.push(line);
      }
    }
    endPlain();
  }
  endQuote();
  return marks;
}

function inline(text: string, verbatim: boolean): Mark[] {
  const marks: Mark[] = [];
  let end = 0;
  for (const found of text.matchAll(TOKEN)) {
    const [whole, pre, code, angle, emoji, bold, italic, strike, line, bare] = found;
    if (bare !== undefined && verbatim) continue;
    if (found.index > end) marks.push({ kind: "text", text: unescaped(text.slice(end, found.index)) });
    end = found.index + whole.length;
    if (pre !== undefined) marks.push({ kind: "pre", text: unescaped(pre) });
    else if (code !== undefined) marks.push({ kind: "code", text: unescaped(code) });
    else if (angle !== undefined) marks.push(reference(angle));
    else if (emoji !== undefined) marks.push({ kind: "emoji", name: emoji });
    else if (bold !== undefined) marks.push({ kind: "bold", inside: inline(bold, verbatim) });
    else if (italic !== undefined) marks.push({ kind: "italic", inside: inline(italic, verbatim) });
    else if (strike !== undefined) marks.push({ kind: "strike", inside: inline(strike, verbatim) });
    else if (line !== undefined) marks.push({ kind: "break" });
    else if (bare !== undefined) marks.push({ kind: "link", url: unescaped(bare) });
  }
  if (end < text.length) marks.push({ kind: "text", text: unescaped(text.slice(end)) });
  return marks;
}

/** What stands between `<` and `>`. */
function reference(inside: string): Mark {
  const bar = inside.indexOf("|");
  const target = bar < 0 ? inside : inside.slice(0, bar);
  const label = bar < 0 ? undefined : inside.slice(bar + 1);
  const named = label ? { label: unescaped(label) } : {};
  if (target.startsWith("@")) return { kind: "user", id: target.slice(1), ...named };
  if (target.startsWith("#")) return { kind: "channel", id: target.slice(1), ...named };
  const date = /^!date\^(\d+)\^([^^]*)(?:\^(.+))?$/.exec(target);
  if (date) {
    const [, timestamp, format = "", url] = date;
    return { kind: "date", timestamp: Number(timestamp), format, fallback: label ?? "", ...(url && { url }) };
  }
  const group = /^!subteam\^(\w+)$/.exec(target)?.[1];
  if (group) return { kind: "group", id: group, ...named };
  if (target.startsWith("!")) return { kind: "broadcast", range: target.slice(1) };
  return { kind: "link", url: unescaped(target), ...(label && { label: inline(label, true) }) };
}

function unescaped(text: string): string {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
