import type { Values } from "./slack-form-state.ts";
import type { View } from "./slack-shapes.ts";

/** A window as its user sees it. */
export type SeenForm = {
  id: string;
  /** Another one each time that the bot shows something else. */
  hash: string;
  title: string;
  callbackId?: string;
  /** The button that sends it; a window that only says something has none. */
  submit?: string;
  close?: string;
  blocks: unknown[];
  values: Values;
  /** What the last sending complained of, by block. */
  errors: Record<string, string>;
};

export function seen({ id, hash, view, state, errors }: View): SeenForm {
  const { title, submit, close, callback_id, blocks } = view as Record<string, { text: string }>;
  return {
    id,
    hash,
    title: title?.text ?? "",
    ...(callback_id && { callbackId: String(callback_id) }),
    ...(submit && { submit: submit.text }),
    ...(close && { close: close.text }),
    blocks: Array.isArray(blocks) ? blocks : [],
    values: state,
    errors,
  };
}

/** All that can be read there, in quotes. */
export function textsIn(blocks: readonly unknown[]): string {
  return [...JSON.stringify(blocks).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)].map(([, text]) => text).join(", ");
}
