import { createHash } from "node:crypto";
import type { Texts } from "../texts/en.ts";

const STYLE =
  ":root{color-scheme:light dark}body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:15vh auto;padding:0 1rem}";

/** What people see in the browser when they come back from Slack. Nothing in it comes from them. */
export function statusPage(end: keyof Texts["presence"]["page"], texts: Texts): string {
  const { title, text } = texts.presence.page[end];
  return `<!doctype html>
<html lang="${texts.language.code}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${inHtml(title)} – Whosout</title>
<style>${STYLE}</style>
<main>
<h1>${inHtml(title)}</h1>
<p>${inHtml(text)}</p>
</main>
</html>
`;
}

/** Nothing is loaded or run, nobody frames it, and the address, which carries a code, goes nowhere. */
export const PAGE_HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${createHash("sha256").update(STYLE).digest("base64")}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
};

function inHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
