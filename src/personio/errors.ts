import * as z from "zod";
import { ID } from "../domain/id.ts";
import { presentable } from "../domain/presentable.ts";
import { ProblemError } from "../domain/problem.ts";
import type { Endpoint } from "./endpoints.ts";
import type { Answer } from "./http.ts";

/** Personio's two bodies for trouble: `errors[]` of v2, and `success: false` of v1. Neither is certain to be there. */
const troubleBody = z.object({
  personio_trace_id: z.string().optional().catch(undefined),
  trace_id: z.string().optional().catch(undefined),
  errors: z
    .array(z.object({ title: z.string().nullish().catch(""), detail: z.string().nullish().catch("") }))
    .optional()
    .catch(undefined),
  error: z.object({ message: z.string() }).optional().catch(undefined),
});

/**
 * What an answer that is no success means. Neither the problem, nor its facts, nor its cause hold an address, a header or a query.
 *
 * @param answer the last one, after all tries; a 401 here is one that a new token did not cure
 */
export function problemOfAnswer(
  endpoint: Pick<Endpoint, "method" | "path" | "scope" | "isAlwaysThere">,
  answer: Answer,
  isWrite = endpoint.method !== "GET",
): ProblemError {
  const { method, path, scope } = endpoint;
  if ("lost" in answer) {
    const options = { facts: { method, path, lost: answer.lost, code: answer.code }, cause: new Error(answer.code) };
    if (isWrite && answer.lost !== "unsent") return new ProblemError({ kind: "outcome-unknown" }, options);
    return new ProblemError({ kind: answer.lost === "too-long" ? "personio-puzzling" : "personio-down" }, options);
  }

  const { status } = answer;
  const facts = factsOf(endpoint, answer);
  // A gateway that lost its patience, or sends somewhere else: what is behind it may have been carried out.
  if (isWrite && (status === 408 || status < 400)) return new ProblemError({ kind: "outcome-unknown" }, { facts });
  if (status >= 500) return new ProblemError({ kind: isWrite ? "outcome-unknown" : "personio-down" }, { facts });
  if (status === 429) return new ProblemError({ kind: "personio-busy" }, { facts });
  // For a missing right persons answer 401, everything else 403.
  if (status === 401 || status === 403) return new ProblemError({ kind: "scope-missing", scope }, { facts });
  // Also what a route answers that this Personio does not have.
  if (status === 404) {
    return new ProblemError({ kind: endpoint.isAlwaysThere ? "personio-puzzling" : "not-in-personio" }, { facts });
  }
  if (status >= 400) return new ProblemError({ kind: "personio-refused", status, ...wordsOf(answer.body) }, { facts });
  return puzzling(endpoint, answer, "status");
}

/**
 * A success that cannot be read.
 * @param at the place in the body, e.g. `_meta.links.next`
 */
export function puzzling(endpoint: Pick<Endpoint, "method" | "path">, answer: Answer, at: string): ProblemError {
  return new ProblemError({ kind: "personio-puzzling" }, { facts: { ...factsOf(endpoint, answer), at } });
}

/** What may be logged of an exchange. */
export function factsOf(
  { method, path }: Pick<Endpoint, "method" | "path">,
  answer: Answer,
): Record<string, string | number> {
  if ("lost" in answer) return { method, path, code: answer.code };
  const body = troubleBody.safeParse(answer.body).data;
  const traceId = body?.personio_trace_id ?? body?.trace_id ?? "";
  // Only what looks like one, so that nothing else gets into the log by this door.
  return { method, path, status: answer.status, ...(ID.test(traceId) && { traceId }) };
}

/** Personio's own words, for the one who asked. */
function wordsOf(body: unknown): { title: string; detail: string } {
  const read = troubleBody.safeParse(body).data;
  const first = read?.errors?.[0];
  return { title: withoutAddresses(first?.title), detail: withoutAddresses(first?.detail ?? read?.error?.message) };
}

/** Problems can end up where they should not; whom a refusal is about, the asker knows anyway. */
function withoutAddresses(text: string | null | undefined): string {
  return presentable((text ?? "").replace(/[^\s<>"']+/g, (word) => (word.includes("@") ? "…" : word)));
}
