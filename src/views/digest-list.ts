import type { KnownBlock, RichTextSection } from "@slack/types";
import * as z from "zod";
import type { Texts } from "../texts/en.ts";
import { button, context, escaped, type Message, noteMessage, plainText } from "./blocks.ts";
import { idField, readCarried } from "./carried.ts";
import { DIGEST_RESUME_ACTION, mentionOf } from "./digest.ts";

export const DIGEST_EDIT_ACTION = "digest_edit";
export const DIGEST_PAUSE_ACTION = "digest_pause";
export const DIGEST_SEND_ACTION = "digest_send";
export const DIGEST_DELETE_ACTION = "digest_delete";

/** `nonce` names this showing of the buttons: pressed twice is meant once. */
type DigestHandle = { id: string; nonce: string };
/** One digest of a list: where and when it comes, what else there is to it, and `notes` in Slack's mark-up. */
export type ListedDigest = {
  channel: string;
  rhythm: string;
  lines: string[];
  notes: string[];
  isPaused: boolean;
  handle?: DigestHandle;
};

/** Slack takes fifty blocks a message: three a digest. */
export const MOST_LISTED = 15;

/** @param listed at most `MOST_LISTED` @param title undefined: one digest that was asked about @param left how many there are besides */
export function digestListMessage(
  listed: readonly ListedDigest[],
  texts: Texts,
  { title, left = 0 }: { title?: string; left?: number } = {},
): Message {
  const say = texts.digest.list;
  const more = left > 0 ? [say.more(left)] : [];
  const heads = [...(title ? [`*${title}*`] : []), ...(listed.length === 0 ? [say.none] : [])];
  const lines = [...heads, ...listed.flatMap((one) => ["", ...spoken(one), ...one.notes]), ...more];
  return {
    text: lines.join("\n").trim(),
    blocks: [...(heads.length > 0 ? noteMessage(heads.join("\n")).blocks : []), ...digestBlocks(listed, left, texts)],
  };
}

/** Three blocks a digest, and one. @param left how many there are besides */
export function digestBlocks(listed: readonly ListedDigest[], left: number, texts: Texts): KnownBlock[] {
  return [
    ...listed.flatMap((one): KnownBlock[] => [
      shown(one),
      ...(one.notes.length > 0 ? [context(one.notes.join(" · "))] : []),
      ...(one.handle ? [handles(one.handle, one, texts)] : []),
    ]),
    ...(left > 0 ? [context(texts.digest.list.more(left))] : []),
  ];
}

function spoken({ channel, rhythm, lines }: ListedDigest): string[] {
  return [`*${mentionOf(channel)}* – ${rhythm}`, ...lines.map(escaped)];
}

/** Rich text takes every character literally: the names of teams and people stand in it. */
function shown({ channel, rhythm, lines }: ListedDigest): KnownBlock {
  const elements: RichTextSection["elements"] = [
    { type: "channel", channel_id: channel, style: { bold: true } },
    { type: "text", text: [` – ${rhythm}`, ...lines].join("\n") },
  ];
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

const handleField = z.strictObject({ id: idField, nonce: idField });

/** Reads what a button under a digest carries: its id, alone or with a nonce. */
export function readDigestHandle(value: string | undefined): { id: string; nonce?: string } | undefined {
  const alone = idField.safeParse(value).data;
  return readCarried(handleField, value) ?? (alone === undefined ? undefined : { id: alone });
}

function handles(handle: DigestHandle, { isPaused }: ListedDigest, texts: Texts): KnownBlock {
  const say = texts.digest.list;
  const value = JSON.stringify(handle);
  return {
    type: "actions",
    elements: [
      button(say.edit, DIGEST_EDIT_ACTION, value),
      isPaused ? button(say.resume, DIGEST_RESUME_ACTION, value) : button(say.pause, DIGEST_PAUSE_ACTION, value),
      ...(isPaused ? [] : [button(say.sendNow, DIGEST_SEND_ACTION, value)]),
      {
        ...button(say.delete, DIGEST_DELETE_ACTION, value),
        style: "danger",
        confirm: {
          title: plainText(say.deleteTitle),
          text: plainText(say.deleteTitle),
          confirm: plainText(say.delete),
          deny: plainText(say.keep),
          style: "danger",
        },
      },
    ],
  };
}
