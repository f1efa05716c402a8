import type { ModalView } from "@slack/types";
import type { Texts } from "../texts/en.ts";
import { plainText, sections } from "./blocks.ts";

/** A window without fields: what happens at the moment, or what came of it. */
export function windowNote(lines: readonly string[], title: string, texts: Texts): ModalView {
  return { type: "modal", title: plainText(title), close: plainText(texts.window.close), blocks: sections(lines) };
}
