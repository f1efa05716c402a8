import { randomUUID } from "node:crypto";
import type { Answer, Answers } from "./personio-answers.ts";

const LIFE_SECONDS = 86_400;

/** `until` in milliseconds; `scopes` are those that were asked for, undefined: all that the credential has. */
export type Token = { until: number; scopes: string[] | undefined };

/** The token endpoint: client credentials as a form, and nothing else. Tokens age by `clock`. */
export function createTokens(options: {
  clientId: string;
  state: { clientSecret: string; tokens: Map<string, Token>; settings: { scopes: string[] } };
  answers: Answers;
  clock: () => Date;
}) {
  const { clientId, state, answers, clock } = options;

  /** The fields of a form, or why they are none. */
  const formOf = (contentType: string | undefined, body: string, required: string[]): URLSearchParams | Answer => {
    if (!contentType?.startsWith("application/x-www-form-urlencoded"))
      return answers.oauth("invalid_request", "The content type must be application/x-www-form-urlencoded.");
    const form = new URLSearchParams(body);
    const missing = required.filter((name) => !form.get(name));
    if (missing.length === 0) return form;
    return answers.oauth("invalid_request", "A required parameter is missing.", { missing_parameters: missing });
  };

  return {
    grant(contentType: string | undefined, body: string): Answer {
      const form = formOf(contentType, body, ["grant_type", "client_id", "client_secret"]);
      if (!(form instanceof URLSearchParams)) return form;
      const grant_type = form.get("grant_type");
      if (grant_type !== "client_credentials")
        return answers.oauth("unsupported_grant_type", "The grant type is not supported.", { grant_type });
      if (form.get("client_id") !== clientId || form.get("client_secret") !== state.clientSecret)
        return answers.oauth(
          "invalid_client",
          "Client authentication failed (e.g., unknown client, wrong secret, no client authentication included, or unsupported authentication method).",
        );
      const scopes = form.get("scope")?.split(" ").filter(Boolean);
      if (scopes?.some((scope) => !state.settings.scopes.includes(scope)))
        return answers.oauth("invalid_scope", "The requested scope is invalid, unknown, or not granted.");
      const access_token = `papi-${randomUUID()}`;
      state.tokens.set(access_token, { until: clock().getTime() + LIFE_SECONDS * 1000, scopes });
      const scope = (scopes ?? state.settings.scopes).join(" ");
      return { status: 200, body: { access_token, token_type: "Bearer", expires_in: LIFE_SECONDS, scope } };
    },

    revoke(contentType: string | undefined, body: string): Answer {
      const form = formOf(contentType, body, ["token"]);
      if (!(form instanceof URLSearchParams)) return form;
      state.tokens.delete(form.get("token") ?? "");
      return { status: 200 };
    },

    /** The scopes that a call may use; undefined when its token is missing, unknown or too old. */
    scopesOf(authorization: string | undefined): string[] | undefined {
      const token = state.tokens.get(/^Bearer (.+)$/.exec(authorization ?? "")?.[1] ?? "");
      if (!token || token.until <= clock().getTime()) return undefined;
      return state.settings.scopes.filter((scope) => !token.scopes || token.scopes.includes(scope));
    },
  };
}
