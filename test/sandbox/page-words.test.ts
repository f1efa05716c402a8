import { expect, it } from "vitest";
import { SLACK_SAYS } from "../../sandbox/demo-do.ts";
import { inTheirWords } from "../../sandbox/page/src/slack/words.ts";

it.each(Object.values(SLACK_SAYS))("says “%s” to a German in German", (english) => {
  expect(inTheirWords({ locale: "en-GB" }, english)).toBe(english);
  expect(inTheirWords({ locale: "de-DE" }, english)).toMatch(/\b(nicht|nichts|Zeitüberschreitung|Es gab)\b/);
});
