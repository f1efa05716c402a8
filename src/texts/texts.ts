import { de } from "./de.ts";
import { en, type Texts } from "./en.ts";

export type { Texts } from "./en.ts";

/** The catalogue for a Slack locale such as `de-DE`; English for every language that we do not speak yet. */
export function textsFor(locale: string | undefined): Texts {
  return locale?.toLowerCase().startsWith("de") ? de : en;
}
