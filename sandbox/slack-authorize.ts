import { randomUUID } from "node:crypto";
import { type Params, type Result, refused } from "./slack-result.ts";
import type { World } from "./slack-world.ts";

const CODE_LIVES_MS = 10 * 60_000;
const HEADERS = {
  "content-type": "text/html; charset=utf-8",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
};

/** What is asked for in the language of who is asked, scopes in words where there are some here. */
const EN = {
  title: (app: string) => `${app} is requesting permission to access the Sandbox Slack workspace`,
  whose: (person: string, app: string) =>
    `You are signed in as ${person}. What will ${app} be able to do, in your name?`,
  scopes: {
    "users.profile:read": "See profiles, with what is set as status",
    "users.profile:write": "Change your profile and your status",
  } as Record<string, string>,
  cancel: "Cancel",
  allow: "Allow",
};
const DE: typeof EN = {
  title: (app) => `${app} bittet um Zugriff auf den Slack-Workspace Sandbox`,
  whose: (person, app) => `Du bist als ${person} angemeldet. Was wird ${app} in deinem Namen tun können?`,
  scopes: {
    "users.profile:read": "Profile ansehen, mit dem Status darin",
    "users.profile:write": "Dein Profil und deinen Status ändern",
  },
  cancel: "Abbrechen",
  allow: "Zulassen",
};

type Answer = { status: number; headers: Record<string, string>; body: string };

/**
 * The page on which Slack asks somebody whether an app may do something in their name, and what comes of their answer. Who is signed in in
 * this browser is whoever did something in Slack last.
 *
 * @param params of the address (GET), or of the form with the answer (POST)
 */
export function authorize(world: World, method: string | undefined, params: URLSearchParams): Answer {
  const asked = Object.fromEntries(params);
  const { client_id, redirect_uri = "", user_scope = "", state = "" } = asked;
  const user = world.users.find(({ id }) => id === (asked.as ?? world.signedIn));
  if (client_id !== world.clientId) return page(400, "Something went wrong", "<p>invalid_client_id</p>");
  if (!world.redirectUrls.some((url) => redirect_uri.startsWith(url))) {
    return page(400, "Something went wrong", "<p>bad_redirect_uri: it is none of the app's redirect URLs</p>");
  }
  if (!user) return page(403, "Sign in", "<p>Nobody is signed in. Do something in Slack first.</p>");
  if (method === "POST") {
    const back = new URL(redirect_uri);
    back.searchParams.set("state", state);
    if (asked.answer !== "allow") back.searchParams.set("error", "access_denied");
    else {
      const code = randomUUID();
      const until = world.clock().getTime() + CODE_LIVES_MS;
      world.codes.set(code, { user: user.id, scopes: user_scope.split(","), redirectUri: redirect_uri, until });
      back.searchParams.set("code", code);
    }
    return { status: 302, headers: { location: back.href, "cache-control": "no-store" }, body: "" };
  }
  const hidden = Object.entries({ client_id, redirect_uri, user_scope, state, as: user.id })
    .map(([name, value]) => `<input type="hidden" name="${name}" value="${inHtml(value)}">`)
    .join("");
  const name = inHtml(world.app.name);
  const say = user.locale?.startsWith("de") ? DE : EN;
  const scopes = user_scope.split(",").map((scope) => {
    const words = say.scopes[scope];
    return `<li>${words ? `${words} (<code>${inHtml(scope)}</code>)` : inHtml(scope)}</li>`;
  });
  return page(
    200,
    say.title(name),
    `<p>${say.whose(`<strong>${inHtml(user.real_name ?? user.name)}</strong>`, name)}</p>
<ul>${scopes.join("")}</ul>
<form method="post" action="/oauth/v2/authorize">${hidden}
<button name="answer" value="deny">${say.cancel}</button> <button name="answer" value="allow">${say.allow}</button></form>`,
    say === DE ? "de" : "en",
  );
}

/** Trades a code, once, for a token. Somebody who allowed something before keeps their token. */
export function accessToken(world: World, { client_id, client_secret, code, redirect_uri }: Params): Result {
  if (client_id !== world.clientId) return refused("invalid_client_id");
  if (client_secret !== world.clientSecret) return refused("bad_client_secret");
  const given = world.codes.get(String(code));
  if (!given) return refused("invalid_code");
  world.codes.delete(String(code));
  if (given.until <= world.clock().getTime()) return refused("code_expired");
  if (redirect_uri !== given.redirectUri) return refused("bad_redirect_uri");
  const before = [...world.grants].find(([, { user }]) => user === given.user);
  const token = before?.[0] ?? `xoxp-sandbox-${randomUUID()}`;
  const scopes = [...new Set([...(before?.[1].scopes ?? []), ...given.scopes])];
  world.grants.set(token, { user: given.user, scopes });
  const authed_user = { id: given.user, scope: scopes.join(","), access_token: token, token_type: "user" };
  const team = { id: world.users.find(({ id }) => id === given.user)?.team_id ?? world.teamId };
  return { body: { ok: true, app_id: world.appId, authed_user, team, enterprise: null, is_enterprise_install: false } };
}

function page(status: number, title: string, body: string, language = "en"): Answer {
  const html = `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>:root{color-scheme:light dark}body{font:16px/1.5 sans-serif;max-width:34em;margin:4em auto;padding:0 1em}button{font:inherit;padding:.4em 1em}</style>
<main><h1>${title}</h1>
${body}</main>
</html>
`;
  return { status, headers: HEADERS, body: html };
}

function inHtml(text: string | undefined): string {
  return (text ?? "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
