import { de } from "./de.ts";
import { en, type Language, type Texts } from "./en.ts";

export type { Language, Texts } from "./en.ts";

/** Every language that we speak. Another one is another file, named here. */
const SPOKEN: readonly Texts[] = [en, de];

/** To choose from. */
export const LANGUAGES: readonly Language[] = SPOKEN.map(({ language }) => language);

/** The catalogue for a locale such as `de-DE`, or its beginning; English for every language that we do not speak yet. */
export function textsFor(locale: string | undefined): Texts {
  const [code] = (locale ?? "").toLowerCase().split(/[-_]/);
  return SPOKEN.find(({ language }) => language.code === code) ?? en;
}
