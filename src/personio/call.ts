import { ProblemError } from "../domain/problem.ts";
import type { Endpoint } from "./endpoints.ts";
import { problemOfAnswer } from "./errors.ts";
import type { Answer, Http } from "./http.ts";
import type { Token, Tokens } from "./token.ts";

/** Names and values as Personio spells them; what is `undefined` is left out. */
export type Query = Readonly<Record<string, string | undefined>>;
export type CallOptions = {
  /** For the `{id}` of the path. */
  id?: string;
  query?: Query;
  /** Sent as JSON. */
  body?: unknown;
  /** A whole address instead, as the `next` link of a list gives it. It gets the token: its origin must be Personio's. */
  url?: URL;
};
/** A success (2xx). */
export type Success = Extract<Answer, { status: number }> & { url: URL };

export type Call = ReturnType<typeof createCall>;

/** Calls an endpoint with a valid token. */
export function createCall(options: { baseUrl: string; http: Http; tokens: Tokens; succeeded: () => void }) {
  const { baseUrl, http, tokens } = options;

  /** @throws ProblemError for everything that is no success */
  return async (endpoint: Endpoint, given: CallOptions = {}): Promise<Success> => {
    const url = given.url ?? addressOf(baseUrl, endpoint, given);
    const send = (token: Token) =>
      http({
        method: endpoint.method,
        path: endpoint.path,
        url,
        headers: { Authorization: `Bearer ${token.value}`, ...(endpoint.beta && { Beta: "true" }) },
        ...(given.body !== undefined && { body: given.body }),
        isRepeatable: endpoint.method === "GET",
        hasStray404: endpoint.hasStray404 ?? false,
      });

    const token = await tokens.get();
    let answer = await send(token);
    if ("status" in answer && answer.status === 401) {
      tokens.drop(token);
      answer = await send(await tokens.get());
    }
    if ("lost" in answer || answer.status < 200 || answer.status > 299) throw problemOfAnswer(endpoint, answer);
    options.succeeded();
    return { ...answer, url };
  };
}

function addressOf(baseUrl: string, endpoint: Endpoint, { id, query }: CallOptions): URL {
  if (endpoint.path.includes("{id}") && !/^[\w-]+$/.test(id ?? "")) {
    // Ids are digits or UUIDs. Anything else (`..`, `a/b`) would be another address.
    throw new ProblemError({ kind: "not-in-personio" }, { facts: { method: endpoint.method, path: endpoint.path } });
  }
  const url = new URL(baseUrl + endpoint.path.replace("{id}", id ?? ""));
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return url;
}
