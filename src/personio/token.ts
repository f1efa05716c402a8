import * as z from "zod";
import type { Clock } from "../domain/calendar.ts";
import { ProblemError } from "../domain/problem.ts";
import { factsOf, problemOfAnswer, puzzling } from "./errors.ts";
import type { Answer, Http } from "./http.ts";

const TOKEN_ENDPOINT = { method: "POST", path: "/v2/auth/token", scope: "" } as const;
/** A minute, or a tenth of a life that is shorter than ten minutes. */
const RENEW_BEFORE_END_MS = 60_000;
/** For an answer that does not say how long its token lives. Personio's live a day. */
const DEFAULT_LIFE_SECONDS = 3600;

const granted = z.object({
  // Nothing that could break out of a header.
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  expires_in: z.coerce.number().positive().catch(DEFAULT_LIFE_SECONDS),
  scope: z.string().catch(""),
});
const refused = z.object({ error: z.string(), error_description: z.string().catch("") });

export type Token = { value: string; scopes: string[]; renewAt: number };
export type Tokens = ReturnType<typeof createTokens>;

/** One token for all calls, asked for when it is needed and renewed a minute before its end, with one request in flight. */
export function createTokens(options: {
  baseUrl: string;
  clientId: string;
  clientSecret: string;
  http: Http;
  clock: Clock;
}) {
  const { baseUrl, clientId, clientSecret, http, clock } = options;
  let current: Token | undefined;
  let pending: Promise<Token> | undefined;

  const request = async (): Promise<Token> => {
    const askedAt = clock().getTime();
    const answer = await http({
      ...TOKEN_ENDPOINT,
      url: new URL(baseUrl + TOKEN_ENDPOINT.path),
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        grant_type: "client_credentials",
        client_id: clientId,
        client_secret: clientSecret,
      }),
      isRepeatable: true,
    });
    if ("lost" in answer || answer.status < 200 || answer.status > 299) throw problemOfRefusal(answer);
    const read = granted.safeParse(answer.body);
    if (!read.success) throw puzzling(TOKEN_ENDPOINT, answer, "access_token");
    const { access_token, expires_in, scope } = read.data;
    current = {
      value: access_token,
      scopes: scope.split(" ").filter(Boolean),
      renewAt: askedAt + expires_in * 1000 - Math.min(RENEW_BEFORE_END_MS, expires_in * 100),
    };
    return current;
  };

  return {
    /** @throws ProblemError `credentials-refused`, `personio-down`, `personio-busy`, `personio-refused` or `personio-puzzling` */
    async get(): Promise<Token> {
      if (current && clock().getTime() < current.renewAt) return current;
      pending ??= request().finally(() => {
        pending = undefined;
      });
      return pending;
    },

    /** Forgets a token that Personio did not take. Another one, renewed meanwhile by a neighbour, is kept. */
    drop(token: Token): void {
      if (current === token) current = undefined;
    },
  };
}

/** Bad credentials are a 400 with OAuth's own body, not a 401 as elsewhere; look-alikes answer 401. */
function problemOfRefusal(answer: Answer): ProblemError {
  // Asking for a token changes nothing, though it is a POST.
  const isWrite = false;
  if ("lost" in answer) return problemOfAnswer(TOKEN_ENDPOINT, answer, isWrite);
  const facts = factsOf(TOKEN_ENDPOINT, answer);
  const read = refused.safeParse(answer.body).data;
  switch (read?.error) {
    case "server_error":
    case "temporarily_unavailable":
      return new ProblemError({ kind: "personio-down" }, { facts });
    // Mistakes in how we ask.
    case "invalid_request":
    case "invalid_scope":
    case "unsupported_grant_type":
    case "unsupported_response_type": {
      const detail = read.error_description.slice(0, 300);
      return new ProblemError(
        { kind: "personio-refused", status: answer.status, title: read.error, detail },
        { facts },
      );
    }
  }
  if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
    return new ProblemError({ kind: "credentials-refused" }, { facts });
  }
  // Nothing under this address gives tokens: it is not Personio's.
  return answer.status === 404
    ? puzzling(TOKEN_ENDPOINT, answer, "status")
    : problemOfAnswer(TOKEN_ENDPOINT, answer, isWrite);
}
