import type { Snapshot } from "../../../demo-wire.ts";
import type { ElementData, Option } from "../blocks/shapes.ts";
import { channelNamed, personNamed } from "../demo/names.ts";
import { slackWords } from "../slack/words.ts";
import type { Offered } from "./holds.ts";

/** A line of a list. */
export type Choice = {
  value: string;
  text: string;
  note?: string;
  group?: string;
  kind?: "person" | "public" | "private";
};

export function choicesOf({ options = [], option_groups = [] }: ElementData): Choice[] {
  return [
    ...options.map((option) => choiceOf(option)),
    ...option_groups.flatMap(({ label, options }) => options.map((option) => choiceOf(option, label.text))),
  ];
}

export function choicesOffered({ groups }: Offered): Choice[] {
  return groups.flatMap(({ label, options }) => options.map((option) => choiceOf(option, label)));
}

function choiceOf({ value, text, description }: Option, group?: string): Choice {
  return { value, text: text.text, ...(description && { note: description.text }), ...(group && { group }) };
}

export function people({ people: all, me }: Snapshot, { withoutBots = false } = {}): Choice[] {
  const everybody = all.some(({ id }) => id === me.id) ? all : [me, ...all];
  return everybody
    .filter(({ isBot }) => !(withoutBots && isBot))
    .map(({ id, name, login }) => ({ value: id, text: name, note: login, kind: "person" as const }));
}

/** Of Slack's lists of conversations: channels, and people, where direct messages are wanted too. */
export function conversations(snapshot: Snapshot, { type, filter = {} }: ElementData): Choice[] {
  const isChannels = type.endsWith("channels_select");
  const include = isChannels ? ["public"] : (filter.include ?? ["public", "private", "im"]);
  const channels = snapshot.channels
    .filter(
      ({ id, isArchived, isPrivate, isExternal }) =>
        id !== snapshot.me.id &&
        !isArchived &&
        include.includes(isPrivate ? "private" : "public") &&
        !(filter.exclude_external_shared_channels && isExternal),
    )
    .map(({ id, name, isPrivate }): Choice => ({ value: id, text: name, kind: isPrivate ? "private" : "public" }));
  return [
    ...channels,
    ...(include.includes("im") ? people(snapshot, { withoutBots: filter.exclude_bot_users ?? false }) : []),
  ];
}

/** A choice for what is held by its id alone. */
export function choiceById(snapshot: Snapshot, id: string, known: readonly Choice[]): Choice {
  return (
    known.find(({ value }) => value === id) ?? {
      value: id,
      text: channelNamed(snapshot, id) ?? personNamed(snapshot, id),
    }
  );
}

/** Those that fit what was typed, at the start of a word first. */
export function fitting(choices: readonly Choice[], typed: string): Choice[] {
  const wanted = plain(typed.trim().replace(/^[@#]/, ""));
  if (wanted === "") return [...choices];
  return choices.filter(({ text, note = "" }) => plain(text).includes(wanted) || plain(note).includes(wanted));
}

/** Without accents and capitals: "gul" finds "Gül". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** What Slack puts into a list where the bot has said nothing. */
export function placeholderFor({ me }: Snapshot, { placeholder, type }: ElementData): string {
  const { select } = slackWords(me);
  if (placeholder) return placeholder.text;
  if (type.startsWith("multi_")) return select.options;
  return type === "users_select" ? select.person : /conversations|channels/.test(type) ? select.channel : select.item;
}
