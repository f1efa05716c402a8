import type { KnownBlock, ModalView } from "@slack/types";
import type { Texts } from "../texts/en.ts";
import { type Message, plainText } from "./blocks.ts";

/** Slack takes no tables in windows. */
const NOT_IN_WINDOWS = new Set(["table", "data_table"]);

/** An answer in a window, without the buttons that turn its pages or share it: those need a message. */
export function answerWindow({ blocks, plain }: Message, title: string, texts: Texts): ModalView {
  const fits = ({ type }: KnownBlock) => !NOT_IN_WINDOWS.has(type);
  const shown = blocks.every(fits) ? blocks : (plain ?? blocks.filter(fits));
  return {
    type: "modal",
    title: plainText(title),
    close: plainText(texts.timeOff.form.close),
    blocks: shown.filter(({ type }) => type !== "actions"),
  };
}
