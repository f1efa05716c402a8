import { parseAst } from "vite";
import type { Texts } from "../../src/texts/texts.ts";

/** A sentence of a catalogue, or a function that makes some: its place, such as `whosOut.share`, and every text in it. */
export type Said = { place: string; texts: string[] };

/** All that a language says. Of a function, every text in its code: which of them it picks, its arguments decide. */
export function* saidIn(texts: Texts | object, place = ""): Generator<Said> {
  for (const [name, value] of Object.entries(texts)) {
    const here = place === "" ? name : `${place}.${name}`;
    if (typeof value === "string") yield { place: here, texts: [value] };
    else if (typeof value === "function") yield { place: here, texts: textsInCode(value) };
    else if (typeof value === "object" && value !== null) yield* saidIn(value, here);
  }
}

/** The words of a text, in lower case. What stands between backticks is typed as it is, in any language. */
export function wordsOf(text: string): string[] {
  return (text.replace(/`[^`]*`/g, " ").match(/\p{L}{2,}/gu) ?? []).map((word) => word.toLowerCase());
}

type Node = { type: string; [key: string]: unknown };

function textsInCode(made: (...input: never[]) => unknown): string[] {
  const code = String(made);
  // A method's code is none on its own.
  const isMethod = !/^(async )?(function\b|\(|\w+ *=>)/.test(code);
  return textsIn(isMethod ? `({ ${code} })` : `(${code})`);
}

/** Every text in a program, but what nobody reads: what is compared or imported, names of properties and types, and words for the log. */
export function textsIn(code: string): string[] {
  const found: string[] = [];
  look(parseAst(code, { lang: "ts" }) as unknown as Node, found);
  return found;
}

function look(node: Node, found: string[]): void {
  if (node.type === "Literal" && typeof node.value === "string") found.push(node.value);
  if (node.type === "TemplateElement") found.push((node.value as { cooked: string }).cooked);
  for (const [name, child] of Object.entries(node)) {
    if (isUnread(node, name)) continue;
    for (const one of Array.isArray(child) ? child : [child]) {
      if (typeof one === "object" && one !== null && "type" in one) look(one as Node, found);
    }
  }
}

function isUnread(node: Node, part: string): boolean {
  switch (node.type) {
    case "BinaryExpression":
      return /^[!=]==$/.test(String(node.operator));
    case "SwitchCase":
      return part === "test";
    case "Property":
      return part === "key";
    case "CallExpression":
      return /^(log|console)$/.test(nameOf(node.callee, "object"));
    case "NewExpression":
      return /Error$/.test(nameOf(node.callee, ""));
    default:
      return /^(Import|TS)/.test(node.type) && !/^TS(As|Satisfies|NonNull)Expression$/.test(node.type);
  }
}

/** `log` of `log.warn` and of `needs.log.warn`, or a plain name. */
function nameOf(node: unknown, of: "object" | ""): string {
  const { name, object, property } = (node ?? {}) as { name?: string; object?: Node; property?: Node };
  if (of === "object" && object) return nameOf(object, "") || nameOf(object.property, "");
  return name ?? (property ? nameOf(property, "") : "");
}
